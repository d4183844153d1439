import { digestView } from '../../src/flows/work/send-digest.ts'
import { digestMessage, teamLines } from '../../src/slack/views/digest.ts'
import type { Store } from '../../src/store/store.ts'
import { openStore } from '../../src/store/supabase.ts'
import { openTestDatabase, type TestDatabase } from '../database.ts'
import { day, monday, openTeam } from './team.ts'

let database: TestDatabase
let store: Store
beforeAll(async () => {
  database = await openTestDatabase()
  store = openStore({ url: 'http://embedded', key: 'x', instance: 'one', fetch: database.fetch })
}, 60_000)
afterAll(() => database.close())
const teamOf = (size: number) => openTeam(store, database.query, size)

test('a team under another name and another manager is compared with what was told of its people before', async () => {
  const team = await teamOf(12)
  await team.practise(team.actors.slice(0, 6))
  expect((await team.tell(0))?.outcome).toBe('tell')
  const next = { workspace: team.workspace, actor: `${team.workspace}-next` }
  const people = team.actors.map((actor) => ({ ...team.person(actor, 'Growth'), manager: next.actor }))
  await store.setTeams(team.workspace, 'csv', people, { now: day(3.6), dry: false })
  await team.practise(team.actors.slice(0, 7), { at: day(5) })
  await store.planDigests(day(7), 48)
  expect(await store.tellWeek(next, monday(1), day(10))).toMatchObject({ outcome: 'nothing' })
})

test('who manages a team of their own is nobody among whom others could hide', async () => {
  const team = await teamOf(8)
  const leads = team.actors.slice(6)
  for (const [at, lead] of leads.entries()) {
    const own = { ...team.person(`${team.workspace}-of-${at}`, `Other ${at}`), manager: lead }
    await store.setTeams(team.workspace, 'csv', [own], { now: day(-20), dry: false })
  }
  await team.practise(team.actors.slice(0, 5)) // all but one of those who could
  expect((await team.tell())?.teams[0]).toMatchObject({ size: 8, practised: { atLeast: 5 } })
})

test('the same five of seven are told as the same, whatever one of the other two does', async () => {
  const told = async (deed?: (who: { workspace: string; actor: string }) => Promise<unknown>) => {
    const team = await teamOf(7)
    const weeks: unknown[] = []
    for (const at of [0, 1, 2]) {
      await team.practise(team.actors.slice(0, 5), { at: day(7 * at - 2) })
      if (at === 1) await deed?.(team.who(team.actors[6] ?? ''))
      weeks.push((await team.tell(at))?.teams)
    }
    return weeks
  }
  const plain = await told()
  expect(plain).toMatchObject([[{ size: 7, practised: { count: 5 } }], [{ practised: { count: 5 } }], [{}]])
  expect(await told((who) => store.leaveOut(who, true, day(2)))).toEqual(plain)
  expect(await told((who) => store.objectToManager(who, true, day(2)))).toEqual(plain)
  expect(await told((who) => store.erasePerson(who, 'learner'))).toEqual(plain)
  expect(await told((who) => store.erasePerson(who, 'deactivated'))).toEqual(plain)
})

test('five of six are told alike, whether the sixth is left out or did not practise', async () => {
  const told = async (isLeftOut: boolean) => {
    const team = await teamOf(6)
    if (isLeftOut) await store.leaveOut(team.who(team.actors[5] ?? ''), true, day(-20))
    await team.practise(team.actors.slice(0, 5))
    return (await team.tell())?.teams
  }
  expect(await told(false)).toMatchObject([{ practised: { atLeast: 5 } }])
  expect(await told(true)).toEqual(await told(false))
})

test('a minimum that is raised after the week was closed counts for it', async () => {
  const team = await teamOf(9)
  await team.practise(team.actors.slice(0, 6))
  await store.planDigests(day(0), 48)
  await store.setDigestMinimum(team.workspace, 7, day(1))
  const told = await store.tellWeek(team.boss, monday(0), day(3))
  expect(told).toMatchObject({ outcome: 'nothing', teams: [{ minimum: 7 }] })
})

test('a domain in which all but one of those who practised did so is not told', async () => {
  const team = await teamOf(12)
  await team.practise(team.actors.slice(0, 7))
  await team.practise(team.actors.slice(1, 8), { domain: 'communication_coach' })
  expect((await team.tell())?.teams[0]).toMatchObject({ practised: { count: 8 }, domains: [] })
})

