import OpenAI from 'openai'
import { boundedBody } from '../bounded-body.ts'
import { Fault } from '../fault.ts'

/** Of an answer that is one piece, an error or a page: real ones have a hundredth of it. */
const MOST_BYTES = 1024 * 1024
const MOST_STREAMED_BYTES = 4 * MOST_BYTES // whoever reads events counts them more closely

/** The SDK's client, with nothing in it but what is passed here: left alone, it also reads the environment. */
export function openClient({ baseUrl, apiKey }: { baseUrl?: string | undefined; apiKey?: string | undefined }): OpenAI {
  const key = apiKey || 'none' // a local server needs no key, the SDK does
  return new OpenAI({
    baseURL: baseUrl || 'https://api.openai.com/v1',
    apiKey: key,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off', // its debug log holds the prompts
    maxRetries: 0, // what failed is still in the inbox: the worker tries again
    timeout: 2 ** 31 - 1, // deadlines.ts watches, the SDK need not
    async fetch(url, init) {
      // A redirect would take the talk to a server that nobody named.
      const response = await fetch(url, { ...init, redirect: 'manual', headers: plainHeaders(key) })
      const isStreamed = response.headers.get('content-type')?.includes('event-stream')
      return boundedBody(response, isStreamed ? MOST_STREAMED_BYTES : MOST_BYTES, endless)
    },
  })
}

const endless = () => new Fault('llm-endless', { retry: true })

/** All headers of a request. The SDK's own would carry OPENAI_CUSTOM_HEADERS and a description of this machine. */
function plainHeaders(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'user-agent': 'threadcoach' }
}
