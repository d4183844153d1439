import type { OpenView, State } from '../../src/playground/contract.ts'
import { openBot, temporaryFolder } from '../bot.ts'
import { openJudgeServer } from '../judge-server.ts'
import { ANA, buttonsOf, everybodyLeaves, JONAS, openPerson, rootOf, until } from '../person.ts'
import { serveDatabase } from '../served-database.ts'

const PRIYA = 'U08PRIYAN03'

const folder = temporaryFolder()
let database: Awaited<ReturnType<typeof serveDatabase>>
let judge: Awaited<ReturnType<typeof openJudgeServer>>
let bot: Awaited<ReturnType<typeof openBot>>
beforeAll(async () => {
  database = await serveDatabase()
  judge = await openJudgeServer()
  bot = await openBot({
    dataDir: folder.path,
    database: { at: 'supabase', url: database.url, key: 'sb_secret_test' },
    model: judge.model,
  })
}, 120_000)
afterAll(async () => {
  everybodyLeaves()
  await bot?.close()
  await judge?.close()
  await database?.close()
  folder.done()
}, 120_000)

type Person = Awaited<ReturnType<typeof openPerson>>
const words = (view: OpenView) => JSON.stringify(view.blocks)
const form = (person: Person, title: string, is: RegExp = /./) =>
  person.sees(`the form "${title}"`, ({ views }) => views.find((view) => view.title === title && is.test(words(view))))

const homeThat =
  (is: RegExp) =>
  ({ home }: State) =>
    home && is.test(words(home)) ? home : undefined

/** Presses a button of a form or of Home. */
function press(person: Person, view: OpenView, action: string) {
  const button = buttonsOf(view.blocks).find((one) => one.action === action)
  if (!button) throw new Error(`no ${action} in "${view.title}"`)
  const value = { value: button.value ?? null }
  return person.act({ do: 'click', where: { view: view.id }, blockId: button.block, actionId: action, value })
}

async function closeForms(person: Person): Promise<void> {
  const [view] = await person.sees('a form', ({ views }) => (views.length > 0 ? views : undefined))
  if (view) await person.act({ do: 'close', view: view.id })
}

/** Ana and Jonas are in a team that Priya manages. */
async function teamOfPriya(): Promise<void> {
  const people = [
    { actor: ANA, name: 'Ana Ribeiro', team: 'Launch team', position: '', manager: PRIYA },
    { actor: JONAS, name: 'Jonas Weber', team: 'Launch team', position: '', manager: PRIYA },
    { actor: PRIYA, name: 'Priya Nair', team: 'Leads', position: '', manager: '' },
  ]
  await database.query(`select set_teams('T08PLAYGRND', 'csv', $1, now(), false)`, [JSON.stringify(people)])
}

test('somebody new reads who sees what before the coach speaks, goes off the record, and no text is left', async () => {
  const jonas = await openPerson(bot.url, JONAS)
  await jonas.coach('communication')
  const card = await jonas.seesMessage(/^Before we begin: Communication Skills Coach/)
  expect(card.text).toMatch(
    /goes to the AI model that your company chose[\s\S]*180 days[\s\S]*Slack’s own tool[\s\S]*blanked/,
  )
  await jonas.say(card.channel, 'Canary Xylophon: a customer shouted at me on Monday.', rootOf(card))

  await jonas.press(card, 'manager_sees')
  expect(words(await form(jonas, 'What my manager sees'))).toMatch(/Nobody is set as your manager/)
  await closeForms(jonas)
  const ana = await openPerson(bot.url, ANA)
  expect(ana.everything().filter(({ text }) => /Before we begin/.test(text))).toEqual([])

  await jonas.press(card, 'consent_off_record')
  const opening = await jonas.seesMessage(
    /Off the record/,
    (one) => one.threadTs === card.ts && one.text.includes('10 minutes'),
  )
  expect(opening.text).toMatch(/Private[\s\S]*Off the record/)
  await jonas.seesMessage(/\?/, ({ threadTs, ts }) => threadTs === card.ts && ts > opening.ts) // what he wrote meanwhile is answered
  const settled = await jonas.seesMessage(
    /^Before we begin/,
    ({ blocks = [] }) => !JSON.stringify(blocks).includes('consent_start'),
  )
  expect(JSON.stringify(settled.blocks)).toMatch(/You started off the record[\s\S]*manager_sees/)
  await jonas.press(opening, 'session_end')
  const scorecard = await jonas.seesMessage(/blanked now/)
  expect(scorecard.text).not.toMatch(/Share/)
  const left = () =>
    database.query(
      `select 1 from coaching_sessions t where t::text like '%Xylophon%' union all select 1 from inbox t where t::text like '%Xylophon%'
       union all select 1 from scorecards t where t::text like '%Xylophon%' union all select 1 from sessions t where t::text like '%Xylophon%'`,
    )
  await until('no text is left', async () => (await left()).length === 0)
  expect(await database.query('select version from consents')).toEqual([{ version: 1 }])
}, 60_000)

