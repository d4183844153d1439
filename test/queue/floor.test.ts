import { openFloor } from '../../src/queue/floor.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('the floor is free once who has it waits for something outside, and its own again afterwards', async () => {
  const taken: number[] = []
  let freed = 0
  const floor = openFloor(
    async (id) => void taken.push(id),
    () => {
      freed += 1
    },
  )
  const outside = Promise.withResolvers<string>()
  floor.give(1)
  expect(floor.isFree()).toBe(false)
  const waiting = floor.outside(1, () => outside.promise)
  await turn()
  await turn()
  expect([floor.isFree(), freed]).toEqual([true, 1])
  outside.resolve('answer')
  expect(await waiting).toBe('answer')
  expect(taken).toEqual([]) // nobody had it meanwhile
  floor.leave(1)
  expect(floor.isFree()).toBe(true)
})

test('who comes back from outside waits for who has the floor, and goes before anybody new', async () => {
  const taken: number[] = []
  const floor = openFloor(
    async (id) => void taken.push(id),
    () => undefined,
  )
  const outside = Promise.withResolvers<void>()
  floor.give(1)
  let isBack = false
  const waiting = floor
    .outside(1, () => outside.promise)
    .then(() => {
      isBack = true
    })
  await turn()
  await turn()
  floor.give(2)
  outside.resolve()
  await turn()
  expect([isBack, floor.isFree()]).toEqual([false, false])
  floor.leave(2)
  await waiting
  expect(taken).toEqual([1])
})

test('a wait that fails comes back to the floor like any other', async () => {
  const floor = openFloor(
    async () => undefined,
    () => undefined,
  )
  floor.give(1)
  await expect(floor.outside(1, () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  floor.leave(1)
  expect(floor.isFree()).toBe(true)
})

test('what waits for something else than its model does not keep the others waiting for long', async () => {
  jest.useFakeTimers()
  try {
    let freed = 0
    const floor = openFloor(
      async () => undefined,
      () => {
        freed += 1
      },
    )
    floor.give(1)
    await jest.advanceTimersByTimeAsync(1_000)
    expect([floor.isFree(), freed]).toEqual([true, 1])
  } finally {
    jest.useRealTimers()
  }
})
