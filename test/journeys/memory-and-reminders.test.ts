import type { Message, OpenView, State } from '../../src/playground/contract.ts'
import { openBot, temporaryFolder } from '../bot.ts'
import { chosenSettings } from '../chosen-settings.ts'
import { openModelServer } from '../model-server.ts'
import { ANA, buttonsOf, everybodyLeaves, JONAS, LENA, openPerson, until } from '../person.ts'
import { serveDatabase } from '../served-database.ts'

const folder = temporaryFolder()
let database: Awaited<ReturnType<typeof serveDatabase>>
let bot: Awaited<ReturnType<typeof openBot>>
beforeAll(async () => {
  database = await serveDatabase()
  bot = await openBot({ dataDir: folder.path, database: { at: 'supabase', url: database.url, key: 'sb_secret_test' } })
}, 120_000)
afterAll(async () => {
  everybodyLeaves()
  await bot?.close()
  await database?.close()
  folder.done()
}, 120_000)

type Person = Awaited<ReturnType<typeof openPerson>>
const words = (view: OpenView) => JSON.stringify(view.blocks)
const form = (person: Person, title: string, is = /./) =>
  person.sees(`the form "${title}"`, ({ views }) => views.find((view) => view.title === title && is.test(words(view))))
const homeThat =
  (is: RegExp) =>
  ({ home }: State) =>
    home && is.test(words(home)) ? home : undefined
const typed = (value: string) => ({ type: 'plain_text_input', value })
const date = (selected_date: string) => ({ type: 'datepicker', selected_date })

function press(person: Person, view: OpenView, action: string) {
  const button = buttonsOf(view.blocks).find((one) => one.action === action)
  if (!button) throw new Error(`no ${action} in "${view.title}"`)
  const value = { value: button.value ?? null }
  return person.act({ do: 'click', where: { view: view.id }, blockId: button.block, actionId: action, value })
}

const GOAL = 'I want the operations team to trust our estimates again.'
const SITUATION = 'Wrong shipments cost Acme about 40 hours a week since March.'
const STEP = 'On Thursday I will ask the operations director to bring the CFO to the next call.'

/** Talks about it, ends, and sees the card that asks what may be remembered. */
async function talk(person: Person, domain: string, step = STEP): Promise<Message> {
  const before = new Set(person.everything().map(({ ts }) => ts))
  const opening = await person.starts(domain)
  await person.talks(opening, `${GOAL} ${SITUATION}`)
  await person.talks(opening, step)
  await person.press(opening, 'session_end')
  const card = await person.seesMessage(/What may I remember/, ({ ts }) => !before.has(ts))
  return shown(person, card, 'memory_show', /Your goal/)
}

/** What went out closed, opened by its button. */
async function shown(person: Person, closed: Message, action: string, is: RegExp): Promise<Message> {
  expect(JSON.stringify(closed)).not.toMatch(/operations|shipments|Thursday/)
  await person.press(closed, action)
  return now(person, closed, is)
}

/** The message as it is now. */
const now = (person: Person, { ts }: Message, is: RegExp) => person.seesMessage(is, (one) => one.ts === ts)
const remembered = () => database.query('select kind, says, state, due_on::text as due from memories order by kind')

/** Moves the clock of everything by so many days, to an hour at which Ana may be asked. */
let days = 0
async function passDays(person: Person, count: number): Promise<void> {
  days += count
  const to = new Date(Date.now() + days * 86_400_000)
  await person.act({ do: 'move-clock', to: new Date(to.setUTCHours(13, 0, 0, 0)).toISOString() })
}

/** A reminder besides those, opened. */
async function asked(person: Person, before: Message[]): Promise<Message> {
  const closed = await person.seesMessage(/^How did it go/, ({ ts }) => before.every((one) => one.ts !== ts))
  return shown(person, closed, 'reminder_show', /You meant to do this/)
}

