import { openBatch } from '../../src/queue/batch.ts'

const settings = { waitMs: 3, most: 100, atOnce: 4, whose: String, mostOfOne: 10 }

test('what arrives together is kept in one call', async () => {
  const kept: number[][] = []
  const keep = openBatch<number>({ ...settings, keep: async (items) => void kept.push(items) })
  await Promise.all([1, 2, 3].map(keep))
  expect(kept).toEqual([[1, 2, 3]])
})

test('no call holds more than it may', async () => {
  const kept: number[] = []
  const keep = openBatch<number>({ ...settings, keep: async (items) => void kept.push(items.length) })
  await Promise.all(Array.from({ length: 250 }, (_, n) => keep(n)))
  expect(kept).toEqual([100, 100, 50])
})

test('nobody is told “kept” before the call has ended', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  const keep = openBatch<number>({
    ...settings,
    keep: () => {
      begun.resolve()
      return promise
    },
  })
  const told: string[] = []
  const one = keep(1).then(() => told.push('kept'))
  await begun.promise
  expect(told).toEqual([])
  resolve()
  await one
})

test('while as many calls as may be are under way, what arrives is gathered for the next one', async () => {
  const calls: { items: number[]; end: () => void }[] = []
  const keep = openBatch<number>({
    ...settings,
    waitMs: 0,
    atOnce: 1,
    keep: (items) => new Promise((end) => calls.push({ items, end })),
  })
  const first = keep(1)
  while (calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  const others = [2, 3, 4].map(keep)
  calls[0]?.end()
  await first
  while (calls.length === 1) await new Promise((resolve) => setTimeout(resolve, 1))
  calls[1]?.end()
  await Promise.all(others)
  expect(calls.map(({ items }) => items)).toEqual([[1], [2, 3, 4]])
})

test('one bad item does not take the others with it', async () => {
  const kept: number[] = []
  const keep = openBatch<number>({
    ...settings,
    keep: async (items) => {
      if (items.includes(2)) throw new Error('bad')
      kept.push(...items)
    },
  })
  const outcomes = await Promise.allSettled([1, 2, 3].map(keep))
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(kept.toSorted()).toEqual([1, 3])
})

test('after a call that failed the next one works', async () => {
  let calls = 0
  const keep = openBatch<number>({
    ...settings,
    atOnce: 1,
    keep: async () => {
      if (++calls === 1) throw new Error('away')
    },
  })
  await expect(keep(1)).rejects.toThrow('away')
  await keep(2)
  expect(calls).toBe(2)
})

test('people take turns: nobody waits behind the flood of another, and each one’s own order stays', async () => {
  const kept: string[][] = []
  const keep = openBatch<string>({
    ...settings,
    atOnce: 1,
    whose: (item) => item.slice(0, 1),
    keep: async (items) => void kept.push(items),
  })
  const flood = Array.from({ length: 25 }, (_, number) => `a${number}`)
  await Promise.all([...flood, 'b0', 'c0'].map(keep))
  expect(kept.map((group) => group.length)).toEqual([12, 10, 5])
  expect(kept[0]).toEqual([...flood.slice(0, 10), 'b0', 'c0'])
  expect(kept.flat().filter((item) => item.startsWith('a'))).toEqual(flood)
})
