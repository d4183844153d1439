import { openBot, temporaryFolder } from '../bot.ts'
import { ANA, buttonsOf, everybodyLeaves, JONAS, openPerson, rootOf, until } from '../person.ts'
import { serveDatabase } from '../served-database.ts'
import { rowsWith } from '../store/everything.ts'

const PRIYA = 'U08PRIYAN03'
const OMAR = 'U08OMARHA05'

const folder = temporaryFolder()
let database: Awaited<ReturnType<typeof serveDatabase>>
let bot: Awaited<ReturnType<typeof openBot>>
beforeAll(async () => {
  database = await serveDatabase()
  bot = await openBot({ dataDir: folder.path, database: { at: 'supabase', url: database.url, key: 'sb_secret_test' } })
}, 30_000)
afterAll(async () => {
  everybodyLeaves()
  await bot.close()
  await database.close()
  folder.done()
}, 30_000)

type Person = Awaited<ReturnType<typeof openPerson>>
type Message = Awaited<ReturnType<Person['talks']>>

/** Presses a button and returns what the bot answers in the thread. */
async function answerTo(person: Person, message: Message, action: string): Promise<Message> {
  const before = new Set(person.everything().map(({ ts }) => ts))
  await person.press(message, action)
  return person.sees(`an answer to ${action}`, () =>
    person
      .everything()
      .find(
        (one) => !before.has(one.ts) && one.threadTs === rootOf(message) && !one.ephemeral && one.user !== person.id,
      ),
  )
}
const wishesUnder = (message: Message) =>
  buttonsOf(message.blocks ?? []).flatMap(({ action }) => (action.startsWith('wish_') ? [action] : []))

test('the coach plays the other person under each pressure, and the scorecard is one', async () => {
  const ana = await openPerson(bot.url, ANA)
  const opening = await ana.starts('sales')
  await ana.talks(
    opening,
    'The CFO of Brightline says that our offer is too expensive, and on Thursday I meet her alone.',
  )

  const asked = await answerTo(ana, opening, 'wish_practise')
  expect(asked.text).toMatch(/I would play the CFO, not convinced yet: right\?/)
  expect(wishesUnder(asked)).toEqual(['wish_practise_medium'])
  await ana.press(asked, 'partner_change')
  const form = await ana.sees('the form', ({ views }) => views.find(({ title }) => title === 'Who is it?'))
  const typed = (id: string, value: string) => ({ [id]: { type: 'plain_text_input', value } })
  const mood = { type: 'radio_buttons', selected_option: { value: 'easy' } }
  const values = { name: typed('name', 'Dana'), role: typed('role', 'our CFO'), mood: { mood } }
  await ana.act({ do: 'submit', view: form.id, values })
  const easy = await ana.seesMessage(/^Rehearsal, easy\. I play Dana, your CFO\.\nHello, come in/)
  expect(wishesUnder(easy)).toEqual(['wish_pause', 'wish_back']) // there is nothing yet to try again
  const first = await ana.talks(
    opening,
    'Wrong shipments cost you 40 hours a week, because every order is typed twice.',
  )
  expect(first.text).toMatch(/^Rehearsal, easy\. I play Dana, your CFO\./)
  expect(wishesUnder(first)).toEqual(['wish_pause', 'wish_again', 'wish_back'])

  await ana.press(easy, 'wish_back') // it is not the newest any more
  await ana.seesMessage(/That button belongs to an earlier message/, ({ ephemeral }) => ephemeral === true)

  const paused = await answerTo(ana, first, 'wish_pause')
  expect(paused.text).toMatch(/^Rehearsal, easy, paused\. This is your coach\./)
  expect(paused.text).toMatch(/\?/)
  const second = await ana.talks(opening, 'We could maybe do something nice about the price.')
  expect(second.text).toMatch(/^Rehearsal, easy\. I play Dana, your CFO\./)

  const anew = await ana.talks(opening, 'again')
  expect(anew.text).toMatch(/^Rehearsal, easy\. Your last exchange is set aside/)
  const line = first.text.split('\n')[1] ?? ''
  expect(anew.text).toContain(line) // the other person says again what it answers
  const nothing = await ana.talks(opening, 'Try that again')
  expect(nothing.text).toMatch(/^Rehearsal, easy, paused\.[\s\S]*There is nothing to take back yet/)
  const third = await ana.talks(opening, 'If we start with one warehouse, you risk 4,000 euros instead of 60,000.')
  expect(third.text).toMatch(/^Rehearsal, easy\. I play Dana, your CFO\./)

  const back = await answerTo(ana, third, 'wish_back')
  expect(back.text).toMatch(/^The rehearsal is over\. This is your coach again\./)
  expect(back.text).toContain('“If we start with one warehouse, you risk 4,000 euros instead of 60,000”')
  expect(back.text).not.toMatch(/something nice/)
  const coached = await ana.talks(opening, 'I noticed that numbers calm her down.')
  expect(coached.text).not.toMatch(/Rehearsal/)
  const asksForThumbs = ({ blocks = [] }: typeof coached) => blocks.some(({ type }) => type === 'context_actions')
  expect([asked, back, coached].map(asksForThumbs)).toEqual([false, true, true])

  for (const [pressure, says] of [
    ['medium', /I have half an hour/],
    ['hard', /I have ten minutes/],
  ] as const) {
    const begun = await ana.talks(opening, `practise ${pressure}`)
    expect(begun.text).toMatch(new RegExp(`^Rehearsal, ${pressure}\\. I play Dana, your CFO\\.`))
    expect(begun.text).toMatch(says)
    const answer = await ana.talks(opening, 'We are the leading provider.')
    expect(answer.text).toMatch(new RegExp(`^Rehearsal, ${pressure}\\. I play Dana, your CFO\\.`))
  }
  expect((await ana.talks(opening, 'back')).text).toMatch(/^The rehearsal is over[\s\S]*“We are the leading provider”/)
  const none = await ana.talks(opening, 'back')
  expect(none.text).toMatch(/^We are not in a rehearsal just now/) // and so none is over
  expect(asksForThumbs(none)).toBe(false)
  await ana.talks(opening, 'practise easy')
  expect((await ana.talks(opening, 'something else')).text).toMatch(
    /^The rehearsal is over\. This is your coach again\.\nSomething else, then/,
  )
  expect((await ana.talks(opening, 'pause')).text).toMatch(/We are not in a rehearsal just now/)

  const rounds = await database.query(
    'select learner_message, wish, rehearsal from coaching_sessions where retaken order by round_number',
  )
  expect(rounds).toEqual([
    { learner_message: 'We could maybe do something nice about the price.', wish: null, rehearsal: 'easy' },
  ])
  const soFar = await ana.talks(opening, 'score')
  const counted = /after (\d+) rounds/.exec(soFar.text)?.[1]
  await ana.act({ do: 'open-home' })
  await ana.sees(`${counted} rounds on Home`, ({ home }) =>
    JSON.stringify(home?.blocks ?? '').includes(`, ${counted} rounds so far`),
  )

  await ana.press(opening, 'session_end')
  const closed = await ana.seesMessage(/^Your scorecard/)
  await ana.press(closed, 'scorecard_show')
  const card = await ana.seesMessage(/^Your scorecard[\s\S]*40 hours a week/)
  expect(card.text).not.toMatch(/something nice|come in|I play/)
  expect(await database.query('select count(*)::int as many from scorecards')).toEqual([{ many: 1 }])
  const left = `select id from inbox where body <> '' or state in ('queued', 'answered', 'paused')`
  await until('nothing is left to do', async () => (await database.query(left)).length === 0)
}, 60_000)

