import { randomUUID } from 'node:crypto'
import { ANA, buttonsOf, everybodyLeaves, JONAS, openPerson } from '../person.ts'
import { openJoinedBot } from './joined-bot.ts'
import { bytesOf, sendRaw, signed } from './raw-request.ts'

const PRIYA = 'U08PRIYAN03'
const WORDS = 'wrong shipments cost them about 40 hours a week'
const SLACK_WAITS_MS = 3_000

let bot: Awaited<ReturnType<typeof openJoinedBot>>
let ana: Awaited<ReturnType<typeof openPerson>>
let ids: { closed: string; open: string; learner: string; direct: string }
beforeAll(async () => {
  bot = await openJoinedBot('http')
  const people = [{ actor: ANA, name: 'Ana', team: 'Launch team', position: '', manager: PRIYA }]
  await bot.query(`select set_teams($1, 'csv', $2, now(), false)`, [bot.playground.workspaceId, JSON.stringify(people)])
  ana = await openPerson(bot.playground.url, ANA)
  const opening = await ana.starts('sales')
  await ana.talks(opening, `They told us ${WORDS}.`)
  await ana.talks(opening, 'On Thursday I will ask the operations director to bring the CFO to the next call.')
  await ana.press(opening, 'session_end')
  await ana.press(await ana.seesMessage(/^Your scorecard/), 'scorecard_show')
  await ana.seesMessage(/^Your scorecard[\s\S]*By wording/)
  await bot.atRest()
  const mark = {
    dimension: 'process_adherence',
    label: 'Working the process',
    score: 6,
    because: 'scored',
    quotes: [],
    observation: '',
    nextStep: '',
    uncertain: false,
  }
  await bot.query('update scorecards set overall = 6, marks = $1', [JSON.stringify([mark])]) // the script gives no scores, and only scores are shared
  await bot.query(
    `select share_card(s.workspace_id, $1, s.id, $2, false, now()) from sessions s where closed_at is not null`,
    [ANA, PRIYA],
  )
  expect(await bot.query('select manager from shared_cards')).toEqual([{ manager: PRIYA }])
  await ana.starts('architecture')
  await bot.atRest()
  const [row] = await bot.query(
    `select l.id as learner, (select id from sessions where closed_at is null) as open, (select id from sessions where closed_at is not null) as closed
       from learners l where slack_user_id = $1`,
    [ANA],
  )
  ids = { closed: `${row?.closed}`, open: `${row?.open}`, learner: `${row?.learner}`, direct: opening.channel }
}, 120_000)
afterAll(() => {
  everybodyLeaves()
  return bot.close()
}, 120_000)

/** All that is kept of Ana, but what is on its way. */
async function keptOfAna(): Promise<unknown[]> {
  const tables = ['sessions', 'coaching_sessions', 'scorecards', 'shared_cards', 'disputes', 'suggestions', 'left_out']
  const mine = `${ids.learner}|${ids.open}|${ids.closed}`
  const rows = tables.map((table) =>
    bot.query(`select t::text as row from ${table} t where t::text ~ $1 order by 1`, [mine]),
  )
  return Promise.all([
    ...rows,
    bot.query('select manager from manager_objections'),
    bot.query('select version from consents'),
  ])
}

let counter = 0
/** What Slack sends, and signs, when this person pressed that, or sent that form. */
async function slackSends(by: string, payload: object): Promise<string> {
  const common = { user: { id: by, team_id: bot.playground.workspaceId, name: by }, trigger_id: `${++counter}.1` }
  const team = { id: bot.playground.workspaceId }
  const body = new URLSearchParams({ payload: JSON.stringify({ ...common, team, ...payload }) }).toString()
  const [, ...rest] = signed(bot.playground.signingSecret, body)
  const since = performance.now()
  const { status, body: answer } = await sendRaw(
    bot.url,
    bytesOf({ headers: [['content-type', 'application/x-www-form-urlencoded'], ...rest], body }),
  )
  expect(status).toBe(200)
  expect(performance.now() - since).toBeLessThan(SLACK_WAITS_MS)
  return answer
}
const press = (by: string, action: string, value: string) =>
  slackSends(by, {
    type: 'block_actions',
    actions: [{ type: 'button', block_id: 'b', action_id: action, action_ts: `${counter}.2`, value }],
  })

const chosen = (value: string) => ({ selected_option: { value } })
const STATE = {
  values: {
    quotes: { quotes: { selected_options: [{ value: '1' }] } },
    missed: { missed: { value: 'Because I say so.' } },
    member: { member: chosen(ANA) },
    domain: { domain: chosen('sales_workflow_coach') },
    mind: { mind: { value: null } },
  },
}
const submit = (by: string, form: string, metadata: string) =>
  slackSends(by, {
    type: 'view_submission',
    view: { id: `V${++counter}`, callback_id: form, private_metadata: metadata, state: STATE },
  })

