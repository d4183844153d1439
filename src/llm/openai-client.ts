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
    fetch: (url, init) => fetch(url, { ...init, headers: plainHeaders(key) }),
  })
}

/** All headers of a request. The SDK's own would carry OPENAI_CUSTOM_HEADERS and a description of this machine. */
function plainHeaders(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'user-agent': 'threadcoach' }
}
