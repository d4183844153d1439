import { z } from 'zod'
import { type Coach, type Round, round } from '../../../coaching/model.ts'
import { turnOf } from '../../../coaching/rehearsal.ts'
import { wishOf } from '../../../coaching/wish.ts'
import type { Usage } from '../../../llm/llm.ts'
import type { CoachModel } from '../../../llm/minds.ts'
import { KINDS, LANGUAGES } from './cases.ts'
import { LEARNERS, MOVES, type Move, openLearner, type Pairing, roundsOf, type State } from './learner.ts'
import { readChecks } from './reader.ts'

/** A talk that a simulated learner had with a coach. */
export type Simulated = z.infer<typeof simulated>
export const simulated = z.object({
  learner: z.enum(LEARNERS),
  case: z.string(),
  domain: z.string(),
  language: z.enum(LANGUAGES),
  rounds: z.array(round),
  /** What each reply was, as its learner meant it. */
  moves: z.array(z.enum(MOVES)),
  /** What held them back, and what still does at the end. */
  held: z.array(z.enum(KINDS)),
  open: z.array(z.enum(KINDS)),
  plan: z.enum(['own', 'given']).nullable(),
  /** What a model says of each answer; empty where none was asked. */
  read: z.array(readChecks.shape.checks),
  ms: z.array(z.number()),
  inputTokens: z.int(),
  outputTokens: z.int(),
})

/** All that there is to answer in one turn. What the learner means by it is for those who know it: a planted coach, never a model. */
export type Asked = { about: Coach; rounds: Round[]; move: Move; state: State; pairing: Pairing }
export type Answering = (asked: Asked) => Promise<{ text: string; part?: Partial<Round>; usage?: Usage }>

/** A coach that answers as in the bot: what is only a word to it, such as "hint", is taken as one. */
export const answersOf =
  (coach: CoachModel): Answering =>
  async ({ about, rounds, move }) => {
    const asked = { coach: about, summary: null, rounds, reply: move.text }
    const { turn, part } = turnOf({ ...asked, wish: wishOf(move.text) })
    if (turn.is === 'said') return { text: turn.text, part }
    const { text, usage } = await coach.answer({ ...asked, turn, roundNumber: rounds.length + 1, sessionId: 'eval' })
    return { text, usage, part }
  }

type Reading = (rounds: Round[]) => Promise<{ checks: Simulated['read'][number]; usage: Usage } | undefined>

/** Has a talk, to the learner's goodbye. */
export async function talkOf(pairing: Pairing, about: Coach, answer: Answering, readIt?: Reading): Promise<Simulated> {
  const { learner, case: brought } = pairing
  const { next, state } = openLearner(pairing)
  const held = brought.holds.map(({ kind }) => kind)
  const talk: Simulated = {
    learner,
    case: brought.id,
    domain: brought.domain,
    language: brought.language,
    ...{ rounds: [], moves: [], held, open: held, plan: null, read: [], ms: [], inputTokens: 0, outputTokens: 0 },
  }
  for (let number = 1; number <= roundsOf(pairing); number += 1) {
    const move = next(talk.rounds)
    const started = performance.now()
    const { text, part, usage } = await answer({ about, rounds: [...talk.rounds], move, state, pairing })
    talk.ms.push(performance.now() - started)
    talk.rounds.push({ number, reply: move.text, answer: text, ...part })
    talk.moves.push(move.is)
    const read = await readIt?.(talk.rounds)
    if (read) talk.read.push(read.checks)
    for (const one of [usage, read?.usage]) {
      talk.inputTokens += one?.inputTokens ?? 0
      talk.outputTokens += one?.outputTokens ?? 0
    }
  }
  return { ...talk, open: state.open, plan: state.plan ?? null }
}
