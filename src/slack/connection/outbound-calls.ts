import { setTimeout as after } from 'node:timers/promises'
import { z } from 'zod'
import { lightFetch } from '../../light-fetch.ts'
import type { Log } from '../../log.ts'
import { openBudget, type SlackCall } from './budget.ts'
import { openOneAtATime } from './one-at-a-time.ts'
import { endsEverything, withholds } from './slack-fault.ts'

export const TIMEOUT_MS = 10_000 // from when a call goes out; WebClient has none of its own
const WAIT_AT_MOST_MS = 3_000 // what must wait longer is put back, so that it holds no worker
const PROBE_MS = 5 * 60_000 // how often a token that Slack refuses is tried
const REMIND_MS = 24 * 60 * 60_000 // of what people must put right
const RETRY_AFTER_MS = 30_000 // where Slack forgets to say
const PATIENCE_MS = 5_000 // whoever waits is there by then

const REMOVED = 'app_uninstalled'

/** What nobody misses: left out at once where there is no room. */
const COURTESIES = [
  'assistant.threads.setStatus',
  'assistant.threads.setSuggestedPrompts',
  'reactions.add',
  'users.info',
]
/** What lives three seconds: it waits for nothing but Slack's own word. */
const AT_ONCE = ['views.open', 'views.push', 'views.update']

export type OutboundCalls = {
  /** For WebClient. A call that may not go out is answered here as Slack would answer it. */
  fetch: typeof globalThis.fetch
  /** The same for what nobody waits for: where Slack holds something back, whoever waits goes first. */
  patiently: typeof globalThis.fetch
  /** The app was removed from the workspace, in seconds of Slack's clock: nothing goes out, but for a try now and then. */
  leave(at?: number): void
  /** Somebody uses the app: should it have been removed, it is there again, and what tells of its removal later is old. */
  heard(): void
  /** Why nothing goes out, in Slack's word, or undefined when all is well. */
  shutBecause(): string | undefined
}

/** Every call of Slack goes through here: within the limits, not before Slack wants it, one post at a time in each channel. */
export function openOutboundCalls(about: {
  postsAMinute?: number | undefined
  log: Log
  now?: () => number
}): OutboundCalls {
  const { log, now = () => performance.now() } = about
  const budget = openBudget(about.postsAMinute)
  const inTurn = openOneAtATime()
  let shut: { because: string; probeAt: number } | undefined
  const told = new Map<string, number>() // what is withheld, and until when an operator is not told of it again
  let heardAt = 0 // seconds, as Slack counts

  async function patiently(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    const closedMs = budget.closedMs(readCall(url, init), now())
    return closedMs > 0 ? saidLater(closedMs + PATIENCE_MS) : gated(url, init)
  }

  async function gated(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    const call = readCall(url, init)
    if (shut && now() < shut.probeAt) return saidNo(shut.because)
    if (AT_ONCE.includes(call.method)) {
      const closedMs = budget.closedMs(call, now())
      if (closedMs > 0) return saidLater(closedMs)
      budget.book(call, now())
      return send(call, url, init)
    }
    const waitMs = Math.max(budget.waitMs(call, now()), isCourtesy(call) ? postsWaitMs(call) : 0)
    if (waitMs > (isCourtesy(call) ? 0 : WAIT_AT_MOST_MS)) return saidLater(waitMs)
    budget.book(call, now())
    if (waitMs > 0) await after(Math.ceil(waitMs) + 1) // a timer counts whole milliseconds, and may be one early
    if (call.method !== 'chat.postMessage') return send(call, url, init)
    const answer = await inTurn(call.channel ?? '', WAIT_AT_MOST_MS, () => send(call, url, init))
    return answer ?? saidLater(WAIT_AT_MOST_MS)
  }

  /** What stands in the way of the posts that a courtesy must not come before. */
  const postsWaitMs = ({ channel }: SlackCall) => budget.waitMs({ method: 'chat.postMessage', channel }, now())

  async function send(call: SlackCall, url: string | URL | Request, init: RequestInit): Promise<Response> {
    const closedMs = budget.closedMs(call, now()) // Slack may have said so while this one waited
    if (closedMs > 0) return saidLater(closedMs)
    const before = shut
    if (before && now() < before.probeAt) return saidNo(before.because)
    if (before) before.probeAt = now() + PROBE_MS // this one finds out whether the token was put right
    const response = await lightFetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (response.status === 429) {
      const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10)
      const afterMs = Number.isNaN(seconds) ? RETRY_AFTER_MS : seconds * 1_000
      budget.refused(call, afterMs, now())
      log.warn('Slack holds a channel back', { method: call.method, channel: call.channel, afterMs })
      return saidLater(afterMs)
    }
    budget.taken(call)
    if (response.status !== 200) return response
    const text = await response.text()
    listen(text, before, call.method)
    return new Response(text, { status: 200, headers: response.headers })
  }

  /** Whether Slack still takes our token. `before` is how it was when the call went out: one that was under way proves nothing. */
  function listen(text: string, before: typeof shut, method: string): void {
    const because = errorIn(text)
    if (because && withholds(because) && !isOptional(method)) tellWithheld(because, method, neededIn(text))
    if (because && endsEverything(because)) {
      if (!shut) log.error('Slack refuses our token: it is tried again every few minutes', { because })
      shut ??= { because, probeAt: now() + PROBE_MS }
    } else if (shut && shut === before && isAnswer(text)) {
      log.info('Slack takes our token again')
      shut = undefined
    }
  }

  /** Once for each reason, and once a day while it lasts. */
  function tellWithheld(because: string, method: string, needed: string | undefined): void {
    const reason = `${because} ${needed ?? ''}`
    if (now() < (told.get(reason) ?? 0)) return
    told.set(reason, now() + REMIND_MS)
    const meanwhile = untilThen(because, method)
    log.error('Slack withholds something until it is put right in the workspace or the app', {
      because,
      method,
      needed,
      meanwhile,
    })
  }

  return {
    fetch: gated,
    patiently,
    leave(at = Number.POSITIVE_INFINITY) {
      if (at >= heardAt) shut = { because: REMOVED, probeAt: now() + PROBE_MS }
    },
    heard() {
      heardAt = Date.now() / 1_000
      if (shut?.because === REMOVED) shut.probeAt = now()
    },
    shutBecause: () => shut?.because,
  }
}

