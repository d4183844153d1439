import type { CallFault } from '../../src/playground/call.ts'
import type { Message } from '../../src/playground/contract.ts'
import { ANA, openPerson } from '../person.ts'
import { openJoinedBot } from './joined-bot.ts'

let bot: Awaited<ReturnType<typeof openJoinedBot>>
let ana: Awaited<ReturnType<typeof openPerson>>
beforeAll(async () => {
  bot = await openJoinedBot('socket')
  ana = await openPerson(bot.playground.url, ANA)
}, 60_000)
afterEach(() => {
  bot.faults.call = undefined
})
afterAll(() => bot.close(), 60_000)

const CLOSED: CallFault = { body: { ok: false, error: 'edit_window_closed' } }
const PASSING: [string, CallFault][] = [
  ['puts off', { status: 429, headers: { 'retry-after': '1' }, body: { ok: false, error: 'ratelimited' } }],
  ['answers with a page', { page: '<h1>Please sign in</h1>' }],
]

/** What happens to each change of a message; deletions are counted. */
function changesMeet(fault: CallFault | undefined): void {
  bot.attempts.length = 0
  bot.faults.call = (method) => (method === 'chat.update' ? fault : undefined)
}
const tries = (method: string) => bot.attempts.filter((one) => one === method).length
const stuck = () => bot.query(`select kind, because from inbox where state = 'stuck'`)
/** Waits until it is so, while what waits for its time is due at once. */
async function untilSoon(what: () => boolean): Promise<void> {
  while (!what()) {
    await bot.query(`update inbox set run_at = now() where state in ('queued', 'answered') and run_at > now()`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
const asItIs = ({ ts }: Message) => ana.everything().find((one) => one.ts === ts)

/** A talk that is ended: its scorecard, closed, and the card of what may be remembered, opened. */
async function talk() {
  const before = new Set(ana.everything().map(({ ts }) => ts))
  const isNew = ({ ts }: Message) => !before.has(ts)
  const opening = await ana.starts('sales')
  const reply =
    'I want operations to trust us. On Thursday I will ask their director to bring the CFO to the next call.'
  await ana.talks(opening, reply)
  await ana.press(opening, 'session_end')
  const said = ana.everything().findLast(({ text }) => text === reply)
  const card = await ana.seesMessage(/^Your scorecard/, isNew)
  const closed = await ana.seesMessage(/What may I remember/, isNew)
  await ana.press(closed, 'memory_show')
  const memory = await ana.seesMessage(/What you mean to do/, ({ ts }) => ts === closed.ts)
  return { said, card, memory }
}

test.each(PASSING)('a change that Slack %s is made later, and the message stays meanwhile', async (_, fault) => {
  const { card, memory } = await talk()
  changesMeet(fault)
  await ana.press(card, 'scorecard_show')
  await ana.press(memory, 'memory_keep')
  while (tries('chat.update') < 2) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(asItIs(card)).toMatchObject({ text: card.text })
  expect(asItIs(memory)).toMatchObject({ text: memory.text })
  bot.faults.call = undefined
  await untilSoon(() => /By wording/.test(asItIs(card)?.text ?? '') && /^Remembered/.test(asItIs(memory)?.text ?? ''))
  await bot.atRest()
  expect(tries('chat.delete')).toBe(0)
  expect(await stuck()).toEqual([])
  expect(await bot.query(`select about from inbox where kind = 'redraw'`)).toEqual([]) // it held their words
})

test('where Slack lets no message be changed, what it would say is said to its person alone at each press, and nothing goes', async () => {
  const { card, memory } = await talk()
  changesMeet(CLOSED)
  await ana.press(card, 'scorecard_show')
  await ana.press(memory, 'memory_keep')
  const open = await ana.seesMessage(/^Your scorecard[\s\S]*By wording/, ({ ts }) => ts > memory.ts)
  await ana.seesMessage(/^Remembered/, (one) => one.ephemeral === true && one.ts > memory.ts)
  await bot.atRest()
  expect(asItIs(card)).toMatchObject({ text: card.text })
  expect(asItIs(memory)).toMatchObject({ text: memory.text })
  expect(open.ephemeral).toBe(true)
  await ana.press(card, 'scorecard_show')
  await ana.seesMessage(/^Your scorecard[\s\S]*By wording/, ({ ts }) => ts > open.ts)
  await bot.atRest()
  expect(tries('chat.delete')).toBe(0)
  expect(await stuck()).toEqual([])
})

test('words that a learner takes back leave a scorecard, or it leaves with them', async () => {
  const { card, said } = await talk()
  await ana.press(card, 'scorecard_show')
  await untilSoon(() => /By wording/.test(asItIs(card)?.text ?? ''))
  changesMeet(PASSING[1]?.[1])
  await ana.act({ do: 'delete', channel: card.channel, ts: said?.ts ?? '' })
  while (tries('chat.update') === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(asItIs(card)).toBeDefined() // for now: it may pass
  changesMeet({ body: { ok: false, error: 'some_new_code' } })
  const noted = () => bot.query(`select 1 from inbox where because like '%some_new_code' and state <> 'settled'`)
  await untilSoon(() => tries('chat.update') > 0)
  while ((await noted()).length === 0 && tries('chat.delete') === 0)
    await new Promise((resolve) => setTimeout(resolve, 20))
  expect(asItIs(card)).toBeDefined() // nobody knows that code, so it may pass too
  changesMeet(CLOSED)
  await untilSoon(() => asItIs(card) === undefined)
  expect(await stuck()).toEqual([])
})
