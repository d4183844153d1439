import { type Logger, LogLevel, WebClient } from '@slack/web-api'
import { lightFetch } from '../../light-fetch.ts'
import type { Log } from '../../log.ts'
import { type Gate, TIMEOUT_MS } from './gate.ts'

/**
 * Slack's Web API for one token. It never repeats a call by itself (a repeated post is a second post), never waits in silence, and a
 * 429 for one channel stops no other. What goes out when is the gate's to say.
 */
export function openWebClient(token: string, apiUrl: string | undefined, log: Log, gate?: Gate): WebClient {
  return new WebClient(token, {
    ...clientOptions(apiUrl, log),
    logger: quietLogger(log),
    ...(gate ? behind(gate) : {}),
  })
}

/** What waits there holds up no other call, and its time runs from when it goes out. */
function behind({ fetch }: Gate) {
  return { fetch, timeout: 0, maxRequestConcurrency: Number.POSITIVE_INFINITY }
}

/** The same settings for the clients that Bolt makes. Headers are never among them: WebClient writes its token into that object. */
export function clientOptions(apiUrl: string | undefined, log: Log) {
  return {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    retryConfig: { retries: 0 },
    fetch: lightFetch,
    timeout: TIMEOUT_MS,
    rejectRateLimitedCalls: true,
    logger: quietLogger(log),
  }
}

/** Slack's libraries print what people wrote: of their words only the beginning of a warning goes to our log, up to the first value. */
export function quietLogger(log: Log): Logger {
  const words = (args: unknown[]) =>
    args
      .map((arg) =>
        arg instanceof Error ? arg.name : typeof arg === 'string' ? (arg.split(/[{:"'<(\n]/)[0] ?? '') : '',
      )
      .join(' ')
      .trim()
      .slice(0, 120)
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...args) => log.warn('slack library', { words: words(args) }),
    error: (...args) => log.warn('slack library', { words: words(args) }),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  }
}
