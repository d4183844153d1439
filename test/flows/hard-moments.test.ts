import { endSession } from '../../src/flows/actions/end-session.ts'
import { keepIncoming } from '../../src/flows/intake/keep-incoming.ts'
import { database, failing, hasDatabase, openedSession, store } from './opened-session.ts'

hasDatabase()

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
  await ana.perform(await store.keepIncoming([said]))
  await ana.due()
  const before = await ana.rounds()
  const scores = await ana.rows('score')
  const edit = async (text: string, editedAt: string) => {
    const { threadTs = '' } = said
    const item = { ...said, threadTs, kind: 'edit' as const, eventId: `${said.eventId}:${editedAt}`, text, editedAt }
    await ana.perform(await store.keepIncoming([item]))
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
  await ana.perform(await store.keepIncoming([said]))
  await ana.due()
  const { threadTs = '' } = said
  const text = 'I really want to kill myself.'
  const item = { ...said, threadTs, kind: 'edit' as const, eventId: 'edited', text, editedAt: '900.1' }
  await ana.perform(await store.keepIncoming([item]))
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
  const keep = keepIncoming({ store, take: () => undefined, roomFor: (wanted) => wanted, wake: () => undefined })
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
  const work = await ana.keepIncoming('My boss is harassing me.')
  await store.handBack(work.map(({ id }) => id))
  await endSession(ana.deps, ana.who)
  await ana.due()
  expect(ana.notes()).toContainEqual(
    expect.objectContaining({ note: 'hard-moment', text: expect.stringContaining('not your fault') }),
  )
  expect(ana.seen('scorecard')).toHaveLength(1)
})

test('somebody who opens with a hard moment is offered people and no coach, and their words wait for no session', async () => {
  const ana = await openedSession()
  await endSession(ana.deps, ana.who)
  await ana.due()
  const alone = { workspace: ana.who.workspace, actor: ana.who.actor, channel: 'D0', ts: '9000.000100' }
  const text = 'I want to kill myself'
  await ana.perform(
    await store.keepIncoming([{ ...alone, kind: 'message', eventId: 'alone', text, direct: true, mention: false }]),
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

test('"stop" ends a session as "end" does', async () => {
  const ana = await openedSession()
  await ana.says('The CFO hesitates.')
  await ana.due()
  await ana.says('stop', { word: 'stop' })
  await ana.due()
  expect(ana.seen('scorecard')).toMatchObject([{ about: { isOpen: false, judgement: { overall: 6 } } }])
})

test('in a rehearsal "stop" ends that alone: the coach is back, and the session goes on', async () => {
  const ana = await openedSession()
  await ana.says('The CFO hesitates.')
  await ana.due()
  await ana.says('practise hard', { wish: 'practise hard' })
  await ana.due()
  await ana.says('stop', { word: 'stop' })
  await ana.due()
  expect(ana.seen('scorecard')).toEqual([])
  const rounds = await database.query(
    'select wish, rehearsal from coaching_sessions where workspace_id = $1 order by round_number',
    [ana.who.workspace],
  )
  expect(rounds).toEqual([
    { wish: null, rehearsal: null },
    { wish: 'practise hard', rehearsal: 'hard' },
    { wish: 'back', rehearsal: null },
  ])
})

test('after a hard moment nothing is asked: not at "stop", nor after two days, nor when a week has closed the session', async () => {
  const ana = await openedSession()
  await ana.says('The CFO hesitates.')
  await ana.due()
  await ana.says('My boss shouts at me every day and I dread going in.')
  await ana.due()
  ana.parts.answer = failing('llm-refused', { retry: false })
  await ana.says('stop', { word: 'stop' })
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
