import { z } from 'zod'
import { dimension, persona } from './model.ts'

/** What coaching in a domain rests on, as it is published: its rubric, its persona, or both. */
export type Content = z.infer<typeof content>
export const content = z.object({
  domain: z.string(),
  rubric: z.object({ notEvidence: z.array(z.string()), dimensions: z.array(dimension) }).optional(),
  persona: persona.optional(),
})

/** What is wrong with content, and where: an error keeps it from being published, a warning is for its author to weigh. */
export type Remark = { is: 'error' | 'warning'; where: string; says: string }
export type Dimensions = NonNullable<Content['rubric']>['dimensions']
