import type { WebClient } from '@slack/web-api'
import { begun, Fault, faultName } from '../../fault.ts'
import type { Log } from '../../log.ts'
import { type Place, placeOf, postAt } from '../../place.ts'
import { notFromSlack, slackFault } from '../connection/slack-fault.ts'
import type { Message } from '../views/blocks.ts'
import type { Post } from '../views/post.ts'
import { asTexts, posts } from '../views/posts.ts'
import type { FindPosts, Found } from './find-post.ts'
import { erasePost } from './redraw.ts'
import type { Hear, InBlocks } from './refused-blocks.ts'

/**
 * Posts a message once, and answers with the `ts` of each post that it took, in order. With `look` some of them may be there already.
 * Nothing of it stays where it was not meant to be: a thread whose first message was deleted is a closed place.
 */
export type Send = (
  at: Place,
  what: Post,
  about: { workspace: string; key: string; look: boolean; after?: string | null | undefined },
) => Promise<string[]>

/**
 * A message is one post, or where it is too long the parts '1', '2' and so on. A part whose blocks Slack refuses goes out as its words:
 * one post again, or where those are too long '1.1', '1.2' and so on. Each carries the key and its part, so that after a crash only
 * what is missing is posted.
 * Blocks of the newer kinds go first, with what they say in words; kinds that a workspace does not have are left out from the start.
 * What is filled goes out as its line, and is edited at once: it is not sent before, so that after a crash the line is found and filled.
 */
export function openSend(web: WebClient, findPosts: FindPosts, log: Log, inBlocks: InBlocks): Send {
  return async (at, { first, full }, { workspace, key, look, after }) => {
    const parts = posts(full ?? first)
    const since = after ? placeOf(after).threadTs : undefined
    const { there, gone } = look
      ? await lookFor(at, key, since, parts.length > 1)
      : { there: new Map<string, string>() }
    const sent = new Map<string, string>() // the `ts` of each part
    /** A long message that is no reply begins a thread of its own, and the rest of it stands there. */
    const place = (): Place => {
      const [begun] = sent.values()
      return at.threadTs || !begun ? at : { ...at, threadTs: begun }
    }
    const once: Put = async (part, content, hear) => {
      if (sent.has(part)) return
      const ts = there.get(part)
      if (!ts && gone) throw gone
      sent.set(part, ts ?? (await post(place(), key, part, content, hear)))
    }
    /** A part that is posted as a line and filled; where Slack lets nobody edit it, its words follow the line. */
    const fill: Put = async (part, content, hear) => {
      await once(part, content.blocks ? first : { text: first.text })
      const openly = `${part}.0`
      const line = { channel: at.channel, ts: sent.get(part) ?? '', key, part }
      if (there.has(openly) || !(await edit(line, content, hear))) await once(openly, content, hear)
    }
    const put = full ? fill : once
    try {
      for (const [index, one] of parts.entries()) {
        const part = `${index + 1}`
        const isAsTexts = there.has(`${part}.1`)
        if (!isAsTexts && (await inBlocks(workspace, one, (content, hear) => put(part, content, hear)))) continue
        const texts = asTexts(one)
        for (const [at, text] of texts.entries()) {
          await put(texts.length > 1 && !(full && at === 0) ? `${part}.${at + 1}` : part, { text }) // a line that is there is filled
        }
      }
      return [...sent.values()]
    } catch (error) {
      if (error instanceof Fault && error.cause === THREAD_GONE)
        throw await takeBack(at, [...sent.values()], error.left)
      throw sent.size > there.size ? begun(slackFault(error)) : error
    }
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

  async function post(at: Place, key: string, part: string, content: Content, hear?: Hear): Promise<string> {
    try {
      const { ts, message } = await web.chat.postMessage({
        channel: at.channel,
        ...(at.threadTs ? { thread_ts: at.threadTs } : {}),
        metadata: metadataOf(key, part),
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
      hear?.(error)
      throw slackFault(error)
    }
  }

  /** Whether a post could be edited. What may pass is thrown: then it is found, and edited again. */
  async function edit(
    { channel, ts, key, part }: { channel: string; ts: string; key: string; part: string },
    content: Content,
    hear?: Hear,
  ): Promise<boolean> {
    try {
      await web.chat.update({ channel, ts, metadata: metadataOf(key, part), link_names: false, ...content })
      return true
    } catch (error) {
      hear?.(error)
      const fault = slackFault(error)
      if (fault.retry || ['slack-too-long', 'slack-gone'].includes(fault.code)) throw fault
      log.warn('a line cannot be filled: what it is for follows it', { cause: String(fault.cause) })
      return false
    }
  }
}

type Content = { text: string; blocks?: Message['blocks'] }
type Put = (part: string, content: Content, hear?: Hear) => Promise<void>

/** What a post is found by. An edit carries it again, so that it stays. */
const metadataOf = (key: string, part: string) => ({
  event_type: 'threadcoach_post',
  event_payload: part === '1' ? { key } : { key, part },
})

const THREAD_GONE = 'thread_gone' // as Slack's own codes are written
