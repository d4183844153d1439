import type { Incoming, Store, Work } from '../../src/store/store.ts'
import { onEach, query, store } from './each-database.ts'

const VERSION = 3
const NOW = new Date('2026-11-25T10:00:00Z')
const answer = {
  text: 'And then?',
  responseMs: 5,
  coachModel: 'test',
  inputTokens: 1,
  cachedTokens: 0,
  outputTokens: 1,
}
let counter = 0

onEach((check) => {
  /** Somebody in a workspace of their own who was never coached. */
  function newcomer() {
    const n = ++counter
    const who = { workspace: `T${n}`, actor: `U${n}`, name: 'Ana' }
    let second = 200
    const message = (text: string, threadTs?: string): Incoming => ({
      kind: 'message',
      workspace: who.workspace,
      eventId: `E${n}-${++second}`,
      actor: who.actor,
      channel: `D${n}`,
      ts: `${second}.000100`,
      ...(threadTs ? { threadTs } : {}),
      text,
      direct: true,
      mention: false,
    })
    const due = async () =>
      (await store.claimWork({ hurried: 100, unhurried: 100 })).filter(({ workspace }) => workspace === who.workspace)
    async function dueOf<K extends Work['kind']>(kind: K) {
      const found = (await due()).find((work): work is Extract<Work, { kind: K }> => work.kind === kind)
      if (!found) throw new Error(`no ${kind} is due`)
      return found
    }
    const start = (about: Partial<Parameters<Store['startSession']>[1]> = {}) =>
      store.startSession(who, {
        domainId: 'sales_workflow_coach',
        eventId: `start-${n}-${++second}`,
        promptVersion: 1,
        consentVersion: VERSION,
        ...about,
      })
    const idOf = async () => {
      const [row] = await query(
        'select id from sessions where workspace_id = $1 order by opened_at desc, closed_at nulls first limit 1',
        [who.workspace],
      )
      return String(row?.id)
    }
    /** Shows the question as the bot does. */
    async function asked() {
      const card = await dueOf('consent')
      const thread = `D${n}:100.000100`
      await store.consentAsked(card, thread)
      await store.markSent(card, { post: thread, thread })
      return thread
    }
    const agrees = async (offRecord = false) =>
      (await store.giveConsent(who, { version: VERSION, sessionId: await idOf(), offRecord, now: NOW })).outcome
    return { n, who, message, due, dueOf, start, idOf, asked, agrees }
  }

  check(
    'a start that is made again before they agree brings the same words along once, and other words too',
    async () => {
      const ana = newcomer()
      await ana.start({ mind: 'I would like to support my team better.' })
      await ana.start({ mind: 'Something else.' })
      await ana.start({ mind: 'I would like to support my team better.' })
      const thread = await ana.asked()
      expect(await ana.agrees()).toBe('opened')
      const opening = await ana.dueOf('opening')
      expect(opening.body).toBe('I would like to support my team better.')
      const [reply] = await store.markSent(opening, { post: 'D1:300.1', thread })
      expect(reply).toMatchObject({ replies: ['Something else.', 'I would like to support my team better.'] })
    },
  )

  check('somebody who was never coached is asked, and what they write meanwhile waits until they agree', async () => {
    const ana = newcomer()
    expect(await ana.start({ mind: 'On my mind.' })).toEqual({ outcome: 'consent-asked', session: null })
    const thread = await ana.asked()
    const [, threadTs] = thread.split(':')
    expect(await store.keepIncoming([ana.message('In the thread.', threadTs), ana.message('At the top.')])).toEqual([])
    expect(await ana.due()).toEqual([])
    expect(await store.openSession(ana.who)).toBeNull()

    expect(await ana.agrees()).toBe('opened')
    const opening = await ana.dueOf('opening')
    expect(opening).toMatchObject({ thread, body: 'On my mind.' })
    const [reply] = await store.markSent(opening, { post: 'D1:300.1', thread })
    expect(reply).toMatchObject({ kind: 'reply', replies: ['On my mind.', 'In the thread.', 'At the top.'] })
    const consents = await query(
      'select version, at from consents c join learners l on l.id = c.learner_id where l.workspace_id = $1',
      [ana.who.workspace],
    )
    expect(consents).toMatchObject([{ version: VERSION }])
  })

  check('a start pressed before it is noted where the question stands opens there all the same', async () => {
    const ana = newcomer()
    await ana.start()
    const thread = `D${ana.n}:100.000100`
    const about = { version: VERSION, sessionId: await ana.idOf(), now: NOW, thread }
    expect(await store.giveConsent(ana.who, about)).toEqual({ outcome: 'opened' })
    expect(await ana.dueOf('opening')).toMatchObject({ thread })
    const rows = await query('select channel, thread_ts from session_threads where session_id = $1', [about.sessionId])
    expect(rows).toEqual([{ channel: `D${ana.n}`, thread_ts: '100.000100' }])
  })

  check('who agreed is asked no more, until the text changes', async () => {
    const ana = newcomer()
    await store.giveConsent(ana.who, { version: VERSION, now: NOW })
    expect(await ana.start()).toMatchObject({ outcome: 'started' })
    expect(await ana.start({ endOpen: true, consentVersion: VERSION + 1 })).toMatchObject({ outcome: 'consent-asked' })
  })

  check('a start without a version asks whoever never agreed to anything', async () => {
    const { who } = newcomer()
    const start = { domainId: 'sales_workflow_coach', eventId: 'e', promptVersion: 1 }
    expect(await store.startSession(who, start)).toMatchObject({ outcome: 'consent-asked' })
  })

  check('the same start twice asks once, and agreeing twice opens once', async () => {
    const ana = newcomer()
    await ana.start({ eventId: 'once' })
    expect(await ana.start({ eventId: 'once' })).toMatchObject({ outcome: 'consent-asked' })
    await ana.asked()
    expect(await ana.due()).toEqual([])
    expect(await Promise.all([ana.agrees(), ana.agrees()])).toEqual(['opened', 'opened-before'])
    expect((await ana.due()).map(({ kind }) => kind)).toEqual(['opening'])
  })

  check('nobody agrees for somebody else', async () => {
    const [ana, bo] = [newcomer(), newcomer()]
    await ana.start()
    await ana.asked()
    const sessionId = await ana.idOf()
    const stranger = { ...ana.who, actor: bo.who.actor }
    for (const who of [stranger, bo.who]) {
      expect(await store.giveConsent(who, { version: VERSION, sessionId, now: NOW })).toEqual({ outcome: 'not-yours' })
    }
    expect(
      await query('select 1 from consents c join learners l on l.id = c.learner_id where l.workspace_id = $1', [
        ana.who.workspace,
      ]),
    ).toEqual([])
  })

  check('another start takes the place of one that waits, with what was written', async () => {
    const ana = newcomer()
    await ana.start({ mind: 'First thought.' })
    await ana.asked()
    const first = await ana.idOf()
    expect(await ana.start({ domainId: 'architecture_advisor' })).toMatchObject({ outcome: 'consent-asked' })
    expect(await store.giveConsent(ana.who, { version: VERSION, sessionId: first, now: NOW })).toEqual({
      outcome: 'given-up',
    })
    await ana.asked()
    const [second] = await query('select id from sessions where workspace_id = $1 and closed_at is null', [
      ana.who.workspace,
    ])
    await store.giveConsent(ana.who, { version: VERSION, sessionId: String(second?.id), now: NOW })
    const thread = `D${ana.n}:100.000100`
    const next = await store.markSent(await ana.dueOf('opening'), { post: `D${ana.n}:300.1`, thread })
    expect(next).toMatchObject([{ replies: ['First thought.'] }])
  })

  check(
    'one that is ended before they agree leaves no round and no scorecard, and its words go after a week',
    async () => {
      const ana = newcomer()
      await ana.start({ mind: 'Canary Xylophon' })
      await ana.asked()
      expect(await store.endSession(ana.who, 'learner')).toEqual({ outcome: 'none-open' })
      expect(await ana.due()).toEqual([])
      const left = () => query(`select 1 from inbox where workspace_id = $1 and body <> ''`, [ana.who.workspace])
      expect(await left()).toHaveLength(1)
      await store.sweep(new Date(Date.now() + 8 * 86_400_000), { ask: 2, close: 7 })
      expect(await left()).toEqual([])
      expect(await query('select 1 from coaching_sessions where workspace_id = $1', [ana.who.workspace])).toEqual([])
    },
  )

  check('whoever never presses is asked nothing more, and what they wrote goes', async () => {
    const ana = newcomer()
    await ana.start({ mind: 'Canary Xylophon' })
    await ana.asked()
    await store.sweep(new Date(Date.now() + 3 * 86_400_000), { ask: 2, close: 7 })
    expect(await ana.due()).toEqual([])
    await store.sweep(new Date(Date.now() + 8 * 86_400_000), { ask: 2, close: 7 })
    expect(await ana.due()).toEqual([])
    expect(await query(`select 1 from inbox where workspace_id = $1 and body <> ''`, [ana.who.workspace])).toEqual([])
  })

  check(
    'off the record, every text is gone from every table once the scorecard is shown, and levels stay',
    async () => {
      const ana = newcomer()
      await ana.start({ mind: 'Canary Xylophon one.' })
      const thread = await ana.asked()
      await ana.agrees(true)
      const [first] = await store.markSent(await ana.dueOf('opening'), { post: `D${ana.n}:300.1`, thread })
      if (first?.kind !== 'reply' || first.state !== 'queued') throw new Error('no reply')
      await store.keepRound(first, { ...answer, text: 'Canary Xylophon two?' })
      await store.markSent(first, { post: `D${ana.n}:301.1`, thread })
      const mark = {
        dimension: 'process_adherence',
        label: 'Working the process',
        score: 8,
        because: 'scored' as const,
        quotes: [{ round: 1, text: 'Canary Xylophon three' }],
        observation: 'Canary Xylophon four',
        nextStep: 'Canary Xylophon five',
        betterWording: 'Canary Xylophon eleven',
        uncertain: false,
      }
      const byWording = {
        ...mark,
        score: null,
        because: 'by-wording' as const,
        quotes: [],
        cues: [{ name: 'named a day', quote: { round: 1, text: 'Canary Xylophon twelve' } }, { name: 'asked why' }],
      }
      const score = await ana.dueOf('score')
      await store.keepScore(score, { score: 8, feedback: 'Canary Xylophon six', marks: [mark], judge: 'test' })
      await store.keepIncoming([ana.message('Canary Xylophon seven.', '100.000100')])
      await store.endSession(ana.who, 'learner')
      const [card] = (await ana.due()).filter((work) => work.kind === 'scorecard')
      if (!card) throw new Error('no scorecard')
      await query(
        `update inbox set lease_until = null, lease_token = null where workspace_id = $1 and kind = 'reply'`,
        [ana.who.workspace],
      )
      const judged = { marks: [mark, byWording], overall: 8, judge: 'test', samples: 1 }
      const closing = { workedOut: 'Canary Xylophon eight', nextSteps: ['Canary Xylophon nine'] }
      const pending = ['Canary Xylophon seven.']
      const about = { judgement: judged, closing, answer: 'Canary Xylophon ten', pending }
      expect(await store.keepScorecard(card, about)).toBe('kept')
      expect((await dump()).length).toBeGreaterThan(0)
      await store.markSent(card, { post: `D${ana.n}:302.1`, thread })

      expect(await dump()).toEqual([])
      const kept = await query('select overall, marks from scorecards where workspace_id = $1', [ana.who.workspace])
      expect(kept).toMatchObject([
        {
          overall: 8,
          marks: [
            { score: 8, quotes: [], observation: '' },
            { cues: [{ name: 'named a day', quote: { round: 1, text: '' } }, { name: 'asked why' }] },
          ],
        },
      ])
      const levels = await query('select 1 from dimension_levels where workspace_id = $1', [ana.who.workspace])
      expect(levels).toEqual([]) // it counts nowhere
      expect(await store.sessionLabel(await ana.idOf())).toMatchObject({ label: 'private', offRecord: true })

      async function dump(): Promise<string[]> {
        const tables = await query(
          `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
        )
        const rows = await Promise.all(
          tables.map(({ name }) =>
            query(`select t::text as row from public.${name} t where t::text like '%Xylophon%'`),
          ),
        )
        return rows.flat().map(({ row }) => String(row))
      }
    },
  )

  check('a session in a channel is labelled as shared', async () => {
    const ana = newcomer()
    await store.giveConsent(ana.who, { version: VERSION, now: NOW })
    await ana.start({ thread: 'C7:' })
    expect(await store.sessionLabel(await ana.idOf())).toEqual({ label: 'shared', offRecord: false, suggestedBy: null })
  })
})
