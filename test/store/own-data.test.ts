import type { Incoming } from '../../src/store/store.ts'
import { onEach, query, store } from './each-database.ts'
import { ABOUT_NOBODY, fillEverything, LISTED, rowsWith, tablesAboutPeople } from './everything.ts'
import { day, openTeam } from './team.ts'

const ALL = { hurried: 100, unhurried: 100 }
let counter = 0
const nextWorkspace = () => `TOWN${++counter}X`

onEach((check) => {
  const me = async () => fillEverything(query, nextWorkspace(), `canary-${counter}-xylophon`)
  const mineOf = async (workspace: string) =>
    (await store.claimWork(ALL)).filter((work) => work.workspace === workspace)

  check('every table is filled for the person of these tests, or is known to hold nothing about people', async () => {
    const person = await me()
    const filled = Object.keys(await rowsWith(query, person.all))
    expect(filled.toSorted()).toEqual(await tablesAboutPeople(query))
    const tables = await query(`select table_name from information_schema.tables where table_schema = 'public'`)
    expect(tables.map(({ table_name }) => table_name)).toEqual(expect.arrayContaining(Object.keys(ABOUT_NOBODY)))
  })

  check('the export holds what every table has of a person, and nothing of anybody else', async () => {
    const [person, other] = [await me(), await me()]
    const data = await store.exportPerson(person)
    const withRows = Object.entries(data).flatMap(([table, rows]) => (rows.length > 0 ? [table] : []))
    expect(withRows.toSorted()).toEqual(await tablesAboutPeople(query))
    const text = JSON.stringify(data)
    expect(text).toContain(person.all[0])
    expect(other.all.filter((word) => text.includes(word))).toEqual([])
    expect(text).not.toContain('"contributors"')
    expect(text).not.toContain('"count":6') // of a small group not even somebody who is part of it is told more than their manager
  })

  check(
    'once everything is erased no table holds anything of the person, and everybody else keeps theirs',
    async () => {
      const [person, other] = [await me(), await me()]
      const before = await rowsWith(query, other.all)
      const receipt = await store.erasePerson(person, 'learner')
      expect(receipt.counts).toMatchObject({
        rounds: 1,
        sessions: 1,
        scorecards: 1,
        waiting: 3,
        sharedCards: 1,
        digestFacts: 1,
        listed: 1,
      })
      for (const work of await mineOf(person.workspace)) {
        if (['receipt', 'take-down', 'digest-again'].includes(work.kind)) await store.forgetWork(work)
      }
      await query(`update inbox set run_at = now()`)
      for (const work of await mineOf(person.workspace)) await store.forgetWork(work)
      // of the person there is no more than the company's list of teams says, and of a team that they manage what others were told
      expect(await rowsWith(query, [...person.all, person.name])).toEqual(LISTED)
      expect(
        await rowsWith(
          query,
          person.all.filter((word) => word !== person.actor),
        ),
      ).toEqual({})
      expect(
        await query(
          `select team_members.team, learners.name, time_zone, dm_channel, for_good from learners join team_members on learner_id = learners.id join left_out using (learner_id) where slack_user_id = $1`,
          [person.actor],
        ),
      ).toEqual([{ team: 'Sales', name: person.name, time_zone: 'Europe/Berlin', dm_channel: null, for_good: true }])
      await store.setTeams(
        person.workspace,
        'csv',
        [
          { actor: 'U-else', name: 'Else', team: 'Sales', position: '', manager: person.boss },
          { actor: 'U-else-too', name: 'Else', team: person.leads, position: '', manager: person.boss },
        ],
        { now: new Date(), dry: false },
      )
      expect(await rowsWith(query, [...person.all, person.name])).toEqual({}) // the list has them no more
      expect(await rowsWith(query, other.all)).toEqual(before)
      expect(await query(`select kind, counts from receipts where id = $1`, [receipt.id])).toEqual([
        { kind: 'erased', counts: receipt.counts },
      ])
    },
  )

  check('what was told stays as it was, and still keeps a later week from singling somebody out', async () => {
    const person = await me()
    const cells = async (week: string) =>
      query(`select says, hidden, contributors from digest_cells where team_week = $1`, [week])
    const [before] = await cells(person.told)
    const others = [...String(JSON.stringify(before)).matchAll(/[0-9a-f-]{36}/g)]
      .map(([id]) => id)
      .filter((id) => id !== person.learner)
    await store.erasePerson(person, 'learner')
    const [after] = await cells(person.told)
    expect(after).toMatchObject({ says: before?.says, hidden: null })
    const now = [...String(JSON.stringify(after)).matchAll(/[0-9a-f-]{36}/g)].map(([id]) => id)
    const standIns = now.filter((id) => !others.includes(id))
    expect([now.length, standIns.length]).toEqual([6, 1])
    expect(Object.keys(await rowsWith(query, standIns)).toSorted()).toEqual(['cards_seen', 'digest_cells']) // it leads back to nobody
    expect(await query(`select from week_parts where team_week = $1`, [person.open])).toEqual([])
    const isolates = await query(
      `select private.isolates_one(w.id, 'practised', '', $2::uuid[]) as one from team_weeks w where w.id = $1`,
      [person.open, others],
    )
    expect(isolates).toEqual([{ one: true }])
  })

  check('a manager reads the same of somebody who erased everything, or left, as before', async () => {
    const team = await openTeam(store, query, 9)
    const [ana = '', bo = ''] = team.actors
    await store.knowLearner(team.who(ana), { name: 'Ana in Slack', timeZone: 'UTC', locale: 'en-US' })
    const suggest = (member: string, days: number) =>
      store.suggestSession(team.boss, {
        member,
        domainId: 'communication_coach',
        eventId: `${member} ${days}`,
        now: day(days),
      })
    const list = () => store.myMembers(team.boss)
    const before = await list()
    expect(before.map(({ name }) => name)).toContain(ana) // as the list has it, whoever was here
    for (const member of [ana, bo]) expect(await suggest(member, 10)).toEqual({ outcome: 'noted' })
    await store.erasePerson(team.who(ana), 'learner')
    await store.erasePerson(team.who(bo), 'deactivated')
    expect(await list()).toEqual(before)
    expect(await store.myTeams(team.boss)).not.toBeNull()
    for (const member of [ana, bo]) {
      expect(await suggest(member, 12)).toEqual({ outcome: 'too-soon' })
      expect(await suggest(member, 18)).toEqual({ outcome: 'noted' })
    }
    expect(
      (await mineOf(team.workspace)).filter(({ kind }) => kind === 'suggestion').map(({ actor }) => actor),
    ).toEqual([ana])
    await store.planUpkeep(day(400), 30)
    expect((await mineOf(team.workspace)).filter(({ kind }) => kind === 'purge')).toEqual([]) // nothing is left of who is gone
    const people = team.actors.map((actor) => team.person(actor))
    expect(await store.setTeams(team.workspace, 'csv', people, { now: day(20), dry: true })).toEqual([])
  })

  check('a list without names shows whoever was here before like all others', async () => {
    const team = await openTeam(store, query, 0)
    const [early = '', late = '', named = ''] = ['early', 'late', 'named'].map((who) => `${team.workspace}-${who}`)
    const arrives = (actor: string) =>
      store.giveConsent({ ...team.who(actor), name: `${actor} in Slack` }, { version: 1, now: day(-50) })
    for (const actor of [early, named]) await arrives(actor)
    const people = [early, late, named].map((actor) => ({
      ...team.person(actor),
      name: actor === named ? 'Ribeiro, Ana' : '',
    }))
    await store.setTeams(team.workspace, 'csv', people, { now: day(-40), dry: false })
    const list = async () => (await store.myMembers(team.boss)).map(({ name }) => name).toSorted()
    const before = await list()
    expect(before).toEqual(['Ribeiro, Ana', early, late].toSorted())
    await arrives(late)
    for (const actor of [early, late, named])
      await store.knowLearner(team.who(actor), { name: `${actor} in Slack`, timeZone: 'UTC', locale: 'en-US' })
    expect(await list()).toEqual(before)
    await store.erasePerson(team.who(early), 'learner')
    expect(await list()).toEqual(before)
  })

  check('what a manager was told, and what others said to them, outlives that they erase everything', async () => {
    const team = await openTeam(store, query, 9)
    const [ana = '', bo = ''] = team.actors
    await team.practise(team.actors.slice(0, 6))
    const sessionId = await team.scorecard(ana)
    await store.shareCard(team.who(ana), { sessionId, manager: team.manager, withQuotes: false, now: day(0) })
    await store.objectToManager(team.who(bo), true, day(0))
    await team.tell(0)
    const seen = async () => [
      await store.managerSees(team.who(ana)),
      await store.managerSees(team.who(bo)),
      await store.cardToShare(team.who(ana), sessionId),
    ]
    const before = await seen()
    await store.erasePerson(team.boss, 'learner')
    expect(await seen()).toEqual(before)
    expect(await store.myTeams(team.boss)).toMatchObject({ isOff: true }) // no digest comes to them by itself any more
  })

  check('words from before an erasure are dropped however they come, and later ones begin anew', async () => {
    const person = await me()
    const now = () => (Date.now() / 1_000).toFixed(6)
    const common = () => ({
      workspace: person.workspace,
      eventId: `again ${++counter}`,
      actor: person.actor,
      channel: person.dm,
      text: 'canary again',
      direct: true,
    })
    const said = (ts: string, about: { threadTs?: string } = {}): Incoming => ({
      ...common(),
      ...about,
      ts,
      kind: 'message',
      mention: false,
    })
    const before = now()
    await store.erasePerson(person, 'learner')
    const edit: Incoming = { ...common(), ts: before, kind: 'edit', editedAt: now() }
    await store.keepIncoming([said(before), said('1700000004.000100', { threadTs: '1700000000.000100' }), edit])
    expect(await rowsWith(query, ['canary again'])).toEqual({})
    const work = await store.keepIncoming([said((Date.now() / 1_000 + 60).toFixed(6))])
    expect(work).toMatchObject([{ kind: 'lead' }])
    await query(`delete from inbox where body = 'canary again'`)
  })

  check('a post that stands where it must not is taken away also after its learner erased everything', async () => {
    const person = await me()
    await query(`update inbox set state = 'queued' where workspace_id = $1 and kind = 'reply'`, [person.workspace])
    const reply = (await mineOf(person.workspace)).find(({ kind }) => kind === 'reply')
    if (!reply) throw new Error('no work')
    await store.eraseLeft(reply, 'CPUBLIC:1700000009.000100')
    await store.eraseLeft(reply, `${person.dm}:1700000009.000200`) // goes with their direct message
    await store.erasePerson(person, 'learner')
    const [left, ...more] = (await mineOf(person.workspace)).filter(({ kind }) => kind === 'erase')
    if (!left) throw new Error('no work')
    expect(left).toMatchObject({ actor: '', learner: null, about: { post: 'CPUBLIC:1700000009.000100' } })
    expect(more).toEqual([])
    expect(await query(`select body, session_id, thread_ts from inbox where id = $1`, [left.id])).toEqual([
      { body: '', session_id: null, thread_ts: null },
    ])
    await store.settle(left, 'erased')
    expect(await query(`select state from inbox where id = $1`, [left.id])).toEqual([{ state: 'settled' }])
  })

  check('a round that is being answered, or scored, cannot be kept any more', async () => {
    const person = await me()
    await query(`update inbox set state = 'queued' where workspace_id = $1 and kind = 'reply'`, [person.workspace])
    await query(
      `insert into inbox (workspace_id, event_id, kind, actor, session_id) values ($1, $1 || ':score', 'score', $2, $3)`,
      [person.workspace, person.actor, person.session],
    )
    const work = await mineOf(person.workspace)
    const reply = work.find((one) => one.kind === 'reply')
    const score = work.find((one) => one.kind === 'score')
    if (reply?.kind !== 'reply' || reply.state !== 'queued' || score?.kind !== 'score') throw new Error('no work')
    await store.erasePerson(person, 'learner')
    const answer = {
      text: person.all[0] ?? '',
      responseMs: 1,
      coachModel: 'x',
      inputTokens: 1,
      cachedTokens: 0,
      outputTokens: 1,
    }
    await expect(store.keepRound(reply, answer)).rejects.toMatchObject({ code: 'store-lost-lease' })
    await expect(store.keepScore(score, { score: 5, feedback: 'x', marks: [], judge: 'x' })).rejects.toMatchObject({
      code: 'store-lost-lease',
    })
    await store.addUsage(person, { inputTokens: 5, outputTokens: 5 })
    await store.knowLearner(person, { name: 'x', timeZone: 'UTC', locale: 'en-US' })
    const { inbox, ...listed } = await rowsWith(query, person.all)
    expect(inbox).toBe(3) // what is still to be done in Slack, each with the direct message where what stays is told
    expect(listed).toEqual(LISTED)
    expect(await query(`select locale from learners where slack_user_id = $1`, [person.actor])).toEqual([
      { locale: null },
    ])
    const keys = await query(
      `select jsonb_array_length(about -> 'keys') as keys from inbox where kind = 'take-down' and workspace_id = $1`,
      [person.workspace],
    )
    expect(keys).toEqual([{ keys: 2 }, { keys: 2 }])
  })

  check('what a model is handed, what is counted and what a manager is sent is noted for the learner', async () => {
    const person = await me()
    await query(`update inbox set state = 'queued' where workspace_id = $1 and kind = 'reply'`, [person.workspace])
    await mineOf(person.workspace)
    await store.exportPerson(person)
    const seen = await store.myAccesses(person, 20)
    expect(seen.map(({ what, times, manager }) => [what, times, manager]).toSorted()).toEqual([
      ['card', 1, person.boss],
      ['coach', 2, null],
      ['digest', 1, person.boss],
      ['export', 1, null],
      ['judge', 1, null],
    ])
    expect(seen.find(({ what }) => what === 'coach')?.models).toEqual(['coach-model'])
  })
})
