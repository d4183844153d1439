import type { Mark } from '../../src/coaching/model.ts'
import type { Store, Work, WorkOf } from '../../src/store/store.ts'
import { openStore } from '../../src/store/supabase.ts'
import { openTestDatabase } from '../database.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let store: Store
beforeAll(async () => {
  database = await openTestDatabase()
  store = openStore({ url: 'http://embedded', key: 'x', instance: 'one', fetch: database.fetch })
}, 30_000)
afterAll(() => database.close())

const ana = { workspace: 'T1', actor: 'UANA', name: 'Ana' }
const other = { workspace: 'T1', actor: 'UOTHER', name: 'Jonas' }
const answer = { responseMs: 5, coachModel: 'test', inputTokens: 1, cachedTokens: 0, outputTokens: 1 }
const clarity: Mark = {
  dimension: 'clarity',
  label: 'Clarity',
  score: 5,
  because: 'scored',
  quotes: [{ round: 1, text: 'I will say it on Monday' }],
  observation: 'You say when.',
  nextStep: 'Say why.',
  betterWording: 'I will say it on Monday, because [the reason].',
  uncertain: false,
}
const byWording: Mark = {
  ...clarity,
  dimension: 'de_escalation',
  score: null,
  because: 'by-wording',
  quotes: [],
  cues: [{ name: 'named a day', quote: { round: 1, text: 'I will say it on Monday' } }, { name: 'asked why' }],
}
const empathy: Mark = { ...clarity, dimension: 'empathy', label: 'Empathy', score: 6 }

const claimed = async <K extends Work['kind']>(kind: K): Promise<WorkOf<K>[]> =>
  (await store.claimWork({ hurried: 100, unhurried: 100 })).filter((work): work is WorkOf<K> => work.kind === kind)
const only = <T>(all: T[]): T => {
  const [one, ...more] = all
  if (!one || more.length > 0) throw new Error(`${all.length} instead of one`)
  return one
}
const said = (text: string, ts: string) => ({
  kind: 'message' as const,
  workspace: ana.workspace,
  eventId: `E${ts}`,
  actor: ana.actor,
  channel: 'DANA',
  ts,
  threadTs: '100.0',
  text,
  direct: true,
  mention: false,
})

/** A session of Ana's with one round of two messages, and its scorecard, shown and closed. */
async function scored(): Promise<string> {
  await store.giveConsent(ana, { version: 1, now: new Date() })
  const started = await store.startSession(ana, { domainId: 'communication_coach', eventId: 'E0', promptVersion: 1 })
  const session = 'session' in started ? (started.session?.id ?? '') : ''
  await store.markSent(only(await claimed('opening')), { post: 'DANA:100.0', thread: 'DANA:100.0' })
  const messages = [said('The talk 👩‍💻 was short.', '101.0'), said('I will say it on Monday.', '102.0')]
  const reply = (await store.keepIncoming(messages)).find((work): work is WorkOf<'reply'> => work.kind === 'reply')
  if (reply?.state !== 'queued') throw new Error('no reply')
  await store.keepRound(reply, { ...answer, text: 'What else?' })
  await store.markSent(reply, { post: 'DANA:103.0', thread: 'DANA:100.0' })

  const feedback = async () => (await database.query('select score, feedback from coaching_sessions'))[0]
  const score = only(await claimed('score'))
  await store.noteNoScore(score)
  expect(await feedback()).toEqual({ score: null, feedback: 'Score not available.' })
  await store.keepScore(score, { score: 5, feedback: 'Clarity: Developing.', marks: [clarity], judge: 'test' })
  expect(await feedback()).toEqual({ score: 5, feedback: 'Clarity: Developing.' })
  await store.noteNoScore(score)
  expect(await feedback()).toEqual({ score: 5, feedback: 'Clarity: Developing.' })

  await store.endSession(ana, 'learner', session)
  const card = only(await claimed('scorecard'))
  const judgement = { marks: [clarity, empathy, byWording], overall: 6, judge: 'test', samples: 1 }
  await store.keepScorecard(card, {
    judgement,
    closing: { workedOut: 'It is short.', nextSteps: [] },
    answer: '',
    pending: [],
  })
  await store.noteCut(card, 2)
  expect(await database.query('select cut from scorecards')).toEqual([{ cut: 2 }])
  await store.markSent(card, { post: 'DANA:104.0', thread: 'DANA:100.0' })
  return session
}

