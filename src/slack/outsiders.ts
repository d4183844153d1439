import type { WebClient } from '@slack/web-api'
import type { Outsiders } from '../flows/turn-away.ts'
import type { Log } from '../log.ts'
import { openLately } from './lately.ts'
import { slackFault } from './slack-fault.ts'
import { say } from './views/blocks.ts'
import { commandReply } from './views/command-reply.ts'
import { type Bot, type Standing, standingOfProfile } from './who.ts'

const FRESH_MS = 24 * 60 * 60_000 // people change their workspace seldom
const NOT_SEEN = ['user_not_found', 'user_not_visible', 'users_not_found'] // Slack's word for people who are nobody's here

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
  const known = openLately<Standing>(FRESH_MS)
  const told = openLately<true>(Number.POSITIVE_INFINITY)
  const asking = new Map<string, Promise<'ours' | 'outside'>>()

  function note(actor: string, standing: Standing): void {
    if (standing !== 'unsure' || !known.get(actor)) known.set(actor, standing) // what was found out stays
  }

  async function ask(actor: string, isKnown: boolean): Promise<'ours' | 'outside'> {
    try {
      return standingOfProfile((await web.users.info({ user: actor })).user, bot)
    } catch (error) {
      const fault = slackFault(error)
      if (fault.retry || fault.code === 'slack-gone') throw fault
      log.warn('Slack does not say whose somebody is', { cause: String(fault.cause) })
      return isKnown && !NOT_SEEN.includes(String(fault.cause)) ? 'ours' : 'outside'
    }
  }

  return {
    note,
    standing: (actor) => known.get(actor) ?? 'unsure',
    async isOne(actor, isKnown) {
      const standing = known.get(actor) ?? (isKnown ? 'ours' : 'unsure')
      if (standing !== 'unsure') return standing === 'outside'
      const answer = asking.get(actor) ?? ask(actor, isKnown).finally(() => asking.delete(actor))
      asking.set(actor, answer)
      const said = await answer
      note(actor, said)
      return said === 'outside'
    },
    async decline(actor, { channel, threadTs }) {
      const place = `${actor} ${channel}`
      if (told.get(place)) return
      told.set(place, true)
      const thread = threadTs ? { thread_ts: threadTs } : {}
      await web.chat
        .postEphemeral({ channel, user: actor, ...thread, ...say(commandReply.notOfOurs) })
        .catch((error) =>
          log.warn('somebody of another company was not told so', { cause: String(slackFault(error).cause) }),
        )
    },
  }
}
