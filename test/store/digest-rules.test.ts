import type { Store } from '../../src/store/store.ts'
import { openStore } from '../../src/store/supabase.ts'
import { openTestDatabase, type TestDatabase } from '../database.ts'
import { day, monday, openTeam } from './team.ts'

let database: TestDatabase
let store: Store
beforeAll(async () => {
  database = await openTestDatabase()
  store = openStore({ url: 'http://embedded', key: 'x', instance: 'one', fetch: database.fetch })
}, 60_000)
afterAll(() => database.close())
const teamOf = (size: number) => openTeam(store, database.query, size)

test('a team under another name and another manager is compared with what was told of its people before', async () => {
  const team = await teamOf(12)
  await team.practise(team.actors.slice(0, 6))
  expect((await team.tell(0))?.outcome).toBe('tell')
  const next = { workspace: team.workspace, actor: `${team.workspace}-next` }
  const people = team.actors.map((actor) => ({ ...team.person(actor, 'Growth'), manager: next.actor }))
  await store.setTeams(team.workspace, 'csv', people, { now: day(3.6), dry: false })
  await team.practise(team.actors.slice(0, 7), { at: day(5) })
  await store.planDigests(day(7), 48)
  expect(await store.tellWeek(next, monday(1), day(10))).toMatchObject({ outcome: 'nothing' })
})

test('who manages a team of their own is nobody among whom others could hide', async () => {
  const team = await teamOf(7)
  const leads = team.actors.slice(5)
  for (const [at, lead] of leads.entries()) {
    const own = { ...team.person(`${team.workspace}-of-${at}`, `Other ${at}`), manager: lead }
    await store.setTeams(team.workspace, 'csv', [own], { now: day(-20), dry: false })
  }
  await team.practise(team.actors.slice(0, 5)) // everybody who could
  expect((await team.tell())?.teams[0]).toMatchObject({ size: 7, practised: { atLeast: 5 } })
})

test('who objects to the manager after the look at it is in nothing that is told', async () => {
  const team = await teamOf(9)
  await team.practise(team.actors.slice(0, 6))
  await store.planDigests(day(0), 48)
  await store.objectToManager(team.who(team.actors[0] ?? ''), true, day(1))
  expect(await store.tellWeek(team.boss, monday(0), day(3))).toMatchObject({ outcome: 'nothing' })
  expect(await team.hidden(0)).toEqual({ practised: 'withdrawn', domain: 'withdrawn', dimension: 'withdrawn' })
})

test('a minimum that is raised after the week was closed counts for it', async () => {
  const team = await teamOf(9)
  await team.practise(team.actors.slice(0, 6))
  await store.planDigests(day(0), 48)
  await store.setDigestMinimum(team.workspace, 7, day(1))
  const told = await store.tellWeek(team.boss, monday(0), day(3))
  expect(told).toMatchObject({ outcome: 'nothing', teams: [{ minimum: 7 }] })
})

test('a domain in which all but one of those who practised did so is not told', async () => {
  const team = await teamOf(12)
  await team.practise(team.actors.slice(0, 7))
  await team.practise(team.actors.slice(1, 8), { domain: 'communication_coach' })
  expect((await team.tell())?.teams[0]).toMatchObject({ practised: { count: 8 }, domains: [] })
})

test('a week is closed at the second of two midnights, so that no practice falls between two weeks', async () => {
  const team = await teamOf(9)
  await database.query('update learners set time_zone = $2 where slack_user_id = $1', [team.manager, 'Asia/Amman'])
  const closed = async (at: string) => {
    await store.planDigests(new Date(at), 48)
    return (await database.query('select 1 from team_weeks where workspace_id = $1', [team.workspace])).length
  }
  await closed('2014-10-23T12:00:00Z')
  const before = await closed('2014-10-30T20:59:00Z')
  expect(await closed('2014-10-30T21:30:00Z')).toBe(before) // Friday, 00:30, and at one o'clock it is midnight again
  expect(await closed('2014-10-30T22:00:00Z')).toBe(before + 1)
})

test('a session’s levels are those of its latest judgement, and hold no quote', async () => {
  const team = await teamOf(1)
  await team.practise(team.actors)
  const [session] = await database.query('select id from sessions where workspace_id = $1', [team.workspace])
  const judged = (marks: unknown) =>
    database.query('update coaching_sessions set marks = $2::jsonb, judge_model = $3 where session_id = $1::text', [
      session?.id,
      JSON.stringify(marks),
      'judge',
    ])
  const levels = () =>
    database.query('select dimension, score, judge from dimension_levels where session_id = $1 order by 1', [
      session?.id,
    ])
  await database.query('delete from dimension_levels where session_id = $1', [session?.id])
  const mark = (dimension: string, score: number | null) => ({
    dimension,
    label: 'Label',
    score,
    evidence: [{ quote: 'Canary Xylophon' }],
  })
  await judged([mark('asking', 4), mark('listening', 6), mark('closing', null)])
  expect(await levels()).toEqual([
    { dimension: 'asking', score: 4, judge: 'judge' },
    { dimension: 'listening', score: 6, judge: 'judge' },
  ])
  await judged([mark('asking', 8)])
  expect(await levels()).toMatchObject([
    { dimension: 'asking', score: 8 },
    { dimension: 'listening', score: 6 },
  ])
  expect(JSON.stringify(await database.query('select * from dimension_levels'))).not.toContain('Canary')
  await judged(null)
  expect(await levels()).toEqual([]) // a judgement that is taken back is gone
  await database.query('update sessions set off_record = true where id = $1', [session?.id])
  await judged([mark('asking', 8)])
  expect(await levels()).toEqual([]) // off the record nothing is kept
})
