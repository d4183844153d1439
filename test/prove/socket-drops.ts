import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import type { Drop } from '../../src/playground/socket-mode.ts'
import { openFolder } from '../../src/store/embedded/open-folder.ts'
import { embedded } from '../bench/database.ts'
import { type Line as BotLine, type Reply, withLine } from '../bench/line.ts'
import { allOf, atMost, type Line, measure, type Proof } from './promise.ts'

const DROPS = { short: 60, long: 200 }
const LEARNERS = 20
const PACE = { firstTokenMs: 150, tokensPerSecond: 400 }
const PAUSE_MS = 450 // long enough for a new connection, too short for quiet
const GAP_MS = 1_000
const FOUND_S = 120 // what dead connections alone were given is looked for: after half a minute, two looks for each learner, 40 a minute

/** Every way in which a connection ends that somebody notices, of one connection and of both at once. */
const WAYS: [Drop, number][] = [
  ['cut', 1],
  [{ reason: 'warning' }, 1],
  [{ reason: 'refresh_requested' }, 2],
  ['cut', 2],
  [{ reason: 'link_disabled' }, 1],
  ['cut', 1],
  [{ reason: 'too_many_websockets' }, 1],
  [{ reason: 'warning' }, 2],
  [{ reason: 'too_many_websockets' }, 2],
  ['cut', 2],
]
const SILENT_EVERY = 20 // turns: Slack goes on using a connection that died in silence until it has pinged it in vain

/** Connections end in every way while everybody writes: nothing is lost or doubled, and Slack can always reach the bot. */
export const socketDrops: Proof = {
  async prove({ form, say }) {
    const gaps = openGaps()
    const database = embedded()
    const found = await withLine(
      { learners: LEARNERS, database, pace: PACE, patienceMs: FOUND_S * 1_000, onConnections: gaps.onConnections },
      async (line) => {
        const talk = await talkWhile(line, () => dropAll(line, DROPS[form], say))
        gaps.end()
        await line.bot.stop()
        return { ...talk, rounds: await roundsKept(database.dataDir) }
      },
    )
    const { replies, dropped, rounds } = found
    const waits = replies.map(({ deliveredAt = 0, answeredAt = Number.NaN }) => (answeredAt - deliveredAt) / 1_000)
    const once = replies.filter(({ answers }) => answers === 1).length
    return [
      allOf(
        `of ${dropped} connections that ended while people wrote, so many had to`,
        dropped,
        Math.max(dropped, DROPS[form]),
      ),
      allOf('replies are answered exactly once in Slack', once, replies.length),
      atMost('replies are answered twice', replies.filter(({ answers }) => answers > 1).length),
      allOf('replies have their round in the database, one each', rounds, replies.length),
      measure('a reply waits for its answer, the longest time', Math.max(...waits), { atMost: FOUND_S }, 's'),
      measure('Slack has no connection to the bot, the longest time', gaps.longestMs(), { atMost: GAP_MS }, 'ms'),
    ] satisfies Line[]
  },
}

/** Everybody writes again as soon as they are answered, until all is done. */
async function talkWhile(
  line: BotLine,
  happens: () => Promise<number>,
): Promise<{ replies: Reply[]; dropped: number }> {
  const replies: Reply[] = []
  let isOver = false
  const talks = line.sessions.map(async (session) => {
    while (!isOver) replies.push(await line.reply(session))
  })
  const dropped = await happens()
  isOver = true
  await Promise.all(talks)
  return { replies, dropped }
}

async function dropAll(line: BotLine, goal: number, say: (progress: string) => void): Promise<number> {
  let dropped = 0
  for (let turn = 0; dropped < goal; turn += 1) {
    const [how, many] = WAYS[turn % WAYS.length] ?? ['cut', 1]
    dropped += turn % SILENT_EVERY === 8 ? line.drop('silence', 1) : line.drop(how, many)
    if (turn % 20 === 0) say(`${dropped} of ${goal} connections ended`)
    await after(PAUSE_MS)
  }
  return dropped
}

/** How long there was no connection, at most, since the first one. */
function openGaps() {
  let since: number | undefined
  let longest = 0
  let isOver = false
  return {
    onConnections(open: number) {
      if (isOver) return
      if (open === 0) since ??= performance.now()
      else if (since !== undefined) {
        longest = Math.max(longest, performance.now() - since)
        since = undefined
      }
    },
    /** From now on the bot is stopping. */
    end() {
      isOver = true
    },
    longestMs: () => longest,
  }
}

/** Replies that the database has a round for, each counted once. */
async function roundsKept(dataDir: string): Promise<number> {
  const pg = await openFolder(join(dataDir, 'database'))
  const { rows } = await pg.query<{ rounds: number }>(
    'select count(distinct learner_message)::int as rounds from coaching_sessions',
  )
  await pg.close()
  return rows[0]?.rounds ?? 0
}
