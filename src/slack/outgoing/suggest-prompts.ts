import type { WebClient } from '@slack/web-api'
import type { FaultCode } from '../../fault.ts'
import type { Show } from '../../flows/show.ts'
import type { Log } from '../../log.ts'
import { slackFault } from '../connection/slack-fault.ts'
import { suggestedPrompts } from '../views/suggested-prompts.ts'

const REFUSED_FOR_MS = 60 * 60_000 // an app that becomes an agent is one within the hour, and so is a scope that is added

/** What is no matter of one call: the next would be refused as well. */
const OF_ALL: readonly FaultCode[] = ['slack-refused', 'slack-withheld', 'slack-lacks']

/**
 * Has Slack suggest what to write, in the person's language. Never with a thread: for an agent that fails in silence. Where the manifest
 * has prompts of its own, Slack may show those instead.
 */
export function openSuggestPrompts(web: WebClient, log: Log, now: () => number = Date.now): Show['prompts'] {
  const refusedUntil = new Map<string, number>() // by workspace

  return ({ workspace, place }, { isOpen }) => {
    if (!place || now() < (refusedUntil.get(workspace) ?? 0)) return
    web.assistant.threads
      .setSuggestedPrompts({ channel_id: place, prompts: suggestedPrompts(isOpen) })
      .catch((error: unknown) => {
        const { code, cause } = slackFault(error)
        if (OF_ALL.includes(code)) refusedUntil.set(workspace, now() + REFUSED_FOR_MS)
        if (code !== 'slack-busy') log.warn('no prompts are suggested', { workspace, cause: String(cause) })
      })
  }
}
