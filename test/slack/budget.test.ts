import { openBudget } from '../../src/slack/connection/budget.ts'

const post = (channel: string) => ({ method: 'chat.postMessage', channel })

/** Books a call as the gate does, and says when it goes out. */
function goesOut(budget: ReturnType<typeof openBudget>, call: ReturnType<typeof post>, now: number): number {
  const at = now + budget.waitMs(call, now)
  budget.book(call, now)
  return at
}

test('a channel gets a short burst at once, and then one post a second', () => {
  const budget = openBudget(300)
  const at = Array.from({ length: 9 }, () => goesOut(budget, post('D1'), 0))
  expect(at).toEqual([0, 0, 0, 3_000, 3_000, 3_000, 6_000, 6_000, 6_000])
  expect(budget.waitMs(post('D2'), 0)).toBe(0)
})

test('no minute has more posts in a workspace than Slack takes there, wherever they go', () => {
  const budget = openBudget(300)
  const at = Array.from({ length: 700 }, (_, n) => goesOut(budget, post(`D${n}`), n * 10))
  for (const begin of at)
    expect(at.filter((one) => one >= begin && one < begin + 60_000).length).toBeLessThanOrEqual(300)
  expect(Math.max(...at)).toBeLessThan(3 * 60_000) // and it is not slower than it has to be
})

test.each([
  ['conversations.replies', 50],
  ['conversations.open', 50],
  ['reactions.add', 50],
  ['chat.delete', 50],
  ['users.info', 100],
  ['views.publish', 100],
  ['a.method.of.tomorrow', 20],
])('%s is called less than %i times in any minute', (method, most) => {
  const budget = openBudget(300)
  let calls = 0
  for (; budget.waitMs({ method, channel: `C${calls}` }, 0) === 0; calls++)
    budget.book({ method, channel: `C${calls}` }, 0)
  expect(calls).toBeLessThan(most)
  expect(calls).toBeGreaterThan(most * 0.8)
  expect(budget.waitMs({ method, channel: undefined }, 60_000)).toBe(0)
})

test('a channel that Slack holds back is closed for as long as it says, and no other is', () => {
  const budget = openBudget(undefined)
  budget.refused(post('D1'), 7_000, 1_000)
  expect(budget.waitMs(post('D1'), 2_000)).toBe(6_000)
  expect(budget.waitMs(post('D1'), 8_000)).toBe(0)
  expect(budget.waitMs(post('D2'), 2_000)).toBe(0)
  expect(budget.waitMs({ method: 'conversations.replies', channel: 'D1' }, 2_000)).toBe(0)
})

test('a shorter pause does not end a longer one', () => {
  const budget = openBudget(undefined)
  budget.refused(post('D1'), 30_000, 0)
  budget.refused(post('D1'), 1_000, 0)
  expect(budget.waitMs(post('D1'), 0)).toBe(30_000)
})

test('where Slack refuses one channel after the other, it means all of them', () => {
  const budget = openBudget(undefined)
  for (let n = 0; n < 7; n++) budget.refused(post(`D${n}`), 5_000, 0)
  budget.taken(post('D8'))
  for (let n = 0; n < 7; n++) budget.refused(post(`D${n}`), 5_000, 0)
  expect(budget.waitMs(post('D9'), 0)).toBe(0)
  budget.refused(post('D7'), 5_000, 0)
  expect(budget.waitMs(post('D9'), 0)).toBe(5_000)
  expect(budget.waitMs({ method: 'views.open', channel: undefined }, 0)).toBe(0)
})

test('a method that is about no channel is closed as a whole', () => {
  const budget = openBudget(undefined)
  budget.refused({ method: 'users.info', channel: undefined }, 5_000, 0)
  expect(budget.waitMs({ method: 'users.info', channel: undefined }, 0)).toBe(5_000)
})

test('where Slack lets us read no more for now, that holds for every channel', () => {
  const budget = openBudget(undefined)
  budget.refused({ method: 'conversations.replies', channel: 'D1' }, 5_000, 0)
  expect(budget.waitMs({ method: 'conversations.replies', channel: 'D2' }, 0)).toBe(5_000)
  expect(budget.waitMs({ method: 'conversations.history', channel: 'D2' }, 0)).toBe(0)
})

test('what begins takes half of the room, so that every end finds some', () => {
  const budget = openBudget(300)
  const begin = { method: 'agents.sessions.setStatus', channel: undefined, begins: true }
  const end = { ...begin, begins: false }
  const room = (call: typeof end) => {
    let calls = 0
    for (; budget.waitMs(call, 0) === 0; calls += 1) budget.book(call, 0)
    return calls
  }
  expect([room(begin), room(end)]).toEqual([22, 23]) // of 50, less the margin
})
