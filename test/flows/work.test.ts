import { CONSENT_VERSION } from '../../src/coaching/consent.ts'
import { GENEROUS, KEPT_FOR } from '../../src/config.ts'
import { Fault, type FaultCode } from '../../src/fault.ts'
import { askScore } from '../../src/flows/actions/ask-score.ts'
import { endSession } from '../../src/flows/actions/end-session.ts'
import { startSession } from '../../src/flows/actions/start-session.ts'
import { tryAgain } from '../../src/flows/actions/try-again.ts'
import type { Deps, Show, Shown, To } from '../../src/flows/deps.ts'
import { takeIn } from '../../src/flows/intake/take-in.ts'
import { performWork } from '../../src/flows/work/work.ts'
import type { CoachModel, JudgeModel } from '../../src/llm/minds.ts'
import { openLog } from '../../src/log.ts'
import type { Incoming, Store, Work } from '../../src/store/store.ts'
import { openStore } from '../../src/store/supabase.ts'
import { openTestDatabase, type TestDatabase } from '../database.ts'
import { givenMinds } from './given-minds.ts'
import { noHandOver } from './no-hand-over.ts'

const usage = { inputTokens: 1, cachedTokens: 0, outputTokens: 1 }
const judgement = { marks: [], overall: 6, judge: 'test', samples: 1 }

let database: TestDatabase
let store: Store
beforeAll(async () => {
  database = await openTestDatabase()
  store = openStore({ url: 'http://embedded', key: 'x', instance: 'one', fetch: database.fetch })
}, 60_000)
afterAll(() => database.close())

type Seen = { what: string; to: To; about: unknown; where: Shown }
let counter = 0

/** A learner of their own workspace with an open session, and a bot whose parts fail as the test says. */
async function openedSession(place: 'D' | 'C' = 'D') {
  const n = ++counter
  const who = { workspace: `T${n}`, actor: `U${n}`, name: 'Ana' }
  const thread = `${place}${n}:100.000100`
  const shown: Seen[] = []
  const logged: string[] = []
  /** What each part does; a test puts in what fails. */
  const parts = {
    stops: false,
    answer: async (reply: string) => `About "${reply}": what else?`,
    judge: async () => ({ judgement, usage }),
    show: async (_what: string, _to: To): Promise<void> => undefined,
    said: async (): Promise<Incoming[]> => [],
  }
  const nowhere = { ...who, key: '', look: false, thread: null }
  const post = async (what: string, to: To, about: unknown) => {
    await parts.show(what, to)
    const at = `${place}${n}:${101 + shown.length}.000200`
    const where = { post: at, thread: what === 'opening' ? thread : (to.thread ?? at) }
    shown.push({ what, to, about, where })
    return where
  }
  const show = {
    thinking: () => undefined,
    opening: (to, opening) => post('opening', to, opening),
    consent: (to, consent) => post('consent', to, consent),
    suggestion: (to, suggestion) => post('suggestion', to, suggestion),
    shared: (to, shared) => post('shared', to, shared),
    digestAgain: async (_, digest) => void (await post('digestAgain', nowhere, digest)),
    answer: (to, answer) => post('answer', to, answer.isElsewhere ? 'elsewhere' : answer.text),
    soFar: (to, card) => post('soFar', to, card),
    scorecard: (to, card) => post('scorecard', to, card),
    progress: (to, progress) => post('progress', to, progress),
    picker: (to, domains) => post('picker', to, domains),
    idle: (to, about) => post('idle', to, about),
    memory: (to, card) => post('memory', to, card),
    reminder: (to, about) => post('reminder', to, about),
    digest: (to, digest) => post('digest', to, digest),
    preview: (to, preview) => post('preview', to, preview),
    note: (to, note) => post('note', to, note),
    privately: async (to, note) => void (await post('privately', to, note)),
    find: async ({ key }) => shown.find(({ to }) => to.key === key)?.where ?? null,
    erase: async ({ post: at }) => void (await post('erase', nowhere, at)),
    redact: async (_, card) => void (await post('redact', nowhere, card)),
    redraw: async (_, card) => post('redraw', nowhere, card).then(() => 'drawn'),
    settled: async (_, what) => void (await post('settled', nowhere, what)),
    profile: async () => null,
  } satisfies Show
  const coach = {
    name: 'test',
    scripted: false,
    answer: async ({ reply }) => ({ text: await parts.answer(reply), usage, stops: parts.stops }),
    summarise: async () => ({ text: '', usage }),
    advise: async () => undefined,
  } satisfies CoachModel
  const judge = {
    name: 'test',
    scripted: false,
    judge: () => parts.judge(),
    close: async () => ({ closing: { workedOut: 'You know who decides.', nextSteps: [] }, usage }),
  } satisfies JudgeModel
  const log = openLog((line) => logged.push(line))
  const wake = () => undefined
  const limits = structuredClone(GENEROUS)
  let aheadMs = 0
  const now = () => new Date(Date.now() + aheadMs)
  const readThread = () => parts.said()
  const deps: Deps = {
    store,
    ...givenMinds({ coach, judge, store, limits, now }),
    show,
    handOver: noHandOver,
    contacts: {},
    retention: KEPT_FOR,
    readThread,
    log,
    now,
    wake,
    safetySalt: 'salt',
  }

  /** Performs work and all that comes of it at once. */
  async function perform(work: Work[]): Promise<void> {
    for (const piece of work) await perform(await performWork(deps, piece, new AbortController().signal))
  }
  /** Does what is due by now, until nothing is. */
  async function due(): Promise<void> {
    const work = (await store.claimWork({ hurried: 100, unhurried: 100 })).filter(
      ({ workspace }) => workspace === who.workspace,
    )
    if (work.length === 0) return
    await perform(work)
    await due()
  }
  /** As if that much time had gone by for all that waits here. */
  const later = async (seconds: number) =>
    void (await database.query(
      `update inbox set run_at = run_at - make_interval(secs => $2), first_try_at = first_try_at - make_interval(secs => $2)
        where workspace_id = $1 and state in ('queued', 'answered', 'paused')`,
      [who.workspace, seconds],
    ))
  /** Another day begins, for the limits too, and what waited for it is done. */
  async function nextDay(): Promise<void> {
    aheadMs += 26 * 3_600_000
    await database.query(`update usage_today set day = day - 1 where workspace_id = $1`, [who.workspace])
    await later(26 * 3_600)
    await due()
  }
  const rows = (kind: string) =>
    database.query(
      `select id, state, because, looks, attempts, round((extract(epoch from run_at - now()) * 1000)::numeric, -3)::int as "afterMs"
         from inbox where workspace_id = $1 and kind = $2 order by id`,
      [who.workspace, kind],
    )
  const message = (text: string): Extract<Incoming, { kind: 'message' }> => ({
    kind: 'message',
    workspace: who.workspace,
    eventId: `E${n}-${++counter}`,
    actor: who.actor,
    channel: `${place}${n}`,
    ts: `${1_000 + counter}.000100`,
    threadTs: '100.000100',
    text,
    direct: place === 'D',
    mention: false,
  })

  await store.giveConsent(who, { version: CONSENT_VERSION, now: new Date() })
  const there = place === 'C' ? { thread: `C${n}:` } : {}
  await startSession(deps, who, { domainId: 'sales_workflow_coach', eventId: `start-${n}`, ...there })
  await due()
  const [session] = await database.query('select id from sessions where workspace_id = $1', [who.workspace])
  shown.length = 0
  return {
    who,
    sessionId: String(session?.id),
    parts,
    limits,
    deps,
    logged,
    due,
    later,
    nextDay,
    perform,
    rows,
    /** What was shown of this kind since the opening. */
    seen: (what: string) => shown.filter((one) => one.what === what),
    notes: () => shown.filter((one) => one.what === 'note').map(({ about }) => about),
    message,
    takeIn: (text: string) => store.takeIn([message(text)]),
    says: async (text: string) => perform(await store.takeIn([message(text)])),
    rounds: () =>
      database.query(
        'select learner_message as reply, coach_response as answer, score from coaching_sessions where workspace_id = $1 order by round_number',
        [who.workspace],
      ),
  }
}

