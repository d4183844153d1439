import { MEMORY_KINDS } from '../../src/coaching/memory.ts'
import type { Store } from '../../src/store/store.ts'
import { openStore } from '../../src/store/supabase.ts'
import { openTestDatabase } from '../database.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let store: Store
beforeAll(async () => {
  database = await openTestDatabase()
  store = openStore({ url: 'http://embedded', key: 'x', instance: 'one', fetch: database.fetch })
}, 60_000)
afterAll(() => database.close())

const who = (n: number) => ({ workspace: 'T1', actor: `U${n}`, name: `Learner ${n}` })
const boss = { workspace: 'T1', actor: 'UBOSS', name: 'Priya' }
const now = new Date('2026-11-20T10:00:00Z')

/** A closed session of that learner with one round and a scorecard; returns its id. */
async function session(
  n: number,
  more: { offRecord?: boolean; seen?: boolean; score?: number; at?: string } = {},
): Promise<string> {
  const { offRecord = false, seen = true, score = 6, at = '2026-11-10T10:00:00Z' } = more
  await database.query(`insert into workspaces (id) values ('T1') on conflict do nothing`)
  const [row] = await database.query(
    `with l as (insert into learners (workspace_id, slack_user_id, name) values ('T1', $1, 'Name')
                on conflict (workspace_id, slack_user_id) do update set name = excluded.name returning id)
     insert into sessions (workspace_id, learner_id, domain_id, persona_version, rubric_version, prompt_version, event_id, off_record, closed_at, closed_because)
     select 'T1', l.id, 'communication_coach', 1, 1, 1, gen_random_uuid()::text, $2, $3, 'learner' from l returning id, learner_id`,
    [who(n).actor, offRecord, at],
  )
  await database.query(
    `insert into coaching_sessions (workspace_id, learner_id, domain_id, learner_message, coach_response, session_id, round_number)
     values ('T1', $1, 'communication_coach', 'Canary words', 'Answer', $2, 1)`,
    [row?.learner_id, row?.id],
  )
  await database.query(
    `insert into scorecards (workspace_id, session_id, rubric_version, persona_version, prompt_version, judge_model, samples, overall, marks, closing, created_at, own_score, opened_at)
     values ('T1', $1, 1, 1, 1, 'j', 1, $2, $3, '{"workedOut": "Canary", "nextSteps": []}', $4, 7, $5)`,
    [
      row?.id,
      score,
      JSON.stringify([
        { dimension: 'clarity', label: 'Clarity', score, quotes: [{ text: 'Canary' }], observation: 'Canary' },
      ]),
      at,
      seen ? at : null,
    ],
  )
  return String(row?.id)
}

test('a learner’s sessions come oldest first, without those off the record, and a closed scorecard tells no score', async () => {
  await session(1, { at: '2026-11-12T10:00:00Z', score: 7 })
  await session(1, { at: '2026-11-10T10:00:00Z', score: 5 })
  await session(1, { at: '2026-11-15T10:00:00Z', offRecord: true })
  await session(1, { at: '2026-11-18T23:30:00Z', seen: false, score: 9 })
  await database.query(`update learners set time_zone = 'Europe/Berlin' where slack_user_id = 'U1'`)
  const { sessions, today, showsStreak } = await store.myProgress(who(1), 200, now)
  expect(sessions.map(({ day, overall, own, marks }) => [day, overall, own, marks.map(({ score }) => score)])).toEqual([
    ['2026-11-10', 5, 7, [5]],
    ['2026-11-12', 7, 7, [7]],
    ['2026-11-19', null, 7, []], // where the learner is
  ])
  expect([today, showsStreak]).toEqual(['2026-11-20', false])
  expect(JSON.stringify(sessions)).not.toContain('Canary')
  expect((await store.myProgress(who(1), 2, now)).sessions.map(({ day }) => day)).toEqual(['2026-11-12', '2026-11-19'])
  expect(await store.myLastCard(who(1))).toMatchObject({ isOpen: false, overall: null })
})

test('each score says who gave it, also where it was read again by somebody else', async () => {
  const id = await session(8)
  await database.query(`update dimension_levels set judge = 'other' where session_id = $1`, [id])
  const { sessions } = await store.myProgress(who(8), 200, now)
  expect(sessions).toMatchObject([{ judge: 'j', marks: [{ dimension: 'clarity', judge: 'other' }] }])
})

test('nobody reads another’s progress, card or settings, and a manager least of all', async () => {
  await store.setTeams('T1', 'csv', [{ actor: 'U1', name: 'Ana', team: 'Sales', position: '', manager: boss.actor }], {
    now,
    dry: false,
  })
  for (const other of [boss, who(2), { ...who(1), workspace: 'T2' }]) {
    expect((await store.myProgress(other, 200, now)).sessions).toEqual([])
    expect(await store.myLastCard(other)).toBeNull()
    expect(await store.mySettings(other)).toEqual({ showsStreak: false, language: null, discreet: false })
  }
})

