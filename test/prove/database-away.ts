import { setTimeout as after } from 'node:timers/promises'
import { embedded } from '../bench/database.ts'
import { type Line as Bench, type Reply, withLine } from '../bench/line.ts'
import { quantile } from '../bench/quantile.ts'
import { postgresPresent, startPostgres, type TestPostgres } from '../postgres.ts'
import { openTcpProxy, type TcpProxy } from '../tcp-proxy.ts'
import { allOf, atMost, type Form, type Line, measure, type Proof } from './promise.ts'

const A_SECOND = 20 // messages, while the database is away
const TOLD_AFTER_MS = 10_000
const FORMS = {
  short: { awaySeconds: 15, lost: 40 },
  long: { awaySeconds: 60, lost: 200 },
} as const
const FEW = 60 // learners who write in the smaller faults
const LATENCY_MS = 2_000
const SETTLES_MS = 1_000
const NOTED_MS = 40_000 // a lease runs out by then

/** A real PostgreSQL that is away, read-only, slow, and loses its answers, while people write. */
export const databaseAway: Proof = {
  async prove({ form, say }) {
    if (!postgresPresent) return { cannot: 'there is no PostgreSQL under /usr/lib/postgresql' }
    const postgres = await startPostgres()
    const toServer = await openTcpProxy({ path: postgres.socket })
    const gateway = await postgres.openGateway({ port: toServer.port })
    const toGateway = await openTcpProxy({ host: '127.0.0.1', port: Number(new URL(gateway.url).port) })
    const folder = embedded()
    const database = {
      settings: {
        ...folder.settings,
        SUPABASE_URL: `http://127.0.0.1:${toGateway.port}`,
        SUPABASE_SECRET_KEY: gateway.key,
      },
      async close() {
        await folder.close()
        await toGateway.close()
        await gateway.close()
        await toServer.close()
        await postgres.stop()
      },
    }
    const told = new Map<string, number[]>()
    const onCall = (method: string, { user }: Record<string, unknown>) => {
      if (method === 'chat.postEphemeral')
        told.set(String(user), [...(told.get(String(user)) ?? []), performance.now()])
      return undefined
    }
    let asked = 0
    const { awaySeconds } = FORMS[form]
    const about = {
      learners: awaySeconds * A_SECOND,
      database,
      onCall,
      onAsked: () => {
        asked += 1
      },
      patienceMs: (awaySeconds + 60) * 1_000,
    }
    return withLine(about, async (line) => {
      say(`${about.learners} sessions are open`)
      const parts = { line, postgres, toServer, toGateway, form, say }
      const away = await whileAway(parts, told)
      const others = [...(await whileReadOnly(parts)), ...(await whileSlow(parts))]
      const before = asked
      const lost = await whileAnswersAreLost(parts)
      const askedTwice = asked - before - lost.replies.length
      const replies = [...away.replies, ...others, ...lost.replies]
      const kept = await inTheDatabase(postgres, replies.length)
      await line.bot.stop()
      return [
        ...away.lines,
        allOf('answered once, with the database read-only for a while, then slow', once(others), others.length),
        allOf(
          `answered once, while ${lost.count} answers of the database were lost`,
          once(lost.replies),
          lost.replies.length,
        ),
        atMost('more calls to the model than rounds meanwhile', askedTwice),
        measure('99 of 100 answers came within', waited(lost.replies, 0.99), { atMost: 10 }, 's'),
        ...kept,
      ]
    })
  },
}

type Parts = {
  line: Bench
  postgres: TestPostgres
  toServer: TcpProxy
  toGateway: TcpProxy
  form: Form
  say: (progress: string) => void
}

const once = (replies: Reply[]): number => replies.filter(({ answers }) => answers === 1).length
const waited = (replies: Reply[], share: number): number =>
  quantile(
    replies.map(({ deliveredAt = 0, answeredAt = Number.POSITIVE_INFINITY }) => (answeredAt - deliveredAt) / 1_000),
    share,
  )

