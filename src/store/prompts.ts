import { z } from 'zod'
import { type Prompts, prompts } from '../coaching/model.ts'
import type { Call } from './call.ts'

/** What prompts of each version said. */
export type PromptStore = {
  /** Keeps those of this release. 'other' where the same version said something else before: then its number was not raised. */
  keepPrompts(now: Prompts): Promise<'kept' | 'known' | 'other'>
  /** The words of a version; null where no release kept them. */
  promptsOf(version: number): Promise<Prompts | null>
}

/** That part of the store. */
export function openPromptStore(call: Call): PromptStore {
  const outcome = z.object({ outcome: z.enum(['kept', 'known', 'other']) })
  return {
    keepPrompts: async (now) => (await call('keep_prompts', { p_version: now.version, p_texts: now }, outcome)).outcome,
    promptsOf: (version) => call('prompts_of', { p_version: version }, prompts.nullable()),
  }
}
