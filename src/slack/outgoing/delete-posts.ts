import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { FaultCode } from '../../fault.ts'
import type { HandOver } from '../../flows/own-data.ts'
import type { Log } from '../../log.ts'
import { type Place, placeOf, postAt } from '../../place.ts'
import type { Bot } from '../connection/bot.ts'
import { readPages } from '../connection/read-pages.ts'
import { slackFault } from '../connection/slack-fault.ts'
import { openLately } from '../incoming/lately.ts'
import { isOurPost } from '../incoming/who.ts'
import { findPosts } from './find-post.ts'

const AT_ONCE = 100 // messages; Slack takes about fifty deletions a minute, and it is waited for
const REMEMBER_MS = 24 * 60 * 60_000 // longer than any taking away goes on

/** What is no matter of one message: it is waited for, or met by whoever asked. */
const OF_ALL: readonly FaultCode[] = [
  'slack-busy',
  'slack-unclear',
  'slack-gone',
  'slack-withheld',
  'slack-closed-place',
  'slack-stale',
]

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

/** Takes what we said away: in a thread, or in a whole direct message, with the files that we put there. One that stays holds up no other. */
export function openDeletePosts(web: WebClient, bot: Bot, log: Log): HandOver['deletePosts'] {
  const staying = openLately<true>(REMEMBER_MS) // posts that were tried: going on after a pause begins with those that were not

  return async ({ place: channel, thread, until, keys }) => {
    const goes = (one: Message) =>
      isOurPost(one, bot) && (Number(one.ts) <= Number(until) || keys.includes(one.metadata?.event_payload?.key ?? ''))
    const tried = new Set<string>() // a thread is read with its first message, which stands in the channel too
    const stayed: string[] = []
    let taken = 0

    async function take(ts: string, files: Message['files'] = []): Promise<void> {
      const post = postAt(channel, ts)
      if (tried.has(ts)) return
      tried.add(ts)
      if (!staying.get(post)) {
        let isGone = true
        for (const { id } of files)
          if (id && !(await goesAway(log, web.files.delete({ file: id }), 'file'))) isGone = false
        if (!(await goesAway(log, web.chat.delete({ channel, ts })))) isGone = false
        if (isGone) {
          taken += 1
          return
        }
        staying.set(post, true)
      }
      stayed.push(post)
    }

    async function takeFrom(at: Place): Promise<void> {
      for await (const page of readPages(web, at, { include_all_metadata: true })) {
        for (const one of page.flatMap((said) => message.safeParse(said).data ?? [])) {
          if (taken >= AT_ONCE) return
          if (!at.threadTs && one.reply_count > 0) await takeFrom({ channel, threadTs: one.ts })
          if (goes(one)) await take(one.ts, one.files)
        }
      }
    }
    // a thread whose first message is gone may have left a post at the top of its channel, where others talk: only what is ours by its key
    if (thread && keys.length > 0) {
      for (const key of keys) {
        const { astray } = await findPosts(web, placeOf(thread), key)
        for (const ts of astray) await take(ts)
      }
    }
    await takeFrom(thread ? placeOf(thread) : { channel })
    return { left: taken >= AT_ONCE ? 'more' : 'none', stayed }
  }
}

/** Whether it is gone now. What stands in the way of everything is thrown. An older installation may take no files away, and put none there. */
async function goesAway(log: Log, asked: Promise<unknown>, what?: 'file'): Promise<boolean> {
  try {
    await asked
    return true
  } catch (error) {
    const fault = slackFault(error)
    if (fault.code === 'slack-done' || (what === 'file' && fault.cause === 'missing_scope')) return true
    if (OF_ALL.includes(fault.code)) throw fault
    log.warn('Slack does not let something be taken away', { is: what ?? 'message', cause: String(fault.cause) })
    return false
  }
}
