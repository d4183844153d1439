import type { WebClient } from '@slack/web-api'
import type { SessionPlace, Show } from '../../flows/show.ts'
import type { Log } from '../../log.ts'
import { placeOf, postAt } from '../../place.ts'
import { t } from '../../words/words.ts'
import { meaningOf } from '../connection/error-meanings.ts'
import { slackFault } from '../connection/slack-fault.ts'

const SEEN = 'eyes'
const TITLE_AT_MOST = 200
const REFUSED_FOR_MS = 60 * 60_000 // an app that becomes an agent, or gets a scope, is one within the hour
const STRIKES = 3 // threads, one after the other: then it is not the thread
const AGAIN_MS = 5_000 // where Slack does not say how long
const TRIES = 60 // to end what was begun: Slack does it itself after an hour

/** What Slack shows of a session: the coach is at work, it is the learner's turn, it is over. */
type State = 'processing' | 'active' | 'closed'

/** The two ways to say so: the second is the older one, which Slack takes as the first while it lasts (ai/migrating-to-agent-messaging). */
const WAYS = ['agents.sessions.setStatus', 'assistant.threads.setStatus'] as const
type Way = (typeof WAYS)[number]

/** These say that a way is none in this workspace. Whatever else Slack refuses says something of one thread alone. */
const NOT_HERE = [
  'deprecated_endpoint',
  'enterprise_is_restricted',
  'feature_disabled',
  'feature_not_enabled',
  'is_bot',
  'method_deprecated',
  'missing_scope',
  'not_allowed_token_type',
  'unknown_method',
]

type Thread = SessionPlace & { wanted: State; shown?: State | undefined; isBusy: boolean }
type Outcome = { is: 'set' | 'unclear' | 'refused' | 'no-room'; afterMs?: number | undefined }

/**
 * The session in Slack's agent view (docs.slack.dev/ai/agent-sessions): processing, the answer, then active, which the app must say, or
 * Slack shows it at work for an hour. One call after the other for each thread, and of what is wanted meanwhile only the last. That the
 * coach is at work is a courtesy; that it is no longer is tried again until Slack takes it. Where neither way works, a reply gets an
 * "eyes" reaction.
 */
export function openSessionStatus(
  web: WebClient,
  log: Log,
  now: () => number = Date.now,
): Pick<Show, 'thinking' | 'rested' | 'closed'> & {
  /** Somebody pressed stop there, whoever: Slack leaves it to us to show that (docs.slack.dev/reference/events/agent_session_stopped). */
  stopped(at: { workspace: string; channel: string; threadTs: string }): void
  statusesSent(): Promise<unknown>
} {
  const threads = new Map<string, Thread>() // those where something is shown or is to be
  const refusedUntil = new Map<string, number>() // by workspace and way
  const strikes = new Map<string, Set<string>>() // threads that an unknown error met since the last that was taken
  const underWay = new Set<Promise<void>>()

  const keyOf = ({ workspace, thread }: SessionPlace) => `${workspace} ${thread}`

  function want(at: SessionPlace, wanted: State): void {
    const thread = Object.assign(threads.get(keyOf(at)) ?? { ...at, wanted, isBusy: false }, at, { wanted })
    threads.set(keyOf(at), thread)
    if (!thread.isBusy) begin(thread, 1)
  }

  function begin(thread: Thread, tries: number): void {
    thread.isBusy = true
    const run = follow(thread, tries).then((againMs) => {
      thread.isBusy = false
      underWay.delete(run)
      if (againMs !== undefined) again(thread, tries + 1, againMs)
      else if (thread.shown !== 'processing') threads.delete(keyOf(thread))
    })
    underWay.add(run)
  }

  /** The process need not live for it. */
  function again(thread: Thread, tries: number, afterMs: number): void {
    setTimeout(() => {
      if (!thread.isBusy && thread.wanted !== thread.shown) begin(thread, tries)
    }, afterMs).unref()
  }

  /** Shows what is wanted, until that is shown or cannot be, and says when it is to be tried again. */
  async function follow(thread: Thread, tries: number): Promise<number | undefined> {
    while (thread.wanted !== thread.shown) {
      const state = thread.wanted
      const { is, afterMs = AGAIN_MS } = await set(thread, state)
      if (state !== 'processing') {
        if ((is === 'no-room' || is === 'unclear') && tries < TRIES) return afterMs
        thread.shown = state
        continue
      }
      if (is === 'refused' || is === 'unclear') await markSeen(thread)
      if (is === 'set' || is === 'unclear') thread.shown = state
      else if (thread.wanted !== 'closed') return undefined // left out: then there is nothing to end either
    }
    return undefined
  }

  async function set(thread: Thread, state: State): Promise<Outcome> {
    for (const way of WAYS) {
      const here = `${thread.workspace} ${way}`
      if (now() < (refusedUntil.get(here) ?? 0)) continue
      try {
        await call(way, thread, state)
        strikes.delete(here)
        return { is: 'set' }
      } catch (error) {
        const { code, cause, afterMs } = slackFault(error)
        if (code === 'slack-busy' || code === 'slack-gone') return { is: 'no-room', afterMs }
        if (code === 'slack-unclear') return { is: 'unclear' }
        log.warn('no status here', { workspace: thread.workspace, method: way, cause: String(cause) })
        if (!isNotHere(here, thread, state, String(cause))) return { is: 'refused' }
        refusedUntil.set(here, now() + REFUSED_FOR_MS)
        strikes.delete(here)
      }
    }
    return { is: 'refused' }
  }

  /** One thread's error says nothing about the workspace; one that nobody knows does, once it meets several where people write just now. */
  function isNotHere(here: string, { thread }: Thread, state: State, cause: string): boolean {
    if (NOT_HERE.includes(cause)) return true
    if (meaningOf(cause) !== undefined) return false
    const refused = strikes.get(here) ?? new Set()
    if (state === 'processing') strikes.set(here, refused.add(thread))
    return refused.size >= STRIKES
  }

  async function call(way: Way, { thread, title }: Thread, state: State): Promise<void> {
    const { channel: channel_id, threadTs: thread_ts = '' } = placeOf(thread)
    if (way === 'assistant.threads.setStatus') {
      await web.assistant.threads.setStatus({
        channel_id,
        thread_ts,
        status: state === 'processing' ? t`is thinking…` : '',
      })
    } else {
      const named = title ? { title: titleOf(title) } : {}
      await web.agents.sessions.setStatus({ channel_id, thread_ts, status: state, ...named })
    }
  }

  async function markSeen({ lastMessage }: Thread): Promise<void> {
    try {
      const { channel, threadTs: timestamp } = placeOf(lastMessage ?? '')
      if (timestamp) await web.reactions.add({ channel, timestamp, name: SEEN })
    } catch (error) {
      log.warn('a reply could not be marked as seen', { cause: String(slackFault(error).cause) })
    }
  }

  return {
    thinking: (at) => want(at, 'processing'),
    rested(at, { mayBeEarlier = false } = {}) {
      if (mayBeEarlier || threads.has(keyOf(at))) want(at, 'active')
    },
    stopped: ({ workspace, channel, threadTs }) => want({ workspace, thread: postAt(channel, threadTs) }, 'active'),
    closed: (at) => want(at, 'closed'),
    statusesSent: () => Promise.all(underWay),
  }
}

/** Slack’s list shows it to the learner alone, and in a channel to all: it names the coach, never the case. Some signs break it there. */
const titleOf = (coach: string) =>
  coach
    .replace(/[:/·]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, TITLE_AT_MOST)
