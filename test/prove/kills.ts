import { postgresPresent, startPostgres, type TestPostgres } from '../postgres.ts'
import { killedRun, type Point, type Run } from './killed-run.ts'
import { openLane } from './lane.ts'
import { poison } from './poison.ts'
import { allOf, atMost, type Line, measure, type Proof } from './promise.ts'

const KILLS = { short: 100, long: 480 }
const LANES = 4 // much of a run is waiting; with more of them, two processors are too busy with starting bots
const TAKE_OVERS = { short: 4, long: 16 }
const RESTART_S = 10
const TAKE_OVER_S = 35

/** The named calls, each with the moment at which the bot is ended. In the short form the first ones come once more. */
const POINTS: Point[] = [
  { of: 'answer', at: 'post received' },
  { of: 'answer', at: 'after keep_round' },
  { of: 'answer', at: 'before mark_sent' },
  { of: 'answer', at: 'model asked' },
  { of: 'answer', at: 'event delivered' },
  { of: 'answer', at: 'before keep_incoming' },
  { of: 'answer', at: 'after keep_incoming' },
  { of: 'answer', at: 'event acknowledged' },
  { of: 'answer', at: 'status asked for' },
  { of: 'answer', at: 'first token sent' },
  { of: 'answer', at: 'last token sent' },
  { of: 'answer', at: 'before keep_round' },
  { of: 'answer', at: 'post answered' },
  { of: 'answer', at: 'after mark_sent' },
  { of: 'scorecard', at: 'before keep_scorecard' },
  { of: 'scorecard', at: 'after keep_scorecard' },
  { of: 'scorecard', at: 'post received' },
  { of: 'scorecard', at: 'post answered' },
  { of: 'scorecard', at: 'before mark_sent' },
  { of: 'opening', at: 'before start_session' },
  { of: 'opening', at: 'after start_session' },
  { of: 'opening', at: 'post received' },
  { of: 'opening', at: 'post answered' },
  { of: 'opening', at: 'before mark_sent' },
]

/** With two instances: what Slack does not deliver again, so that the other one must take it over. */
const TAKEN_OVER: Point[] = [
  { of: 'answer', at: 'after keep_round' },
  { of: 'answer', at: 'model asked' },
  { of: 'answer', at: 'post received' },
  { of: 'answer', at: 'before mark_sent' },
]

/** A bot is ended by SIGKILL at each named call, again and again: one round and one visible answer each. And by work that ends it. */
export const kills: Proof = {
  async prove({ form, say }) {
    if (!postgresPresent) return { cannot: 'there is no PostgreSQL' }
    process.setMaxListeners(20) // each bot and each lane goes with this process
    const postgres = await startPostgres()
    try {
      const done = counted(say, KILLS[form] + TAKE_OVERS[form])
      const [alone, beside] = await Promise.all([
        inLanes(postgres, { name: 'alone', points: manyOf(POINTS, KILLS[form]), lanes: LANES, bots: 1, done }),
        inLanes(postgres, { name: 'beside', points: manyOf(TAKEN_OVER, TAKE_OVERS[form]), lanes: 2, bots: 2, done }),
      ])
      for (const { point, wrong } of [...alone, ...beside]) {
        if (wrong.length > 0) say(`"${point.at}", ${point.of}: ${wrong.join('; ')}`)
      }
      const slowest = alone.toSorted((a, b) => (b.finishedMs ?? 0) - (a.finishedMs ?? 0)).slice(0, 5)
      for (const { point, finishedMs = 0, readyMs = 0 } of slowest)
        say(`slow: "${point.at}", ${point.of}: ${inSeconds(finishedMs)}, ready after ${inSeconds(readyMs)}`)
      return [...lines(alone, beside), ...(await poison(postgres, form, say))]
    } finally {
      await postgres.stop()
    }
  },
}

const inSeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

function lines(alone: Run[], beside: Run[]): Line[] {
  const right = (runs: Run[]) => runs.filter(({ wrong }) => wrong.length === 0).length
  const slowest = (runs: Run[]) => Math.max(...runs.map(({ finishedMs = 0 }) => finishedMs)) / 1000
  const sum = (of: (run: Run) => number) => [...alone, ...beside].reduce((all, run) => all + of(run), 0)
  return [
    allOf('after a kill at a named call: one round and one visible answer each', right(alone), alone.length),
    allOf('the same, taken over by another instance', right(beside), beside.length),
    measure(
      'what was half done is finished after a restart, at the latest',
      slowest(alone),
      { atMost: RESTART_S },
      's',
    ),
    measure('another instance has taken it over, at the latest', slowest(beside), { atMost: TAKE_OVER_S }, 's'),
    atMost(
      'coach calls beyond one a round: at most one a kill between asking and keeping',
      sum(({ asksTooMany }) => asksTooMany),
      sum(({ mayBeAsked }) => mayBeAsked),
    ),
  ]
}

/** The runs, side by side in lanes that share nothing but a PostgreSQL server. */
async function inLanes(
  postgres: TestPostgres,
  about: { name: string; points: Point[]; lanes: number; bots: number; done: () => void },
): Promise<Run[]> {
  const { name, points, lanes, bots, done } = about
  const runs = await Promise.all(
    Array.from({ length: lanes }, async (_, at) => {
      const mine = points.filter((_point, place) => place % lanes === at)
      const lane = await openLane({ database: await postgres.another(`${name}_${at}`), people: mine.length, bots })
      try {
        for (let bot = 0; bot < bots; bot += 1) await lane.start(bot)
        const found: Run[] = []
        for (const [number, point] of mine.entries()) {
          found.push(await killedRun(lane, number, point, bots > 1))
          done()
        }
        return found
      } finally {
        await lane.close()
      }
    }),
  )
  return runs.flat()
}

const manyOf = (points: Point[], many: number): Point[] =>
  Array.from({ length: Math.ceil(many / points.length) }, () => points)
    .flat()
    .slice(0, many)

function counted(say: (progress: string) => void, all: number): () => void {
  let count = 0
  return () => {
    count += 1
    if (count % 10 === 0 || count === all) say(`${count} of ${all} kills`)
  }
}
