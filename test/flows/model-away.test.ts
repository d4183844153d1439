import type { FaultCode } from '../../src/fault.ts'
import { askScore } from '../../src/flows/actions/ask-score.ts'
import { endSession } from '../../src/flows/actions/end-session.ts'
import { tryAgain } from '../../src/flows/actions/try-again.ts'
import { failing, hasDatabase, openedSession, store } from './opened-session.ts'

hasDatabase()

test.each<FaultCode>([
  'llm-busy',
  'llm-slow',
  'llm-cut',
  'llm-empty',
  'llm-bad-json',
  'llm-unreachable',
  'llm-not-compatible',
])('after %s a reply is tried again by itself, and answered once', async (code) => {
  const ana = await openedSession()
  const { answer } = ana.parts
  ana.parts.answer = failing(code, { retry: true })
  await ana.says('The CFO hesitates.')
  expect(await ana.rows('reply')).toMatchObject([{ state: 'queued', because: code, afterMs: 1_000 }])
  await ana.later(1)
  await ana.due()
  expect(await ana.rows('reply')).toMatchObject([{ state: 'queued', afterMs: 2_000, attempts: 2 }])
  ana.parts.answer = answer
  await ana.later(2)
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)
  expect(ana.notes()).toEqual([])
  expect(await ana.rounds()).toHaveLength(1)
})

test('a model that says how long to wait is not asked before', async () => {
  const ana = await openedSession()
  ana.parts.answer = failing('llm-busy', { retry: true, afterMs: 20_000 })
  await ana.says('The CFO hesitates.')
  expect(await ana.rows('reply')).toMatchObject([{ state: 'queued', afterMs: 20_000 }])
})

test('a minute after the first try the learner hears once that the coach is away, and is answered once it is back', async () => {
  const ana = await openedSession()
  const { answer } = ana.parts
  ana.parts.answer = failing('llm-busy', { retry: true })
  await ana.says('The CFO hesitates.')
  await ana.later(58)
  await ana.due()
  expect(await ana.rows('reply')).toMatchObject([{ state: 'queued', because: 'llm-busy', afterMs: 30_000 }])
  expect(ana.notes()).toMatchObject([{ note: 'trouble', because: 'away', sessionId: ana.sessionId }])
  for (let minutes = 0; minutes < 30; minutes++) {
    await ana.later(60)
    await ana.due()
  }
  expect(await ana.rows('reply')).toMatchObject([{ state: 'queued', afterMs: expect.any(Number) }])
  expect(ana.notes()).toHaveLength(1)

  ana.parts.answer = answer
  expect(await store.hurryWork()).toBeGreaterThan(0)
  await ana.due()
  expect(ana.seen('answer')).toMatchObject([{ about: 'About "The CFO hesitates.": what else?' }])
})

test('the next outage of a session is told anew', async () => {
  const ana = await openedSession()
  const { answer } = ana.parts
  for (const text of ['The CFO hesitates.', 'She wants a pilot.']) {
    ana.parts.answer = failing('llm-away', { retry: true, afterMs: 30_000 })
    await ana.says(text)
    await ana.due()
    ana.parts.answer = answer
    await store.hurryWork()
    await ana.due()
  }
  expect(ana.notes()).toHaveLength(2)
  expect(ana.seen('answer')).toHaveLength(2)
})

test('while the model is known to be away a reply is told so at once, and that was no attempt', async () => {
  const ana = await openedSession()
  ana.parts.answer = failing('llm-away', { retry: true, afterMs: 20_000 })
  await ana.says('The CFO hesitates.')
  await ana.due()
  expect(ana.notes()).toMatchObject([{ note: 'trouble', because: 'away' }])
  expect(await ana.rows('reply')).toMatchObject([
    { state: 'queued', because: 'llm-away', attempts: 0, afterMs: 30_000 },
  ])
})