test('a scorecard opens once, for its learner alone; a dimension is judged again once; what is deleted leaves no trace', async () => {
  const session = await scored()
  expect(await store.cardAbout(other, session)).toBeNull()
  expect(await store.sentReplies(other, session)).toEqual([])
  expect(await store.cardAbout(ana, session)).toMatchObject({
    isOpen: false,
    ownScore: null,
    sent: [
      {
        round: 1,
        messages: [
          { post: 'DANA:101.0', characters: 23 },
          { post: 'DANA:102.0', characters: 24 },
        ],
      },
    ],
  })

  const about = { dimension: 'clarity', reason: 'I said: I will say it on Monday.' }
  expect(await store.disputeScore(ana, session, about)).toEqual({ outcome: 'none' }) // nobody disputes what they have not seen
  expect(await store.openScorecard(other, session, 9)).toEqual({ outcome: 'none' })
  expect(await store.openScorecard(ana, session, 7)).toEqual({ outcome: 'opened' })
  expect(await store.openScorecard(ana, session, 2)).toEqual({ outcome: 'open-already' })
  expect(await store.cardAbout(ana, session)).toMatchObject({ isOpen: true, ownScore: 7 })
  const shownAgain = await claimed('scorecard') // each press draws it where it stands, for it may stand there closed again
  expect(shownAgain).toMatchObject([1, 2].map(() => ({ state: 'answered', about: { redacts: 'DANA:104.0' } })))
  for (const one of shownAgain) await store.markSent(one, { post: 'DANA:104.0', thread: 'DANA:100.0' })

  expect(await store.disputeScore(other, session, about)).toEqual({ outcome: 'none' })
  expect(await store.disputeScore(ana, session, { ...about, dimension: 'charm' })).toEqual({ outcome: 'none' })
  expect(await store.disputeScore(ana, session, { ...about, dimension: 'de_escalation' })).toEqual({ outcome: 'none' }) // by rules
  expect(await store.disputeScore(ana, session, about)).toEqual({ outcome: 'taken' })
  expect(await store.disputeScore(ana, session, about)).toEqual({ outcome: 'taken-already' })
  const again = only(await claimed('dispute'))
  expect(await store.disputeOf({ ...again, token: '00000000-0000-4000-8000-000000000000' })).toBeNull()
  expect(await store.disputeOf(again)).toMatchObject({ reason: about.reason, outcome: 'open', before: 5, after: null })
  const raised = { mark: { ...clarity, score: 7 }, overall: 7, after: 7, outcome: 'raised' as const, judge: 'test' }
  expect(await store.keepDispute(again, raised)).toBe('kept')
  expect(await store.keepDispute(again, { ...raised, after: 1 })).toBe('kept') // twice is once
  expect(await store.cardAbout(ana, session)).toMatchObject({
    marks: [{ dimension: 'clarity', score: 7 }, { score: 6 }, byWording],
    disputes: [{ dimension: 'clarity', before: 5, after: 7, outcome: 'raised' }],
  })
  expect(await database.query('select dimension, score from dimension_levels order by 1')).toEqual([
    { dimension: 'clarity', score: 7 },
    { dimension: 'empathy', score: 6 },
  ])
  expect(await store.disputeCounts()).toEqual([
    {
      domain: 'communication_coach',
      dimension: 'clarity',
      rubricVersion: 1,
      disputes: 1,
      raised: 1,
      lowered: 0,
      unchanged: 0,
    },
  ])
  await store.markSent(again, { post: 'DANA:105.0', thread: 'DANA:100.0' })

  await store.keepIncoming([
    { kind: 'deletion', workspace: 'T1', eventId: 'EDEL', channel: 'DANA', ts: '102.0', threadTs: '100.0' },
  ])
  const left = await database.query('select marks::text as kept from scorecards union all select reason from disputes')
  expect(JSON.stringify(left)).not.toMatch(/Monday/)
  const [, , cued] = (await store.cardAbout(ana, session))?.marks ?? []
  expect(cued?.cues).toEqual([{ name: 'named a day' }, { name: 'asked why' }]) // what nobody can see any more was not found
})

test('what was written in the form leads to the opening that repeats it, also where more was written with it', async () => {
  await database.query('update sessions set closed_at = coalesce(closed_at, now())')
  const mind = 'She shouted at me.'
  const about = { domainId: 'communication_coach', eventId: 'E9', promptVersion: 1, mind }
  const started = await store.startSession(ana, about)
  const session = 'session' in started ? (started.session?.id ?? '') : ''
  const opening = only(await claimed('opening'))
  await store.keepIncoming([{ ...said('I was calm.', '202.0'), threadTs: '200.0' }])
  const [reply] = await store.markSent(opening, { post: 'DANA:200.0', thread: 'DANA:200.0' })
  if (reply?.kind !== 'reply' || reply.state !== 'queued') throw new Error('no reply')
  await store.keepRound(reply, { ...answer, text: 'What else?' })
  expect(await store.sentReplies(ana, session)).toEqual([
    {
      round: 1,
      messages: [
        { post: 'DANA:200.0', characters: mind.length },
        { post: 'DANA:202.0', characters: 11 },
      ],
    },
  ])
  expect(await store.sentReplies(other, session)).toEqual([])
  expect(await store.ownRounds(ana, session)).toMatchObject([{ number: 1, reply: `${mind}\n\nI was calm.` }])
  expect(await store.ownRounds(other, session)).toEqual([])
})