const asBefore = { kinds: [...MEMORY_KINDS], reminds: true, fromHour: 9, untilHour: 17 }

test('weeks in a row are off until the learner wants them, also for somebody who never practised', async () => {
  await store.saveSettings(who(9), { ...asBefore, showsStreak: true, language: 'de', discreet: true })
  expect(await store.mySettings(who(9))).toEqual({ showsStreak: true, language: 'de', discreet: true })
  expect(await store.myProgress(who(9), 200, now)).toMatchObject({ showsStreak: true, sessions: [] })
  expect(await store.mySettings(who(1))).toEqual({ showsStreak: false, language: null, discreet: false })
})

test('a language that was chosen is told with what Slack says of the person, is theirs alone, and goes with them', async () => {
  const person = { workspace: 'T1', actor: 'ULENA' }
  expect(await store.myLanguage(person)).toBeNull()
  await store.saveSettings(
    { ...person, name: 'Lena' },
    { ...asBefore, showsStreak: false, language: 'de', discreet: false },
  )
  await store.knowLearner(person, { name: 'Lena', timeZone: 'Europe/Vienna', locale: 'en-US' })
  expect(await store.myLanguage(person)).toEqual({ language: 'de', locale: 'en-US', timeZone: 'Europe/Vienna' })
  expect(await store.myLanguage({ ...person, workspace: 'T2' })).toBeNull()
  const [exported] = await database.query(`select private.gather_person('T1', 'ULENA') as all`)
  expect(exported?.all).toMatchObject({ learners: [{ language: 'de' }] })
  await store.erasePerson(person, 'learner')
  expect(await store.myLanguage(person)).toBeNull()
})

test('of thumbs the last press stands, the same again takes it back, and a late or doubled delivery changes nothing', async () => {
  const sessionId = await session(3)
  const press = (verdict: 'up' | 'down', at: string) => store.giveFeedback(who(3), { sessionId, round: 1, verdict, at })
  const kept = async () =>
    (await database.query(`select verdict from feedback where session_id = $1`, [sessionId]))[0]?.verdict
  expect(await press('up', '100.000001')).toEqual({ outcome: 'kept' })
  expect(await press('up', '100.000001')).toEqual({ outcome: 'kept' })
  expect(await press('down', '100.000003')).toEqual({ outcome: 'kept' })
  await press('up', '100.000002')
  expect(await kept()).toBe('down')
  expect(await press('down', '100.000004')).toEqual({ outcome: 'taken-back' })
  expect(await kept()).toBeNull()
  expect(await press('up', '100.000005')).toEqual({ outcome: 'kept' })
})

test('only the learner says something of their own rounds, and nothing of what is off the record', async () => {
  const sessionId = await session(4)
  const about = { sessionId, round: 1, verdict: 'up' as const, at: '1.0' }
  for (const other of [boss, who(3), { ...who(4), workspace: 'T2' }])
    expect(await store.giveFeedback(other, about)).toEqual({ outcome: 'none' })
  expect(await store.giveFeedback(who(4), { ...about, round: 2 })).toEqual({ outcome: 'none' })
  expect(await store.giveFeedback(who(4), { ...about, verdict: 'yes' })).toEqual({ outcome: 'none' })
  expect(await store.giveFeedback(who(4), { ...about, round: 0 })).toEqual({ outcome: 'none' })
  const secret = await session(4, { offRecord: true })
  expect(await store.giveFeedback(who(4), { ...about, sessionId: secret })).toEqual({ outcome: 'off-record' })
  expect(await database.query(`select 1 from feedback where session_id in ($1, $2)`, [sessionId, secret])).toEqual([])
})

test('counts are told from five learners on, by coach and version', async () => {
  await database.query('delete from feedback')
  for (const n of [11, 12, 13, 14]) {
    const sessionId = await session(n)
    await store.giveFeedback(who(n), { sessionId, round: 1, verdict: 'up', at: '1.0' })
    await store.giveFeedback(who(n), { sessionId, round: 0, verdict: 'partly', at: '1.0' })
  }
  expect(await store.feedbackCounts()).toEqual([{ domain: 'communication_coach', personaVersion: 1, counts: null }])
  await store.giveFeedback(who(15), { sessionId: await session(15), round: 1, verdict: 'down', at: '1.0' })
  expect(await store.feedbackCounts()).toEqual([
    {
      domain: 'communication_coach',
      personaVersion: 1,
      counts: { learners: 5, up: 4, down: 1, yes: 0, partly: 4, no: 0 },
    },
  ])
})

test('what a learner thinks of the coach is exported with them and erased with them', async () => {
  const sessionId = await session(5)
  await store.giveFeedback(who(5), { sessionId, round: 0, verdict: 'no', at: '1.0' })
  expect((await store.exportPerson(who(5))).feedback).toMatchObject([{ verdict: 'no', round_number: 0 }])
  await store.erasePerson(who(5), 'learner')
  expect(await database.query(`select 1 from feedback where session_id = $1`, [sessionId])).toEqual([])
})
