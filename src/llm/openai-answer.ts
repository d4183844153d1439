import { Stream } from 'openai/streaming'
import { z } from 'zod'
import { Fault } from '../fault.ts'
import type { Deadlines } from './deadlines.ts'
import { cleanText } from './json.ts'
import type { Usage } from './llm.ts'

/** A token is about 4 characters. A server that does not stop at the limit is stopped by us, well beyond any real text. */
const MOST_CHARACTERS_A_TOKEN = 16

const said = z.object({ content: z.string().nullish(), refusal: z.string().nullish() }).nullish()
/** A piece of a streamed answer, or a whole answer: they differ in one word. */
const piece = z.object({
  choices: z.array(z.object({ delta: said, message: said, finish_reason: z.string().nullish() })).nullish(),
  usage: z
    .object({
      prompt_tokens: z.number().catch(0),
      completion_tokens: z.number().catch(0),
      prompt_tokens_details: z.object({ cached_tokens: z.number().catch(0) }).nullish(),
    })
    .nullish(),
})

export type Answer = { text: string; usage: Usage }
type Reading = { deadlines: Deadlines; idleMs: number; maxTokens: number }

/** Reads an answer to its end. An answer that is not whole, or not one to show, is a fault. */
export async function readAnswer(
  { data, response }: { data: unknown; response: Response },
  reading: Reading,
): Promise<Answer> {
  const heard = { text: '', finish: '', refused: false, isAnswer: false, usage: NO_USAGE }
  try {
    for await (const each of await pieces(data, response)) take(each, heard, reading)
  } catch (error) {
    if (!heard.finish) throw error // once it said that it is done, only the count of tokens can be missing
  }
  return checked(heard, response)
}

type Heard = { text: string; finish: string; refused: boolean; isAnswer: boolean; usage: Usage }

function take(each: unknown, heard: Heard, { deadlines, idleMs, maxTokens }: Reading): void {
  const { data } = piece.safeParse(each)
  if (!data) throw new Fault('llm-not-compatible', { retry: false })
  deadlines.heard()
  const [choice] = data.choices ?? []
  const { content, refusal } = choice?.delta ?? choice?.message ?? {}
  if (data.choices) heard.isAnswer = true
  if (refusal) heard.refused = true
  if (content) {
    if (heard.text === '') deadlines.allowSilence(idleMs) // from the first word on, silence is a stall
    heard.text += content
    if (heard.text.length > maxTokens * MOST_CHARACTERS_A_TOKEN) throw new Fault('llm-cut', { retry: true })
  }
  if (choice?.finish_reason) heard.finish = choice.finish_reason
  if (data.usage) {
    heard.usage = {
      inputTokens: data.usage.prompt_tokens,
      cachedTokens: data.usage.prompt_tokens_details?.cached_tokens ?? 0,
      outputTokens: data.usage.completion_tokens,
    }
  }
}

function checked({ text, finish, refused, isAnswer, usage }: Heard, response: Response): Answer {
  if (!isAnswer && !contentType(response).includes('text/event-stream')) {
    throw new Fault('llm-not-compatible', { retry: false }) // a login page, another kind of API
  }
  if (refused) throw new Fault('llm-refused', { retry: false })
  if (finish === 'content_filter') throw new Fault('llm-filtered', { retry: false })
  if (finish === 'error') throw new Fault('llm-busy', { retry: true }) // how routers tell that the model behind them failed
  if (finish === '' || finish === 'length') throw new Fault('llm-cut', { retry: true })
  if (text.trim() === '') throw new Fault('llm-empty', { retry: true })
  return { text: cleanText(text), usage }
}

/** The pieces of a stream, or the one piece of a server that was not asked to stream or does not. */
async function pieces(data: unknown, response: Response): Promise<AsyncIterable<unknown> | unknown[]> {
  if (!(data instanceof Stream)) return [data]
  return contentType(response).includes('application/json') ? [JSON.parse(await response.text())] : data
}

const contentType = (response: Response) => response.headers.get('content-type') ?? ''

const NO_USAGE: Usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 }
