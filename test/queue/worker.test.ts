import { Fault } from '../../src/fault.ts'
import { openLog } from '../../src/log.ts'
import { openWorker, type Worker, type WorkSource } from '../../src/queue/worker.ts'

type Piece = { id: number; kind: string; suspicion: number; by?: string }
const piece = (id: number, kind = 'reply'): Piece => ({ id, kind, suspicion: 0 })
const pieces = (count: number, kind?: string, from = 1) =>
  Array.from({ length: count }, (_, n) => piece(from + n, kind))

/** Waits for what comes about by itself; the test's own time limit ends it. */
const until = async (is: () => boolean) => {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 5))
}

let worker: Worker<Piece> | undefined
afterEach(() => worker?.stop(0))

/** A source whose work ends when the test says so. */
function openSource(about: Partial<WorkSource<Piece>> = {}) {
  const logged: string[] = []
  const begun: number[] = []
  const ending = new Map<number, (next: Piece[]) => void>()
  const handedBack: number[] = []
  let waiting: Piece[] = []
  let claims = 0
  const source: WorkSource<Piece> = {
    claim: async (room) => {
      claims++
      const scores = waiting.filter(({ kind }) => kind === 'score').slice(0, room.unhurried)
      const others = waiting.filter(({ kind }) => kind !== 'score').slice(0, room.hurried)
      waiting = waiting.filter((one) => !scores.includes(one) && !others.includes(one))
      return [...others, ...scores]
    },
    claimSuspect: async () => ({ work: [], suspicion: null, dueInMs: null, setAside: [] }),
    giveFloor: async () => undefined,
    whose: ({ by = '' }) => by,
    isBusy: () => true,
    extend: async () => undefined,
    handBack: async (ids) => void handedBack.push(...ids),
    perform: ({ id }, signal) =>
      new Promise((resolve, reject) => {
        begun.push(id)
        ending.set(id, resolve)
        signal.addEventListener('abort', () => reject(new Error('told to stop')))
      }),
    unhurried: (kind) => kind === 'score',
    ...about,
  }
  worker = openWorker(
    source,
    openLog((line) => logged.push(line)),
  )
  return {
    worker,
    logged,
    begun,
    handedBack,
    claims: () => claims,
    offer: (work: Piece[]) => {
      waiting = work
    },
    end: (id: number, next: Piece[] = []) => ending.get(id)?.(next),
  }
}

test('claimed work is performed in parallel', async () => {
  const { worker, begun, offer } = openSource()
  offer(pieces(100))
  worker.start()
  await until(() => begun.length === 100)
  expect(worker.running()).toBe(100)
})

test('no more is begun than a process can bear, and the rest follows', async () => {
  const { worker, begun, end } = openSource()
  worker.take(pieces(200))
  expect(begun).toHaveLength(128)
  end(1)
  await until(() => begun.length === 129)
})

test('a worker that is full takes no more, and looks for the rest as soon as there is room, not at the next poll', async () => {
  const { worker, begun, offer, end, claims } = openSource()
  worker.start()
  await until(() => claims() === 1)
  expect(worker.roomFor(100)).toBe(100)
  worker.take(pieces(120))
  expect(worker.roomFor(100)).toBe(8)
  worker.take(pieces(8, 'reply', 121))
  expect(worker.roomFor(1)).toBe(0)
  offer(pieces(92, 'reply', 1_000))
  const since = performance.now()
  for (let id = 1; id <= 16; id += 1) end(id)
  await until(() => begun.length === 144)
  expect(performance.now() - since).toBeLessThan(500) // a poll comes after a second
})

test('what nobody waits for is done a few at a time, and never in front of a reply', async () => {
  const { worker, begun, end } = openSource()
  worker.take(pieces(300, 'score'))
  expect(begun).toHaveLength(16)
  worker.take(pieces(50, 'reply', 1_000))
  expect(begun).toHaveLength(66)
  end(1)
  await until(() => begun.includes(17))
})

test('what comes of a piece is gone on with at once, without another claim', async () => {
  const { worker, begun, end, claims } = openSource()
  worker.take([piece(1)])
  end(1, [piece(2), piece(3, 'score')])
  await until(() => begun.length === 3)
  expect(claims()).toBe(0)
})

test('new work is found when woken, without waiting for the next poll', async () => {
  const { worker, begun, offer, claims } = openSource()
  worker.start()
  await until(() => claims() === 1)
  offer([piece(1)])
  const woken = performance.now()
  worker.wake()
  await until(() => begun.length === 1)
  expect(performance.now() - woken).toBeLessThan(500) // a poll comes after a second
})