test('a moment until the model is asked again is not worth a word', async () => {
  const ana = await openedSession()
  ana.parts.answer = failing('llm-away', { retry: true, afterMs: 5_000 })
  await ana.says('The CFO hesitates.')
  await ana.due()
  expect(ana.notes()).toEqual([])
  expect(await ana.rows('reply')).toMatchObject([{ state: 'queued', afterMs: 5_000 }])
})

test.each<[string, (ana: Awaited<ReturnType<typeof openedSession>>) => Promise<unknown>]>([
  ['presses Try again', (ana) => tryAgain(ana.deps, ana.who, ana.sessionId)],
  ['writes on', (ana) => ana.keepIncoming('She wants a pilot.').then(ana.perform)],
])('who %s while the coach is away is tried again at once, with all that waits', async (_, act) => {
  const ana = await openedSession()
  const { answer } = ana.parts
  ana.parts.answer = failing('llm-away', { retry: true, afterMs: 30_000 })
  await ana.says('The CFO hesitates.')
  await ana.says('The buyer went quiet.')
  await ana.due()
  ana.parts.answer = answer
  expect(await tryAgain(ana.deps, { ...ana.who, actor: 'U-other' }, ana.sessionId)).toBe('not-yours')
  await act(ana)
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)
  expect(ana.seen('answer')[0]?.about).toContain('The CFO hesitates.\n\nThe buyer went quiet.')
  expect(ana.notes()).toHaveLength(1)
  expect(await tryAgain(ana.deps, ana.who, ana.sessionId)).toBe('nothing-waits')
})

test.each<FaultCode>(['llm-cut', 'llm-empty', 'llm-endless'])(
  'a model that keeps answering with nothing of use (%s) is not asked for ever: after a minute the learner decides',
  async (code) => {
    const ana = await openedSession()
    const { answer } = ana.parts
    ana.parts.answer = failing(code, { retry: true })
    await ana.says('The CFO hesitates.')
    await ana.later(58)
    await ana.due()
    expect(await ana.rows('reply')).toMatchObject([{ state: 'paused', because: code }])
    expect(ana.notes()).toMatchObject([{ note: 'trouble', because: 'failed' }])
    ana.parts.answer = answer
    expect(await tryAgain(ana.deps, ana.who, ana.sessionId)).toBe('done')
    await ana.due()
    expect(ana.seen('answer')).toHaveLength(1)
    expect(await tryAgain(ana.deps, ana.who, ana.sessionId)).toBe('nothing-waits')
  },
)

test('a score waits for a model that is away, however long, and nobody hears of it', async () => {
  const ana = await openedSession()
  const { judge } = ana.parts
  ana.parts.judge = failing('llm-away', { retry: true, afterMs: 30_000 })
  await ana.says('The CFO hesitates.')
  for (let hours = 0; hours < 8; hours++) {
    await ana.later(3_600)
    await ana.due()
  }
  ana.parts.judge = judge
  await store.hurryWork()
  await ana.due()
  expect(await ana.rounds()).toMatchObject([{ score: 6 }])
  expect(ana.notes()).toEqual([])
})

test.each<[FaultCode, string]>([
  ['llm-key', 'set-up'],
  ['llm-quota', 'set-up'],
  ['llm-unknown-model', 'set-up'],
  ['llm-rejected', 'set-up'],
])('after %s nothing is tried again: the learner hears at once (%s)', async (code, because) => {
  const ana = await openedSession()
  ana.parts.answer = failing(code, { retry: false })
  await ana.says('The CFO hesitates.')
  await ana.due()
  expect(await ana.rows('reply')).toMatchObject([{ state: 'paused', because: code, attempts: 0 }])
  expect(ana.notes()).toMatchObject([{ note: 'trouble', because }])
})

