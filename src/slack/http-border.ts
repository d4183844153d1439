import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { HTTPReceiver, type Receiver } from '@slack/bolt'
import type { Logger } from '@slack/web-api'

export type HttpOptions = {
  signingSecret: string
  host: string
  port: number
  health: () => Promise<{ status: number; body: string }>
}

const SKEW_S = 5 * 60 // Slack's own limit for the age of a request; Bolt checks it for the past alone
const ANSWERED_MS = 5_000 // Slack waits three seconds
const FINISH_MS = 3_000
/** Whoever sends slowly holds no place for long. */
const PATIENCE = { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 }
const FORM = 'application/x-www-form-urlencoded'

/** Slack's signed requests, as a receiver of Bolt's. Bolt checks the signature and the size; what it leaves open is closed before it. */
export function openHttpBorder({
  signingSecret,
  host,
  port,
  health,
  logger,
}: HttpOptions & { logger: Logger }): Receiver {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: '/slack/events',
    logger,
    bodyLimit: '1mb',
    customRoutes: [
      {
        path: '/healthz',
        method: 'GET',
        handler: (_request, response) => {
          void health().then(({ status, body }) => {
            response.writeHead(status, { 'content-type': 'application/json' }).end(body)
          })
        },
      },
    ],
  })
  const bolt = receiver.requestListener
  receiver.requestListener = (request, response) => {
    if (!isTimely(request)) return refuse(request, response)
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
    if (type === FORM) request.headers['content-type'] = FORM // Bolt knows it without a charset alone
    answerInTime(response)
    bolt(request, response)
  }
  let server: Server | undefined

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

/** Not from another time. A request without a time is left to Bolt, which refuses it unless it needs no signature. */
function isTimely({ headers }: IncomingMessage): boolean {
  const time = headers['x-slack-request-timestamp']
  if (time === undefined) return true
  return typeof time === 'string' && /^\d{1,12}$/.test(time) && Math.abs(Date.now() / 1_000 - Number(time)) <= SKEW_S
}

/** Without reading the body: whoever forges a request is not waited for. */
function refuse(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(401, { connection: 'close' }).end()
  request.resume()
}

/** What Bolt finds no answer to is not left open. */
function answerInTime(response: ServerResponse): void {
  const timer = setTimeout(() => {
    if (!response.headersSent) response.writeHead(500, { connection: 'close' }).end()
  }, ANSWERED_MS)
  response.once('close', () => clearTimeout(timer))
}
