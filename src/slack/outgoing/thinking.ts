import type { WebClient } from '@slack/web-api'
import type { Show } from '../../flows/deps.ts'
import type { Log } from '../../log.ts'
import { t } from '../../words/words.ts'
import { slackFault } from '../connection/slack-fault.ts'

const SEEN = 'eyes'

/**
 * Says that the coach is thinking: Slack's own status, which ends by itself with the answer. In a workspace without the agent
 * view it is an "eyes" reaction on the reply instead: one call too, and nothing that would have to be taken away.
 */
export function openThinking(web: WebClient, log: Log): Show['thinking'] {
  const plain = new Set<string>() // workspaces that refused the status

  return ({ workspace, thread, lastMessage }) => {
    void say(workspace, thread, lastMessage)
  }

  async function say(workspace: string, thread: string, lastMessage: string | null): Promise<void> {
    try {
      if (!plain.has(workspace)) {
        const [channel_id = '', thread_ts = ''] = thread.split(':')
        await web.assistant.threads.setStatus({ channel_id, thread_ts, status: t`is thinking…` })
        return
      }
    } catch (error) {
      const { code, cause } = slackFault(error)
      if (code === 'slack-busy' || code === 'slack-gone') return // a courtesy for which there is no room
      if (code === 'slack-refused') plain.add(workspace) // a lost call or a closed channel says nothing about the others
      log.warn('no status here: a reaction instead', { workspace, cause: String(cause) })
    }
    try {
      const [channel = '', timestamp] = lastMessage?.split(':') ?? []
      if (timestamp) await web.reactions.add({ channel, timestamp, name: SEEN })
    } catch (error) {
      log.warn('a reply could not be marked as seen', { cause: String(slackFault(error).cause) })
    }
  }
}
