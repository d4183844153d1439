import { z } from 'zod'
import type { Config } from '../src/config.ts'
import { type ModelRequest, openModelServer } from './model-server.ts'

const talk = z.object({ talk: z.array(z.object({ round: z.number(), learner: z.string().optional() })) })

/** A model that gives scores with real quotes, as the script does not: 6 of 10 for every dimension but the last, which it finds nothing of. */
export async function openJudgeServer() {
  const server = await openModelServer({
    write: () => 'What matters most to them in this?',
    fill: (request) => ({ judgements: judgements(request), worked_out: [], next_steps: [] }),
  })
  const model = {
    at: 'server' as const,
    apiKey: '',
    baseUrl: server.baseUrl,
    coach: 'coaching-model',
    judge: 'judging-model',
    extraBody: {},
  } satisfies Config['model']
  const env = { OPENAI_BASE_URL: server.baseUrl, COACH_MODEL: model.coach, JUDGE_MODEL: model.judge }
  return { model, env, close: server.close }
}

function judgements({ body }: ModelRequest): object[] {
  const asked = body.messages
    .map(({ content }) => String(content))
    .find((content) => content.includes('Judge the learner on'))
  const [told = '{"talk":[]}', rest = ''] = asked?.split('\nJudge the learner on: ') ?? []
  const dimensions = /^[\w, ]+/.exec(rest)?.[0].split(', ') ?? []
  const evidence = talk
    .parse(JSON.parse(told))
    .talk.flatMap(({ round, learner }) => (learner ? { round, quote: learner } : []))
  return dimensions.map((dimension, at) => ({
    dimension,
    evidence,
    observation: 'You name a step and its day.',
    sufficiency: at > 0 && at === dimensions.length - 1 ? 'not_enough' : 'enough',
    anchor: '5',
    adjust: '+1',
    next_step: 'Say what would make you walk away.',
    better_wording: '',
  }))
}
