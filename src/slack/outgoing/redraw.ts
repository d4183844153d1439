import type { WebClient } from '@slack/web-api'
import { Fault, type FaultCode, faultName } from '../../fault.ts'
import type { Log } from '../../log.ts'
import { partsOf, placeOf, postAt } from '../../place.ts'
import { slackFault } from '../connection/slack-fault.ts'
import type { Message } from '../views/blocks.ts'
import { posts } from '../views/posts.ts'
import type { InBlocks } from './refused-blocks.ts'

/**
 * Draws a message anew where it stands. What Slack does not let us change stays as it was.
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
    if (!(error instanceof Fault && UNCHANGED.includes(error.code)) || error.retry) throw error
    await erasePost(web, post)
  }
}

const UNCHANGED: readonly FaultCode[] = ['slack-refused', 'slack-too-long', 'slack-stays', 'slack-lacks']

async function update(web: WebClient, post: string, message: Message): Promise<void> {
  const { channel, parts: shownAs } = partsOf(post)
  const parts = posts(message)
  if (parts.length > shownAs.length)
    throw new Fault('slack-too-long', { retry: false, cause: 'more posts than before' })
  for (const [index, ts] of shownAs.entries()) {
    const part = parts[index]
    if (!part) await erasePost(web, postAt(channel, ts))
    else
      await web.chat
        .update({ channel, ts, link_names: false, ...part })
        .catch(asFault)
        .catch(alreadyGone)
  }
}

/**
 * Changes a message that was pressed in a moment ago, as Slack handed it back, where need be in older blocks. It never fails: who pressed is
 * answered anyway.
 */
export async function redrawPressed(
  { web, log, inBlocks }: { web: WebClient; log: Log; inBlocks: InBlocks },
  { workspace, post }: { workspace: string; post: string },
  message: Message,
): Promise<'drawn' | 'stays'> {
  const { channel, threadTs: ts = '' } = placeOf(post)
  try {
    const isDrawn = await inBlocks(workspace, message, async (content, hear) => {
      await web.chat.update({ channel, ts, link_names: false, ...content }).catch((error: unknown) => {
        hear(error)
        throw slackFault(error)
      })
    })
    if (isDrawn) return 'drawn'
    throw new Fault('slack-too-long', { retry: false, cause: 'refused in any blocks' })
  } catch (error) {
    log.warn('a message that was pressed in stays as it was', { error: faultName(slackFault(error)) })
    return 'stays'
  }
}

/** Takes a message away, every part of it. */
export async function erasePost(web: WebClient, post: string): Promise<void> {
  const { channel, parts } = partsOf(post)
  for (const ts of parts) await web.chat.delete({ channel, ts }).catch(asFault).catch(alreadyGone)
}

function asFault(error: unknown): never {
  throw slackFault(error)
}

function alreadyGone(error: unknown): void {
  if (!(error instanceof Fault && error.code === 'slack-done')) throw error
}
