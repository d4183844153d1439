import { z } from 'zod'
import { type Content, content } from '../coaching/content.ts'
import type { Call } from './call.ts'

const versions = z.object({ rubricVersion: z.int().nullable(), personaVersion: z.int() })

const retired = z.object({
  outcome: z.enum(['retired', 'back', 'as-it-was', 'unknown-domain']),
  open: z.int(),
})

/** What is kept of rubrics and personas, beside the versions that sessions hold. */
export type ContentStore = {
  /** What the next session of each domain begins with. */
  currentContent(): Promise<Content[]>
  /** Makes new versions of what changed; running sessions keep theirs. A domain that is not there, and of which a part is missing, is a Fault. */
  publishContent(next: Content): Promise<z.infer<typeof versions>>
  /** Takes a domain out of all lists, or brings it back; sessions under way go on to their end: `open` of them. */
  retireDomain(domain: string, about: { back: boolean }): Promise<z.infer<typeof retired>>
}

/** That part of the store. */
export function openContentStore(call: Call): ContentStore {
  return {
    currentContent: () => call('current_content', {}, z.array(content)),
    publishContent: ({ domain, about, rubric, persona }) =>
      call(
        'publish_content',
        { p_domain: domain, p_rubric: rubric ?? null, p_persona: persona ?? null, p_about: about ?? null },
        versions,
      ),
    retireDomain: (domain, { back }) => call('retire_domain', { p_domain: domain, p_back: back }, retired),
  }
}