test('who writes on after a failure is answered to both replies together', async () => {
  const ana = await openedSession()
  const { answer } = ana.parts
  ana.parts.answer = failing('llm-key', { retry: false })
  await ana.says('The CFO hesitates.')
  await ana.due()
  ana.parts.answer = answer
  await ana.says('And the buyer went quiet.')
  await ana.due()
  expect(await ana.rounds()).toMatchObject([{ reply: 'The CFO hesitates.\n\nAnd the buyer went quiet.' }])
  expect(ana.seen('answer')).toHaveLength(1)
})

test('an answer that was stopped from outside is tried again at once', async () => {
  const ana = await openedSession()
  ana.parts.answer = failing('llm-cancelled', { retry: true })
  await ana.says('The CFO hesitates.')
  expect(await ana.rows('reply')).toMatchObject([{ state: 'queued', because: 'llm-cancelled', afterMs: 0 }])
})

test('a judge that fails leaves a round without a score, and nobody hears of it', async () => {
  const ana = await openedSession()
  ana.parts.judge = failing('llm-bad-json', { retry: true })
  await ana.says('The CFO hesitates.')
  for (let tries = 0; tries < 6; tries++) {
    await ana.later(60)
    await ana.due()
  }
  expect(await ana.rounds()).toMatchObject([{ score: null }])
  expect(await ana.rows('score')).toMatchObject([{ state: 'settled', because: 'llm-bad-json', attempts: 5 }])
  expect(ana.notes()).toEqual([])
})

test.each<FaultCode>(['llm-bad-json', 'llm-cut', 'llm-empty', 'llm-refused', 'llm-filtered', 'llm-rejected'])(
  'a judge of whom nothing can be read (%s) is asked three times within a minute: then the card comes without scores',
  async (code) => {
    const ana = await openedSession()
    await ana.says('We lose 40 hours a week to errors, and on Monday I will ask the CFO what that costs her.')
    await ana.due()
    ana.parts.judge = failing(code, { retry: false })
    await endSession(ana.deps, ana.who)
    await ana.due()
    expect(ana.seen('scorecard')).toEqual([])
    await ana.later(2)
    await ana.due()
    await ana.later(3)
    await ana.due()
    expect(ana.notes()).toEqual([])
    const [card, ...more] = ana.seen('scorecard')
    expect(more).toEqual([])
    expect(card?.about).toMatchObject({
      judgement: { overall: null, marks: expect.arrayContaining([expect.objectContaining({ because: 'unread' })]) },
      closing: { workedOut: expect.any(String) },
      isOpen: false,
    })
  },
)

test('how it goes so far is told without a score where none can be read', async () => {
  const ana = await openedSession()
  ana.parts.judge = failing('llm-bad-json', { retry: false })
  await ana.says('We lose 40 hours a week to errors.')
  await ana.due()
  await askScore(ana.deps, ana.who, 'asked')
  for (const seconds of [0, 2, 3]) {
    await ana.later(seconds)
    await ana.due()
  }
  expect(ana.notes()).toEqual([])
  expect(ana.seen('soFar')).toMatchObject([{ about: { marks: [{ score: null, because: 'unread' }, {}, {}, {}] } }])
})

test.each<[string, FaultCode, boolean]>([
  ['a judge that is busy', 'llm-busy', true],
  ['a key that is wrong', 'llm-key', false],
])('%s delays a scorecard: the learner hears once that it is late, and gets it', async (_, code, retry) => {
  const ana = await openedSession()
  await ana.says('The CFO hesitates.')
  const { judge } = ana.parts
  ana.parts.judge = failing(code, { retry })
  await endSession(ana.deps, ana.who)
  await ana.due()
  expect(ana.notes()).toHaveLength(retry ? 0 : 1) // what passes by itself within a minute is not worth a word
  for (let hours = 0; hours < 3; hours++) {
    await ana.later(3_601)
    await ana.due()
  }
  expect(ana.notes()).toEqual([{ note: 'score-later' }])
  ana.parts.judge = judge
  await ana.later(3_601)
  await ana.due()
  expect(ana.seen('scorecard')).toHaveLength(1)
})
