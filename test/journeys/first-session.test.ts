import type { Message } from '../../src/playground/contract.ts'
import { openBot, temporaryFolder } from '../bot.ts'
import { ANA, everybodyLeaves, JONAS, openPerson, rootOf, until } from '../person.ts'
import { serveDatabase } from '../served-database.ts'

/** An answer of the coach in that thread: the opening, which says who speaks, is none. */
const isAnswerIn = (root: string) => (one: Message) =>
  one.threadTs === root && one.text.includes('?') && !one.text.includes('scripted')

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

test('from /coach through the form and three rounds to a scorecard, and every row is there', async () => {
  const ana = await openPerson(bot.url, ANA)
  await ana.coach('')
  const form = await ana.sees('the form', ({ views }) => views[0])
  expect(form.title).toBe('Start coaching')
  const chosen = { type: 'radio_buttons', selected_option: { value: 'sales_workflow_coach' } }
  const mind = { type: 'plain_text_input', value: 'The CFO of Brightline has not joined any call.' }
  await ana.act({ do: 'submit', view: form.id, values: { domain: { domain: chosen }, mind: { mind } } })

  const opening = await ana.consents()
  expect(opening.text).toMatch(/Tell me about the prospect/)
  expect(opening.text).toMatch(/Practice coach, scripted: no AI/)
  expect(opening.text).toMatch(/Your manager never sees it/)
  await ana.sees('an answer to what was on her mind', ({ messages }) =>
    messages[opening.channel]?.find((one) => one.threadTs === rootOf(opening)),
  )
  await ana.talks(opening, 'They told us wrong shipments cost them about 40 hours a week.')
  const third = await ana.talks(
    opening,
    'On Thursday I will ask the operations director to bring the CFO to the next call.',
  )
  expect(third.text).toMatch(/\?/)

  await ana.press(opening, 'session_score')
  const closedScore = await ana.seesMessage(/^So far: Sales/)
  expect(JSON.stringify(closedScore)).not.toMatch(/\d of \d|40 hours/)
  await ana.press(closedScore, 'so_far_show')
  const soFar = await ana.seesMessage(/^So far: Sales[\s\S]*\d of \d/, ({ ts }) => ts === closedScore.ts)
  const addresses = (message: Pick<Message, 'blocks'>) =>
    [...JSON.stringify(message.blocks).matchAll(/"url":"([^"]+)","text":"See it in the thread"/g)].map(([, url]) => url)
  const leadsTo = ({ ts }: Message) => expect.stringContaining(`p${ts.replace('.', '')}`)
  const hers = await ana.seesMessage(/^They told us/)
  expect(addresses(soFar)).toContainEqual(leadsTo(hers))

  await ana.press(opening, 'session_end')
  const closed = await ana.seesMessage(/^Your scorecard/)
  expect(closed.threadTs).toBe(rootOf(opening))
  expect(closed.text).not.toMatch(/40 hours|\d of \d/)
  expect(JSON.stringify(closed.blocks)).not.toMatch(/scorecard_rate/) // there is no score to set one's own view beside
  await ana.press(closed, 'scorecard_show')
  const card = await ana.seesMessage(/^Your scorecard[\s\S]*By wording/, ({ ts }) => ts === closed.ts)
  expect(addresses(card)).toContainEqual(leadsTo(await ana.seesMessage(/^On Thursday I will/)))
  expect(JSON.stringify(card)).not.toMatch(/of 10|Strong|Developing|Starting|Said better|scorecard_dispute|share_open/)
  expect(card.text).toMatch(/Working the process: \d of \d\. .*set a next step with a day: “On Thursday I will ask/)
  expect(card.text).toMatch(/Not found: /)
  expect(card.text).toMatch(/not an assessment and no AI; it reads English only/)
  expect(await database.query('select overall, own_score from scorecards')).toEqual([
    { overall: null, own_score: null },
  ])
  expect(await database.query('select 1 from dimension_levels')).toEqual([]) // so no digest and no manager has anything of it

  expect(card.text).toMatch(/Your next steps\n1\. On Thursday I will ask the operations director/)
  expect(card.text).toMatch(/40 hours a week/)

  const rounds = await database.query(
    'select round_number, learner_message, score, feedback, coach_model from coaching_sessions order by round_number',
  )
  expect(rounds.map(({ round_number, coach_model }) => [round_number, coach_model])).toEqual([
    [1, 'scripted'],
    [2, 'scripted'],
    [3, 'scripted'],
  ])
  expect(rounds[0]?.learner_message).toBe(mind.value)
  const learners = await database.query('select name, time_zone, locale, slack_user_id from learners')
  expect(learners).toEqual([
    { name: 'Ana Ribeiro', time_zone: 'America/Sao_Paulo', locale: 'pt-BR', slack_user_id: ANA },
  ])
  expect(await database.query(`select closed_because from sessions where closed_at is not null`)).toEqual([
    { closed_because: 'learner' },
  ])
  expect(await database.query('select judge_model, rubric_version from scorecards')).toEqual([
    { judge_model: 'scripted', rubric_version: 1 },
  ])
  const left = `select id from inbox where body <> '' or state in ('queued', 'answered', 'paused')`
  await until('nothing is left to do', async () => (await database.query(left)).length === 0)
})

