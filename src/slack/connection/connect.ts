import { App } from '@slack/bolt'
import type { Log } from '../../log.ts'
import type { Proxies } from '../../proxies.ts'
import type { Bot } from './bot.ts'
import { type HttpOptions, openHttpBorder } from './http-border.ts'
import { type OnSilence, openSockets } from './sockets.ts'
import { clientOptions, quietLogger } from './web-client.ts'

/** How Slack reaches us. */
export type Transport = { over: 'socket'; appToken: string; proxies?: Proxies } | ({ over: 'http' } & HttpOptions)

export type Connection = {
  app: App
  start(): Promise<void>
  /** Takes nothing more; what was taken may still be acknowledged. */
  stop(): Promise<void>
  /** How many ways Slack has to reach us just now; 0 means none. */
  connections(): number
  /** Why Slack cannot reach us, in a sentence, or undefined when it can. */
  whyNone(): string | undefined
}

/** A Bolt app that is not started yet, over Socket Mode or over HTTP. */
export function openConnection(about: {
  botToken: string
  apiUrl?: string
  bot: Bot
  transport: Transport
  onSilence: OnSilence
  log: Log
}): Connection {
  const { botToken, apiUrl, bot, transport, onSilence, log } = about
  const logger = quietLogger(log)
  const options = clientOptions(apiUrl, log)
  let isServing = false

  const receiver =
    transport.over === 'socket'
      ? openSockets({ appToken: transport.appToken, proxies: transport.proxies, options, logger, onSilence, log })
      : {
          ...openHttpBorder({ ...transport, logger }),
          connections: () => (isServing ? 1 : 0),
          whyNone: () => (isServing ? undefined : 'Slack’s requests are not taken.'),
        }
  const app = new App({
    receiver,
    authorize: async () => ({ botToken, botId: bot.botId, botUserId: bot.userId }),
    clientOptions: options,
    logger,
    convoStore: false,
  })

  return {
    app,
    async start() {
      await receiver.start()
      isServing = true
    },
    async stop() {
      isServing = false
      await receiver.stop()
    },
    connections: receiver.connections,
    whyNone: receiver.whyNone,
  }
}
