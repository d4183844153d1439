/** The dialect of the API that one model on one server speaks, as far as its refusals have told. */
export type Capabilities = {
  /** The parameter that limits the length of an answer. */
  readonly tokenLimit: 'max_completion_tokens' | 'max_tokens' | 'none'
  /** How it can be asked for JSON. */
  readonly format: 'json_schema' | 'json_object' | 'none'
  readonly streams: boolean
  /** Parameters that it does not take; they are no longer sent. */
  readonly refused: readonly string[]
}

/** What a server said when it refused a request, and what of that request could be left out. */
type Refusal = { param: string | undefined; message: string; optional: readonly string[]; askedForJson: boolean }

/** What is tried first: the newest dialect. */
export const NEWEST: Capabilities = {
  tokenLimit: 'max_completion_tokens',
  format: 'json_schema',
  streams: true,
  refused: [],
}

/**
 * The dialect to try next after a refusal, or undefined when the refusal was about something else.
 * Each lesson gives something up for good, so learning ends by itself.
 */
export function learn(known: Capabilities, { param, message, ...sent }: Refusal): Capabilities | undefined {
  // A prompt that is too long is refused with the same words; that says nothing about the dialect.
  if (/context.?(length|window)|too (large|long)/i.test(message)) return undefined

  // Where the server names the parameter, its sentence is not searched: that could quote a learner.
  const about = param || message
  const names = (name: string) => new RegExp(`\\b${name}\\b`).test(about)
  const refused = sent.optional.filter(names)
  const limit = known.tokenLimit !== 'none' && names(known.tokenLimit)
  const format =
    sent.askedForJson &&
    known.format !== 'none' &&
    /response_format|json.?(object|mode)|schema|structured|grammar/i.test(about)
  const stream = known.streams && param === 'stream'
  if (refused.length === 0 && !limit && !format && !stream) return undefined

  return {
    tokenLimit: limit ? OLDER_LIMIT[known.tokenLimit] : known.tokenLimit,
    format: format ? LOOSER_FORMAT[known.format] : known.format,
    streams: known.streams && !stream,
    refused: [...known.refused, ...refused],
  }
}

const OLDER_LIMIT = { max_completion_tokens: 'max_tokens', max_tokens: 'none', none: 'none' } as const
const LOOSER_FORMAT = { json_schema: 'json_object', json_object: 'none', none: 'none' } as const
