import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { Fault } from '../fault.ts'
import { openPace } from './pace.ts'

const LISTS_A_MINUTE = 15 // Slack grants 20 and more
const A_PAGE = 200 // as Slack recommends

const member = z.object({
  id: z.string(),
  name: z.string().default(''),
  real_name: z.string().optional(),
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  profile: z.object({ email: z.string().optional() }).default({}),
})
const page = z.object({
  members: z.array(member),
  response_metadata: z.object({ next_cursor: z.string().default('') }).optional(),
})

/** Somebody who is in the workspace today. The address is known with the optional scope for it alone. */
export type Member = { id: string; name: string; address?: string | undefined }

/** Everybody who is in the workspace today, by id: no bots, and nobody who has left. */
export async function slackPeople(web: WebClient): Promise<Map<string, string>> {
  return new Map((await slackMembers(web)).map(({ id, name }) => [id, name]))
}

/** The same by their e-mail addresses, in small letters. */
export async function slackAddresses(web: WebClient): Promise<Map<string, Member>> {
  const members = await slackMembers(web)
  const found = new Map(members.flatMap((one) => (one.address ? [[one.address.toLowerCase(), one]] : [])))
  // Slack leaves them out without a word where the scope is lacking
  if (found.size === 0) throw new Fault('slack-refused', { retry: false, cause: 'missing_scope' })
  return found
}

async function slackMembers(web: WebClient): Promise<Member[]> {
  const paced = openPace(LISTS_A_MINUTE)
  const people: Member[] = []
  let cursor = ''
  do {
    const answer = await paced(() => web.users.list({ limit: A_PAGE, ...(cursor ? { cursor } : {}) }))
    const { members, response_metadata: more } = page.parse(answer)
    for (const { id, name, real_name: full, deleted, is_bot: isBot, profile } of members)
      if (!deleted && !isBot && id !== 'USLACKBOT') people.push({ id, name: full ?? name, address: profile.email })
    cursor = more?.next_cursor ?? ''
  } while (cursor !== '')
  return people
}
