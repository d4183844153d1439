import { setTimeout as after } from 'node:timers/promises'
import type { WebClient } from '@slack/web-api'
import type { Log } from '../log.ts'
import { openLately } from './lately.ts'
import { slackFault } from './slack-fault.ts'
import { isSharedChannel } from './who.ts'

/** Who reads along in a channel: people of other workspaces too, ours alone, or nobody can say. */
type Readers = 'shared' | 'ours' | 'unknown'

export type Channels = {
  /** Slack said of an event that its channel is shared with another company. */
  heardShared(channel: string): void
  /** Never fails, and waits for a moment only. Without the optional scopes only what was heard is known. */
  readers(channel: string): Promise<Readers>
}

const WAIT_MS = 800 // of the three seconds that a trigger lives
const FRESH_MS = 60_000

export function openChannels(web: WebClient, log: Log): Channels {
  const heard = openLately<true>(Number.POSITIVE_INFINITY)
  const found = openLately<Readers>(FRESH_MS)

  async function ask(channel: string): Promise<Readers> {
    try {
      const isShared = isSharedChannel((await web.conversations.info({ channel })).channel)
      return isShared === undefined ? 'unknown' : isShared ? 'shared' : 'ours'
    } catch (error) {
      log.info('Slack does not say who reads along in a channel', { cause: String(slackFault(error).cause) })
      return 'unknown'
    }
  }

  return {
    heardShared: (channel) => heard.set(channel, true),
    async readers(channel) {
      const fresh = found.get(channel)
      if (fresh) return fresh
      const giveUp = new AbortController()
      const late = after(WAIT_MS, 'unknown' as const, { signal: giveUp.signal }).catch(() => 'unknown' as const)
      const said = await Promise.race([ask(channel), late])
      giveUp.abort()
      const readers = said === 'unknown' && heard.get(channel) ? 'shared' : said
      found.set(channel, readers)
      return readers
    },
  }
}
