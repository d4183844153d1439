import { setTimeout as after } from 'node:timers/promises'
import type { WebClient } from '@slack/web-api'
import type { Log } from '../../log.ts'
import { readBot } from '../connection/bot.ts'
import { slackFault } from '../connection/slack-fault.ts'
import { openLately } from './lately.ts'
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
  const heard = openLately<number>(Number.POSITIVE_INFINITY) // when
  const found = openLately<Readers>(FRESH_MS)
  const asking = new Map<string, Promise<Readers>>()

  async function ask(channel: string): Promise<Readers> {
    try {
      const { channel: described } = await web.conversations.info({ channel })
      const isShared = isSharedChannel(described, { isOrgWide: false })
      if (isShared === undefined) return 'unknown'
      if (!isShared) return 'ours'
      const isOfOrgAlone = isSharedChannel(described, { isOrgWide: true }) === false
      return isOfOrgAlone && readBot(await web.auth.test())?.isOrgWide ? 'ours' : 'shared'
    } catch (error) {
      log.info('Slack does not say who reads along in a channel', { cause: String(slackFault(error).cause) })
      return 'unknown'
    }
  }

  /** Its answer counts whenever it comes, unless an event said more meanwhile. */
  async function learn(channel: string): Promise<Readers> {
    const askedAt = performance.now()
    const said = await ask(channel)
    const heardAt = heard.get(channel)
    const isHeard = heardAt !== undefined && (said === 'unknown' || heardAt >= askedAt)
    const readers = isHeard ? 'shared' : said
    found.set(channel, readers)
    return readers
  }

  return {
    heardShared(channel) {
      heard.set(channel, performance.now())
      found.set(channel, 'shared') // whatever was found out before
    },
    async readers(channel) {
      const fresh = found.get(channel)
      if (fresh) return fresh
      const answer = asking.get(channel) ?? learn(channel).finally(() => asking.delete(channel))
      asking.set(channel, answer)
      const giveUp = new AbortController()
      const byNow = () => (heard.get(channel) === undefined ? 'unknown' : 'shared')
      const late = after(WAIT_MS, undefined, { signal: giveUp.signal }).then(byNow, byNow)
      const readers = await Promise.race([answer, late])
      giveUp.abort()
      return readers
    },
  }
}
