import type { Incoming, Store, WorkOf } from '../../src/store/store.ts'
import { database, onEach, query, store } from './each-database.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const NOW = new Date('2026-12-01T10:00:00Z') // a Tuesday
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS)
const LINES = [
  { kind: 'goal', says: 'I want to be heard', round: 1, dueOn: null },
  { kind: 'situation', says: 'Wrong shipments cost us 40 hours a week', round: 1, dueOn: null },
  { kind: 'commitment', says: 'On Thursday I ask the director', round: 2, dueOn: '2026-12-03' },
] as const
/** Moments around a change of the clock: each minute near it and near the time that is wanted, and else often enough to see an hour's mistake. */
const looks = (change: number, wanted: number): number[] =>
  Array.from({ length: 301 }, (_, minute) => change + (minute - 100) * MINUTE_MS).filter(
    (at, minute) =>
      minute % 10 === 0 || [change, wanted].some((moment) => Math.abs(at - moment) <= NEAR_MINUTES * MINUTE_MS),
  )
const NEAR_MINUTES = 3
const usage = { inputTokens: 1, cachedTokens: 0, outputTokens: 1 }
let counter = 0

onEach((check) => {
  type Choices = Parameters<Store['saveSettings']>[1]
  const choose = (
    who: Parameters<Store['saveSettings']>[0],
    choices: Omit<Choices, 'showsStreak' | 'language' | 'discreet'>,
  ) => store.saveSettings(who, { showsStreak: false, language: null, discreet: false, ...choices })
  const claimed = async (workspace: string) =>
    (await store.claimWork({ hurried: 200, unhurried: 200 })).filter((work) => work.workspace === workspace)
  const one = async <K extends WorkOf<'memory'>['kind'] | 'scorecard' | 'opening' | 'reply' | 'reminder'>(
    workspace: string,
    kind: K,
  ) => {
    const work = (await claimed(workspace)).find((each): each is WorkOf<K> => each.kind === kind)
    if (!work) throw new Error(`no ${kind}`)
    return work
  }

  /** Somebody with a session of two rounds that was ended, whose scorecard is being made. */
  async function ended(about: { offRecord?: boolean; zone?: string } = {}) {
    const n = ++counter
    const who = { workspace: `TMEM${n}`, actor: `UMEM${n}`, name: 'Ana' }
    await store.giveConsent(who, { version: 1, now: NOW })
    const start = {
      domainId: 'sales_workflow_coach',
      eventId: `s${n}`,
      promptVersion: 1,
      offRecord: about.offRecord ?? false,
    }
    await store.startSession(who, start)
    await store.knowLearner(who, { name: 'Ana', timeZone: about.zone ?? 'UTC', locale: 'en' })
    const opening = await one(who.workspace, 'opening')
    const id = opening.session.id
    const root = { post: `D${n}:1700000000.000100`, thread: `D${n}:1700000000.000100` }
    await store.markSent(opening, root)
    for (const round of [1, 2]) {
      const message: Incoming = {
        kind: 'message',
        workspace: who.workspace,
        eventId: `E${n}-${round}`,
        actor: who.actor,
        channel: `D${n}`,
        ts: `170000000${round}.000200`,
        threadTs: '1700000000.000100',
        text: `Canary ${n} ${round}`,
        direct: true,
        mention: false,
      }
      const [reply] = await store.keepIncoming([message])
      if (reply?.kind !== 'reply' || reply.state !== 'queued') throw new Error('no reply')
      await store.keepRound(reply, { text: 'And?', responseMs: 1, coachModel: 'm', ...usage })
      await store.markSent(reply, { post: `D${n}:170000000${round}.000300`, thread: root.thread })
    }
    await store.endSession(who, 'learner', id)
    return { who, id, n, root, scorecard: await one(who.workspace, 'scorecard') }
  }

  /** The same once its scorecard is shown, and the card that asks what may be remembered is. */
  async function asked(
    about: Parameters<typeof ended>[0] = {},
    lines: Parameters<Store['proposeMemory']>[1] = [...LINES],
  ) {
    const person = await ended(about)
    const { scorecard, n, root } = person
    await store.proposeMemory(scorecard, lines, NOW)
    const judgement = { marks: [], overall: null, judge: 'j', samples: 1 }
    await store.keepScorecard(scorecard, {
      judgement,
      closing: { workedOut: '', nextSteps: [] },
      answer: '',
      pending: [],
    })
    await store.markSent(scorecard, { post: `D${n}:1700000009.000100`, thread: root.thread })
    return person
  }
  async function remembering(about: Parameters<typeof ended>[0] = {}) {
    const person = await asked(about)
    await store.keepMemory(person.who, person.id, null, NOW)
    return person
  }
  const told = async ({ who }: { who: { workspace: string; actor: string } }) =>
    (await store.myMemory(who)).lines.map(({ says }) => says)
  const proposals = (workspace: string) =>
    query(`select 1 from inbox where workspace_id = $1 and about ? 'lines' and about ->> 'lines' <> '[]'`, [workspace])
  const reminders = async (workspace: string) =>
    Number(
      (
        await query(`select count(*)::int as n from inbox where workspace_id = $1 and kind = 'reminder'`, [workspace])
      )[0]?.n,
    )

  check(
    'what is proposed is kept by the press of its own learner alone, and is gone from where it waited',
    async () => {
      const person = await asked()
      const { who, id } = person
      expect(await store.memoryProposals(who, id)).toHaveLength(3)
      expect(await told(person)).toEqual([])
      const stranger = { workspace: who.workspace, actor: 'USTRANGER' }
      expect(await store.memoryProposals(stranger, id)).toBeNull()
      expect(await store.keepMemory(stranger, id, null, NOW)).toEqual({ outcome: 'gone', lines: [] })
      expect(await store.keepMemory(who, id, null, NOW)).toMatchObject({
        outcome: 'kept',
        lines: LINES.map(({ kind }) => ({ kind })),
      })
      expect(await proposals(who.workspace)).toEqual([])
      expect(await store.keepMemory(who, id, null, NOW)).toEqual({ outcome: 'gone', lines: [] })
      const [line] = (await store.myMemory(who)).lines
      expect((await store.myMemory(stranger)).lines).toEqual([])
      expect(await store.forgetMemory(stranger, line?.id ?? '')).toBe('gone')
      expect(await store.editMemory(stranger, { id: line?.id ?? '', says: 'x', dueOn: null }, NOW)).toBe('gone')
      expect(await store.forgetMemory(who, line?.id ?? '')).toBe('forgotten')
      expect(await told(person)).toHaveLength(2)
    },
  )

  check('off the record, and with memory off, nothing is proposed and nothing is left', async () => {
    const quiet = await asked({ offRecord: true })
    expect(await proposals(quiet.who.workspace)).toEqual([])
    const off = await ended()
    await choose(off.who, { kinds: ['goal'], reminds: true, fromHour: 9, untilHour: 17 })
    await store.proposeMemory(off.scorecard, [...LINES], NOW)
    expect(await store.memoryProposals(off.who, off.id)).toMatchObject([{ kind: 'goal' }])
    await choose(off.who, { kinds: [], reminds: true, fromHour: 9, untilHour: 17 })
    await store.proposeMemory(off.scorecard, [...LINES], NOW)
    expect(await proposals(off.who.workspace)).toEqual([])
  })

  check('a line goes with the reply that it was taken from, remembered or proposed', async () => {
    const person = await remembering()
    const waiting = await asked()
    for (const { who, n } of [person, waiting]) {
      await store.keepIncoming([
        {
          kind: 'deletion',
          workspace: who.workspace,
          eventId: `X${n}`,
          channel: `D${n}`,
          ts: '1700000001.000200',
          threadTs: '1700000000.000100',
        },
      ])
    }
    expect(await told(person)).toEqual([LINES[2].says])
    expect(await store.memoryProposals(waiting.who, waiting.id)).toMatchObject([{ kind: 'commitment' }])
    await store.keepMemory(waiting.who, waiting.id, [{ kind: 'goal', says: 'Still here', dueOn: null }], NOW)
    expect(await told(waiting)).toEqual([])
  })

  check('a proposal that nobody answers is gone after a week, by the clock that it was made by', async () => {
    const { who, id } = await asked()
    await store.planReminders(inDays(6.9))
    expect(await store.memoryProposals(who, id)).not.toBeNull()
    await store.planReminders(inDays(7.1))
    expect(await store.memoryProposals(who, id)).toBeNull()
    expect(await proposals(who.workspace)).toEqual([])
  })

  check('a day that is over is refused', async () => {
    const { who, id } = await asked()
    expect(await store.proposeDay(who, id, '2026-11-30', NOW)).toBe('past')
    expect(await store.proposeDay(who, id, '2026-12-04', NOW)).toBe('noted')
    await store.keepMemory(who, id, null, NOW)
    const line = (await store.myMemory(who)).lines.find(({ kind }) => kind === 'commitment')
    expect(line).toMatchObject({ dueOn: '2026-12-04', asksOn: '2026-12-04' })
    expect(await store.answerCommitment(who, { id: line?.id ?? '', answer: 'move', on: '2026-11-01' }, NOW)).toEqual({
      outcome: 'past',
    })
  })

  check('"not yet" before the day that was picked moves nothing', async () => {
    const { who } = await remembering()
    const line = (await store.myMemory(who)).lines.find(({ kind }) => kind === 'commitment')
    const notYet = (day: number) =>
      store.answerCommitment(who, { id: line?.id ?? '', answer: 'not-yet', on: null }, inDays(day))
    expect(await notYet(-3)).toMatchObject({ asksOn: '2026-12-03' })
    expect(await notYet(1)).toMatchObject({ asksOn: '2026-12-03' })
    expect(await notYet(2)).toMatchObject({ asksOn: '2026-12-06' })
  })

  check('what is confirmed after its day is asked about tomorrow, and says so', async () => {
    const { who, id } = await asked()
    const { lines } = await store.keepMemory(who, id, null, inDays(4))
    expect(lines.find(({ kind }) => kind === 'commitment')).toMatchObject({ dueOn: '2026-12-06' })
    await store.planReminders(inDays(4.1))
    expect(await reminders(who.workspace)).toBe(0)
    await store.planReminders(inDays(5.1))
    expect(await reminders(who.workspace)).toBe(1)
  })

  // What the clock on the wall does around each change, and when somebody is to be asked there.
  check.each([
    [
      'Europe/Berlin',
      'an hour that does not exist',
      '2026-03-29T01:00:00Z',
      '2026-03-29 02:30',
      '2026-03-29T01:00:00Z',
    ],
    ['Europe/Berlin', 'an hour that comes twice', '2026-10-25T01:00:00Z', '2026-10-25 02:30', '2026-10-25T00:30:00Z'],
    [
      'America/New_York',
      'an hour that does not exist',
      '2026-03-08T07:00:00Z',
      '2026-03-08 02:15',
      '2026-03-08T07:00:00Z',
    ],
    [
      'America/New_York',
      'an hour that comes twice',
      '2026-11-01T06:00:00Z',
      '2026-11-01 01:30',
      '2026-11-01T05:30:00Z',
    ],
    [
      'Australia/Lord_Howe',
      'half an hour that does not exist',
      '2026-10-03T15:30:00Z',
      '2026-10-04 02:15',
      '2026-10-03T15:30:00Z',
    ],
    [
      'Australia/Lord_Howe',
      'half an hour that comes twice',
      '2026-04-04T15:00:00Z',
      '2026-04-05 01:45',
      '2026-04-04T14:45:00Z',
    ],
  ])(
    '%s, %s: one reminder within a minute of its time, by two instances that both look',
    async (zone, _what, change, asks, wanted) => {
      const { who } = await remembering({ zone })
      await choose(who, { kinds: ['commitment'], reminds: true, fromHour: 0, untilHour: 24 })
      await query(`update memories set ask_at = $2::timestamp where workspace_id = $1 and kind = 'commitment'`, [
        who.workspace,
        asks,
      ])
      const times: string[] = []
      let before = 0
      for (const at of looks(Date.parse(change), Date.parse(wanted))) {
        await Promise.all([store.planReminders(new Date(at)), database.instance('two').planReminders(new Date(at))])
        const after = await reminders(who.workspace)
        for (let come = before; come < after; come += 1) times.push(new Date(at).toISOString())
        before = after
      }
      expect(times).toHaveLength(1)
      expect(Math.abs(Date.parse(times[0] ?? '') - Date.parse(wanted))).toBeLessThanOrEqual(MINUTE_MS)
    },
    60_000,
  )

  check('a day of reminders holds the hours that the learner allows, where they are', async () => {
    const { who } = await remembering({ zone: 'America/New_York' })
    await store.planReminders(new Date('2026-12-03T13:59:00Z')) // 8:59 there
    expect(await reminders(who.workspace)).toBe(0)
    await choose(who, { kinds: ['commitment'], reminds: false, fromHour: 9, untilHour: 17 })
    await store.planReminders(new Date('2026-12-03T15:00:00Z'))
    expect(await reminders(who.workspace)).toBe(0) // off
    await choose(who, { kinds: ['commitment'], reminds: true, fromHour: 12, untilHour: 14 })
    await store.planReminders(new Date('2026-12-03T16:59:00Z'))
    expect(await reminders(who.workspace)).toBe(0)
    await store.planReminders(new Date('2026-12-03T19:00:00Z')) // 14:00 there: over for the day
    expect(await reminders(who.workspace)).toBe(0)
    await store.planReminders(new Date('2026-12-04T17:00:00Z'))
    expect(await reminders(who.workspace)).toBe(1)
  })

  check('two a week at most, none after three without an answer, and none about nothing', async () => {
    const { who } = await remembering()
    const line = (await store.myMemory(who)).lines.find(({ kind }) => kind === 'commitment')
    const at = (day: number, hour = 10) => new Date(Date.UTC(2026, 11, day, hour))
    const again = (day: number) =>
      query(`update memories set ask_at = $2::timestamp where workspace_id = $1 and kind = 'commitment'`, [
        who.workspace,
        `2026-12-${String(day).padStart(2, '0')} 09:00`,
      ])
    const asks = async (day: number) => {
      await again(day)
      const before = await reminders(who.workspace)
      for (const hour of [10, 11, 12]) await store.planReminders(at(day, hour))
      return (await reminders(who.workspace)) - before
    }
    expect([await asks(3), await asks(4), await asks(5), await asks(9)]).toEqual([1, 1, 0, 0]) // seven days are not over on the ninth
    expect(await asks(11)).toBe(1)
    expect(await asks(20)).toBe(0) // three in a row
    expect((await store.myMemory(who)).choices.isPaused).toBe(true)
    expect(
      await store.answerCommitment(who, { id: line?.id ?? '', answer: 'not-yet', on: null }, at(20)),
    ).toMatchObject({ outcome: 'later', asksOn: '2026-12-23' })
    expect((await store.myMemory(who)).choices.isPaused).toBe(false)
    await store.planReminders(at(23))
    const due = (await claimed(who.workspace)).filter((work): work is WorkOf<'reminder'> => work.kind === 'reminder')
    expect(due).toHaveLength(4)
    await store.answerCommitment(who, { id: line?.id ?? '', answer: 'done', on: null }, at(23))
    for (const work of due) expect(await store.reminderOf(work, at(23))).toBeNull() // it is done: there is nothing to ask
    expect(await asks(28)).toBe(0)
  })

  check('a reminder that became late waits for the next hours that the learner allows, and counts once', async () => {
    const { who } = await remembering()
    await store.planReminders(new Date('2026-12-03T16:59:00Z'))
    const due = await one(who.workspace, 'reminder')
    expect(await store.reminderOf(due, new Date('2026-12-03T17:01:00Z'))).toBeNull()
    await store.settle(due, 'nothing to ask now')
    await store.planReminders(new Date('2026-12-04T08:59:00Z'))
    expect(await reminders(who.workspace)).toBe(1)
    await store.planReminders(new Date('2026-12-04T09:00:00Z'))
    const next = await one(who.workspace, 'reminder')
    expect(await store.reminderOf(next, new Date('2026-12-04T09:01:00Z'))).toMatchObject({ says: LINES[2].says })
    expect(
      await query(
        `select unanswered, cardinality(asked_at) as asked from memory_settings s join learners l on l.id = s.learner_id where l.workspace_id = $1`,
        [who.workspace],
      ),
    ).toEqual([{ unanswered: 1, asked: 1 }])
  })
})
