import type { Config } from '../../src/config.ts'
import { openBot, temporaryFolder } from '../bot.ts'
import { testCoach } from '../coach.ts'
import { openModelServer } from '../model-server.ts'
import { ANA, everybodyLeaves, JONAS, openPerson, rootOf } from '../person.ts'
import { serveDatabase } from '../served-database.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  everybodyLeaves()
  for (const close of closing.splice(0).reverse()) await close()
}, 60_000)

const AWAY = /the AI that I coach with does not respond.*kept.*by myself/
const LIMIT = /limit for one day of coaching.*kept.*by myself from \w+day 00:00/
const A_ROUND = { rounds: 1, inputTokens: 1_000_000, outputTokens: 1_000_000 }
const PLENTY = { ...A_ROUND, rounds: 1_000 }

/** The bot on a database of its own; all of it is gone after the test. */
async function opened(about: Partial<Config>) {
  const place = temporaryFolder()
  closing.push(place.done)
  const database = await serveDatabase()
  closing.push(database.close)
  const at = { at: 'supabase' as const, url: database.url, key: 'sb_secret_test', dataDir: place.path }
  const bot = await openBot({ ...about, dataDir: place.path, database: at })
  closing.push(bot.close)
  return bot
}

test('while the model’s server is out of order each learner hears once that the coach is away, and /healthz says so', async () => {
  const model = await openModelServer({ fault: 'broken' })
  closing.push(model.close)
  const server = { apiKey: 'sk', baseUrl: model.baseUrl, coach: 'm', judge: 'm', extraBody: {} }
  const bot = await opened({ model: { at: 'server', ...server } })
  const health = async (): Promise<unknown> => (await fetch(`${bot.url}/healthz`)).json()
  expect(await health()).toMatchObject({ model: 'ready' })

  const people = [await openPerson(bot.url, ANA), await openPerson(bot.url, JONAS)]
  const openings = await Promise.all(people.map((person) => person.starts('sales')))
  await Promise.all(
    people.map(async (person, at) => {
      const opening = openings[at]
      if (opening) await person.say(opening.channel, 'The CFO is missing.', rootOf(opening))
      await person.seesMessage(AWAY)
    }),
  )
  expect(await health()).toMatchObject({ ready: true, model: 'away' })
  const asked = model.requests.length
  const [ana] = people
  const told = await ana?.seesMessage(AWAY)
  if (ana && told) await ana.press(told, 'session_retry')
  await ana?.seesMessage(/I am trying again/)
  expect(model.requests.length).toBe(asked) // a server that is away is left in peace
  for (const person of people) expect(person.everything().filter(({ text }) => AWAY.test(text))).toHaveLength(1)
}, 60_000)

const LONG =
  'The CFO has not joined a call yet, and I do not know what she needs to hear from us before she signs. The ops director likes the pilot, their team loses two days a month on manual reports, and I will ask him on Thursday to bring her along, because without her nothing gets decided before the end of the quarter.'
/** Of a judge to whom all of it is not enough. */
const judgements = testCoach('sales_workflow_coach').persona.dimensions.map((dimension) => ({
  dimension,
  evidence: [],
  sufficiency: 'not_enough',
  anchor: null,
  adjust: null,
}))
const CARD_LATER = /limit for one day of coaching.*session has ended.*scorecard comes by itself from \w+day \d\d:00/

test.each([
  ['the learner’s rounds', { learner: A_ROUND, workspace: PLENTY }, /^We have reached/, 3],
  ['the workspace’s rounds', { learner: PLENTY, workspace: A_ROUND }, /^Your workspace has reached/, 1],
  ['the learner’s tokens', { learner: { ...PLENTY, outputTokens: 1 }, workspace: PLENTY }, /^We have reached/, 0],
])(
  'over the limit of %s no model is asked, each card says when it comes, and comes once, within the limits of its day',
  async (_, limits, whose, more) => {
    const model = await openModelServer({ fill: () => ({ judgements, worked_out: [], next_steps: [] }) })
    closing.push(model.close)
    const server = { apiKey: 'sk', baseUrl: model.baseUrl, coach: 'm', judge: 'm', extraBody: {} }
    const place = temporaryFolder()
    closing.push(place.done)
    const bot = await openBot({ limits, dataDir: place.path, model: { at: 'server', ...server } })
    closing.push(bot.close)
    const ana = await openPerson(bot.url, ANA)
    const first = await ana.starts('sales')
    await ana.talks(first, 'The CFO has not joined a call yet, and I do not know what she needs to hear from us.')
    const inThread = (root: string, text: RegExp) =>
      ana.everything().filter((one) => one.threadTs === root && text.test(one.text))
    const endsIt = async (root: string, channel: string) => {
      await ana.say(channel, 'end', root)
      await ana.sees('when its card comes', () => inThread(root, CARD_LATER)[0])
    }
    await endsIt(rootOf(first), first.channel)
    const roots = [rootOf(first)]
    for (let cycles = 0; cycles < more; cycles++) {
      const opening = await ana.starts('sales')
      roots.push(rootOf(opening))
      await ana.say(opening.channel, `${LONG} This is number ${cycles}.`, rootOf(opening))
      await endsIt(rootOf(opening), opening.channel)
    }
    expect(model.requests).toHaveLength(1) // the answer
    for (const root of roots) expect(inThread(root, CARD_LATER)).toMatchObject([{ text: expect.stringMatching(whose) }])

    const carded = () => roots.filter((root) => inThread(root, /^Your scorecard/).length > 0).length
    const turnDay = (day: number) =>
      ana.act({ do: 'move-clock', to: new Date(Date.now() + (24 * day + 2) * 3_600_000).toISOString() })
    let day = 0
    while (carded() < roots.length) {
      const before = carded()
      day += 1
      await turnDay(day)
      await ana.sees('another card', () => carded() > before)
    }
    expect(day).toBeGreaterThanOrEqual(Math.max(1, more)) // a round that its card answers is one of that day's rounds
    await turnDay(day + 1)
    for (const root of roots) expect(inThread(root, /^Your scorecard/)).toHaveLength(1)
  },
  120_000,
)

test('who reached the limit of the day hears it once, until when, and still gets a scorecard that costs nothing', async () => {
  const bot = await opened({ limits: { learner: A_ROUND, workspace: PLENTY } })
  const ana = await openPerson(bot.url, ANA)
  const opening = await ana.starts('sales')
  await ana.talks(opening, 'The CFO has not joined a call yet, and I do not know what she needs to hear from us.')
  const limit = await ana.talks(opening, 'I could ask the ops director to bring her along on Thursday.')
  expect(limit.text).toMatch(LIMIT)
  await ana.say(opening.channel, 'And I could send her the figures before.', rootOf(opening))
  await ana.say(opening.channel, 'end', rootOf(opening))
  await ana.seesMessage(/^Your scorecard/)
  expect(ana.everything().filter(({ text }) => LIMIT.test(text))).toHaveLength(1)
}, 60_000)
