import type { WebClient } from '@slack/web-api'
import { Fault } from '../../fault.ts'
import type { Outsiders } from '../../flows/intake/turn-away.ts'
import type { Log } from '../../log.ts'
import type { Bot } from '../connection/bot.ts'
import { slackFault } from '../connection/slack-fault.ts'
import { say } from '../views/blocks.ts'
import { commandReply } from '../views/command-reply.ts'
import { openLately } from './lately.ts'
import { type Standing, standingOfProfile } from './who.ts'

const FRESH_MS = 24 * 60 * 60_000 // people change their workspace seldom
const AGAIN_MS = 60_000 // what a scope or a setting refuses is put right by hand

/** 'not-seen' is an outsider too, unless they are a learner here. */
type Found = 'ours' | 'outside' | 'not-seen'

/** What is known of whom, by what they sent and else by users.info. All of it is in memory: nothing of an outsider is kept. */
export function openOutsiders(
  web: WebClient,
  bot: Bot,
  log: Log,
): Outsiders & {
  /** What was delivered said so of them; 'unsure' where it said nothing. */
  note(actor: string, standing: Standing): void
  /** What was found out of them lately. */
  standing(actor: string): Standing
} {
  const known = openLately<Standing | Found>(FRESH_MS)
  const learners = openLately<true>(FRESH_MS)
  const told = openLately<true>(Number.POSITIVE_INFINITY)
  const refusals = openLately<true>(Number.POSITIVE_INFINITY)
  const asking = new Map<string, Promise<Found>>()

  function note(actor: string, standing: Standing): void {
    if (standing !== 'unsure' || !known.get(actor)) known.set(actor, standing) // what was found out stays
  }

  async function ask(actor: string): Promise<Found> {
    try {
      return standingOfProfile((await web.users.info({ user: actor })).user, bot)
    } catch (error) {
      const fault = slackFault(error)
      if (fault.code === 'slack-no-person') return 'not-seen' // nobody's here
      throw fault
    }
  }

  /** A refusal that lasts is about us, and says nothing of them: whoever is no learner yet waits until it is put right. */
  function unlessRefused(error: unknown, isLearner: boolean): 'ours' {
    const fault = slackFault(error)
    if (fault.code === 'slack-gone' || (fault.retry && fault.code !== 'slack-withheld')) throw fault
    const cause = String(fault.cause)
    if (!refusals.get(cause)) log.error('Slack does not say whose somebody is: an operator must look', { cause })
    refusals.set(cause, true)
    if (isLearner) return 'ours'
    throw new Fault(fault.code, { retry: true, afterMs: AGAIN_MS, cause })
  }

  return {
    note,
    standing(actor) {
      const found = known.get(actor) ?? 'unsure'
      return found === 'not-seen' ? 'unsure' : found // who is a learner is not known here
    },
    async isOne(actor, isKnown) {
      if (isKnown) learners.set(actor, true)
      const isLearner = learners.get(actor) === true
      let found = known.get(actor) ?? (isLearner ? 'ours' : 'unsure')
      if (found === 'unsure') {
        const answer = asking.get(actor) ?? ask(actor).finally(() => asking.delete(actor))
        asking.set(actor, answer)
        found = await answer.catch((error) => unlessRefused(error, isLearner))
        known.set(actor, found)
      }
      return found === 'outside' || (found === 'not-seen' && !isLearner)
    },
    async decline(actor, { channel, threadTs }, because = 'outsider') {
      const place = `${actor} ${channel}`
      if (told.get(place)) return
      told.set(place, true)
      const thread = threadTs ? { thread_ts: threadTs } : {}
      await web.chat
        .postEphemeral({
          channel,
          user: actor,
          ...thread,
          ...say(because === 'group' ? commandReply.notInGroups : commandReply.notOfOurs),
        })
        .catch((error) =>
          log.warn('somebody was not told that nothing is kept', { cause: String(slackFault(error).cause) }),
        )
    },
  }
}
