import type { Work } from '../../src/store/store.ts'
import {
  ALL,
  answer,
  database,
  dies,
  mineOf,
  onEach,
  only,
  opened,
  queued,
  rowOf,
  somebody,
  store,
  suspectsOf,
} from './each-database.ts'

onEach((check) => {
  check('work that this release cannot read does not hold up the rest', async () => {
    const person = somebody()
    await opened(store, person)
    await store.pauseReply(queued(await store.keepIncoming([person.message('One.')])), 'llm-key')
    await database.query(
      `update inbox set about = '{"note": "of-tomorrow"}' where workspace_id = $1 and kind = 'note'`,
      [person.who.workspace],
    )
    const other = somebody()
    await opened(store, other)
    expect(await store.keepIncoming([other.message('Two.')])).toHaveLength(1)
    expect((await mineOf(person)).map(({ kind }) => kind)).toEqual([])
  })

  check('work that was handed over and not begun is due for anybody at once', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await store.keepIncoming([person.message('One.')]))
    await store.handBack([due.id])
    expect((await database.instance('two').claimWork(ALL)).filter(({ id }) => id === due.id)).toHaveLength(1)
  })

  check('what a dead instance held is free at once, and what others hold is left alone', async () => {
    const [dead, living] = [database.instance('dead'), database.instance('living')]
    const [ana, jonas] = [somebody(), somebody()]
    for (const person of [ana, jonas]) await opened(store, person)
    const held = queued(await dead.keepIncoming([ana.message('Held by the dead.')]))
    const theirs = queued(await living.keepIncoming([jonas.message('Held by the living.')]))
    await store.releaseWork({ dead: ['dead'], forMs: 0 })
    const theirWorkspaces = [ana.who.workspace, jonas.who.workspace]
    const claimed = (await suspectsOf('one')).filter(({ workspace }) => theirWorkspaces.includes(workspace))
    expect(claimed).toMatchObject([{ id: held.id, state: 'queued', look: false, suspicion: 1 }])
    await expect(dead.keepRound(held, { ...answer, text: 'Late.' })).rejects.toMatchObject({ code: 'store-lost-lease' })
    expect(await living.keepRound(theirs, { ...answer, text: 'In time.' })).toBe('kept')
  })

  check('what a dead instance may have posted is looked for five seconds after its death', async () => {
    const dead = database.instance('dead')
    const person = somebody()
    await opened(store, person)
    const kept = async (text: string) => {
      const due = queued(await dead.keepIncoming([person.message(text)]))
      await dead.keepRound(due, { ...answer, text: 'And?' })
      return due
    }
    await kept('One.')
    await store.releaseWork({ dead: ['dead'], forMs: 2_000 })
    const { work, dueInMs } = await database.instance('one').claimSuspect({ suspicion: 3, isSteady: true })
    expect(work.filter(({ workspace }) => workspace === person.who.workspace)).toEqual([])
    expect(dueInMs).toBeGreaterThan(0)
    expect(dueInMs).toBeLessThanOrEqual(3_000)
    expect(await mineOf(person)).toEqual([])
    await database.query(`update inbox set run_at = now() where workspace_id = $1 and state = 'answered'`, [
      person.who.workspace,
    ])
    const [looked] = await suspectsOf('one', person)
    expect(looked).toMatchObject({ state: 'answered', look: true, answer: 'And?' })
    if (looked) await store.markSent(looked, { post: `${person.dm}:150.0`, thread: `${person.dm}:100.000100` })
    await kept('Two.')
    await store.releaseWork({ dead: ['dead'], forMs: 60_000 })
    expect(await suspectsOf('one', person)).toMatchObject([{ kind: 'reply', look: true }])
  })

  check('an instance whose lease ran out long ago is not waited for once more', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await store.keepIncoming([person.message('One.')]))
    await store.keepRound(due, { ...answer, text: 'And?' })
    await database.query(`update inbox set lease_until = now() - interval '6 seconds' where id = $1`, [due.id])
    expect(await suspectsOf('two', person)).toMatchObject([{ id: due.id, look: true }])
  })

  check('what was in flight when a process ended is suspect, and claimed apart from everything else', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await database.instance('dies').keepIncoming([person.message('One.')]))
    await dies('dies')
    await store.keepIncoming([person.message('Two.')])
    expect(await mineOf(person)).toEqual([])
    expect(await suspectsOf('one', person)).toMatchObject([{ id: due.id, suspicion: 1, replies: ['One.', 'Two.'] }])
  })

  check('what ends its process three times is set aside: its learner is told, and the next reply goes on', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await database.instance('dies').keepIncoming([person.message('Poison.')]))
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
    expect(queued(await store.keepIncoming([person.message('In other words.')])).replies).toEqual(['In other words.'])
  })

  check('of work that nobody waits for, an operator alone is told that it was set aside', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await store.keepIncoming([person.message('One.')]))
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
      await database.instance('dies').keepIncoming([person.message('One.')])
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
    for (const person of [first, second]) await dying.keepIncoming([person.message('One.')])
    await dies('dies')
    const tried = await suspectsOf('dies')
    const comesBack = tried.find(({ actor }) => actor === first.who.actor)
    if (comesBack) await dying.giveFloor(comesBack.id)
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
    await dying.keepIncoming([person.message('Healthy.')])
    await dying.keepIncoming([person.message('Poison.')])
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
    const due = queued(await database.instance('dies').keepIncoming([person.message('One.')]))
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
    const due = queued(await store.keepIncoming([person.message('One.')]))
    await database.query(`update inbox set lease_until = now() - interval '1 second' where id = $1`, [due.id])
    expect(await mineOf(person)).toMatchObject([{ id: due.id, suspicion: 0 }])
  })

  check('a scorecard waits until it is known whether a suspect reply of its session can be answered', async () => {
    const person = somebody()
    await opened(store, person)
    await database.instance('dies').keepIncoming([person.message('One.')])
    await dies('dies')
    await store.endSession(person.who, 'learner')
    const card = only(await mineOf(person), 'scorecard')
    expect(card).toMatchObject({ isAnswering: true, pending: ['One.'] })
  })

  check('what was given up is due again when an operator says so', async () => {
    const person = somebody()
    await opened(store, person)
    const due = queued(await store.keepIncoming([person.message('One.')]))
    await store.keepRound(due, { ...answer, text: 'And?' })
    await store.settle(due, 'slack-refused', true)
    expect(await mineOf(person)).toEqual([])
    await database.query('select private.retry_stuck()')
    expect(await mineOf(person)).toMatchObject([{ kind: 'reply', state: 'answered', answer: 'And?', look: true }])
  })

  check(
    'what ends its process is set aside beside what another instance has locked, and that at the next look',
    async () => {
      const { whileLocked } = database
      if (!whileLocked) return // one connection waits for nobody
      const [one, two] = [somebody(), somebody()]
      const session = await opened(store, one)
      await opened(store, two)
      const rows = await database.instance('dies').keepIncoming([one.message('Poison.'), two.message('Poison.')])
      await dies('dies')
      await database.query('update inbox set suspicion = 4 where id = any ($1)', [rows.map(({ id }) => id)])
      const setAside = async () =>
        (await store.claimSuspect({ suspicion: 0, isSteady: true })).setAside.map(({ id }) => id)
      const id = (of: typeof one) => rows.find(({ actor }) => actor === of.who.actor)?.id
      expect(await whileLocked(session, setAside)).toEqual([id(two)])
      expect(await setAside()).toEqual([id(one)])
    },
  )
})
