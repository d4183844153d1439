import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { Fault } from '../../fault.ts'
import type { HandOver } from '../../flows/own-data.ts'
import type { Bot } from '../connection/bot.ts'
import { type Place, readPages } from '../connection/read-pages.ts'
import { slackFault } from '../connection/slack-fault.ts'
import { isOurPost } from '../incoming/who.ts'
import { findPosts } from './find-post.ts'

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

/** Takes what we said away: in a thread, or in a whole direct message, with the files that we put there. */
export function openTakeDown(web: WebClient, bot: Bot): HandOver['takeDown'] {
  return async ({ place: channel, thread, until, keys }) => {
    const goes = (one: Message) =>
      isOurPost(one, bot) && (Number(one.ts) <= Number(until) || keys.includes(one.metadata?.event_payload?.key ?? ''))
    let taken = 0

    async function takeFrom(at: Place): Promise<void> {
      for await (const page of readPages(web, at, { include_all_metadata: true })) {
        for (const one of page.flatMap((said) => message.safeParse(said).data ?? [])) {
          if (taken >= AT_ONCE) return
          if (!at.threadTs && one.reply_count > 0) await takeFrom({ channel, threadTs: one.ts })
          if (!goes(one)) continue
          for (const { id } of one.files) if (id) await web.files.delete({ file: id }).catch(unlessGone)
          await web.chat.delete({ channel, ts: one.ts }).catch(unlessGone)
          taken += 1
        }
      }
    }
    // a thread whose first message is gone may have left a post at the top of its channel, where others talk: only what is ours by its key
    if (thread && keys.length > 0) {
      for (const key of keys) {
        const { astray } = await findPosts(web, { channel, threadTs: thread.split(':')[1] ?? '' }, key)
        for (const ts of astray) await web.chat.delete({ channel, ts }).catch(unlessGone)
      }
    }
    await takeFrom({ channel, ...(thread ? { threadTs: thread.split(':')[1] ?? '' } : {}) })
    return taken >= AT_ONCE ? 'more' : 'all'
  }
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