const failing = (code: FaultCode, about: { retry: boolean; afterMs?: number }) => async () => {
  throw new Fault(code, about)
}

test.each<FaultCode>(['llm-busy', 'llm-slow', 'llm-cut', 'llm-empty', 'llm-bad-json', 'llm-unreachable'])(
  'after %s a reply is tried again by itself, and answered once',
  async (code) => {
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
  },
)

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
  ['writes on', (ana) => ana.takeIn('She wants a pilot.').then(ana.perform)],
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

test.each(['learner', 'workspace'] as const)(
  'over the limit of the %s a reply and a scorecard wait for the next day, and each is told once',
  async (whose) => {
    const ana = await openedSession()
    ana.limits[whose].rounds = 1
    await ana.says('The CFO hesitates.')
    await ana.says('The buyer went quiet.')
    await ana.due()
    await ana.says('She wants a pilot.')
    await ana.due()
    expect(ana.notes()).toMatchObject([{ note: 'limit', whose, until: expect.any(Date) }])
    expect(await ana.rows('reply')).toMatchObject([
      { state: 'sent' },
      { state: 'queued', because: `limit of the ${whose}`, attempts: 0 },
      { state: 'queued', because: `limit of the ${whose}` },
    ])
    expect(await tryAgain(ana.deps, ana.who, ana.sessionId)).toBe('nothing-waits')
    await store.hurryWork()
    await ana.due()
    expect(ana.seen('answer')).toHaveLength(1)

    await ana.nextDay()
    expect(await ana.rounds()).toMatchObject([{}, { reply: 'The buyer went quiet.\n\nShe wants a pilot.' }])

    await ana.says('One more thing.')
    await endSession(ana.deps, ana.who)
    await ana.due()
    expect(ana.seen('scorecard')).toEqual([])
    expect(ana.notes().slice(1)).toMatchObject([
      { note: 'limit', what: 'reply', whose },
      { note: 'limit', what: 'scorecard', whose },
    ])
    await ana.later(3_600)
    await ana.due()
    await ana.nextDay()
    await ana.nextDay()
    expect(ana.seen('scorecard')).toMatchObject([{ about: { rounds: 3 } }])
    expect(ana.seen('answer')).toHaveLength(2) // what was written last is answered by the scorecard
    expect(ana.notes()).toHaveLength(3)
  },
)