test('what a learner confirms is remembered, opens the next session, and is asked about on its day', async () => {
  const ana = await openPerson(bot.url, ANA)
  const card = await talk(ana, 'sales')
  expect(card.text).toMatch(/Your goal: “I want the operations team/)
  expect(card.text).toMatch(/Your situation: “Wrong shipments/)
  expect(card.text).toMatch(/What you mean to do: “On Thursday I will ask[\s\S]*On Thursday /)
  expect(await remembered()).toEqual([]) // nothing before a press

  await ana.press(card, 'memory_edit')
  const edit = await form(ana, 'What I remember')
  const due = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
  const values = {
    goal: { goal: typed('Estimates that operations trusts') },
    situation: { situation: typed('') },
    commitment: { commitment: typed(STEP) },
    day: { day: date('2020-01-01') },
  }
  await expect(ana.act({ do: 'submit', view: edit.id, values })).rejects.toThrow('still to come')
  await ana.act({ do: 'submit', view: edit.id, values: { ...values, day: { day: date(due) } } })
  await now(ana, card, /^Remembered[\s\S]*Estimates that operations trusts/)
  expect(await remembered()).toEqual([
    { kind: 'commitment', says: STEP, state: 'open', due },
    { kind: 'goal', says: 'Estimates that operations trusts', state: 'open', due: null },
  ])
  const [left] = await database.query(`select count(*)::int as n from inbox where about ? 'lines'`)
  expect(left).toEqual({ n: 0 })

  const closed = await ana.starts('communication')
  expect(closed.text).toMatch(/Since last time\nThere is something that you mean to do\./)
  expect(JSON.stringify(closed)).not.toContain('Thursday')
  await ana.press(closed, 'reminder_show')
  const second = await ana.sees('what she means to do', () =>
    ana
      .everything()
      .find(
        (one) => one.ts === closed.ts && /On Thursday I will ask.*How is it going/.test(JSON.stringify(one.blocks)),
      ),
  )
  await ana.press(second, 'reminder_move')
  const sooner = await form(ana, 'Move it')
  await ana.act({ do: 'submit', view: sooner.id, values: { day: { day: date(due) } } })
  await ana.seesMessage(/^Moved: “On Thursday I will ask[\s\S]*I ask again/, ({ ephemeral }) => ephemeral === true)
  await ana.press(second, 'reminder_not_yet')
  const answered = await ana.sees('the answer in place of the question', () =>
    ana.everything().find((one) => one.ts === second.ts && !JSON.stringify(one.blocks).includes('How is it going')),
  )
  expect(JSON.stringify(answered.blocks)).toMatch(/Not yet[^"]*On Thursday I will ask[^"]*I ask again/)
  expect(buttonsOf(answered.blocks ?? []).map(({ action }) => action)).toEqual([
    'wish_practise',
    'wish_hint',
    'session_score',
    'session_end',
  ])
  await ana.press(second, 'session_end')

  await passDays(ana, 4)
  expect(ana.everything().filter(({ text }) => /^How did it go/.test(text))).toEqual([])
  await passDays(ana, 2)
  const reminder = await asked(ana, [])
  await ana.press(reminder, 'reminder_not_yet')
  await now(ana, reminder, /Not yet[\s\S]*I ask again/)
  await passDays(ana, 4)
  const again = await asked(ana, [reminder])
  await ana.press(again, 'reminder_move')
  const move = await form(ana, 'Move it')
  const later = new Date(Date.now() + (days + 8) * 86_400_000).toISOString().slice(0, 10)
  await ana.act({ do: 'submit', view: move.id, values: { day: { day: date(later) } } })
  await now(ana, again, /Moved[\s\S]*I ask again/)
  await passDays(ana, 9)
  const third = await asked(ana, [reminder, again])
  await ana.press(third, 'reminder_done')
  await now(ana, third, /^Done/)
  expect(await remembered()).toMatchObject([{ kind: 'commitment', state: 'done' }, { kind: 'goal' }])

  await ana.act({ do: 'open-home' })
  const home = await ana.sees('Home', homeThat(/Estimates that operations trusts/))
  await press(ana, home, 'memory_line_edit')
  const line = await form(ana, 'What I remember')
  const kind = words(line).includes('"block_id":"goal"') ? 'goal' : 'commitment'
  await ana.act({ do: 'submit', view: line.id, values: { [kind]: { [kind]: typed('Said in other words') } } })
  const edited = await ana.sees('Home anew', homeThat(/Said in other words/))
  await press(ana, edited, 'memory_line_forget')
  await ana.sees('Home without it', homeThat(/^(?!.*Said in other words)/))
  expect(await remembered()).toHaveLength(1)
}, 120_000)

