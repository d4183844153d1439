import { embedded, postgres } from '../bench/database.ts'
import { type Line as Bench, withLine } from '../bench/line.ts'
import { postgresPresent } from '../postgres.ts'
import { allOf, type Line, measure, type Proof } from './promise.ts'

const MESSAGES = { short: 6_000, long: 100_000 }
const LEARNERS = 60
const A_BURST = 10 // messages of one person: the first is answered, and what comes meanwhile together
const WARM_UP = 0.3 // of all messages
const KILOBYTES_A_MESSAGE = 1
/** Nobody writes so much in a day that is no proof. */
const UNLIMITED = Object.fromEntries(
  ['LEARNER', 'WORKSPACE'].flatMap((whose) =>
    ['ROUNDS', 'INPUT_TOKENS', 'OUTPUT_TOKENS'].map((what) => [`${whose}_${what}_A_DAY`, '1000000000']),
  ),
)
/** A small heap is filled and cleared often, so that what is kept for good shows early; without it the engine clears when it likes. */
const SETTINGS = { ...UNLIMITED, NODE_OPTIONS: '--max-old-space-size=96' }

/** People write on and on: the bot's memory does not grow with what they write. */
export const memory: Proof = {
  async prove({ form, say }) {
    const database = postgresPresent ? await postgres() : embedded() // the bot alone, where the database is elsewhere
    const bursts = Math.ceil(MESSAGES[form] / (LEARNERS * A_BURST))
    return withLine({ learners: LEARNERS, database, settings: SETTINGS }, async (line) => {
      const samples: Sample[] = []
      let answered = 0
      for (let burst = 1; burst <= bursts; burst += 1) {
        answered += await pour(line)
        samples.push({ messages: burst * LEARNERS * A_BURST, megabytes: line.bot.megabytes() })
        const last = samples.at(-1)
        if (burst % Math.ceil(bursts / 10) === 0) say(`${last?.messages} messages, ${last?.megabytes.toFixed(0)} MB`)
      }
      return lines(samples, answered, bursts * LEARNERS)
    })
  },
}

type Sample = { messages: number; megabytes: number }

/** Everybody writes a burst of messages and waits for the answer to the last. How many were answered. */
async function pour(line: Bench): Promise<number> {
  const replies = await Promise.all(
    line.sessions.map(async (session) => {
      for (let more = 1; more < A_BURST; more += 1)
        await line.say(session, 'And one more thing about the delivery time.')
      return line.reply(session)
    }),
  )
  return replies.filter(({ answers }) => answers > 0).length
}

function lines(samples: Sample[], answered: number, bursts: number): Line[] {
  const warm = samples.slice(Math.floor(samples.length * WARM_UP))
  const all = samples.at(-1)?.messages ?? 0
  return [
    measure(
      `memory for each of ${all} messages, after the first ${WARM_UP * 100} %`,
      slope(warm) * 1024,
      { atMost: KILOBYTES_A_MESSAGE },
      'KB',
    ),
    allOf('bursts of ten messages are answered', answered, bursts),
  ]
}

/** Megabytes a message: the line that fits the samples best (least squares). */
function slope(samples: Sample[]): number {
  const mean = (of: (sample: Sample) => number) => samples.reduce((sum, one) => sum + of(one), 0) / samples.length
  const [x, y] = [mean(({ messages }) => messages), mean(({ megabytes }) => megabytes)]
  const both = mean(({ messages, megabytes }) => (messages - x) * (megabytes - y))
  return both / mean(({ messages }) => (messages - x) ** 2)
}