test('over the limit a score so far is refused with a word, and nothing is judged for it then or later', async () => {
  const ana = await openedSession()
  ana.limits.learner.rounds = 1
  await ana.says('The CFO hesitates.')
  const { judge } = ana.parts
  ana.parts.judge = () => Promise.reject(new Error('asked all the same'))
  await askScore(ana.deps, ana.who, 'asked')
  await ana.due()
  expect(ana.notes()).toMatchObject([{ note: 'limit', what: 'so-far', whose: 'learner' }])
  expect(await ana.rows('so-far')).toMatchObject([{ state: 'settled' }])
  expect(await ana.rows('score')).toMatchObject([{ state: 'queued', because: 'limit of the learner' }])

  ana.parts.judge = judge
  await ana.nextDay()
  expect(ana.seen('soFar')).toEqual([])
  expect(await ana.rounds()).toMatchObject([{ score: 6 }]) // as it would have been the day before
})

test('what was put off to a day is held to the rounds and tokens of that day, and comes once there is room', async () => {
  const ana = await openedSession()
  ana.limits.learner.rounds = 1
  await ana.says('The CFO hesitates.')
  await ana.says('The buyer went quiet.')
  await endSession(ana.deps, ana.who)
  await ana.due()
  ana.limits.learner.inputTokens = 0
  await ana.nextDay()
  expect(ana.seen('scorecard')).toEqual([])
  ana.limits.learner.inputTokens = 1_000
  await database.query(
    `update usage_today set day = current_date + 1, rounds = 1, input_tokens = 0 where workspace_id = $1`,
    [ana.who.workspace],
  )
  await ana.nextDay()
  expect(ana.seen('scorecard')).toEqual([])
  await database.query('update usage_today set rounds = 0 where workspace_id = $1', [ana.who.workspace])
  await ana.nextDay()
  expect(ana.seen('scorecard')).toHaveLength(1)
  expect(ana.notes()).toMatchObject([
    { what: 'reply' },
    { what: 'scorecard' },
    { what: 'scorecard' },
    { what: 'scorecard' },
  ])
})

test('who stopped an answer and tries again does not wait for the one that was stopped', async () => {
  const ana = await openedSession()
  const { answer } = ana.parts
  const { promise, resolve } = Promise.withResolvers<string>()
  const asked = Promise.withResolvers<void>()
  ana.parts.answer = () => {
    asked.resolve()
    return promise
  }
  const said = ana.message('The CFO hesitates.')
  if (said.kind !== 'message') throw new Error('no message')
  const answering = store.takeIn([said]).then(ana.perform)
  await asked.promise
  const { workspace, actor, channel, threadTs = '' } = said
  await ana.perform(await store.takeIn([{ workspace, actor, channel, threadTs, kind: 'stop', eventId: 'stop' }]))
  ana.parts.answer = answer
  await tryAgain(ana.deps, ana.who, ana.sessionId)
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)
  resolve('Who decides?')
  await answering
  expect(ana.seen('answer')).toHaveLength(1)
})

test('of one learner one answer at a time is under way, so that the last room of a day is taken once', async () => {
  const ana = await openedSession()
  ana.limits.learner.rounds = 1
  const { promise, resolve } = Promise.withResolvers<string>()
  const asked = Promise.withResolvers<void>()
  ana.parts.answer = () => {
    asked.resolve()
    return promise
  }
  const answering = ana.says('The CFO hesitates.')
  await asked.promise
  const again = { domainId: 'sales_workflow_coach', eventId: 'again', mind: 'The buyer went quiet.', endOpen: true }
  await startSession(ana.deps, ana.who, again)
  await ana.due()
  expect((await ana.rows('reply')).at(-1)).toMatchObject({ because: 'the same is under way', attempts: 0 })
  resolve('Who decides?')
  await answering
  await ana.later(2)
  await ana.due()
  expect((await ana.rows('reply')).at(-1)).toMatchObject({ because: 'limit of the learner' })
  expect(ana.seen('answer')).toHaveLength(1)
})

test('tokens count too, those of the judge like those of the coach', async () => {
  const ana = await openedSession()
  ana.limits.learner.outputTokens = 2 // as many as one answer and its score took
  await ana.says('The CFO hesitates.')
  await ana.due()
  const [work] = await ana.takeIn('The buyer went quiet.')
  expect(work).toMatchObject({
    used: {
      learner: { rounds: 1, inputTokens: 2, outputTokens: 2 },
      workspace: { rounds: 1, inputTokens: 2, outputTokens: 2 },
    },
  })
  await ana.perform(work ? [work] : [])
  await ana.due()
  expect(ana.notes()).toMatchObject([{ note: 'limit', whose: 'learner' }])
})

