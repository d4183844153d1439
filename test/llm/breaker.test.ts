import { z } from 'zod'
import { Fault, type FaultCode } from '../../src/fault.ts'
import { openBreaker } from '../../src/llm/breaker.ts'
import type { LanguageModel } from '../../src/llm/llm.ts'

const usage = { inputTokens: 1, cachedTokens: 0, outputTokens: 1 }
const nothing = z.object({})

/** A guarded model, its clock, and what becomes of each call that reaches it. */
function guarded() {
  const self = { at: 0, calls: 0, told: [] as string[], outcome: async (): Promise<void> => undefined }
  const ask = async () => {
    self.calls += 1
    await self.outcome()
  }
  const model = {
    name: 'test',
    write: () => ask().then(() => ({ text: 'Why?', usage })),
    fill: (_, schema) => ask().then(() => ({ value: schema.parse({}), usage })),
  } satisfies LanguageModel
  const breaker = openBreaker(model, {
    now: () => self.at,
    onAway: () => void self.told.push('away'),
    onBack: () => void self.told.push('back'),
  })
  const write = (isNew = false) =>
    breaker.write([], { maxTokens: 1, isNew }).then(
      () => 'answered',
      (fault: Fault) => fault.code,
    )
  const fails = (code: FaultCode) => async () => {
    throw new Fault(code, { retry: true })
  }
  const opens = async () => {
    self.outcome = fails('llm-busy')
    for (let call = 0; call < 5; call++) await write()
  }
  return { self, breaker, write, fails, opens }
}

test.each<FaultCode>(['llm-busy', 'llm-slow', 'llm-unreachable', 'llm-not-compatible', 'llm-endless'])(
  'after %s five times in a row nothing is asked for half a minute, and whoever asks hears how long',
  async (code) => {
    const { self, breaker, write, fails } = guarded()
    self.outcome = fails(code)
    for (let call = 0; call < 4; call++) await write()
    expect(breaker.state()).toBe('ready')
    await write()
    expect(breaker.state()).toBe('away')
    self.at = 10_000
    await expect(breaker.write([], { maxTokens: 1 })).rejects.toMatchObject({
      code: 'llm-away',
      retry: true,
      afterMs: 20_000,
    })
    await expect(breaker.fill([], nothing, { maxTokens: 1, schemaName: 'n' })).rejects.toMatchObject({
      code: 'llm-away',
    })
    expect(self.calls).toBe(5)
    expect(self.told).toEqual(['away'])
  },
)

test.each<FaultCode>([
  'llm-bad-json',
  'llm-refused',
  'llm-filtered',
  'llm-empty',
  'llm-cut',
  'llm-key',
  'llm-quota',
  'llm-rejected',
])('%s is an answer: the server is there', async (code) => {
  const { self, breaker, write, fails } = guarded()
  self.outcome = fails(code)
  for (let call = 0; call < 20; call++) await write()
  expect(breaker.state()).toBe('ready')
})

test('one answer in between, and it is not five in a row', async () => {
  const { self, breaker, write, fails } = guarded()
  for (const code of ['llm-busy', 'llm-slow', 'llm-busy', 'llm-busy', undefined, 'llm-busy', 'llm-busy'] as const) {
    self.outcome = code ? fails(code) : async () => undefined
    await write()
  }
  expect(breaker.state()).toBe('ready')
})

test('after half a minute one call is let through; its answer brings everything back', async () => {
  const { self, breaker, write, opens } = guarded()
  await opens()
  self.at = 30_000
  const { promise, resolve } = Promise.withResolvers<void>()
  self.outcome = () => promise
  const probe = write()
  expect(await Promise.all([write(), write()])).toEqual(['llm-away', 'llm-away'])
  expect(self.calls).toBe(6)
  resolve()
  expect(await probe).toBe('answered')
  expect(breaker.state()).toBe('ready')
  expect(self.told).toEqual(['away', 'back'])
  self.outcome = async () => undefined
  expect(await write()).toBe('answered')
})

test('a new message is a try at once, one at a time, and its answer brings everything back', async () => {
  const { self, breaker, write, opens } = guarded()
  await opens()
  self.at = 1_000
  expect(await write(true)).toBe('llm-busy')
  const { promise, resolve } = Promise.withResolvers<void>()
  self.outcome = () => promise
  self.at = 2_000
  const rides = write(true)
  expect(await Promise.all([write(true), write()])).toEqual(['llm-away', 'llm-away'])
  expect(self.calls).toBe(7)
  resolve()
  expect(await rides).toBe('answered')
  expect(breaker.state()).toBe('ready')
})

test('a call that is let through and fails costs another half a minute', async () => {
  const { self, breaker, write, opens } = guarded()
  await opens()
  self.at = 30_000
  expect(await write()).toBe('llm-busy')
  self.at = 59_999
  expect(await write()).toBe('llm-away')
  self.at = 60_000
  self.outcome = async () => undefined
  expect(await write()).toBe('answered')
  expect(breaker.state()).toBe('ready')
  expect(self.told).toEqual(['away', 'back'])
})

test('a call that was let through and stopped by ourselves tells nothing: the next one is let through', async () => {
  const { self, write, fails, opens } = guarded()
  await opens()
  self.at = 30_000
  self.outcome = fails('llm-cancelled')
  expect(await write()).toBe('llm-cancelled')
  self.outcome = async () => undefined
  expect(await write()).toBe('answered')
})

test('calls that were under way when it opened neither lengthen the pause nor hide that it is over', async () => {
  const { self, breaker, write, opens } = guarded()
  const [late, good] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  self.outcome = () => late.promise
  const first = write()
  self.outcome = () => good.promise
  const second = write()
  await opens()
  self.at = 20_000
  late.reject(new Fault('llm-slow', { retry: true }))
  expect(await first).toBe('llm-slow')
  await expect(breaker.write([], { maxTokens: 1 })).rejects.toMatchObject({ afterMs: 10_000 })
  good.resolve()
  expect(await second).toBe('answered')
  expect(breaker.state()).toBe('ready')
})
