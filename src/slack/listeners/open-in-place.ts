import type { Press } from '../incoming/read-press.ts'
import { redrawPressed } from '../outgoing/redraw.ts'
import type { Message } from '../views/blocks.ts'
import { answerable } from '../views/posts.ts'
import type { ListenerDeps, Said } from './table.ts'

/** Opens what went out closed: in its place, and where that cannot be, to the person alone. */
export async function openInPlace(
  deps: Pick<ListenerDeps, 'web' | 'log' | 'inBlocks'>,
  { post, who: { workspace } }: Pick<Press, 'post' | 'who'>,
  open: Message,
  beside: Message = answerable(open),
): Promise<Said> {
  const drawn = post ? await redrawPressed(deps, { workspace, post }, open) : 'stays'
  return drawn === 'drawn' ? undefined : beside
}