/** Nothing waits for what is asked if it may be. */
const isOptional = (method: string) => IF_IT_MAY_BE.includes(method) || COURTESIES.includes(method)
const IF_IT_MAY_BE = [
  'agents.sessions.setStatus', // the older call stands in for it, and then a reaction
  'conversations.info',
  'team.profile.get',
  'usergroups.list',
  'usergroups.users.list',
  'users.profile.get',
]

/** What becomes of what is due: a post that a channel does not take moves to a direct message. An app that may send no files is told so by whoever asked for some. */
function untilThen(because: string, method: string): 'waits' | 'moves-or-waits' | 'left-out' {
  if (because === 'missing_scope' && method.startsWith('files.')) return 'left-out'
  return because.startsWith('restricted_action') ? 'moves-or-waits' : 'waits'
}

/** That somebody is at work is one too; that they are no longer is not. */
const isCourtesy = ({ method, begins = false }: SlackCall) => begins || COURTESIES.includes(method)

function readCall(url: string | URL | Request, { body }: RequestInit): SlackCall {
  const method = new URL(url instanceof Request ? url.url : url).pathname.split('/').at(-1) ?? ''
  const form = typeof body === 'string' ? new URLSearchParams(body) : undefined
  const begins = method === 'agents.sessions.setStatus' && form?.get('status') === 'processing'
  return { method, channel: form?.get('channel') ?? form?.get('channel_id') ?? undefined, begins }
}

const answer = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  needed: z.string().optional().catch(undefined),
})

/** Slack's error code, where the answer is a refusal. */
function errorIn(text: string): string | undefined {
  return text.startsWith('{"ok":false') ? readAnswer(text)?.error : undefined
}

/** The scope that Slack says it needs. */
const neededIn = (text: string): string | undefined => readAnswer(text)?.needed

/** Whether Slack said it, and not somebody in between. */
const isAnswer = (text: string): boolean => readAnswer(text) !== undefined

function readAnswer(text: string): z.infer<typeof answer> | undefined {
  try {
    return answer.safeParse(JSON.parse(text)).data
  } catch {
    return undefined // a page, or cut off: whoever asked will find out
  }
}

const saidNo = (error: string) => Response.json({ ok: false, error })

const saidLater = (afterMs: number) =>
  Response.json(
    { ok: false, error: 'ratelimited' },
    { status: 429, headers: { 'retry-after': String(Math.max(1, Math.ceil(afterMs / 1_000))) } },
  )