test('to be woken during a claim means one more look', async () => {
  let answer: ((work: Piece[]) => void) | undefined
  let claims = 0
  const { worker } = openSource({
    claim: () => {
      claims++
      return new Promise((resolve) => {
        answer = resolve
      })
    },
  })
  worker.start()
  await until(() => claims === 1)
  worker.wake()
  worker.wake()
  expect(claims).toBe(1)
  const answered = performance.now()
  answer?.([])
  await until(() => claims === 2)
  expect(performance.now() - answered).toBeLessThan(500) // a poll comes after a second
  answer?.([])
})

test('a claim that fails is reported once, and polling goes on until it works again', async () => {
  let claims = 0
  const { worker, logged, begun } = openSource({
    claim: async () => {
      if (++claims < 4) throw new Fault('store-down', { retry: true })
      return claims === 4 ? [piece(1)] : []
    },
  })
  worker.start()
  while (begun.length === 0) {
    worker.wake() // instead of the five seconds between polls
    await new Promise((resolve) => setImmediate(resolve))
  }
  const said = logged.map((line): unknown => JSON.parse(line))
  expect(said).toMatchObject([
    { level: 'error', what: 'work cannot be claimed', error: 'store-down' },
    { level: 'info', what: 'work is claimed again', faults: 3 },
  ])
})

test('work that fails is reported by its id, and the others go on', async () => {
  const { worker, logged } = openSource({
    perform: async ({ id }) => {
      if (id === 1) throw new RangeError('Canary Xylophon')
      return []
    },
  })
  worker.take([piece(1), piece(2)])
  await until(() => worker.running() === 0)
  expect(logged.map((line): unknown => JSON.parse(line))).toMatchObject([
    { level: 'error', what: 'work failed', id: 1, kind: 'reply', error: 'RangeError' },
  ])
  expect(logged.join()).not.toContain('Xylophon') // a message may quote what somebody wrote
})

test('a worker that stops finishes what runs, and begins and claims nothing more', async () => {
  const { worker, begun, end, claims } = openSource()
  worker.start()
  await until(() => claims() === 1)
  worker.take(pieces(129)) // one waits
  let stopped = false
  const stopping = worker.stop(60_000).then(() => {
    stopped = true
  })
  worker.wake()
  for (let id = 1; id <= 127; id++) end(id, [piece(1_000 + id)]) // what comes of them is left to others
  await until(() => worker.running() === 1)
  expect(stopped).toBe(false)
  end(128)
  await stopping
  expect(begun).toHaveLength(128)
  expect(claims()).toBe(1)
})

test('work that does not end in time is told to stop', async () => {
  const { worker, logged } = openSource()
  worker.take([piece(1)])
  await worker.stop(20)
  expect(worker.running()).toBe(0)
  expect(logged.join()).toContain('work failed')
})

test('leases are extended for what is held, and for nothing that ended', async () => {
  jest.useFakeTimers()
  try {
    const extended: number[][] = []
    const { worker, end } = openSource({ extend: async (ids) => void extended.push(ids) })
    worker.start()
    worker.take([piece(1), ...pieces(5, 'score', 10)])
    await jest.advanceTimersByTimeAsync(8_000)
    end(1)
    await jest.advanceTimersByTimeAsync(8_000)
    expect(extended).toEqual([
      [1, 10, 11, 12, 13, 14],
      [10, 11, 12, 13, 14],
    ])
  } finally {
    jest.useRealTimers()
  }
})

test('a backlog that nobody waits for is claimed a few at a time, without waiting for the next poll', async () => {
  jest.useFakeTimers()
  try {
    const { worker, begun, offer, end } = openSource()
    offer(pieces(12, 'score'))
    worker.start()
    await jest.advanceTimersByTimeAsync(0)
    expect(begun).toHaveLength(4)
    await jest.advanceTimersByTimeAsync(100) // the poll comes once a second
    expect(begun).toHaveLength(12)
    for (const id of begun) end(id)
  } finally {
    jest.useRealTimers()
  }
})

/** A source with suspects: each is handed out once it may be tried. */
function openSuspects(levels: number[], others: Piece[] = []) {
  let left = levels.map((suspicion, at) => ({ ...piece(at + 1), suspicion }))
  const asked: number[] = []
  const waits = new Map<number, PromiseWithResolvers<void>>()
  const opened = openSource({
    claimSuspect: async ({ suspicion }) => {
      asked.push(suspicion)
      const [next] = left.toSorted((a, b) => a.suspicion - b.suspicion)
      const work = next && next.suspicion <= suspicion ? [next] : []
      left = left.filter((one) => !work.includes(one))
      const due = left.map((one) => one.suspicion)
      return {
        work,
        suspicion: due.length > 0 ? Math.min(...due) : null,
        dueInMs: null,
        setAside: [],
      }
    },
    perform: async ({ id }, signal, outside) => {
      opened.begun.push(id)
      const wait = Promise.withResolvers<void>()
      waits.set(id, wait)
      signal.addEventListener('abort', () => wait.resolve())
      await outside(() => wait.promise)
      return []
    },
  })
  opened.offer(others)
  return { ...opened, asked, end: (id: number) => waits.get(id)?.resolve() }
}

