import { database, mineOf, onEach, opened, somebody, store } from './each-database.ts'

onEach((check) => {
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
})
