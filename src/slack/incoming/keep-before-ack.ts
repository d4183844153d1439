import type { App } from '@slack/bolt'
import { z } from 'zod'
import { faultName } from '../../fault.ts'
import type { Incoming } from '../../flows/intake/keep-incoming.ts'
import type { Log } from '../../log.ts'
import { postAt } from '../../place.ts'
import type { Bot } from '../connection/bot.ts'
import type { Channels } from './channels.ts'
import type { openOutsiders } from './outsiders.ts'
import { type Reading, readIncoming } from './read-incoming.ts'
import { sharedChannelIn } from './who.ts'

/** Events that Slack did not deliver: docs.slack.dev/reference/events/app_rate_limited. It comes in no envelope. */
const rateLimited = z
  .object({ type: z.literal('app_rate_limited'), minute_rate_limited: z.number().catch(0) })
  .transform(({ minute_rate_limited: minute }) => ({ minute }))

/**
 * Bolt acknowledges an event before any listener runs, so what must not be lost is kept here, before Bolt sees it, and only then
 * acknowledged. When keeping fails, nothing is acknowledged, and Slack delivers again. Every receiver, over HTTP or a socket, hands
 * what it gets to `app.processEvent`: that is what is wrapped, around everything else.
 */
export function keepBeforeAck(
  app: App,
  deps: {
    keep: (item: Incoming) => Promise<void>
    bot: Bot
    outsiders: ReturnType<typeof openOutsiders>
    channels: Channels
    /** Whether a thread is known to be a session's. */
    isSession: (thread: string) => boolean
    log: Log
  },
): void {
  const { keep, bot, outsiders, channels, isSession, log } = deps
  const processEvent = app.processEvent.bind(app)
  app.processEvent = async (event) => {
    const reading = decided(readIncoming(event.body, bot))
    if (reading.do === 'pass-on') return processEvent(event)
    const { data: limited } = rateLimited.safeParse(event.body)
    if (limited)
      log.error('Slack holds events back: there were too many, or too few of them were acknowledged', limited)
    if (reading.do === 'keep') {
      try {
        await keep(reading.item)
      } catch (error) {
        log.error('not kept, so not acknowledged: Slack will deliver it again', {
          kind: reading.item.kind,
          error: faultName(error),
        })
        throw error
      }
    }
    await event.ack()
    const channel = sharedChannelIn(event.body)
    if (channel) channels.heardShared(channel)
    if (reading.do === 'keep' && reading.item.kind === 'moved') channels.heardShared(reading.item.to) // that is why it moved
    if (reading.do === 'decline' && isTold(reading.at))
      await outsiders.decline(reading.actor, reading.at, reading.because)
  }

  /** What is known by now of whoever sent it. */
  function decided(reading: Reading): Reading {
    if (reading.do !== 'keep' || !('actor' in reading.item)) return reading
    const { item, isUnsure } = reading
    if (!isUnsure) {
      if (item.kind === 'message' || item.kind === 'edit') outsiders.note(item.actor, 'ours')
      return reading
    }
    outsiders.note(item.actor, 'unsure')
    if (outsiders.standing(item.actor) !== 'outside') return reading
    if (item.kind !== 'message') return { do: 'drop' }
    const { channel, threadTs, direct, mention } = item
    return {
      do: 'decline',
      actor: item.actor,
      because: 'outsider',
      at: { channel, ...(threadTs ? { threadTs } : {}), isAddressed: direct || mention },
    }
  }

  const isTold = ({ channel, threadTs, isAddressed }: Extract<Reading, { do: 'decline' }>['at']) =>
    isAddressed || (threadTs !== undefined && isSession(postAt(channel, threadTs)))
}
