import { KEPT_FOR } from '../../src/config.ts'
import { Fault } from '../../src/fault.ts'
import type { Deps } from '../../src/flows/deps.ts'
import type { DigestView, Show } from '../../src/flows/show.ts'
import { performWork } from '../../src/flows/work/work.ts'
import { scriptedCoach } from '../../src/llm/offline/coach.ts'
import { scriptedJudge } from '../../src/llm/offline/judge.ts'
import { openLog } from '../../src/log.ts'
import type { Store } from '../../src/store/store.ts'
import { openStore } from '../../src/store/supabase.ts'
import { openTestDatabase, type TestDatabase } from '../database.ts'
import { day, openTeam } from '../store/team.ts'
import { givenMinds } from './given-minds.ts'
import { noHandOver } from './no-hand-over.ts'

let database: TestDatabase
let store: Store
beforeAll(async () => {
  database = await openTestDatabase()
  store = openStore({ url: 'http://embedded', key: 'x', instance: 'one', fetch: database.fetch })
}, 60_000)
afterAll(() => database.close())

/** A team of whom two share a card, and a bot whose clock a test moves, whose posts it reads, and whose calls fail as it says. */
async function openBot() {
  const team = await openTeam(store, database.query, 6)
  const [ana = '', bo = ''] = team.actors
  const sessions = [await team.scorecard(ana), await team.scorecard(bo)]
  const shown: string[] = [] // what Slack was asked to show, in words
  const names = ({ cards }: DigestView) => cards.map(({ name }) => name).join(' and ') || 'no card'
  const parts = { during: async (_what: string): Promise<void> => undefined }
  const no = () => Promise.reject(new Error('not in this test'))
  const post = async (what: string) => {
    shown.push(what)
    await parts.during(what)
    const at = `D${team.workspace}:${shown.length}.1`
    return { post: at, thread: at }
  }
  const show: Show = {
    thinking: () => undefined,
    rested: () => undefined,
    closed: () => undefined,
    prompts: () => undefined,
    opening: no,
    consent: no,
    answer: no,
    soFar: no,
    scorecard: no,
    open: no,
    picker: no,
    idle: no,
    memory: no,
    reminder: no,
    preview: async () => ({ post: 'D1:9.9', thread: 'D1:9.9' }),
    note: no,
    privately: no,
    find: no,
    redact: no,
    redraw: no,
    settled: no,
    profile: async () => null,
    digest: (_, digest) => post(`digest with ${names(digest)}`),
    digestAgain: async (_, digest) => void (await post(`again with ${names(digest)}`)),
    erase: async () => void (await post('erased')),
    shared: async ({ actor }) => post(`word to ${actor}`),
    suggestion: async ({ actor }, { domainName }) => post(`${domainName} for ${actor}`),
  }
  const clock = { now: day(0) }
  const deps: Deps = {
    store,
    ...givenMinds({ coach: scriptedCoach(), judge: scriptedJudge(), store }),
    show,
    log: openLog(() => undefined),
    now: () => clock.now,
    wake: () => undefined,
    safetySalt: '',
    contacts: {},
    retention: KEPT_FOR,
    handOver: noHandOver,
    readThread: no,
  }
  /** Does what is due by now. */
  async function due(): Promise<void> {
    const work = (await store.claimWork({ hurried: 100, unhurried: 100 })).filter(
      ({ workspace }) => workspace === team.workspace,
    )
    for (const piece of work) await performWork(deps, piece, new AbortController().signal)
  }
  const later = async () =>
    void (await database.query(
      `update inbox set run_at = run_at - interval '1 minute' where workspace_id = $1 and state = 'queued'`,
      [team.workspace],
    ))
  async function share(): Promise<void> {
    for (const [at, sessionId] of sessions.entries()) {
      const who = team.who(team.actors[at] ?? '')
      await store.shareCard(who, { sessionId, manager: team.manager, withQuotes: false, now: deps.now() })
    }
    await due()
    shown.length = 0
  }
  /** It is Monday: the digest is sent. */
  async function monday(): Promise<void> {
    await store.planDigests(day(0), 48)
    await store.planDigests(day(3.5), 48)
    await due()
  }
  const takeBack = (at: 0 | 1) => store.withdrawCard(team.who(team.actors[at] ?? ''), sessions[at] ?? '')
  const left = () =>
    database.query(
      `select kind, state from inbox where workspace_id = $1 and state in ('queued', 'answered', 'stuck')`,
      [team.workspace],
    )
  return { team, ana, bo, deps, shown, parts, due, later, share, monday, takeBack, left }
}

test('a card that is taken back leaves the digest that showed it, whatever fails on the way', async () => {
  const { shown, parts, ana, bo, due, later, share, monday, takeBack, left } = await openBot()
  await share()
  await monday()
  expect(shown).toEqual([`digest with ${ana} and ${bo}`])
  parts.during = async () => {
    parts.during = async () => undefined
    throw new Fault('slack-unclear', { retry: true }) // it is shown, and nobody heard of it
  }
  expect(await takeBack(0)).toEqual({ outcome: 'taken-back' })
  await due()
  await later()
  await due()
  expect(shown.slice(1)).toEqual([`again with ${bo}`, `again with ${bo}`])
  expect(await takeBack(0)).toEqual({ outcome: 'nothing' })
  expect(await left()).toEqual([])
})

test('one that is taken back while its digest is on its way leaves it once it is there', async () => {
  const { shown, parts, ana, bo, due, later, share, monday, takeBack, left } = await openBot()
  await share()
  parts.during = async () => {
    parts.during = async () => undefined
    await takeBack(0)
    await due() // nothing can be changed yet
  }
  await monday()
  expect(shown).toEqual([`digest with ${ana} and ${bo}`])
  await later()
  await due()
  expect(shown.slice(1)).toEqual([`again with ${bo}`])
  expect(await left()).toEqual([])
})

test('of two cards that are taken back at once neither stays', async () => {
  const { shown, parts, ana, bo, due, share, monday, takeBack } = await openBot()
  await share()
  await monday()
  parts.during = async () => {
    parts.during = async () => undefined
    await takeBack(1)
  }
  await takeBack(0)
  await due()
  await due()
  expect(shown).toContain(`digest with ${ana} and ${bo}`)
  expect(shown.at(-1)).toBe('again with no card')
})

test('where the manager manages the team no more, the whole message goes', async () => {
  const { team, shown, due, share, monday, takeBack } = await openBot()
  await share()
  await monday()
  await team.setManager('U-new-boss', day(4))
  await takeBack(0)
  await due()
  expect(shown.at(-1)).toBe('erased')
})

test('a suggestion reaches the learner once, and not once they left the team', async () => {
  const { team, deps, ana, bo, shown, due } = await openBot()
  const suggest = (member: string) =>
    store.suggestSession(team.boss, {
      member,
      domainId: 'communication_coach',
      eventId: `to ${member}`,
      now: deps.now(),
    })
  await suggest(ana)
  await suggest(ana)
  await due()
  expect(shown).toEqual([`Communication Skills Coach for ${ana}`])
  await suggest(bo)
  await team.setTeam([ana], day(1))
  await due()
  expect(shown).toHaveLength(1)
})
