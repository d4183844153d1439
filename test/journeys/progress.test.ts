import type { Message, OpenView } from '../../src/playground/contract.ts'
import { openBot, temporaryFolder } from '../bot.ts'
import { chosenSettings } from '../chosen-settings.ts'
import { openJudgeServer } from '../judge-server.ts'
import { ANA, buttonsOf, everybodyLeaves, openPerson, rootOf } from '../person.ts'
import { serveDatabase } from '../served-database.ts'

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
const form = (person: Person, title: string) =>
  person.sees(`the form "${title}"`, ({ views }) => views.find((view) => view.title === title))

/** Presses a button of a form or of Home. */
function press(person: Person, view: OpenView, action: string) {
  const button = buttonsOf(view.blocks).find((one) => one.action === action)
  if (!button) throw new Error(`no ${action} in "${view.title}"`)
  const value = { value: button.value ?? null }
  return person.act({ do: 'click', where: { view: view.id }, blockId: button.block, actionId: action, value })
}

/** Presses a thumb under an answer. */
function thumb(person: Person, { channel, ts, blocks }: Message, which: 'positive_button' | 'negative_button') {
  const block = blocks?.find(({ type }) => type === 'context_actions')
  const found = JSON.stringify(block).match(new RegExp(`"${which}":\\{[^}]*\\}[^}]*"value":"([^"]+)"`))
  return person.act({
    do: 'click',
    where: { channel, ts },
    blockId: block?.block_id ?? '',
    actionId: 'feedback_answer',
    value: { value: found?.[1] ?? '' },
  })
}

async function practises(ana: Person): Promise<Message> {
  const opening = await ana.starts('sales')
  const answer = await ana.talks(opening, 'They told us wrong shipments cost them about 40 hours a week.')
  await ana.talks(opening, 'On Thursday I will ask the operations director to bring the CFO to the next call.')
  await ana.press(opening, 'session_end')
  const closed = await ana.seesMessage(/^Your scorecard/, ({ threadTs }) => threadTs === rootOf(opening))
  await ana.chooses(closed, 'scorecard_rate', / 7$/)
  await ana.seesMessage(/Your own view/, ({ ts }) => ts === closed.ts)
  return answer
}

/** What a word in the direct message brings: closed at first, opened by its button. */
async function opened(person: Person, direct: string, is: RegExp, after = ''): Promise<Message> {
  const closed = await person.seesMessage(/^Your progress opens/, ({ channel, ts }) => channel === direct && ts > after)
  expect(JSON.stringify(closed.blocks)).not.toMatch(/\d (of|sessions)|in a row/)
  await person.press(closed, 'progress_show')
  return person.seesMessage(is, ({ ts }) => ts === closed.ts)
}
const leave = async (person: Person) => person.act({ do: 'close', view: (await form(person, 'Threadcoach')).id })

test('progress comes to the learner alone by Home, a word and the command, and grows with each session', async () => {
  const ana = await openPerson(bot.url, ANA)
  const direct = await ana.direct()
  await ana.say(direct, 'Progress.')
  await opened(ana, direct, /^There is nothing to show yet/)
  await practises(ana)
  await practises(ana)

  await ana.act({ do: 'open-home' })
  const home = await ana.sees('Home', ({ home }) =>
    home && /Your last scorecard/.test(words(home)) ? home : undefined,
  )
  expect(words(home)).toMatch(/Your last scorecard\*: Sales Process Coach[\s\S]*of 10[\s\S]*Open it/)
  await press(ana, home, 'progress_open')
  expect(words(await form(ana, 'Threadcoach'))).toMatch(/2 sessions\*[\s\S]*How you see yourself/)
  await leave(ana)
  await ana.say(direct, 'progress')
  const shown = await opened(ana, direct, /^Your progress\n2 sessions/)
  const kinds = shown.blocks?.map(({ type }) => type) ?? []
  expect(kinds.filter((type) => type === 'data_visualization')).toHaveLength(2)
  expect(kinds).toContain('table')
  expect(shown.text).toMatch(/How you see yourself[\s\S]*you gave yourself 7, the reading was \d/)
  expect(shown.text).toMatch(/For next time: [\s\S]+\.\n/)
  expect(shown.text).not.toMatch(/in a row/)
  expect(shown.text).not.toMatch(/40 hours/)

  await ana.coach('progress')
  expect(words(await form(ana, 'Threadcoach'))).toMatch(/2 sessions\*/)
  await leave(ana)
  await ana.press(shown, 'start_pick')
  await ana.seesMessage(/^Sales Process Coach, about 10 minutes/, ({ ts }) => ts > shown.ts)
  await ana.say(direct, 'end')
})

