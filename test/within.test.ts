import { within } from '../src/within.ts'

const timers = () => process.getActiveResourcesInfo().filter((what) => what === 'Timeout').length

test('what comes in time counts, a failure too, and no clock runs on', async () => {
  const before = timers()
  expect(await within(60_000, Promise.resolve('done'), () => 'late')).toBe('done')
  await expect(within(60_000, Promise.reject(new Error('broken')), () => 'late')).rejects.toThrow('broken')
  expect(timers()).toBe(before)
})

test('what is late is answered for, and its failure afterwards is heard by nobody', async () => {
  const { promise, reject } = Promise.withResolvers<string>()
  expect(await within(1, promise, () => 'late')).toBe('late')
  const isLate = () => {
    throw new Error('too late')
  }
  await expect(within(1, promise, isLate)).rejects.toThrow('too late')
  reject(new Error('nobody hears this')) // it would end this process, were it unheard
  await new Promise(setImmediate)
})
