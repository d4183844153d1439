import { PROMPTS } from '../../coaching/prompts.ts'
import type { Deps } from '../deps.ts'

/** A release has come: keep the words of its prompts, so that a session can be led to its end by those it began with. */
export async function keepPrompts({ store, log }: Pick<Deps, 'store' | 'log'>): Promise<void> {
  if ((await store.keepPrompts(PROMPTS)) === 'other') log.error('the prompts changed without a new version')
}
