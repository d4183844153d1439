import type { CallFault } from '../../src/playground/call.ts'
import { ANA, openPerson } from '../person.ts'
import { openJoinedBot } from './joined-bot.ts'

type Bot = Awaited<ReturnType<typeof openJoinedBot>>
type Person = Awaited<ReturnType<typeof openPerson>>
type Opening = Awaited<ReturnType<Person['starts']>>

let bot: Bot
let ana: Person
let opening: Opening
beforeAll(async () => {
  bot = await openJoinedBot('socket')
  ana = await openPerson(bot.playground.url, ANA)
  opening = await ana.starts('sales')
}, 60_000)
afterAll(async () => {
  await bot.close()
}, 60_000)

const STATUS = 'assistant.threads.setStatus'
const withStatus = (fault: CallFault) => {
  bot.faults.call = (method) => (method === STATUS ? fault : undefined)
}
/** Ana's newest reply, as she sees it, once it has this reaction. */
const marked = (name: string) =>
  ana.sees(`a reaction :${name}:`, () =>
    ana.everything().findLast((one) => one.user === ANA && one.reactions.some((reaction) => reaction.name === name)),
  )

test('an answered reply costs two calls: the status, and one post', async () => {
  await ana.talks(opening, 'The buyer at Brightline went quiet after the demo.')
  bot.attempts.length = 0
  await ana.talks(opening, 'I sent two mails and got no answer.')
  const calls = bot.attempts.filter((method) => method !== 'apps.connections.open') // that may be needed at any time
  expect(calls.toSorted()).toEqual([STATUS, 'chat.postMessage'])
})

test('the learner sees that the coach is thinking, until the answer is there', async () => {
  const thread = `${opening.channel}:${opening.threadTs ?? opening.ts}`
  let seen = ''
  const watch = ana.sees('the status', ({ statuses }) => {
    seen ||= statuses[thread] ?? ''
    return seen
  })
  await ana.talks(opening, 'Their CFO decides, I think.')
  expect(await watch).toBe('is thinking…')
  await ana.sees('no status', ({ statuses }) => !statuses[thread])
})

test('a status that hangs holds up no answer', async () => {
  withStatus({ delayMs: 60_000 })
  const asked = performance.now()
  await ana.talks(opening, 'I could call the CFO myself.')
  expect(performance.now() - asked).toBeLessThan(8_000) // the call itself would be given up after ten seconds
})

test('a status that Slack puts off is left out, and comes again with a later reply', async () => {
  withStatus({ status: 429, headers: { 'retry-after': '1' }, body: { ok: false, error: 'ratelimited' } })
  bot.attempts.length = 0
  await ana.talks(opening, 'On Thursday I have time for that.')
  const calls = bot.attempts.filter((method) => method !== 'apps.connections.open') // that may be needed at any time
  expect(calls.toSorted()).toEqual([STATUS, 'chat.postMessage'])
  bot.faults.call = undefined
  while (!bot.attempts.slice(2).includes(STATUS)) await ana.talks(opening, 'I would ask what the delay costs them.')
  expect(bot.attempts).not.toContain('reactions.add')
})

test('a page that comes instead of a status says nothing about the workspace', async () => {
  withStatus({ page: '<h1>Please sign in</h1>' })
  await ana.talks(opening, 'I would offer them a pilot.')
  bot.faults.call = undefined
  bot.attempts.length = 0
  while (!bot.attempts.includes(STATUS)) await ana.talks(opening, 'It would begin with one warehouse.')
})

test('a thread that takes no status gets an “eyes” reaction, and its workspace is asked again with the next reply', async () => {
  withStatus({ body: { ok: false, error: 'invalid_thread_ts' } })
  await ana.talks(opening, 'Their warehouse manager would join.')
  expect((await marked('eyes')).text).toBe('Their warehouse manager would join.')
  bot.faults.call = undefined
  bot.attempts.length = 0
  await ana.talks(opening, 'She sees the wrong shipments every day.')
  expect(bot.attempts).toContain(STATUS)
  expect(bot.attempts).not.toContain('reactions.add')
})

test('a workspace without the agent view gets an “eyes” reaction, and is not asked for a status again', async () => {
  withStatus({ body: { ok: false, error: 'missing_scope' } })
  await ana.talks(opening, 'They lose 40 hours a week to wrong shipments.')
  bot.attempts.length = 0
  await ana.talks(opening, 'So a call of ten minutes is worth it.')
  const seen = await marked('eyes')
  expect(seen.text).toBe('So a call of ten minutes is worth it.')
  expect(bot.attempts.toSorted()).toEqual(['chat.postMessage', 'reactions.add'])
})
