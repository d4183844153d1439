import { KEPT_FOR } from '../../src/config.ts'
import { Fault } from '../../src/fault.ts'
import type { Deps } from '../../src/flows/deps.ts'
import type { Receipt } from '../../src/flows/own-data.ts'
import { lookAtMembers, planUpkeep } from '../../src/flows/schedule/upkeep.ts'
import type { DigestView } from '../../src/flows/show.ts'
import { performWork } from '../../src/flows/work/work.ts'
import { scriptedCoach } from '../../src/llm/offline/coach.ts'
import { scriptedJudge } from '../../src/llm/offline/judge.ts'
import { openLog } from '../../src/log.ts'
import type { Store } from '../../src/store/store.ts'
import { openStore } from '../../src/store/supabase.ts'
import { openTestDatabase, type TestDatabase } from '../database.ts'
import { fillEverything, LISTED, rowsWith } from '../store/everything.ts'
import { day, openTeam } from '../store/team.ts'
import { givenMinds } from './given-minds.ts'
import { noHandOver } from './no-hand-over.ts'

const DAY_MS = 86_400_000
let database: TestDatabase
let store: Store
let counter = 0
beforeAll(async () => {
  database = await openTestDatabase()
  store = openStore({ url: 'http://embedded', key: 'x', instance: 'one', fetch: database.fetch })
}, 60_000)
afterAll(() => database.close())

/** A bot whose clock a test moves, and who notes what it hands over and takes away. */
function openBot(workspace: string) {
  const clock = { now: new Date() }
  const logged: string[] = []
  const receipts: Receipt[] = []
  const again: { post: string; digest: DigestView }[] = []
  const takenDown: { place: string; thread: string | null }[] = []
  const gone = new Set<string>()
  const left: ('none' | 'more')[] = []
  const stayed: string[] = []
  const told: { to: string | null | undefined; posts: string[] }[] = []
  const no = () => Promise.reject(new Error('not in this test'))
  const show = {
    thinking: () => undefined,
    rested: () => undefined,
    closed: () => undefined,
    prompts: () => undefined,
    opening: no,
    answer: no,
    soFar: no,
    scorecard: no,
    open: no,
    picker: no,
    idle: no,
    memory: no,
    reminder: no,
    note: no,
  }
  const deps: Deps = {
    store,
    ...givenMinds({ coach: scriptedCoach(), judge: scriptedJudge(), store }),
    show: {
      ...show,
      privately: no,
      find: no,
      erase: no,
      redact: no,
      redraw: no,
      settled: no,
      digest: no,
      preview: async () => ({ post: 'D1:9.9', thread: 'D1:9.9' }),
      consent: no,
      suggestion: no,
      shared: async () => ({ post: 'D1:9.8', thread: 'D1:9.8' }),
      digestAgain: async ({ post }, digest) => void again.push({ post, digest }),
      profile: async () => null,
    },
    handOver: {
      ...noHandOver,
      receipt: async (_, receipt) => {
        receipts.push(receipt)
        return { post: 'D:1', thread: 'D:1' }
      },
      deletePosts: async ({ place, thread }) => {
        takenDown.push({ place, thread })
        return { left: left.shift() ?? 'none', stayed }
      },
      stayed: async ({ dmChannel }, posts) => {
        told.push({ to: dmChannel, posts })
        return { post: 'D:2', thread: 'D:2' }
      },
      whereabouts: async ({ actor }) => (gone.has(actor) ? 'gone' : 'here'),
    },
    contacts: {},
    retention: KEPT_FOR,
    log: openLog((line) => logged.push(line)),
    now: () => clock.now,
    wake: () => undefined,
    safetySalt: '',
    readThread: no,
  }
  /** Does what is due here, and what comes of it; later work too, where the clock of the database is to have gone on. */
  async function due(isLater = false): Promise<void> {
    for (;;) {
      if (isLater) await database.query(`update inbox set run_at = now() where workspace_id = $1`, [workspace])
      const work = (await store.claimWork({ hurried: 500, unhurried: 500 })).filter(
        (one) => one.workspace === workspace,
      )
      if (work.length === 0) return
      for (const piece of work) await performWork(deps, piece, new AbortController().signal)
    }
  }
  return { clock, deps, due, receipts, again, takenDown, gone, left, stayed, told, logged }
}
const me = () => fillEverything(database.query, `TFLOW${++counter}X`, `canary-${counter}-okapi`)
const receiptsIn = async (workspace: string) =>
  (await database.query('select kind from receipts where workspace_id = $1 order by at', [workspace])).map(
    ({ kind }) => kind,
  )

