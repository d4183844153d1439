import type { KnownBlock } from '@slack/types'
import type { Mark } from '../../coaching/model.ts'
import { t } from '../../words/words.ts'
import { context, cut, quotes, section } from './blocks.ts'
import { plainWords, safeLine } from './safe-text.ts'

const QUOTE_MAX = 200 // enough to find the sentence again: the card stays short
const NAME_MAX = 60
const BLOCKS_A_MARK = 3

type Cues = NonNullable<Mark['cues']>

/** What the script does and what it does not, in one line. */
export const aboutCues = (marks: Mark[]): string => (isElsewhere(marks) ? OTHER_LANGUAGE() : BY_WORDING())

/** English rules look for nothing in another language, nor do they know what came up. */
const isElsewhere = (marks: Mark[]) => marks.some(({ because }) => because === 'other-language')

const OTHER_LANGUAGE = () =>
  t`A demonstration without AI looks at the wording here. It reads English only, and this talk is in another language: that says nothing about how it went. Scores come once an AI model is connected (\`OPENAI_API_KEY\`).`
const BY_WORDING = () =>
  t`By wording: which cues of each skill stand in your words. A demonstration, not an assessment and no AI; it reads English only. Scores come once an AI model is connected (\`OPENAI_API_KEY\`).`

/** So many signs filled of so many: it tells by shape, not by colour. */
const cueBar = (found: number, of: number): string => '●'.repeat(found) + '○'.repeat(of - found)

/** As many marks by wording as fit into so many blocks, each cue that was found with the learner's words, and a line for what was not read. */
export function cueBlocks(marks: Mark[], room: number): KnownBlock[] {
  const read = marks.filter(hasCues)
  const rest = restLines(marks)
  const fits = Math.max(0, Math.floor((room - 2) / BLOCKS_A_MARK))
  const left = read.slice(fits).map(({ label }) => safeLine(label))
  return [
    ...read.slice(0, fits).flatMap(oneMark),
    ...(left.length > 0 ? [section(t`Also looked at: ${left.join(', ')}`)] : []),
    ...(rest.length > 0 ? [section(rest.join('\n'))] : []),
  ]
}

/** The same read aloud. */
export const cueWords = (marks: Mark[]): string[] => [
  ...marks.filter(hasCues).map(({ label, cues }) => {
    const found = cues.flatMap(({ name, quote }) =>
      quote?.text ? `${nameOf(name)}: ${quoted(quote.text)}` : quote ? nameOf(name) : [],
    )
    const all = found.length > 0 ? `${found.join('; ')}.` : ''
    return [`${safeLine(label)}: ${countWords(cues)}.`, all, notFound(cues)].filter((part) => part).join(' ')
  }),
  ...restLines(marks),
]

const hasCues = (mark: Mark): mark is Mark & { cues: Cues } => mark.cues !== undefined && mark.cues.length > 0

const nameOf = (name: string) => safeLine(cut(name, NAME_MAX))
const named = (cues: Cues) => cues.map(({ name }) => nameOf(name)).filter((name) => name.trim())
const quoted = (text: string) => t`“${safeLine(cut(text, QUOTE_MAX))}”`
const foundIn = (cues: Cues) => cues.filter(({ quote }) => quote).length
const countWords = (cues: Cues) => t`${foundIn(cues)} of ${cues.length}`

function oneMark({ label, cues }: { label: string; cues: Cues }): KnownBlock[] {
  const found = cues.flatMap(({ name, quote }) =>
    quote?.text
      ? { name: plainWords(cut(name, NAME_MAX)), text: t`“${plainWords(cut(quote.text, QUOTE_MAX))}”`, link: quote.at }
      : [],
  )
  const wordless = named(cues.filter(({ quote }) => quote && !quote.text))
  const below = [wordless.length > 0 ? t`Found: ${wordless.join('; ')}` : '', notFound(cues)].filter((line) => line)
  return [
    section(`*${safeLine(label)}*\n${cueBar(foundIn(cues), cues.length)}  ${countWords(cues)}`),
    ...(found.length > 0 ? [quotes(...found)] : []),
    ...(below.length > 0 ? [context(below.join('\n'))] : []),
  ]
}

function notFound(cues: Cues): string {
  const names = named(cues.filter(({ quote }) => !quote))
  return names.length > 0 ? t`Not found: ${names.join('; ')}` : ''
}

/** What was not looked at, and why, in a line for each reason. */
function restLines(marks: Mark[]): string[] {
  if (isElsewhere(marks)) return []
  const rest = Map.groupBy(
    marks.filter((mark) => !hasCues(mark)),
    ({ because }) => because,
  )
  return [...rest].map(([because, some]) => {
    const names = some.map(({ label }) => safeLine(label)).join(', ')
    if (because === 'does-not-apply') return t`*${names}*: this did not come up.`
    if (because === 'by-wording') return t`*${names}*: this coach has no cues to look for.`
    return t`*${names}*: too little was said to look for cues.`
  })
}
