import { setTimeout as after } from 'node:timers/promises'
import { WORKSPACE } from '../../src/playground/sample-workspace.ts'
import { learner } from '../bench/line.ts'
import { postgresPresent, startPostgres } from '../postgres.ts'
import { makeDigestsDue } from './due-digests.ts'
import { type Lane, type Moment, openLane } from './lane.ts'
import { allOf, atMost, type Proof } from './promise.ts'

const FORMS = { short: { managers: 60, kills: 5 }, long: { managers: 1_000, kills: 30 } }
const INSTANCES = 3
const KILL_WITHIN_MS = 3_000
const SOME_TIME_MS = 400 // in which the digests that are due just now are being sent
const LOOK_MS = 500
const PATIENCE_MS = { short: 150_000, long: 1_200_000 }

/** Where a digest is cut in two. Between them a bot is ended at whatever moment it is. */
const MOMENTS: (Moment | 'any')[] = [
  'any',
  'after tell_week',
  'any',
  'after keep_digest',
  'post received',
  'any',
  'before digest_shown',
  'post answered',
  'any',
  'before mark_sent',
]

/** Instances that share a database send every manager their digest, and are ended again and again meanwhile. */
export const digests: Proof = {
  async prove({ form, say }) {
    if (!postgresPresent) return { cannot: 'there is no PostgreSQL' }
    const { managers: count, kills } = FORMS[form]
    const postgres = await startPostgres()
    const database = await postgres.another('digests')
    const managers = Array.from({ length: count }, (_, number) => learner(number).id)
    const lane = await openLane({ database, people: count, bots: INSTANCES })
    try {
      await Promise.all(Array.from({ length: INSTANCES }, (_, bot) => lane.start(bot)))
      const left = async () => {
        const [row] = await database.query(`
          select (select count(*) from team_weeks w where w.state = 'open' and exists (select from week_parts p where p.team_week = w.id))::int
               + (select count(*) from inbox where kind = 'digest' and state in ('queued', 'answered'))::int as n`)
        return Number(row?.n)
      }
      const share = Math.ceil(count / kills)
      const makeDue = (kill: number) =>
        makeDigestsDue(database.query, WORKSPACE.id, managers.slice(kill * share, (kill + 1) * share))
      const killed = await killAtRandom(lane, kills, makeDue, say)
      for (const end = performance.now() + PATIENCE_MS[form]; performance.now() < end; await after(LOOK_MS))
        if ((await left()) === 0) break
      const posts: number[] = []
      for (const manager of managers) posts.push((await lane.threads(await lane.direct(manager))).length)
      const [row] = await database.query(`
        select (select count(*) from digests where post is not null and not is_quiet)::int as shown,
               (select count(*) from inbox where kind = 'digest' and state = 'sent')::int as sent,
               (select count(*) from inbox where kind = 'digest' and state <> 'sent')::int as other`)
      return [
        allOf('times that a bot was ended by kill -9', killed, kills),
        allOf(`of ${count} managers, have their digest in Slack`, posts.filter((n) => n > 0).length, count),
        atMost('have it twice', posts.filter((n) => n > 1).length),
        allOf('are kept as shown in the database', Number(row?.shown), count),
        allOf('are done with there', Number(row?.sent), count),
        atMost('pieces of work that ended otherwise', Number(row?.other)),
      ]
    } finally {
      await lane.close()
      await postgres.stop()
    }
  },
}

/** Makes a share of the digests due and ends a bot in the middle of them, again and again. How often. */
async function killAtRandom(
  lane: Lane,
  kills: number,
  makeDue: (kill: number) => Promise<void>,
  say: (progress: string) => void,
): Promise<number> {
  let killed = 0
  let random = 7
  for (let kill = 0; kill < kills; kill += 1) {
    random = (Math.imul(random, 48_271) >>> 0) % 2_147_483_647
    const moment = MOMENTS[kill % MOMENTS.length] ?? 'any'
    const ending = moment === 'any' ? undefined : lane.endAt(moment, KILL_WITHIN_MS)
    await makeDue(kill)
    const ended = await ending
    const bot = ended ?? random % INSTANCES
    if (ended === undefined) {
      await after(random % SOME_TIME_MS)
      await lane.end(bot)
    }
    killed += 1
    await lane.start(bot)
    say(`${killed} of ${kills} kills, ${ended === undefined ? 'at some moment' : moment}`)
  }
  return killed
}
