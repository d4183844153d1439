import pg from 'pg'
import type { Part } from '../../src/coaching/rehearsal.ts'
import type { Incoming, Start, Store, Work, WorkOf } from '../../src/store/store.ts'
import { openStore } from '../../src/store/supabase.ts'
import { openTestDatabase } from '../database.ts'
import { postgresPresent, startPostgres } from '../postgres.ts'

type Opened = {
  /** A store for one instance; several share the database. */
  instance(name: string): Store
  query(sql: string, params?: unknown[]): Promise<Record<string, unknown>[]>
  /** Does something while another connection has a session locked, where there can be another. */
  whileLocked?<T>(session: string, what: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

const embedded = async (): Promise<Opened> => {
  const database = await openTestDatabase()
  return {
    instance: (name) => openStore({ url: 'http://embedded', key: 'x', instance: name, fetch: database.fetch }),
    query: database.query,
    close: database.close,
  }
}
const postgres = async (): Promise<Opened> => {
  const server = await startPostgres()
  const gateway = await server.openGateway()
  return {
    instance: (name) => openStore({ url: gateway.url, key: gateway.key, instance: name }),
    query: server.query,
    async whileLocked(session, what) {
      const other = new pg.Client({ connectionString: server.connectionString })
      await other.connect()
      await other.query('begin')
      await other.query('select from sessions where id = $1 for no key update', [session])
      return await what().finally(() => other.end())
    },
    close: async () => {
      await gateway.close()
      await server.stop()
    },
  }
}

const ALL = { hurried: 100, unhurried: 100 }
let counter = 0
type Message = Extract<Incoming, { kind: 'message' }>
/** A person in a workspace of their own, so that no test sees another's rows. */
function somebody() {
  const n = ++counter
  const who = { workspace: `T${n}`, actor: `U${n}`, name: 'Ana' }
  let second = 100
  return {
    who,
    dm: `D${n}`,
    message: (text: string, about: Partial<Message> = {}): Message => ({
      kind: 'message',
      workspace: who.workspace,
      eventId: `E${n}-${++second}`,
      actor: who.actor,
      channel: `D${n}`,
      ts: `${second}.000100`,
      threadTs: '100.000100',
      text,
      direct: true,
      mention: false,
      ...about,
    }),
  }
}
const answer = { responseMs: 5, coachModel: 'test', inputTokens: 1, cachedTokens: 0, outputTokens: 1 }
const only = <K extends Work['kind']>(work: Work[], kind: K): WorkOf<K> => {
  const found = work.filter((piece): piece is WorkOf<K> => piece.kind === kind)
  expect(found).toHaveLength(1)
  const [one] = found
  if (!one) throw new Error(`no ${kind}`)
  return one
}
const queued = (work: Work[]) => {
  const reply = only(work, 'reply')
  if (reply.state !== 'queued') throw new Error('already answered')
  return reply
}

/** A message that begins a thread of its own. */
const top = (person: ReturnType<typeof somebody>, text: string): Incoming => {
  const { threadTs: _, ...message } = person.message(text)
  return message
}
const deletionOf = (message: ReturnType<ReturnType<typeof somebody>['message']>): Incoming => {
  const { workspace, channel, ts } = message
  return { kind: 'deletion', workspace, eventId: `deletion of ${ts}`, channel, ts, threadTs: '100.000100' }
}

/** Starts a session of somebody who has consented. */
async function started(store: Store, who: Parameters<Store['giveConsent']>[0], start: Start) {
  await store.giveConsent(who, { version: 1, now: new Date() })
  return store.startSession(who, start)
}

/** Starts a session and shows its opening, as the bot does. */
async function opened(store: Store, person: ReturnType<typeof somebody>, domainId = 'sales_workflow_coach') {
  const { who, dm } = person
  const began = await started(store, who, {
    domainId,
    eventId: `start-${who.actor}-${++counter}`,
    promptVersion: 1,
  })
  const opening = only(
    (await store.claimWork(ALL)).filter((w) => w.workspace === who.workspace),
    'opening',
  )
  const post = `${dm}:100.000100`
  await store.markSent(opening, { post, thread: post })
  if (began.outcome !== 'started' || !began.session) throw new Error(began.outcome)
  return began.session.id
}

describe.each([
  ['embedded', embedded, true],
  ['PostgreSQL (needs Debian’s postgresql)', postgres, postgresPresent],
] as const)('on %s', (_, open, isPresent) => {
  const check = isPresent ? test : test.skip
  let database: Opened
  let store: Store
  beforeAll(async () => {
    if (!isPresent) return
    database = await open()
    store = database.instance('one')
  }, 60_000)
  afterAll(() => database?.close())
  const mineOf = async ({ who }: { who: { workspace: string } }) =>
    (await store.claimWork(ALL)).filter(({ workspace }) => workspace === who.workspace)
  /** The suspects that this instance gets, one after the other; of somebody, if that is said. */
  async function suspectsOf(name: string, person?: ReturnType<typeof somebody>): Promise<Work[]> {
    const all: Work[] = []
    for (let more = true; more; ) {
      const { work } = await database.instance(name).claimSuspect({ suspicion: 3, isSteady: true })
      all.push(...work)
      more = work.length > 0
    }
    return all.filter(({ workspace }) => !person || workspace === person.who.workspace)
  }
  const dies = (name: string) => store.releaseWork({ dead: [name], forMs: 60_000 })
  const rowOf = async (id: number) =>
    (await database.query('select state, suspicion, because from inbox where id = $1', [id]))[0]
  check('a reply is kept, answered, shown and scored, and its text leaves the inbox', async () => {
    const person = somebody()
    const session = await opened(store, person)
    const [reply] = (await store.takeIn([person.message('The CFO has not joined a call.')])) as [Work]
    const due = queued([reply])
    expect(due).toMatchObject({
      replies: ['The CFO has not joined a call.'],
      round: 1,
      thread: `${person.dm}:100.000100`,
    })
    expect(await store.keepRound(due, { ...answer, text: 'Who signs?' })).toBe('kept')
    await store.markSent(due, { post: `${person.dm}:102.0`, thread: `${person.dm}:100.000100` })
    const next = (await store.claimWork(ALL)).filter((work) => work.workspace === person.who.workspace)
    await store.keepScore(only(next, 'score'), { score: 4, feedback: 'A start.', marks: [], judge: 'test' })
    const rows = await database.query(
      'select learner_message, coach_response, round_number, score, feedback, answer_ts, learner_id, coach_model from coaching_sessions where session_id = $1',
      [session],
    )
    const [learner] = await database.query('select id::text from learners where slack_user_id = $1', [person.who.actor])
    expect(rows).toEqual([
      {
        learner_message: 'The CFO has not joined a call.',
        coach_response: 'Who signs?',
        round_number: 1,
        score: 4,
        feedback: 'A start.',
        answer_ts: '102.0',
        learner_id: learner?.id,
        coach_model: 'test',
      },
    ])
    expect(
      await database.query(`select 1 from inbox where workspace_id = $1 and body <> ''`, [person.who.workspace]),
    ).toEqual([])
  })

  check('the same event delivered four times, to two instances at once, is one reply', async () => {
    const person = somebody()
    await opened(store, person)
    const item = person.message('Once.')
    const other = database.instance('two')
    const taken = await Promise.all([
      store.takeIn([item]),
      other.takeIn([item]),
      store.takeIn([item, item]),
      other.takeIn([item]),
    ])
    expect(taken.flat().filter((work) => work.kind === 'reply')).toHaveLength(1)
  })

  check('of replies no more are handed over than there is room for, and the rest is kept and due', async () => {
    const people = [somebody(), somebody(), somebody()]
    for (const person of people) await opened(store, person)
    const items = people.map((person) => person.message('All at once.'))
    const ours = (work: Work[]) => work.filter(({ actor }) => people.some(({ who }) => who.actor === actor))
    const taken = await store.takeIn(items, 1)
    expect(taken).toHaveLength(1)
    expect(await store.takeIn(items, 3)).toEqual([])
    expect(ours(await store.claimWork(ALL))).toHaveLength(2)
    expect(await store.takeIn([people[0]?.message('More.') as Incoming], 0)).toEqual([])
  })

  check('a message and its mention, two events with one ts, are one reply', async () => {
    const person = somebody()
    await opened(store, person)
    const message = person.message('Both.')
    const mention: Incoming = { ...message, eventId: `${message.eventId}-mention` }
    expect(await store.takeIn([message, mention])).toHaveLength(1)
  })

  check(
    'replies that arrive during an answer form the next round together, in the order they were written',
    async () => {
      const person = somebody()
      await opened(store, person)
      const [a, b, c] = [person.message('one'), person.message('two'), person.message('three')]
      const first = queued(await store.takeIn([a]))
      expect(await store.takeIn([c])).toEqual([])
      expect(await store.takeIn([b])).toEqual([])
      expect(await store.claimWork(ALL)).toEqual([])
      await store.keepRound(first, { ...answer, text: 'Why?' })
      const next = await store.markSent(first, { post: `${person.dm}:110.0`, thread: `${person.dm}:100.000100` })
      const second = queued(next.filter((work) => work.kind === 'reply'))
      expect(second).toMatchObject({
        replies: ['two', 'three'],
        round: 2,
        rounds: [{ number: 1, reply: 'one', answer: 'Why?' }],
      })
      await store.keepRound(second, { ...answer, text: 'And?' })
      const rounds = await database.query(
        'select learner_message from coaching_sessions where session_id = $1 order by round_number',
        [first.session.id],
      )
      expect(rounds).toEqual([{ learner_message: 'one' }, { learner_message: 'two\n\nthree' }])
    },
  )

  check('a worker that lost its lease can neither keep a round nor mark it sent', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await store.takeIn([person.message('Mine.')]))
    await database.query(`update inbox set lease_until = now() - interval '1 second' where id = $1`, [due.id])
    const again = queued((await suspectsOf('two')).filter((work) => work.id === due.id))
    await expect(store.keepRound(due, { ...answer, text: 'Late.' })).rejects.toMatchObject({ code: 'store-lost-lease' })
    await expect(store.markSent(due, { post: 'D1:1', thread: 'D1:1' })).rejects.toMatchObject({
      code: 'store-lost-lease',
    })
    expect(await database.instance('two').keepRound(again, { ...answer, text: 'In time.' })).toBe('kept')
  })

  check('an answer whose worker died before it was marked sent is looked for before it is posted again', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await store.takeIn([person.message('Half-way.')]))
    await store.keepRound(due, { ...answer, text: 'Kept.' })
    await database.query(`update inbox set lease_until = now() - interval '1 second' where id = $1`, [due.id])
    const mine = async () => (await suspectsOf('two')).filter((work) => work.id === due.id)
    expect(await mine()).toEqual([]) // not before a post under way can have arrived
    await database.query('update inbox set run_at = now() where id = $1', [due.id])
    expect(await mine()).toMatchObject([
      { kind: 'reply', state: 'answered', answer: 'Kept.', look: true, key: due.key },
    ])
  })

  check('an edit before the answer counts, an edit after it marks the round', async () => {
    const person = somebody()
    await opened(store, person)
    const message = person.message('Frist.')
    const due = queued(await store.takeIn([message]))
    const edit = (text: string): Incoming => ({
      kind: 'edit',
      workspace: message.workspace,
      eventId: `${message.eventId}-${text}`,
      actor: message.actor,
      channel: message.channel,
      ts: message.ts,
      text,
      direct: true,
      editedAt: `${++counter}`.padStart(6, '0'),
    })
    await store.takeIn([edit('First.')])
    expect(await store.keepRound(due, { ...answer, text: 'To the old text.' })).toBe('changed')
    const again = queued((await store.claimWork(ALL)).filter((work) => work.id === due.id))
    expect(again.replies).toEqual(['First.'])
    await store.keepRound(again, { ...answer, text: 'To the new text.' })
    await store.takeIn([edit('Later.')])
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
    const due = queued(await store.takeIn([message]))
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
    await store.keepScore(only(next, 'score'), { score: 5, feedback: 'Xylophon', marks: [mark], judge: 'test' })
    const { workspace, channel, ts } = message
    const work = await store.takeIn([
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

  check(
    'a message elsewhere is dropped unread, and a stranger in a session’s thread gets one private hint',
    async () => {
      const person = somebody()
      await opened(store, person)
      const elsewhere = person.message('Lunch?', { channel: 'C9', threadTs: '5.5', direct: false, actor: 'U-else' })
      const stranger = () => person.message('Me too.', { actor: 'U-stranger', direct: false })
      const work = await store.takeIn([elsewhere, stranger(), stranger()])
      expect(work).toMatchObject([{ kind: 'note', about: { note: 'stranger', private: true }, actor: 'U-stranger' }])
      const { workspace } = person.who
      expect(
        await database.query(`select 1 from inbox where workspace_id = $1 and (channel = 'C9' or body <> '')`, [
          workspace,
        ]),
      ).toEqual([])
    },
  )

  check(
    'words written before a domain was picked become the first reply, answered where they were written',
    async () => {
      const person = somebody()
      const lead = only(
        await store.takeIn([person.message('A hard call tomorrow.', { threadTs: undefined as never })]),
        'lead',
      )
      expect(lead.thread).toBe(`${person.dm}:101.000100`)
      await store.markSent(lead, { post: `${person.dm}:101.5`, thread: `${person.dm}:101.000100` })
      const thread = `${person.dm}:101.000100`
      await started(store, person.who, {
        domainId: 'communication_coach',
        eventId: 'pick',
        promptVersion: 1,
        thread,
      })
      const opening = only(
        (await store.claimWork(ALL)).filter((work) => work.workspace === person.who.workspace),
        'opening',
      )
      const next = await store.markSent(opening, { post: `${person.dm}:101.7`, thread })
      expect(queued(next)).toMatchObject({ replies: ['A hard call tomorrow.'], thread })
    },
  )

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
      const due = queued(await store.takeIn([person.message('One.')]))
      await store.pauseReply(due, 'llm-key')
      const mine = async () => (await store.claimWork(ALL)).filter((work) => work.workspace === person.who.workspace)
      const note = only(await mine(), 'note')
      expect(note.about).toMatchObject({ note: 'trouble', because: 'llm-key' })
      await store.markSent(note, { post: `${person.dm}:130.0`, thread: `${person.dm}:100.000100` })
      expect(await mine()).toEqual([])
      const both = queued(await store.takeIn([person.message('Two.')]))
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
    await store.pauseReply(queued(await store.takeIn([person.message('Unanswered.')])), 'llm-busy')
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
    expect(await store.takeIn([person.message('Thanks')])).toMatchObject([{ kind: 'note', about: { note: 'ended' } }])
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

  check('the stop button takes the work from its worker, and the reply waits', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await store.takeIn([person.message('Wait.')]))
    const { workspace, actor } = person.who
    const stop: Incoming = {
      kind: 'stop',
      workspace,
      eventId: 'E-stop',
      actor,
      channel: person.dm,
      threadTs: '100.000100',
    }
    expect(await store.takeIn([stop])).toMatchObject([{ kind: 'note', about: { note: 'trouble', because: 'stopped' } }])
    await expect(store.keepRound(due, { ...answer, text: 'Too late.' })).rejects.toMatchObject({
      code: 'store-lost-lease',
    })
  })

  check('a persona that was changed is a new version, and a session keeps the one it began with', async () => {
    const person = somebody()
    await opened(store, person)
    const before = queued(await store.takeIn([person.message('Before.')]))
    await database.query(
      `update coaching_personas set system_prompt = system_prompt || ' Be brief.' where domain_id = 'sales_workflow_coach'`,
    )
    const later = somebody()
    await opened(store, later)
    const after = queued(await store.takeIn([later.message('After.')]))
    expect(after.session.personaVersion).toBe(before.session.personaVersion + 1)
    expect((await store.coach(before.session)).persona.systemPrompt).not.toContain('Be brief.')
    expect((await store.coach(after.session)).persona.systemPrompt).toContain('Be brief.')
    expect((await store.coach(after.session)).rubric.dimensions).toHaveLength(4)
  })

  check('an uninstalled workspace is left alone', async () => {
    const person = somebody()
    await opened(store, person)
    await store.takeIn([person.message('Soon gone.')])
    await store.takeIn([{ kind: 'uninstall', workspace: person.who.workspace, eventId: 'E-un' }])
    const left = await database.query(
      `select 1 from inbox where workspace_id = $1 and (state in ('queued', 'paused', 'waiting', 'answered') or body <> '')`,
      [person.who.workspace],
    )
    expect(left).toEqual([])
    expect(await store.openSession(person.who)).toBeNull()
  })

  check('no reply overtakes one that could not be answered', async () => {
    const person = somebody()
    await opened(store, person)
    const first = queued(await store.takeIn([person.message('One.')]))
    await store.takeIn([person.message('Two.')])
    await store.pauseReply(first, 'llm-busy')
    expect((await mineOf(person)).filter((work) => work.kind === 'reply')).toEqual([])
    expect(queued(await store.takeIn([person.message('Three.')])).replies).toEqual(['One.', 'Two.', 'Three.'])
  })

  check('words whose coaches are still being offered when a session starts are its first reply', async () => {
    const person = somebody()
    const lead = only(await store.takeIn([top(person, 'A hard call.')]), 'lead')
    await opened(store, person)
    const next = await store.markSent(lead, { post: `${person.dm}:101.5`, thread: `${person.dm}:101.000100` })
    expect(queued(next)).toMatchObject({ replies: ['A hard call.'], thread: `${person.dm}:101.000100` })
  })

  check('a greeting without words waits for nothing, and starts no empty round', async () => {
    const person = somebody()
    const lead = only(await store.takeIn([top(person, '')]), 'lead')
    await store.markSent(lead, { post: `${person.dm}:101.5`, thread: `${person.dm}:101.000100` })
    await opened(store, person)
    expect((await mineOf(person)).filter((work) => work.kind === 'reply')).toEqual([])
  })

  check('what was said in a mention is answered in private, and can be edited and deleted like any reply', async () => {
    const person = somebody()
    const said = { channel: 'C7', threadTs: undefined as never, direct: false, mention: true }
    const mention = person.message('In front of all.', said)
    const lead = only(await store.takeIn([mention]), 'lead')
    await store.markSent(lead, { post: `${person.dm}:101.5`, thread: `${person.dm}:101.5` })
    await started(store, person.who, { domainId: 'communication_coach', eventId: 'pick', promptVersion: 1 })
    const home = `${person.dm}:103.000100`
    const next = await store.markSent(only(await mineOf(person), 'opening'), { post: home, thread: home })
    const due = queued(next)
    expect(due).toMatchObject({ replies: ['In front of all.'], thread: home })
    await store.keepRound(due, { ...answer, text: 'Who was there?' })
    const { workspace } = person.who
    await store.takeIn([{ kind: 'deletion', workspace, eventId: 'E-del', channel: 'C7', ts: mention.ts }])
    expect(
      await database.query('select learner_message from coaching_sessions where workspace_id = $1', [workspace]),
    ).toEqual([{ learner_message: '' }])
  })

  check('a reply that is deleted while its answer is on its way takes the answer with it', async () => {
    const person = somebody()
    await opened(store, person)
    const message = person.message('Never mind.')
    const due = queued(await store.takeIn([message]))
    await store.keepRound(due, { ...answer, text: 'Why?' })
    await store.takeIn([deletionOf(message)])
    await store.markSent(due, { post: `${person.dm}:120.0`, thread: `${person.dm}:100.000100` })
    expect(only(await mineOf(person), 'erase').about.post).toBe(`${person.dm}:120.0`)
  })

  check(
    'a reply that is deleted while the coach thinks is asked of nobody again, and judgements made before are not kept',
    async () => {
      const person = somebody()
      await opened(store, person)
      const [gone, stays] = [person.message('Canary Oboe.'), person.message('This stays.')]
      const first = queued(await store.takeIn([gone]))
      await store.keepRound(first, { ...answer, text: 'A?' })
      await store.markSent(first, { post: `${person.dm}:120.0`, thread: `${person.dm}:100.000100` })
      const score = only(await mineOf(person), 'score')
      await store.takeIn([deletionOf(gone)])
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

      const due = queued(await store.takeIn([stays]))
      await store.takeIn([deletionOf(stays)])
      await expect(store.pauseReply(due, 'llm-busy')).rejects.toMatchObject({ code: 'store-lost-lease' })
      expect((await mineOf(person)).filter((work) => work.kind === 'note' || work.kind === 'reply')).toEqual([])
    },
  )

  check('a deletion is still heard when the inbox has long forgotten the message', async () => {
    const person = somebody()
    await opened(store, person)
    const message = person.message('Canary Tuba.')
    const due = queued(await store.takeIn([message]))
    await store.keepRound(due, { ...answer, text: 'And?' })
    await store.markSent(due, { post: `${person.dm}:120.0`, thread: `${person.dm}:100.000100` })
    await store.sweep(new Date(Date.now() + 31 * 86_400_000), { ask: 100, close: 100 })
    await store.takeIn([deletionOf(message)])
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
    expect(queued(await store.takeIn([edit])).replies).toEqual(['First.'])
    expect(await store.takeIn([message])).toEqual([])
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
    const lead = only(await store.takeIn([top(person, 'A hard call.')]), 'lead')
    await store.markSent(lead, { post: `${person.dm}:101.5`, thread: `${person.dm}:101.000100` })
    const start = { domainId: 'sales_workflow_coach', eventId: 'first', promptVersion: 1 }
    await started(store, person.who, start)
    await store.settle(only(await mineOf(person), 'opening'), 'slack-refused', true)
    await started(store, person.who, { ...start, eventId: 'second' })
    const home = `${person.dm}:103.000100`
    const next = await store.markSent(only(await mineOf(person), 'opening'), { post: home, thread: home })
    expect(queued(next).replies).toEqual(['A hard call.'])
  })

  check('an edit that leaves no words is a deletion of what waits', async () => {
    const person = somebody()
    await opened(store, person)
    const message = person.message('Never mind.')
    const due = queued(await store.takeIn([message]))
    await store.takeIn([{ ...message, kind: 'edit', eventId: 'E-edit', text: '', editedAt: '1' }])
    await expect(store.keepRound(due, { ...answer, text: 'Why?' })).rejects.toMatchObject({ code: 'store-lost-lease' })
    expect((await mineOf(person)).filter(({ kind }) => kind === 'reply')).toEqual([])
  })

  check('work that this release cannot read does not hold up the rest', async () => {
    const person = somebody()
    await opened(store, person)
    await store.pauseReply(queued(await store.takeIn([person.message('One.')])), 'llm-key')
    await database.query(
      `update inbox set about = '{"note": "of-tomorrow"}' where workspace_id = $1 and kind = 'note'`,
      [person.who.workspace],
    )
    const other = somebody()
    await opened(store, other)
    expect(await store.takeIn([other.message('Two.')])).toHaveLength(1)
    expect((await mineOf(person)).map(({ kind }) => kind)).toEqual([])
  })

  check('work that was handed over and not begun is due for anybody at once', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await store.takeIn([person.message('One.')]))
    await store.handBack([due.id])
    expect((await database.instance('two').claimWork(ALL)).filter(({ id }) => id === due.id)).toHaveLength(1)
  })

  check('what a dead instance held is free at once, and what others hold is left alone', async () => {
    const [dead, living] = [database.instance('dead'), database.instance('living')]
    const [ana, jonas] = [somebody(), somebody()]
    for (const person of [ana, jonas]) await opened(store, person)
    const held = queued(await dead.takeIn([ana.message('Held by the dead.')]))
    const theirs = queued(await living.takeIn([jonas.message('Held by the living.')]))
    expect(await store.releaseWork({ dead: ['dead'], forMs: 0 })).toEqual({ dueInMs: 0 })
    const theirWorkspaces = [ana.who.workspace, jonas.who.workspace]
    const claimed = (await suspectsOf('one')).filter(({ workspace }) => theirWorkspaces.includes(workspace))
    expect(claimed).toMatchObject([{ id: held.id, state: 'queued', look: false, suspicion: 1 }])
    await expect(dead.keepRound(held, { ...answer, text: 'Late.' })).rejects.toMatchObject({ code: 'store-lost-lease' })
    expect(await living.keepRound(theirs, { ...answer, text: 'In time.' })).toBe('kept')
    expect(await store.releaseWork({ dead: ['dead'], forMs: 0 })).toEqual({ dueInMs: null })
  })

  check('what a dead instance may have posted is looked for five seconds after its death', async () => {
    const dead = database.instance('dead')
    const person = somebody()
    await opened(store, person)
    const kept = async (text: string) => {
      const due = queued(await dead.takeIn([person.message(text)]))
      await dead.keepRound(due, { ...answer, text: 'And?' })
      return due
    }
    await kept('One.')
    const { dueInMs } = await store.releaseWork({ dead: ['dead'], forMs: 2_000 })
    expect(dueInMs).toBe(3_000)
    expect(await mineOf(person)).toEqual([])
    await database.query(`update inbox set run_at = now() where workspace_id = $1 and state = 'answered'`, [
      person.who.workspace,
    ])
    const [looked] = await suspectsOf('one', person)
    expect(looked).toMatchObject({ state: 'answered', look: true, answer: 'And?' })
    if (looked) await store.markSent(looked, { post: `${person.dm}:150.0`, thread: `${person.dm}:100.000100` })
    await kept('Two.')
    expect(await store.releaseWork({ dead: ['dead'], forMs: 60_000 })).toEqual({ dueInMs: 0 })
    expect(await suspectsOf('one', person)).toMatchObject([{ kind: 'reply', look: true }])
  })

  check('an instance whose lease ran out long ago is not waited for once more', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await store.takeIn([person.message('One.')]))
    await store.keepRound(due, { ...answer, text: 'And?' })
    await database.query(`update inbox set lease_until = now() - interval '6 seconds' where id = $1`, [due.id])
    expect(await suspectsOf('two', person)).toMatchObject([{ id: due.id, look: true }])
  })

  check('what was in flight when a process ended is suspect, and claimed apart from everything else', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await database.instance('dies').takeIn([person.message('One.')]))
    await dies('dies')
    await store.takeIn([person.message('Two.')])
    expect(await mineOf(person)).toEqual([])
    expect(await suspectsOf('one', person)).toMatchObject([{ id: due.id, suspicion: 1, replies: ['One.', 'Two.'] }])
  })

  check('what ends its process three times is set aside: its learner is told, and the next reply goes on', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await database.instance('dies').takeIn([person.message('Poison.')]))
    await dies('dies')
    for (const suspicion of [1, 3]) {
      expect(await suspectsOf('dies', person)).toMatchObject([{ id: due.id, suspicion }])
      await dies('dies')
    }
    const { setAside } = await store.claimSuspect({ suspicion: 0, isSteady: false })
    expect(setAside).toContainEqual({ id: due.id, kind: 'reply' })
    expect(await rowOf(due.id)).toMatchObject({ state: 'stuck', because: 'ended the process' })
    const note = only(await mineOf(person), 'note')
    expect(note).toMatchObject({ about: { note: 'set-aside', because: 'reply' }, thread: `${person.dm}:100.000100` })
    expect(queued(await store.takeIn([person.message('In other words.')])).replies).toEqual(['In other words.'])
  })

  check(
    'what ends its process is set aside beside what another instance has locked, and that at the next look',
    async () => {
      const { whileLocked } = database
      if (!whileLocked) return // one connection waits for nobody
      const [one, two] = [somebody(), somebody()]
      const session = await opened(store, one)
      await opened(store, two)
      const rows = await database.instance('dies').takeIn([one.message('Poison.'), two.message('Poison.')])
      await dies('dies')
      await database.query('update inbox set suspicion = 4 where id = any ($1)', [rows.map(({ id }) => id)])
      const setAside = async () =>
        (await store.claimSuspect({ suspicion: 0, isSteady: true })).setAside.map(({ id }) => id)
      const id = (of: typeof one) => rows.find(({ actor }) => actor === of.who.actor)?.id
      expect(await whileLocked(session, setAside)).toEqual([id(two)])
      expect(await setAside()).toEqual([id(one)])
    },
  )

  check('of work that nobody waits for, an operator alone is told that it was set aside', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await store.takeIn([person.message('One.')]))
    await store.keepRound(due, { ...answer, text: 'And?' })
    await store.markSent(due, { post: `${person.dm}:150.0`, thread: `${person.dm}:100.000100` })
    const score = only(
      (await database.instance('dies').claimWork(ALL)).filter((one) => one.actor === person.who.actor),
      'score',
    )
    for (let ends = 0; ends < 3; ends += 1) {
      await dies('dies')
      await suspectsOf('dies', person)
    }
    expect(await rowOf(score.id)).toMatchObject({ state: 'stuck' })
    expect(await mineOf(person)).toEqual([])
  })

  check('whatever the outcome, it clears a suspect', async () => {
    const outcomes: ((work: Work) => Promise<unknown>)[] = [
      (work) => store.putBack(work, { afterMs: 0, because: 'llm-busy' }),
      (work) => store.putBack(work, { afterMs: 0, because: 'llm-cancelled', isWait: true }),
      (work) => store.pauseReply(work, 'llm-refused'),
      (work) => store.settle(work, 'deleted'),
      (work) => store.settle(work, 'slack-refused', true),
      (work) => store.handBack([work.id]),
    ]
    for (const outcome of outcomes) {
      const person = somebody()
      await opened(store, person)
      await database.instance('dies').takeIn([person.message('One.')])
      await dies('dies')
      const [due] = await suspectsOf('one', person)
      if (!due) throw new Error('no suspect')
      await outcome(due)
      expect(await rowOf(due.id)).toMatchObject({ suspicion: 0 })
    }
  })

  check('who only waited while another had the floor is not blamed for the end, and is tried before it', async () => {
    const [first, second] = [somebody(), somebody()]
    for (const person of [first, second]) await opened(store, person)
    const dying = database.instance('dies')
    for (const person of [first, second]) await dying.takeIn([person.message('One.')])
    await dies('dies')
    const tried = await suspectsOf('dies')
    const comesBack = tried.find(({ actor }) => actor === first.who.actor)
    if (comesBack) await dying.takeFloor(comesBack.id)
    await dies('dies')
    const ours = (await suspectsOf('one')).filter(({ actor }) => [first.who.actor, second.who.actor].includes(actor))
    expect(ours.map(({ actor, suspicion }) => [actor, suspicion])).toEqual([
      [second.who.actor, 2],
      [first.who.actor, 3],
    ])
  })

  check('of replies that are answered together, only the one that ends the process is set aside', async () => {
    const person = somebody()
    await opened(store, person)
    const dying = database.instance('dies')
    await dying.takeIn([person.message('Healthy.')])
    await dying.takeIn([person.message('Poison.')])
    await dies('dies')
    expect(await suspectsOf('dies', person)).toMatchObject([{ replies: ['Healthy.', 'Poison.'] }])
    await dies('dies')
    const [healthy] = await suspectsOf('dies', person)
    expect(healthy).toMatchObject({ replies: ['Healthy.'], suspicion: 3 })
    if (!healthy) return
    await dying.keepRound(queued([healthy]), { ...answer, text: 'And?' })
    await dying.markSent(healthy, { post: `${person.dm}:150.0`, thread: `${person.dm}:100.000100` })
    expect(await suspectsOf('dies', person)).toMatchObject([{ replies: ['Poison.'], suspicion: 3 }])
    await dies('dies')
    await suspectsOf('one')
    const stuck = await database.query(`select body from inbox where workspace_id = $1 and state = 'stuck'`, [
      person.who.workspace,
    ])
    expect(stuck).toEqual([{ body: 'Poison.' }])
  })

  check('a lease of a suspect that ran out is an end only for who would have seen its worker come back', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await database.instance('dies').takeIn([person.message('One.')]))
    await dies('dies')
    await suspectsOf('dies', person)
    const runsOut = () =>
      database.query(`update inbox set lease_until = now() - interval '1 second' where id = $1`, [due.id])
    await runsOut()
    const { work } = await store.claimSuspect({ suspicion: 3, isSteady: false })
    expect(work.filter(({ id }) => id === due.id)).toEqual([])
    await database.instance('dies').extendLeases([due.id]) // it is back
    expect(await suspectsOf('one', person)).toEqual([])
    await runsOut()
    expect((await store.claimSuspect({ suspicion: 3, isSteady: true })).work).toMatchObject([
      { id: due.id, suspicion: 3 },
    ])
  })

  check('who lost a lease and lives ended nothing', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await store.takeIn([person.message('One.')]))
    await database.query(`update inbox set lease_until = now() - interval '1 second' where id = $1`, [due.id])
    expect(await mineOf(person)).toMatchObject([{ id: due.id, suspicion: 0 }])
  })

  check('a scorecard waits until it is known whether a suspect reply of its session can be answered', async () => {
    const person = somebody()
    await opened(store, person)
    await database.instance('dies').takeIn([person.message('One.')])
    await dies('dies')
    await store.endSession(person.who, 'learner')
    const card = only(await mineOf(person), 'scorecard')
    expect(card).toMatchObject({ isAnswering: true, pending: ['One.'] })
  })

  check('after a gap each thread of an open session is looked into once, unhurried and paced', async () => {
    const [ana, jonas, done] = [somebody(), somebody(), somebody()]
    for (const person of [ana, jonas, done]) await opened(store, person)
    await store.endSession(done.who, 'learner')
    const gap = `update presence set seen_at = now() - interval '2 minutes'`
    await store.notePresence()
    await database.query(gap)
    const instances = [store, database.instance('two'), database.instance('three')]
    const looks = await Promise.all(instances.map((instance) => instance.notePresence()))
    expect(looks.filter((made) => made > 0)).toHaveLength(1)
    const rows = (of: ReturnType<typeof somebody>) =>
      database.query(
        `select thread_ts, round(extract(epoch from now() - interval '2 minutes') - (about ->> 'oldest')::numeric) as before,
                run_at >= now() + interval '9 seconds' as later from inbox
          where workspace_id = $1 and kind = 'catch-up' order by id`,
        [of.who.workspace],
      )
    for (const person of [ana, jonas]) {
      const found = await rows(person)
      expect(found.map((row) => row.thread_ts)).toEqual(expect.arrayContaining(['100.000100', null]))
      expect(found).toHaveLength(2) // the thread, and the direct message's top
      expect(found.map((row) => [Number(row.before), row.later])).toEqual([
        [60, true],
        [60, true],
      ])
    }
    expect((await rows(done)).map((row) => row.thread_ts)).toEqual([null])

    await database.query(gap) // again, before the first looks were made: they reach further back
    await store.notePresence()
    expect(await rows(ana)).toHaveLength(2)
    expect(await store.notePresence()).toBe(0)
    const spaced = `select round(extract(epoch from max(run_at) - min(run_at)) * 1000) as ms from inbox where workspace_id = $1 and kind = 'catch-up'`
    expect(Number((await database.query(spaced, [ana.who.workspace]))[0]?.ms)).toBe(1_500)
    await database.query(`update inbox set run_at = now() where workspace_id = $1 and kind = 'catch-up'`, [
      ana.who.workspace,
    ])
    const hurried = await store.claimWork({ hurried: 100, unhurried: 0 })
    expect(hurried.filter(({ kind }) => kind === 'catch-up')).toEqual([])
    expect(await mineOf(ana)).toMatchObject([{ kind: 'catch-up' }, { kind: 'catch-up' }])
  })

  check(
    'after a connection died in silence too, once Slack has noticed, and the silences of a moment are one',
    async () => {
      const [ana, jonas] = [somebody(), somebody()]
      await opened(store, ana)
      const rows = (of: ReturnType<typeof somebody>) =>
        database.query(
          `select round(extract(epoch from run_at - now())) as later, round(extract(epoch from now()) - (about ->> 'oldest')::numeric) as before
           from inbox where workspace_id = $1 and kind = 'catch-up' order by run_at`,
          [of.who.workspace],
        )
      expect(await store.noteSilence(60_000)).toBeGreaterThanOrEqual(2)
      expect((await rows(ana)).map(({ before }) => Number(before))).toEqual([65, 65])
      expect(Number((await rows(ana))[0]?.later)).toBeGreaterThanOrEqual(29)
      await opened(store, jonas)
      await store.noteSilence(5_000) // of the other connection, just after
      expect(await rows(ana)).toHaveLength(2)
      expect(await rows(jonas)).toHaveLength(2)

      const early = `update inbox set run_at = now() + interval '5 seconds' where workspace_id = $1 and kind = 'catch-up'`
      await database.query(early, [ana.who.workspace]) // too early for what a third connection swallows from now on
      await store.noteSilence(5_000)
      expect((await rows(ana)).map(({ before, later }) => [Number(before) > 50, Number(later) > 25])).toEqual([
        [true, false],
        [true, false],
        [false, true],
        [false, true],
      ])
    },
  )

  check('one look into a thread can be asked for, and asked for again once it is done', async () => {
    const person = somebody()
    await opened(store, person)
    const { workspace } = person.who
    const look = { workspace, channel: person.dm, threadTs: '100.000100', oldest: '101.000000' }
    for (const _ of [1, 2]) await store.catchUp(look)
    await store.catchUp({ workspace, channel: person.dm, oldest: '101.000000' })
    const [first, ...others] = await mineOf(person)
    expect(first).toMatchObject({ kind: 'catch-up', place: person.dm, inThread: true, about: { oldest: '101.000000' } })
    expect(others).toEqual([]) // the other one is due a moment later
    if (first) await store.settle(first, 'caught up')
    await database.query(`delete from inbox where workspace_id = $1 and thread_ts is null and kind = 'catch-up'`, [
      workspace,
    ])
    await store.catchUp(look)
    expect(await mineOf(person)).toMatchObject([{ id: first?.id }])
  })

  check('what was given up is due again when an operator says so', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await store.takeIn([person.message('One.')]))
    await store.keepRound(due, { ...answer, text: 'And?' })
    await store.settle(due, 'slack-refused', true)
    expect(await mineOf(person)).toEqual([])
    await database.query('select private.retry_stuck()')
    expect(await mineOf(person)).toMatchObject([{ kind: 'reply', state: 'answered', answer: 'And?', look: true }])
  })

  check('what could not be shown goes with the app, and a deletion afterwards sends nothing', async () => {
    const person = somebody()
    await opened(store, person)
    const message = person.message('Canary Fagott.')
    const shown = queued(await store.takeIn([message]))
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
    await store.takeIn([
      { kind: 'uninstall', workspace, eventId: 'E-un' },
      { kind: 'uninstall', workspace, eventId: 'E-revoked' },
    ])
    await store.takeIn([person.message('Too late.'), top(person, 'Too late.'), deletionOf(message)])
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
    await store.takeIn([{ kind: 'uninstall', workspace, eventId: 'E-gone', at: Date.now() / 1_000 - 60 }])
    const { threadTs: _, ...later } = person.message('Are you there?', {
      ts: `${Math.ceil(Date.now() / 1_000) + 5}.000100`,
    })
    expect(await store.takeIn([later])).toMatchObject([{ kind: 'lead' }])
    await store.takeIn([{ kind: 'uninstall', workspace, eventId: 'E-late', at: Date.now() / 1_000 - 60 }])
    expect(
      await database.query(`select body from inbox where workspace_id = $1 and kind = 'lead'`, [workspace]),
    ).toEqual([{ body: 'Are you there?' }])
  })

  check('an uninstall that is delivered again does not end what a new installation began', async () => {
    const person = somebody()
    await opened(store, person)
    const gone: Incoming = { kind: 'uninstall', workspace: person.who.workspace, eventId: 'E-gone' }
    await store.takeIn([gone])
    await opened(store, person)
    await store.takeIn([gone])
    expect(await store.openSession(person.who)).not.toBeNull()
  })

  /** Answers what is due of a session, each round with the part that it is. */
  async function answered(work: Work[], person: ReturnType<typeof somebody>, ...parts: Part[]) {
    const rounds: { replies: string[]; wish: string | undefined; lanes: Work[] }[] = []
    let lanes = work
    for (const [at, part] of parts.entries()) {
      const due = queued(lanes)
      await store.keepRound(due, { ...answer, text: `Answer ${at}.`, part })
      lanes = await store.markSent(due, { post: `${person.dm}:${due.round}.5`, thread: `${person.dm}:100.000100` })
      rounds.push({ replies: due.replies, wish: due.about.wish, lanes })
    }
    return rounds
  }
  const wishFrom = (session: string, about: Partial<Parameters<Store['pressWish']>[1]> = {}) => ({
    sessionId: session,
    wish: 'hint' as const,
    round: 0,
    eventId: `press ${++counter}`,
    thread: null,
    at: '999.000100',
    ...about,
  })

  check('a wish is a round of its own, in its place among the replies, whether written or pressed', async () => {
    const person = somebody()
    const session = await opened(store, person)
    const first = await store.takeIn([person.message('One.', { ts: '201.000100' })])
    await store.takeIn([person.message('Two.', { ts: '202.000100' })])
    const press = wishFrom(session, { at: '203.000100', thread: `${person.dm}:100.000100` })
    expect(await store.pressWish(person.who, press)).toEqual({ outcome: 'asked' })
    expect(await store.pressWish(person.who, press)).toEqual({ outcome: 'asked' }) // delivered twice
    await store.takeIn([
      person.message('Three.', { ts: '204.000100' }),
      person.message('skip', { ts: '205.000100', wish: 'skip' }),
      person.message('Four.', { ts: '206.000100' }),
      person.message('Five.', { ts: '207.000100' }),
    ])
    const rounds = await answered(first, person, {}, {}, { wish: 'hint' }, {}, { wish: 'skip' }, {})
    expect(rounds.map(({ replies, wish }) => [replies, wish])).toEqual([
      [['One.'], undefined],
      [['Two.'], undefined],
      [['hint'], 'hint'],
      [['Three.'], undefined],
      [['skip'], 'skip'],
      [['Four.', 'Five.'], undefined],
    ])
    expect(rounds.at(-1)?.lanes).toEqual([])
    const used = await database.query('select rounds from usage_today where workspace_id = $1 and actor <> $2', [
      person.who.workspace,
      '',
    ])
    expect(used).toEqual([{ rounds: 6 }]) // each counts towards the limits of the day
  })

  check('a button of an earlier round, a closed session or somebody else asks nothing', async () => {
    const person = somebody()
    const session = await opened(store, person)
    await answered(await store.takeIn([person.message('One.')]), person, {})
    await answered(await store.takeIn([person.message('Two.')]), person, {})
    const outcome = async (about: Parameters<typeof wishFrom>[1], who = person.who) =>
      (await store.pressWish(who, wishFrom(session, about))).outcome
    expect(await outcome({ round: 1 })).toBe('older')
    expect(await outcome({}, { ...person.who, actor: 'USTRANGER' })).toBe('not-yours')
    expect(await outcome({ round: 2 })).toBe('asked')
    await store.endSession(person.who, 'learner')
    expect(await outcome({ round: 2 })).toBe('none-open')
    // what nobody came to is answered by the scorecard, and is no word that is judged
    expect(only(await mineOf(person), 'scorecard').pending).toEqual([])
  })

  check('whether a waiting message is a wish follows its newest text', async () => {
    const person = somebody()
    await opened(store, person)
    const first = await store.takeIn([person.message('One.')])
    const message = person.message('hint', { wish: 'hint' })
    const other = person.message('Two.')
    await store.takeIn([message, other])
    const edit = ({ workspace, actor, channel, ts, threadTs = '' }: Message, text: string): Incoming => ({
      kind: 'edit',
      ...{ workspace, actor, channel, ts, threadTs, text, direct: true },
      eventId: `edit ${ts}`,
      editedAt: '900.1',
    })
    await store.takeIn([
      edit(message, 'A hint came from the buyer.'),
      { ...edit(other, 'skip'), wish: 'skip' } as Incoming,
    ])
    const rounds = await answered(first, person, {}, {}, { wish: 'skip' })
    expect(rounds.map(({ replies, wish }) => [replies, wish])).toEqual([
      [['One.'], undefined],
      [['A hint came from the buyer.'], undefined],
      [['skip'], 'skip'],
    ])
  })

  check('a retaken exchange is told as such, and what was judged with it is not kept', async () => {
    const person = somebody()
    await opened(store, person)
    const practise = { wish: 'practise hard', rehearsal: 'hard', as: 'the CFO' } as const
    await answered(await store.takeIn([person.message('practise hard', { wish: 'practise hard' })]), person, practise)
    await answered(await store.takeIn([person.message('We are cheap.')]), person, { rehearsal: 'hard' })
    const [, judged] = (await mineOf(person)).filter((work) => work.kind === 'score')
    if (judged?.kind !== 'score') throw new Error('nothing to judge')
    const again = await store.takeIn([person.message('again', { wish: 'again' })])
    await answered(again, person, { wish: 'again', rehearsal: 'hard', retakes: 2 })
    await store.keepScore(judged, { score: 4, feedback: 'cheap', marks: [], judge: 'j' })

    const due = queued(await store.takeIn([person.message('You lose 40 hours a week.')]))
    expect(due.rounds).toEqual([
      { number: 1, reply: 'practise hard', answer: 'Answer 0.', ...{ wish: 'practise hard', rehearsal: 'hard' } },
      { number: 2, reply: 'We are cheap.', answer: 'Answer 0.', rehearsal: 'hard', retaken: true },
      { number: 3, reply: 'again', answer: 'Answer 0.', wish: 'again', rehearsal: 'hard' },
    ])
    const scores =
      'select 1 from coaching_sessions where workspace_id = $1 and (score is not null or feedback is not null)'
    expect(await database.query(scores, [person.who.workspace])).toEqual([])
  })

  check('an answer that is not shown yet still says which part of a rehearsal it is', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await store.takeIn([person.message('practise easy', { wish: 'practise easy' })]))
    const part = { wish: 'practise easy', rehearsal: 'easy', as: 'the buyer' } as const
    await store.keepRound(due, { ...answer, text: 'Hello.', part })
    await store.putBack(due, { afterMs: 0, because: 'slack-busy' })
    expect(only(await mineOf(person), 'reply')).toMatchObject({ state: 'answered', answer: 'Hello.', about: part })
  })

  check('a reply that is deleted takes the debrief that quotes it with it, written, shown or under way', async () => {
    const person = somebody()
    await opened(store, person)
    const spoken = person.message('Canary Viola.')
    const practise = { wish: 'practise hard', rehearsal: 'hard' } as const
    await answered(await store.takeIn([person.message('practise hard', { wish: 'practise hard' })]), person, practise)
    await answered(await store.takeIn([spoken]), person, { rehearsal: 'hard' })
    const underWay = queued(await store.takeIn([person.message('back', { wish: 'back' })]))
    const other = person.message('Canary Cello.')
    const quoting = { ...answer, text: 'You said: “Canary Viola”.', part: { wish: 'back' } as const }
    expect(await store.keepRound(underWay, quoting)).toBe('kept')
    await store.markSent(underWay, { post: `${person.dm}:130.0`, thread: `${person.dm}:100.000100` })
    await answered(await store.takeIn([other]), person, {})
    await store.takeIn([deletionOf(spoken)])
    const rounds = await database.query(
      'select learner_message as said, coach_response as answer from coaching_sessions where workspace_id = $1 order by round_number',
      [person.who.workspace],
    )
    expect(rounds).toEqual([
      { said: 'practise hard', answer: 'Answer 0.' },
      { said: '', answer: '' },
      { said: '', answer: '' },
      { said: 'Canary Cello.', answer: 'Answer 0.' },
    ])
    const erased = (await mineOf(person)).flatMap((work) => (work.kind === 'erase' ? [work.about.post] : []))
    expect(erased.sort()).toEqual([`${person.dm}:130.0`, `${person.dm}:2.5`])

    const anew = person.message('Canary Harp.')
    await answered(await store.takeIn([person.message('practise hard', { wish: 'practise hard' })]), person, practise)
    await answered(await store.takeIn([anew]), person, { rehearsal: 'hard' })
    const debrief = queued(await store.takeIn([person.message('back', { wish: 'back' })]))
    await store.takeIn([deletionOf(anew)])
    expect(await store.keepRound(debrief, { ...quoting, text: 'You said: “Canary Harp”.' })).toBe('changed')
    const kept = await database.query(`select 1 from coaching_sessions where coach_response like '%Canary%'`)
    expect(kept).toEqual([])
  })

  check('nobody but service_role can call a function, and nobody sees a table or counts with a sequence', async () => {
    const open = await database.query(`
      select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace, unnest(array['anon', 'authenticated']) as role
       where n.nspname = 'public' and has_function_privilege(role, p.oid, 'execute')
      union all
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest(array['anon', 'authenticated', 'service_role']) as role
       where n.nspname = 'public' and c.relkind in ('r', 'v') and (not c.relrowsecurity or has_table_privilege(role, c.oid, 'select, insert, update, delete'))
      union all
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest(array['anon', 'authenticated', 'service_role']) as role
       where n.nspname = 'public' and c.relkind = 'S' and has_sequence_privilege(role, c.oid, 'usage, select, update')
      union all
      select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = 'public' and not coalesce(p.proconfig @> array['search_path=""'], false)`)
    expect(open).toEqual([])
  })

  check(
    'two instances at work on one database answer each reply once, in order',
    async () => {
      const instances = [store, database.instance('two')]
      const people = Array.from({ length: 6 }, somebody)
      for (const person of people) await opened(store, person)
      const items = people.flatMap((person) => Array.from({ length: 8 }, (_, n) => person.message(`m${n}`)))
      const work = async (instance: Store, piece: Work): Promise<void> => {
        if (piece.kind !== 'reply') return
        if (piece.state === 'queued') await instance.keepRound(piece, { ...answer, text: 'ok' })
        const next = await instance.markSent(piece, { post: 'D:1', thread: piece.thread ?? '' })
        await Promise.all(next.map((one) => work(instance, one)))
      }
      await Promise.all(
        items.map(async (item, index) => {
          const instance = instances[index % 2] ?? store
          for (const piece of await instance.takeIn([item])) await work(instance, piece)
        }),
      )
      for (const person of people) {
        const rounds = await database.query(
          'select string_agg(learner_message, $2 order by round_number) as all from coaching_sessions where workspace_id = $1',
          [person.who.workspace, '\n\n'],
        )
        expect(rounds[0]?.all?.toString().split('\n\n').sort()).toEqual(Array.from({ length: 8 }, (_, n) => `m${n}`))
      }
    },
    30_000,
  )
})