const BUTTONS: [string, (session: string) => string][] = [
  ['session_end', (id) => id],
  ['session_score', (id) => id],
  ['session_retry', (id) => id],
  ['consent_start', (id) => id],
  ['consent_off_record', (id) => id],
  ['scorecard_show', (id) => id],
  ['scorecard_rate', (id) => `${id} 10`],
  ['scorecard_dispute', (sessionId) => JSON.stringify({ sessionId, dimension: 'discovery' })],
  ['share_open', (id) => id],
  ['share_take_back', (id) => id],
  ['suggestion_start', (id) => id],
  ['preview_leave_out', (id) => id],
]

test.each([
  ['somebody else', JONAS],
  ['their manager', PRIYA],
])(
  'no button and no form acts on a learner’s sessions for %s, whatever it names',
  async (_, by) => {
    const [before, seen] = [await keptOfAna(), ana.everything()]
    for (const session of [ids.open, ids.closed]) {
      for (const [action, value] of BUTTONS) await press(by, action, value(session))
      await submit(by, 'share_modal', JSON.stringify({ sessionId: session, manager: by }))
      await submit(by, 'dispute_modal', JSON.stringify({ sessionId: session, dimension: 'discovery' }))
    }
    if (by !== PRIYA) await submit(by, 'suggest_modal', '')
    await submit(by, 'start_modal', ids.direct) // into Ana's direct message
    await bot.atRest()
    expect(await keptOfAna()).toEqual(before)
    expect(ana.everything()).toEqual(seen)
    expect(JSON.stringify((await openPerson(bot.playground.url, by)).everything())).not.toContain(WORDS)
  },
  60_000,
)

test('values and forms that hold nonsense are answered in time, and change nothing', async () => {
  const before = await keptOfAna()
  const nonsense = ['', 'x', '{}', 'null', '[[', '{"__proto__":{"polluted":1}}', '\u0000', `' or true --`, randomUUID()]
  const all = ['session_continue', 'session_replace', 'start_pick', 'digest_coach', 'suggest_open', 'manager_object']
  for (const value of [...nonsense, '9'.repeat(2_000)]) {
    await Promise.all([...BUTTONS.map(([action]) => action), ...all].map((action) => press(JONAS, action, value)))
    const forms = ['share_modal', 'dispute_modal', 'start_modal', 'suggest_modal', 'digest_settings', 'no_such_form']
    await Promise.all(forms.map((form) => submit(JONAS, form, value)))
  }
  expect(await keptOfAna()).toEqual(before)
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  expect(await (await fetch(`${bot.url}/healthz`)).json()).toMatchObject({ ready: true })
}, 120_000)

test.each([
  ['session_end', 'x'], // no id
  ['scorecard_show', '\u0000'],
  ['scorecard_rate', 'x'], // not of the form
  ['scorecard_dispute', '[['], // no JSON
  ['session_replace', 'null'],
])(
  'who presses %s with nonsense reads that it cannot be read, and not that the database is away',
  async (action, value) => {
    const jonas = await openPerson(bot.playground.url, JONAS)
    const before = new Set(jonas.everything().map(({ ts }) => ts))
    await press(JONAS, action, value)
    const said = await jonas.seesMessage(/./, ({ ts }) => !before.has(ts))
    expect(said.text).toBe(
      'I cannot read what was sent there, so nothing was changed. Please start again from App Home.',
    )
  },
  60_000,
)

test('a form with nonsense says so too, and where the database is away that is said', async () => {
  expect(await submit(JONAS, 'share_modal', '[[')).toMatch(/I cannot read what was sent there/)
  bot.faults.databaseAway = 'all'
  const metadata = JSON.stringify({ sessionId: ids.closed, manager: PRIYA })
  expect(await submit(JONAS, 'share_modal', metadata)).toMatch(/I cannot reach my memory/)
  bot.faults.databaseAway = undefined
})

test('what fails on Home is said over it, where the person looks', async () => {
  const jonas = await openPerson(bot.playground.url, JONAS)
  await jonas.act({ do: 'open-home' })
  const home = await jonas.sees('Home', (state) => state.home ?? undefined)
  const [button] = buttonsOf(home.blocks).filter(({ action }) => action === 'settings_open')
  bot.faults.databaseAway = 'all'
  const where = { view: home.id }
  await jonas.act({ do: 'click', where, blockId: button?.block ?? '', actionId: 'settings_open' })
  await jonas.sees('why not', ({ views }) =>
    views.find((view) => /I cannot reach my memory/.test(JSON.stringify(view))),
  )
  bot.faults.databaseAway = undefined
})
