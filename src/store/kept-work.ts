import { z } from 'zod'
import type { Room } from '../coaching/limits.ts'
import type { Incoming } from '../incoming.ts'
import type { Call } from './call.ts'
import { type Insisting, PATIENT_MS, QUICK_MS } from './insist.ts'
import type { OwnDataStore } from './own-data.ts'
import type { Person } from './person.ts'
import { type Work, work } from './rows.ts'
import { openHearing } from './unheard.ts'

const LEASE_SECONDS = 25 // longer than any pause of a living process, short enough that another takes over within 35 s

/** A piece of work, and the lease by which this instance has it. */
export type Held = { id: number; token: string }

/** What came in and what is due: kept, leased to one instance at a time, and done or put off. */
export type WorkStore = {
  /**
   * Keeps what came in, all or nothing, and returns the work that this instance goes on with, leased: of replies no more than it has
   * `room` for, the rest is due for whoever claims next.
   */
  keepIncoming(items: Incoming[], room?: number): Promise<Work[]>
  /** Due work, leased: new, delayed, or abandoned by an instance that died; no suspects. Up to so many pieces that somebody waits for, and scores. */
  claimWork(room: { hurried: number; unhurried: number }): Promise<Work[]>
  /**
   * One piece of work, leased, that was in flight when a process ended: the least suspicious one, up to this suspicion (0 for none); it
   * has the floor. `isSteady`: this instance could claim for so long that any that lives would have been back too. Also tells how
   * suspect the first one is that is still due, when another will be, and what was set aside since its process ended three times.
   */
  claimSuspect(about: { suspicion: number; isSteady: boolean }): Promise<{
    work: Work[]
    suspicion: number | null
    dueInMs: number | null
    setAside: { id: number; kind: string }[]
  }>
  /** Of the suspects that this instance has, this one's code may run: an end of the process from now on is its doing. */
  giveFloor(id: number): Promise<void>
  extendLeases(ids: number[]): Promise<void>
  /** Gives back what was not begun: it is due at once, for anybody. */
  handBack(ids: number[]): Promise<void>
  /**
   * Frees what dead instances held, or what everybody else did, where one process alone can have the database. They have been dead for
   * `forMs` at least: what they may have posted can be looked for five seconds after that.
   */
  releaseWork(of: { dead: readonly string[] | 'everybody else'; forMs: number }): Promise<void>
  /** Due again after a while. With `look` a post may be there already; with `note` the learner is told so, once; a wait is no attempt. */
  putBack(
    work: Held,
    about: {
      afterMs: number
      because: string
      look?: boolean
      note?: 'trouble' | 'score-later' | 'withheld'
      isWait?: boolean
    },
  ): Promise<void>
  /** Ended: all is well, or with `stuck` an operator must look, and with `note` the learner is told. */
  settle(work: Held, because: string, stuck?: boolean, note?: 'given-up'): Promise<void>
  /** Not due again by itself: the learner is told, and decides. */
  pauseReply(work: Held, because: string): Promise<void>
  /**
   * A limit is reached: due again when the day turns, and the learner is told. A score so far that was asked for is refused instead: it
   * can be asked for again.
   */
  waitForDay(work: Held, about: Omit<Extract<Room, { is: 'over' }>, 'is'> & { afterMs: number }): Promise<void>
  /** The model is back: what waits for it is due at once. How much that is. */
  hurryWork(): Promise<number>
  /** Whatever this learner's replies wait for, they are due at once. */
  hurryReplies(who: Person): Promise<void>
  /** Slack shows it. Returns what this instance goes on with, leased. */
  markSent(work: Held, shown: { post: string; thread: string }): Promise<Work[]>
  /** A thread takes no posts any more: what is said in its session from now on, and where this work goes, is another. */
  moveThread(work: Held, threads: { from: string; to: string }): Promise<void>
  /** A post of this work stands where it must not: to be taken away until it is gone. */
  eraseLeft(work: Held, post: string): Promise<void>
  /** An instance that Slack reaches is here. Where none was for a while, looks back become due: how many. */
  notePresence(): Promise<number>
  /** A connection to Slack was silent for so long and is given up: looks back become due: how many. */
  noteSilence(quietMs: number): Promise<number>
  /** Asks for one look at what people wrote in a thread since then, or without a thread at the top of a channel. */
  catchUp(at: { workspace: string; channel: string; threadTs?: string; oldest: string }): Promise<void>
  workWaiting(): Promise<{ due: number; delayed: number; stuck: number }>
  /** How much is stuck, and how much has been put off for longer than this, by cause. */
  stuckCauses(lateMinutes: number): Promise<{ stuck: Record<string, number>; late: Record<string, number> }>
}

const counts = z.record(z.string(), z.int())
const nothing = z.unknown()
const held = (h: Held) => ({ p_id: h.id, p_token: h.token })

