import { openBot, temporaryFolder } from '../bot.ts'
import { ANA, everybodyLeaves, openPerson, rootOf } from '../person.ts'

const PRIYA = 'U08PRIYAN03' // manages seven
const TOM = 'U08TOMBEC09' // manages three
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const folder = temporaryFolder()
let bot: Awaited<ReturnType<typeof openBot>>
beforeAll(async () => {
  bot = await openBot({ dataDir: folder.path })
}, 120_000)
afterAll(async () => {
  everybodyLeaves()
  await bot.close()
  folder.done()
}, 120_000)

/** The first such weekday at that time, in UTC, from tomorrow on after a moment. */
function next(weekday: number, hour: number, after = Date.now()): Date {
  const day = new Date(after - (after % DAY_MS))
  const days = (weekday - day.getUTCDay() + 7) % 7 || 7
  return new Date(day.getTime() + days * DAY_MS + hour * HOUR_MS)
}

/** The words of a form that shows what somebody asked to see. It is closed then. */
async function opened(person: Awaited<ReturnType<typeof openPerson>>, is: RegExp): Promise<string> {
  const form = await person.sees(String(is), ({ views }) => views.find((view) => is.test(JSON.stringify(view.blocks))))
  await person.act({ do: 'close', view: form.id })
  return JSON.stringify(form.blocks)
}

test('with sample history and a moved clock, a team of seven is told in numbers and one of three is not', async () => {
  const [ana, priya, tom] = await Promise.all([ANA, PRIYA, TOM].map((id) => openPerson(bot.url, id)))
  if (!ana || !priya || !tom) throw new Error('nobody came')
  const wednesday = next(3, 10)
  await priya.act({ do: 'move-clock', to: wednesday.toISOString() })
  await priya.act({ do: 'control', name: 'load-sample-history' })
  await priya.sees('that it is there', () => priya.notices.some((text) => /sample history are here/.test(text)))

  await ana.coach('progress')
  const progress = await opened(ana, /Your progress/)
  expect(progress).toMatch(
    /The scores with Communication Skills Coach, Sales Process Coach are invented|The scores with Sales Process Coach, Communication Skills Coach are invented/,
  )
  expect(progress).toMatch(/How you see yourself[\s\S]*you gave yourself \d, the reading was \d/)

  await priya.act({ do: 'move-clock', to: next(1, 9, wednesday.getTime()).toISOString() })
  const ahead = await ana.seesMessage(/This is what you are part of:.*Communication Skills Coach, Sales Process Coach/s)
  expect(ahead.text).not.toMatch(/of 7|\(5\)/) // nobody has a number before her manager does
  const week = next(1, 9, wednesday.getTime()).toISOString().slice(0, 10)
  const digest = await priya.seesMessage(/^Your team this week/, ({ blocks }) => JSON.stringify(blocks).includes(week))
  expect(JSON.stringify(digest)).not.toMatch(/practised|Developing|Strong/)
  await priya.press(digest, 'digest_show')
  const shown = await opened(priya, /Your team this week/)
  expect(shown).toMatch(/5 of 7 people practised/)
  expect(shown).toMatch(/Coaches: Communication Skills Coach \(5\), Sales Process Coach \(5\)/)
  expect(shown).toMatch(/: (Developing|Strong), up from \w+ within four weeks/)
  expect(shown).toMatch(/These levels are invented, to show what an AI judge gives/)
  expect(shown).not.toMatch(/Sample|Ana|Jonas/)
  await tom.seesMessage(/Eine ruhige Woche: Über dein Team gibt es nichts Neues/) // his Slack is German
  expect(tom.everything().map(({ text }) => text)).not.toContainEqual(
    expect.stringMatching(/of 3 people|von 3 Personen/),
  )

  const general = await priya.channel('general')
  await priya.act({ do: 'command', channel: general, command: '/coach', text: 'digest' })
  await priya.sees('the digest again', () =>
    priya.everything().find(({ ephemeral, text }) => ephemeral && /5 of 7 people practised/.test(text)),
  )

  await priya.press(digest, 'digest_coach')
  const opening = await priya.consents() // with the coach who fits it, and the manager's view of it
  await priya.seesMessage(/^\*?Hard Conversations Coach[\s\S]*You wrote: I lead a team/, ({ ts }) => ts === opening.ts)

  // somebody who was part of it erases everything: the manager reads and picks from what was there before
  await ana.coach('erase')
  const form = await ana.sees('the form', ({ views }) => views.find(({ callbackId }) => callbackId === 'erase_form'))
  const sure = { sure: { sure: { type: 'checkboxes', selected_options: [{ value: 'yes' }] } } }
  await ana.act({ do: 'submit', view: form.id, values: sure })
  await ana.seesMessage(/What was yours is erased[\s\S]*numbers that a manager was told of a team stay/)
  await priya.press(digest, 'suggest_open')
  const suggest = await priya.sees('whom she can suggest a session to', ({ views }) =>
    views.find(({ callbackId }) => callbackId === 'suggest_modal'),
  )
  expect(JSON.stringify(suggest)).toContain(ANA)
  expect(priya.everything().filter(({ ts, text }) => ts === digest.ts && text === digest.text)).toHaveLength(1)

  await priya.act({ do: 'control', name: 'clear-sample-history' })
  await priya.act({ do: 'command', channel: general, command: '/coach', text: 'digest' })
  await priya.sees('that she manages nobody', () =>
    priya.everything().find(({ ephemeral, text }) => ephemeral && /manage/.test(text)),
  )
}, 120_000)

test('a session that the script looked at is never one line with the scores of sample history', async () => {
  const [ana, priya] = await Promise.all([ANA, PRIYA].map((id) => openPerson(bot.url, id)))
  if (!ana || !priya) throw new Error('nobody came')
  await priya.act({ do: 'control', name: 'load-sample-history' })
  const opening = await ana.starts('sales')
  await ana.talks(opening, 'They told us wrong shipments cost them about 40 hours a week.')
  await ana.talks(opening, 'On Thursday I will ask the operations director to bring the CFO to the next call.')
  await ana.press(opening, 'session_end')
  await ana.seesMessage(/^Your scorecard/, ({ threadTs }) => threadTs === rootOf(opening))
  await ana.coach('progress')
  const progress = await opened(ana, /Your progress/)
  expect(progress).toMatch(
    /The scores with .*Sales Process Coach.* are invented: sample history shows what an AI judge gives/,
  )
  expect(progress).toMatch(/Understanding the customer, Sales Process Coach, (\d|–), \d/) // the sample's alone
  expect(progress).toMatch(/Cues found by wording\*: Sales Process Coach[\s\S]*Working the process: \d of \d\\n/)
}, 120_000)
