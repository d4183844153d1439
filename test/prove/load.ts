import { embedded, postgres } from '../bench/database.ts'
import { kept } from '../bench/kept.ts'
import { withLine } from '../bench/line.ts'
import { quantile } from '../bench/quantile.ts'
import { answersASecond } from '../bench/throughput.ts'
import { postgresPresent } from '../postgres.ts'
import { flood } from './flood.ts'
import { allOf, type Line, measure, type Proof } from './promise.ts'

const LEARNERS = 1_000
const WITHIN_MS = 2_000
const ACKNOWLEDGED_MS = 500
const PACE = { firstTokenMs: 400, tokensPerSecond: 80 }
const EMBEDDED = 100 // answers a second
const POSTGRES = 160

/** Many write at once, one writes without end, and everybody writes as fast as it goes. */
export const load: Proof = {
  async prove({ form, say }) {
    const lines = await crowd(say)
    const speed = [await asFastAsItGoes('embedded', say)]
    if (postgresPresent) speed.push(await asFastAsItGoes('PostgreSQL', say))
    return [...lines, ...speed, ...(await flood({ form, say }))]
  },
}

function crowd(say: (progress: string) => void): Promise<Line[]> {
  const database = embedded()
  return withLine({ learners: LEARNERS, database, pace: PACE, patienceMs: 120_000 }, async (line) => {
    say(`${LEARNERS} sessions are open`)
    const replies = await line.replies(WITHIN_MS)
    await line.bot.stop()
    const { rounds, answered } = await kept(database.dataDir)
    const acknowledged = replies.map((reply) => reply.acknowledgedAfterMs ?? Number.POSITIVE_INFINITY)
    const once = replies.filter(({ answers }) => answers === 1).length
    return [
      measure(
        `${LEARNERS} threads write within ${WITHIN_MS / 1_000} s: acknowledged, 99 of 100 within`,
        quantile(acknowledged, 0.99),
        { atMost: ACKNOWLEDGED_MS },
        'ms',
      ),
      allOf('they are answered once in Slack', once, LEARNERS),
      allOf('they have a round each, marked as sent', Math.min(rounds, answered), LEARNERS),
    ]
  })
}

async function asFastAsItGoes(where: 'embedded' | 'PostgreSQL', say: (progress: string) => void): Promise<Line> {
  const [database, atLeast] = where === 'embedded' ? [embedded(), EMBEDDED] : [await postgres(), POSTGRES]
  const [figure] = await answersASecond(database, atLeast)
  say(`${where}: ${figure?.value.toFixed(0)} answers a second`)
  return measure(`answers a second with an instant model, ${where}`, figure?.value ?? 0, { atLeast }, 'a second')
}