test('who shares a card is known by name, and does not count towards the five', async () => {
  const five = await teamOf(9)
  const [ana = '', ...others] = five.actors
  await five.practise(others.slice(0, 4))
  const sessionId = await five.scorecard(ana)
  const card = { sessionId, manager: five.manager, withQuotes: false, now: day(1) }
  await store.planDigests(day(0), 48)
  await store.shareCard(five.who(ana), card)
  expect(await store.tellWeek(five.boss, monday(0), day(3))).toMatchObject({ outcome: 'nothing' })
  expect(await five.hidden()).toEqual({ practised: 'few', domain: 'few', dimension: 'few' })
  expect(await store.cardsFor(five.boss, monday(0))).toHaveLength(1)

  const beside = async (others: number) => {
    const team = await teamOf(others + 4)
    await team.practise(team.actors.slice(1, 1 + others))
    const [first = ''] = team.actors
    await store.shareCard(team.who(first), { ...card, sessionId: await team.scorecard(first), manager: team.manager })
    return (await team.tell())?.teams[0]
  }
  expect(await beside(5)).toMatchObject({ practised: { atLeast: 5 }, domains: [{ atLeast: 5 }] })
  expect(await beside(6)).toMatchObject({ practised: { count: 7 }, domains: [{ count: 7 }] })

  const back = await teamOf(9) // the card is taken back before it is told
  await back.practise(back.actors.slice(1, 5))
  const shared = await back.scorecard(back.actors[0] ?? '')
  await store.shareCard(back.who(back.actors[0] ?? ''), { ...card, sessionId: shared, manager: back.manager })
  await store.withdrawCard(back.who(back.actors[0] ?? ''), shared)
  expect((await back.tell())?.teams[0]).toMatchObject({ practised: { count: 5 } })
})

test('beside a card the same is told, whether its sender is counted or took themselves out', async () => {
  const told = async (size: number, leaves?: 'once' | 'always') => {
    const team = await teamOf(size)
    const [ana = ''] = team.actors
    if (leaves === 'always') await store.leaveOut(team.who(ana), true, day(-20))
    const card = await cardOf(team, ana)
    await team.practise(team.actors.slice(1))
    await store.planDigests(day(0), 48)
    if (leaves === 'once') await store.leaveOut(team.who(ana), false, day(1))
    expect(await card.share(1)).toEqual({ outcome: 'shared' })
    return store.tellWeek(team.boss, monday(0), day(3))
  }
  expect(await told(6)).toMatchObject({ outcome: 'nothing' }) // of the five others it would be told of all
  expect(await told(7)).toMatchObject({ teams: [{ practised: { atLeast: 5 } }] })
  for (const size of [6, 7])
    for (const leaves of ['once', 'always'] as const) expect(await told(size, leaves)).toEqual(await told(size))
})

test('no count says that somebody who sent a card took themselves out: without them it could be told only where with them it could', async () => {
  const told = async (others: number, isOut: boolean) => {
    const team = await teamOf(others + 4)
    const [ana = ''] = team.actors
    if (isOut) await store.leaveOut(team.who(ana), true, day(-20))
    const card = await cardOf(team, ana)
    await team.practise(team.actors.slice(1, 1 + others))
    await store.planDigests(day(0), 48)
    await card.share(1)
    return (await store.tellWeek(team.boss, monday(0), day(3)))?.teams[0]?.practised
  }
  expect(await told(5, true)).toEqual({ atLeast: 5 })
  expect([await told(6, true), await told(5, false)]).toEqual([{ atLeast: 5 }, { atLeast: 5 }])
  expect([await told(7, true), await told(6, false)]).toEqual([{ count: 7 }, { count: 7 }])
})

test('a card of a week that was told stays here alike, whether its sender is counted or took themselves out', async () => {
  const toShare = async (isOut: boolean) => {
    const team = await teamOf(6)
    const [ana = ''] = team.actors
    const card = await cardOf(team, ana)
    await team.practise(team.actors.slice(1))
    await store.planDigests(day(0), 48)
    if (isOut) await store.leaveOut(team.who(ana), false, day(1))
    expect((await store.tellWeek(team.boss, monday(0), day(3)))?.teams).toMatchObject([{ practised: { atLeast: 5 } }])
    return (await card.toShare()).outcome
  }
  expect([await toShare(false), await toShare(true)]).toEqual(['too-late', 'too-late'])
})

