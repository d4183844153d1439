import { embedded } from './database.ts'
import type { Measurement } from './figure.ts'
import { type Reply, withLine } from './line.ts'
import { quantile } from './quantile.ts'

const LEARNERS = 50
const SPREAD_MS = 2_000
const TIMES = 4

/** How long a reply takes through Slack's socket, the database and the prompt, until the model has it. */
export const toModel: Measurement = {
  title: `A reply is delivered → the model is asked: ${LEARNERS} threads, one reply each in ${SPREAD_MS / 1000} s, ${TIMES} times`,
  measure: () =>
    withLine({ learners: LEARNERS, database: embedded() }, async (line) => {
      await line.replies(SPREAD_MS) // a first round, so that nothing is measured that only a start costs
      const replies: Reply[] = []
      for (let time = 0; time < TIMES; time += 1) replies.push(...(await line.replies(SPREAD_MS)))
      const took = replies.map(({ deliveredAt = 0, askedAt = Number.POSITIVE_INFINITY }) => askedAt - deliveredAt)
      return [
        { what: 'half of them within', value: quantile(took, 0.5), unit: 'ms', target: { atMost: 20 } },
        { what: '99 of 100 within', value: quantile(took, 0.99), unit: 'ms', target: { atMost: 80 } },
      ]
    }),
}
