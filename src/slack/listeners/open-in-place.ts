import type { Press } from '../incoming/read-press.ts'
import { redrawPressed } from '../outgoing/redraw.ts'
import type { Message } from '../views/blocks.ts'
import { inOlderBlocks } from '../views/posts.ts'
import type { ListenerDeps, Said } from './table.ts'

/** Opens what went out closed: in its place, where need be in older blocks, and where that cannot be, to the person alone. */
export async function openInPlace(
  { web, log }: Pick<ListenerDeps, 'web' | 'log'>,
  { post }: Pick<Press, 'post'>,
  open: Message,
  beside: Message = inOlderBlocks(open) ?? open,
): Promise<Said> {
  const older = inOlderBlocks(open)
  for (const one of post ? [open, ...(older ? [older] : [])] : []) {
    if ((await redrawPressed(web, log, post ?? '', one)) === 'drawn') return undefined
  }
  return beside
}