test('who sent a card and then erased everything is reckoned with like somebody who left themselves out', async () => {
  const told = async (deed: (who: { workspace: string; actor: string }) => Promise<unknown>, at: 1 | 2) => {
    const team = await teamOf(6)
    const [ana = ''] = team.actors
    const card = await cardOf(team, ana)
    await team.practise(team.actors.slice(1))
    if (at === 1) await store.planDigests(day(0), 48)
    await card.share(0.5)
    await card.shown(0) // with the digest of that week
    await deed(team.who(ana))
    const first = await team.tell(0)
    await team.practise(team.actors.slice(1), { at: day(5) })
    return [first, await team.tell(1)]
  }
  for (const at of [1, 2] as const) {
    const out = await told((who) => store.leaveOut(who, true, day(1)), at)
    expect(out).toMatchObject([{ outcome: 'nothing' }, { outcome: 'nothing' }])
    expect(await told((who) => store.erasePerson(who, 'learner'), at)).toEqual(out)
  }
})

test('a card of somebody whom the list has without a name shows who it is, and no id', () => {
  const drawn = (name: string) => {
    const card = { name, domainName: 'Sales Process Coach', levels: [], says: '' }
    return JSON.stringify(
      digestMessage({ week: monday(0), teams: [], cards: [card], isQuiet: false, scripted: false }).blocks,
    )
  }
  expect(drawn('U0ANA00')).toContain('*<@U0ANA00>* shares a scorecard')
  expect(drawn('URSULA')).toContain('*URSULA* shares a scorecard')
})

test('a card that is sent while its digest is put together waits for the next one', async () => {
  const team = await teamOf(9)
  const [ana = ''] = team.actors
  await team.practise(team.actors.slice(1, 6))
  const sessionId = await team.scorecard(ana)
  expect((await team.tell(0))?.teams[0]).toMatchObject({ practised: { count: 6 } }) // told on the third day
  await store.shareCard(team.who(ana), { sessionId, manager: team.manager, withQuotes: false, now: day(3.01) })
  expect(await store.cardsFor(team.boss, monday(0))).toEqual([])
  await team.tell(1)
  expect(await store.cardsFor(team.boss, monday(1))).toHaveLength(1)
})

/** Somebody's session, of the first week or of that day, and its card: sent, shown with a digest, taken back. */
async function cardOf(team: Awaited<ReturnType<typeof teamOf>>, actor: string, at = day(-2)) {
  const sessionId = await team.scorecard(actor, at)
  const share = (at: number) =>
    store.shareCard(team.who(actor), { sessionId, manager: team.manager, withQuotes: false, now: day(at) })
  return {
    share,
    toShare: () => store.cardToShare(team.who(actor), sessionId),
    shown: async (weeks: number) => void (await store.cardsFor(team.boss, monday(weeks))),
    takeBack: () => store.withdrawCard(team.who(actor), sessionId),
  }
}

test.each([
  ['more', [1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5, 6]],
  ['fewer', [0, 1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5]],
  ['other', [0, 1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6]],
])(
  'two weeks that differ by two people, %s, are not both told where one of the two sent a card',
  async (_, first, second) => {
    const practised = async (sharesIn?: number) => {
      const team = await teamOf(12)
      const people = (who: number[]) => team.actors.filter((_, at) => who.includes(at))
      await team.practise(people(first))
      expect((await team.tell(0))?.outcome).toBe('tell')
      await team.practise(people(second), { at: day(5) })
      if (sharesIn !== undefined) await (await cardOf(team, team.actors[0] ?? '', day(5))).share(sharesIn)
      return (await team.tell(1))?.outcome
    }
    expect(await practised()).toBe('tell')
    expect(await practised(5)).toBe('nothing')
  },
)