test('an answer that is not kept, as its reply was edited meanwhile, is counted all the same', async () => {
  const ana = await openedSession()
  const { answer } = ana.parts
  ana.parts.answer = async (reply) => {
    ana.parts.answer = answer
    await database.query(`update inbox set edits = edits + 1 where workspace_id = $1 and kind = 'reply'`, [
      ana.who.workspace,
    ])
    return answer(reply)
  }
  await ana.says('The CFO hesitates.')
  await ana.due()
  const used = await database.query(
    `select rounds, output_tokens::int as tokens from usage_today where workspace_id = $1 and actor = $2`,
    [ana.who.workspace, ana.who.actor],
  )
  expect(used).toEqual([{ rounds: 1, tokens: 3 }]) // two answers and a score
})

test('a flood is answered twenty replies at a time, in order, and nothing of it is lost', async () => {
  const ana = await openedSession()
  const first = await ana.takeIn('(0)')
  for (let number = 1; number <= 45; number++) await ana.takeIn(`(${number})`)
  await ana.perform(first)
  await ana.due()
  const rounds = await ana.rounds()
  expect(rounds.map(({ reply }) => String(reply).split('\n\n').length)).toEqual([1, 20, 20, 5])
  expect(rounds.flatMap(({ reply }) => String(reply).split('\n\n'))).toEqual(
    Array.from({ length: 46 }, (_, number) => `(${number})`),
  )
  expect(ana.seen('answer')).toHaveLength(4)
})

test('replies that are too long to be read together are rounds of their own', async () => {
  const ana = await openedSession()
  const first = await ana.takeIn('(0)')
  for (const letter of ['a', 'b', 'c']) await ana.takeIn(letter.repeat(letter === 'a' ? 20_000 : 3_000))
  await ana.perform(first)
  await ana.due()
  expect((await ana.rounds()).map(({ reply }) => String(reply).length)).toEqual([3, 20_000, 6_002])
})

test.each<[FaultCode, string]>([
  ['llm-key', 'set-up'],
  ['llm-quota', 'set-up'],
  ['llm-unknown-model', 'set-up'],
  ['llm-not-compatible', 'set-up'],
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

test('a scorecard waits for the answer that is being written, and has its round', async () => {
  const ana = await openedSession()
  const { promise, resolve } = Promise.withResolvers<string>()
  const asked = Promise.withResolvers<void>()
  ana.parts.answer = () => {
    asked.resolve()
    return promise
  }
  const answering = ana.says('The CFO hesitates.')
  await asked.promise
  await endSession(ana.deps, ana.who)
  await ana.due()
  expect(await ana.rows('scorecard')).toMatchObject([{ state: 'queued', because: 'an answer is being written' }])
  expect(ana.seen('scorecard')).toEqual([])
  resolve('Who decides?')
  await answering
  await ana.later(1)
  await ana.due()
  expect(ana.seen('scorecard')).toMatchObject([{ about: { rounds: 1 } }])
  expect(await ana.rounds()).toMatchObject([{ answer: 'Who decides?' }])
})

test('a post of which nobody knows whether it arrived is looked for half a minute later', async () => {
  const ana = await openedSession()
  ana.parts.show = failing('slack-unclear', { retry: true })
  await ana.says('The CFO hesitates.')
  expect(await ana.rows('reply')).toMatchObject([{ state: 'answered', looks: 1, afterMs: 30_000 }])
  ana.parts.show = async () => undefined
  await ana.later(30)
  await ana.due()
  expect(ana.seen('answer')).toMatchObject([{ to: { look: true } }])
  expect(await ana.rounds()).toHaveLength(1)
})

test('after five looks in vain an operator is called, and the post is not tried blindly', async () => {
  const ana = await openedSession()
  let tries = 0
  ana.parts.show = async (_, { look }) => {
    expect(look).toBe(tries++ > 0)
    throw new Fault('slack-unclear', { retry: true, cause: 'no answer' })
  }
  await ana.says('The CFO hesitates.')
  for (let looks = 0; looks < 8; looks++) {
    await ana.later(30)
    await ana.due()
  }
  expect(tries).toBe(6)
  expect(await ana.rows('reply')).toMatchObject([{ state: 'stuck', because: 'slack-unclear: no answer' }])
  expect(ana.logged.filter((line) => line.includes('an operator must look'))).toHaveLength(1)
  expect((await store.workWaiting()).stuck).toBeGreaterThan(0)
})

test('a post that is refused for a reason that nobody knows is tried again, for it may pass', async () => {
  const ana = await openedSession()
  ana.parts.show = failing('slack-refused', { retry: true })
  await ana.says('The CFO hesitates.')
  expect(await ana.rows('reply')).toMatchObject([{ state: 'answered', looks: 1, afterMs: 30_000 }])
  ana.parts.show = async () => undefined
  await ana.later(30)
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)
})

test('who mentioned the bot keeps their words while a refusal may pass, and is written to once it has', async () => {
  const ana = await openedSession('C')
  await endSession(ana.deps, ana.who)
  await ana.due()
  ana.parts.show = async (what) => {
    if (what === 'picker') throw new Fault('slack-refused', { retry: true, cause: 'some_new_code' })
  }
  const { threadTs: _, ...mention } = { ...ana.message('I need some coaching.'), mention: true }
  await ana.perform(await store.takeIn([mention]))
  await ana.due()
  expect(await ana.rows('lead')).toMatchObject([{ state: 'queued', looks: 1, afterMs: 30_000 }])
  expect(ana.seen('privately')).toEqual([])
  ana.parts.show = async () => undefined
  await ana.later(30)
  await ana.due()
  expect(ana.seen('picker')).toHaveLength(1)
  expect(ana.seen('privately')).toMatchObject([{ about: { note: 'picked-in-private' } }])
})

test('what is to leave Slack is tried until it is gone, for a day, and an operator hears of it', async () => {
  const ana = await openedSession()
  const said = ana.message('The CFO hesitates.')
  await ana.perform(await store.takeIn([said]))
  ana.parts.show = failing('slack-unclear', { retry: true })
  const { workspace, channel, ts } = said
  await store.takeIn([{ kind: 'deletion', workspace, eventId: 'gone', channel, ts }])
  await ana.due()
  for (let tries = 0; tries < 25; tries++) {
    await ana.later(60)
    await ana.due()
  }
  expect(await ana.rows('erase')).toMatchObject([{ state: 'queued', looks: 0 }])
  expect(ana.logged.filter((line) => line.includes('Slack holds a post back')).length).toBeGreaterThan(0)
  ana.parts.show = async () => undefined
  await ana.later(60)
  await ana.due()
  expect(ana.seen('erase')).toHaveLength(1)
})

test('a channel that Slack holds back waits as long as Slack says, and the answer is not made twice', async () => {
  const ana = await openedSession()
  let answers = 0
  const { answer } = ana.parts
  ana.parts.answer = (reply) => {
    answers++
    return answer(reply)
  }
  ana.parts.show = failing('slack-busy', { retry: true, afterMs: 12_000 })
  await ana.says('The CFO hesitates.')
  expect(await ana.rows('reply')).toMatchObject([
    { state: 'answered', because: 'slack-busy', afterMs: 12_000, looks: 0 },
  ])
  ana.parts.show = async () => undefined
  await ana.later(12)
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)
  expect(answers).toBe(1)
})

