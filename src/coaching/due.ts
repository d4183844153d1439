import { questionsIn } from './answer-prose.ts'
import { tells } from './answer-signs.ts'
import { intentOf } from './intent.ts'
import type { Remembered } from './memory.ts'
import type { Round } from './model.ts'
import { coachingRound, type Turn } from './rehearsal.ts'

/** What a reply asks of an answer besides a reflection and a question. */
export type Due = 'first' | 'returning' | 'farewell' | 'venting' | 'term' | 'summary' | 'several'

const SUMS_UP_EVERY = 4 // rounds

/** What is due in a turn of coaching, as far as the reply's words and its place in the talk tell. */
export function dueIn(asked: {
  memory?: Remembered[]
  rounds: Round[]
  roundNumber: number
  reply: string
  turn?: Turn
}): Due[] {
  const { rounds, reply, turn, memory = [] } = asked
  if (turn && (turn.is !== 'coaching' || turn.wish)) return []
  const round = coachingRound(asked)
  const leaves = intentOf(reply) === 'finished' || tells('leaves', reply)
  const vents = tells('feels', reply)
  const asksTerm = (reply.length <= SHORT ? [reply] : [])
    .concat(questionsIn(reply))
    .some((one) => tells('asksTerm', one))
  const found: [Due, boolean][] = [
    ['first', rounds.length === 0 && round === 1],
    ['returning', rounds.length === 0 && memory.some(({ kind, isOpen }) => kind === 'commitment' && isOpen)],
    ['farewell', leaves],
    ['venting', vents && !leaves],
    ['term', asksTerm && !leaves && !vents],
    ['summary', round % SUMS_UP_EVERY === 0 && !leaves && !vents && !asksTerm],
    ['several', reply.trim().includes('\n\n')],
  ]
  return found.filter(([, is]) => is).map(([due]) => due)
}
const SHORT = 80 // characters; in a longer reply "what it is" is asked by the way

/** Whether an answer to that may end without a question. */
export const mayEndThere = (due: Due[]): boolean =>
  due.some((one) => one === 'farewell' || one === 'venting' || one === 'summary')
