import type { PromptMessage } from './llm.ts'

/** The dialect of the API that one model on one server speaks, as far as its refusals have told. */
export type Capabilities = {
  /** The parameter that limits the length of an answer. */
  readonly tokenLimit: 'max_completion_tokens' | 'max_tokens' | 'none'
  /** How it can be asked for JSON. */
  readonly format: 'json_schema' | 'json_object' | 'none'
  readonly streams: boolean
  /** Whether it knows a system role; else those words begin what the user says. */
  readonly system: boolean
  /** What its address lacks: some know the API below /v1 only. */
  readonly path: '' | '/v1'
  /** Parameters that it does not take; they are no longer sent. */
  readonly refused: readonly string[]
}

/** What a server said when it refused a request, and what of that request could be left out. */
type Refusal = {
  param: string | undefined
  message: string
  /** It called the request wrong. Else it broke, as templates of prompts do on a role that they do not know. */
  isMistake: boolean
  optional: readonly string[]
  askedForJson: boolean
  hasSystem: boolean
}

/** What is tried first: the newest dialect. */
export const NEWEST: Capabilities = {
  tokenLimit: 'max_completion_tokens',
  format: 'json_schema',
  streams: true,
  system: true,
  path: '',
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
  const system =
    known.system &&
    sent.hasSystem &&
    SYSTEM_REFUSED.test(`${param ?? ''} ${message.replace(QUOTED_ROLE, '')}`.slice(0, TOLD_FIRST))
  if (system) return { ...known, system: false }
  if (!sent.isMistake || (refused.length === 0 && !limit && !format && !stream)) return undefined

  return {
    ...known,
    tokenLimit: limit ? OLDER_LIMIT[known.tokenLimit] : known.tokenLimit,
    format: format ? LOOSER_FORMAT[known.format] : known.format,
    streams: known.streams && !stream,
    refused: [...known.refused, ...refused],
  }
}

const TOLD_FIRST = 400 // characters: what a server says of it comes before what it may quote
const QUOTED_ROLE = /["']role\\?["']: ?\\?["'][a-z]+\\?["']/g // of a request that is quoted
const SYSTEM_REFUSED =
  /\bsystem (?:role|message|prompt|instruction)s?\b.{0,40}\b(?:not|isn't|un\w+|invalid|must)\b|\b(?:not|un\w+|invalid|unknown) (?:\w+ )?(?:system (?:role|message|prompt|instruction)|role:? ?["'`]?system)|\broles?\b.{0,40}["'`]system["'`]|["'`]?system["'`]? (?:role )?is not one of|developer instructions? (?:is|are) not|roles must alternate|should be ["']user["'] or ["']assistant["']|only user\b.{0,40}\broles?\b/i

/** The same messages for a server without a system role, or whose roles must take turns: its words begin the first message of the user. */
export function withoutSystem(messages: PromptMessage[]): PromptMessage[] {
  const told: PromptMessage[] = []
  for (const { role, content } of messages) {
    const as = role === 'assistant' ? 'assistant' : 'user'
    const before = told.at(-1)
    if (before?.role === as) before.content += `\n\n${content}`
    else told.push({ role: as, content })
  }
  return told
}

const OLDER_LIMIT = { max_completion_tokens: 'max_tokens', max_tokens: 'none', none: 'none' } as const
const LOOSER_FORMAT = { json_schema: 'json_object', json_object: 'none', none: 'none' } as const
