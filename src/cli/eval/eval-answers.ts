import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { checkedAnswer, modelContext } from '../../coaching/answer.ts'
import { ANSWERS } from '../../coaching/languages/answers/answers.ts'
import { SIGNS } from '../../coaching/languages/answers/signs.ts'
import { MISSING } from '../../coaching/languages/language.ts'
import type { Coach } from '../../coaching/model.ts'
import { heldAgainst, readGates } from './gates.ts'
import { tellGates } from './keep-report.ts'
import { readNamed } from './named-file.ts'
import { type Options, TRANSCRIPTS } from './options.ts'

/** An answer that somebody judged: what was said before it, and why it is good or bad. */
type Judged = z.infer<typeof judged>
const judged = z.object({
  id: z.string(),
  language: z.string(),
  kind: z.string(),
  set: z.enum(['tuning', 'figure']),
  domain: z.string(),
  before: z.array(z.object({ learner: z.string(), coach: z.string() })),
  reply: z.string(),
  answer: z.string(),
})
const file = z.object({ items: z.array(judged) })

type Weighed = Judged & { isGood: boolean; problems: string[] }

/** How many of so many are let through, or caught, all in all and as a share. */
type Share = { right: number; of: number; share: number }

/** Holds the checks of answers against answers that are known to be good or bad. False when a gate is missed. */
export function evalAnswers(
  options: Options,
  domains: string[],
  coachOf: (domain: string) => Coach,
  say: (line: string) => void,
): boolean {
  const gates = readNamed(options.gates, readGates)
  const all = answersIn(options.set ?? join(TRANSCRIPTS, 'answers')).map((one) =>
    weighed(one, coachOf(domains.find((id) => id === one.domain) ?? domains[0] ?? '')),
  )
  const figures = {
    good: { worked: shareOf(all, true, 'tuning'), heldOut: shareOf(all, true, 'figure') },
    bad: { worked: shareOf(all, false, 'tuning'), heldOut: shareOf(all, false, 'figure') },
    languages: byLanguage(all),
  }
  const kinds = [...new Set(all.map(({ isGood, set }) => `${isGood ? 'good' : 'bad'} ${set}`))]
  const held = heldAgainst(gates, figures, kinds, false)
  if (options.json) say(JSON.stringify(figures, undefined, 2))
  else {
    for (const one of all) if (one.set === 'tuning' && !isRight(one)) say(missLine(one))
    for (const line of languageLines(figures.languages)) say(line)
    for (const line of notChecked()) say(line)
    tellGates(held, say)
  }
  return held.every(({ outcome }) => outcome !== 'missed')
}

const answersIn = (folder: string): (Judged & { isGood: boolean })[] =>
  readdirSync(folder)
    .filter((name) => /^(good|bad).*\.json$/.test(name))
    .flatMap((name) =>
      readNamed(join(folder, name), (text) => file.parse(JSON.parse(text))).items.map((one) => ({
        ...one,
        isGood: name.startsWith('good'),
      })),
    )

function weighed(one: Judged & { isGood: boolean }, coach: Coach): Weighed {
  const rounds = one.before.map(({ learner, coach: answer }, at) => ({ number: at + 1, reply: learner, answer }))
  const context = modelContext({ coach, summary: null, rounds, roundNumber: rounds.length + 1, reply: one.reply })
  const checked = checkedAnswer(one.answer, context)
  return { ...one, problems: checked.ok ? [] : checked.problems }
}

const isRight = ({ isGood, problems }: Weighed) => isGood === (problems.length === 0)

function shareOf(all: Weighed[], isGood: boolean, set: Judged['set']): Share {
  const these = all.filter((one) => one.isGood === isGood && one.set === set)
  const right = these.filter(isRight).length
  return { right, of: these.length, share: these.length === 0 ? 1 : right / these.length }
}

function byLanguage(all: Weighed[]): Record<string, { passed: string; caught: string }> {
  const languages = [...new Set(all.map(({ language }) => language))].toSorted()
  const told = (these: Weighed[]) => `${these.filter(isRight).length} of ${these.length}`
  return Object.fromEntries(
    languages.map((language) => {
      const here = all.filter((one) => one.language === language)
      return [
        language,
        { passed: told(here.filter((one) => one.isGood)), caught: told(here.filter((one) => !one.isGood)) },
      ]
    }),
  )
}

const languageLines = (languages: ReturnType<typeof byLanguage>) =>
  Object.entries(languages).map(
    ([language, { passed, caught }]) =>
      `${language}: good ones that pass ${passed}, bad ones that are caught ${caught}`,
  )

const missLine = ({ id, isGood, language, answer, problems }: Weighed) =>
  `${isGood ? 'sent back' : 'let through'}: ${id} (${language}) ${answer.replaceAll('\n', ' ').slice(0, 160)} ${problems.join(' ')}`.trim()

/** What no check looks for, language by language. */
function notChecked(): string[] {
  const names = Object.keys(SIGNS)
  const lines = ANSWERS.map(({ code, answers }) => {
    const missing = Object.entries(answers.signs).flatMap(([name, how]) => (how === MISSING ? [inWords(name)] : []))
    return `${code}: ${names.length - missing.length} of ${names.length} signs are looked for${missing.length > 0 ? `; not checked: ${missing.join(', ')}` : ''}`
  })
  return [
    ...lines,
    'any other language: form, links, names and numbers that nobody gave, and which language it is; words are not checked',
    'no language: the same question in other words or in another language, and what only the case itself tells, such as a wrong fact',
  ]
}

const inWords = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
