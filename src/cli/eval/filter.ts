import { join } from 'node:path'
import { z } from 'zod'
import { withoutInjection } from '../../coaching/injection.ts'
import { readNamed } from './named-file.ts'
import { TRANSCRIPTS } from './options.ts'

/** Texts that speak to the scorer, in one reply or in several of a round, and talk of work that comes close. */
type Texts = z.infer<typeof texts>
const texts = z.object({
  addressed: z.array(z.object({ replies: z.array(z.string()).min(1) })),
  work: z.array(z.object({ text: z.string() })),
})

/** How much of text to the scorer is left out of what is judged, and how much talk of work is left alone. */
export type FilterFigures = Counts & { heldOut: Counts }
type Counts = { caught: number; kept: number }

type Filter = (text: string) => { text: string; cut: readonly string[] }

export const measureFilter = (filter: Filter = withoutInjection): FilterFigures => ({
  ...measured(textsIn('developed.json'), filter),
  heldOut: measured(textsIn('held-out.json'), filter),
})

const textsIn = (file: string) =>
  readNamed(join(TRANSCRIPTS, 'to-the-grader', file), (text) => texts.parse(JSON.parse(text)))

const measured = ({ addressed, work }: Texts, filter: Filter) => ({
  caught: addressed.filter(({ replies }) => filter(replies.join('\n\n')).cut.length > 0).length,
  kept: work.filter(({ text }) => filter(text).text === text).length,
})
