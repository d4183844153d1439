import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { Fault } from '../fault.ts'
import type { HandOver } from '../flows/own-data.ts'
import { slackFault } from './slack-fault.ts'
import { type Bot, isOurPost } from './who.ts'

const PAGE = 200
const AT_ONCE = 100 // messages; Slack takes about fifty deletions a minute, and the gate waits for it

const message = z.looseObject({
  ts: z.string(),
  reply_count: z.number().default(0),
  files: z.array(z.object({ id: z.string().optional() })).default([]),
  metadata: z
    .object({ event_payload: z.object({ key: z.string().optional() }).optional() })
    .nullish()
    .catch(undefined),
})
type Message = z.infer<typeof message>
type Place = { channel: string; threadTs?: string }

/** Takes what we said away: in a thread, or in a whole direct message, with the files that we put there. */
export function openTakeDown(web: WebClient, bot: Bot): HandOver['takeDown'] {
  return async ({ place: channel, thread, until, keys }) => {
    const goes = (one: Message) =>
      isOurPost(one, bot) && (Number(one.ts) <= Number(until) || keys.includes(one.metadata?.event_payload?.key ?? ''))
    let taken = 0

    async function takeFrom(at: Place): Promise<void> {
      for await (const page of pagesOf(web, at)) {
        for (const one of page) {
          if (taken >= AT_ONCE) return
          if (!at.threadTs && one.reply_count > 0) await takeFrom({ channel, threadTs: one.ts })
          if (!goes(one)) continue
          for (const { id } of one.files) if (id) await web.files.delete({ file: id }).catch(unlessGone)
          await web.chat.delete({ channel, ts: one.ts }).catch(unlessGone)
          taken += 1
        }
      }
    }
    await takeFrom({ channel, ...(thread ? { threadTs: thread.split(':')[1] ?? '' } : {}) })
    return taken >= AT_ONCE ? 'more' : 'all'
  }
}

async function* pagesOf(web: WebClient, at: Place): AsyncGenerator<Message[]> {
  let cursor: string | undefined
  do {
    const common = { channel: at.channel, include_all_metadata: true, limit: PAGE, ...(cursor ? { cursor } : {}) }
    try {
      const { messages = [], response_metadata } = at.threadTs
        ? await web.conversations.replies({ ...common, ts: at.threadTs })
        : await web.conversations.history(common)
      cursor = response_metadata?.next_cursor || undefined
      yield messages.flatMap((one) => message.safeParse(one).data ?? [])
    } catch (error) {
      throw slackFault(error)
    }
  } while (cursor)
}

/** What goes is gone already, or Slack lets nobody take it away: the rest goes all the same. */
function unlessGone(error: unknown): void {
  const fault = slackFault(error)
  const isGone = [
    'message_not_found',
    'file_not_found',
    'file_deleted',
    'cant_delete_message',
    'cant_delete_file',
    'missing_scope', // of an older installation: it has put no files there either
  ]
  if (!(fault instanceof Fault && isGone.includes(String(fault.cause)))) throw fault
}
