import OpenAI from 'openai'

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
    fetch: async (url, init) => readToItsEnd(await fetch(url, { ...init, headers: plainHeaders(key) })),
  })
}

/** All headers of a request. The SDK's own would carry OPENAI_CUSTOM_HEADERS and a description of this machine. */
function plainHeaders(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'user-agent': 'threadcoach' }
}

const END_MS = 1000 // a server that keeps the connection open after its last event

/**
 * The response, read to its end even when the reader leaves early. The SDK leaves a stream at its last event, a moment
 * before the server is through; cancelled then, every answer would cost a new connection.
 */
function readToItsEnd(response: Response): Response {
  const reader = response.body?.getReader()
  if (!reader) return response
  const rest = async () => {
    const patience = setTimeout(() => reader.cancel().catch(ignore), END_MS)
    try {
      while (!(await reader.read()).done);
    } finally {
      clearTimeout(patience)
    }
  }
  const body = new ReadableStream<Uint8Array>({
    async pull(out) {
      const { done, value } = await reader.read()
      if (done) out.close()
      else out.enqueue(value)
    },
    cancel: () => void rest().catch(ignore), // an aborted call ends it too
  })
  return new Response(body, response)
}

const ignore = () => undefined
