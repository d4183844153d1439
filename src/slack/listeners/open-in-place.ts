import type { Press } from '../incoming/read-press.ts'
import { redrawPressed } from '../outgoing/redraw.ts'
import type { Message } from '../views/blocks.ts'
import { answerable, newerKinds } from '../views/posts.ts'
import type { ListenerDeps, Said } from './table.ts'

/** Opens what went out closed: in its place, where need be in older blocks, and where that cannot be, to the person alone. */
export async function openInPlace(
  { web, log }: Pick<ListenerDeps, 'web' | 'log'>,
  { post }: Pick<Press, 'post'>,
  open: Message,
  beside: Message = answerable(open),
): Promise<Said> {
  for (const one of post ? [open, ...(newerKinds(open).length > 0 ? [answerable(open)] : [])] : []) {
    if ((await redrawPressed(web, log, post ?? '', one)) === 'drawn') return undefined
  }
  return beside
}