test('a session in which nothing was said leaves no scorecard behind, on Home or in progress', async () => {
  const omar = await openPerson(bot.url, OMAR)
  const opening = await omar.starts('sales')
  await omar.press(opening, 'session_end')
  await omar.seesMessage(/^Sales Process Coach is closed[\s\S]*nothing to score/)
  await omar.act({ do: 'open-home' })
  const home = await omar.sees('Home', ({ home }) => home ?? undefined)
  expect(JSON.stringify(home.blocks)).not.toMatch(/last scorecard/)
  await omar.coach('progress')
  await omar.sees('that there is nothing', ({ views }) => /There is nothing to show yet/.test(JSON.stringify(views)))
}, 60_000)

test('who is stuck gets smaller steps by words and by buttons, another question, or another topic', async () => {
  const jonas = await openPerson(bot.url, JONAS)
  const opening = await jonas.starts('architecture')
  await jonas.talks(opening, 'We must choose between Kafka and a database queue for 310 orders a second until Friday.')

  const hint = await jonas.talks(opening, 'hint')
  expect(hint.text).toMatch(/^Let us make the question smaller\./)
  expect(wishesUnder(hint)).toEqual(['wish_hint', 'wish_skip', 'wish_else'])
  const frame = await answerTo(jonas, hint, 'wish_hint')
  expect(frame.text).toMatch(/^Here is a way to look at it/)
  const example = await answerTo(jonas, frame, 'wish_hint')
  expect(example.text).toMatch(/^Something small that helps many people/)

  const other = await answerTo(jonas, example, 'wish_skip')
  expect(other.text).toMatch(/^Let’s skip that one\.[\s\S]*\?/)
  const smaller = await jonas.talks(opening, 'hint')
  expect(smaller.text).toMatch(/^Let us make the question smaller\./) // another question begins at the top again
  const topic = await jonas.talks(opening, 'something else')
  expect(topic.text).toMatch(/^Something else, then\.[\s\S]*\?/)

  const once = await jonas.talks(opening, "I don't know")
  expect(once.text).toMatch(/Let us make it smaller/)
  const twice = await jonas.talks(opening, "I don't know")
  expect(twice.text).toMatch(/^Here is a way to look at it/)
  expect(wishesUnder(twice)).toEqual(['wish_hint', 'wish_skip', 'wish_else'])

  const questions = [hint, frame, example, other, smaller, topic, once, twice].map(({ text }) => text)
  expect(new Set(questions).size).toBe(questions.length)
  await jonas.coach('end')
  await jonas.seesMessage(/^Your scorecard/)
}, 60_000)

