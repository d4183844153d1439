import { kept } from '../words/words.ts'
import { tellsAction } from './commitment.ts'
import { says } from './languages/languages.ts'
import { folded } from './wording.ts'

/** Where a session stands on its way: the GROW steps, and what comes after the planned rounds. */
export type Phase = 'goal' | 'reality' | 'options' | 'will' | 'closing'

/** A session is planned for this many rounds; it goes on for as long as the learner likes. */
export const PLANNED_ROUNDS = 8

/** The phase of a round. Neighbouring phases share a round: what the learner just said decides which of the two it is. */
export function phaseOf(roundNumber: number, reply: string): Phase {
  const text = folded(reply)
  if (roundNumber <= 1) return 'goal'
  if (roundNumber === 2) return says('aims', text) ? 'reality' : 'goal'
  if (roundNumber === 3) return 'reality'
  if (roundNumber === 4) return says('weighs', text) ? 'options' : 'reality'
  if (roundNumber === 5) return 'options'
  if (roundNumber === 6) return tellsAction(text) ? 'will' : 'options'
  return roundNumber <= PLANNED_ROUNDS ? 'will' : 'closing'
}

/** What the coach is after in each phase, and questions that fit whatever the learner talks about. */
export const PHASES = {
  goal: {
    aim: 'agree on what the learner wants out of this talk, and how they would notice that they got it',
    questions: [
      kept`What would you like to be clearer about by the end of this talk?`,
      kept`If this talk goes well, what will you be able to do afterwards?`,
    ],
  },
  reality: {
    aim: 'find out what is really so: facts, people, what was tried, what is only assumed',
    questions: [
      kept`What do you know for certain so far, and what is a guess?`,
      kept`What have you tried up to now, and what came of it?`,
      kept`Who else is affected, and what matters to them?`,
    ],
  },
  options: {
    aim: 'let the learner find at least two ways on and weigh them',
    questions: [
      kept`Which two ways forward do you see from here?`,
      kept`What would you try if you had to start tomorrow?`,
      kept`Which way would somebody you respect take, and why?`,
    ],
  },
  will: {
    aim: 'arrive at one action in the learner’s own words, with a time, and a way to know that it was done',
    questions: [
      kept`What will you do first, and by when?`,
      kept`What could get in the way, and what would you do then?`,
      kept`Who will notice that you did it?`,
    ],
  },
  closing: {
    aim: 'keep to the action that was agreed, and say that they can write "end" for their scorecard whenever they are ready',
    questions: [kept`What do you take with you from this talk?`, kept`What else would you still like to get clear?`],
  },
} satisfies Record<Phase, { aim: string; questions: string[] }>
