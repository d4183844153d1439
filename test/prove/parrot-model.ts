import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { listenLocally } from '../bench/listen-locally.ts'
import { JUDGE_MODEL, verdictOn } from '../bench/model.ts'

const SAID_BACK = 400 // signs: as much as a coach may say

/** A verdict that quotes the learner; where none is asked for, no words for a closing. */
function verdict(prompt: string): string {
  try {
    return verdictOn(prompt)
  } catch {
    return '{"worked_out":[],"next_steps":[]}'
  }
}

/** A model that says back what it was given, the latest first: what got into its prompt comes out. Hears each request whole. */
export async function openParrot(onAsked: (request: string) => void) {
  const server = createServer(async (incoming: IncomingMessage, response) => {
    const request = await text(incoming)
    onAsked(request)
    const { model, messages = [] }: { model?: string; messages?: { content: string }[] } = JSON.parse(request)
    const said = messages
      .map(({ content }) => content)
      .toReversed()
      .join(' ')
    const content =
      model === JUDGE_MODEL
        ? verdict(messages.at(-1)?.content ?? '')
        : `${said.replace(/\s+/g, ' ').slice(0, SAID_BACK)}\n\nWhat else?`
    const event = (data: object) => `data: ${JSON.stringify(data)}\n\n`
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(
      [
        event({ choices: [{ index: 0, delta: { content }, finish_reason: null }] }),
        event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
        event({ choices: [], usage: { prompt_tokens: 1, completion_tokens: 1 } }),
        'data: [DONE]\n\n',
      ].join(''),
    )
  })
  return {
    baseUrl: `${await listenLocally(server)}/v1`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
