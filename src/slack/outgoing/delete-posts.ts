import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { FaultCode } from '../../fault.ts'
import type { HandOver } from '../../flows/own-data.ts'
import type { Log } from '../../log.ts'
import { placeOf, postAt } from '../../place.ts'
import type { Bot } from '../connection/bot.ts'
import { openReader } from '../connection/read-pages.ts'
import { slackFault } from '../connection/slack-fault.ts'
import { openLately } from '../incoming/lately.ts'
import { isOurPost } from '../incoming/who.ts'
import type { FindPosts } from './find-post.ts'

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

/** What was read of a conversation: the threads in it that were gone through, and the posts that Slack does not let go. */
type Gone = { threads: Set<string>; stayed: Set<string> }

/** Takes what we said away: in a thread, or in a whole direct message, with the files that we put there. One that stays holds up no other. */
export function openDeletePosts(web: WebClient, findPosts: FindPosts, bot: Bot, log: Log): HandOver['deletePosts'] {
  const readOn = openReader<Gone>(web)
  const tried = openLately<'gone' | 'stays'>(REMEMBER_MS) // no post is tried twice: a thread is read with its first message, which stands in the channel too
  const lookedFor = new Map<string, string[]>() // what need not be looked for again when a try was stopped, and what stayed of it

  return async ({ place: channel, thread, until, keys, isLast }) => {
    const goes = (one: Message) =>
      isOurPost(one, bot) && (Number(one.ts) <= Number(until) || keys.includes(one.metadata?.event_payload?.key ?? ''))
    const at = thread ? placeOf(thread) : { channel }
    let taken = 0

    /** The post, where it stays. */
    async function take(ts: string, files: Message['files'] = []): Promise<string[]> {
      const post = postAt(channel, ts)
      const before = tried.get(post)
      if (before) return before === 'stays' ? [post] : []
      let isGone = true
      for (const { id } of files)
        if (id && !(await goesAway(log, web.files.delete({ file: id }), 'file'))) isGone = false
      if (!(await goesAway(log, web.chat.delete({ channel, ts })))) isGone = false
      tried.set(post, isGone ? 'gone' : 'stays')
      if (!isGone) return [post]
      taken += 1
      return []
    }

    function takeFrom(threadTs: string | undefined): Promise<{ found: Gone; isWhole: boolean }> {
      return readOn({
        name: `${until} ${isLast}`,
        at: threadTs ? { channel, threadTs } : { channel },
        about: { include_all_metadata: true },
        begin: () => ({ threads: new Set(), stayed: new Set() }),
        async add({ threads, stayed }, page) {
          for (const one of page.flatMap((said) => message.safeParse(said).data ?? [])) {
            if (taken >= AT_ONCE) return 'pause'
            if (!threadTs && one.reply_count > 0 && !threads.has(one.ts)) {
              const inThread = await takeFrom(one.ts)
              if (!inThread.isWhole) return 'pause'
              threads.add(one.ts)
              for (const post of inThread.found.stayed) stayed.add(post)
            }
            if (goes(one)) for (const post of await take(one.ts, one.files)) stayed.add(post)
          }
          return undefined
        },
      })
    }

    /** A thread whose first message is gone may have left a post at the top of its channel, where others talk: only what is ours by its key. */
    async function takeAstray(): Promise<void> {
      if (lookedFor.size > 1_000) lookedFor.clear()
      for (const key of keys) {
        const look = `${thread} ${key} ${isLast}`
        if (lookedFor.has(look)) continue
        const { astray } = await findPosts(at, key)
        const stayed = []
        for (const ts of astray) stayed.push(...(await take(ts)))
        lookedFor.set(look, stayed)
      }
    }

    if (thread) await takeAstray()
    const { found, isWhole } = await takeFrom(at.threadTs)
    const astray = keys.flatMap((key) => lookedFor.get(`${thread} ${key} ${isLast}`) ?? [])
    return { left: isWhole ? 'none' : 'more', stayed: [...new Set([...found.stayed, ...astray])] }
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
