import { embedded } from './database.ts'
import type { Figure, Measurement } from './figure.ts'
import { type Kept, kept } from './kept.ts'
import { type Reply, withLine } from './line.ts'
import { quantile } from './quantile.ts'

const LEARNERS = 300
const SPREAD_MS = 10_000
const PACE = { firstTokenMs: 400, tokensPerSecond: 80 }

/** Whether everybody is heard at once and answered once, with a model as slow as a real one. */
export const crowd: Measurement = {
  title: `${LEARNERS} threads, and a model with ${PACE.firstTokenMs} ms to the first token and ${PACE.tokensPerSecond} tokens a second`,
  measure() {
    const database = embedded()
    return withLine({ learners: LEARNERS, database, pace: PACE }, async (line) => {
      const spread = [...(await line.replies(SPREAD_MS)), ...(await line.replies(SPREAD_MS))]
      const instant = await line.replies(0)
      await line.bot.stop()
      return figures(spread, instant, await kept(database.dataDir))
    })
  },
}

function figures(spread: Reply[], instant: Reply[], { answered, rounds }: Kept): Figure[] {
  const replies = [...spread, ...instant]
  const acknowledged = (of: Reply[]) => of.map((reply) => reply.acknowledgedAfterMs ?? Number.POSITIVE_INFINITY)
  const waited = instant.map(({ deliveredAt = 0, answeredAt = Number.POSITIVE_INFINITY }) => answeredAt - deliveredAt)
  const wrong = (count: number) => ({ value: Math.abs(replies.length - count), unit: '', target: { atMost: 0 } })
  return [
    {
      what: `acknowledged, ${LEARNERS} replies in ${SPREAD_MS / 1000} s, twice: 99 of 100 within`,
      value: quantile(acknowledged(spread), 0.99),
      unit: 'ms',
      target: { atMost: 300 },
    },
    {
      what: `acknowledged, ${LEARNERS} replies in the same instant: 99 of 100 within`,
      value: quantile(acknowledged(instant), 0.99),
      unit: 'ms',
      target: { atMost: 1000 },
    },
    { what: 'their answers are seen: half of them within', value: quantile(waited, 0.5), unit: 'ms' },
    { what: 'and 99 of 100 within', value: quantile(waited, 0.99), unit: 'ms' },
    {
      what: `of ${replies.length} replies, not answered exactly once in Slack`,
      value: replies.filter(({ answers }) => answers !== 1).length,
      unit: '',
      target: { atMost: 0 },
    },
    { what: 'without exactly one round in the database', ...wrong(rounds) },
    { what: 'not marked as answered there', ...wrong(answered) },
  ]
}
