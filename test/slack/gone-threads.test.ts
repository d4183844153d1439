import type { Message } from '../../src/playground/contract.ts'
import { ANA, JONAS, openPerson, rootOf } from '../person.ts'
import { GENERAL, openJoinedBot } from './joined-bot.ts'

type Person = Awaited<ReturnType<typeof openPerson>>
type Bot = Awaited<ReturnType<typeof openJoinedBot>>

let bot: Bot
let ana: Person
let jonas: Person
beforeAll(async () => {
  bot = await openJoinedBot('socket')
  ana = await openPerson(bot.playground.url, ANA)
  jonas = await openPerson(bot.playground.url, JONAS)
}, 60_000)
afterEach(() => {
  bot.faults.call = undefined
  bot.playground.fault('reply-astray', 'off')
})
afterAll(() => bot.close(), 60_000)

/** Somebody who may deletes the first message of a thread, which the bot wrote. */
async function deletesFirst(opening: Message): Promise<void> {
  const { apiUrl, botToken } = bot.playground
  const body = new URLSearchParams({ token: botToken, channel: opening.channel, ts: rootOf(opening) })
  expect(await (await fetch(`${apiUrl}chat.delete`, { method: 'POST', body })).json()).toMatchObject({ ok: true })
}
/** What everybody in the channel can read outside of threads, by the bot. */
const inTheOpen = (channel = GENERAL) =>
  jonas.everything().filter((one) => one.channel === channel && !one.threadTs && one.user !== ANA && one.user !== JONAS)
/** How often Slack shows the answer of the newest round. */
async function shownAnswers(): Promise<number> {
  await bot.atRest()
  const [{ key } = { key: '' }] = await bot.query(
    `select key from inbox where kind = 'reply' and round_id is not null order by id desc limit 1`,
  )
  const url = `${bot.playground.url}/playground/api/posted`
  const posted: unknown = await (await fetch(url)).json()
  return JSON.stringify(posted).split(`"key":"${String(key)}"`).length - 1
}
const stuck = () => bot.query(`select kind, because from inbox where state = 'stuck'`)
/** What waits for its time is due now. */
const sooner = () =>
  bot.query(`update inbox set run_at = now() where state in ('queued', 'answered') and run_at > now()`)
async function until(what: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 20))
}

const WHY = /its first message was deleted/

test('an answer whose thread is gone is seen by the learner alone, once, and the session goes on where they are told', async () => {
  const opening = await ana.starts('here communication')
  expect(opening.channel).toBe(GENERAL)
  await ana.talks(opening, 'A customer shouted at me on Monday.')
  await deletesFirst(opening)
  bot.playground.fault('reply-astray', 'on')
  await ana.say(GENERAL, 'I would like to stay calm next time.', rootOf(opening))

  const direct = await ana.direct()
  const why = await ana.seesMessage(WHY, ({ channel }) => channel === direct)
  await ana.seesMessage(/\?/, ({ threadTs }) => threadTs === why.ts)
  expect(await shownAnswers()).toBe(1)
  expect(inTheOpen().filter(({ ts }) => ts > rootOf(opening))).toEqual([])
  expect(await stuck()).toEqual([])

  bot.attempts.length = 0
  const posts = () => bot.attempts.filter((method) => method === 'chat.postMessage').length
  const { ts = '' } = await ana.say(GENERAL, 'I write on where I always did.', rootOf(opening))
  await ana.seesMessage(/\?/, (one) => one.threadTs === why.ts && one.ts > ts)
  await bot.atRest()
  expect(posts()).toBe(1) // nothing is posted into what is gone again, and nothing explained again
  await ana.say(direct, 'end', why.ts)
  await ana.seesMessage(/Your scorecard/, (one) => one.channel === direct && one.threadTs === why.ts)
  await bot.atRest()
})

