import { isOfChannel, type Limit, limitsOf } from './limits.ts'

/** A call of the Web API, as far as limits go. */
export type SlackCall = { method: string; channel: string | undefined; begins?: boolean }

/** Times are milliseconds of one clock, which the caller reads. */
export type Budget = {
  /** How long a call would have to wait from now on: 0 for not at all. */
  waitMs(call: SlackCall, now: number): number
  /** The call goes out as soon as it may: its place is taken, and the next one comes after it. */
  book(call: SlackCall, now: number): void
  /** How long Slack itself wants to hear nothing of this sort. */
  closedMs(call: SlackCall, now: number): number
  /** Slack answered 429: nothing of this sort before `afterMs` have gone by. */
  refused(call: SlackCall, afterMs: number, now: number): void
  /** Slack took the call. */
  taken(call: SlackCall): void
}

const FOR_ALL_AFTER = 8 // 429s in a row: then it is not a channel that is too busy but the workspace
const FORGET_EVERY = 1_000 // bookings

/**
 * How much may go out, and when. Without `postsAMinute` nothing is counted beforehand, and only what Slack says itself holds. A 429
 * closes its method for its channel, and for every channel where Slack refuses one after the other, or where it is about reading.
 */
export function openBudget(postsAMinute: number | undefined): Budget {
  const booked = new Map<string, number[]>() // when calls went out or will, for each limit
  const closedUntil = new Map<string, number>()
  const inARow = new Map<string, number>() // 429s, by method
  let bookings = 0

  const ofChannel = ({ method, channel }: SlackCall) => `${method} ${channel}`
  const keyOf = ({ per }: Limit, call: SlackCall) =>
    per === 'channel' ? ofChannel(call) : per === 'beginnings' ? `${call.method} begins` : call.method
  const limits = (call: SlackCall) =>
    (postsAMinute === undefined ? [] : limitsOf(call.method, postsAMinute, call.begins))
      .filter(({ per }) => per !== 'channel' || call.channel)
      .map((limit) => ({ ...limit, key: keyOf(limit, call) }))

  function closedMs(call: SlackCall, now: number): number {
    const until = Math.max(closedUntil.get(call.method) ?? 0, closedUntil.get(ofChannel(call)) ?? 0)
    return Math.max(0, until - now)
  }

  function waitMs(call: SlackCall, now: number): number {
    const free = limits(call).map(({ key, calls, withinMs }) => {
      const last = booked.get(key)?.at(-calls)
      return last === undefined ? 0 : last + withinMs - now
    })
    return Math.max(closedMs(call, now), ...free, 0)
  }

  /** What is long past limits nothing any more. */
  function forget(now: number): void {
    for (const [key, times] of booked) if ((times.at(-1) ?? 0) < now - 60_000) booked.delete(key)
    for (const [key, until] of closedUntil) if (until < now) closedUntil.delete(key)
  }

  return {
    waitMs,
    book(call, now) {
      const at = now + waitMs(call, now)
      for (const { key, calls } of limits(call)) {
        const times = [...(booked.get(key) ?? []).slice(1 - calls), at].slice(-calls)
        booked.set(
          key,
          times.toSorted((one, other) => one - other),
        )
      }
      if (++bookings % FORGET_EVERY === 0) forget(now)
    },
    closedMs,
    refused(call, afterMs, now) {
      const close = (key: string) => closedUntil.set(key, Math.max(closedUntil.get(key) ?? 0, now + afterMs))
      close(ofChannel(call))
      const count = (inARow.get(call.method) ?? 0) + 1
      inARow.set(call.method, count)
      if (!call.channel || !isOfChannel(call.method) || count >= FOR_ALL_AFTER) close(call.method)
    },
    taken: ({ method }) => void inARow.delete(method),
  }
}
