import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { Fault } from '../../fault.ts'
import type { HandOver } from '../../flows/own-data.ts'
import { placeOf } from '../../place.ts'
import type { Bot } from '../connection/bot.ts'
import { openReader } from '../connection/read-pages.ts'
import { slackFault } from '../connection/slack-fault.ts'
import { isOurPost } from '../incoming/who.ts'
import type { FindPosts } from './find-post.ts'

const AT_ONCE = 100 // messages; Slack takes about fifty deletions a minute, and it is waited for

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
export function openDeletePosts(web: WebClient, findPosts: FindPosts, bot: Bot): HandOver['deletePosts'] {
  const readOn = openReader<Set<string>>(web) // with the threads that were gone through already
  const lookedFor = new Set<string>() // what need not be looked for again when a try was stopped

  return async ({ place: channel, thread, until, keys, isLast }) => {
    const goes = (one: Message) =>
      isOurPost(one, bot) && (Number(one.ts) <= Number(until) || keys.includes(one.metadata?.event_payload?.key ?? ''))
    const at = thread ? placeOf(thread) : { channel }
    let taken = 0

    async function takeFrom(threadTs: string | undefined): Promise<'pause' | undefined> {
      const { isWhole } = await readOn({
        name: `${until} ${isLast}`,
        at: threadTs ? { channel, threadTs } : { channel },
        about: { include_all_metadata: true },
        begin: () => new Set(),
        async add(threads, page) {
          for (const one of page.flatMap((said) => message.safeParse(said).data ?? [])) {
            if (taken >= AT_ONCE) return 'pause'
            if (!threadTs && one.reply_count > 0 && !threads.has(one.ts)) {
              if (await takeFrom(one.ts)) return 'pause'
              threads.add(one.ts)
            }
            if (!goes(one)) continue
            for (const { id } of one.files) if (id) await web.files.delete({ file: id }).catch(unlessGone)
            await web.chat.delete({ channel, ts: one.ts }).catch(unlessGone)
            taken += 1
          }
          return undefined
        },
      })
      return isWhole ? undefined : 'pause'
    }

    /** A thread whose first message is gone may have left a post at the top of its channel, where others talk: only what is ours by its key. */
    async function takeAstray(): Promise<void> {
      if (lookedFor.size > 1_000) lookedFor.clear()
      for (const key of keys) {
        const look = `${thread} ${key} ${isLast}`
        if (lookedFor.has(look)) continue
        const { astray } = await findPosts(at, key)
        for (const ts of astray) await web.chat.delete({ channel, ts }).catch(unlessGone)
        lookedFor.add(look)
      }
    }

    if (thread) await takeAstray()
    return (await takeFrom(at.threadTs)) ? 'more' : 'all'
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
