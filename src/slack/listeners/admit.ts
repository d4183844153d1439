import { setTimeout as after } from 'node:timers/promises'
import type { App, ReceiverEvent } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { faultName } from '../../fault.ts'
import type { Log } from '../../log.ts'
import { inSpeech } from '../../words/words.ts'
import type { Bot } from '../connection/bot.ts'
import { slackFault } from '../connection/slack-fault.ts'
import type { openOutsiders } from '../incoming/outsiders.ts'
import type { Speeches } from '../incoming/speech.ts'
import { askerIn, isHome, type Who } from '../incoming/who.ts'
import { say } from '../views/blocks.ts'
import { commandReply } from '../views/command-reply.ts'
import { declinedHome } from '../views/home.ts'
import { answerWith } from './answer-always.ts'

const LOOK_UP_MS = 1_200 // of Slack's 3 s; the listener's own look-ups come after it

/**
 * Stands before every listener: finds out who asks, declines people of other companies where they are, and lets nothing of theirs through.
 * What a listener says to somebody of ours, it says in their language.
 */
export function admitOurs(
  app: App,
  deps: {
    web: WebClient
    bot: Bot
    outsiders: ReturnType<typeof openOutsiders>
    speeches: Speeches
    log: Log
  },
): void {
  const { web, bot, outsiders, speeches, log } = deps
  const processEvent = app.processEvent.bind(app)
  app.processEvent = async (event) => {
    const asker = askerIn(event.body, bot)
    if (!asker) return event.ack() // nobody waits
    const { standing, ...who } = asker
    outsiders.note(who.actor, standing)
    const found = standing === 'unsure' ? await lookUp(who.actor) : standing
    if (found !== 'ours') return turnAway(event, who, found)
    return inSpeech(await speeches.speechFor(who), () =>
      processEvent({ ...event, customProperties: { ...event.customProperties, who } }),
    )
  }

  /** A person waits for an answer, so this takes a moment at most. */
  async function lookUp(actor: string): Promise<'ours' | 'outside' | 'unknown'> {
    const giveUp = new AbortController()
    const late = after(LOOK_UP_MS, 'unknown' as const, { signal: giveUp.signal })
    try {
      const asked = outsiders.isOne(actor, false).then((isOne) => (isOne ? 'outside' : 'ours'))
      return await Promise.race([asked, late])
    } catch (error) {
      log.warn('whose somebody is could not be looked up', { error: faultName(error) })
      return 'unknown'
    } finally {
      giveUp.abort()
    }
  }

  async function turnAway(event: ReceiverEvent, { actor }: Who, found: 'outside' | 'unknown'): Promise<void> {
    if (isHome(event.body)) return declineHome(event, actor, found)
    const sentence = found === 'outside' ? commandReply.notOfOurs : commandReply.didNotWork
    const unheard = (error: unknown) => log.warn('a person got no answer', { cause: String(slackFault(error).cause) })
    await answerWith(event, sentence, {
      whisper: async (channel, thread) => {
        if (found === 'outside') return outsiders.decline(actor, { channel, threadTs: thread.thread_ts })
        await web.chat.postEphemeral({ channel, user: actor, ...thread, ...say(sentence) }).catch(unheard)
      },
      open: async (trigger_id, view) => void (await web.views.open({ trigger_id, view }).catch(unheard)),
    })
  }

  async function declineHome(event: ReceiverEvent, actor: string, found: 'outside' | 'unknown'): Promise<void> {
    await event.ack()
    if (found === 'unknown') return // it is drawn when they look again
    await web.views
      .publish({ user_id: actor, view: declinedHome() })
      .catch((error) => log.warn('a Home was not drawn', { cause: String(slackFault(error).cause) }))
  }
}