test.each([
  ['whose answer was lost', { dropAnswer: true }],
  ['that was answered with a page', { page: '<h1>Please sign in</h1>', afterwards: true }],
  ['that was answered without where it stands', { body: { ok: true, ts: '1700000000.000100' }, afterwards: true }],
])('a post %s is found in the open, and taken back', async (_, lost) => {
  const opening = await ana.starts('here communication')
  await ana.talks(opening, 'A customer shouted at me on Monday.')
  await deletesFirst(opening)
  bot.playground.fault('reply-astray', 'on')
  let isLost = false
  bot.faults.call = (method) => {
    if (method !== 'chat.postMessage' || isLost) return undefined
    isLost = true
    return lost
  }
  await ana.say(GENERAL, 'I would like to stay calm next time.', rootOf(opening))
  await until(async () => (await bot.query(`select 1 from inbox where looks > 0 and state = 'answered'`)).length > 0)
  await sooner()
  const why = await ana.seesMessage(WHY, ({ ts }) => ts > rootOf(opening))
  await ana.seesMessage(/\?/, ({ threadTs }) => threadTs === why.ts)
  expect(await shownAnswers()).toBe(1)
  expect(inTheOpen().filter(({ ts }) => ts > rootOf(opening))).toEqual([])
  expect(await stuck()).toEqual([])
  await ana.coach('end')
  await bot.atRest()
})

test.each([
  ['puts off', { status: 429, headers: { 'retry-after': '1' }, body: { ok: false, error: 'ratelimited' } }],
  ['loses', { page: '' }],
])(
  'a post in the open whose deletion Slack %s is taken back as soon as that can be, and nobody waits for it',
  async (_, refused) => {
    const opening = await ana.starts('here communication')
    await ana.talks(opening, 'A customer shouted at me on Monday.')
    await deletesFirst(opening)
    bot.playground.fault('reply-astray', 'on')
    bot.faults.call = (method) => (method === 'chat.delete' ? refused : undefined)
    await ana.say(GENERAL, 'I would like to stay calm next time.', rootOf(opening))
    const why = await ana.seesMessage(WHY, ({ ts }) => ts > rootOf(opening))
    await ana.seesMessage(/\?/, ({ threadTs }) => threadTs === why.ts)
    expect(inTheOpen().filter(({ ts }) => ts > rootOf(opening))).toHaveLength(1)
    bot.faults.call = undefined
    await until(async () => {
      await sooner()
      return inTheOpen().filter(({ ts }) => ts > rootOf(opening)).length === 0
    })
    expect(await shownAnswers()).toBe(1)
    expect(await stuck()).toEqual([])
    await ana.coach('end')
    await bot.atRest()
  },
)

test('where Slack refuses a reply to what is gone, the session moves too', async () => {
  const opening = await ana.starts('here communication')
  bot.faults.call = (method, { channel }) =>
    method === 'chat.postMessage' && channel === GENERAL
      ? { body: { ok: false, error: 'thread_not_found' } }
      : undefined
  await ana.say(GENERAL, 'A customer shouted at me on Monday.', rootOf(opening))
  const why = await ana.seesMessage(WHY, ({ ts }) => ts > rootOf(opening))
  await ana.seesMessage(/\?/, ({ threadTs }) => threadTs === why.ts)
  expect(await shownAnswers()).toBe(1)
  await ana.coach('end')
  await bot.atRest()
})

test('a scorecard and a card of what may be remembered follow a session whose thread in the direct message is gone', async () => {
  const opening = await ana.starts('sales')
  await ana.talks(opening, 'I will call Brightline by Friday, since they went quiet after the demo.')
  await deletesFirst(opening)
  bot.playground.fault('reply-astray', 'on')
  await ana.coach('end')
  const why = await ana.seesMessage(WHY, ({ ts }) => ts > rootOf(opening))
  await ana.seesMessage(/Your scorecard/, ({ threadTs }) => threadTs === why.ts)
  await bot.atRest()
  const after = ana.everything().filter(({ channel, ts }) => channel === opening.channel && ts > why.ts)
  expect(after.filter(({ threadTs }) => threadTs !== why.ts)).toEqual([])
  expect(await stuck()).toEqual([])
})