test('what the bot said is taken away part by part, the receipt is sent, and nothing of it waits any more', async () => {
  const person = await me()
  const { due, receipts, takenDown, left } = openBot(person.workspace)
  left.push('more', 'more')
  const receipt = await store.erasePerson(person, 'learner')
  await due()
  await due(true)
  expect(receipts).toEqual([receipt])
  expect(takenDown).toHaveLength(4) // the direct message three times, and a thread elsewhere
  expect(new Set(takenDown.map(({ place, thread }) => `${place} ${thread}`))).toEqual(
    new Set([`${person.dm} null`, 'C1 C1:1700000001.000100']),
  )
  expect(await rowsWith(database.query, person.all)).toEqual(LISTED)
})

test('what Slack does not let go is told by its place in the direct message, and then nothing of it waits any more', async () => {
  const person = await me()
  const { deps, due, stayed, told, logged } = openBot(person.workspace)
  stayed.push(`${person.dm}:1700000003.000100`)
  const { deletePosts } = deps.handOver
  deps.handOver.deletePosts = (at) =>
    at.thread
      ? Promise.reject(new Fault('slack-closed-place', { retry: false, cause: 'is_archived' }))
      : deletePosts(at)
  await store.erasePerson(person, 'learner')
  await due()
  await due(true)
  expect(told).toHaveLength(2)
  expect(told).toContainEqual({ to: person.dm, posts: stayed })
  expect(told).toContainEqual({ to: person.dm, posts: ['C1:1700000001.000100'] })
  expect(logged.join()).not.toContain(person.dm)
  expect(await rowsWith(database.query, person.all)).toEqual(LISTED)
})

test('of somebody who left nobody is told what stays', async () => {
  const person = await me()
  const { due, stayed, told } = openBot(person.workspace)
  stayed.push(`${person.dm}:1700000003.000100`)
  await store.erasePerson(person, 'deactivated')
  await due()
  await due(true)
  expect(told).toEqual([])
})

test('what an administrator withholds is taken away once it is allowed, and after a week the person hears what stayed', async () => {
  const person = await me()
  const { deps, due, told } = openBot(person.workspace)
  deps.handOver.deletePosts = () =>
    Promise.reject(new Fault('slack-withheld', { retry: true, cause: 'ekm_access_denied' }))
  await store.erasePerson(person, 'learner')
  await due()
  const waiting = () =>
    database.query(`select because from inbox where workspace_id = $1 and kind = 'take-down'`, [person.workspace])
  expect(await waiting()).toContainEqual({ because: 'slack-withheld: ekm_access_denied' })
  expect(told).toEqual([])
  await database.query(`update inbox set first_try_at = now() - interval '7 days' where workspace_id = $1`, [
    person.workspace,
  ])
  await due(true)
  expect(told.length).toBeGreaterThan(0)
  expect(await waiting()).toEqual([])
})

test('a thread is looked at again once what was under way has arrived', async () => {
  const person = await me()
  const { clock, due, takenDown } = openBot(person.workspace)
  await database.query(
    `update inbox set lease_token = gen_random_uuid(), lease_until = now() + interval '1 minute' where workspace_id = $1 and kind = 'reply'`,
    [person.workspace],
  )
  await store.erasePerson(person, 'learner')
  await due(false)
  const waiting = () =>
    database.query(
      `select run_at > now() + interval '20 seconds' as waits from inbox where workspace_id = $1 and kind = 'take-down'`,
      [person.workspace],
    )
  expect((await waiting()).some(({ waits }) => waits)).toBe(true)
  clock.now = new Date(Date.now() + 40_000)
  await due(true)
  expect(await waiting()).toEqual([])
  expect(takenDown.length).toBeGreaterThan(2)
})

