import { Fault } from '../../src/fault.ts'
import { aiCoach, aiJudge } from '../../src/llm/ai.ts'
import type { LanguageModel } from '../../src/llm/llm.ts'
import { type Meter, metered } from '../../src/llm/metered.ts'
import { roundsOf, testCoach } from '../coach.ts'

const coach = testCoach('sales_workflow_coach')
const long =
  'The CFO has not joined a call yet, and I will ask the ops director on Thursday to bring her along to the next.'
const rounds = roundsOf([long, long, long])
const asked = {
  answer: { coach, summary: null, rounds: [], roundNumber: 1, reply: long, sessionId: 's' },
  judge: { coach, rounds, samples: 3 },
}

/** A coach and a judge behind a meter that refuses everything, and a model that must not be asked. */
function refused() {
  const meter: Meter = {
    before: () => Promise.reject(new Fault('limit-reached', { retry: true })),
    spent: () => undefined,
    isNew: false,
  }
  const never = () => Promise.reject(new Error('asked all the same'))
  const model = metered({ name: 'm', write: never, fill: never } satisfies LanguageModel, meter)
  return { coach: aiCoach(model), judge: aiJudge(model) }
}

test.each<[string, (minds: ReturnType<typeof refused>) => Promise<unknown>]>([
  ['an answer', (minds) => minds.coach.answer(asked.answer)],
  [
    'a line in a rehearsal',
    (minds) =>
      minds.coach.answer({ ...asked.answer, turn: { is: 'played', as: 'the CFO', pressure: 'hard', to: 'begin' } }),
  ],
  ['a summary', (minds) => minds.coach.summarise({ coach, summary: null, rounds })],
  ['a judgement', (minds) => minds.judge.judge(asked.judge)],
])('%s that the meter refuses is not asked for, and whoever wants it hears why', async (_, ask) => {
  await expect(ask(refused())).rejects.toMatchObject({ code: 'limit-reached' })
})

test('what can be had without a model is had without one where the meter refuses it', async () => {
  const minds = refused()
  expect(
    await minds.coach.advise([{ label: 'Clarity', level: 'Strong', isMixed: false, history: ['Strong', null] }]),
  ).toBeUndefined()
  const { judgement } = await minds.judge.judge({ coach, rounds: roundsOf(['Hm.']), samples: 3 })
  expect(judgement.overall).toBeNull()
  const { closing } = await minds.judge.close({ coach, rounds, judgement })
  expect(JSON.stringify(closing)).toContain('I will ask the ops director')
})
