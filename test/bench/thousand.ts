import { embedded } from './database.ts'
import type { Measurement } from './figure.ts'
import { withLine } from './line.ts'
import { ownProcessorMs } from './own-processor.ts'
import { quantile } from './quantile.ts'

const LEARNERS = 1000
const SPREAD_MS = 60_000

/** Whether the playground carries what is measured with it: what it costs beside what the bot costs. */
export const thousand: Measurement = {
  title: `${LEARNERS} threads in the playground, a reply each in ${SPREAD_MS / 1000} s`,
  measure: () =>
    withLine({ learners: LEARNERS, database: embedded() }, async (line) => {
      const before = { bot: line.bot.processorMs(), own: ownProcessorMs() }
      const replies = await line.replies(SPREAD_MS)
      const each = (ms: number) => ms / LEARNERS
      const acknowledged = replies.map(({ acknowledgedAfterMs = Number.POSITIVE_INFINITY }) => acknowledgedAfterMs)
      const answered = replies.filter(({ answers }) => answers === 1).length
      const bot = each(line.bot.processorMs() - before.bot)
      const own = each(ownProcessorMs() - before.own)
      return [
        { what: 'not answered exactly once', value: LEARNERS - answered, unit: '', target: { atMost: 0 } },
        { what: 'acknowledged: 99 of 100 within', value: quantile(acknowledged, 0.99), unit: 'ms' },
        { what: "the bot's processor time for an answer", value: bot, unit: 'ms' },
        { what: "the playground's, with the model's stand-in", value: own, unit: 'ms', target: { atMost: bot } },
      ]
    }),
}