test('a digest that told of somebody who erased everything stays as it was, but for a card of theirs, and so does every other', async () => {
  const team = await openTeam(store, database.query, 12)
  const [first = '', second = ''] = team.actors
  const sessionId = await team.scorecard(first)
  await team.practise(team.actors.slice(1, 7))
  await store.shareCard(team.who(first), { sessionId, manager: team.manager, withQuotes: false, now: day(0) })
  expect((await team.tell())?.teams[0]?.practised).toEqual({ count: 7 })
  expect(await store.cardsFor(team.boss, '2026-11-30')).toHaveLength(1)
  await store.keepDigest(team.boss, { week: '2026-11-30', isQuiet: false, quietDays: 28, advice: {}, now: day(3) })
  await store.digestShown(team.boss, '2026-11-30', 'D1:1.1')
  const sent = await store.sentDigest(team.boss)
  const { due, again } = openBot(team.workspace)
  await store.erasePerson(team.who(second), 'learner')
  await due()
  expect(again).toEqual([])
  expect(await store.sentDigest(team.boss)).toEqual(sent)
  await store.erasePerson(team.who(first), 'learner')
  await due()
  expect(again).toMatchObject([{ post: 'D1:1.1', digest: { teams: sent?.teams, cards: [] } }])
  await team.practise(team.actors.slice(2, 7), { at: day(5) })
  expect((await team.tell(1))?.teams[0]?.practised).toBeNull() // but for the one with a card, one is missing: that would tell of one
})

test('a day’s run goes on until nothing is left, and leaves one receipt', async () => {
  const person = await me()
  const { clock, deps, due } = openBot(person.workspace)
  clock.now = new Date(Date.now() + 200 * DAY_MS)
  await planUpkeep(deps)
  await due()
  await planUpkeep(deps)
  await due()
  expect(await receiptsIn(person.workspace)).toEqual(['retention'])
  expect(
    await database.query(`select 1 from coaching_sessions where workspace_id = $1 and learner_message <> ''`, [
      person.workspace,
    ]),
  ).toEqual([])
})

test('who left is erased after a month, by an event or by Slack’s own word, and who is there again is not', async () => {
  const [missed, back] = [await me(), await me()]
  const one = openBot(missed.workspace)
  one.gone.add(missed.actor)
  one.clock.now = new Date(Date.now() + 2 * DAY_MS)
  await lookAtMembers(one.deps)
  one.clock.now = new Date(Date.now() + 40 * DAY_MS)
  await planUpkeep(one.deps)
  await one.due()
  await one.due(true)
  expect(await rowsWith(database.query, missed.all)).toEqual(LISTED)
  expect(await receiptsIn(missed.workspace)).toContain('deactivated')
  expect(one.receipts).toEqual([]) // there is nobody to tell
  expect(one.logged.join()).not.toContain(missed.actor)

  const two = openBot(back.workspace)
  await store.noteMember(back, true, new Date())
  two.clock.now = new Date(Date.now() + 40 * DAY_MS)
  await planUpkeep(two.deps)
  await two.due()
  expect(await database.query('select deactivated_at from learners where id = $1', [back.learner])).toEqual([
    { deactivated_at: null },
  ])
})

test('a workspace that removed the app is purged after a month', async () => {
  const person = await me()
  const { clock, deps, due } = openBot(person.workspace)
  await database.query('update workspaces set uninstalled_at = now() where id = $1', [person.workspace])
  clock.now = new Date(Date.now() + 31 * DAY_MS)
  await planUpkeep(deps)
  await due()
  expect(await rowsWith(database.query, [...person.all, person.boss])).toEqual({})
  expect(await receiptsIn(person.workspace)).toContain('uninstalled')
})