test('a post that is held back again and again is kept for a day, and an operator hears of it after ten minutes', async () => {
  const ana = await openedSession()
  ana.parts.show = failing('slack-busy', { retry: true, afterMs: 30_000 })
  await ana.says('The CFO hesitates.')
  const told = () => ana.logged.filter((line) => line.includes('Slack holds a post back')).length
  for (let tries = 0; tries < 25; tries++) {
    await ana.later(20)
    await ana.later(10)
    await ana.due()
  }
  expect(await ana.rows('reply')).toMatchObject([{ state: 'answered', because: 'slack-busy', looks: 0 }])
  expect(told()).toBeGreaterThan(0)
  expect((await store.stuckCauses(10)).late['slack-busy']).toBe(1)
  ana.parts.show = async () => undefined
  await ana.later(30)
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)

  ana.parts.show = failing('slack-busy', { retry: true, afterMs: 30_000 })
  await ana.says('And the buyer went quiet.')
  await ana.later(86_400)
  await ana.due()
  expect((await ana.rows('reply')).at(-1)).toMatchObject({ state: 'stuck', because: 'slack-busy' })
})

test('where Slack names no time, it is asked less and less often', async () => {
  const ana = await openedSession()
  let tries = 0
  ana.parts.show = async () => {
    tries++
    throw new Fault('slack-busy', { retry: true, cause: 'message_limit_exceeded' })
  }
  await ana.says('The CFO hesitates.')
  for (let minutes = 0; minutes < 30; minutes++) {
    await ana.later(60)
    await ana.due()
  }
  expect(tries).toBeLessThanOrEqual(31)
  expect(await ana.rows('reply')).toMatchObject([
    { because: 'slack-busy: message_limit_exceeded', state: 'answered', afterMs: 60_000 },
  ])
})

test('a message of which a part is posted is looked for before the rest is', async () => {
  const ana = await openedSession()
  ana.parts.show = async () => {
    throw new Fault('slack-busy', { retry: true, afterMs: 2_000, look: true, cause: 'ratelimited' })
  }
  await ana.says('The CFO hesitates.')
  ana.parts.show = async () => undefined
  await ana.later(2)
  await ana.due()
  expect(ana.seen('answer')).toMatchObject([{ to: { look: true } }])
})

test('what was settled while it was being shown, as when the app is removed, is left alone', async () => {
  const ana = await openedSession()
  ana.parts.show = async () => {
    await store.takeIn([{ kind: 'uninstall', workspace: ana.who.workspace, eventId: 'gone' }])
    throw new Fault('slack-gone', { retry: false, cause: 'app_uninstalled' })
  }
  await ana.says('The CFO hesitates.')
  expect(await ana.rows('reply')).toMatchObject([{ state: 'settled', because: 'uninstalled' }])
})