test('two people who both sent a card are no cover for each other, and two who sent none are, whoever else is between', async () => {
  const week = async (second: number[]) => {
    const team = await teamOf(14)
    await team.practise(team.actors.slice(0, 6))
    await team.tell(0)
    await team.practise(
      team.actors.filter((_, at) => second.includes(at)),
      { at: day(5) },
    )
    for (const at of [6, 7]) {
      const sessionId = await team.scorecard(team.actors[at] ?? '', day(5))
      const card = { sessionId, manager: team.manager, withQuotes: false, now: day(6) }
      expect(await store.shareCard(team.who(team.actors[at] ?? ''), card)).toEqual({ outcome: 'shared' })
    }
    return (await team.tell(1))?.outcome
  }
  expect(await week([0, 1, 2, 3, 4, 5, 6, 7])).toBe('nothing')
  expect(await week([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe('tell')
})

test('who sent a card is known still when it was taken back, and when they erased everything', async () => {
  const after = async (
    then: (ana: { actor: string; workspace: string }, takeBack: () => Promise<unknown>) => unknown,
  ) => {
    const team = await teamOf(12)
    const [ana = '', bo = ''] = team.actors
    const others = team.actors.slice(2, 8)
    await team.practise([...others, bo])
    const card = await cardOf(team, ana)
    await card.share(1)
    await team.tell(0)
    await card.shown(0)
    await then(team.who(ana), card.takeBack)
    await team.practise(others, { at: day(5) }) // less the two
    return (await team.tell(1))?.outcome
  }
  expect(await after((_, takeBack) => takeBack())).toBe('nothing')
  expect(await after((ana) => store.erasePerson(ana, 'learner'))).toBe('nothing')
})

test('one who practised elsewhere is not alone with somebody who sent a card', async () => {
  const domains = async (shares: boolean) => {
    const team = await teamOf(12)
    const [ana = '', bo = '', ...others] = team.actors
    await team.practise(others.slice(0, 6), { domain: 'communication_coach' })
    await team.practise([bo, ...others.slice(0, 6)])
    await team.practise([bo])
    const card = await cardOf(team, ana)
    if (shares) await card.share(1)
    return (await team.tell())?.teams[0]?.domains.map(({ domain }) => domain)
  }
  expect(await domains(false)).toEqual(['Communication Skills Coach', 'Sales Process Coach'])
  expect(await domains(true)).toEqual([])
})

test('a card of a week that was told goes out only where enough people are left whom nobody knows by one', async () => {
  const late = async (practised: number) => {
    const team = await teamOf(12)
    await team.practise(team.actors.slice(1, practised))
    const card = await cardOf(team, team.actors[0] ?? '')
    const before = (await card.toShare()).outcome
    expect((await team.tell(0))?.outcome).toBe('tell')
    return [before, (await card.toShare()).outcome, (await card.share(4)).outcome]
  }
  expect(await late(5)).toEqual(['ready', 'too-late', 'too-late'])
  expect(await late(6)).toEqual(['ready', 'ready', 'shared'])
})

test('a card of a week that was told goes out only where it does not say that all others are in what was told', async () => {
  const late = async (size: number, practised: number) => {
    const team = await teamOf(size)
    const [ana = '', ...others] = team.actors
    await team.practise(others.slice(0, practised))
    await team.tell(0)
    await team.practise(others.slice(0, practised), { at: day(5) })
    await team.practise([ana], { at: day(5), domain: 'architecture_advisor' })
    const sessionId = await team.scorecard(ana, day(5), 'communication_coach') // she is no part of the five
    expect((await team.tell(1))?.teams[0]).toMatchObject({
      practised: null,
      domains: [{ domain: 'Sales Process Coach' }],
    })
    const card = { sessionId, manager: team.manager, withQuotes: false, now: day(11) }
    return (await store.shareCard(team.who(ana), card)).outcome
  }
  expect(await late(6, 5)).toBe('too-late')
  expect(await late(7, 5)).toBe('too-late') // of exactly five it would say that she is none of them
  expect(await late(8, 6)).toBe('shared')
})

test('a card of a week that was told goes out only where it leaves nobody alone between two weeks', async () => {
  const late = async (between: number) => {
    const team = await teamOf(14)
    const [ana = '', ...others] = team.actors
    await team.practise(others.slice(0, 6))
    expect((await team.tell(0))?.outcome).toBe('tell')
    await team.practise(others.slice(0, 6 + between), { at: day(5) })
    const sessionId = await team.scorecard(ana, day(5))
    expect((await team.tell(1))?.outcome).toBe('tell')
    const card = { sessionId, manager: team.manager, withQuotes: false, now: day(11) }
    return (await store.shareCard(team.who(ana), card)).outcome
  }
  expect(await late(1)).toBe('too-late')
  expect(await late(2)).toBe('shared')
})

test('a card that went out with an earlier digest leaves this week as it is', async () => {
  const team = await teamOf(9)
  const [ana = ''] = team.actors
  const sessionId = await team.scorecard(ana)
  await store.shareCard(team.who(ana), { sessionId, manager: team.manager, withQuotes: false, now: day(-1) })
  await team.tell(0)
  await store.cardsFor(team.boss, monday(0))
  await team.practise(team.actors.slice(0, 5), { at: day(5) })
  expect((await team.tell(1))?.teams[0]).toMatchObject({ practised: { count: 5 } })
})

test('nothing is told where it could only be told of everybody: a team needs one person more than the minimum', async () => {
  const tell = async (size: number, practised: number, shares = false) => {
    const team = await teamOf(size)
    await team.practise(team.actors.slice(0, practised))
    const [ana = ''] = team.actors
    const card = { manager: team.manager, withQuotes: false, now: day(0) }
    if (shares) await store.shareCard(team.who(ana), { ...card, sessionId: await team.scorecard(ana) })
    return team.tell()
  }
  expect(await tell(5, 5)).toMatchObject({ outcome: 'nothing' })
  expect(await tell(6, 5)).toMatchObject({ outcome: 'tell', teams: [{ practised: { atLeast: 5 } }] })
  expect(await tell(6, 6)).toMatchObject({ outcome: 'tell', teams: [{ practised: { atLeast: 5 } }] })
  expect(await tell(6, 6, true)).toMatchObject({ outcome: 'nothing' }) // with the one who is named it is all five others
  expect(await tell(7, 6, true)).toMatchObject({ outcome: 'tell', teams: [{ practised: { atLeast: 5 } }] })
})

const BY_A_MODEL = { judge: { name: 'a model', scripted: false } }

/** What the manager reads of a week: every word of the message, in its blocks too. */
async function read(team: Awaited<ReturnType<typeof teamOf>>): Promise<string> {
  const told = await team.tell()
  const cards = await store.cardsFor(team.boss, monday(0))
  if (!told) throw new Error('nothing was told')
  return JSON.stringify(
    digestMessage(digestView({ ...told, advice: {}, cards, isQuiet: told.outcome === 'nothing' }, BY_A_MODEL)),
  )
}

test('a digest names nobody but those who shared a card', async () => {
  const team = await teamOf(12)
  const [ana = ''] = team.actors
  await team.practise(team.actors.slice(1, 9))
  const sessionId = await team.scorecard(ana)
  const named = (text: string) => new Set(text.match(/TT\d+-\w+/g))
  expect(named(JSON.stringify(await store.digestPreview(team.who(ana))))).toEqual(new Set())
  await store.shareCard(team.who(ana), { sessionId, manager: team.manager, withQuotes: false, now: day(0) })
  const text = await read(team)
  expect(text).toContain('9 of 12 people practised')
  expect(named(text)).toEqual(new Set([ana]))
  expect(text).not.toMatch(/Canary/)
})

test('a digest holds no time of day and no day but the Monday it is told on', async () => {
  const [early, late] = [await teamOf(9), await teamOf(9)]
  await early.practise(early.actors.slice(0, 6), { at: new Date('2026-11-20T05:07:09Z') })
  await late.practise(late.actors.slice(0, 6), { at: new Date('2026-11-26T23:58:57Z') })
  const [one, other] = [await read(early), await read(late)]
  expect(one).toContain('6 of 9 people practised')
  expect(other).toBe(one)
  expect(one.replaceAll(monday(0), '')).not.toMatch(/\d:\d|\d{4}-\d\d|\b(morning|afternoon|evening|night|o’clock)\b/)
})

test('nobody can tell from a digest who did not practise', async () => {
  const reads = async (...who: number[]) => {
    const team = await teamOf(9)
    await team.practise(team.actors.filter((_, at) => who.includes(at)))
    return read(team)
  }
  const six = await reads(0, 1, 2, 3, 4, 5)
  expect(six).toContain('6 of 9 people practised')
  expect(await reads(3, 4, 5, 6, 7, 8)).toBe(six) // whoever the three others are
  const all = await reads(0, 1, 2, 3, 4, 5, 6, 7, 8)
  expect(all).toContain('5 or more of 9 people practised')
  expect(await reads(0, 1, 2, 3, 4, 5, 6, 7)).toBe(all) // the one who did not is not to be told from nobody
  expect(await reads(0, 1, 2, 3)).toBe(await reads())
})

test('where the app was removed since the week was closed nobody is asked to look at it, and nobody is told', async () => {
  const team = await teamOf(9)
  await team.practise(team.actors.slice(0, 6))
  await store.planDigests(day(0), 48)
  const removed = (at: Date | null) =>
    database.query('update workspaces set uninstalled_at = $2 where id = $1', [
      team.workspace,
      at?.toISOString() ?? null,
    ])
  const due = async () => {
    const rows = await database.query('select distinct kind from inbox where workspace_id = $1', [team.workspace])
    return rows.map(({ kind }) => kind)
  }
  await removed(day(0.1))
  await store.planDigests(day(0.5), 48)
  await store.planDigests(day(3.5), 48)
  expect(await due()).toEqual([])
  await removed(null) // it is there again
  await store.planDigests(day(3.6), 48)
  expect((await due()).toSorted()).toEqual(['digest', 'preview'])
})

test.each([
  ['one rubric and one judge', [{}], [{}], ['Developing', 'Exemplary'], false],
  ['another rubric version', [{}], [{ rubric: 2 }], [null, 'Exemplary'], false],
  ['another judge', [{}], [{ judge: 'other' }], [null, 'Exemplary'], false],
  ['the same two judges', [{}, { judge: 'other' }], [{}, { judge: 'other' }], [null, 'Exemplary'], true],
  ['two rubric versions in the second', [{}], [{}, { rubric: 2 }], [null, 'Exemplary'], true],
])('a trend of weeks scored by %s', async (_, first, second, history, isMixed) => {
  const team = await teamOf(12)
  for (const about of first) await team.practise(team.actors.slice(0, 6), { score: 5, ...about })
  await team.tell(0)
  for (const about of second) await team.practise(team.actors.slice(0, 8), { at: day(5), score: 9, ...about })
  const told = await team.tell(1)
  expect(told?.teams[0]?.dimensions[0]?.history.slice(2)).toEqual(history)
  expect(told?.teams[0]?.dimensions[0]).toMatchObject({ isMixed })
  const says = told?.teams.flatMap((one) => teamLines(one)).join('\n') ?? ''
  expect(says.includes('from more than one version of the rubric or the model')).toBe(isMixed) // never without saying so
})

test('a week is closed at the second of two midnights, so that no practice falls between two weeks', async () => {
  const team = await teamOf(9)
  await database.query('update learners set time_zone = $2 where slack_user_id = $1', [team.manager, 'Asia/Amman'])
  const closed = async (at: string) => {
    await store.planDigests(new Date(at), 48)
    return (await database.query('select 1 from team_weeks where workspace_id = $1', [team.workspace])).length
  }
  await closed('2014-10-23T12:00:00Z')
  const before = await closed('2014-10-30T20:59:00Z')
  expect(await closed('2014-10-30T21:30:00Z')).toBe(before) // Friday, 00:30, and at one o'clock it is midnight again
  expect(await closed('2014-10-30T22:00:00Z')).toBe(before + 1)
})

test('a session’s levels are those of its latest judgement, and hold no quote', async () => {
  const team = await teamOf(1)
  await team.practise(team.actors)
  const [session] = await database.query('select id from sessions where workspace_id = $1', [team.workspace])
  const judged = (marks: unknown) =>
    database.query('update coaching_sessions set marks = $2::jsonb, judge_model = $3 where session_id = $1::text', [
      session?.id,
      JSON.stringify(marks),
      'judge',
    ])
  const levels = () =>
    database.query('select dimension, score, judge from dimension_levels where session_id = $1 order by 1', [
      session?.id,
    ])
  await database.query('delete from dimension_levels where session_id = $1', [session?.id])
  const mark = (dimension: string, score: number | null) => ({
    dimension,
    label: 'Label',
    score,
    evidence: [{ quote: 'Canary Xylophon' }],
  })
  await judged([mark('asking', 4), mark('listening', 6), mark('closing', null)])
  expect(await levels()).toEqual([
    { dimension: 'asking', score: 4, judge: 'judge' },
    { dimension: 'listening', score: 6, judge: 'judge' },
  ])
  await judged([mark('asking', 8)])
  expect(await levels()).toMatchObject([
    { dimension: 'asking', score: 8 },
    { dimension: 'listening', score: 6 },
  ])
  expect(JSON.stringify(await database.query('select * from dimension_levels'))).not.toContain('Canary')
  await judged(null)
  expect(await levels()).toEqual([]) // a judgement that is taken back is gone
  await database.query('update sessions set off_record = true where id = $1', [session?.id])
  await judged([mark('asking', 8)])
  expect(await levels()).toEqual([]) // off the record nothing is kept
})
