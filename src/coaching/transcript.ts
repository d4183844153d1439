import { ownWords } from './case.ts'
import { isHardMoment } from './hard-moment.ts'
import { withoutInjection } from './injection.ts'
import type { Coach, Round } from './model.ts'
import { isSaid } from './rehearsal.ts'
import { toRead } from './reply.ts'

/** What a session shows the judge, and what proof is looked up in. */
export type Transcript = {
  opening: string
  turns: Round[]
  /** Wishes and retaken rounds: what was answered there proves no words that repeat it. */
  others?: Round[]
  /** How many sentences were cut because they spoke to the grader. */
  cut: number
}

/**
 * The transcript of a session: the learner's own words, without deleted and retaken rounds, without what nobody should score, and
 * without what speaks to the grader.
 */
export function transcriptOf(coach: Coach, rounds: Round[]): Transcript {
  let cut = 0
  const turns = rounds
    .filter((round) => ownWords(round.reply) !== '' && isSaid(round) && !isHardMoment(round))
    .map((round) => {
      const cleaned = withoutInjection(toRead(ownWords(round.reply)).text) // what the coach read, and no more
      cut += cleaned.cut.length
      return { ...round, reply: cleaned.text }
    })
  const others = rounds.filter((round) => !isSaid(round) && round.answer !== '')
  return { opening: coach.domain.opening, turns, cut, ...(others.length > 0 && { others }) }
}