/** First nobody answers at its address, then somebody takes the calls and says nothing. */
async function whileAway({ line, toGateway, form, say }: Parts, told: Map<string, number[]>) {
  const awayMs = FORMS[form].awaySeconds * 1_000
  const since = performance.now()
  const { over, acknowledged } = line.handed
  told.clear() // a press to start a session was answered to its person alone too
  toGateway.set({ is: 'cut' })
  const answered = line.replies(awayMs)
  await after(awayMs / 2)
  toGateway.set({ is: 'stalled' })
  await after(awayMs / 2 + SETTLES_MS)
  const heard = { over: line.handed.over - over, acknowledged: line.handed.acknowledged - acknowledged }
  const backAt = performance.now()
  toGateway.set({})
  say('the database is back')
  const replies = await answered
  const people = line.sessions.map(({ person }) => told.get(person) ?? [])
  const late = replies.map(
    ({ deliveredAt = 0 }, at) =>
      (people[at]?.[0] ?? Number.POSITIVE_INFINITY) - Math.max(deliveredAt, since + TOLD_AFTER_MS),
  )
  const after99 = quantile(
    replies.map(({ answeredAt = Number.POSITIVE_INFINITY }) => (answeredAt - backAt) / 1_000),
    0.99,
  )
  return {
    replies,
    lines: [
      allOf(`answered once, with the database away for ${awayMs / 1_000} s`, once(replies), replies.length),
      allOf(
        'told once, to them alone, that their message is kept',
        people.filter(({ length }) => length === 1).length,
        replies.length,
      ),
      measure(
        'deliveries that Slack heard "ok" to meanwhile',
        (100 * heard.acknowledged) / heard.over,
        { atLeast: 99 },
        '%',
      ),
      measure(
        `after ${TOLD_AFTER_MS / 1_000} s or their message, 99 of 100 were told within`,
        quantile(late, 0.99) / 1_000,
        { atMost: 3 },
        's',
      ),
      measure('once the database was back, 99 of 100 were answered within', after99, { atMost: 30 }, 's'),
    ] satisfies Line[],
  }
}

/** As after a failover: reading goes well, and nothing can be written. */
async function whileReadOnly({ line, postgres, toServer, say }: Parts): Promise<Reply[]> {
  const reconnect = () => {
    toServer.set({ is: 'cut' })
    toServer.set({})
  }
  await postgres.query('alter role authenticator set default_transaction_read_only = on')
  reconnect()
  const answered = line.replies(3_000, line.sessions.slice(0, FEW))
  await after(5_000)
  await postgres.query('alter role authenticator reset default_transaction_read_only')
  reconnect()
  say('the database can be written to again')
  return answered
}

async function whileSlow({ line, toGateway, say }: Parts): Promise<Reply[]> {
  toGateway.set({ delayMs: LATENCY_MS })
  const answered = line.replies(3_000, line.sessions.slice(0, FEW))
  await after(8_000)
  toGateway.set({})
  say('the database is fast again')
  return answered
}

/** What was asked is done, and whoever asked never hears of it: between the gateway and the server, and between the bot and the gateway. */
async function whileAnswersAreLost({ line, toServer, toGateway, form, say }: Parts) {
  const count = FORMS[form].lost
  const replies: Reply[] = []
  for (const [wire, isDone] of [
    [toServer, (answer: string) => answer.includes('COMMIT\0')],
    [toGateway, (_: string, question: string) => question.includes('/rpc/')],
  ] as const) {
    const until = wire.lost + count / 2
    let seen = 0
    wire.set({
      loses: (answer, question) => {
        if (wire.lost >= until || !isDone(answer, question)) return false
        seen += 1
        return seen % EVERY === 0
      },
    })
    while (wire.lost < until) replies.push(...(await line.replies(1_000, line.sessions.slice(0, FEW))))
    wire.set({})
  }
  say(`${count} answers were lost`)
  return { count, replies }
}
const EVERY = 5 // an answer of so many is lost

async function inTheDatabase(postgres: TestPostgres, replies: number): Promise<Line[]> {
  // the last answers were seen a moment before they are noted as sent
  let ended = 0
  for (const end = performance.now() + NOTED_MS; ended < replies && performance.now() < end; await after(200)) {
    const [row] = await postgres.query(
      `select count(*)::int as ended from inbox where kind = 'reply' and state in ('sent', 'joined')`,
    )
    ended = Number(row?.ended)
  }
  const [found] = await postgres.query(`
    select (select count(*) from coaching_sessions)::int as rounds,
           (select count(distinct learner_message) from coaching_sessions)::int as different`)
  const { rounds = 0, different = 0 } = found ?? {}
  return [
    allOf('replies with their round in the database', Number(different), replies),
    allOf('noted as shown there', ended, replies),
    atMost('doubled rounds', Number(rounds) - Number(different)),
  ]
}
