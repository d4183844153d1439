import { questionsIn } from '../../coaching/answer-prose.ts'
import type { Round, Summary } from '../../coaching/model.ts'
import { isPlayed } from '../../coaching/rehearsal.ts'
import { weighedSentences, withoutMiddle, words } from '../../coaching/wording.ts'

const LONGEST = 3_000

/** The script's summary: the longest sentence of each reply, and the questions asked, so that none comes twice. */
export function shortNotes(summary: Summary | null, rounds: Round[]): string {
  const notes = rounds.flatMap((round) => {
    const reply = round.wish ? '' : round.reply
    const answer = isPlayed(round) ? '' : round.answer
    const told = weighedSentences(reply)
      .map(({ text }) => ({ text, length: words(text).length }))
      .toSorted((a, b) => b.length - a.length)[0]?.text
    return [...(told ? [`Said: ${told}`] : []), ...questionsIn(answer).map((question) => `Asked: ${question}`)]
  })
  return withoutMiddle([...(summary ? [summary.text] : []), ...notes].join('\n'), LONGEST)
}