/** That part of the store, and what ends what it does by itself. */
export function openWorkStore(
  config: { instance: string; onUnreadable?: (why: string) => void; onUnheard?: (work: Work[]) => void },
  through: {
    call: Call
    quickly: Call
    patiently: Call
    insist: Insisting['insist']
    noteMember: OwnDataStore['noteMember']
  },
): WorkStore & { stop(): void } {
  const { call, quickly, patiently, insist, noteMember } = through
  const worker = { p_worker: config.instance, p_lease_seconds: LEASE_SECONDS }
  /** Work that cannot be read, of a newer release perhaps, is passed over: its lease runs out, and the rest goes on. */
  const works = z.array(z.unknown()).transform((rows) =>
    rows.flatMap((row) => {
      const { data, error } = work.safeParse(row)
      if (error) config.onUnreadable?.(error.issues.map(({ path, code }) => `${path.join('.')} ${code}`).join(', '))
      return data ?? []
    }),
  )
  const claimedSuspect = z.object({
    work: works,
    suspicion: z.int().nullable(),
    dueInMs: z.int().nullable(),
    setAside: z.array(z.object({ id: z.int(), kind: z.string() })),
  })
  const hearing = openHearing({
    leases: () =>
      call('held_leases', { p_worker: config.instance }, z.array(z.object({ id: z.int(), token: z.string() }))),
    work: (ids) => call('recover_work', { p_worker: config.instance, p_ids: ids }, works),
    goOn: (unheard) => config.onUnheard?.(unheard),
    leaseMs: LEASE_SECONDS * 1_000,
  })

  return {
    keepIncoming: async (all, room) => {
      const items = all.filter(({ kind }) => kind !== 'gone')
      for (const item of all) if (item.kind === 'gone') await noteMember(item, true, new Date())
      if (items.length === 0 && all.length > 0) return []
      const taken = z.object({ work: works }).transform(({ work }) => work)
      return insist(QUICK_MS, () =>
        hearing.hear(() => call('keep_incoming', { ...worker, p_items: items, p_room: room ?? null }, taken)),
      )
    },
    claimWork: ({ hurried, unhurried }) =>
      hearing.hear(() => call('claim_work', { ...worker, p_limit: hurried, p_unhurried: unhurried }, works)),
    claimSuspect: async ({ suspicion, isSteady }) => {
      const claiming = call('claim_suspect', { ...worker, p_suspicion: suspicion, p_steady: isSteady }, claimedSuspect)
      await hearing.hear(async () => (await claiming).work)
      return claiming
    },
    giveFloor: async (id) => void (await call('give_floor', { p_worker: config.instance, p_id: id }, nothing)),
    extendLeases: async (ids) => void (await quickly('extend_leases', { ...worker, p_ids: ids }, nothing)),
    handBack: async (ids) => void (await call('hand_back', { p_worker: config.instance, p_ids: ids }, nothing)),
    releaseWork: async ({ dead, forMs }) => {
      const about = { p_dead: dead === 'everybody else' ? null : dead, p_dead_for_ms: Math.floor(forMs) }
      await call('release_work', { p_worker: config.instance, ...about }, nothing)
    },
    putBack: async (h, { afterMs, because, look = false, note = null, isWait = false }) =>
      void (await patiently(
        'put_back',
        {
          ...held(h),
          p_after_ms: Math.ceil(afterMs),
          p_because: because,
          p_look: look,
          p_note: note,
          p_counts: !isWait,
        },
        nothing,
      )),
    settle: async (h, because, stuck = false, note) =>
      void (await patiently(
        'settle',
        { ...held(h), p_because: because, p_stuck: stuck, p_note: note ?? null },
        nothing,
      )),
    pauseReply: async (h, because) =>
      void (await patiently('pause_reply', { ...held(h), p_because: because }, nothing)),
    waitForDay: async (h, { afterMs, whose, until }) =>
      void (await patiently(
        'wait_for_day',
        { ...held(h), p_after_ms: afterMs, p_whose: whose, p_until: until.toISOString() },
        nothing,
      )),
    hurryWork: () => call('hurry_work', {}, z.int()),
    hurryReplies: async ({ workspace, actor }) =>
      void (await call('hurry_replies', { p_workspace: workspace, p_actor: actor }, z.unknown())),
    markSent: (h, { post, thread }) =>
      insist(PATIENT_MS, () =>
        hearing.hear(() => call('mark_sent', { ...held(h), ...worker, p_post: post, p_thread: thread }, works)),
      ),
    moveThread: async (h, { from, to }) =>
      void (await patiently('move_thread', { ...held(h), p_from: from, p_to: to }, nothing)),
    eraseLeft: async (h, post) => void (await patiently('erase_left', { ...held(h), p_post: post }, nothing)),
    notePresence: () => call('note_presence', {}, z.int()),
    noteSilence: (quietMs) => call('note_silence', { p_quiet_ms: Math.round(quietMs) }, z.int()),
    catchUp: async ({ workspace, channel, threadTs, oldest }) =>
      void (await call(
        'catch_up',
        { p_workspace: workspace, p_channel: channel, p_thread_ts: threadTs ?? null, p_oldest: oldest },
        nothing,
      )),
    workWaiting: () => call('work_waiting', {}, z.object({ due: z.int(), delayed: z.int(), stuck: z.int() })),
    stuckCauses: (lateMinutes) =>
      call('stuck_causes', { p_late_minutes: lateMinutes }, z.object({ stuck: counts, late: counts })),
    stop: hearing.stop,
  }
}