test('a learner sees who is set as their manager, shares a scorecard, takes it back, and can object', async () => {
  await teamOfPriya()
  const ana = await openPerson(bot.url, ANA)
  const opening = await ana.starts('sales')
  await ana.talks(opening, 'They told us wrong shipments cost them about 40 hours a week.')
  await ana.talks(opening, 'On Thursday I will ask the operations director to bring the CFO to the next call.')
  await ana.press(opening, 'session_end')
  const closed = await ana.seesMessage(/^Your scorecard/)
  expect(closed.text).toMatch(/Private session/)
  expect(JSON.stringify(closed.blocks)).not.toMatch(/share_open/) // nobody shares what they have not seen
  await ana.press(closed, 'scorecard_show')
  const card = await ana.seesMessage(/^Your scorecard[\s\S]*Scored by judging-model/)
  expect(card.text).toMatch(/Private session/)

  await ana.press(card, 'share_open')
  const share = await form(ana, 'Share a scorecard')
  expect(words(share)).toMatch(/Priya Nair alone/)
  expect(await database.query('select 1 from shared_cards')).toEqual([])
  await ana.act({
    do: 'submit',
    view: share.id,
    values: { quotes: { quotes: { type: 'checkboxes', selected_options: [] } } },
  })
  const told = await ana.seesMessage(/You share this scorecard with Priya Nair/)
  expect(rootOf(told)).toBe(rootOf(opening))
  const kept = await database.query('select manager, levels::text as levels from shared_cards')
  expect(kept).toMatchObject([{ manager: PRIYA }])
  expect(kept[0]?.levels).not.toMatch(/40 hours/)
  await ana.press(told, 'share_take_back')
  await ana.seesMessage(/It is taken back/)
  expect(await database.query('select 1 from shared_cards')).toEqual([])

  await ana.act({ do: 'open-home' })
  const home = await ana.sees('Home', homeThat(/Your manager here.*Priya Nair/))
  await press(ana, home, 'manager_object')
  const objected = await ana.sees('Home anew', homeThat(/not your manager/))
  await ana.press(card, 'share_open')
  await ana.seesMessage(/nobody to share with/)
  await press(ana, objected, 'manager_object')
  await ana.coach('manager')
  const seen = await form(ana, 'What my manager sees', /Priya Nair/)
  expect(words(seen)).toMatch(/a team of 5 or fewer/)
  await press(ana, seen, 'manager_object')
  await press(ana, await form(ana, 'What my manager sees', /nothing that they are told/), 'manager_leave_out')
  const leftOut = await form(ana, 'What my manager sees', /You are left out always/)
  expect(await database.query('select 1 from left_out')).toHaveLength(1)
  await press(ana, leftOut, 'manager_leave_out')
  await form(ana, 'What my manager sees', /Leave me out always/)
  expect(await database.query('select 1 from left_out')).toEqual([])
  await closeForms(ana)
}, 60_000)

test('a manager suggests a session, the learner decides, and the manager hears nothing of it', async () => {
  const priya = await openPerson(bot.url, PRIYA)
  await priya.coach('digest')
  const none = await priya.seesMessage(/There is no digest yet/)
  await priya.press(none, 'suggest_open')
  const suggest = await form(priya, 'Suggest a session', /Jonas Weber/)
  const chosen = (value: string) => ({ type: 'static_select', selected_option: { value } })
  const values = { member: { member: chosen(JONAS) }, domain: { domain: chosen('onboarding_mentor') } }
  await priya.act({ do: 'submit', view: suggest.id, values })
  await form(priya, 'Suggest a session', /It is noted/)
  await closeForms(priya)
  const before = priya.everything().length

  const jonas = await openPerson(bot.url, JONAS)
  const card = await jonas.seesMessage(/Priya Nair suggests a session on Technical Onboarding Coach. You decide/)
  expect(card.text).toMatch(/told nothing of it/)
  await jonas.press(card, 'suggestion_decline')
  await jonas.seesMessage(/Nobody is told/)
  await jonas.press(card, 'suggestion_start')
  const opening = await jonas.seesMessage(/Assigned. Priya Nair suggested this session/)
  expect(opening.threadTs).toBe(card.ts)
  await jonas.coach('end')
  await jonas.seesMessage(/is closed/, (one) => one.threadTs === card.ts)
  expect(priya.everything()).toHaveLength(before)
}, 60_000)

test('a manager says when the digest comes, in the form that Slack sends back, and whether it comes at all, by a word', async () => {
  const settings = () => database.query('select day, hour, is_off from digest_settings where manager = $1', [PRIYA])
  const priya = await openPerson(bot.url, PRIYA)
  await priya.coach('digest settings')
  const view = await form(priya, 'Your digest')
  const option = (text: string, value: string) => ({ text: { type: 'plain_text', text, emoji: true }, value })
  const values = (off: ReturnType<typeof option>[]) => ({
    day: { day: { type: 'static_select', selected_option: option('Wednesday', '3') } },
    hour: { hour: { type: 'static_select', selected_option: option('2:00 PM', '14') } },
    off: { off: { type: 'checkboxes', selected_options: off } },
  })
  await priya.act({ do: 'submit', view: view.id, values: values([]) })
  expect(await settings()).toEqual([{ day: 3, hour: 14, is_off: false }])

  await priya.coach('digest off')
  await priya.seesMessage(/No digest comes to you any more/)
  expect(await settings()).toEqual([{ day: 3, hour: 14, is_off: true }])
  await priya.coach('digest on')
  await priya.seesMessage(/Your digest comes again/)
  expect(await settings()).toEqual([{ day: 3, hour: 14, is_off: false }])

  await priya.coach('digest settings')
  const again = await form(priya, 'Your digest', /"initial_option":\{"text":\{[^}]*"Wednesday"/)
  await priya.act({ do: 'submit', view: again.id, values: values([option('Send me no digest', '1')]) })
  expect(await settings()).toEqual([{ day: 3, hour: 14, is_off: true }])

  const jonas = await openPerson(bot.url, JONAS)
  await jonas.coach('digest off')
  await jonas.seesMessage(/You are not set as the manager of a team here/)
  expect(await settings()).toHaveLength(1)
}, 60_000)
