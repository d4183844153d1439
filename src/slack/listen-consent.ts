import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Deps } from '../flows/deps.ts'
import { giveConsent } from '../flows/give-consent.ts'
import { inTime } from './in-time.ts'
import { sayTo } from './listen-start.ts'
import { type Press, readPress } from './read-press.ts'
import { say } from './views/blocks.ts'
import { commandReply } from './views/command-reply.ts'
import { CONSENT_OFF_RECORD, CONSENT_START } from './views/consent.ts'

/** Start, on the record or off it, once a learner has read who sees what. */
export function listenToConsent(app: App, deps: Deps, web: WebClient): void {
  for (const [action, offRecord] of [
    [CONSENT_START, false],
    [CONSENT_OFF_RECORD, true],
  ] as const) {
    app.action(action, async ({ ack, body, respond }) => {
      const press = readPress(body)
      if (!press) return
      const reply = await inTime(deps.log, start(deps, press, offRecord), (away) => away)
      await ack()
      await sayTo(web, press, respond, say(reply))
    })
  }
}

async function start(deps: Deps, { who, value, channel, threadTs }: Press, offRecord: boolean): Promise<string> {
  const words = {
    opened: commandReply.consentOpens,
    'opened-before': commandReply.consentGivenBefore,
    'given-up': commandReply.consentTooLate,
    'not-yours': commandReply.notYours,
  }
  const thread = channel && threadTs ? `${channel}:${threadTs}` : null
  return words[await giveConsent(deps, who, { sessionId: value, offRecord, thread })]
}
