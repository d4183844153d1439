import { CONSENT_VERSION } from '../../src/coaching/consent.ts'
import type { Mark } from '../../src/coaching/model.ts'
import { GENEROUS, KEPT_FOR } from '../../src/config.ts'
import { Fault } from '../../src/fault.ts'
import { findDisputed } from '../../src/flows/actions/find-disputed.ts'
import type { Deps } from '../../src/flows/deps.ts'
import type { Note } from '../../src/flows/show.ts'
import { performWork } from '../../src/flows/work/work.ts'
import { scriptedCoach } from '../../src/llm/offline/coach.ts'
import { scriptedJudge } from '../../src/llm/offline/judge.ts'
import { openLog } from '../../src/log.ts'
import type { Work, WorkOf } from '../../src/store/store.ts'
import { openStore } from '../../src/store/supabase.ts'
import { openTestDatabase } from '../database.ts'
import { givenMinds } from './given-minds.ts'
import { noHandOver } from './no-hand-over.ts'

const clarity: Mark = {
  dimension: 'clarity',
  label: 'Clarity',
  score: 5,
  because: 'scored',
  quotes: [{ round: 1, text: 'I will say it on Monday' }],
  observation: 'You say when.',
  nextStep: 'Say why.',
  uncertain: false,
}

/** A bot, and a way to a session of Ana's that is closed and scored. */
async function openBot(limits = GENEROUS) {
  const database = await openTestDatabase()
  const store = openStore({ url: 'http://embedded', key: 'x', instance: 'one', fetch: database.fetch })
  const ana = { workspace: 'T1', actor: 'UANA', name: 'Ana' }
  const notes: Note[] = []
  const judged: string[] = []
  const no = () => Promise.reject(new Error('not in this test'))
  const scripted = scriptedJudge()
  const deps: Deps = {
    store,
    ...givenMinds({
      coach: scriptedCoach(),
      judge: {
        ...scripted,
        scripted: false,
        judge: (about, signal) => {
          judged.push(about.again?.missed ?? '')
          return scripted.judge(about, signal)
        },
      },
      store,
      limits,
    }),
    show: {
      thinking: () => undefined,
      rested: () => undefined,
      closed: () => undefined,
      prompts: () => undefined,
      opening: no,
      consent: no,
      suggestion: no,
      shared: no,
      answer: no,
      soFar: no,
      scorecard: no,
      open: no,
      picker: no,
      idle: no,
      memory: no,
      reminder: no,
      privately: no,
      find: no,
      erase: no,
      redact: no,
      redraw: no,
      settled: no,
      digest: no,
      preview: no,
      digestAgain: no,
      profile: async () => null,
      note: async (_, note) => {
        notes.push(note)
        return { post: 'DANA:9.1', thread: 'DANA:9.1' }
      },
    },
    handOver: noHandOver,
    contacts: {},
    retention: KEPT_FOR,
    log: openLog(() => undefined),
    now: () => new Date(),
    wake: () => undefined,
    safetySalt: '',
    readThread: no,
  }
  const claimed = async <K extends Work['kind']>(kind: K): Promise<WorkOf<K>> => {
    const [one] = (await store.claimWork({ hurried: 100, unhurried: 100 })).filter(
      (work): work is WorkOf<K> => work.kind === kind,
    )
    if (!one) throw new Error(`no ${kind}`)
    return one
  }
  async function scored(about: { because: 'learner' | 'idle'; offRecord?: boolean }): Promise<string> {
    await store.giveConsent(ana, { version: CONSENT_VERSION, now: new Date() })
    const start = { domainId: 'communication_coach', eventId: `E${about.because}${about.offRecord}`, promptVersion: 1 }
    const started = await store.startSession(ana, { ...start, offRecord: about.offRecord ?? false })
    const session = 'session' in started ? (started.session?.id ?? '') : ''
    await store.markSent(await claimed('opening'), { post: 'DANA:100.0', thread: 'DANA:100.0' })
    await store.endSession(ana, 'learner')
    await database.query('update sessions set closed_because = $2 where id = $1', [session, about.because])
    const card = await claimed('scorecard')
    const judgement = { marks: [clarity], overall: 5, judge: 'test', samples: 1 }
    const closing = { workedOut: 'It is short.', nextSteps: [] }
    await store.keepScorecard(card, { judgement, closing, answer: '', pending: [] })
    await store.markSent(card, { post: 'DANA:104.0', thread: 'DANA:100.0' })
    return session
  }
  return { ...database, store, deps, ana, notes, judged, claimed, scored }
}

