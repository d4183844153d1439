import type { Socket } from 'node:net'
import { buildConnector, type Dispatcher, EnvHttpProxyAgent, Pool, setGlobalDispatcher } from 'undici'

/** Which proxies lead out, for addresses that begin with http: and with https:, and to which hosts none does. */
export type Proxies = { http: string; https: string; none: string }

/**
 * From now on every call of this process goes out by these: Slack's and the database's, which are made with undici, and those that are made
 * with Node's own fetch, which asks the same dispatcher. What NODE_USE_ENV_PROXY does is the second half of that, for a process that is
 * started with it.
 */
export function leaveBy(proxies: Proxies): void {
  setGlobalDispatcher(new EnvHttpProxyAgent({ ...given(proxies), proxyTunnel: false })) // many refuse a tunnel to what is not encrypted
}

/** A way out for one connection that stays open. Slack's client cannot cut what it did not open itself. */
export type WayOut = { dispatcher: Dispatcher; cut(): void }

export function openWayOut(proxies: Proxies): WayOut {
  const sockets = new Set<Socket>()
  const connector = buildConnector({ allowH2: false })
  const connect: buildConnector.connector = (options, callback) =>
    connector(options, (...[error, socket]) => {
      if (error) return callback(error, null)
      sockets.add(socket)
      callback(null, socket)
    })
  const dispatcher = new EnvHttpProxyAgent({
    ...given(proxies),
    connect,
    clientFactory: (origin, options) => new Pool(origin, { ...options, connect }),
  })
  return {
    dispatcher,
    cut() {
      for (const socket of sockets) socket.destroy()
      dispatcher.destroy().catch(() => undefined)
    },
  }
}

/** Said in full: what is left out would be read from the environment. */
const given = ({ http, https, none }: Proxies) => ({ httpProxy: http, httpsProxy: https, noProxy: none })
