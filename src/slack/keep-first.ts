import type { App } from '@slack/bolt'
import { faultName } from '../fault.ts'
import type { Incoming } from '../flows/take-in.ts'
import type { Log } from '../log.ts'
import { type Bot, readIncoming } from './read-incoming.ts'

/**
 * Bolt acknowledges an event before any listener runs, so what must not be lost is kept here, before Bolt sees it, and only then
 * acknowledged. When keeping fails, nothing is acknowledged, and Slack delivers again. Every receiver, over HTTP or a socket, hands
 * what it gets to `app.processEvent`: that is what is wrapped.
 */
export function keepFirst(app: App, deps: { keep: (item: Incoming) => Promise<void>; bot: Bot; log: Log }): void {
  const processEvent = app.processEvent.bind(app)
  app.processEvent = async (event) => {
    const reading = readIncoming(event.body, deps.bot)
    if (reading.do === 'pass-on') return processEvent(event)
    if (reading.do === 'keep') {
      try {
        await deps.keep(reading.item)
      } catch (error) {
        deps.log.error('not kept, so not acknowledged: Slack will deliver it again', {
          kind: reading.item.kind,
          error: faultName(error),
        })
        throw error
      }
    }
    await event.ack()
  }
}
