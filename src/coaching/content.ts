import { z } from 'zod'
import { dimension, persona } from './model.ts'

/** How people meet a domain: what its name is, what it is for, and where it is in lists, lowest first. */
const about = z.object({
  name: z.string(),
  category: z.string(),
  difficulty: z.string(),
  description: z.string(),
  scenario: z.string(),
  opening: z.string(),
  knowledgeTags: z.array(z.string()),
  place: z.int(),
  forManagers: z.boolean(),
})

/** What coaching in a domain rests on, as it is published: what is left out stays as it is. A new domain needs all of it. */
export type Content = z.infer<typeof content>
export const content = z.object({
  domain: z.string(),
  about: about.optional(),
  rubric: z.object({ notEvidence: z.array(z.string()), dimensions: z.array(dimension) }).optional(),
  persona: persona.optional(),
})

/** What is wrong with content, and where: an error keeps it from being published, a warning is for its author to weigh. */
export type Remark = { is: 'error' | 'warning'; where: string; says: string }
export type Dimensions = NonNullable<Content['rubric']>['dimensions']
