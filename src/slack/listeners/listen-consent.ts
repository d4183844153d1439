import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { faultName } from '../../fault.ts'
import { giveConsent } from '../../flows/actions/give-consent.ts'
import type { Deps } from '../../flows/deps.ts'
import { slackFault } from '../connection/slack-fault.ts'
import { type Press, readPress } from '../incoming/read-press.ts'
import { type Message, say } from '../views/blocks.ts'
import { commandReply } from '../views/command-reply.ts'
import { CONSENT_OFF_RECORD, CONSENT_START, consentGiven } from '../views/consent.ts'
import { inTime } from './in-time.ts'
import { sayTo } from './listen-start.ts'

/** Start, on the record or off it, once a learner has read who sees what. */
export function listenToConsent(app: App, deps: Deps, web: WebClient): void {
  for (const [action, offRecord] of [
    [CONSENT_START, false],
    [CONSENT_OFF_RECORD, true],
  ] as const) {
    app.action(action, async ({ ack, body, context, respond }) => {
      const press = readPress(body, context)
      if (!press) return
      const { outcome, reply } = await inTime(deps.log, start(deps, press, offRecord), (reply) => ({
        outcome: 'away',
        reply,
      }))
      await ack()
      await sayTo(web, press, respond, say(reply))
      if (outcome === 'opened') await settle(deps, web, body, press, offRecord)
    })
  }
}

const card = z.object({ channel: z.object({ id: z.string() }), message: z.looseObject({ ts: z.string() }) })

/** What they agreed to stays there to read, and its buttons to start go. */
async function settle({ log }: Deps, web: WebClient, body: unknown, press: Press, offRecord: boolean): Promise<void> {
  const { data } = card.safeParse(body)
  if (!data) return
  const shown = data.message as unknown as Message // our own, as Slack hands it back
  const { channel, message } = data
  await web.chat
    .update({
      channel: channel.id,
      ts: message.ts,
      link_names: false,
      ...consentGiven(shown, press.value, offRecord),
    })
    .catch((error) => log.warn('a consent card keeps its buttons', { error: faultName(slackFault(error)) }))
}

type Started = { outcome: Awaited<ReturnType<typeof giveConsent>> | 'away'; reply: string }

async function start(deps: Deps, { who, value, channel, threadTs }: Press, offRecord: boolean): Promise<Started> {
  const words = {
    opened: commandReply.consentOpens,
    'opened-before': commandReply.consentGivenBefore,
    'given-up': commandReply.consentTooLate,
    'not-yours': commandReply.notYours,
  }
  const thread = channel && threadTs ? `${channel}:${threadTs}` : null
  const outcome = await giveConsent(deps, who, { sessionId: value, offRecord, thread })
  return { outcome, reply: words[outcome] }
}
