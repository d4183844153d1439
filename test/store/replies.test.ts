import type { Incoming, Store, Work } from '../../src/store/store.ts'
import {
  ALL,
  answer,
  database,
  mineOf,
  onEach,
  only,
  opened,
  queued,
  somebody,
  started,
  store,
  suspectsOf,
  top,
} from './each-database.ts'

onEach((check) => {
  check('a reply is kept, answered, shown and scored, and its text leaves the inbox', async () => {
    const person = somebody()
    const session = await opened(store, person)
    const [reply] = (await store.keepIncoming([person.message('The CFO has not joined a call.')])) as [Work]
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
      store.keepIncoming([item]),
      other.keepIncoming([item]),
      store.keepIncoming([item, item]),
      other.keepIncoming([item]),
    ])
    expect(taken.flat().filter((work) => work.kind === 'reply')).toHaveLength(1)
  })

  check('of replies no more are handed over than there is room for, and the rest is kept and due', async () => {
    const people = [somebody(), somebody(), somebody()]
    for (const person of people) await opened(store, person)
    const items = people.map((person) => person.message('All at once.'))
    const ours = (work: Work[]) => work.filter(({ actor }) => people.some(({ who }) => who.actor === actor))
    const taken = await store.keepIncoming(items, 1)
    expect(taken).toHaveLength(1)
    expect(await store.keepIncoming(items, 3)).toEqual([])
    expect(ours(await store.claimWork(ALL))).toHaveLength(2)
    expect(await store.keepIncoming([people[0]?.message('More.') as Incoming], 0)).toEqual([])
  })

  check('a message and its mention, two events with one ts, are one reply', async () => {
    const person = somebody()
    await opened(store, person)
    const message = person.message('Both.')
    const mention: Incoming = { ...message, eventId: `${message.eventId}-mention` }
    expect(await store.keepIncoming([message, mention])).toHaveLength(1)
  })

  check(
    'replies that arrive during an answer form the next round together, in the order they were written',
    async () => {
      const person = somebody()
      await opened(store, person)
      const [a, b, c] = [person.message('one'), person.message('two'), person.message('three')]
      const first = queued(await store.keepIncoming([a]))
      expect(await store.keepIncoming([c])).toEqual([])
      expect(await store.keepIncoming([b])).toEqual([])
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
    const due = queued(await store.keepIncoming([person.message('Mine.')]))
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
    const due = queued(await store.keepIncoming([person.message('Half-way.')]))
    await store.keepRound(due, { ...answer, text: 'Kept.' })
    await database.query(`update inbox set lease_until = now() - interval '1 second' where id = $1`, [due.id])
    const mine = async () => (await suspectsOf('two')).filter((work) => work.id === due.id)
    expect(await mine()).toEqual([]) // not before a post under way can have arrived
    await database.query('update inbox set run_at = now() where id = $1', [due.id])
    expect(await mine()).toMatchObject([
      { kind: 'reply', state: 'answered', answer: 'Kept.', look: true, key: due.key },
    ])
  })

  check(
    'a message elsewhere is dropped unread, and a stranger in a session’s thread gets one private hint',
    async () => {
      const person = somebody()
      await opened(store, person)
      const elsewhere = person.message('Lunch?', { channel: 'C9', threadTs: '5.5', direct: false, actor: 'U-else' })
      const stranger = () => person.message('Me too.', { actor: 'U-stranger', direct: false })
      const work = await store.keepIncoming([elsewhere, stranger(), stranger()])
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
        await store.keepIncoming([person.message('A hard call tomorrow.', { threadTs: undefined as never })]),
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

  check('the stop button takes the work from its worker, and the reply waits', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await store.keepIncoming([person.message('Wait.')]))
    const { workspace, actor } = person.who
    const stop: Incoming = {
      kind: 'stop',
      workspace,
      eventId: 'E-stop',
      actor,
      channel: person.dm,
      threadTs: '100.000100',
    }
    expect(await store.keepIncoming([stop])).toMatchObject([
      { kind: 'note', about: { note: 'trouble', because: 'stopped' } },
    ])
    await expect(store.keepRound(due, { ...answer, text: 'Too late.' })).rejects.toMatchObject({
      code: 'store-lost-lease',
    })
  })

  check('no reply overtakes one that could not be answered', async () => {
    const person = somebody()
    await opened(store, person)
    const first = queued(await store.keepIncoming([person.message('One.')]))
    await store.keepIncoming([person.message('Two.')])
    await store.pauseReply(first, 'llm-busy')
    expect((await mineOf(person)).filter((work) => work.kind === 'reply')).toEqual([])
    expect(queued(await store.keepIncoming([person.message('Three.')])).replies).toEqual(['One.', 'Two.', 'Three.'])
  })

  check('words whose coaches are still being offered when a session starts are its first reply', async () => {
    const person = somebody()
    const lead = only(await store.keepIncoming([top(person, 'A hard call.')]), 'lead')
    await opened(store, person)
    const next = await store.markSent(lead, { post: `${person.dm}:101.5`, thread: `${person.dm}:101.000100` })
    expect(queued(next)).toMatchObject({ replies: ['A hard call.'], thread: `${person.dm}:101.000100` })
  })

  check('a greeting without words waits for nothing, and starts no empty round', async () => {
    const person = somebody()
    const lead = only(await store.keepIncoming([top(person, '')]), 'lead')
    await store.markSent(lead, { post: `${person.dm}:101.5`, thread: `${person.dm}:101.000100` })
    await opened(store, person)
    expect((await mineOf(person)).filter((work) => work.kind === 'reply')).toEqual([])
  })

  check('what was said in a mention is answered in private, and can be edited and deleted like any reply', async () => {
    const person = somebody()
    const said = { channel: 'C7', threadTs: undefined as never, direct: false, mention: true }
    const mention = person.message('In front of all.', said)
    const lead = only(await store.keepIncoming([mention]), 'lead')
    await store.markSent(lead, { post: `${person.dm}:101.5`, thread: `${person.dm}:101.5` })
    await started(store, person.who, { domainId: 'communication_coach', eventId: 'pick', promptVersion: 1 })
    const home = `${person.dm}:103.000100`
    const next = await store.markSent(only(await mineOf(person), 'opening'), { post: home, thread: home })
    const due = queued(next)
    expect(due).toMatchObject({ replies: ['In front of all.'], thread: home })
    await store.keepRound(due, { ...answer, text: 'Who was there?' })
    const { workspace } = person.who
    await store.keepIncoming([{ kind: 'deletion', workspace, eventId: 'E-del', channel: 'C7', ts: mention.ts }])
    expect(
      await database.query('select learner_message from coaching_sessions where workspace_id = $1', [workspace]),
    ).toEqual([{ learner_message: '' }])
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
          for (const piece of await instance.keepIncoming([item])) await work(instance, piece)
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
