import type { Coach } from '../../coaching/model.ts'
import { saysTooLittle, scoredDimensions } from '../../coaching/rubric.ts'
import { transcriptOf } from '../../coaching/transcript.ts'
import type { JudgeModel } from '../../llm/minds.ts'
import { promptOf } from './ask.ts'
import type { Talk } from './golden.ts'

/** What a million tokens cost, in any currency. */
export type Price = { input: number; output: number }

const CHARACTERS_PER_TOKEN = 4
const TOKENS_PER_DIMENSION = 140 // of a verdict, without what a model thinks before it writes

/** About how many calls and tokens a run takes, with a call for a talk or one for each dimension. Talks with too little to judge are not asked about. */
function estimatedTokens(
  talks: Talk[],
  coachOf: (domain: string) => Coach,
  times: number,
  each: 'talk' | 'dimension' = 'talk',
): { calls: number; input: number; output: number } {
  const calls = talks.flatMap((talk) => {
    const coach = coachOf(talk.domain)
    const transcript = transcriptOf(coach, talk.rounds)
    const asked = saysTooLittle(transcript) ? [] : scoredDimensions(coach)
    if (asked.length === 0) return []
    const characters = promptOf(coach, talk.rounds).reduce((sum, { content }) => sum + content.length, 0)
    const many = each === 'talk' ? 1 : asked.length
    const input = many * Math.ceil(characters / CHARACTERS_PER_TOKEN)
    return [{ many, input, output: asked.length * TOKENS_PER_DIMENSION }]
  })
  return {
    calls: calls.reduce((sum, { many }) => sum + many, 0) * times,
    input: calls.reduce((sum, { input }) => sum + input, 0) * times,
    output: calls.reduce((sum, { output }) => sum + output, 0) * times,
  }
}

/** What these tokens cost; nothing is known of it without a price. */
export function costOf(tokens: { input: number; output: number }, price: Price | undefined): number | null {
  return price ? (tokens.input * price.input + tokens.output * price.output) / 1_000_000 : null
}

/** What a run will take, before a model is asked anything. */
export function startLine(
  talks: Talk[],
  { samples, price }: { samples: number; price: Price | undefined },
  repeats: number,
  { name, calls: each }: JudgeModel,
  coachOf: (domain: string) => Coach,
): string {
  const { calls, input, output } = estimatedTokens(talks, coachOf, repeats * samples, each)
  const cost = costOf({ input, output }, price)
  const money =
    cost === null ? 'Give --price-in and --price-out to have it in money.' : `At your price about ${cost.toFixed(2)}.`
  return `${talks.length} talks, ${repeats} times each, by ${name}. About ${calls} calls, ${input} tokens in and ${output} out, less what was kept of an earlier run. ${money}`
}
