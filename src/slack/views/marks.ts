import type { Button, KnownBlock } from '@slack/types'
import { levelWord, type Mark } from '../../coaching/model.ts'
import { plural, t } from '../../words/words.ts'
import { actions, cut, quotes, section } from './blocks.ts'
import { levelName } from './level-words.ts'
import { plainWords, safeLine } from './safe-text.ts'
import { sureness } from './sureness.ts'

const QUOTES_SHOWN = 2
const QUOTE_MAX = 400
const BLOCKS_A_MARK = 4

/** Level and number in words: 'Strong, 7 of 10'. */
export const scoreWords = (score: number): string => t`${levelName(levelWord(score))}, ${score} of 10`

/** Ten signs that tell a score by shape, not by colour. */
export const bar = (score: number): string => '●'.repeat(score) + '○'.repeat(10 - score)

/** What else is said of a mark, and what can be done about it. */
type More = (mark: Mark) => { said: string; button?: Button }

/** As many marks as fit into so many blocks, each with its proof and one thing to try, and a line for those that do not. */
export function markBlocks(
  marks: Mark[],
  { room, samples, more = () => ({ said: '' }) }: { room: number; samples: number; more?: More },
): KnownBlock[] {
  const fits = marks.length * BLOCKS_A_MARK <= room ? marks.length : Math.floor((room - 1) / BLOCKS_A_MARK)
  const left = marks.slice(fits)
  const names = left.map(({ label }) => safeLine(label)).join(', ')
  return [
    ...marks.slice(0, fits).flatMap((mark) => oneMark(mark, samples, more(mark))),
    ...(left.length > 0 ? [section(t`Also looked at: ${names}`)] : []),
  ]
}

function oneMark(mark: Mark, samples: number, { said, button }: ReturnType<More>): KnownBlock[] {
  const label = `*${safeLine(mark.label)}*`
  const last = (...lines: string[]): KnownBlock[] => {
    const text = lines.filter((line) => line).join('\n')
    return [...(text ? [section(text)] : []), ...(button ? [actions(button)] : [])] // beside the text it leaves no room for it
  }
  if (mark.score === null) return last(`${label}\n${noScore(mark)}`, said)
  const lines = [label, `${bar(mark.score)}  ${howSure(mark, mark.score, samples)}`, safeLine(mark.observation)]
  const proof = shownQuotes(mark)
  return [
    section(lines.filter((line) => line).join('\n')),
    ...(proof.length > 0 ? [quotes(...proof)] : []),
    ...last(advice(mark), said),
  ]
}

/** What to do with a mark: one of their sentences said better, and one thing to try. */
function advice({ betterWording = '', nextStep }: Mark): string {
  return [
    betterWording.trim() && t`*Said better:* “${safeLine(cut(betterWording, QUOTE_MAX))}”`,
    nextStep.trim() && t`*One thing to try:* ${safeLine(nextStep)}`,
  ]
    .filter((line) => line)
    .join('\n')
}

/** A mark read aloud. */
export function markWords(mark: Mark, samples: number): string {
  if (mark.score === null) return `${safeLine(mark.label)}: ${noScore(mark)}`
  return [
    `${safeLine(mark.label)}: ${howSure(mark, mark.score, samples)}.`,
    safeLine(mark.observation),
    ...shownQuotes(mark)
      .slice(0, 1)
      .map(({ text }) => t`You wrote: “${safeLine(text)}”`),
    advice(mark).replaceAll('\n', ' '),
  ]
    .filter((part) => part)
    .join(' ')
}

const shownQuotes = (mark: Mark) =>
  mark.quotes.slice(0, QUOTES_SHOWN).map(({ text, at }) => ({ text: cut(plainWords(text), QUOTE_MAX), link: at }))

/** The score in words, and how sure it is where that is known. */
function howSure(mark: Mark, score: number, samples: number): string {
  const sure = sureness(mark, samples)
  return sure ? `${scoreWords(score)} (${sure})` : scoreWords(score)
}

function noScore({ because, observation, nextStep }: Mark): string {
  const why = safeLine(observation)
  if (because === 'does-not-apply') return [t`No score: this did not come up.`, why].join(' ').trim()
  if (because === 'unread') return t`No score: what came back about this could not be read.`
  if (because === 'no-quote') return t`Not enough evidence: no sentence of yours was found that backs a score.`
  const how = nextStep.trim() ? t`What would show it: ${safeLine(nextStep)}` : ''
  return [t`Not enough evidence yet.`, why, how].filter((part) => part).join(' ')
}

/** Why some of what the learner wrote counted for nothing. It is not quoted: they know it, and a deletion must leave nothing of it. */
export const leftOutWords = (sentences: number): string =>
  sentences === 0
    ? ''
    : plural(sentences, {
        one: 'I left one sentence out of the scoring: it speaks to whoever scores, not about your case.',
        other: 'I left {0} sentences out of the scoring: they speak to whoever scores, not about your case.',
      })
