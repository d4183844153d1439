import { KEPT_FOR } from '../../src/config.ts'
import { lastDigest } from '../../src/flows/actions/last-digest.ts'
import type { Deps } from '../../src/flows/deps.ts'
import { planDigests } from '../../src/flows/schedule/plan-digests.ts'
import type { DigestPreview, DigestView, Show } from '../../src/flows/show.ts'
import { performWork } from '../../src/flows/work/work.ts'
import { scriptedCoach } from '../../src/llm/offline/coach.ts'
import { scriptedJudge } from '../../src/llm/offline/judge.ts'
import { openLog } from '../../src/log.ts'
import type { Store } from '../../src/store/store.ts'
import { openStore } from '../../src/store/supabase.ts'
import { openTestDatabase, type TestDatabase } from '../database.ts'
import { day, monday, openTeam } from '../store/team.ts'
import { givenMinds } from './given-minds.ts'
import { noHandOver } from './no-hand-over.ts'

let database: TestDatabase
let store: Store
beforeAll(async () => {
  database = await openTestDatabase()
  store = openStore({ url: 'http://embedded', key: 'x', instance: 'one', fetch: database.fetch })
}, 60_000)
afterAll(() => database.close())

/** A team, and a bot whose clock a test moves and whose posts it reads. */
async function openBot(size = 9) {
  const team = await openTeam(store, database.query, size)
  const digests: DigestView[] = []
  const previews: { actor: string; preview: DigestPreview }[] = []
  const clock = { now: day(0) }
  const logged: string[] = []
  const no = () => Promise.reject(new Error('not in this test'))
  let posts = 0
  const shown = async () => {
    posts += 1
    return { post: `D${team.workspace}:${posts}.1`, thread: `D${team.workspace}:${posts}.1` }
  }
  const show: Show = {
    thinking: () => undefined,
    rested: () => undefined,
    closed: () => undefined,
    prompts: () => undefined,
    opening: no,
    consent: no,
    suggestion: no,
    shared: no,
    digestAgain: no,
    answer: no,
    soFar: no,
    scorecard: no,
    open: no,
    picker: no,
    idle: no,
    memory: no,
    reminder: no,
    note: no,
    privately: no,
    find: no,
    erase: no,
    redact: no,
    redraw: no,
    settled: no,
    profile: async () => null,
    digest: async (_to, digest) => {
      digests.push(digest)
      return shown()
    },
    preview: async ({ actor }, preview) => {
      previews.push({ actor, preview })
      return shown()
    },
  }
  const deps: Deps = {
    store,
    ...givenMinds({ coach: scriptedCoach(), judge: scriptedJudge(), store }),
    show,
    handOver: noHandOver,
    log: openLog((line) => logged.push(line)),
    now: () => clock.now,
    wake: () => undefined,
    contacts: {},
    safetySalt: '',
    retention: KEPT_FOR,
    readThread: no,
  }
  /** It is now that moment, and all that is due is done. */
  async function at(now: Date): Promise<void> {
    clock.now = now
    await planDigests(deps)
    for (;;) {
      const mine = (await store.claimWork({ hurried: 100, unhurried: 100 })).filter(
        (work) => work.workspace === team.workspace,
      )
      if (mine.length === 0) return
      for (const work of mine) await performWork(deps, work, new AbortController().signal)
    }
  }
  return { team, deps, digests, previews, logged, at }
}

test('on Friday those who practised see what they are part of, and on Monday it is told, once', async () => {
  const { team, digests, previews, at } = await openBot()
  await team.practise(team.actors.slice(0, 6), { score: 8 })
  await at(day(0.5))
  expect(previews.map(({ actor }) => actor).toSorted()).toEqual(team.actors.slice(0, 6))
  expect(digests).toEqual([])
  await at(day(3.4))
  await at(day(3.5))
  expect(digests).toHaveLength(1)
  const [digest] = digests
  expect(digest?.teams[0]?.advice.first).toContain('Listening')
  expect(previews[0]?.preview).toMatchObject({ domains: ['Sales Process Coach'], dimensions: ['Listening'] })
  expect(digest?.teams).toMatchObject([{ practised: { count: 6 } }])
})

test('whoever practised is asked to look, whatever will be told, but in a team of which nothing ever is', async () => {
  const looks = async (size: number) => {
    const { team, previews, at } = await openBot(size)
    await team.practise(team.actors.slice(0, 4))
    await at(day(0.5))
    return previews.length
  }
  expect(await looks(9)).toBe(4) // else a look would say that five practised
  expect(await looks(5)).toBe(0)
})

test('a quiet week is said to be one once a month at most, whether four practised or nobody', async () => {
  const { team, digests, at } = await openBot()
  for (const week of [0, 1, 2, 3, 4, 5]) {
    if (week === 2) await team.practise(team.actors.slice(0, 4), { at: day(7 * week - 2) })
    await at(day(7 * week))
    await at(day(7 * week + 3.5))
  }
  expect(digests.map(({ isQuiet, week }) => [isQuiet, week])).toEqual([
    [true, monday(0)],
    [true, monday(5)], // not the fourth: a month can have five Mondays
  ])
})

test('a team of three gets things to do and no numbers, whoever practised', async () => {
  const { team, digests, at } = await openBot(3)
  await team.practise(team.actors)
  await at(day(0.5))
  await at(day(3.5))
  expect(digests).toMatchObject([{ isQuiet: true }])
})

test('who takes themselves out after a look is in nothing that is told', async () => {
  const { team, deps, digests, at } = await openBot()
  await team.practise(team.actors.slice(0, 6))
  await at(day(0.5))
  expect(await store.leaveOut(team.who(team.actors[0] ?? ''), false, deps.now())).toEqual({ outcome: 'left-out' })
  await at(day(3.5))
  expect(digests).toMatchObject([{ teams: [{ practised: { count: 5 } }] }])
  expect(await store.leaveOut(team.who(team.actors[1] ?? ''), false, deps.now())).toEqual({ outcome: 'nothing' }) // it is told already
})

test('who no longer manages the team when it is due is told nothing', async () => {
  const { team, digests, at } = await openBot()
  await team.practise(team.actors.slice(0, 6))
  await at(day(0.5))
  const people = team.actors.map((actor) => ({ ...team.person(actor), manager: `${team.workspace}-next` }))
  await store.setTeams(team.workspace, 'csv', people, { now: day(1), dry: false })
  await at(day(3.5))
  expect(digests).toEqual([])
})

test('a manager can ask for the last digest again, and it says the same', async () => {
  const { team, deps, digests, at } = await openBot()
  expect(await lastDigest(deps, team.boss)).toBe('none-yet')
  expect(await lastDigest(deps, team.who(team.actors[0] ?? ''))).toBe('no-manager')
  await team.practise(team.actors.slice(0, 6))
  await at(day(0.5))
  await at(day(3.5))
  expect(await lastDigest(deps, team.boss)).toEqual(digests[0])
})

test('a digest that came to nothing for two days is dropped, with a line in the log', async () => {
  const { team, digests, logged, at } = await openBot()
  await team.practise(team.actors.slice(0, 6))
  await at(day(0.5))
  await at(day(5.5))
  expect(digests).toEqual([])
  expect(logged.join()).toContain('digests were dropped')
})
