import type { WebClient } from '@slack/web-api'
import type { FaultCode } from '../../fault.ts'
import type { Show } from '../../flows/show.ts'
import type { Log } from '../../log.ts'
import { placeOf } from '../../place.ts'
import { t } from '../../words/words.ts'
import { slackFault } from '../connection/slack-fault.ts'
import { openLately } from '../incoming/lately.ts'

const SEEN = 'eyes'
const WITHOUT_MS = 60 * 60_000 // then the workspace may have the status: a plan, a scope or a setting changes

/** What says that the workspace has no status. A lost call, a thread that takes none, a closed channel say nothing about the others. */
const OF_THE_WORKSPACE: readonly FaultCode[] = ['slack-lacks', 'slack-withheld']

/**
 * Says that the coach is thinking: Slack's own status, which ends by itself with the answer. In a workspace without the agent
 * view it is an "eyes" reaction on the reply instead: one call too, and nothing that would have to be taken away.
 */
export function openThinking(web: WebClient, log: Log): Show['thinking'] {
  const plain = openLately<true>(WITHOUT_MS) // workspaces that refused the status

  return ({ workspace, thread, lastMessage }) => {
    void say(workspace, thread, lastMessage)
  }

  async function say(workspace: string, thread: string, lastMessage: string | null): Promise<void> {
    try {
      if (!plain.get(workspace)) {
        const { channel: channel_id, threadTs: thread_ts = '' } = placeOf(thread)
        await web.assistant.threads.setStatus({ channel_id, thread_ts, status: t`is thinking…` })
        return
      }
    } catch (error) {
      const { code, cause } = slackFault(error)
      if (code === 'slack-busy' || code === 'slack-gone') return // a courtesy for which there is no room
      if (OF_THE_WORKSPACE.includes(code)) plain.set(workspace, true)
      log.warn('no status here: a reaction instead', { workspace, cause: String(cause) })
    }
    try {
      const { channel, threadTs: timestamp } = placeOf(lastMessage ?? '')
      if (timestamp) await web.reactions.add({ channel, timestamp, name: SEEN })
    } catch (error) {
      log.warn('a reply could not be marked as seen', { cause: String(slackFault(error).cause) })
    }
  }
}
