import type { Mark } from '../../src/coaching/model.ts'
import type { CoachModel, JudgeModel } from '../../src/llm/minds.ts'

const usage = { inputTokens: 1, cachedTokens: 0, outputTokens: 1 }

/** What the coach says to a reply. */
export const answerTo = (reply: string) => `About “${reply}”: what else?`

/** A coach that repeats what it answers. */
export const echoCoach: CoachModel = {
  name: 'echo',
  scripted: false,
  answer: async ({ reply }) => ({ text: answerTo(reply), usage }),
  advise: async () => undefined,
  summarise: async ({ rounds }) => ({ text: rounds.map(({ reply }) => reply).join(' '), usage }),
}

/** A judge that repeats all that the learner ever wrote, everywhere, so that whatever is left of it is found. */
export const echoJudge: JudgeModel = {
  name: 'echo',
  scripted: false,
  judge: async ({ rounds, samples }) => {
    const said = rounds.filter(({ reply }) => reply !== '')
    const all = said.map(({ reply }) => reply).join(' ')
    const marks = said.map(
      ({ number, reply }): Mark => ({
        dimension: `round ${number}`,
        label: 'Echo',
        score: 5,
        because: 'scored',
        quotes: [{ round: number, text: reply }],
        observation: all,
        nextStep: all,
        uncertain: false,
      }),
    )
    return { judgement: { marks, overall: marks.length > 1 ? 5 : null, judge: 'echo', samples }, usage }
  },
  close: async ({ rounds }) => {
    const said = rounds.map(({ reply }) => reply).filter((reply) => reply !== '')
    return { closing: { workedOut: said.join(' ') || 'Nothing yet.', nextSteps: said }, usage }
  },
}
