import type { Access } from '../../flows/own-data.ts'
import { dayWords } from '../../words/dates.ts'
import { plural, t } from '../../words/words.ts'
import { context, type Message, notification, section } from './blocks.ts'
import { inert, safeLine } from './safe-text.ts'

/** Who or what read the learner's data, the last of it first. */
export function accessesMessage(accesses: Access[]): Message {
  const lines = accesses.map((access) => `• ${dayWords(access.lastAt)}: ${sentence(access)}`)
  const head =
    lines.length > 0
      ? t`*Who or what read your data*, the last of it first:`
      : t`Nobody and nothing has read your data yet.`
  const rules = t`Each of these is noted where it happens, without a word of what was read. Your managers can read nothing but cards that you send them. All of it is in your export.`
  return {
    text: notification(head, ...lines, rules),
    blocks: [section(head), ...inSections(lines), context(rules)],
  }
}

function sentence({ what, times, domain, week, manager, models }: Access): string {
  const often = plural(times, { one: 'once', other: '{0} times' })
  const session = domain ? t`your session ${safeLine(domain)}` : t`a session`
  const by = models.length > 0 ? ` (${models.map((model) => safeLine(model)).join(', ')})` : ''
  switch (what) {
    case 'coach':
      return t`the coach${by} read ${session} to answer you, ${often}`
    case 'judge':
      return t`the judge${by} read ${session} to score it, ${often}`
    case 'digest':
      return t`your levels and days were counted for the team’s digest of ${week ? dayWords(week) : ''}${toWhom(manager)}`
    case 'card':
      return t`your card about ${domain ? safeLine(domain) : t`a session`} went out${toWhom(manager)}`
    case 'export':
      return t`you were sent everything that is kept of you, ${often}`
  }
}

/** A Slack id is shown by name and pings nobody in a message to one person alone. */
const toWhom = (manager: string | null): string =>
  manager && /^[UW][A-Z0-9]+$/.test(manager) ? t` to ${`<@${manager}>`}` : manager ? t` to ${inert(manager)}` : ''

const A_SECTION = 8 // lines, so that one is never too long

function inSections(lines: string[]) {
  return Array.from({ length: Math.ceil(lines.length / A_SECTION) }, (_, at) =>
    section(lines.slice(at * A_SECTION, (at + 1) * A_SECTION).join('\n')),
  )
}
