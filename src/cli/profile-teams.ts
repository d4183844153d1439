import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { TeamPerson } from '../store/store.ts'
import { openPace } from './pace.ts'
import { slackPeople } from './slack-people.ts'
import { teamOfManager } from './team-of-manager.ts'

const PROFILES_A_MINUTE = 90 // Slack grants 100 and more
const SAID_EVERY = 50 // profiles

const fields = z.object({
  profile: z.object({ fields: z.array(z.object({ id: z.string(), label: z.string(), type: z.string() })) }),
})
const values = z.record(z.string(), z.object({ value: z.string() }))
const profile = z.object({
  profile: z.object({
    title: z.string().default(''),
    fields: values.catch({}), // Slack sends an empty list, or null, where a person filled in nothing
  }),
})
type Told = { actor: string; name: string; position: string; manager: string; team: string }

/**
 * The teams that Slack's profiles tell: who names a manager there belongs to that manager's team. Its name is in the field "Team", or
 * else is the manager's; where one name stands for the people of several managers, each has a team of its own.
 */
export async function profileTeams(web: WebClient, say: (line: string) => void): Promise<TeamPerson[]> {
  const { profile: described } = fields.parse(await web.team.profile.get())
  const field = (label: string) => described.fields.find((one) => one.label.trim().toLowerCase() === label)
  const boss = field('manager')
  const team = field('team')
  if (boss?.type !== 'user') {
    throw new Error(
      'The profiles of this workspace have no field "Manager" that names a person. An owner adds one in Slack under "Customize profile", or take a file instead: npm run teams -- import teams.csv',
    )
  }

  const people = await slackPeople(web)
  const paced = openPace(PROFILES_A_MINUTE)
  const told: Told[] = []
  let read = 0
  for (const [actor, name] of people) {
    const answer = await paced(() => web.users.profile.get({ user: actor }))
    const { title, fields: filled } = profile.parse(answer).profile
    const value = (id: string | undefined) => (id === undefined ? '' : (filled[id]?.value.trim() ?? ''))
    const [manager = ''] = value(boss.id).split(',')
    if (people.has(manager) && manager !== actor)
      told.push({ actor, name, position: title, manager, team: value(team?.id) })
    read += 1
    if (read % SAID_EVERY === 0 || read === people.size) say(`Read ${read} of ${people.size} profiles.`)
  }
  return told.map(({ team: named, ...person }) => {
    const isShared = told.some((other) => other.team === named && other.manager !== person.manager)
    return { ...person, team: teamOfManager(named, people.get(person.manager) ?? person.manager, isShared) }
  })
}
