import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { openPace } from './pace.ts'

const LISTS_A_MINUTE = 15 // Slack grants 20 and more
const A_PAGE = 200 // as Slack recommends

const member = z.object({
  id: z.string(),
  name: z.string().default(''),
  real_name: z.string().optional(),
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
})
const page = z.object({
  members: z.array(member),
  response_metadata: z.object({ next_cursor: z.string().default('') }).optional(),
})

/** Everybody who is in the workspace today, by id: no bots, and nobody who has left. */
export async function slackPeople(web: WebClient): Promise<Map<string, string>> {
  const paced = openPace(LISTS_A_MINUTE)
  const people = new Map<string, string>()
  let cursor = ''
  do {
    const answer = await paced(() => web.users.list({ limit: A_PAGE, ...(cursor ? { cursor } : {}) }))
    const { members, response_metadata: more } = page.parse(answer)
    for (const { id, name, real_name: full, deleted, is_bot: isBot } of members)
      if (!deleted && !isBot && id !== 'USLACKBOT') people.set(id, full ?? name)
    cursor = more?.next_cursor ?? ''
  } while (cursor !== '')
  return people
}