test('suspects come before everything else after a start, and what is new waits until they are done', async () => {
  const { worker, begun, end } = openSuspects([1, 1], pieces(3, 'reply', 100))
  worker.start()
  await until(() => begun.length === 2) // the second, while the first waits for its model
  worker.take([piece(200)])
  expect(worker.roomFor(5)).toBe(0)
  expect(begun).toEqual([1, 2])
  end(1)
  end(2)
  await until(() => begun.length === 6)
  expect(begun.slice(2).toSorted()).toEqual([100, 101, 102, 200])
  for (const id of begun) end(id)
})

test('what was in flight at two ends is tried with few, and nothing is tried alone before the process has lived for a while', async () => {
  jest.useFakeTimers()
  try {
    const { worker, begun, end } = openSuspects([...Array<number>(10).fill(2), 3])
    worker.start()
    await jest.advanceTimersByTimeAsync(3_000)
    expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    for (const id of begun) end(id)
    await jest.advanceTimersByTimeAsync(3_000)
    expect(begun.slice(8)).toEqual([9, 10])
    end(9)
    await jest.advanceTimersByTimeAsync(6_000)
    expect(begun).not.toContain(11)
    end(10)
    await jest.advanceTimersByTimeAsync(2_000)
    expect(begun.at(-1)).toBe(11)
    worker.take([piece(200)])
    await jest.advanceTimersByTimeAsync(20_000)
    expect(begun).not.toContain(200) // it is alone until it is done, and keeps the floor while it waits
    end(11)
    await jest.advanceTimersByTimeAsync(2_000)
    expect(begun).toContain(200)
    end(200)
  } finally {
    jest.useRealTimers()
  }
})

test('a suspect that is due later begins in that moment, not at a poll after it', async () => {
  jest.useFakeTimers()
  try {
    const dueAt = performance.now() + 4_300
    let left = [{ ...piece(1), suspicion: 1 }]
    const { worker, begun, end } = openSource({
      claimSuspect: async ({ suspicion }) => {
        const dueInMs = dueAt - performance.now()
        const isDue = left.length > 0 && dueInMs <= 0
        const work = isDue && suspicion >= 1 ? left : []
        if (work.length > 0) left = []
        return {
          work,
          suspicion: isDue && work.length === 0 ? 1 : null,
          dueInMs: dueInMs > 0 ? dueInMs : null,
          setAside: [],
        }
      },
    })
    worker.start()
    await jest.advanceTimersByTimeAsync(4_250)
    expect(begun).toEqual([])
    await jest.advanceTimersByTimeAsync(100)
    expect(begun).toEqual([1])
    end(1)
  } finally {
    jest.useRealTimers()
  }
})

test('a suspect does not begin beside what has just begun, and others get their turn between suspects', async () => {
  jest.useFakeTimers()
  try {
    const { worker, begun, end, asked } = openSuspects([3, 3])
    worker.take([piece(100)])
    worker.start()
    await jest.advanceTimersByTimeAsync(5_000)
    expect([begun, Math.max(...asked)]).toEqual([[100], 0])
    end(100)
    await jest.advanceTimersByTimeAsync(6_000)
    expect(begun).toEqual([100, 1])
    worker.take([piece(200)])
    await jest.advanceTimersByTimeAsync(17_000)
    end(1)
    await jest.advanceTimersByTimeAsync(1_000)
    expect(begun).toEqual([100, 1, 200])
    end(200)
    await jest.advanceTimersByTimeAsync(5_000)
    expect(begun).toEqual([100, 1, 200, 2])
    end(2)
  } finally {
    jest.useRealTimers()
  }
})

test('what was set aside is a line in the log', async () => {
  let told = [{ id: 7, kind: 'reply' }]
  const { worker, logged } = openSource({
    claimSuspect: async () => ({ work: [], suspicion: null, dueInMs: null, setAside: told.splice(0) }),
  })
  worker.start()
  await until(() => logged.length === 1)
  told = []
  expect(JSON.parse(logged[0] ?? '')).toMatchObject({ level: 'error', id: 7, kind: 'reply' })
})

test('a crowd is begun at once as long as the loop keeps up', async () => {
  const { worker, begun } = openSource({ isBusy: () => false })
  worker.take(pieces(600))
  await until(() => begun.length === 600)
})

test('where not all can begin, those go first who have the least under way', async () => {
  const { worker, begun, end } = openSource()
  worker.take(pieces(140).map((one) => ({ ...one, by: 'ana' })))
  worker.take([{ ...piece(1_000), by: 'jonas' }])
  expect(begun).not.toContain(1_000)
  end(1)
  await until(() => begun.length === 129)
  expect(begun.at(-1)).toBe(1_000)
})
