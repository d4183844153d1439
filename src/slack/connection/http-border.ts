import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { HTTPReceiver, type Receiver } from '@slack/bolt'
import type { Logger } from '@slack/web-api'
import { askedPath, asksHealth } from '../../asked-path.ts'

export type HttpOptions = {
  signingSecret: string
  host: string
  port: number
  health: () => Promise<{ status: number; body: string }>
}

const PATH = '/slack/events'
const SKEW_S = 5 * 60 // Slack's own limit for the age of a request; Bolt checks it for the past alone
const MOST_BYTES = 1024 * 1024 // Slack sends far less
const FINISH_MS = 3_000 // Slack waits no longer for an answer
/** Whoever sends slowly holds no place for long. */
const PATIENCE = { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 }
const FORM = 'application/x-www-form-urlencoded'

/** Slack's signed requests, as a receiver of Bolt's. Bolt checks the signature; what it leaves open is closed before it. */
export function openHttpBorder(options: HttpOptions & { logger: Logger }): Receiver {
  const { signingSecret, host, port, health, logger } = options
  const receiver = new HTTPReceiver({ signingSecret, endpoints: PATH, logger })
  const bolt = receiver.requestListener
  receiver.requestListener = (request, response) => {
    answer(request, response).catch(() => response.destroy()) // whoever sent it has gone
  }
  let server: Server | undefined

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (asksHealth(request)) {
      const { status, body } = await health()
      return void response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    }
    if (askedPath(request) !== PATH || request.method !== 'POST') return refuse(response, 404)
    request.url = PATH // as Bolt wants it
    if (!isTimely(request)) return refuse(response, 401)
    const body = await bodyOf(request)
    if (!body) return refuse(response, 413)
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
    if (type === FORM) request.headers['content-type'] = FORM // with a charset, Bolt does not know it
    if (!holdsFields(body.toString(), type)) return refuse(response, 400)
    bolt(Object.assign(request, { rawBody: body }), response)
  }

  return {
    init: (app) => receiver.init(app),
    async start() {
      server = await receiver.start({ host, port }, PATIENCE)
      return server
    },
    async stop() {
      if (!server) return
      const impatient = setTimeout(() => server?.closeAllConnections(), FINISH_MS)
      await receiver.stop().finally(() => clearTimeout(impatient))
    },
  }
}

/** Without reading on: whoever forges a request is not waited for. */
function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' }).end()
  response.req.resume()
}

/** Not from another time. A request without a time is left to Bolt, which refuses it unless it needs no signature. */
function isTimely({ headers }: IncomingMessage): boolean {
  const time = headers['x-slack-request-timestamp']
  if (time === undefined) return true
  return typeof time === 'string' && /^\d{1,12}$/.test(time) && Math.abs(Date.now() / 1_000 - Number(time)) <= SKEW_S
}

/** What was sent, or undefined when it is more than Slack ever sends: that is read to its end, or nobody would hear the answer. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes <= MOST_BYTES) chunks.push(chunk)
  }
  return bytes <= MOST_BYTES ? Buffer.concat(chunks) : undefined
}

/** Bolt leaves a request open whose body is JSON without fields. */
function holdsFields(body: string, type: string | undefined): boolean {
  const json = type === FORM ? (new URLSearchParams(body).get('payload') ?? '{') : body
  return json.trimStart().startsWith('{')
}
