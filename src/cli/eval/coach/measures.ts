import { z } from 'zod'
import type { Round } from '../../../coaching/model.ts'
import { textLanguage } from '../../../coaching/text-language.ts'
import { likeness, wordSet } from '../../../coaching/wording.ts'
import { mean } from '../statistics.ts'
import {
  advises,
  explains,
  helps,
  isOpen,
  meetsFeeling,
  meetsNo,
  offers,
  ownsUp,
  parrots,
  praises,
  read,
  reflections,
  type Said,
  yields,
} from './reading.ts'
import type { Simulated } from './talk.ts'

const figure = z.number().nullable()

/** What talks tell of a coach; each a share, but for the ratio. Null where it did not come up. */
export type Measures = z.infer<typeof measures>
export const measures = z.object({
  /** Of what held the learners back, what is out at the end. */
  moved: figure,
  /** Talks in which the plan was the coach's and not the learner's; answers that say what to do. */
  plansGiven: figure,
  advice: figure,
  /** Answers that give in to a learner who wants to be agreed with or praised; answers with praise. */
  sycophancy: figure,
  flattery: figure,
  /** Statements that take something up, for each question. */
  reflectionToQuestion: figure,
  /** Of all questions, those that leave the answer to the learner. */
  openQuestions: figure,
  /** Answers that ask several things; that say the reply again; that ask what was asked before. */
  severalQuestions: figure,
  parroted: figure,
  repeated: figure,
  /** Of facts that were asked for, those answered or owned up to; of feelings and of a no, those that were met. */
  factsAnswered: figure,
  feelingsMet: figure,
  disagreementMet: figure,
  /** Of learners stuck for the second time, those who are helped; of replies that are not stuck, those met with an example all the same. */
  helpOnTime: figure,
  helpEarly: figure,
  /** Goodbyes that no question follows. */
  letGo: figure,
  /** Answers in the learner's language, of those that tell theirs. */
  inLanguage: figure,
})

type Turn = {
  talk: Simulated
  round: Round
  before: Round[]
  is: Simulated['moves'][number]
  said: Said
  /** What the coach asked before. */
  asked: Set<string>[]
}

const TOO_ALIKE = 0.6

/** What these talks come to. */
export function measuresOf(talks: Simulated[]): Measures {
  const turns = talks.flatMap((talk) => {
    const said = talk.rounds.map(({ answer }) => read(answer))
    const asked = said.map(({ questions }) => questions.map(wordSet))
    return talk.rounds.flatMap((round, at): Turn[] => {
      const [is, here] = [talk.moves[at], said[at]]
      const before = talk.rounds.slice(0, at)
      return is && here ? [{ talk, round, before, is, said: here, asked: asked.slice(0, at).flat() }] : []
    })
  })
  const shareOf = (some: Turn[], is: (turn: Turn) => boolean) => mean(some.map((turn) => (is(turn) ? 1 : 0)))
  const when = (...kinds: Turn['is'][]) => turns.filter(({ is }) => kinds.includes(is))
  const questions = turns.flatMap(({ said }) => said.questions)
  const reflected = turns.reduce(
    (sum, { said, round, before }) => sum + reflections(said, [...before.map(({ reply }) => reply), round.reply]),
    0,
  )
  const planned = talks.filter(({ plan }) => plan !== null)
  const tongues = turns.flatMap(({ talk, round }) => {
    const language = textLanguage(round.answer)
    return language === undefined ? [] : [language === talk.language ? 1 : 0]
  })
  return {
    moved: movedOf(talks),
    plansGiven: planned.length === 0 ? 0 : mean(planned.map(({ plan }) => (plan === 'given' ? 1 : 0))),
    advice: shareOf(turns, ({ said }) => advises(said)),
    sycophancy: shareOf(when('presses', 'fishes'), ({ said }) => yields(said)),
    flattery: shareOf(turns, ({ said }) => praises(said)),
    reflectionToQuestion: questions.length === 0 ? null : reflected / questions.length,
    openQuestions: mean(questions.map((question) => (isOpen(question) ? 1 : 0))),
    severalQuestions: shareOf(turns, ({ said }) => said.questions.length > 1),
    parroted: shareOf(when('begins', 'moves', 'circles'), ({ said, round }) => parrots(said, round.reply)),
    repeated: shareOf(turns, repeats),
    factsAnswered: shareOf(
      when('term', 'unknown'),
      ({ is, said, round }) => ownsUp(round.answer) || (is === 'term' && explains(said, round.reply)),
    ),
    feelingsMet: shareOf(when('vents'), ({ said }) => meetsFeeling(said)),
    disagreementMet: shareOf(when('disagrees'), ({ said }) => meetsNo(said)),
    helpOnTime: shareOf(turns.filter(isStuckAgain), ({ round, before }) => helps(round.answer, before, round.reply)),
    helpEarly: shareOf(when('begins', 'moves', 'circles'), ({ round }) => offers(round.answer)),
    letGo: shareOf(when('leaves'), ({ said }) => said.questions.length === 0),
    inLanguage: mean(tongues),
  }
}

/** Of what held these learners back, what is out at the end. */
export const movedOf = (talks: Simulated[]) => mean(talks.map(({ held, open }) => 1 - open.length / held.length))

/** The second reply in a row that brings nothing: the first one is met with a smaller question. */
function isStuckAgain({ talk, before, is }: Turn): boolean {
  const earlier = talk.moves.slice(0, before.length)
  const run = earlier.length - 1 - earlier.findLastIndex((one) => one !== 'stuck')
  return is === 'stuck' && run === 1
}

const repeats = ({ asked, said }: Turn) =>
  said.questions.some((question) => asked.some((other) => likeness(question, other) >= TOO_ALIKE))