test('a commitment can be let go, and with memory off nothing is proposed', async () => {
  const jonas = await openPerson(bot.url, JONAS)
  const card = await talk(jonas, 'sales')
  await jonas.press(card, 'memory_keep')
  await now(jonas, card, /^Remembered/)
  await passDays(jonas, 14)
  const reminder = await asked(jonas, [])
  await jonas.press(reminder, 'reminder_let_go')
  await now(jonas, reminder, /^Let go/)

  await jonas.coach('reminders')
  const settings = await form(jonas, 'Settings')
  await jonas.act({ do: 'submit', view: settings.id, values: chosenSettings({ kinds: [] }) })
  await until(
    'it is saved',
    async () => (await database.query(`select 1 from memory_settings where kinds = '{}'`)).length === 1,
  )
  const opening = await jonas.starts('sales')
  expect(opening.text).not.toMatch(/Since last time/)
  await jonas.talks(opening, `${GOAL} ${STEP}`)
  await jonas.press(opening, 'session_end')
  await jonas.seesMessage(/^Your scorecard/, ({ ts }) => ts > opening.ts)
  expect(await database.query(`select 1 from inbox where kind = 'memory' and about ? 'lines'`)).toEqual([])
}, 120_000)

test('reminders that stopped by themselves come again when their learner ticks them, and not because they save something else', async () => {
  const lena = await openPerson(bot.url, LENA)
  const stopped = () =>
    database.query(
      `select c.reminds, c.unanswered from memory_settings c join learners l on l.id = c.learner_id where l.slack_user_id = $1`,
      [LENA],
    )
  const open = async () => {
    await lena.coach('erinnerungen')
    return form(lena, 'Einstellungen')
  }
  await lena.act({ do: 'submit', view: (await open()).id, values: chosenSettings() })
  await database.query(
    `update memory_settings set unanswered = 3 where learner_id = (select id from learners where slack_user_id = $1)`,
    [LENA],
  )
  const settings = await open()
  expect(words(settings)).toMatch(/Drei Erinnerungen blieben ohne Antwort[^"]*Setz hier das Häkchen/)
  expect(words(settings)).not.toMatch(/"initial_options":\[\{[^[]*"ask"\}\]/) // off, as it is for them
  await lena.act({ do: 'submit', view: settings.id, values: chosenSettings({ streak: true, reminds: false }) })
  expect(await stopped()).toMatchObject([{ reminds: false }])
  await lena.act({ do: 'submit', view: (await open()).id, values: chosenSettings({ streak: true }) })
  expect(await stopped()).toEqual([{ reminds: true, unanswered: 0 }])
})

test('a model is told what the learner confirmed, and never what was only proposed, declined or said where others read along', async () => {
  const model = await openModelServer({ fill: () => ({ judgements: [], worked_out: [], next_steps: [] }) })
  const other = temporaryFolder()
  const server = { apiKey: 'sk', baseUrl: model.baseUrl, coach: 'm', judge: 'm', extraBody: {} }
  const asking = await openBot({ dataDir: other.path, model: { at: 'server', ...server } })
  try {
    const ana = await openPerson(asking.url, ANA)
    const told = async (where?: string) => {
      const opening = await ana.starts('communication', where)
      const before = model.requests.length
      await ana.talks(opening, 'There is something new today.')
      const prompts = model.requests.slice(before).map(({ body }) => JSON.stringify(body))
      await ana.coach('end')
      await ana.seesMessage(/Communication Skills Coach is closed|^Your scorecard: Comm/, ({ ts }) => ts > opening.ts)
      return prompts.filter((prompt) => prompt.includes('operations')).length
    }
    const card = await talk(ana, 'sales')
    expect(await told()).toBe(0) // proposed
    await ana.press(card, 'memory_decline')
    await now(ana, card, /^Nothing is remembered/)
    expect(await told()).toBe(0) // declined
    await ana.press(await talk(ana, 'sales'), 'memory_keep')
    await ana.seesMessage(/^Remembered/)
    expect(await told()).toBeGreaterThan(0)
    expect(await told('general')).toBeGreaterThan(0) // typed there, but it opens in private
    await ana.coach('here communication')
    const shared = await ana.seesMessage(/about 10 minutes/, ({ channel }) => !channel.startsWith('D'))
    expect(shared.text).not.toMatch(/operations/)
    const before = model.requests.length
    await ana.talks(shared, 'There is something new today.')
    expect(model.requests.slice(before).filter(({ body }) => JSON.stringify(body).includes('operations'))).toEqual([])
  } finally {
    everybodyLeaves()
    await asking.close()
    await model.close()
    other.done()
  }
}, 120_000)