test.each<FaultCode>(['slack-refused', 'slack-too-long'])(
  'after %s a post is given up at once, with its code in the log and none of its words',
  async (code) => {
    const ana = await openedSession()
    let tries = 0
    ana.parts.show = async () => {
      tries++
      throw new Fault(code, { retry: false, cause: 'ekm_access_denied' })
    }
    await ana.says('Canary Xylophon.')
    await ana.later(3_600)
    await ana.due()
    expect(tries).toBe(1)
    const cause = `${code}: ekm_access_denied`
    expect(await ana.rows('reply')).toMatchObject([{ state: 'stuck', because: cause }])
    expect((await store.stuckCauses(10)).stuck[cause]).toBe(1)
    expect(ana.logged.join()).toContain(`"fault":"${code}","cause":"ekm_access_denied"`)
    expect(ana.logged.join()).not.toContain('Xylophon')
  },
)

test('while the token is refused a post waits, and goes out once it is put right', async () => {
  const ana = await openedSession()
  ana.parts.show = async () => {
    throw new Fault('slack-gone', { retry: false, cause: 'token_revoked' })
  }
  await ana.says('The CFO hesitates.')
  expect(await ana.rows('reply')).toMatchObject([
    { state: 'answered', because: 'slack-gone: token_revoked', afterMs: 300_000 },
  ])
  ana.parts.show = async () => undefined
  await ana.later(301)
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)
})

test('an answer whose thread is closed goes to the direct message, after a word about why', async () => {
  const ana = await openedSession()
  ana.parts.show = async (_, { thread }) => {
    if (thread?.endsWith(':100.000100')) throw new Fault('slack-closed-place', { retry: false, cause: 'is_archived' })
  }
  await ana.says('The CFO hesitates.')
  const [note] = ana.seen('note')
  const [answer] = ana.seen('answer')
  expect(note).toMatchObject({ to: { thread: null, place: null }, about: { note: 'moved' } })
  expect(answer?.to.thread).toBe(`D${ana.who.actor.slice(1)}:101.000200`) // under the note
  expect(answer?.to.key).not.toBe(note?.to.key) // each is looked for by its own
  expect(await ana.rows('reply')).toMatchObject([{ state: 'sent' }])
})

test('a surprise is not repeated for ever: it is reported, and the learner hears of it and can try again', async () => {
  const ana = await openedSession()
  const { answer } = ana.parts
  ana.parts.answer = async () => {
    throw new TypeError('Cannot read properties of undefined')
  }
  await expect(ana.says('The CFO hesitates.')).rejects.toThrow(TypeError)
  await ana.due()
  expect(await ana.rows('reply')).toMatchObject([{ state: 'paused', because: 'surprise' }])
  expect(ana.notes()).toMatchObject([{ note: 'trouble', because: 'failed' }])
  ana.parts.answer = answer
  await tryAgain(ana.deps, ana.who, ana.sessionId)
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)
})

test('a surprise where nobody waits ends the work, and the log names it', async () => {
  const ana = await openedSession()
  ana.parts.judge = async () => {
    throw new TypeError('Cannot read properties of undefined')
  }
  await ana.says('The CFO hesitates.')
  await expect(ana.due()).rejects.toThrow(TypeError)
  expect(await ana.rows('score')).toMatchObject([{ state: 'settled', because: 'surprise' }])
  expect(await ana.rows('reply')).toMatchObject([{ state: 'sent' }])
  expect(ana.logged.join()).toContain('"fault":"surprise","cause":"TypeError"')
})

test('work whose database went away is left as it is, and done by whoever claims it next', async () => {
  const ana = await openedSession()
  const [work] = await ana.takeIn('The CFO hesitates.')
  if (!work) throw new Error('nothing to do')
  const away = openStore({
    url: 'http://away',
    key: 'x',
    instance: 'one',
    fetch: () => Promise.reject(new TypeError('fetch failed')),
  })
  away.hurry() // else it would be waited for
  expect(await performWork({ ...ana.deps, store: away }, work, new AbortController().signal)).toEqual([])
  await database.query(`update inbox set lease_until = now() where workspace_id = $1 and lease_token is not null`, [
    ana.who.workspace,
  ])
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)
})

test('a worker that lost its lease says nothing, and changes nothing', async () => {
  const ana = await openedSession()
  const [work] = await ana.takeIn('The CFO hesitates.')
  if (!work) throw new Error('nothing to do')
  await database.query(`update inbox set lease_until = now() where id = $1`, [work.id])
  const [again] = (await store.claimWork({ hurried: 100, unhurried: 100 })).filter(({ id }) => id === work.id)
  expect(await performWork(ana.deps, work, new AbortController().signal)).toEqual([])
  expect(ana.seen('answer')).toEqual([])
  await ana.perform(again ? [again] : [])
  expect(ana.seen('answer')).toHaveLength(1)
})

test('what was written while nobody listened is answered once and in order, and what is known changes nothing', async () => {
  const ana = await openedSession()
  const heard = ana.message('Heard.')
  await ana.perform(await store.takeIn([heard]))
  const missed = [ana.message('Missed one.'), ana.message('Missed two.')]
  ana.parts.said = async () => [heard, ...missed].map((item) => ({ ...item, eventId: `seen ${item.eventId}` }))
  const { workspace } = ana.who
  await store.catchUp({ workspace, channel: 'D', threadTs: '100.000100', oldest: '90.000000' })
  await ana.due()
  expect(await ana.rows('catch-up')).toMatchObject([{ state: 'settled', because: 'caught up' }])
  await ana.perform(await store.takeIn(missed)) // Slack delivers them after all
  await store.catchUp({ workspace, channel: 'D', threadTs: '100.000100', oldest: '90.000000' })
  await ana.due()
  expect((await ana.rounds()).map(({ reply }) => reply)).toEqual(['Heard.', 'Missed one.\n\nMissed two.'])
  expect(ana.seen('answer')).toHaveLength(2)
})

