import { z } from 'zod'
import { type Content, content } from '../coaching/content.ts'
import type { Call } from './call.ts'

const versions = z.object({ rubricVersion: z.int().nullable(), personaVersion: z.int() })

/** What is kept of rubrics and personas, beside the versions that sessions hold. */
export type ContentStore = {
  /** What the next session of each domain begins with. */
  currentContent(): Promise<Content[]>
  /** Makes new versions of what changed; running sessions keep theirs. A domain that is not there is a Fault. */
  publishContent(next: Content): Promise<z.infer<typeof versions>>
}

/** That part of the store. */
export function openContentStore(call: Call): ContentStore {
  return {
    currentContent: () => call('current_content', {}, z.array(content)),
    publishContent: ({ domain, rubric, persona }) =>
      call('publish_content', { p_domain: domain, p_rubric: rubric ?? null, p_persona: persona ?? null }, versions),
  }
}
