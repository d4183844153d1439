import { ANA, JONAS, openPerson, rootOf } from '../person.ts'
import { GENERAL, openJoinedBot } from './joined-bot.ts'

type Person = Awaited<ReturnType<typeof openPerson>>

let bot: Awaited<ReturnType<typeof openJoinedBot>>
let ana: Person
let jonas: Person
beforeAll(async () => {
  bot = await openJoinedBot('socket')
  ana = await openPerson(bot.playground.url, ANA)
  jonas = await openPerson(bot.playground.url, JONAS)
}, 60_000)
afterEach(() => {
  bot.faults.call = undefined
})
afterAll(() => bot.close(), 60_000)

const LIMIT = { status: 429, headers: { 'retry-after': '1' }, body: { ok: false, error: 'ratelimited' } }
const tries = () => bot.attempts.filter((method) => method === 'chat.postMessage').length

test('a channel that Slack holds back gets its answer when it may, and nobody else waits for it', async () => {
  const [openingOfAna, openingOfJonas] = [await ana.starts('sales'), await jonas.starts('architecture')]
  const refusedAt: number[] = []
  bot.faults.call = (method, { channel }) => {
    if (method !== 'chat.postMessage' || channel !== openingOfAna.channel || refusedAt.length === 2) return undefined
    refusedAt.push(performance.now())
    return LIMIT
  }
  const held = ana.talks(openingOfAna, 'Brightline went quiet after the demo.')
  await jonas.talks(openingOfJonas, 'We must choose between Kafka and a database queue.')
  expect(refusedAt.length).toBeLessThan(2) // the answer to Ana is still held back
  await held
  const [first = 0, second = 0] = refusedAt
  expect(second - first).toBeGreaterThanOrEqual(1_000)
  await ana.coach('end')
  await jonas.coach('end')
})

test('the answer in a channel that was archived meanwhile arrives in the direct message, with a sentence why', async () => {
  const opening = await ana.starts('here communication')
  expect(opening.channel).toBe(GENERAL)
  let isArchived = false
  bot.faults.call = (method) => (method === 'chat.postMessage' && !isArchived ? LIMIT : undefined)
  await ana.say(GENERAL, 'A customer shouted at me on Monday.', rootOf(opening))
  await ana.act({ do: 'archive', channel: GENERAL })
  isArchived = true

  const direct = await ana.direct()
  const why = await ana.seesMessage(/I can no longer post in/, ({ channel }) => channel === direct)
  const answer = await ana.seesMessage(/\?/, ({ threadTs }) => threadTs === why.ts)
  expect(answer.channel).toBe(direct)
  expect((await ana.talks(why, 'I would like to stay calm next time.')).channel).toBe(direct) // and it goes on there
  await ana.say(direct, 'end', why.ts)
  await ana.seesMessage(/Your scorecard/, ({ channel, ts }) => channel === direct && ts > answer.ts)
  expect(await bot.query('select channel from sessions where closed_at is null')).toEqual([])
})

test('what an administrator withholds is kept and shown once it is allowed, and an operator hears of it once', async () => {
  const opening = await jonas.starts('architecture')
  await bot.atRest()
  bot.logged.length = 0
  bot.attempts.length = 0
  bot.faults.call = (method) =>
    method === 'chat.postMessage' && tries() <= 2 ? { body: { ok: false, error: 'ekm_access_denied' } } : undefined
  await jonas.talks(opening, 'Canary Xylophon is what we must choose.')
  expect(tries()).toBe(3)
  await jonas.talks(opening, 'It is between two vendors.')
  expect(bot.logged.filter((line) => line.includes('"level":"error"'))).toEqual([
    expect.stringContaining('ekm_access_denied'),
  ])
  expect(bot.logged.join()).not.toContain('Xylophon')
  await jonas.coach('end')
})

test('a post that Slack will never show is tried once, logged by its code, and counted for the operator', async () => {
  const opening = await jonas.starts('onboarding')
  await bot.atRest()
  bot.attempts.length = 0
  bot.faults.call = (method) => (method === 'chat.postMessage' ? { body: { ok: false, error: 'no_text' } } : undefined)
  await jonas.say(opening.channel, 'Canary Xylophon, my first week.', rootOf(opening))
  while (!bot.logged.some((line) => line.includes('no_text'))) await new Promise((resolve) => setTimeout(resolve, 20))
  await bot.atRest()
  expect(tries()).toBe(1)
  const health: unknown = JSON.parse(await (await fetch(`${bot.url}/healthz`)).text())
  expect(health).toMatchObject({
    ready: true,
    work: { stuck: 1, causes: { stuck: { 'slack-refused: no_text': 1 } } },
  })
  expect(bot.logged.join()).not.toContain('Xylophon')
})