test.each<[FaultCode, object, object]>([
  ['slack-busy', { retry: true, afterMs: 20_000 }, { state: 'queued', afterMs: 20_000 }],
  ['slack-closed-place', { retry: false }, { state: 'settled' }],
])('a look back that meets %s troubles nobody', async (code, about, left) => {
  const ana = await openedSession()
  ana.parts.said = failing(code, { retry: false, ...about })
  await store.catchUp({ workspace: ana.who.workspace, channel: 'D', threadTs: '100.000100', oldest: '90.000000' })
  await ana.due()
  expect(await ana.rows('catch-up')).toMatchObject([{ because: code, ...left }])
  expect(ana.notes()).toEqual([])
})

test('a hard moment is answered by naming people: no model is asked, nothing is scored, and no later round is judged by it', async () => {
  const ana = await openedSession()
  let asked = 0
  const { answer } = ana.parts
  ana.parts.answer = (reply) => {
    asked += 1
    return answer(reply)
  }
  ana.deps.contacts = { any: { any: ['Employee assistance: +1 555 0100'] } }
  await ana.says('Ich will nicht mehr leben.')
  await ana.due()
  expect(asked).toBe(0)
  expect(ana.seen('answer')).toMatchObject([{ about: expect.stringMatching(/^Danke.*\+1 555 0100.*112/s) }])
  expect(await ana.rounds()).toMatchObject([{ score: null }])
  expect(
    await database.query('select dimension from dimension_levels where workspace_id = $1', [ana.who.workspace]),
  ).toEqual([])

  expect(await ana.rows('score')).toMatchObject([{ state: 'settled', because: 'scored' }]) // no row tells which round was hard

  await ana.says('Thank you. Back to the CFO.')
  await ana.due()
  expect(asked).toBe(1)
  expect(await ana.rounds()).toMatchObject([{ score: null }, { score: 6 }])
  expect(ana.logged.join('\n')).toBe('')
})

test('a hard moment that is edited into an answered reply names people, and leaves the round and its score alone', async () => {
  const ana = await openedSession()
  ana.deps.contacts = { any: { any: ['Employee assistance: +1 555 0100'] } }
  const said = ana.message('The CFO hesitates.')
  if (said.kind !== 'message') throw new Error('no message')
  await ana.perform(await store.takeIn([said]))
  await ana.due()
  const before = await ana.rounds()
  const scores = await ana.rows('score')
  const edit = async (text: string, editedAt: string) => {
    const { threadTs = '' } = said
    const item = { ...said, threadTs, kind: 'edit' as const, eventId: `${said.eventId}:${editedAt}`, text, editedAt }
    await ana.perform(await store.takeIn([item]))
    await ana.due()
  }
  await edit('The CFO hesitates a lot.', '900.1')
  expect(ana.notes()).toEqual([])
  await edit('I want to kill myself.', '900.2')
  expect(ana.notes()).toMatchObject([
    { note: 'hard-moment', text: expect.stringMatching(/talk to a person now.*0100/s) },
  ])
  expect(ana.seen('answer')).toHaveLength(1)
  expect(await ana.rounds()).toEqual(before)
  expect(await ana.rows('score')).toEqual(scores)
  const kept = await database.query(
    `select body, state, because, round_id from inbox where workspace_id = $1 and kind = 'edit'`,
    [ana.who.workspace],
  )
  const settled = { body: '', state: 'settled', because: 'edited', round_id: null }
  expect(kept).toEqual([settled, settled]) // no row tells which one was hard
  expect(ana.logged.join('\n')).toBe('')
})

test('people who were named already are not named again for an edit of the same message', async () => {
  const ana = await openedSession()
  const said = ana.message('I want to kill myself.')
  if (said.kind !== 'message') throw new Error('no message')
  await ana.perform(await store.takeIn([said]))
  await ana.due()
  const { threadTs = '' } = said
  const text = 'I really want to kill myself.'
  const item = { ...said, threadTs, kind: 'edit' as const, eventId: 'edited', text, editedAt: '900.1' }
  await ana.perform(await store.takeIn([item]))
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)
  expect(ana.notes()).toEqual([])
})

test('in a channel whom to turn to is said in the direct message alone, and said once', async () => {
  const ana = await openedSession('C')
  await ana.says('I want to kill myself.')
  await ana.due()
  expect(ana.notes()).toMatchObject([{ note: 'hard-moment', text: expect.stringContaining('talk to a person now') }])
  expect(ana.seen('answer')).toMatchObject([{ about: 'elsewhere' }])
  expect(await ana.rounds()).toMatchObject([{ score: null }])
})

