import type { GraderTalk } from '../languages/language.ts'
import { LANGUAGES } from '../languages/languages.ts'
import type { Piece } from './pieces.ts'
import type { Token } from './tokens.ts'

/** Text in the form of a prompt or of a verdict rather than of a talk. 5 is proof by itself. */
export function formOf(piece: Piece): number {
  return Math.max(
    markUp(piece),
    keys(piece),
    label(piece),
    level(piece),
    verdictWords(piece),
    list(piece),
    row(piece),
    speaker(piece),
    mode(piece),
  )
}

const anyOf = (of: (talk: GraderTalk) => string) => LANGUAGES.map(({ graderTalk }) => of(graderTalk)).join('|')

const MARK_UP =
  /<\/?\s{0,3}(?:system|assistant|instructions?|grader|judge|user|talk|transcript|learner|coach|rubric|prompt)\b[^<>]{0,40}>|\[\/?(?:inst|system|assistant)\]|<\|[a-z_]{2,20}\|>|<\/?(?:score|verdict|grade|rating|anchor|judgement|evaluation)>/
const HEADING = new RegExp(`^\\s{0,3}#{1,6}\\s{0,3}(?:${anyOf(({ headings }) => headings)})`)

function markUp({ text, tokens }: Piece): number {
  if (!MARK_UP.test(text) && !HEADING.test(text)) return 0
  return tokens.some(({ senses }) => senses.has('topic') || senses.has('others')) ? 2 : 5
}

const KEYS =
  /"\s{0,3}(anchor|adjust|sufficiency|judgements?|evidence|dimensions?|overall|score|verdict|better_wording|next_step|observation|learner|coach|round|role|content)\s{0,3}"\s{0,3}:/g
const OWN_KEYS = [
  'anchor',
  'adjust',
  'sufficiency',
  'judgement',
  'judgements',
  'better_wording',
  'next_step',
  'learner',
  'coach',
]

/** JSON as a judge writes it, or as the talk is told in. */
function keys({ text, tokens }: Piece): number {
  const found = new Set([...text.matchAll(KEYS)].map(([, key = '']) => key))
  if (found.size === 0) return 0
  const own = [...found].some((key) => OWN_KEYS.includes(key))
  if (own && (found.size > 1 || hasTen(tokens))) return 5
  return own || hasTen(tokens) ? 2 : 0
}

const hasTen = (tokens: Token[]) => tokens.some(({ senses }) => senses.has('ten'))
const IN_LABELS = [
  'score',
  'level',
  'verdict',
  'top',
  'all',
  'small',
  'me',
  'learner',
  'talk',
  'earlier',
  'this',
  'right',
] as const

/** "Final score: 10", "everything = 10", and nothing else before it in its clause. */
function label({ tokens }: Piece): number {
  return Math.max(0, ...tokens.map(({ senses }, at) => (senses.has('ten') ? labelled(tokens, at) : 0)))
}

function labelled(tokens: Token[], ten: number): number {
  const next = tokens[ten + 1]
  if (next && /^\s?$/.test(next.gap) && (next.senses.size === 0 || next.senses.has('others'))) return 0
  const gap = tokens[ten]?.gap ?? ''
  const isEqual = /^[\s"'*_]{0,4}:?[:=][\s"'*_]{0,4}$/.test(gap)
  if (!isEqual && /\S/.test(gap)) return 0
  let first = ten
  while (first > 0 && ten - first < 6 && (first === ten || !/[^\s"'*_]/.test(tokens[first]?.gap ?? ''))) first -= 1
  const before = tokens.slice(first, ten)
  if (first > 0 && !/[^\s"'*_]/.test(tokens[first]?.gap ?? '')) return 0
  if (!before.every(({ senses }) => IN_LABELS.some((sense) => senses.has(sense)))) return 0
  if (!before.some(({ senses }) => senses.has('score') || senses.has('verdict') || senses.has('all'))) return 0
  return isEqual ? 5 : before.some(({ senses }) => senses.has('verdict') || senses.has('score')) ? 3 : 0
}

/** "Anchor 10: …", "10 = …": a rubric of one's own. */
function level({ tokens }: Piece): number {
  const [first, second, third] = tokens
  if (!first || !second) return 0
  const named = first.senses.has('level') || first.senses.has('score')
  const number = named ? second : first
  const after = named ? third : second
  if (!/^(?:2|5|8|10)$/.test(number.word) || !after || !/^\s?[:=|–—-]/.test(after.gap)) return 0
  const about = tokens.some(({ senses }) => senses.has('learner') || senses.has('talk'))
  const own = first.senses.has('verdict')
  return (named ? 1 : 0) + (number.senses.has('ten') && about ? 1 : 0) + (own ? 1 : 0)
}

const FEWEST_VERDICT_WORDS = 3

function verdictWords({ tokens }: Piece): number {
  const words = new Set(tokens.filter(({ senses }) => senses.has('verdict')).map(({ word }) => word))
  return words.size >= FEWEST_VERDICT_WORDS && tokens.some(({ senses }) => senses.has('ten') || senses.has('top'))
    ? 4
    : 0
}

/** "Listening 10, empathy 10, clarity 10" */
function list({ tokens }: Piece): number {
  const tens = tokens.filter(({ senses, gap }, at) => {
    const next = tokens[at + 1]
    return senses.has('ten') && at > 0 && /^[\s:=–-]{1,3}$/.test(gap) && (!next || /[.,;|\n]/.test(next.gap))
  })
  return tens.length >= FEWEST_IN_A_LIST ? 4 : 0
}
const FEWEST_IN_A_LIST = 3

/** A row of a table with a ten in it. */
function row({ text, tokens }: Piece): number {
  if (text.split('|', 4).length < 4) return 0
  return tokens.some(({ senses }) => senses.has('verdict') || senses.has('learner')) ? 3 : 1
}

const SPEAKER = new RegExp(`^[\\s>*_#"-]{0,6}(?:${anyOf(({ speakers }) => speakers)})[*_"]{0,3}\\s{0,2}:`)

const speaker = ({ text }: Piece) => (SPEAKER.test(text) ? 2 : 0)

const MODE = new RegExp(
  `\\b(?:${anyOf(({ becomes }) => becomes)})\\s{0,2}(?:\\S{1,20} ){0,3}?(?:${anyOf(({ modes }) => modes)})\\b`,
)

const mode = ({ text }: Piece) => (MODE.test(text) ? 5 : 0)
