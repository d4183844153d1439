import type { WebClient } from '@slack/web-api'
import { notFromSlack, slackFault } from '../connection/slack-fault.ts'

/** The bot's direct message with a person, where it is known already or as Slack opens it. */
export async function directMessage(web: WebClient, person: string, known?: string | null): Promise<string> {
  if (known) return known
  const { channel } = await web.conversations.open({ users: person }).catch((error) => {
    throw slackFault(error)
  })
  if (!channel?.id) throw notFromSlack()
  return channel.id
}