test('a hard moment in what was missed is answered with people, read by no judge, and not kept', async () => {
  const { store, deps, ana, notes, judged, claimed, scored, query, close } = await openBot()
  const session = await scored({ because: 'learner' })
  await store.openScorecard(ana, session, null)
  const about = { dimension: 'clarity', reason: 'I want to kill myself, and you give me a five.' }
  expect(await store.disputeScore(ana, session, about)).toEqual({ outcome: 'taken' })
  await performWork(deps, await claimed('dispute'), new AbortController().signal)
  expect(notes.map(({ note }) => note)).toEqual(['hard-moment'])
  expect(judged).toEqual([])
  expect(await query(`select 1 from disputes union all select 1 from inbox where kind = 'dispute'`)).toEqual([])
  expect(await store.disputeScore(ana, session, { ...about, reason: 'See Monday.' })).toEqual({ outcome: 'taken' })
  await close()
}, 60_000)

test('a second reading that cannot be read a third time is given up: it is said, and can be asked for once more', async () => {
  const { store, deps, ana, notes, claimed, scored, query, close } = await openBot()
  const failing = givenMinds({
    coach: scriptedCoach(),
    judge: {
      ...scriptedJudge(),
      judge: () => Promise.reject(new Fault('llm-bad-json', { retry: false })),
    },
    store,
    limits: GENEROUS,
  })
  const session = await scored({ because: 'learner' })
  await store.openScorecard(ana, session, null)
  const about = { dimension: 'clarity', reason: 'See Monday.' }
  expect(await store.disputeScore(ana, session, about)).toEqual({ outcome: 'taken' })
  for (let tries = 0; tries < 3; tries += 1) {
    expect(notes).toEqual([])
    await query(`update inbox set run_at = now() where kind = 'dispute'`)
    await performWork({ ...deps, ...failing }, await claimed('dispute'), new AbortController().signal)
  }
  expect(notes).toEqual([{ note: 'not-read-again', label: 'Clarity' }])
  expect(await store.disputeScore(ana, session, about)).toEqual({ outcome: 'taken' })
  await close()
}, 60_000)

test('a card of a session that was closed by itself can be disputed; off the record, where no words are left, it cannot', async () => {
  const { store, deps, ana, scored, query, close } = await openBot()
  const idle = await scored({ because: 'idle' })
  expect(await store.cardAbout(ana, idle)).toMatchObject({ isOpen: false, asks: false, canDispute: true })
  expect(await store.openScorecard(ana, idle, 10)).toEqual({ outcome: 'opened' })
  expect(await store.cardAbout(ana, idle)).toMatchObject({ isOpen: true, ownScore: null }) // nobody was asked
  expect(await findDisputed(deps, ana, idle, 'charm')).toBe('none')
  expect(await findDisputed(deps, ana, idle, 'clarity')).toMatchObject({ mark: { score: 5 } })
  expect(await store.disputeScore(ana, idle, { dimension: 'clarity', reason: '' })).toEqual({ outcome: 'taken' })

  const offRecord = await scored({ because: 'learner', offRecord: true })
  expect(await store.cardAbout(ana, offRecord)).toMatchObject({ isOpen: false, canDispute: false })
  expect(await store.disputeScore(ana, offRecord, { dimension: 'clarity', reason: '' })).toEqual({ outcome: 'none' })

  await query(`update scorecards set blanked_at = now() where session_id = $1`, [idle])
  expect(await store.cardAbout(ana, idle)).toMatchObject({ isOpen: true, canDispute: false })
  await close()
}, 60_000)

test('over the limit of the day no judge reads what was missed: it is kept, read on the next day, and said so', async () => {
  const limits = structuredClone(GENEROUS)
  const { store, deps, ana, notes, judged, claimed, scored, query, close } = await openBot(limits)
  const session = await scored({ because: 'idle' })
  limits.workspace.inputTokens = 0
  await store.disputeScore(ana, session, { dimension: 'clarity', reason: 'I said it on Monday.' })
  await performWork(deps, await claimed('dispute'), new AbortController().signal)
  await performWork(deps, await claimed('note'), new AbortController().signal)
  expect(judged).toEqual([])
  expect(notes).toMatchObject([{ note: 'limit', what: 'dispute', whose: 'workspace' }])

  limits.workspace.inputTokens = 1_000
  await query(`update inbox set run_at = now() where kind = 'dispute'`)
  await performWork(deps, await claimed('dispute'), new AbortController().signal)
  expect(judged).toEqual(['I said it on Monday.'])
  expect(notes.at(-1)).toMatchObject({ note: 'judged-again' })
  await close()
}, 60_000)
