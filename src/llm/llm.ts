import type { z } from 'zod'

/** One message of a prompt. */
export type PromptMessage = { role: 'system' | 'user' | 'assistant'; content: string }

/** What a call cost, in tokens: as the server counted them, and estimated where it did not say. */
export type Usage = { inputTokens: number; cachedTokens: number; outputTokens: number }

/** A model behind any OpenAI-compatible server. Every failure is a `Fault` with an `llm-` code. */
export type LanguageModel = {
  /** Its name, as kept with every round and score. */
  readonly name: string
  /**
   * Writes a text. Streamed so that a stall is seen; resolves with the whole text once the server said that it is done.
   * `cacheKey` is the same for prompts that begin alike.
   */
  write(messages: PromptMessage[], options: CallOptions): Promise<{ text: string; usage: Usage }>
  /** Fills in a schema. The shape must also be described in the prompt: some servers do not enforce it. */
  fill<T>(
    messages: PromptMessage[],
    schema: z.ZodType<T>,
    options: CallOptions & { schemaName: string },
  ): Promise<{ value: T; usage: Usage }>
}

export type CallOptions = {
  /** At most this many tokens of output. */
  maxTokens: number
  cacheKey?: string
  /** A salted hash of the person's id, for the provider's abuse checks. */
  safetyId?: string
  signal?: AbortSignal
  /** Nobody has been asked for this before: it is worth a try also while the server counts as away. */
  isNew?: boolean
  /** Hears what each request cost, whatever came of it: a call may need several. */
  spent?: (usage: Usage) => void
}
