import type { Incoming } from '../../src/store/store.ts'
import {
  ALL,
  answer,
  database,
  deletionOf,
  mineOf,
  onEach,
  only,
  opened,
  queued,
  somebody,
  started,
  store,
  top,
} from './each-database.ts'

onEach((check) => {
  check('progress counts the cues of a card by wording, and nothing of it is a level, or can be shared', async () => {
    const person = somebody()
    const { workspace } = person.who
    await opened(store, person)
    const cues = [{ name: 'named a day', quote: { round: 1, text: 'Canary' } }, { name: 'asked back' }]
    const mark = { dimension: 'clarity', label: 'Clarity', score: null, because: 'by-wording', quotes: [], cues }
    const [card] = await database.query(
      `insert into scorecards (workspace_id, session_id, rubric_version, persona_version, prompt_version, judge_model, samples, marks, closing)
       select workspace_id, id, 1, 1, 1, 'scripted', 1, $2::jsonb, '{}' from sessions where workspace_id = $1 returning session_id`,
      [workspace, JSON.stringify([mark, { ...mark, dimension: 'empathy', cues: [] }])],
    )
    const { sessions } = await store.myProgress(person.who, 10, new Date())
    expect(sessions).toMatchObject([{ judge: 'scripted', overall: null }])
    expect(sessions[0]?.marks).toEqual([
      { dimension: 'clarity', label: 'Clarity', score: null, judge: 'scripted', cues: { found: 1, of: 2 } },
    ])
    expect(await database.query('select 1 from dimension_levels where workspace_id = $1', [workspace])).toEqual([])
    expect(await store.cardToShare(person.who, String(card?.session_id))).toEqual({ outcome: 'nothing' })
  })

  check('one session a learner is open at a time: another is offered, or ends the first', async () => {
    const person = somebody()
    const first = await opened(store, person)
    const start = { domainId: 'architecture_advisor', eventId: 'second', promptVersion: 1 }
    expect(await started(store, person.who, start)).toMatchObject({
      outcome: 'open-already',
      session: { id: first },
    })
    expect(await started(store, person.who, { ...start, endOpen: true })).toMatchObject({ outcome: 'started' })
    expect(await started(store, person.who, { ...start, endOpen: true })).toMatchObject({ outcome: 'started' }) // the same event again
    const open = await database.query(
      'select domain_id, closed_because from sessions where workspace_id = $1 order by opened_at',
      [person.who.workspace],
    )
    expect(open).toEqual([
      { domain_id: 'sales_workflow_coach', closed_because: 'another' },
      { domain_id: 'architecture_advisor', closed_because: null },
    ])
  })

  check('a domain that is switched off, unknown, or without persona is not started', async () => {
    const person = somebody()
    await database.query(
      `insert into coaching_domains (id, name, category, is_active) values ('off-${person.dm}', 'Off', 'x', false)`,
    )
    const start = (domainId: string) => started(store, person.who, { domainId, eventId: domainId, promptVersion: 1 })
    expect(await start('nothing')).toEqual({ outcome: 'unknown-domain' })
    expect(await start(`off-${person.dm}`)).toEqual({ outcome: 'inactive-domain' })
    expect((await store.domains()).map(({ id }) => id)).not.toContain(`off-${person.dm}`)
  })

  check(
    'a reply that no model could answer waits, is told once, and goes on with the next reply or the button',
    async () => {
      const person = somebody()
      const session = await opened(store, person)
      const due = queued(await store.keepIncoming([person.message('One.')]))
      await store.pauseReply(due, 'llm-key')
      const mine = async () => (await store.claimWork(ALL)).filter((work) => work.workspace === person.who.workspace)
      const note = only(await mine(), 'note')
      expect(note.about).toMatchObject({ note: 'trouble', because: 'llm-key' })
      await store.markSent(note, { post: `${person.dm}:130.0`, thread: `${person.dm}:100.000100` })
      expect(await mine()).toEqual([])
      const both = queued(await store.keepIncoming([person.message('Two.')]))
      expect(both.replies).toEqual(['One.', 'Two.'])
      await store.pauseReply(both, 'llm-busy')
      expect(await store.tryAgain({ ...person.who, actor: 'U-other' }, session)).toEqual({ outcome: 'nothing-waits' })
      expect(await store.tryAgain(person.who, session)).toEqual({ outcome: 'due' })
      expect((await mine()).filter((work) => work.kind === 'reply')).toMatchObject([{ replies: ['One.', 'Two.'] }])
    },
  )

  check('ending keeps a scorecard once, and replies that nobody answered are its round', async () => {
    const person = somebody()
    const session = await opened(store, person)
    await store.pauseReply(queued(await store.keepIncoming([person.message('Unanswered.')])), 'llm-busy')
    expect(await store.endSession({ ...person.who, actor: 'U-other' }, 'learner', session)).toEqual({
      outcome: 'none-open',
    })
    expect(await store.endSession(person.who, 'learner', session)).toEqual({ outcome: 'ended' })
    expect(await store.endSession(person.who, 'learner', session)).toEqual({ outcome: 'none-open' })
    const card = only(
      (await store.claimWork(ALL)).filter((work) => work.workspace === person.who.workspace),
      'scorecard',
    )
    expect(card).toMatchObject({ pending: ['Unanswered.'], rounds: [], scorecard: null })
    const judgement = { marks: [], overall: null, judge: 'test', samples: 1 }
    const kept = {
      judgement,
      closing: { workedOut: 'Well done.', nextSteps: [] },
      answer: 'Well done.',
      pending: ['Unanswered.'],
    }
    expect(await store.keepScorecard(card, { ...kept, pending: [] })).toBe('changed')
    const again = only(
      (await store.claimWork(ALL)).filter((work) => work.workspace === person.who.workspace),
      'scorecard',
    )
    expect(await store.keepScorecard(again, kept)).toBe('kept')
    expect(await store.keepScorecard(again, kept)).toBe('kept')
    await store.markSent(again, { post: `${person.dm}:140.0`, thread: `${person.dm}:100.000100` })
    expect(
      await database.query(
        'select round_number, learner_message, coach_response from coaching_sessions where session_id = $1',
        [session],
      ),
    ).toEqual([{ round_number: 1, learner_message: 'Unanswered.', coach_response: 'Well done.' }])
    expect(await database.query('select 1 from scorecards where session_id = $1', [session])).toHaveLength(1)
    expect(await store.keepIncoming([person.message('Thanks')])).toMatchObject([
      { kind: 'note', about: { note: 'ended' } },
    ])
  })

  check('a quiet session is asked about once after two days and closed after seven', async () => {
    const person = somebody()
    await opened(store, person)
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
    const days = { ask: 2, close: 7 }
    const mine = async () => (await store.claimWork(ALL)).filter((work) => work.workspace === person.who.workspace)
    await store.sweep(inDays(1), days)
    expect(await mine()).toEqual([])
    await store.sweep(inDays(3), days)
    await store.sweep(inDays(4), days)
    const idle = only(await mine(), 'idle')
    await store.markSent(idle, { post: `${person.dm}:150.0`, thread: `${person.dm}:100.000100` })
    await store.sweep(inDays(8), days)
    expect(only(await mine(), 'scorecard').session.closedBecause).toBe('idle')
  })

  check('a persona that was changed is a new version, and a session keeps the one it began with', async () => {
    const person = somebody()
    await opened(store, person)
    const before = queued(await store.keepIncoming([person.message('Before.')]))
    await database.query(
      `update coaching_personas set system_prompt = system_prompt || ' Be brief.' where domain_id = 'sales_workflow_coach'`,
    )
    const later = somebody()
    await opened(store, later)
    const after = queued(await store.keepIncoming([later.message('After.')]))
    expect(after.session.personaVersion).toBe(before.session.personaVersion + 1)
    expect((await store.coach(before.session)).persona.systemPrompt).not.toContain('Be brief.')
    expect((await store.coach(after.session)).persona.systemPrompt).toContain('Be brief.')
    expect((await store.coach(after.session)).rubric.dimensions).toHaveLength(4)
  })

  check('an uninstalled workspace is left alone', async () => {
    const person = somebody()
    await opened(store, person)
    await store.keepIncoming([person.message('Soon gone.')])
    await store.keepIncoming([{ kind: 'uninstall', workspace: person.who.workspace, eventId: 'E-un' }])
    const left = await database.query(
      `select 1 from inbox where workspace_id = $1 and (state in ('queued', 'paused', 'waiting', 'answered') or body <> '')`,
      [person.who.workspace],
    )
    expect(left).toEqual([])
    expect(await store.openSession(person.who)).toBeNull()
  })

  check('an opening that Slack never shows frees the learner to start again', async () => {
    const person = somebody()
    const start = { domainId: 'sales_workflow_coach', eventId: 'first', promptVersion: 1, mind: 'Kept words.' }
    await started(store, person.who, start)
    await store.settle(only(await mineOf(person), 'opening'), 'slack-refused', true)
    expect(await store.openSession(person.who)).toBeNull()
    expect(
      await database.query(`select body from inbox where workspace_id = $1 and kind = 'reply'`, [person.who.workspace]),
    ).toEqual([{ body: 'Kept words.' }])
    expect(await started(store, person.who, { ...start, eventId: 'second' })).toMatchObject({ outcome: 'started' })
  })

  check('what was written in a session that was never shown belongs to the next one', async () => {
    const person = somebody()
    const lead = only(await store.keepIncoming([top(person, 'A hard call.')]), 'lead')
    await store.markSent(lead, { post: `${person.dm}:101.5`, thread: `${person.dm}:101.000100` })
    const start = { domainId: 'sales_workflow_coach', eventId: 'first', promptVersion: 1 }
    await started(store, person.who, start)
    await store.settle(only(await mineOf(person), 'opening'), 'slack-refused', true)
    await started(store, person.who, { ...start, eventId: 'second' })
    const home = `${person.dm}:103.000100`
    const next = await store.markSent(only(await mineOf(person), 'opening'), { post: home, thread: home })
    expect(queued(next).replies).toEqual(['A hard call.'])
  })

  check('what could not be shown goes with the app, and a deletion afterwards sends nothing', async () => {
    const person = somebody()
    await opened(store, person)
    const message = person.message('Canary Fagott.')
    const shown = queued(await store.keepIncoming([message]))
    await store.keepRound(shown, { ...answer, text: 'And?' })
    await store.markSent(shown, { post: `${person.dm}:120.0`, thread: `${person.dm}:100.000100` })
    const { workspace } = person.who
    await started(store, person.who, {
      domainId: 'architecture_advisor',
      eventId: 'next',
      promptVersion: 1,
      endOpen: true,
      mind: 'Kept words.',
    })
    await store.settle(
      only(
        (await mineOf(person)).filter(({ kind }) => kind === 'opening'),
        'opening',
      ),
      'slack-refused',
      true,
    )
    await store.keepIncoming([
      { kind: 'uninstall', workspace, eventId: 'E-un' },
      { kind: 'uninstall', workspace, eventId: 'E-revoked' },
    ])
    await store.keepIncoming([person.message('Too late.'), top(person, 'Too late.'), deletionOf(message)])
    const left = await database.query(
      `select kind from inbox where workspace_id = $1 and (state in ('queued', 'paused', 'waiting', 'answered', 'stuck') or body <> '')`,
      [workspace],
    )
    expect(left).toEqual([])
    expect(
      await database.query('select 1 from coaching_sessions where workspace_id = $1 and learner_message <> $2', [
        workspace,
        '',
      ]),
    ).toEqual([])
  })

  check('who writes after the app is back is heard again', async () => {
    const person = somebody()
    await opened(store, person)
    const { workspace } = person.who
    await store.keepIncoming([{ kind: 'uninstall', workspace, eventId: 'E-gone', at: Date.now() / 1_000 - 60 }])
    const { threadTs: _, ...later } = person.message('Are you there?', {
      ts: `${Math.ceil(Date.now() / 1_000) + 5}.000100`,
    })
    expect(await store.keepIncoming([later])).toMatchObject([{ kind: 'lead' }])
    await store.keepIncoming([{ kind: 'uninstall', workspace, eventId: 'E-late', at: Date.now() / 1_000 - 60 }])
    expect(
      await database.query(`select body from inbox where workspace_id = $1 and kind = 'lead'`, [workspace]),
    ).toEqual([{ body: 'Are you there?' }])
  })

  check('an uninstall that is delivered again does not end what a new installation began', async () => {
    const person = somebody()
    await opened(store, person)
    const gone: Incoming = { kind: 'uninstall', workspace: person.who.workspace, eventId: 'E-gone' }
    await store.keepIncoming([gone])
    await opened(store, person)
    await store.keepIncoming([gone])
    expect(await store.openSession(person.who)).not.toBeNull()
  })
})
