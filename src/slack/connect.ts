import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt'
import type { Log } from '../log.ts'
import type { Bot } from './read-incoming.ts'
import { clientOptions, quietLogger } from './web-client.ts'

/** How Slack reaches us. */
export type Transport =
  | { over: 'socket'; appToken: string }
  | {
      over: 'http'
      signingSecret: string
      host: string
      port: number
      health: () => Promise<{ status: number; body: string }>
    }

export type Connection = {
  app: App
  start(): Promise<void>
  stop(): Promise<void>
  /** How many ways Slack has to reach us just now; 0 means none. */
  connections(): number
}

const SOCKETS = 2 // Slack recycles a connection from time to time; meanwhile the other one serves

/** A Bolt app that is not started yet, over Socket Mode with two connections, or over HTTP. */
export function openConnection(about: {
  botToken: string
  apiUrl?: string
  bot: Bot
  transport: Transport
  log: Log
}): Connection {
  const { botToken, apiUrl, bot, transport, log } = about
  const logger = quietLogger(log)
  const options = clientOptions(apiUrl, log)
  const open = new Set<object>()

  const receivers: Receiver[] =
    transport.over === 'socket'
      ? Array.from({ length: SOCKETS }, () => {
          const receiver = new SocketModeReceiver({
            appToken: transport.appToken,
            logger,
            installerOptions: {
              clientOptions: { ...options, retryConfig: { retries: 100, factor: 1.3, maxTimeout: 30_000 } },
            },
          })
          receiver.client.on('connected', () => open.add(receiver))
          for (const event of ['disconnected', 'disconnecting', 'reconnecting', 'close']) {
            receiver.client.on(event, () => open.delete(receiver))
          }
          return receiver
        })
      : [httpReceiver(transport, logger)]
  const [first, ...others] = receivers
  if (!first) throw new Error('no receiver')

  const app = new App({
    receiver: first,
    authorize: async () => ({ botToken, botId: bot.botId, botUserId: bot.userId }),
    clientOptions: options,
    logger,
    convoStore: false,
  })
  for (const receiver of others) receiver.init(app)

  return {
    app,
    start: async () => {
      for (const receiver of receivers) await start(receiver)
      if (transport.over === 'http') open.add(first)
    },
    stop: async () => {
      open.clear()
      await Promise.all(receivers.map((receiver) => receiver.stop()))
    },
    connections: () => open.size,
  }

  function start(receiver: Receiver): Promise<unknown> {
    return transport.over === 'http' ? receiver.start({ port: transport.port, host: transport.host }) : receiver.start()
  }
}

function httpReceiver(
  transport: Extract<Transport, { over: 'http' }>,
  logger: ReturnType<typeof quietLogger>,
): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret: transport.signingSecret,
    endpoints: '/slack/events',
    logger,
    bodyLimit: '1mb',
    customRoutes: [
      {
        path: '/healthz',
        method: 'GET',
        handler: (_request, response) => {
          void transport.health().then(({ status, body }) => {
            response.writeHead(status, { 'content-type': 'application/json' }).end(body)
          })
        },
      },
    ],
  })
}
