import type { Incoming } from '../../src/store/store.ts'
import {
  ALL,
  answer,
  database,
  deletionOf,
  mineOf,
  nextNumber,
  onEach,
  only,
  opened,
  queued,
  somebody,
  store,
} from './each-database.ts'

onEach((check) => {
  check('an edit before the answer counts, an edit after it marks the round', async () => {
    const person = somebody()
    await opened(store, person)
    const message = person.message('Frist.')
    const due = queued(await store.keepIncoming([message]))
    const edit = (text: string): Incoming => ({
      kind: 'edit',
      workspace: message.workspace,
      eventId: `${message.eventId}-${text}`,
      actor: message.actor,
      channel: message.channel,
      ts: message.ts,
      text,
      direct: true,
      editedAt: `${nextNumber()}`.padStart(6, '0'),
    })
    await store.keepIncoming([edit('First.')])
    expect(await store.keepRound(due, { ...answer, text: 'To the old text.' })).toBe('changed')
    const again = queued((await store.claimWork(ALL)).filter((work) => work.id === due.id))
    expect(again.replies).toEqual(['First.'])
    await store.keepRound(again, { ...answer, text: 'To the new text.' })
    await store.keepIncoming([edit('Later.')])
    expect(
      await database.query(
        'select learner_message, edited_at is not null as edited from coaching_sessions where session_id = $1',
        [due.session.id],
      ),
    ).toEqual([{ learner_message: 'First.', edited: true }])
  })

  check('a deleted reply leaves no trace of its text, and its answer is taken back', async () => {
    const person = somebody()
    await opened(store, person)
    const message = person.message('Canary Xylophon.')
    const due = queued(await store.keepIncoming([message]))
    await store.keepRound(due, { ...answer, text: 'Answer to Xylophon?' })
    await store.markSent(due, { post: `${person.dm}:120.0`, thread: `${person.dm}:100.000100` })
    const next = (await store.claimWork(ALL)).filter((work) => work.workspace === person.who.workspace)
    const quotes = [{ round: 1, text: 'Canary Xylophon' }]
    const mark = {
      dimension: 'x',
      label: 'X',
      score: 5,
      because: 'scored' as const,
      quotes,
      observation: 'o',
      nextStep: 'n',
      uncertain: false,
    }
    await store.keepScore(only(next, 'score'), {
      score: 5,
      feedback: 'Xylophon',
      marks: [
        mark,
        {
          ...mark,
          dimension: 'y',
          score: null,
          cues: [{ name: 'named a day', quote: { round: 1, text: 'Xylophon' } }],
        },
      ],
      judge: 'test',
    })
    const { workspace, channel, ts } = message
    const work = await store.keepIncoming([
      { kind: 'deletion', workspace, eventId: 'E-del', channel, ts, threadTs: '100.000100' },
    ])
    const erase = only(
      [...work, ...(await store.claimWork(ALL))].filter((one) => one.workspace === workspace),
      'erase',
    )
    expect(erase.about.post).toBe(`${person.dm}:120.0`)
    for (const table of ['inbox', 'coaching_sessions', 'sessions', 'scorecards']) {
      const hits = await database.query(
        `select 1 from ${table} t where workspace_id = $1 and t::text ilike '%xylophon%'`,
        [workspace],
      )
      expect([table, hits]).toEqual([table, []])
    }
  })

  check('a reply that is deleted while its answer is on its way takes the answer with it', async () => {
    const person = somebody()
    await opened(store, person)
    const message = person.message('Never mind.')
    const due = queued(await store.keepIncoming([message]))
    await store.keepRound(due, { ...answer, text: 'Why?' })
    await store.keepIncoming([deletionOf(message)])
    await store.markSent(due, { post: `${person.dm}:120.0`, thread: `${person.dm}:100.000100` })
    expect(only(await mineOf(person), 'erase').about.post).toBe(`${person.dm}:120.0`)
  })

  check(
    'a reply that is deleted while the coach thinks is asked of nobody again, and judgements made before are not kept',
    async () => {
      const person = somebody()
      await opened(store, person)
      const [gone, stays] = [person.message('Canary Oboe.'), person.message('This stays.')]
      const first = queued(await store.keepIncoming([gone]))
      await store.keepRound(first, { ...answer, text: 'A?' })
      await store.markSent(first, { post: `${person.dm}:120.0`, thread: `${person.dm}:100.000100` })
      const score = only(await mineOf(person), 'score')
      await store.keepIncoming([deletionOf(gone)])
      await store.keepScore(score, { score: 5, feedback: 'Canary Oboe', marks: [], judge: 'test' })
      await store.keepSummary(score, 1, 'Canary Oboe').catch(() => undefined)
      expect(
        await database.query(`select 1 from coaching_sessions where feedback is not null and workspace_id = $1`, [
          person.who.workspace,
        ]),
      ).toEqual([])
      expect(
        await database.query(`select 1 from sessions where summary is not null and workspace_id = $1`, [
          person.who.workspace,
        ]),
      ).toEqual([])

      const due = queued(await store.keepIncoming([stays]))
      await store.keepIncoming([deletionOf(stays)])
      await expect(store.pauseReply(due, 'llm-busy')).rejects.toMatchObject({ code: 'store-lost-lease' })
      expect((await mineOf(person)).filter((work) => work.kind === 'note' || work.kind === 'reply')).toEqual([])
    },
  )

  check('a deletion is still heard when the inbox has long forgotten the message', async () => {
    const person = somebody()
    await opened(store, person)
    const message = person.message('Canary Tuba.')
    const due = queued(await store.keepIncoming([message]))
    await store.keepRound(due, { ...answer, text: 'And?' })
    await store.markSent(due, { post: `${person.dm}:120.0`, thread: `${person.dm}:100.000100` })
    await store.sweep(new Date(Date.now() + 31 * 86_400_000), { ask: 100, close: 100 })
    await store.keepIncoming([deletionOf(message)])
    const rounds = await database.query('select learner_message from coaching_sessions where workspace_id = $1', [
      person.who.workspace,
    ])
    expect(rounds).toEqual([{ learner_message: '' }])
  })

  check('an edit that overtakes its message is taken for it', async () => {
    const person = somebody()
    await opened(store, person)
    const ts = `${Math.floor(Date.now() / 1000)}.000100`
    const message = person.message('Frist.', { ts })
    const { workspace, actor, channel } = message
    const edit: Incoming = {
      kind: 'edit',
      workspace,
      eventId: 'E-early',
      actor,
      channel,
      ts,
      threadTs: '100.000100',
      text: 'First.',
      direct: true,
      editedAt: '1',
    }
    expect(queued(await store.keepIncoming([edit])).replies).toEqual(['First.'])
    expect(await store.keepIncoming([message])).toEqual([])
  })

  check('an edit that leaves no words is a deletion of what waits', async () => {
    const person = somebody()
    await opened(store, person)
    const message = person.message('Never mind.')
    const due = queued(await store.keepIncoming([message]))
    await store.keepIncoming([{ ...message, kind: 'edit', eventId: 'E-edit', text: '', editedAt: '1' }])
    await expect(store.keepRound(due, { ...answer, text: 'Why?' })).rejects.toMatchObject({ code: 'store-lost-lease' })
    expect((await mineOf(person)).filter(({ kind }) => kind === 'reply')).toEqual([])
  })
})
