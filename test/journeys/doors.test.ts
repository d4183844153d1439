import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenView } from '../../src/playground/contract.ts'
import { openBot, temporaryFolder } from '../bot.ts'
import { ANA, buttonsOf, everybodyLeaves, JONAS, openPerson, rootOf } from '../person.ts'
import { serveDatabase } from '../served-database.ts'

const PRIYA = 'U08PRIYAN03'

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
const domain = { domain: { type: 'radio_buttons', selected_option: { value: 'communication_coach' } } }
const openSessions = async (actor: string) =>
  (
    await database.query(
      `select d.name from sessions s join learners l on l.id = s.learner_id join coaching_domains d on d.id = s.domain_id
        where l.slack_user_id = $1 and s.closed_at is null`,
      [actor],
    )
  ).map(({ name }) => name)

async function ends(person: Person): Promise<void> {
  await person.say(await person.direct(), 'end')
  await person.seesMessage(/^Your scorecard|is closed/)
}

test('from a message: it becomes the case, as a quote, and no word of it is anybody’s proof', async () => {
  const jonas = await openPerson(bot.url, JONAS)
  const ana = await openPerson(bot.url, ANA)
  const channel = await jonas.channel('general')
  const before = 'The secret before it: the merger is off.'
  await jonas.say(channel, before)
  const text = 'I asked the buyer who signs, and on Friday I will write to her. <!channel> *now*'
  const { ts = '' } = await jonas.say(channel, text)

  await ana.act({ do: 'shortcut', callbackId: 'coach_on_message', message: { channel, ts } })
  const form = await ana.sees('the form', ({ views }) => views[0])
  expect(words(form)).toMatch(/Only this text is used/)
  expect(words(form)).toContain('I asked the buyer who signs')
  expect(words(form)).not.toContain('merger')
  const brought = {
    type: 'plain_text_input',
    value: 'I asked the buyer who signs,\nand on Friday I will write to her.',
  }
  const mind = { type: 'plain_text_input', value: 'How do I tell Jonas that this is too late?' }
  await ana.act({ do: 'submit', view: form.id, values: { domain, case: { case: brought }, mind: { mind } } })
  const opening = await ana.consents()
  await ana.seesMessage(
    /The message that you brought: I asked the buyer who signs[\s\S]*You wrote: How do I tell Jonas/,
    ({ ts }) => ts === opening.ts,
  )

  await ana.sees('an answer', ({ messages }) =>
    messages[opening.channel]?.find(
      (one) => one.threadTs === rootOf(opening) && one.ts > opening.ts && one.user !== ANA,
    ),
  )
  const [kept] = await database.query('select learner_message from coaching_sessions')
  expect(kept?.learner_message).toMatch(/^This is the message[^\n]*\n> I asked the buyer who signs,\n> and on Friday/)
  expect(JSON.stringify(await database.query('select * from inbox'))).not.toContain('merger')
  await ana.talks(opening, 'I will call Jonas on Monday and say that the offer needs a date.')
  await ends(ana)
  const [card] = await database.query('select marks from scorecards')
  expect(JSON.stringify(card?.marks)).not.toMatch(/asked the buyer who signs/)
})

