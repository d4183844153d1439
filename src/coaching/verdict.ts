import { z } from 'zod'

/** What the judge fills in. Lenient where code decides anyway: an unknown dimension or a quote too many must not cost the rest. */
export type Verdict = z.infer<typeof verdict>
export const verdict = z.object({
  judgements: z.array(
    z.object({
      dimension: z.string(),
      evidence: z.array(z.object({ round: z.int().default(0), quote: z.string() })), // it is looked for in every round
      observation: z.string().default(''),
      sufficiency: z.enum(['enough', 'not_enough', 'does_not_apply']),
      anchor: z.enum(['2', '5', '8', '10']).nullable(),
      adjust: z.enum(['-1', '0', '+1']).nullable(),
      next_step: z.string().default(''),
      better_wording: z.string().default(''),
    }),
  ),
})
