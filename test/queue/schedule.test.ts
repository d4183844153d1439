import { Fault } from '../../src/fault.ts'
import { openLog } from '../../src/log.ts'
import { every } from '../../src/queue/schedule.ts'

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms)
const logged: string[] = []
const log = openLog((line) => logged.push(line))

test('a task runs at once and then again and again, until it is stopped', async () => {
  let runs = 0
  const stop = every(1_000, 'sweep', async () => void runs++, log)
  await pass(0)
  expect(runs).toBe(1)
  await pass(3_000)
  expect(runs).toBe(4)
  stop()
  await pass(3_000)
  expect(runs).toBe(4)
})

test('a run that takes long is not joined by another', async () => {
  let under = 0
  let most = 0
  const task = async () => {
    most = Math.max(most, ++under)
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    under--
  }
  const stop = every(1_000, 'sweep', task, log)
  await pass(10_000)
  stop()
  expect(most).toBe(1)
})

test('a run that fails is logged by its name, and the next one comes', async () => {
  let runs = 0
  const task = async () => {
    if (++runs === 1) throw new Fault('store-down', { retry: true })
  }
  const stop = every(1_000, 'sweep', task, log)
  await pass(1_000)
  stop()
  expect(runs).toBe(2)
  expect(logged.map((line): unknown => JSON.parse(line))).toMatchObject([
    { level: 'warn', what: 'sweep failed', error: 'store-down' },
  ])
})
