import type { WebClient } from '@slack/web-api'
import { Fault } from '../fault.ts'
import { slackFault } from './slack-fault.ts'
import type { Message } from './views/blocks.ts'
import { posts } from './views/posts.ts'

/** Shows a message as it is now where it was shown before, as a post 'channel:ts' or 'channel:ts,ts'. What cannot be changed goes altogether. */
export async function redraw(web: WebClient, post: string, message: Message): Promise<void> {
  const [channel = '', shown = ''] = post.split(':')
  const [parts, shownAs] = [posts(message), shown.split(',')]
  try {
    if (parts.length > shownAs.length) throw new Fault('slack-too-long', { retry: false })
    for (const [index, ts] of shownAs.entries()) {
      const part = parts[index]
      if (!part) await erasePost(web, `${channel}:${ts}`)
      else
        await web.chat
          .update({ channel, ts, link_names: false, ...part })
          .catch(asFault)
          .catch(alreadyGone)
    }
  } catch (error) {
    if (!(error instanceof Fault && ['slack-refused', 'slack-too-long'].includes(error.code))) throw error
    await erasePost(web, post)
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