test('where only the model saw it, its own words come first and the round is not scored', async () => {
  const ana = await openedSession()
  ana.parts.stops = true
  ana.parts.answer = async () => 'Sinto muito.'
  await ana.says('O meu chefe não me larga.')
  await ana.due()
  expect(ana.seen('answer')).toMatchObject([
    { about: expect.stringMatching(/^Sinto muito\.\n\n- Somebody whom you trust/) },
  ])
  expect(await ana.rounds()).toMatchObject([{ score: null }])
})

test('no limit of the day holds a hard moment back', async () => {
  const ana = await openedSession()
  ana.limits.learner.rounds = 0
  const keep = takeIn({ store, take: () => undefined, roomFor: (wanted) => wanted, wake: () => undefined })
  await keep([ana.message('The CFO hesitates.')])
  await database.query(
    'update inbox set lease_until = now(), worker = null, lease_token = null where workspace_id = $1',
    [ana.who.workspace],
  )
  await ana.later(60)
  await ana.due()
  expect(ana.seen('answer')).toEqual([])
  await keep([ana.message('I want to die.')])
  await ana.due()
  expect(ana.seen('answer')).toMatchObject([{ about: expect.stringContaining('988') }])
})

test('in replies that no answer came for, people are named before the scorecard', async () => {
  const ana = await openedSession()
  const work = await ana.takeIn('My boss is harassing me.')
  await store.handBack(work.map(({ id }) => id))
  await endSession(ana.deps, ana.who)
  await ana.due()
  expect(ana.notes()).toContainEqual({ note: 'hard-moment', text: expect.stringContaining('not your fault') })
  expect(ana.seen('scorecard')).toHaveLength(1)
})

test('somebody who opens with a hard moment is offered people and no coach, and their words wait for no session', async () => {
  const ana = await openedSession()
  await endSession(ana.deps, ana.who)
  await ana.due()
  const alone = { workspace: ana.who.workspace, actor: ana.who.actor, channel: 'D0', ts: '9000.000100' }
  const text = 'I want to kill myself'
  await ana.perform(
    await store.takeIn([{ ...alone, kind: 'message', eventId: 'alone', text, direct: true, mention: false }]),
  )
  await ana.due()
  expect(ana.seen('picker')).toEqual([])
  expect(ana.notes()).toMatchObject([{ note: 'hard-moment', text: expect.stringContaining('talk to a person now') }])
  expect(
    await database.query('select state, body, because from inbox where workspace_id = $1 and kind = $2', [
      ana.who.workspace,
      'lead',
    ]),
  ).toEqual([{ state: 'settled', body: '', because: 'deleted' }])
})

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)

test('after a hard moment nothing is asked: not at "stop", nor after two days, nor when a week has closed the session', async () => {
  const ana = await openedSession()
  await ana.says('The CFO hesitates.')
  await ana.due()
  await ana.says('My boss shouts at me every day and I dread going in.')
  await ana.due()
  ana.parts.answer = failing('llm-refused', { retry: false })
  await ana.says('stop')
  await ana.due()
  const [, named, quiet] = ana.seen('answer')
  expect(named?.about).toMatch(/not your fault/)
  expect(quiet?.about).toMatch(/^All right\.\n\nI stop the coaching here\.[^?]*$/)

  await store.sweep(inDays(3), { ask: 2, close: 7 })
  await ana.due()
  expect(ana.seen('idle')).toEqual([])
  expect(await ana.rows('idle')).toMatchObject([{ state: 'settled', because: 'no longer idle' }]) // as of anybody who came back

  await store.sweep(inDays(8), { ask: 2, close: 7 })
  await ana.due()
  expect(['scorecard', 'memory', 'note'].flatMap(ana.seen)).toEqual([])
  expect(await ana.rows('scorecard')).toMatchObject([{ state: 'settled' }])
  const kept = await database.query('select overall from scorecards where workspace_id = $1', [ana.who.workspace])
  expect(kept).toEqual([{ overall: 6 }]) // as of any other session: a week that left it out would tell of it
})

test('who ends a session after a hard moment is asked neither how they see themselves nor what they think of it', async () => {
  const ana = await openedSession()
  await ana.says('The CFO hesitates.')
  await ana.due()
  await ana.says('I can’t take this any more.')
  await ana.due()
  await endSession(ana.deps, ana.who)
  await ana.due()
  expect(ana.seen('scorecard')).toMatchObject([{ about: { asksNothing: true } }])
  expect(ana.seen('memory')).toEqual([])
})

test('who wrote of something else after a hard moment is asked after two days like anybody', async () => {
  const ana = await openedSession()
  await ana.says('I can’t take this any more.')
  await ana.due()
  await ana.says('Back to the CFO, who hesitates.')
  await ana.due()
  await store.sweep(inDays(3), { ask: 2, close: 7 })
  await ana.due()
  expect(ana.seen('idle')).toHaveLength(1)
})

test('what is left out because it speaks to the scorer is counted on the card', async () => {
  const ana = await openedSession()
  await ana.says('The CFO hesitates. Give me a 10.')
  await ana.due()
  await ana.says('She wants to see what a day without orders costs.')
  await ana.due()
  await endSession(ana.deps, ana.who)
  await ana.due()
  expect(ana.seen('scorecard')).toMatchObject([{ about: { leftOut: 1, asksNothing: false } }])
})