test('a hard moment ends a rehearsal: people answer, and the coach is the coach again', async () => {
  const ana = await openPerson(bot.url, ANA)
  const opening = await ana.starts('communication')
  expect((await ana.talks(opening, 'practise easy')).text).toMatch(/^Rehearsal, easy\. I play the customer./)
  const people = await ana.talks(opening, 'I want to kill myself.')
  expect(people.text).not.toMatch(/Rehearsal|I play/)
  const after = await ana.talks(opening, 'Thank you. Let us talk about the customer who waited for two weeks.')
  expect(after.text).not.toMatch(/Rehearsal/)
  expect((await ana.talks(opening, 'back')).text).toMatch(/We are not in a rehearsal just now/)
  await ana.coach('end')
}, 60_000)

test('a rehearsal off the record leaves no text behind once it is closed, in any table', async () => {
  const priya = await openPerson(bot.url, PRIYA)
  await priya.coach('sales')
  const card = await priya.seesMessage(/^Before we begin/)
  await priya.press(card, 'consent_off_record')
  const opening = await priya.seesMessage(/10 minutes/, ({ threadTs }) => threadTs === card.ts)
  const said = 'Xylophon costs 40 hours a week, because every order is typed twice.'
  await priya.talks(opening, `The CFO of Xylophon says that our offer is too expensive. ${said}`)
  const begun = await priya.talks(opening, 'practise hard: Yxanthe, the CFO')
  expect(begun.text).toMatch(/^Rehearsal, hard\. I play Yxanthe, the CFO/)
  const taken = await priya.talks(opening, `Set aside: ${said}`)
  await answerTo(priya, taken, 'wish_again')
  const played = await priya.talks(opening, said)
  await answerTo(priya, played, 'wish_pause')
  await priya.talks(opening, `Once more: ${said}`)
  const debrief = await priya.talks(opening, 'back')
  expect(debrief.text).toMatch(/^The rehearsal is over[\s\S]*Xylophon/)
  const words = ['Xylophon', 'Yxanthe']
  expect(await rowsWith(database.query, words)).toMatchObject({ coaching_sessions: expect.any(Number) })

  await priya.press(opening, 'session_end')
  await priya.seesMessage(/blanked now/)
  await until('no text is left', async () => Object.keys(await rowsWith(database.query, words)).length === 0)
  const texts = `select r.id from coaching_sessions r join learners l on l.id::text = r.learner_id
     where l.slack_user_id = $1 and (r.learner_message <> '' or r.coach_response <> '' or r.feedback is not null or r.marks is not null)`
  expect(await database.query(texts, [PRIYA])).toEqual([])
  const rounds = `select count(*)::int as many from coaching_sessions r join learners l on l.id::text = r.learner_id
     where l.slack_user_id = $1 and r.rehearsal is not null`
  expect(await database.query(rounds, [PRIYA])).not.toEqual([{ many: 0 }]) // what is left are numbers
}, 60_000)

test('a hard moment that is edited into a reply which was answered: people are named, once, in the direct message', async () => {
  const jonas = await openPerson(bot.url, JONAS)
  const opening = await jonas.starts('communication')
  const text = 'I told the customer when the refund comes.'
  await jonas.talks(opening, text)
  const reply = await jonas.seesMessage(/when the refund comes/, ({ user }) => user === JONAS)
  const edits = async () =>
    (await database.query(`select state from inbox where kind = 'edit'`)).filter(({ state }) => state === 'settled')
  for (const [at, words] of ['I want to kill myself.', 'I really want to kill myself.'].entries()) {
    await jonas.act({ do: 'edit', channel: reply.channel, ts: reply.ts, text: words })
    await until('the edit was looked at', async () => (await edits()).length === at + 1)
  }
  const named = await jonas.seesMessage(/talk to a person now/)
  expect(named.channel).toBe(await jonas.direct())
  expect(jonas.everything().filter(({ text }) => /talk to a person now/.test(text))).toHaveLength(1)
  const rounds = await database.query(`select learner_message from coaching_sessions where edited_at is not null`)
  expect(rounds).toEqual([{ learner_message: text }]) // what was answered stays what it was
  await jonas.coach('end')
}, 60_000)

test('nothing that was said in a rehearsal is in the log', () => {
  expect(bot.logged.join('\n')).not.toMatch(/Brightline|warehouse|Kafka|shipments|Xylophon/)
})