test('words in a direct message wait for a coach to be picked and are answered in their own thread', async () => {
  const jonas = await openPerson(bot.url, JONAS)
  const direct = await jonas.direct()
  const { ts = '' } = await jonas.say(direct, 'We must choose between Kafka and a database queue until Friday.')
  const picker = await jonas.seesMessage(/Which coach fits/, (message) => message.threadTs === ts)
  await jonas.press(picker, 'start_pick', 'architecture_advisor')
  await jonas.consents()
  await jonas.seesMessage(/Let us work through your architecture challenge/, (message) => message.threadTs === ts)
  await jonas.seesMessage(/\?/, isAnswerIn(ts))

  const { ts: other = '' } = await jonas.say(direct, 'We have 310 orders a second at peak.')
  await jonas.seesMessage(/\?/, isAnswerIn(other))
  const rounds = await database.query(
    `select learner_message from coaching_sessions where domain_id = 'architecture_advisor' order by round_number`,
  )
  expect(rounds.map(({ learner_message }) => learner_message)).toEqual([
    'We must choose between Kafka and a database queue until Friday.',
    'We have 310 orders a second at peak.',
  ])

  await jonas.coach('sales')
  const offer = await jonas.seesMessage(/You have an open session/, (message) => message.ephemeral === true)
  await jonas.press(offer, 'session_replace')
  await jonas.seesMessage(/Tell me about the prospect/)
  await jonas.seesMessage(/^Your scorecard/)
  await jonas.coach('end')
  await jonas.seesMessage(/Sales Process Coach is closed/)
})

test('who mentions the bot in a channel is told there, alone, where the talk goes on', async () => {
  const ana = await openPerson(bot.url, ANA)
  const general = await ana.channel('general')
  await ana.say(general, '@Threadcoach my next call is difficult')
  const told = await ana.seesMessage(/I wrote to you in our direct message/)
  expect(told).toMatchObject({ channel: general, ephemeral: true })
  expect(told.threadTs).toBeUndefined() // a word in a thread that nobody opened is not seen
  const picker = await ana.seesMessage(/Which coach fits/)
  await ana.press(picker, 'start_pick', 'communication_coach')
  const opening = await ana.seesMessage(/Communication Skills Coach, about/)
  await ana.sees('an answer to the mention', () =>
    ana.everything().find((one) => one.ts > opening.ts && isAnswerIn(rootOf(opening))(one)),
  )
  await ana.say(general, '@Threadcoach are you there?')
  const pointer = await ana.seesMessage(/You have an open session/, ({ ephemeral }) => ephemeral === true)
  expect(pointer).toMatchObject({ channel: general })
  await ana.seesMessage(/You have an open session/, (one) => !one.ephemeral && one.channel === opening.channel)
  expect(pointer.threadTs).toBeUndefined()

  const cards = () => ana.everything().filter(({ text }) => /^So far: Communication/.test(text)).length
  await ana.press(opening, 'session_score')
  await ana.sees('how it goes', () => cards() === 1)
  await ana.talks(opening, 'I would say that I am sorry, and ask what she needs.')
  await ana.press(opening, 'session_score') // the same button again is a new question
  await ana.sees('how it goes now', () => cards() === 2)
  await ana.coach('end')
})

test('nothing that a learner wrote is in the log', async () => {
  expect(bot.logged.join('\n')).not.toMatch(/Brightline|Kafka|orders|hours/)
})
