import type { KnownBlock } from '@slack/types'
import { levelWord, type Mark } from '../../coaching/model.ts'
import { cut, quotes, section } from './blocks.ts'
import { inert, safeLine } from './safe-text.ts'

const QUOTES_SHOWN = 2
const QUOTE_MAX = 400
const BLOCKS_A_MARK = 3

/** Level and number in words: 'Strong, 7 of 10'. */
export const scoreWords = (score: number): string => `${levelWord(score)}, ${score} of 10`

/** Ten signs that tell a score by shape, not by colour. */
export const bar = (score: number): string => '●'.repeat(score) + '○'.repeat(10 - score)

/** As many marks as fit into so many blocks, each with its proof and one thing to try, and a line for those that do not. */
export function markBlocks(marks: Mark[], room: number): KnownBlock[] {
  const fits = marks.length * BLOCKS_A_MARK <= room ? marks.length : Math.floor((room - 1) / BLOCKS_A_MARK)
  const left = marks.slice(fits)
  const names = left.map(({ label }) => safeLine(label)).join(', ')
  return [...marks.slice(0, fits).flatMap(oneMark), ...(left.length > 0 ? [section(`Also looked at: ${names}`)] : [])]
}

function oneMark(mark: Mark): KnownBlock[] {
  const label = `*${safeLine(mark.label)}*`
  if (mark.score === null) return [section(`${label}\n${noScore(mark)}`)]
  const lines = [label, `${bar(mark.score)}  ${scoreWords(mark.score)}`, uncertainty(mark), safeLine(mark.observation)]
  const proof = shownQuotes(mark)
  return [
    section(lines.filter((line) => line).join('\n')),
    ...(proof.length > 0 ? [quotes(...proof)] : []),
    ...(mark.nextStep.trim() ? [section(`*One thing to try:* ${safeLine(mark.nextStep)}`)] : []),
  ]
}

/** A mark read aloud. */
export function markWords(mark: Mark): string {
  if (mark.score === null) return `${safeLine(mark.label)}: ${noScore(mark)}`
  return [
    `${safeLine(mark.label)}: ${scoreWords(mark.score)}.`,
    uncertainty(mark),
    safeLine(mark.observation),
    ...shownQuotes(mark)
      .slice(0, 1)
      .map((text) => `You wrote: “${safeLine(text)}”`),
    mark.nextStep.trim() ? `One thing to try: ${safeLine(mark.nextStep)}` : '',
  ]
    .filter((part) => part)
    .join(' ')
}

const shownQuotes = (mark: Mark): string[] =>
  mark.quotes.slice(0, QUOTES_SHOWN).map(({ text }) => cut(inert(text), QUOTE_MAX))

const uncertainty = (mark: Mark): string =>
  mark.uncertain ? 'Uncertain: several readings of this differed, so take the number lightly.' : ''

function noScore({ because, nextStep }: Mark): string {
  if (because === 'does-not-apply') return 'No score: this did not come up.'
  if (because === 'no-quote') return 'Not enough evidence: no sentence of yours was found that backs a score.'
  const how = nextStep.trim() ? ` What would show it: ${safeLine(nextStep)}` : ''
  return `Not enough evidence yet.${how}`
}
