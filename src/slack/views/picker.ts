import type { KnownBlock } from '@slack/types'
import type { Domain } from '../../coaching/model.ts'
import { t } from '../../words/words.ts'
import { button, LIMITS, type Message, notification, say, section } from './blocks.ts'
import { ABOUT_MINUTES, difficultyWords, domainWord, NO_COACH } from './domain-words.ts'
import { plainWords, safeLine } from './safe-text.ts'

/** One id for all: each button stands in a block of its own, and its value is the domain's id. */
export const START_PICK = 'start_pick'

/** Offers the domains to somebody who wrote to the bot with no session open. */
export function pickerMessage(domains: Domain[], hasWords = true): Message {
  if (domains.length === 0) return say(NO_COACH())
  const question = hasWords ? keptQuestion() : wordlessQuestion()
  const offered = domains.slice(0, LIMITS.blocks - 1)
  return {
    text: notification(question, ...offered.map((domain) => safeLine(domain.name))),
    blocks: [section(question), ...domainRows(offered)],
  }
}

const keptQuestion = () =>
  t`*Which coach fits?* What you wrote is kept and becomes your first message. It takes about ${ABOUT_MINUTES} minutes, and only you and the bot see it.`
const wordlessQuestion = () =>
  t`*Which coach fits?* I found no words in your message, and I can read nothing else. It takes about ${ABOUT_MINUTES} minutes, and only you and the bot see it.`

/** A line for each domain, with a button that starts it. */
export const domainRows = (domains: Domain[]): KnownBlock[] =>
  domains.map((domain) => section(domainLines(domain), startButton(domain)))

export const startButton = ({ id, name }: { id: string; name: string }) =>
  button({ action: START_PICK, text: t`Start`, value: id, label: t`Start: ${plainWords(name)}` })

/** Every domain, with a button that starts it and the word that does too. */
export function domainList(domains: Domain[]): Message {
  if (domains.length === 0) return say(NO_COACH())
  const shown = domains.slice(0, LIMITS.blocks)
  const linesOf = (domain: Domain) =>
    t`${domainLines(domain)}\nPress *Start*, or type \`/coach ${safeLine(domainWord(domain, domains))}\``
  return {
    text: notification(...shown.map(linesOf)),
    blocks: shown.map((domain) => section(linesOf(domain), startButton(domain))),
  }
}

function domainLines(domain: Domain): string {
  const difficulty = difficultyWords(domain)
  const name = `*${safeLine(domain.name)}*${difficulty && `, ${safeLine(difficulty)}`}`
  return domain.description.trim() ? `${name}\n${safeLine(domain.description)}` : name
}
