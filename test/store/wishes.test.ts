import type { Part } from '../../src/coaching/rehearsal.ts'
import type { Incoming, Store, Work } from '../../src/store/store.ts'
import {
  answer,
  database,
  deletionOf,
  type Message,
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
    eventId: `press ${nextNumber()}`,
    thread: null,
    at: '999.000100',
    ...about,
  })

  check('a wish is a round of its own, in its place among the replies, whether written or pressed', async () => {
    const person = somebody()
    const session = await opened(store, person)
    const first = await store.keepIncoming([person.message('One.', { ts: '201.000100' })])
    await store.keepIncoming([person.message('Two.', { ts: '202.000100' })])
    const press = wishFrom(session, { at: '203.000100', thread: `${person.dm}:100.000100` })
    expect(await store.pressWish(person.who, press)).toEqual({ outcome: 'asked' })
    expect(await store.pressWish(person.who, press)).toEqual({ outcome: 'asked' }) // delivered twice
    await store.keepIncoming([
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
    await answered(await store.keepIncoming([person.message('One.')]), person, {})
    await answered(await store.keepIncoming([person.message('Two.')]), person, {})
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
    const first = await store.keepIncoming([person.message('One.')])
    const message = person.message('hint', { wish: 'hint' })
    const other = person.message('Two.')
    await store.keepIncoming([message, other])
    const edit = ({ workspace, actor, channel, ts, threadTs = '' }: Message, text: string): Incoming => ({
      kind: 'edit',
      ...{ workspace, actor, channel, ts, threadTs, text, direct: true },
      eventId: `edit ${ts}`,
      editedAt: '900.1',
    })
    await store.keepIncoming([
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
    await answered(
      await store.keepIncoming([person.message('practise hard', { wish: 'practise hard' })]),
      person,
      practise,
    )
    await answered(await store.keepIncoming([person.message('We are cheap.')]), person, { rehearsal: 'hard' })
    const [, judged] = (await mineOf(person)).filter((work) => work.kind === 'score')
    if (judged?.kind !== 'score') throw new Error('nothing to judge')
    const again = await store.keepIncoming([person.message('again', { wish: 'again' })])
    await answered(again, person, { wish: 'again', rehearsal: 'hard', retakes: 2 })
    await store.keepScore(judged, { score: 4, feedback: 'cheap', marks: [], judge: 'j' })

    const due = queued(await store.keepIncoming([person.message('You lose 40 hours a week.')]))
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
    const due = queued(await store.keepIncoming([person.message('practise easy', { wish: 'practise easy' })]))
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
    await answered(
      await store.keepIncoming([person.message('practise hard', { wish: 'practise hard' })]),
      person,
      practise,
    )
    await answered(await store.keepIncoming([spoken]), person, { rehearsal: 'hard' })
    const underWay = queued(await store.keepIncoming([person.message('back', { wish: 'back' })]))
    const other = person.message('Canary Cello.')
    const quoting = { ...answer, text: 'You said: “Canary Viola”.', part: { wish: 'back' } as const }
    expect(await store.keepRound(underWay, quoting)).toBe('kept')
    await store.markSent(underWay, { post: `${person.dm}:130.0`, thread: `${person.dm}:100.000100` })
    await answered(await store.keepIncoming([other]), person, {})
    await store.keepIncoming([deletionOf(spoken)])
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
    await answered(
      await store.keepIncoming([person.message('practise hard', { wish: 'practise hard' })]),
      person,
      practise,
    )
    await answered(await store.keepIncoming([anew]), person, { rehearsal: 'hard' })
    const debrief = queued(await store.keepIncoming([person.message('back', { wish: 'back' })]))
    await store.keepIncoming([deletionOf(anew)])
    expect(await store.keepRound(debrief, { ...quoting, text: 'You said: “Canary Harp”.' })).toBe('changed')
    const kept = await database.query(`select 1 from coaching_sessions where coach_response like '%Canary%'`)
    expect(kept).toEqual([])
  })
})
