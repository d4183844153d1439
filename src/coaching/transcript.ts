import { isHardMoment } from './hard-moment.ts'
import { withoutInjection } from './injection.ts'
import type { Coach, Round } from './model.ts'
import { inOwnWords } from './pasted.ts'
import { isSaid } from './rehearsal.ts'
import { toRead } from './reply.ts'

/** What a session shows the judge, and what proof is looked up in. */
export type Transcript = {
  opening: string
  turns: Told[]
  /** Rounds that are not told: what was answered there proves no words that repeat it. */
  others?: Round[]
  /** How many sentences were cut because they spoke to the grader. */
  cut: number
}
/** A round whose reply is in the learner's own words, and what they pasted there. */
type Told = Round & { pasted?: string[] }

/**
 * The transcript of a session: the learner's own words apart from what they pasted, without deleted and retaken rounds, without what
 * nobody should score, and without what speaks to the grader.
 */
export function transcriptOf(coach: Coach, rounds: Round[]): Transcript {
  let cut = 0
  const isTold = (round: Round) => round.reply !== '' && isSaid(round) && !isHardMoment(round)
  const turns = rounds.filter(isTold).map((round): Told => {
    const { own, pasted } = inOwnWords(round.reply)
    const cleaned = withoutInjection(toRead(own).text) // what the coach read, and no more
    cut += cleaned.cut.length
    const brought = pasted.map((text) => withoutInjection(toRead(text).text).text) // nobody is to blame for what others wrote
    return { ...round, reply: cleaned.text, ...(brought.length > 0 && { pasted: brought }) }
  })
  const others = rounds.filter((round) => !isTold(round) && round.answer !== '')
  return { opening: coach.domain.opening, turns, cut, ...(others.length > 0 && { others }) }
}