test('a learner who sees a score differently has it read again once, with their own words', async () => {
  const ana = await openPerson(bot.url, ANA)
  await practises(ana)
  const card = await ana.sees('the card', () =>
    ana.everything().findLast(({ text }) => /^Your scorecard[\s\S]*Your own view: Strong, 7 of 10/.test(text)),
  )
  expect(card.text).toMatch(/Working the process: Developing, 6 of 10 \(clear\)/)
  await ana.press(card, 'scorecard_dispute')
  const differs = await form(ana, 'I see it differently')
  const step = await ana.sees('her step', () =>
    ana
      .everything()
      .findLast(
        ({ text, user, threadTs }) => user === ANA && threadTs === rootOf(card) && /^On Thursday I will/.test(text),
      ),
  )
  expect(words(differs)).toContain(`p${step.ts.replace('.', '')}`)
  const missed = { type: 'plain_text_input', value: 'I named the day and who brings the CFO.' }
  await ana.act({ do: 'submit', view: differs.id, values: { missed: { missed } } })
  await ana.seesMessage(/^I read Working the process again/, ({ threadTs }) => threadTs === rootOf(card))
  await ana.seesMessage(/You saw this differently: “I named the day/, ({ ts }) => ts === card.ts)
  expect(await database.query('select reason, outcome from disputes')).toEqual([
    { reason: missed.value, outcome: 'unchanged' },
  ])
})

test('settings gather what a learner can set: by the command, Home and a word, and they hold', async () => {
  const ana = await openPerson(bot.url, ANA)
  await ana.coach('settings')
  const settings = await form(ana, 'Settings')
  expect(words(settings)).toMatch(
    /"Language"[\s\S]*weeks in a row[\s\S]*Memory: what may be remembered[\s\S]*Ask me how it went[\s\S]*Reminders not before[\s\S]*Reminders not after[\s\S]*What my manager sees[\s\S]*Export my data[\s\S]*Erase everything/,
  )
  const chosen = { language: 'en', streak: true, kinds: ['goal'], reminds: false, from: 8, until: 12 }
  await expect(
    ana.act({ do: 'submit', view: settings.id, values: chosenSettings({ ...chosen, until: 9 }) }),
  ).rejects.toThrow('two hours later')
  const saved = () =>
    database.query(
      `select language, shows_streak, kinds, reminds, from_hour, until_hour from memory_settings c
         join learners l on l.id = c.learner_id where l.slack_user_id = $1`,
      [ANA],
    )
  expect(await saved()).toEqual([]) // what is refused saves nothing of it
  await ana.act({ do: 'submit', view: settings.id, values: chosenSettings(chosen) })
  expect(await saved()).toEqual([
    { language: 'en', shows_streak: true, kinds: ['goal'], reminds: false, from_hour: 8, until_hour: 12 },
  ])
  const direct = await ana.direct()
  const before = ana.everything().at(-1)?.ts ?? ''
  await ana.say(direct, 'progress')
  await opened(ana, direct, /one week so far in a row/, before)

  await ana.say(direct, 'settings')
  const offer = await ana.seesMessage(/^Your settings open/)
  await ana.press(offer, 'settings_open')
  const again = await form(ana, 'Settings')
  expect(words(again)).toMatch(/"initial_option":\{[^}]*\},"value":"en"/)
  expect(words(again)).toMatch(/"initial_options":\[\{[^[]*"on"\}\]/)
  expect(words(again)).toMatch(/"initial_options":\[\{[^[]*"goal"\}\]/)
  expect(words(again)).not.toMatch(/"initial_options":\[\{[^[]*"ask"\}\]/)
  expect(words(again)).toMatch(/"initial_option":\{[^}]*"8:00"[\s\S]*"initial_option":\{[^}]*"12:00"/)
  await press(ana, again, 'data_export')
  expect(words(await form(ana, 'Threadcoach'))).toMatch(/It comes as two files/)
  const [top] = await ana.sees('the form over it', ({ views }) => views.filter(({ title }) => title === 'Threadcoach'))
  await ana.act({ do: 'close', view: top?.id ?? '' })
  await press(ana, again, 'manager_sees')
  const sees = await form(ana, 'What my manager sees')
  expect(words(sees)).toMatch(/Nobody is set as your manager/)
  await ana.act({ do: 'close', view: sees.id })
  await press(ana, again, 'data_erase')
  expect(words(await form(ana, 'Erase everything'))).toMatch(/at once and for good/)
})

test('a thumb under an answer and a word at the end are kept apart from the talk, and the last one stands', async () => {
  const ana = await openPerson(bot.url, ANA)
  await database.query('delete from feedback')
  const answer = await practises(ana)
  await thumb(ana, answer, 'positive_button')
  await ana.seesMessage(/kept apart from our talk/)
  await thumb(ana, answer, 'negative_button')
  const card = await ana.sees('the card', () =>
    ana.everything().findLast(({ text }) => /^Your scorecard[\s\S]*worth your time/.test(text)),
  )
  await ana.press(card, 'feedback_session_no')
  await ana.press(card, 'feedback_session_yes')
  expect(await database.query('select round_number, verdict from feedback order by round_number')).toEqual([
    { round_number: 0, verdict: 'yes' },
    { round_number: 1, verdict: 'down' },
  ])
  expect(JSON.stringify(bot.logged)).not.toMatch(/verdict/)
})
