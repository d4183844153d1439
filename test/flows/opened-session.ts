import { CONSENT_VERSION } from '../../src/coaching/consent.ts'
import type { Wish, Word } from '../../src/coaching/model.ts'
import { GENEROUS, KEPT_FOR } from '../../src/config.ts'
import { Fault, type FaultCode } from '../../src/fault.ts'
import { startSession } from '../../src/flows/actions/start-session.ts'
import type { Deps } from '../../src/flows/deps.ts'
import type { Show, Shown, To } from '../../src/flows/show.ts'
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

export let database: TestDatabase
export let store: Store

/** Opens the database of a test file, and a store on it, and closes it afterwards. */
export function hasDatabase(): void {
  beforeAll(async () => {
    database = await openTestDatabase()
    store = openStore({ url: 'http://embedded', key: 'x', instance: 'one', fetch: database.fetch })
  })
  afterAll(() => database.close())
}

type Seen = { what: string; to: To; about: unknown; where: Shown }
let counter = 0

/** A learner of their own workspace with an open session, and a bot whose parts fail as the test says. */
export async function openedSession(place: 'D' | 'C' = 'D') {
  const n = ++counter
  const who = { workspace: `T${n}`, actor: `U${n}`, name: 'Ana' }
  const thread = `${place}${n}:100.000100`
  const shown: Seen[] = []
  const logged: string[] = []
  const statuses: string[] = []
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
    thinking: () => void statuses.push('at work'),
    rested: (_, { mayBeEarlier = false } = {}) =>
      void statuses.push(mayBeEarlier ? 'at rest, whoever began' : 'at rest'),
    closed: ({ thread }) => void statuses.push(`closed ${thread}`),
    prompts: () => undefined,
    opening: (to, opening) => post('opening', to, opening),
    consent: (to, consent) => post('consent', to, consent),
    suggestion: (to, suggestion) => post('suggestion', to, suggestion),
    shared: (to, shared) => post('shared', to, shared),
    digestAgain: async (_, digest) => void (await post('digestAgain', nowhere, digest)),
    answer: (to, answer) => post('answer', to, answer.isElsewhere ? 'elsewhere' : answer.text),
    soFar: (to, card) => post('soFar', to, card),
    scorecard: (to, card) => post('scorecard', to, card),
    picker: (to, domains) => post('picker', to, domains),
    idle: (to, about) => post('idle', to, about),
    memory: (to, about) => post('memory', to, about),
    reminder: (to, about) => post('reminder', to, about),
    digest: (to, digest) => post('digest', to, digest),
    preview: (to, preview) => post('preview', to, preview),
    note: (to, note) => post('note', to, note),
    privately: async (to, note) => void (await post('privately', to, note)),
    find: async ({ key }) => shown.find(({ to }) => to.key === key)?.where ?? null,
    erase: async ({ post: at }) => void (await post('erase', nowhere, at)),
    redact: async (_, card) => void (await post('redact', nowhere, card)),
    redraw: async (_, card) => void (await post('redraw', nowhere, card)),
    open: async (_, card) => void (await post('open', nowhere, card)),
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
      `select id, state, because, looks, attempts, (greatest(0, ceil(extract(epoch from run_at - now()))) * 1000)::int as "afterMs"
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
    /** What the surface was told to show of the session. */
    statuses,
    due,
    later,
    nextDay,
    perform,
    rows,
    /** What was shown of this kind since the opening. */
    seen: (what: string) => shown.filter((one) => one.what === what),
    notes: () => shown.filter((one) => one.what === 'note').map(({ about }) => about),
    message,
    keepIncoming: (text: string) => store.keepIncoming([message(text)]),
    says: async (text: string, more: { word?: Word; wish?: Wish } = {}) =>
      perform(await store.keepIncoming([{ ...message(text), ...more }])),
    rounds: () =>
      database.query(
        'select learner_message as reply, coach_response as answer, score from coaching_sessions where workspace_id = $1 order by round_number',
        [who.workspace],
      ),
  }
}

/** A part that fails so. */
export const failing = (code: FaultCode, about: { retry: boolean; afterMs?: number }) => async () => {
  throw new Fault(code, about)
}
