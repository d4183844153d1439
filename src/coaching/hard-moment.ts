import { speechNow } from '../words/words.ts'
import { type Contacts, contactsFor } from './contacts.ts'
import { AND_NO_MORE, type HardKind, type HardMoments } from './languages/language.ts'
import { LANGUAGES, languageFor } from './languages/languages.ts'
import type { Round } from './model.ts'
import { folded, sentences } from './wording.ts'

/** A sign of a crisis, of harassment, of medical or legal trouble in what a learner wrote, and the code of the language that it is in. */
export type HardMoment = { kind: HardKind; language: string }

/** What is most urgent is answered where a text tells of several. Who is worn out by how they are treated is answered about that. */
const BY_URGENCY = ['crisis', 'medical', 'harassment', 'legal', 'exhausted'] as const

/**
 * The hard moment in a reply, or undefined when there is no sign of one. Every language is looked at, whichever the learner's Slack
 * speaks: that decides only where a sign reads the same in two of them.
 */
export function hardMoment(reply: string, locale: string | null = null): HardMoment | undefined {
  const lines = reply.includes('\n') ? [reply, reply.replaceAll('\n', ' . ')] : [reply] // a line may end a sentence, or go on with it
  const text = lines.map((one) => withoutFigures(plain(one))).join(' … ')
  const spoken = languageFor(locale).code
  const found = SEARCHES.flatMap(({ language, signs }) => {
    return BY_URGENCY.flatMap((kind) => {
      const sign = signs[kind].exec(text)?.[0]
      return sign === undefined ? [] : [{ kind, language, weight: sign.length + Number(language === spoken) }]
    })
  })
  const urgency = ({ kind }: { kind: (typeof BY_URGENCY)[number] }) => BY_URGENCY.indexOf(kind)
  const [most] = found.toSorted((a, b) => urgency(a) - urgency(b) || b.weight - a.weight)
  return most && { kind: most.kind === 'exhausted' ? 'medical' : most.kind, language: most.language }
}

const withoutFigures = (text: string) => SEARCHES.reduce((rest, { notMeant }) => rest.replace(notMeant, ' … '), text)

/** A moment that only a model noticed. It is answered in the learner's own language where we know it. */
export const unnamedMoment = (locale: string | null): HardMoment => ({
  kind: 'other',
  language: languageFor(locale).code,
})

/** Whether a round was a hard moment: it is shown to no judge, told in no prompt, and quoted nowhere. */
export function isHardMoment(round: Pick<Round, 'reply' | 'answer'>): boolean {
  const isHard =
    KNOWN.get(round) ??
    (CLOSINGS.some((closing) => round.answer.includes(closing)) || hardMoment(round.reply) !== undefined)
  KNOWN.set(round, isHard)
  return isHard
}
/** A round is looked at for its prompt, for its score and for more: its words are searched once. */
const KNOWN = new WeakMap<object, boolean>()

/**
 * What is answered to a hard moment: people, and no question. It is said in the language that the learner chose, else in the one that
 * the sign is in. That one tells where they may be, so lines to call that are known in it are named whichever is spoken. `said` stands for our own first words where a model found some; a sentence
 * of it with a number is left out, since a model makes numbers up, and this is no place to call a wrong one.
 */
export function hardAnswer(
  moment: HardMoment,
  about: { contacts: Contacts; locale: string | null; said?: string },
): string {
  const { language, isChosen } = speechNow()
  const { words, people, emergency, closing } = languageFor(isChosen ? language : moment.language).hardMoments
  const named = contactsFor(about.contacts, { ...moment, locale: about.locale ?? '' })
  const known = people[moment.kind]
  const linesThere = languageFor(moment.language).hardMoments.people[moment.kind].filter((line) => /\d/.test(line))
  const whom = (named.length > 0 ? named : [...new Set([...known, ...linesThere])])
    .map((line) => `- ${line}`)
    .join('\n')
  const said = sentences(about.said ?? '')
    .map(({ text }) => text)
    .filter((text) => !/[\d?]/.test(text))
    .join(' ')
  return [said || words[moment.kind], whom, ...(moment.kind === 'legal' ? [] : [emergency]), closing].join('\n\n')
}

/**
 * What is answered where a hard moment was the last that was spoken of, and the learner says no more than "stop" or "thanks": a word, and
 * no question. Undefined where they write of something else. It ends as the answer before it did, so that the quiet goes on.
 */
export function quietAnswer(rounds: Pick<Round, 'reply' | 'answer'>[], reply: string): string | undefined {
  const before = rounds.findLast(({ answer }) => answer !== '')
  if (!before || !isHardMoment(before) || !isFarewell(reply)) return undefined
  const spoken = LANGUAGES.find(({ hardMoments }) => before.answer.includes(hardMoments.closing)) ?? LANGUAGES[0]
  const { language, isChosen } = speechNow()
  const { quiet, closing } = (isChosen ? languageFor(language) : spoken).hardMoments
  return [quiet, closing].join('\n\n')
}

/** Whether a hard moment was the last that was spoken of: then the bot does nothing by itself until they write of something else. */
export const endsInHardMoment = (rounds: Pick<Round, 'reply' | 'answer'>[], pending: string[] = []): boolean => {
  const last = pending.filter((reply) => !isFarewell(reply)).at(-1)
  if (last !== undefined) return hardMoment(last) !== undefined
  const before = rounds.findLast(({ answer }) => answer !== '')
  return before !== undefined && isHardMoment(before)
}

const isFarewell = (reply: string) =>
  reply.length <= FAREWELL_CHARACTERS && !/[\p{L}\p{N}]/u.test(plain(reply).replace(FAREWELLS, ' '))
const FAREWELL_CHARACTERS = 200

const CLOSINGS = LANGUAGES.map(({ hardMoments }) => hardMoments.closing)

const RESPELLED = LANGUAGES.flatMap(({ hardMoments }) => hardMoments.respelled)

/** Accents and apostrophes are often left out in a chat; and "do not" is said as well as "don't". */
const plain = (text: string) =>
  RESPELLED.reduce(
    (said, [written, sign]) => said.replace(written, sign),
    folded(text).normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').replaceAll("'", ''),
  )

const CLAUSES = LANGUAGES.map(({ hardMoments }) => hardMoments.clauses)
const CLAUSE_ENDS = `(?= ?(?:[.!?;:)…"\\p{Extended_Pictographic}]|, (?!${CLAUSES.flatMap(({ notBy }) => notBy).join('|')})|-? ?$|- |\\n| (?:${CLAUSES.map(({ by }) => by).join('|')})\\b))`

const anyOf = (pieces: string[], flags = '') =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${pieces.join('|').replaceAll(AND_NO_MORE, CLAUSE_ENDS)})(?![\\p{L}\\p{N}])`,
    `${flags}u`,
  )

const search = ({ notMeant, signs }: HardMoments) => ({
  notMeant: anyOf(notMeant, 'g'),
  signs: {
    crisis: anyOf(signs.crisis),
    harassment: anyOf(signs.harassment),
    medical: anyOf(signs.medical),
    legal: anyOf(signs.legal),
    exhausted: anyOf(signs.exhausted),
  },
})
const FAREWELLS = anyOf(
  LANGUAGES.flatMap(({ hardMoments }) => hardMoments.farewells),
  'g',
)
const SEARCHES = LANGUAGES.map(({ code, hardMoments }) => ({ language: code, ...search(hardMoments) }))
