import { sentences, speechNow } from '../words/words.ts'
import { ownWords } from './case.ts'
import { MISSING, type People, type Role } from './languages/language.ts'
import { LANGUAGES, languageFor, languageOf } from './languages/languages.ts'
import type { Coach, Pressure, Round, Summary } from './model.ts'
import { practisedWith } from './wish.ts'
import { weighedSentences } from './wording.ts'

/** The other person of a rehearsal: as the learner would name them, what they are to the learner, and how they are. */
export type Partner = { as: string; role: Role; mood: Pressure }

/**
 * Whom the coach plays: whom the learner named last for it, else whom their talk is about, as far as words tell; they see it first and can
 * change it. The name of the role is in the language in force.
 */
export function partnerIn({
  coach,
  summary,
  rounds,
  reply,
}: {
  coach: Coach
  summary: Summary | null
  rounds: Round[]
  reply: string
}): Partner {
  const own = rounds.filter((one) => !one.wish && !one.retaken && !one.rehearsal).map(({ reply }) => ownWords(reply))
  const told = [summary?.text ?? '', ...own].join('\n')
  const earlier = rounds.flatMap((one) => (one.wish?.startsWith('practise ') ? (practisedWith(one.reply) ?? []) : []))
  const chosen = practisedWith(reply) ?? earlier.at(-1)
  const mood = chosen?.pressure ?? moodIn(told)
  if (chosen) return { as: chosen.as, role: roleIn(chosen.as), mood }

  const all = found(told)
  const times = Map.groupBy(all, ({ role }) => role)
  const often = ({ role }: Found) => times.get(role)?.length ?? 0
  const [most] = all.toSorted((a, b) => often(b) - often(a) || b.index - a.index)
  const { rehearsal } = coach.persona
  const given = most ? '' : (rehearsal?.in?.[speechNow().language]?.partner ?? rehearsal?.partner ?? '')
  const role = most?.role ?? roleIn(rehearsal?.partner ?? '')
  const name = nameIn(told, role)
  return {
    as: [name, isSpoken(given) ? given : nameOf(role, most?.words ?? '', isShe(told))]
      .filter((part) => part)
      .join(', '),
    role,
    mood,
  }
}

/** How the person is, in words. */
export const moodWords = (mood: Pressure): string => MOODS[mood]
const MOODS = sentences<Record<Pressure, string>>({
  easy: 'friendly',
  medium: 'not convinced yet',
  hard: 'rather annoyed',
})

type Found = { role: Role; index: number; words: string }

const PEOPLE: People[] = LANGUAGES.flatMap(({ people }) => (people === MISSING ? [] : [people]))
const rolesOf = ({ roles }: People) =>
  Object.entries(roles).flatMap(([role, one]) => (isRole(role) ? [{ role, ...one }] : []))
const ROLES: Record<Role, true> = {
  boss: true,
  report: true,
  colleague: true,
  buyer: true,
  customer: true,
  head: true,
  supplier: true,
  mentor: true,
  other: true,
}
const isRole = (name: string): name is Role => name in ROLES
const NAMES = PEOPLE.flatMap((people) =>
  rolesOf(people).map(({ role, words }) => ({
    people,
    role,
    name: new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'giu'),
  })),
)

/** All places of a text that name a role. A longer name counts before one that is part of it: "ops manager" is nobody's manager. */
function found(text: string): Found[] {
  const all = NAMES.flatMap(({ role, name }) =>
    [...text.matchAll(name)].map(({ 0: words, index }) => ({ role, index, words })),
  )
  const parts = new Set<Found>()
  const end = ({ index, words }: Found) => index + words.length
  let furthest: Found | undefined // of those that begin before
  for (const one of all.toSorted((a, b) => a.index - b.index || end(b) - end(a))) {
    if (furthest && end(furthest) >= end(one)) {
      if (furthest.words.length > one.words.length) parts.add(one)
    } else furthest = one
  }
  return all.filter((one) => !parts.has(one))
}

/** Whether the field's own name for that person is in the language in force. */
const isSpoken = (given: string) => given !== '' && languageOf(given) === languageFor(speechNow().language)

/** The role that a text names. */
export const roleIn = (text: string): Role => found(text)[0]?.role ?? 'other'

/** What the role is called: a post as the learner names it, where that is said in the language in force. */
function nameOf(role: Role, words: string, she: boolean): string {
  const language = languageFor(speechNow().language)
  const people = language.people === MISSING ? PEOPLE[0] : language.people
  const named = people?.roles[role]
  const isOwn = NAMES.some((one) => one.people === people && one.role === role && words.match(one.name)?.[0] === words)
  if (role === 'head' && isOwn && language === LANGUAGES[0])
    return `the ${words.replace(/^c[efti]o$/i, (short) => short.toUpperCase()).replace(/^(?:hr|it)\b/i, (short) => short.toUpperCase())}`
  return (she ? named?.she : named?.he) ?? ''
}

const isShe = (text: string) => PEOPLE.some((people) => people.isShe.test(text))

// a company is no person: "the CFO of Brightline says"
const NAME = '(?<!\\b(?:of|at|from|in|for|bei|von|aus|für) )((?:(?:Mr|Mrs|Ms|Frau|Herrn?)\\.? )?\\p{Lu}\\p{Ll}+)'
/** Where a first name stands: beside a role, else where somebody is spoken of or with. */
const NAMED = PEOPLE.map((people) => ({
  noName: people.noName,
  beside: new Map(
    rolesOf(people).map(({ role, words }) => [
      role,
      [`(?<!\\p{L})(?:${people.mine})(?:${words}),? ${NAME}`, `${NAME},? (?:${people.mine})(?:${words})(?!\\p{L})`].map(
        (pattern) => new RegExp(pattern, 'gu'),
      ),
    ]),
  ),
  spoken: [`${NAME}(?:${people.named.after})(?!\\p{L})`, `(?<!\\p{L})${people.named.before}${NAME}`].map(
    (pattern) => new RegExp(pattern, 'gu'),
  ),
}))

/** A first name that stands beside the role, or that is spoken with; '' where none does. */
function nameIn(text: string, role: Role): string {
  for (const { noName, beside, spoken } of NAMED)
    for (const pattern of [...(beside.get(role) ?? []), ...spoken])
      for (const [, name = ''] of text.matchAll(pattern))
        if (!noName.test(name.split(' ').at(-1) ?? '')) return name.replace(/^Herrn/, 'Herr')
  return ''
}

function moodIn(talk: string): Pressure {
  const text = weighedSentences(talk)
    .map((sentence) => sentence.text)
    .filter((sentence) => !PEOPLE.some(({ ofMe }) => ofMe.test(sentence)))
    .join('\n')
  if (PEOPLE.some(({ moods }) => moods.hard.test(text))) return 'hard'
  return PEOPLE.some(({ moods }) => moods.easy.test(text)) ? 'easy' : 'medium'
}
