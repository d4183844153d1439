import { setTimeout as wait } from 'node:timers/promises'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { notFromSlack, slackFault } from '../../slack/connection/slack-fault.ts'
import type { Message } from '../../slack/views/blocks.ts'

const EVENT_TYPE = 'threadcoach_live' // by which what this command posted is known from everything else
const LONGEST_PAUSE_S = 60
const TRIES = 4

/** A message as Slack's answer shows it. */
type Posted = { ts: string; threadTs: string | undefined; blocks: { type: string }[] }

/** All that this command makes in the direct message, so that all of it can be taken away. */
export type Made = {
  channel: string
  post(content: { text: string; blocks?: Message['blocks'] }, threadTs?: string): Promise<Posted>
  /** Takes one message away. */
  remove(ts: string): Promise<void>
  /** Something else to be undone at the end, such as a status. */
  undoLater(undo: () => Promise<unknown>): void
  /** Takes everything away, also what a run before left here. False when something may be left. */
  takeAway(): Promise<boolean>
}

const given = z.object({
  ts: z.string(),
  message: z.object({
    thread_ts: z.string().optional(),
    blocks: z.array(z.looseObject({ type: z.string() })).default([]),
  }),
})
const seen = z.object({
  ts: z.string(),
  reply_count: z.number().default(0),
  metadata: z.object({ event_type: z.string().optional() }).nullish().catch(undefined),
})

export function openMade(web: WebClient, channel: string, paceMs: number): Made {
  const undoing: (() => Promise<unknown>)[] = []
  const there: string[] = []

  return {
    channel,
    async post(content, threadTs) {
      if (paceMs > 0) await wait(paceMs)
      const thread = threadTs === undefined ? {} : { thread_ts: threadTs }
      const metadata = { event_type: EVENT_TYPE, event_payload: {} }
      const quiet = { unfurl_links: false, unfurl_media: false, link_names: false }
      const answer = await asked(() => web.chat.postMessage({ channel, ...thread, metadata, ...quiet, ...content }))
      const { data } = given.safeParse(answer)
      if (!data) throw notFromSlack()
      there.push(data.ts)
      return { ts: data.ts, threadTs: data.message.thread_ts, blocks: data.message.blocks }
    },
    async remove(ts) {
      await asked(() => web.chat.delete({ channel, ts }))
      there.splice(there.indexOf(ts), 1)
    },
    undoLater(undo) {
      undoing.push(undo)
    },
    async takeAway() {
      for (const undo of undoing.splice(0).toReversed()) await undo().catch(() => undefined)
      const astray = await asked(others).catch(() => undefined)
      let isAll = astray !== undefined
      for (const ts of new Set([...there.splice(0).toReversed(), ...(astray ?? [])])) {
        await asked(() => web.chat.delete({ channel, ts })).catch((error) => {
          if (slackFault(error).cause !== 'message_not_found') isAll = false
        })
      }
      return isAll
    },
  }

  /** Of a post whose answer was lost nobody knows the `ts`, and a run that was killed left some too: replies first, then what they stand under. */
  async function others(): Promise<string[]> {
    const found: string[] = []
    for (const root of await seenIn(web.conversations.history({ channel, ...WHOLE }))) {
      const replies =
        root.reply_count > 0 ? await seenIn(web.conversations.replies({ channel, ts: root.ts, ...WHOLE })) : []
      for (const one of [...replies.filter(({ ts }) => ts !== root.ts), root])
        if (one.metadata?.event_type === EVENT_TYPE) found.push(one.ts)
    }
    return found
  }
}

const WHOLE = { include_all_metadata: true, limit: 100 }
const seenIn = async (answer: Promise<{ messages?: unknown[] }>) =>
  ((await answer).messages ?? []).flatMap((one) => seen.safeParse(one).data ?? [])

/** Calls Slack, and again after the pause that it asks for. */
export async function asked<T>(call: () => Promise<T>, tries = TRIES): Promise<T> {
  try {
    return await call()
  } catch (error) {
    const fault = slackFault(error)
    const pauseS = fault.code === 'slack-busy' ? (fault.afterMs ?? 1_000) / 1_000 : LONGEST_PAUSE_S + 1
    if (tries <= 1 || pauseS > LONGEST_PAUSE_S) throw error
    await wait(pauseS * 1_000)
    return asked(call, tries - 1)
  }
}
