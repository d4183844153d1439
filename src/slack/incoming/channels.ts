import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Places } from '../../flows/intake/leave-group.ts'
import type { Log } from '../../log.ts'
import { type Kind, scopesFor } from '../../scopes.ts'
import { within } from '../../within.ts'
import { readBot } from '../connection/bot.ts'
import { slackFault } from '../connection/slack-fault.ts'
import { openLately } from './lately.ts'
import { isSharedChannel } from './who.ts'

/** Who reads along in a channel: people of other workspaces too, ours alone, or nobody can say. */
type Readers = 'shared' | 'ours' | 'unknown'

export type Channels = Places & {
  /** Slack said of an event that its channel is shared with another company. */
  heardShared(channel: string): void
  /** Never fails, and waits for a moment only. Without the optional scopes only what was heard is known. */
  readers(channel: string): Promise<Readers>
  /** The scope that is missing to hear replies in channels of this kind, or undefined where none is known to be. Never fails, nor waits long. */
  lacks(kind: Kind): Promise<string | undefined>
}

const WAIT_MS = 800 // of the three seconds that a trigger lives
const FRESH_MS = 60_000

export function openChannels(web: WebClient, log: Log): Channels {
  const heard = openLately<number>(Number.POSITIVE_INFINITY) // when
  const found = openLately<Readers>(FRESH_MS)
  const groups = openLately<boolean>(FRESH_MS)
  const asking = new Map<string, Promise<Found>>()
  const hears = openLately<true>(FRESH_MS) // what is lacking is asked about each time, so that it counts once it is there

  async function ask(channel: string): Promise<Found> {
    try {
      const { channel: described } = await web.conversations.info({ channel })
      const isGroup = described?.is_mpim === true
      const isShared = isSharedChannel(described, { isOrgWide: false })
      if (isShared === undefined) return { readers: 'unknown', isGroup }
      if (!isShared) return { readers: 'ours', isGroup }
      const isOfOrgAlone = isSharedChannel(described, { isOrgWide: true }) === false
      const isOurs = isOfOrgAlone && readBot(await web.auth.test())?.isOrgWide
      return { readers: isOurs ? 'ours' : 'shared', isGroup }
    } catch (error) {
      log.info('Slack does not say who reads along in a channel', { cause: String(slackFault(error).cause) })
      return { readers: 'unknown', isGroup: isRefusedAsGroup(error) }
    }
  }

  /** Its answer counts whenever it comes, unless an event said more meanwhile. */
  async function learn(channel: string): Promise<Found> {
    const askedAt = performance.now()
    const said = await ask(channel)
    const heardAt = heard.get(channel)
    const isHeard = heardAt !== undefined && (said.readers === 'unknown' || heardAt >= askedAt)
    const readers = isHeard ? 'shared' : said.readers
    found.set(channel, readers)
    groups.set(channel, said.isGroup)
    return { ...said, readers }
  }

  function foundOf(channel: string): Promise<Found> {
    const answer = asking.get(channel) ?? learn(channel).finally(() => asking.delete(channel))
    asking.set(channel, answer)
    return answer
  }

  async function scopes(): Promise<string[] | undefined> {
    try {
      return (await web.auth.test()).response_metadata?.scopes
    } catch (error) {
      log.info('Slack does not say what the app may do', { cause: String(slackFault(error).cause) })
      return undefined
    }
  }

  return {
    heardShared(channel) {
      heard.set(channel, performance.now())
      found.set(channel, 'shared') // whatever was found out before
    },
    async readers(channel) {
      const fresh = found.get(channel)
      if (fresh) return fresh
      const answer = foundOf(channel).then(({ readers }) => readers)
      return within(WAIT_MS, answer, () => (heard.get(channel) === undefined ? 'unknown' : 'shared'))
    },
    isGroup: async (channel) => groups.get(channel) ?? (await foundOf(channel)).isGroup,
    async lacks(kind) {
      if (hears.get(kind)) return undefined
      const has = await within(WAIT_MS, scopes(), () => undefined)
      const needed = scopesFor('conversations.replies', kind) ?? []
      const isThere = !has || needed.some((scope) => has.includes(scope))
      if (has && isThere) hears.set(kind, true)
      return isThere ? undefined : needed[0]
    },
  }
}

type Found = { readers: Readers; isGroup: boolean }

const listed = z
  .string()
  .default('')
  .transform((scopes) => scopes.split(',').map((scope) => scope.trim()))
const refused = z.object({ error: z.literal('missing_scope'), needed: listed, provided: listed })

/**
 * Slack names the scope that a place needs, and we ask for none for a direct message of several people. No document says that it does. Of
 * other calls it lists the scopes for every sort of place: then those that the app lacks count, and they say nothing where there are several.
 */
function isRefusedAsGroup(error: unknown): boolean {
  const said = error instanceof WebAPIPlatformError ? refused.safeParse(error.data).data : undefined
  const lacking = said?.needed.filter((scope) => !said.provided.includes(scope)) ?? []
  return lacking.includes('mpim:read') && !lacking.includes('channels:read') && !lacking.includes('groups:read')
}
