import type { WebClient } from '@slack/web-api'
import { begun, Fault, faultName } from '../../fault.ts'
import type { Log } from '../../log.ts'
import { type Place, placeOf, postAt } from '../../place.ts'
import { notFromSlack, slackFault } from '../connection/slack-fault.ts'
import type { Message } from '../views/blocks.ts'
import { asTexts, inOlderBlocks, posts } from '../views/posts.ts'
import type { FindPosts, Found } from './find-post.ts'
import { erasePost } from './redraw.ts'

/**
 * Posts a message once, and answers with the `ts` of each post that it took, in order. With `look` some of them may be there already.
 * Nothing of it stays where it was not meant to be: a thread whose first message was deleted is a closed place.
 */
export type Send = (
  at: Place,
  message: Message,
  about: { key: string; look: boolean; after?: string | null | undefined },
) => Promise<string[]>

/**
 * A message is one post, or where it is too long the parts '1', '2' and so on. A part whose blocks Slack refuses goes out as its words:
 * one post again, or where those are too long '1.1', '1.2' and so on. Each carries the key and its part, so that after a crash only
 * what is missing is posted.
 * Where Slack does not have the newest blocks, a part goes out in older ones first, with charts and tables as words.
 */
export function openSend(web: WebClient, findPosts: FindPosts, log: Log): Send {
  let hasNewest = true
  return async (at, message, { key, look, after }) => {
    const parts = posts(message)
    const since = after ? placeOf(after).threadTs : undefined
    const { there, gone } = look
      ? await lookFor(at, key, since, parts.length > 1)
      : { there: new Map<string, string>() }
    const sent: string[] = []
    /** A long message that is no reply begins a thread of its own, and the rest of it stands there. */
    const place = (): Place => (at.threadTs || !sent[0] ? at : { ...at, threadTs: sent[0] })
    const once = async (part: string, content: { text: string; blocks?: Message['blocks'] }) => {
      const ts = there.get(part)
      if (!ts && gone) throw gone
      sent.push(ts ?? (await post(place(), key, part, content)))
    }
    try {
      for (const [index, one] of parts.entries()) {
        const part = `${index + 1}`
        const isAsTexts = there.has(`${part}.1`)
        if (!isAsTexts && (await inBlocks(one, (content) => once(part, content)))) continue
        const texts = asTexts(one)
        for (const [at, text] of texts.entries()) await once(texts.length > 1 ? `${part}.${at + 1}` : part, { text })
      }
      return sent
    } catch (error) {
      if (error instanceof Fault && error.cause === THREAD_GONE) throw await takeBack(at, sent, error.left)
      throw sent.length > there.size ? begun(slackFault(error)) : error
    }
  }

  /** Whether it could be posted in blocks: in the newest, or where Slack does not have them in those that every workspace has. */
  async function inBlocks(one: Message, once: (content: Message) => Promise<void>): Promise<boolean> {
    const older = inOlderBlocks(one)
    if (!older || hasNewest) {
      if (!(await once(one).then(() => false, unlessForItsBlocks))) return true
      if (!older) return false
    }
    if (await once(older).then(() => false, unlessForItsBlocks)) return false
    hasNewest = false
    return true
  }

  /** The rest of a long message that is no reply stands in the thread of its first post. */
  async function lookFor(
    at: Place,
    key: string,
    since: string | undefined,
    isLong: boolean,
  ): Promise<{ there: Found['parts']; gone?: Fault }> {
    const { parts, astray, isGone } = await findPosts(at, key, since)
    if (isGone) return { there: parts, gone: await takeBack(at, astray) }
    const first = parts.get('1') ?? parts.get('1.1')
    const hasMore = first && !at.threadTs && (isLong || !parts.has('1'))
    if (!hasMore) return { there: parts }
    return { there: new Map([...parts, ...(await findPosts({ ...at, threadTs: first }, key, since)).parts]) }
  }

  /** Takes posts of a message away whose thread is gone: those in the channel at once, for everybody reads them there. */
  async function takeBack(
    { channel, threadTs }: Place,
    posts: string[],
    before: readonly string[] = [],
  ): Promise<Fault> {
    const left = [...before]
    for (const ts of posts) {
      const post = postAt(channel, ts)
      await erasePost(web, post).catch((error) => {
        log.error('a reply to a thread that is gone cannot be taken back yet', { post, error: faultName(error) })
        left.push(post)
      })
    }
    // one that began the thread itself is sent anew
    if (!threadTs) return new Fault('slack-unclear', { retry: true, cause: THREAD_GONE, look: true, left })
    return new Fault('slack-closed-place', { retry: false, cause: THREAD_GONE, left })
  }

  async function post(
    at: Place,
    key: string,
    part: string,
    content: { text: string; blocks?: Message['blocks'] },
  ): Promise<string> {
    try {
      const { ts, message } = await web.chat.postMessage({
        channel: at.channel,
        ...(at.threadTs ? { thread_ts: at.threadTs } : {}),
        metadata: { event_type: 'threadcoach_post', event_payload: part === '1' ? { key } : { key, part } },
        unfurl_links: false,
        unfurl_media: false,
        link_names: false,
        ...content,
      })
      if (!ts || (at.threadTs && !message)) throw notFromSlack() // without the message nobody knows where it stands
      // it takes a reply to a message that is gone, and posts it at the top of the channel: github.com/slack-go/slack/issues/1571
      if (at.threadTs && message?.thread_ts !== at.threadTs) throw await takeBack(at, [ts])
      return ts
    } catch (error) {
      throw slackFault(error)
    }
  }

  function unlessForItsBlocks(error: unknown): true {
    if (!(error instanceof Fault && error.code === 'slack-too-long')) throw error
    log.error('Slack refused the blocks of a message: it goes out as text', { cause: String(error.cause) })
    return true
  }
}

const THREAD_GONE = 'thread_gone' // as Slack's own codes are written