test('from anywhere, with the global shortcut, also while a session is open: there is one open session', async () => {
  const ana = await openPerson(bot.url, ANA)
  await ana.act({ do: 'shortcut', callbackId: 'coach_start' })
  const form = await ana.sees('the form', ({ views }) => views[0])
  await ana.act({
    do: 'submit',
    view: form.id,
    values: { domain, mind: { mind: { type: 'plain_text_input', value: null } } },
  })
  await ana.seesMessage(/about 10 minutes/, ({ text }) => !text.includes('message that you brought'))
  expect(await openSessions(ANA)).toEqual(['Communication Skills Coach'])

  await ana.act({ do: 'shortcut', callbackId: 'coach_start' })
  const second = await ana.sees('the form', ({ views }) => views.find(({ id }) => id !== form.id))
  expect(words(second)).toMatch(/You have an open session[^"]*Communication Skills Coach[\s\S]*Continue[\s\S]*http/)
  const sales = { domain: { type: 'radio_buttons', selected_option: { value: 'sales_workflow_coach' } } }
  await ana.act({
    do: 'submit',
    view: second.id,
    values: { domain: sales, mind: { mind: { type: 'plain_text_input', value: null } } },
  })
  await ana.seesMessage(/^Sales Process Coach, about 10 minutes/)
  expect(await openSessions(ANA)).toEqual(['Sales Process Coach'])
  await ends(ana)
})

test('by a suggested prompt: its words are kept, and one press begins', async () => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../manifest.json'), 'utf8'))
  const [prompt] = manifest.features.agent_view.suggested_prompts
  const priya = await openPerson(bot.url, PRIYA)
  const direct = await priya.direct()
  await priya.say(direct, prompt.message)
  const picker = await priya.seesMessage(/^Which coach fits/)
  await priya.press(picker, 'start_pick', 'communication_coach')
  const opening = await priya.consents()
  await priya.sees('an answer', ({ messages }) =>
    messages[direct]?.find((one) => one.threadTs === rootOf(opening) && one.ts > opening.ts && one.user !== PRIYA),
  )
  expect(
    await database.query('select 1 from coaching_sessions where learner_message = $1', [prompt.message]),
  ).toHaveLength(1)
  expect(await openSessions(PRIYA)).toEqual(['Communication Skills Coach'])
})

test('by a mention: it is answered in private, and what was said becomes the first reply', async () => {
  const jonas = await openPerson(bot.url, JONAS)
  const channel = await jonas.channel('general')
  const app = await jonas.sees('the app', ({ app }) => app?.user)
  await jonas.act({ do: 'invite', channel, user: app })
  const said = 'I have to tell a customer that we are late.'
  await jonas.say(channel, `@Threadcoach ${said}`)
  const picker = await jonas.seesMessage(/^Which coach fits/, (one) => one.channel !== channel)
  await jonas.press(picker, 'start_pick', 'communication_coach')
  const opening = await jonas.consents()
  expect(opening.channel).toBe(await jonas.direct())
  await jonas.sees('an answer', ({ messages }) =>
    messages[opening.channel]?.find(
      (one) => one.ts > opening.ts && one.threadTs === rootOf(opening) && one.text.includes('?'),
    ),
  )
  expect(await database.query('select 1 from coaching_sessions where learner_message = $1', [said])).toHaveLength(1)
  await ends(jonas)
})

test('from Home: start, continue, end, and start again; each time there is one open session', async () => {
  const jonas = await openPerson(bot.url, JONAS)
  const home = async (is: RegExp) => {
    await jonas.act({ do: 'open-home' })
    return jonas.sees('Home', ({ home }) => (home && is.test(words(home)) ? home : undefined))
  }
  const press = async (view: OpenView, action: string, value?: string) => {
    const found = buttonsOf(view.blocks).find((one) => one.action === action && (!value || one.value === value))
    if (!found) throw new Error(`no ${action}`)
    const pressed = { value: found.value ?? null }
    await jonas.act({ do: 'click', where: { view: view.id }, blockId: found.block, actionId: action, value: pressed })
  }
  await press(await home(/Start a session/), 'start_pick', 'sales_workflow_coach')
  await jonas.seesMessage(/^Sales Process Coach, about 10 minutes/)
  const open = await home(/Your open session/)
  expect(words(open)).toMatch(/Continue"[\s\S]*"url":"http/)
  await press(open, 'start_pick', 'communication_coach')
  const offer = await jonas.seesMessage(/You have an open session: Sales Process Coach/)
  expect(await openSessions(JONAS)).toEqual(['Sales Process Coach'])
  await jonas.press(offer, 'session_replace')
  await jonas.seesMessage(/^Communication Skills Coach, about 10 minutes/, ({ ts }) => ts > offer.ts)
  expect(await openSessions(JONAS)).toEqual(['Communication Skills Coach'])
  await press(await home(/Your open session[^"]*Communication/), 'session_end')
  await home(/Start a session/)
  expect(await openSessions(JONAS)).toEqual([])
})

test('a file is not read, and whoever sent it is told: without a session, in one, and in a message to talk about', async () => {
  const jonas = await openPerson(bot.url, JONAS)
  const direct = await jonas.direct()
  const files = [{ name: 'plan.txt', mimetype: 'text/plain', base64: btoa('Canary in a file.') }]
  await jonas.act({ do: 'say', channel: direct, text: '', files })
  const picker = await jonas.seesMessage(/^Which coach fits\? I found no words in your message/)
  await jonas.press(picker, 'start_pick', 'communication_coach')
  const opening = await jonas.seesMessage(/^Communication Skills Coach, about 10/, ({ ts }) => ts > picker.ts)
  const threadTs = rootOf(opening)
  await jonas.act({ do: 'say', channel: direct, text: 'On Friday I send her the plan.', files, threadTs })
  await jonas.seesMessage(
    /I have not seen the file or picture that came with your message/,
    (one) => one.threadTs === threadTs,
  )
  await jonas.talks(opening, 'I will call her on Monday.')
  expect(jonas.everything().filter(({ text }) => /I have not seen the file/.test(text))).toHaveLength(1)

  const channel = await jonas.channel('general')
  const { ts = '' } = await jonas.act({ do: 'say', channel, text: 'Here is the plan', files })
  await jonas.act({ do: 'shortcut', callbackId: 'coach_on_message', message: { channel, ts } })
  const form = await jonas.sees('the form', ({ views }) => views.at(-1))
  expect(words(form)).toMatch(/Here is the plan[\s\S]*files and pictures in it are left out/)
  await ends(jonas)
})
