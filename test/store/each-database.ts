import pg from 'pg'
import type { Incoming, Start, Store, Work, WorkOf } from '../../src/store/store.ts'
import { openStore } from '../../src/store/supabase.ts'
import { openTestDatabase } from '../database.ts'
import { postgresPresent, startPostgres, type TestPostgres } from '../postgres.ts'

type Opened = {
  /** A store for one instance; several share the database. */
  instance(name: string): Store
  query(sql: string, params?: unknown[]): Promise<Record<string, unknown>[]>
  /** Does something while another connection has a session locked, where there can be another. */
  whileLocked?<T>(session: string, what: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

const embedded = async (): Promise<Opened> => {
  const database = await openTestDatabase()
  return {
    instance: (name) => openStore({ url: 'http://embedded', key: 'x', instance: name, fetch: database.fetch }),
    query: database.query,
    close: database.close,
  }
}
const postgres = async (): Promise<Opened> => {
  const own = await (await openServer()).another(`each_${++counter}`)
  const gateway = await own.openGateway()
  return {
    instance: (name) => openStore({ url: gateway.url, key: gateway.key, instance: name }),
    query: own.query,
    async whileLocked(session, what) {
      const other = new pg.Client({ connectionString: own.connectionString })
      await other.connect()
      await other.query('begin')
      await other.query('select from sessions where id = $1 for no key update', [session])
      return await what().finally(() => other.end())
    },
    close: async () => {
      await gateway.close()
      await own.close()
    },
  }
}

/** One server a process, and on it a database for each file. */
let server: Promise<TestPostgres> | undefined
function openServer(): Promise<TestPostgres> {
  server ??= startPostgres(undefined, 'ends with this process')
  return server
}

export const ALL = { hurried: 100, unhurried: 100 }
/** Numbers that no test uses twice. */
let counter = 0
export const nextNumber = () => ++counter
export type Message = Extract<Incoming, { kind: 'message' }>
/** A person in a workspace of their own, so that no test sees another's rows. */
export function somebody() {
  const n = ++counter
  const who = { workspace: `T${n}`, actor: `U${n}`, name: 'Ana' }
  let second = 100
  return {
    who,
    dm: `D${n}`,
    message: (text: string, about: Partial<Message> = {}): Message => ({
      kind: 'message',
      workspace: who.workspace,
      eventId: `E${n}-${++second}`,
      actor: who.actor,
      channel: `D${n}`,
      ts: `${second}.000100`,
      threadTs: '100.000100',
      text,
      direct: true,
      mention: false,
      ...about,
    }),
  }
}
export const answer = { responseMs: 5, coachModel: 'test', inputTokens: 1, cachedTokens: 0, outputTokens: 1 }
export const only = <K extends Work['kind']>(work: Work[], kind: K): WorkOf<K> => {
  const found = work.filter((piece): piece is WorkOf<K> => piece.kind === kind)
  expect(found).toHaveLength(1)
  const [one] = found
  if (!one) throw new Error(`no ${kind}`)
  return one
}
export const queued = (work: Work[]) => {
  const reply = only(work, 'reply')
  if (reply.state !== 'queued') throw new Error('already answered')
  return reply
}

/** A message that begins a thread of its own. */
export const top = (person: ReturnType<typeof somebody>, text: string): Incoming => {
  const { threadTs: _, ...message } = person.message(text)
  return message
}
export const deletionOf = (message: ReturnType<ReturnType<typeof somebody>['message']>): Incoming => {
  const { workspace, channel, ts } = message
  return { kind: 'deletion', workspace, eventId: `deletion of ${ts}`, channel, ts, threadTs: '100.000100' }
}

/** Starts a session of somebody who has consented. */
export async function started(store: Store, who: Parameters<Store['giveConsent']>[0], start: Start) {
  await store.giveConsent(who, { version: 1, now: new Date() })
  return store.startSession(who, start)
}

/** Starts a session and shows its opening, as the bot does. */
export async function opened(store: Store, person: ReturnType<typeof somebody>, domainId = 'sales_workflow_coach') {
  const { who, dm } = person
  const began = await started(store, who, {
    domainId,
    eventId: `start-${who.actor}-${++counter}`,
    promptVersion: 1,
  })
  const opening = only(
    (await store.claimWork(ALL)).filter((w) => w.workspace === who.workspace),
    'opening',
  )
  const post = `${dm}:100.000100`
  await store.markSent(opening, { post, thread: post })
  if (began.outcome !== 'started' || !began.session) throw new Error(began.outcome)
  return began.session.id
}

/** The database that a test is on just now, and a store of an instance on it. */
export let database: Opened
export let store: Store

/** Looks behind the door of that database. */
export const query = (sql: string, params?: unknown[]) => database.query(sql, params)

/** Declares tests for both: what holds on one holds on the other. */
export function onEach(declare: (check: typeof test) => void): void {
  describe.each([
    ['embedded', embedded, true],
    ['PostgreSQL (needs Debian’s postgresql)', postgres, postgresPresent],
  ] as const)('on %s', (_, open, isPresent) => {
    beforeAll(async () => {
      if (!isPresent) return
      database = await open()
      store = database.instance('one')
    }, 60_000)
    afterAll(() => (isPresent ? database.close() : undefined))
    declare(isPresent ? test : test.skip)
  })
}

export const mineOf = async ({ who }: { who: { workspace: string } }) =>
  (await store.claimWork(ALL)).filter(({ workspace }) => workspace === who.workspace)
/** The suspects that this instance gets, one after the other; of somebody, if that is said. */
export async function suspectsOf(name: string, person?: ReturnType<typeof somebody>): Promise<Work[]> {
  const all: Work[] = []
  for (let more = true; more; ) {
    const { work } = await database.instance(name).claimSuspect({ suspicion: 3, isSteady: true })
    all.push(...work)
    more = work.length > 0
  }
  return all.filter(({ workspace }) => !person || workspace === person.who.workspace)
}
export const dies = (name: string) => store.releaseWork({ dead: [name], forMs: 60_000 })
export const rowOf = async (id: number) =>
  (await database.query('select state, suspicion, because from inbox where id = $1', [id]))[0]
