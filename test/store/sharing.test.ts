import type { Work } from '../../src/store/store.ts'
import { onEach, query, store } from './each-database.ts'
import { day, monday, openTeam } from './team.ts'

onEach((check) => {
  /** A team whose first member has a scorecard. */
  async function team(size = 6) {
    const about = await openTeam(store, query, size)
    const [ana = '', bo = ''] = about.actors
    const sessionId = await about.scorecard(ana)
    await about.practise([bo])
    const share = (withQuotes = false) =>
      store.shareCard(about.who(ana), { sessionId, manager: about.manager, withQuotes, now: day(0) })
    const cards = () => store.cardsFor(about.boss, monday(0))
    const due = async () =>
      (await store.claimWork({ hurried: 100, unhurried: 100 })).filter(
        (work: Work) => work.workspace === about.workspace,
      )
    /** The manager's digest of that week stands in Slack. */
    async function told() {
      await store.planDigests(day(0), 48)
      await store.tellWeek(about.boss, monday(0), day(3))
      const shown = await cards()
      await store.keepDigest(about.boss, { week: monday(0), isQuiet: false, quietDays: 28, advice: {}, now: day(3) })
      await store.digestShown(about.boss, monday(0), 'D1:1.1')
      return shown
    }
    return { ...about, ana: about.who(ana), bo: about.who(bo), sessionId, share, cards, due, told }
  }

  check('what is sent is what was shown: the domain and level words, no number, and nothing of the talk', async () => {
    const { ana, sessionId, share, cards, manager } = await team()
    expect(await store.cardToShare(ana, sessionId)).toEqual({
      outcome: 'ready',
      manager: { actor: manager, name: manager },
      domainName: 'Sales Process Coach',
      levels: [
        { label: 'Listening', level: 'Strong', quotes: ['I asked her first.'] },
        { label: 'Value', level: 'Developing', quotes: [] },
      ],
    })
    expect(await share()).toEqual({ outcome: 'shared' })
    expect(await cards()).toEqual([
      {
        name: ana.actor,
        domainName: 'Sales Process Coach',
        levels: [
          { label: 'Listening', level: 'Strong', quotes: [] },
          { label: 'Value', level: 'Developing', quotes: [] },
        ],
        says: '',
      },
    ])
  })

  check('the learner’s own words go with it only where they ask for that', async () => {
    const { share, cards } = await team()
    await share(true)
    expect((await cards())[0]?.levels[0]?.quotes).toEqual(['I asked her first.'])
  })

  check('nobody shares for somebody else, twice, with whom they did not see, or without a manager', async () => {
    const { bo, ana, sessionId, share, setTeam, workspace } = await team()
    const at = { sessionId, withQuotes: false, now: day(0) }
    expect(await store.cardToShare(bo, sessionId)).toEqual({ outcome: 'nothing' })
    expect(await store.shareCard(bo, { ...at, manager: `${workspace}-boss` })).toEqual({ outcome: 'nothing' })
    expect(await store.withdrawCard(bo, sessionId)).toEqual({ outcome: 'nothing' })
    expect(await store.shareCard(ana, { ...at, manager: 'U-old-boss' })).toEqual({ outcome: 'changed' })
    await share()
    expect(await store.cardToShare(ana, sessionId)).toEqual({ outcome: 'shared' })
    await share()
    expect(await query('select 1 from shared_cards where workspace_id = $1', [workspace])).toHaveLength(1)
    await store.withdrawCard(ana, sessionId)
    await setTeam([bo.actor], day(1)) // ana leaves the team
    expect(await share()).toEqual({ outcome: 'no-manager' })
  })

  check('a session off the record has nothing to share', async () => {
    const { ana, sessionId } = await team()
    await query('update sessions set off_record = true where id = $1', [sessionId])
    expect(await store.cardToShare(ana, sessionId)).toEqual({ outcome: 'off-record' })
  })

  check('a card that no digest has shown is taken back without a trace', async () => {
    const { ana, sessionId, share, due, cards } = await team()
    await share()
    expect((await due()).map(({ kind }) => kind)).toEqual(['shared'])
    expect(await store.withdrawCard(ana, sessionId)).toEqual({ outcome: 'taken-back' })
    expect(await cards()).toEqual([])
    expect(await due()).toEqual([])
  })

  check('one that a digest has shown is taken out of it', async () => {
    const { ana, boss, sessionId, share, due, told } = await team()
    await share()
    expect(await told()).toHaveLength(1)
    expect((await store.sentDigest(boss))?.cards).toHaveLength(1)
    expect(await store.withdrawCard(ana, sessionId)).toEqual({ outcome: 'taken-back' })
    const work = (await due()).filter(({ kind }) => kind === 'digest-again')
    expect(work).toMatchObject([{ actor: boss.actor, about: { week: monday(0) } }])
    expect((await store.sentDigest(boss))?.cards).toEqual([])
    expect(await store.digestPlace(boss, monday(0))).toMatchObject({ post: 'D1:1.1' })
  })

  check('whoever says that this is not their manager takes back what they sent', async () => {
    const { ana, boss, share, told, due } = await team()
    await share()
    await told()
    await store.objectToManager(ana, true, day(4))
    expect((await store.sentDigest(boss))?.cards).toEqual([])
    expect((await due()).map(({ kind }) => kind)).toContain('digest-again')
  })

  check('a deleted reply leaves a card that was sent with the learner’s words', async () => {
    const { boss, sessionId, share, told, due } = await team()
    await share(true)
    await told()
    await query('update sessions set erasures = erasures + 1 where id = $1', [sessionId])
    expect((await store.sentDigest(boss))?.cards[0]?.levels[0]).toEqual({
      label: 'Listening',
      level: 'Strong',
      quotes: [],
    })
    expect((await due()).map(({ kind }) => kind)).toContain('digest-again')
  })

  check(
    'a learner sees what their manager was told last, or that there is nothing, and what they are part of next',
    async () => {
      const { ana, actors, practise, who, workspace, manager } = await team(7)
      const other = { ...ana, actor: `${workspace}-stranger` }
      expect(await store.managerSees(other)).toBeNull()
      expect(await store.managerSees(ana)).toMatchObject({
        manager: { actor: manager, name: manager },
        objected: false,
        leftOut: false,
        state: 'nothing',
        team: { team: 'Sales', size: 7, minimum: 5, practised: null },
      })
      await practise(actors.slice(1, 6))
      await store.planDigests(day(0), 48)
      const ahead = await store.digestPreview(ana)
      expect(ahead).toMatchObject({ domains: ['Sales Process Coach'] })
      expect(await store.managerSees(ana)).toMatchObject({ state: 'nothing', ahead }) // it may still change
      const [absent = ''] = actors.slice(6)
      expect(await store.managerSees(who(absent))).toMatchObject({ state: 'nothing', ahead: null })
      const told = await store.tellWeek({ workspace, actor: manager }, monday(0), day(3))
      expect(await store.managerSees(who(absent))).toMatchObject({ state: 'told', team: told?.teams[0] })
      await store.leaveOut(who(absent), true, day(4))
      expect(await store.managerSees(who(absent))).toMatchObject({ leftOut: true })
      expect(await store.managerSees(ana)).toMatchObject({ leftOut: false })
      await store.countIn(who(absent))
      expect(await store.managerSees(who(absent))).toMatchObject({ leftOut: false })
    },
  )

  check('a manager suggests a session to their own people, once a week, and hears nothing of it', async () => {
    const { boss, ana, bo, due, workspace } = await team()
    expect((await store.myMembers(boss)).map(({ actor }) => actor)).toContain(ana.actor)
    expect(await store.myMembers(ana)).toEqual([])
    const suggest = (who = boss, member = ana.actor, eventId = 'one', now = day(0)) =>
      store.suggestSession(who, { member, domainId: 'communication_coach', eventId, now })
    expect(await suggest()).toEqual({ outcome: 'noted' })
    expect(await suggest()).toEqual({ outcome: 'noted' }) // the same once more
    expect(await suggest(boss, ana.actor, 'two', day(6))).toEqual({ outcome: 'too-soon' })
    expect(await suggest(boss, 'U-nobody', 'three')).toEqual({ outcome: 'not-theirs' })
    expect(await suggest(bo, ana.actor, 'four')).toEqual({ outcome: 'not-theirs' })
    const work = await due()
    expect(work).toMatchObject([{ kind: 'suggestion', actor: ana.actor }])
    const [piece] = work
    if (piece?.kind !== 'suggestion') throw new Error('no suggestion')
    const { suggestion } = piece.about
    expect(await store.mySuggestion(bo, suggestion)).toBeNull()
    const mine = await store.mySuggestion(ana, suggestion)
    expect(mine).toMatchObject({ domainId: 'communication_coach', manager: { actor: boss.actor } })

    const who = { ...ana, name: 'Ana' }
    await store.giveConsent(who, { version: 1, now: day(0) })
    const start = { domainId: 'communication_coach', eventId: 'start', promptVersion: 1, suggestion }
    await store.startSession(who, start)
    const open = await store.openSession(ana)
    expect(await store.sessionLabel(open?.id ?? '')).toEqual({
      label: 'assigned',
      offRecord: false,
      suggestedBy: { actor: boss.actor, name: boss.actor },
    })
    const forBo = { ...bo, name: 'Bo' }
    await store.giveConsent(forBo, { version: 1, now: day(0) })
    await store.startSession(forBo, { ...start, eventId: 'stolen' })
    const stolen = await store.openSession(bo)
    expect(await store.sessionLabel(stolen?.id ?? '')).toMatchObject({ label: 'private', suggestedBy: null })
    expect(await query('select 1 from suggestions where workspace_id = $1', [workspace])).toHaveLength(1)
  })

  check('whoever objected to their manager is not bothered, and the manager cannot tell', async () => {
    const { boss, ana, due } = await team()
    await store.objectToManager(ana, true, day(0))
    const about = { member: ana.actor, domainId: 'communication_coach', eventId: 'one', now: day(0) }
    expect(await store.suggestSession(boss, about)).toEqual({ outcome: 'noted' })
    expect(await store.suggestSession(boss, { ...about, eventId: 'two' })).toEqual({ outcome: 'too-soon' })
    expect(await due()).toEqual([])
    expect((await store.myMembers(boss)).map(({ actor }) => actor)).toContain(ana.actor)
  })
})
