import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { TeamPerson } from '../store/store.ts'
import { slackPeople } from './slack-people.ts'

const groups = z.object({
  usergroups: z.array(z.object({ id: z.string(), handle: z.string(), name: z.string() })),
})
const members = z.object({ users: z.array(z.string()) })

/** A Slack user group as a team: its name, the people in it, and the manager that is named with it, who is not one of them. */
export async function groupTeam(web: WebClient, handle: string, manager: string): Promise<TeamPerson[]> {
  const { usergroups } = groups.parse(await web.usergroups.list())
  const wanted = handle.replace(/^@/, '').toLowerCase()
  const group = usergroups.find((one) => one.handle.toLowerCase() === wanted)
  if (!group) throw new Error(`There is no user group @${wanted}. There are: ${known(usergroups)}.`)

  const { users } = members.parse(await web.usergroups.users.list({ usergroup: group.id }))
  const people = await slackPeople(web)
  if (!people.has(manager))
    throw new Error(`${manager} is nobody in this workspace. Give the manager’s Slack member id.`)
  return users
    .filter((user) => user !== manager && people.has(user))
    .map((actor) => ({ actor, name: people.get(actor) ?? actor, team: group.name, position: '', manager }))
}

const known = (all: { handle: string }[]) =>
  all
    .map(({ handle }) => `@${handle}`)
    .slice(0, 20)
    .join(', ') || 'none'
