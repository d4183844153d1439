import { onEach, query, store } from './each-database.ts'
import { day, monday, openTeam } from './team.ts'

onEach((check) => {
  const teamOf = (size: number) => openTeam(store, query, size)

  check('a manager is told how many practised, the domains and the levels in words', async () => {
    const team = await teamOf(9)
    await team.practise(team.actors.slice(0, 6), { score: 8 })
    expect(await team.tell()).toEqual({
      outcome: 'tell',
      week: monday(0),
      teams: [
        {
          team: 'Sales',
          week: monday(0),
          size: 9,
          minimum: 5,
          practised: { count: 6 },
          domains: [{ domain: 'Sales Process Coach', count: 6 }],
          dimensions: [
            {
              dimension: 'sales_workflow_coach-listening',
              label: 'Listening',
              domain: 'Sales Process Coach',
              level: 'Strong',
              isMixed: false,
              isSample: false,
              history: [null, null, null, 'Strong'],
            },
          ],
          notShown: [
            'Architecture Decision Coach',
            'Communication Skills Coach',
            'Hard Conversations Coach',
            'Technical Onboarding Coach',
          ],
        },
      ],
    })
  })

  check('of four people nothing is told, and it looks the same as of none', async () => {
    const [four, none] = [await teamOf(9), await teamOf(9)]
    await four.practise(four.actors.slice(0, 4))
    for (const team of [four, none]) {
      expect(await team.tell()).toMatchObject({
        outcome: 'nothing',
        teams: [{ practised: null, domains: [], dimensions: [] }],
      })
    }
  })

  check.each([
    [5, { count: 5 }],
    [7, { count: 7 }],
    [8, { atLeast: 5 }], // exactly one did not
    [9, { atLeast: 5 }],
  ])('of nine, %i who practised are told as %j', async (count, said) => {
    const team = await teamOf(9)
    await team.practise(team.actors.slice(0, count))
    expect((await team.tell())?.teams[0]?.practised).toEqual(said)
  })

  check(
    'what would tell of one person beside an earlier digest is held back, and one that differs by two is told',
    async () => {
      const team = await teamOf(12)
      await team.practise(team.actors.slice(0, 6))
      expect((await team.tell(0))?.outcome).toBe('tell')
      await team.practise(team.actors.slice(0, 7), { at: day(5) })
      expect(await team.tell(1)).toMatchObject({ outcome: 'nothing' })
      expect(await team.hidden(1)).toEqual({ practised: 'alike', domain: 'alike', dimension: 'alike' })
      await team.practise(team.actors.slice(0, 8), { at: day(12) })
      expect(await team.tell(2)).toMatchObject({ outcome: 'tell', teams: [{ practised: { count: 8 } }] })
      await team.practise(team.actors.slice(0, 6), { at: day(19), score: 9 })
      expect((await team.tell(3))?.teams[0]?.dimensions[0]).toMatchObject({
        level: 'Exemplary',
        history: ['Developing', null, 'Developing', 'Exemplary'],
      })
    },
  )

  check(
    'who becomes the manager of a team is told nothing that isolates one beside what the one before was told',
    async () => {
      const team = await teamOf(12)
      await team.practise(team.actors.slice(0, 6))
      await team.tell(0)
      const next = { workspace: team.workspace, actor: `${team.workspace}-next` }
      const people = team.actors.map((actor) => ({ ...team.person(actor), manager: next.actor }))
      await store.setTeams(team.workspace, 'csv', people, { now: day(0.5), dry: false })
      await team.practise(team.actors.slice(0, 7), { at: day(5) })
      await store.planDigests(day(7), 48)
      expect(await store.tellWeek(next, monday(1), day(10))).toMatchObject({ outcome: 'nothing' })
      expect(await store.tellWeek(team.boss, monday(0), day(10))).toBeNull() // and the one before is told nothing any more
      expect(await store.sentDigest(team.boss)).toBeNull()
    },
  )

  check('a new manager is told of nothing that was practised before', async () => {
    const team = await teamOf(9)
    await team.practise(team.actors.slice(0, 6), { at: day(-6) })
    const next = { workspace: team.workspace, actor: `${team.workspace}-next` }
    const people = team.actors.map((actor) => ({ ...team.person(actor), manager: next.actor }))
    await store.setTeams(team.workspace, 'csv', people, { now: day(-3), dry: false })
    await store.planDigests(day(0), 48)
    expect(await store.tellWeek(next, monday(0), day(3))).toMatchObject({ outcome: 'nothing' })
  })

  check('with one domain hidden, a second one is hidden that it could be worked out from', async () => {
    const team = await teamOf(14)
    const [sales, talk, build] = ['sales_workflow_coach', 'communication_coach', 'architecture_advisor']
    await team.practise(team.actors.slice(0, 8), { domain: sales })
    await team.practise(team.actors.slice(2, 8), { domain: talk })
    await team.practise(team.actors.slice(8, 10), { domain: build })
    const told = await team.tell()
    expect(told?.teams[0]?.domains).toEqual([{ domain: 'Sales Process Coach', count: 8 }])
    expect(
      await query(
        `select count(*)::int as n from digest_cells c join team_weeks w on w.id = c.team_week
                         where w.workspace_id = $1 and c.hidden = 'computable'`,
        [team.workspace],
      ),
    ).toEqual([{ n: 1 }])
  })

  check(
    'who takes themselves out of a week that is closed counts in it like somebody who did not practise',
    async () => {
      const told = async (withdraws: 'leaves' | 'objects' | 'erases' | 'practised nothing') => {
        const team = await teamOf(14)
        const [first = '', ...others] = team.actors
        await team.practise(others.slice(0, 5), { score: 5 })
        await team.practise(others.slice(0, 9), { domain: 'communication_coach' })
        if (withdraws !== 'practised nothing') {
          await team.practise([first], { score: 10, rubric: 2, judge: 'other' })
          await team.practise([first], { domain: 'architecture_advisor' })
        }
        await store.planDigests(day(0), 48)
        if (withdraws === 'leaves')
          expect(await store.leaveOut(team.who(first), false, day(1))).toEqual({ outcome: 'left-out' })
        if (withdraws === 'objects') await store.objectToManager(team.who(first), true, day(1))
        if (withdraws === 'erases') await store.erasePerson(team.who(first), 'learner')
        const told = await store.tellWeek(team.boss, monday(0), day(3))
        // this time, not always
        await team.practise(team.actors.slice(0, 8), { at: day(5) })
        expect((await team.tell(1))?.teams[0]?.practised).toEqual(
          withdraws === 'leaves' ? { count: 8 } : expect.anything(),
        )
        return told
      }
      const plain = await told('practised nothing')
      expect(plain?.teams[0]).toMatchObject({ practised: { count: 9 }, domains: [{ count: 9 }, { count: 5 }] })
      expect(plain?.teams[0]?.dimensions).toMatchObject([{ isMixed: false }, { level: 'Developing', isMixed: false }])
      for (const way of ['leaves', 'objects', 'erases'] as const) expect(await told(way)).toEqual(plain)
    },
  )

  check('what a learner is part of they see beforehand, and no number of it, nor anybody else', async () => {
    const team = await teamOf(9)
    await team.practise(team.actors.slice(0, 6), { score: 7 })
    await store.planDigests(day(0), 48)
    const [ana = '', ...others] = team.actors
    const absent = team.who(others.at(-1) ?? '')
    expect(await store.digestPreview(team.who(ana))).toEqual({
      id: expect.any(String),
      week: monday(0),
      team: 'Sales',
      manager: team.manager,
      minimum: 5,
      leftOut: false,
      domains: ['Sales Process Coach'],
      dimensions: ['Listening'],
    })
    expect(await store.digestPreview(absent)).toBeNull() // who did not practise is not part of it
    for (const who of [team.who(ana), absent]) expect(await store.managerSees(who)).toMatchObject({ state: 'nothing' })
    const told = await store.tellWeek(team.boss, monday(0), day(3))
    for (const who of [team.who(ana), absent])
      expect(await store.managerSees(who)).toMatchObject({ state: 'told', team: told?.teams[0], ahead: null })
    expect(await store.digestPreview(team.who(ana))).toBeNull()
  })

  check(
    'who is left out always, objects to the manager, manages a team, or was off the record counts nowhere',
    async () => {
      const team = await teamOf(10)
      const [out = '', objects = '', leads = '', off = ''] = team.actors
      await store.leaveOut(team.who(out), true, day(-20))
      await store.objectToManager(team.who(objects), true, day(-20))
      const own = { ...team.person(`${team.workspace}-x`, 'Other'), manager: leads }
      await store.setTeams(team.workspace, 'csv', [own], { now: day(-20), dry: false })
      await team.practise(team.actors.filter((actor) => actor !== off).slice(0, 7))
      await team.practise([off], { offRecord: true })
      expect(await team.tell(0)).toMatchObject({ outcome: 'nothing' })
      expect(await team.hidden(0)).toEqual({ practised: 'few', domain: 'few', dimension: 'few' })
      await store.countIn(team.who(out))
      await store.objectToManager(team.who(objects), false, day(1))
      await team.practise(team.actors.slice(0, 7), { at: day(5) })
      expect((await team.tell(1))?.teams[0]?.practised).toEqual({ count: 6 })
    },
  )

  check('the least minimum is not written down where no other was set', async () => {
    const workspace = 'T-least'
    await store.setDigestMinimum(workspace, 5, day(0))
    expect(await query('select from workspaces where id = $1', [workspace])).toEqual([])
    for (const minimum of [9, 9, 5]) await store.setDigestMinimum(workspace, minimum, day(minimum))
    const kept = await query('select minimum from digest_minimums where workspace_id = $1 order by since desc', [
      workspace,
    ])
    expect(kept).toEqual([{ minimum: 9 }, { minimum: 5 }])
  })

  check('a greater minimum counts at once, a lower one only for what is practised later', async () => {
    const team = await teamOf(12)
    await store.setDigestMinimum(team.workspace, 8, day(-30))
    await store.setDigestMinimum(team.workspace, 5, day(-1))
    await team.practise(team.actors.slice(0, 6))
    expect(await team.tell(0)).toMatchObject({ outcome: 'nothing', teams: [{ minimum: 8 }] })
    await team.practise(team.actors.slice(0, 6), { at: day(5) })
    expect(await team.tell(1)).toMatchObject({ outcome: 'tell', teams: [{ minimum: 5 }] })
    await store.setDigestMinimum(team.workspace, 7, day(13))
    await team.practise(team.actors.slice(0, 6), { at: day(12) })
    expect(await team.tell(2)).toMatchObject({ outcome: 'nothing', teams: [{ minimum: 7 }] })
    await expect(store.setDigestMinimum(team.workspace, 4, day(14))).rejects.toMatchObject({ code: 'store-refused' })
  })

  check('a digest is due at nine on Monday in the manager’s time zone, and a look at it on Friday', async () => {
    const team = await teamOf(9)
    await query('update learners set time_zone = $2 where slack_user_id = $1', [team.manager, 'America/New_York'])
    await team.practise(team.actors.slice(0, 6))
    const at = (text: string) => store.planDigests(new Date(text), 48)
    const mine = async (kind: string) =>
      (await query('select actor from inbox where workspace_id = $1 and kind = $2', [team.workspace, kind])).length
    await at('2026-11-27T04:59:00Z')
    expect(await store.digestPreview(team.who(team.actors[0] ?? ''))).toBeNull()
    await at('2026-11-27T05:00:00Z') // midnight in New York
    expect(await store.digestPreview(team.who(team.actors[0] ?? ''))).not.toBeNull()
    expect(await mine('preview')).toBe(0)
    await at('2026-11-27T14:00:00Z')
    expect(await mine('preview')).toBe(6)
    await at('2026-11-30T13:59:00Z')
    expect(await mine('digest')).toBe(0)
    await at('2026-11-30T14:00:00Z')
    await at('2026-11-30T14:01:00Z')
    expect(await mine('digest')).toBe(1)
  })

  check(
    'a digest that could not go out for two days is dropped, and one closed late leaves a day to look at it',
    async () => {
      const team = await teamOf(9)
      await team.practise(team.actors.slice(0, 6))
      await store.planDigests(new Date('2026-11-30T08:00:00Z'), 48) // nobody was there on Friday
      await store.planDigests(new Date('2026-12-01T07:59:00Z'), 48)
      const due = () => query(`select 1 from inbox where workspace_id = $1 and kind = 'digest'`, [team.workspace])
      expect(await due()).toEqual([])
      await store.planDigests(new Date('2026-12-01T08:00:00Z'), 48)
      expect(await due()).toHaveLength(1)

      const other = await teamOf(9)
      await store.planDigests(new Date('2026-11-27T08:00:00Z'), 48)
      expect((await store.planDigests(new Date('2026-12-02T09:01:00Z'), 48)).late).toBeGreaterThan(0)
      expect(await store.tellWeek(other.boss, monday(0), day(6))).toBeNull()
    },
  )

  check('a manager sets the day and the hour of their digest, or has none', async () => {
    const team = await teamOf(9)
    expect(await store.myTeams(team.boss)).toEqual({ teams: ['Sales'], day: 1, hour: 9, isOff: false })
    await store.setDigest(team.boss, { day: 2, hour: 16, isOff: false })
    await store.planDigests(day(0), 48)
    const due = () => query(`select 1 from inbox where workspace_id = $1 and kind = 'digest'`, [team.workspace])
    await store.planDigests(new Date('2026-12-01T15:59:00Z'), 48)
    expect(await due()).toEqual([])
    await store.planDigests(new Date('2026-12-01T16:00:00Z'), 48)
    expect(await due()).toHaveLength(1)
    await store.setDigest(team.boss, { day: 2, hour: 16, isOff: true })
    await store.planDigests(day(7), 48)
    await store.planDigests(day(12), 48)
    expect(await due()).toHaveLength(1)
    await expect(store.setDigest(team.boss, { day: 5, hour: 9, isOff: false })).rejects.toMatchObject({
      code: 'store-refused',
    })
  })

  check('what a change of teams would do is told beforehand, and done once', async () => {
    const team = await teamOf(3)
    const [stays = '', moves = '', leaves = ''] = team.actors
    const people = [
      { ...team.person(stays), position: 'Lead' },
      team.person(moves, 'Support'),
      team.person(`${team.workspace}-new`),
    ]
    const dry = await store.setTeams(team.workspace, 'csv', people, { now: day(1), dry: true })
    expect(dry.map(({ change, actor, from }) => [change, actor, from])).toEqual([
      ['joins', `${team.workspace}-new`, null],
      ['leaves', leaves, 'Sales'],
      ['position', stays, ''],
      ['manager', team.manager, null],
      ['moves', moves, 'Sales'],
    ])
    expect(await store.setTeams(team.workspace, 'csv', people, { now: day(1), dry: false })).toEqual(dry)
    expect(await store.setTeams(team.workspace, 'csv', people, { now: day(2), dry: true })).toEqual([])
    expect(
      await query(
        'select slack_user_id as actor, team, position from learners where workspace_id = $1 and slack_user_id <> $2 order by 1',
        [team.workspace, team.manager],
      ),
    ).toEqual([
      { actor: stays, team: 'Sales', position: 'Lead' },
      { actor: moves, team: 'Support', position: null },
      { actor: leaves, team: null, position: null },
      { actor: `${team.workspace}-new`, team: 'Sales', position: null },
    ])
    const managed = await query(
      `select private.my_manager($1, actor) as by from unnest($2::text[]) with ordinality as asked (actor, place) order by place`,
      [team.workspace, [stays, leaves]],
    )
    expect(managed).toMatchObject([{ by: { team: 'Sales', manager: team.manager, objected: false } }, { by: null }])
  })

  check('the role that computes digests can read no text, no quote, no mark and no name, by any column', async () => {
    const readable = await query(`
      select c.table_name || '.' || c.column_name as column
        from information_schema.columns c
       where c.table_schema = 'public'
         and has_column_privilege('threadcoach_digest', format('public.%I', c.table_name), c.column_name, 'select')
         and c.table_name in ('learners', 'coaching_sessions', 'sessions', 'scorecards', 'shared_cards', 'inbox', 'coaching_domains', 'coaching_personas')
       order by 1`)
    expect(readable.map(({ column }) => column)).toEqual([
      'coaching_domains.id',
      'coaching_domains.is_active',
      'coaching_domains.name',
      'coaching_sessions.created_at',
      'coaching_sessions.domain_id',
      'coaching_sessions.learner_id',
      'coaching_sessions.session_id',
      'coaching_sessions.workspace_id',
      'learners.id',
      'learners.slack_user_id',
      'learners.time_zone',
      'learners.workspace_id',
      'sessions.id',
      'sessions.off_record',
      'shared_cards.learner_id',
      'shared_cards.manager',
      'shared_cards.shared_at',
      'shared_cards.week',
      'shared_cards.workspace_id',
    ])
    const owned = await query(`
      select p.proname from pg_proc p join pg_roles r on r.oid = p.proowner
       where r.rolname = 'threadcoach_digest' and p.prosecdef order by 1`)
    expect(owned.map(({ proname }) => proname)).toEqual([
      'card_tells_of_others',
      'close_week',
      'counted_members',
      'decide_cells',
      'digest_minimum',
      'digest_of_week',
      'digest_preview',
      'gather_parts',
      'isolates_one',
      'known_by_card',
      'last_digest',
      'make_cells',
      'tell_week',
    ])
  })
})
