import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as after } from 'node:timers/promises'
import { z } from 'zod'
import { listenLocally } from './listen-locally.ts'

/** How fast the model is; without these two an answer is there at once. */
export type Pace = { firstTokenMs?: number; tokensPerSecond?: number }

/** A request for an answer, as it arrived: `reply` is the number of the reply that it is about. */
export type Asked = { reply: string; at: number; messages: Message[] }
type Message = { content: string }

/** Hears that the first piece of a coach's answer is on its way, or its last. Only where the model has a pace. */
type OnToken = (which: 'first' | 'last') => void

export const COACH_MODEL = 'bench-coach'
export const JUDGE_MODEL = 'bench-judge'

const request = z.object({ model: z.string(), messages: z.array(z.object({ content: z.string() })) })
const talk = z.object({ talk: z.array(z.object({ round: z.int(), learner: z.string().optional() })) })

/**
 * A language model's server that costs as little as it can, so that what is measured is the bot. Its answers hold the number of
 * the reply, one question that was not asked before, and as many words as a coach's; its verdicts quote the learner.
 */
export async function openModel(
  pace: Pace,
  onAsked: (asked: Asked) => void,
  onJudged: () => void = () => undefined,
  onToken: OnToken = () => undefined,
) {
  const stopped = new AbortController()
  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error) => response.destroy(error))
  })

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now()
    const { model, messages } = request.parse(JSON.parse(await bodyOf(incoming)))
    const last = messages.at(-1)?.content ?? ''
    const inputTokens = Math.ceil(messages.reduce((sum, { content }) => sum + content.length, 0) / 4)
    if (model === JUDGE_MODEL) {
      const judged = last.endsWith(ASKS_FOR_CLOSING) ? NO_CLOSING : verdictOn(last)
      await stream(response, judged, inputTokens, {}, stopped.signal)
      return onJudged()
    }
    const [, reply] = last.endsWith(ASKS_FOR_ANSWER) ? (REPLY.exec(last) ?? []) : []
    if (!reply) return stream(response, 'They talked about a pilot.', inputTokens, pace, stopped.signal)
    onAsked({ reply, at, messages })
    await stream(response, answerTo(reply), inputTokens, pace, stopped.signal, onToken)
  }

  return {
    baseUrl: `${await listenLocally(server)}/v1`,
    async close() {
      stopped.abort()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const ASKS_FOR_ANSWER = 'Answer the learner now.'
const ASKS_FOR_CLOSING = 'Choose the words for the closing now.'
const NO_CLOSING = '{"worked_out":[],"next_steps":[]}'
export const REPLY = /\((\d+-\d+)\)/

/** What the model says to the reply with this number. */
export function answerTo(reply: string): string {
  const number = Number(reply.split('-')[1]) * 4
  const [one, two, three, four] = [0, 1, 2, 3].map((more) => name(number + more))
  return `You say (${reply}) what happened, and you stay close to what you saw and heard yourself. That is a good base to think from, since it leaves room for what you do not know yet. Let us look at the part that you can still move, and leave aside for now what is done. What would ${one} and ${two} see differently once ${three} had heard ${four} out?`
}

/** A made-up word for each number, so that no question is like one that was asked before. */
const name = (number: number) =>
  `${'bdfgklmnprstvz'[number % 14]}${'aeiou'[Math.floor(number / 14) % 5]}${'lmnrst'[Math.floor(number / 70) % 6]}o`

/** A verdict that fits what it is asked for. */
export function verdictOn(prompt: string): string {
  const [told = '', asked = ''] = prompt.split('\nJudge the learner on: ')
  const newest = talk.parse(JSON.parse(told)).talk.at(-1)
  const quote = newest?.learner?.split(' ').slice(1, 12).join(' ') ?? ''
  const judgements = asked
    .replace(/\.$/, '')
    .split(', ')
    .map((dimension) => ({
      dimension,
      evidence: [{ round: newest?.round ?? 0, quote }],
      observation: 'You say what matters to them, and why.',
      sufficiency: 'enough',
      anchor: '5',
      adjust: '0',
      next_step: 'Ask the other person before you decide.',
    }))
  return JSON.stringify({ judgements })
}

async function stream(
  response: ServerResponse,
  text: string,
  inputTokens: number,
  { firstTokenMs, tokensPerSecond }: Pace,
  signal: AbortSignal,
  onToken: OnToken = () => undefined,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  if (firstTokenMs) await after(firstTokenMs, undefined, { signal })
  const tokens = text.match(/.{1,4}/gsu) ?? [] // a token is about four characters
  const usage = { prompt_tokens: inputTokens, completion_tokens: tokens.length }
  const pieces = tokens.map((token) =>
    event({ choices: [{ index: 0, delta: { content: token }, finish_reason: null }] }),
  )
  const end = `${event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}${event({ choices: [], usage })}data: [DONE]\n\n`
  if (!tokensPerSecond) return void response.end(pieces.join('') + end)

  const begun = performance.now()
  for (const [index, piece] of pieces.entries()) {
    const wait = begun + (index * 1000) / tokensPerSecond - performance.now()
    if (wait > 0) await after(wait, undefined, { signal })
    response.write(piece)
    if (index === 0) onToken('first')
  }
  onToken('last')
  response.end(end)
}

const event = (data: object) => `data: ${JSON.stringify(data)}\n\n`

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
