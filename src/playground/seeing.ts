import { z } from 'zod'
import type { Block, Json, Message, OpenView, Seen } from './contract.ts'
import type { Parts } from './parts.ts'
import { pageMessage } from './slack-message.ts'
import { pageWhisper } from './talk.ts'
import { pageView } from './views.ts'
import { mayRead } from './workspace.ts'

const PATIENCE_MS = 10_000
const MOST_MS = 120_000

const text = z.string().optional()
const thread = { channel: z.string(), threadTs: z.string() }
const look = z.discriminatedUnion('see', [
  z.object({ see: z.literal('message'), text, channel: text, threadTs: text, from: text, after: text }),
  z.object({ see: z.literal('no-message'), channel: z.string(), ts: z.string() }),
  z.object({ see: z.literal('modal'), title: text, text }),
  z.object({ see: z.literal('no-modal') }),
  z.object({ see: z.literal('home'), text }),
  z.object({ see: z.literal('status'), ...thread, text }),
  z.object({ see: z.literal('no-status'), ...thread }),
])

/** The contract's Look, as it comes in. */
type Look = z.infer<typeof look>

/** Who waits for what, and how long. */
export const waiting = z.object({ as: z.string(), look, withinMs: z.number().max(MOST_MS).default(PATIENCE_MS) })

/** Answers as soon as a person sees what is looked for, or in words once the time is over. */
export function waitToSee(parts: Parts, { as, look, withinMs }: z.infer<typeof waiting>): Promise<Seen> {
  return new Promise((resolve) => {
    const end = (seen: Seen) => {
      clearTimeout(timer)
      unwatch()
      resolve(seen)
    }
    const again = () => {
      const seen = looked(parts, as, look)
      if (seen) end(seen)
    }
    const timer = setTimeout(() => end({ ok: false, error: missed(parts, as, look, withinMs) }), withinMs).unref()
    const unwatch = parts.pages.watch(as, again)
    again()
  })
}

function looked(parts: Parts, me: string, look: Look): Seen | undefined {
  const { statuses, views } = parts
  switch (look.see) {
    case 'message': {
      const message = messagesOf(parts, me).findLast((one) => fits(one, look))
      return message && { ok: true, message }
    }
    case 'no-message':
      return messagesOf(parts, me).some(({ channel, ts }) => channel === look.channel && ts === look.ts)
        ? undefined
        : OK
    case 'modal':
      return viewed(views.top(me), ({ title, blocks }) => has(title, look.title) && has(written(blocks), look.text))
    case 'no-modal':
      return views.top(me) ? undefined : OK
    case 'home':
      return viewed(views.home(me), ({ blocks }) => has(written(blocks), look.text))
    case 'status':
    case 'no-status': {
      const shown = statuses.of(me)[`${look.channel}:${look.threadTs}`]
      if (look.see === 'no-status') return shown === undefined ? OK : undefined
      return shown !== undefined && has(shown, look.text) ? { ok: true, text: shown } : undefined
    }
  }
}

const OK: Seen = { ok: true }

/** All that a person may read, oldest first, with what was whispered to them. */
function messagesOf({ workspace, talk }: Parts, me: string): Message[] {
  const rooms = [...workspace.rooms.values()].filter((room) => mayRead(workspace, room, me))
  const all = [...rooms.flatMap(({ posts }) => posts.map(pageMessage)), ...talk.whispersTo(me).map(pageWhisper)]
  return all.sort((a, b) => a.ts.localeCompare(b.ts))
}

function fits(message: Message, look: Extract<Look, { see: 'message' }>): boolean {
  const { channel, threadTs = message.ts, user, ts } = message
  return (
    [look.channel ?? channel, look.threadTs ?? threadTs, look.from ?? user].join() ===
      [channel, threadTs, user].join() &&
    ts > (look.after ?? '') &&
    has(`${message.text}\n${written(message.blocks)}`, look.text)
  )
}

function viewed(view: Parameters<typeof pageView>[0] | undefined, is: (view: OpenView) => boolean): Seen | undefined {
  const shown = view && pageView(view)
  return shown && is(shown) ? { ok: true, view: shown } : undefined
}

const has = (whole: string, part = ''): boolean => whole.includes(part)

/** Every text in blocks, one a line. */
function written(json: Json | Block[] | undefined): string {
  if (Array.isArray(json)) return json.map(written).join('\n')
  if (typeof json !== 'object' || json === null) return ''
  return Object.entries(json)
    .map(([name, value]) => (name === 'text' && typeof value === 'string' ? value : written(value)))
    .join('\n')
}

function missed(parts: Parts, me: string, look: Look, withinMs: number): string {
  const newest = messagesOf(parts, me)
    .slice(-3)
    .map((one) => JSON.stringify(one.text.slice(0, 80)))
  return `${me} did not see ${JSON.stringify(look)} within ${withinMs} ms. The newest messages: ${newest.join(', ') || 'none'}`
}
