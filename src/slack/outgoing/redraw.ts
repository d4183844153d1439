import type { WebClient } from '@slack/web-api'
import { Fault } from '../../fault.ts'
import { slackFault } from '../connection/slack-fault.ts'
import type { Message } from '../views/blocks.ts'
import { posts } from '../views/posts.ts'

/**
 * Draws a message anew where it stands, as a post 'channel:ts' or 'channel:ts,ts'. What Slack does not let us change stays as it was.
 * What may pass is thrown, to be tried again.
 */
export async function redraw(web: WebClient, post: string, message: Message): Promise<'drawn' | Fault> {
  try {
    await update(web, post, message)
    return 'drawn'
  } catch (error) {
    if (!(error instanceof Fault) || error.retry || error.code === 'slack-gone') throw error
    return error
  }
}

/** The same where words must leave a message: what Slack lets nobody change goes altogether. */
export async function redact(web: WebClient, post: string, message: Message): Promise<void> {
  try {
    await update(web, post, message)
  } catch (error) {
    const isRefused = error instanceof Fault && ['slack-refused', 'slack-too-long'].includes(error.code)
    if (!isRefused || error.retry) throw error
    await erasePost(web, post)
  }
}

async function update(web: WebClient, post: string, message: Message): Promise<void> {
  const [channel = '', shown = ''] = post.split(':')
  const [parts, shownAs] = [posts(message), shown.split(',')]
  if (parts.length > shownAs.length)
    throw new Fault('slack-too-long', { retry: false, cause: 'more posts than before' })
  for (const [index, ts] of shownAs.entries()) {
    const part = parts[index]
    if (!part) await erasePost(web, `${channel}:${ts}`)
    else
      await web.chat
        .update({ channel, ts, link_names: false, ...part })
        .catch(asFault)
        .catch(alreadyGone)
  }
}

/** Takes a message away, every part of it. */
export async function erasePost(web: WebClient, post: string): Promise<void> {
  const [channel = '', shown = ''] = post.split(':')
  for (const ts of shown.split(',')) await web.chat.delete({ channel, ts }).catch(asFault).catch(alreadyGone)
}

function asFault(error: unknown): never {
  throw slackFault(error)
}

function alreadyGone(error: unknown): void {
  if (!(error instanceof Fault && error.cause === 'message_not_found')) throw error
}
