import type { Incoming, Work } from '../../src/store/store.ts'
import { openStore } from '../../src/store/supabase.ts'
import { openTestDatabase, type TestDatabase } from '../database.ts'

// The database does what it is asked, and the connection is lost before it has said so.

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

let people = 0

/** A person with an open session, and a store of their own that hears answers only as long as none is to be lost. */
async function openedSession() {
  const who = { workspace: 'T1', actor: `U${++people}`, name: 'Ana' }
  const thread = `D${people}:1.000000`
  let toLose: string[] = []
  const asked: string[] = []
  const unheard: Work[] = []
  const store = openStore({
    url: 'http://embedded',
    key: 'x',
    instance: `instance-${people}`,
    async fetch(input, init) {
      const name = String(input).split('/').at(-1) ?? ''
      asked.push(name)
      const answer = await database.fetch(input, init)
      const isLost = toLose.includes(name)
      toLose = toLose.filter((one) => one !== name)
      if (isLost) throw new TypeError('fetch failed')
      return answer
    },
    onUnheard: (work) => void unheard.push(...work),
  })
  await store.giveConsent(who, { version: 1, now: new Date() })
  await store.startSession(who, { domainId: 'sales_workflow_coach', eventId: `start-${people}`, promptVersion: 1 })
  const claimed = await store.claimWork({ hurried: 10, unhurried: 0 })
  const opening = claimed.find(({ actor }) => actor === who.actor)
  if (opening?.kind !== 'opening') throw new Error('no opening is due')
  await store.markSent(opening, { post: thread, thread })
  const [channel = '', threadTs = ''] = thread.split(':')
  const reply = (ts: string): Incoming => ({
    kind: 'message',
    workspace: who.workspace,
    eventId: `${who.actor}-${ts}`,
    actor: who.actor,
    channel,
    ts,
    threadTs,
    text: `said at ${ts}`,
    direct: true,
    mention: false,
  })
  return {
    store,
    asked,
    unheard,
    reply,
    who,
    thread,
    /** The next answer of each of these calls is lost. */
    lose: (...names: string[]) => {
      toLose = names
    },
    rounds: () =>
      database.query(
        `select r.learner_message from coaching_sessions r join sessions s on s.id::text = r.session_id
          where s.event_id = $1 order by r.round_number`,
        [`start-${who.actor.slice(1)}`],
      ),
  }
}

const usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 }
const answer = { text: 'And then?', responseMs: 1, coachModel: 'm', ...usage }
const due = (work: Work[]) => {
  const [first] = work
  if (first?.kind !== 'reply' || first.state !== 'queued') throw new Error('no reply is due')
  return first
}
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10))
}

test('a reply whose keeping was not heard of is handed over all the same, once', async () => {
  const { store, reply, lose, unheard } = await openedSession()
  lose('keep_incoming')
  expect(await store.keepIncoming([reply('2.1')])).toEqual([]) // it was kept at the first try: the second adds nothing
  await until(() => unheard.length > 0)
  expect(due(unheard).replies).toEqual(['said at 2.1'])
  expect(await store.keepRound(due(unheard), answer)).toBe('kept')
})

test('work that was claimed and not heard of is gone on with by whoever claimed it', async () => {
  const { store, who, lose, unheard } = await openedSession()
  await store.askScore(who, 'ask')
  lose('claim_work')
  await expect(store.claimWork({ hurried: 10, unhurried: 0 })).rejects.toMatchObject({ code: 'store-down' })
  await until(() => unheard.length > 0)
  expect(unheard.map(({ kind }) => kind)).toEqual(['so-far'])
})

test('a round whose keeping was not heard of is kept once, and goes on to be shown', async () => {
  const { store, reply, lose, rounds, asked, thread } = await openedSession()
  const work = due(await store.keepIncoming([reply('2.1')]))
  lose('keep_round')
  expect(await store.keepRound(work, answer)).toBe('kept')
  expect(asked.filter((name) => name === 'keep_round')).toHaveLength(2)
  await store.markSent(work, { post: `${thread}2`, thread })
  expect(await rounds()).toEqual([{ learner_message: 'said at 2.1' }])
})

test('what comes after an answer is handed over even where “it is shown” was noted and not heard of', async () => {
  const { store, reply, lose, unheard, rounds, thread } = await openedSession()
  const work = due(await store.keepIncoming([reply('2.1')]))
  expect(await store.keepIncoming([reply('2.2')])).toEqual([]) // one at a time
  await store.keepRound(work, answer)
  lose('mark_sent')
  await expect(store.markSent(work, { post: `${thread}2`, thread })).rejects.toMatchObject({ code: 'store-lost-lease' })
  await until(() => unheard.length > 0)
  const next = due(unheard)
  expect(next.replies).toEqual(['said at 2.2'])
  await store.keepRound(next, answer)
  expect(await rounds()).toHaveLength(2)
})

test('a start whose answer was lost is one session', async () => {
  const { store, lose } = await openedSession()
  const who = { workspace: 'T1', actor: 'U-starts', name: 'Bo' }
  await store.giveConsent(who, { version: 1, now: new Date() })
  lose('start_session')
  const start = { domainId: 'sales_workflow_coach', eventId: 'once', promptVersion: 1 }
  expect(await store.startSession(who, start)).toMatchObject({ outcome: 'started' })
  expect(await database.query(`select 1 from sessions where event_id = 'once'`)).toHaveLength(1)
})

test('what is in hand is not taken for unheard', async () => {
  const { store, reply, lose, unheard, who, asked } = await openedSession()
  due(await store.keepIncoming([reply('2.1')]))
  await store.askScore(who, 'ask-2')
  lose('claim_work')
  await expect(store.claimWork({ hurried: 10, unhurried: 0 })).rejects.toMatchObject({ code: 'store-down' })
  await until(() => unheard.length > 0)
  expect(unheard.map(({ kind }) => kind)).toEqual(['so-far'])
  expect(asked).toContain('recover_work')
})

test('a database that stays away is not waited for once the process was told to stop', async () => {
  const { store, reply } = await openedSession()
  const work = due(await store.keepIncoming([reply('2.1')]))
  const away = openStore({
    url: 'http://embedded',
    key: 'x',
    instance: 'x',
    fetch: () => Promise.reject(new TypeError()),
  })
  const kept = away.keepRound(work, answer)
  away.hurry()
  await expect(kept).rejects.toMatchObject({ code: 'store-down' })
})
