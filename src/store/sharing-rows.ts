/** What the database's functions about sharing return. */
import { z } from 'zod'
import { level, toldTeam } from './team-rows.ts'

export const namedPerson = z.object({ actor: z.string(), name: z.string() })

export const managerSees = z.object({
  manager: namedPerson,
  /** The learner said that this is not their manager. */
  objected: z.boolean(),
  leftOut: z.boolean(),
  /** Of the team: what is to be told next, what was told last, or that there is nothing yet. */
  state: z.enum(['to-be-told', 'told', 'nothing']),
  team: toldTeam,
})

export const suggestion = z.object({
  id: z.string(),
  domainId: z.string(),
  domainName: z.string(),
  manager: namedPerson,
})

export const cardToShare = z.union([
  z.object({ outcome: z.enum(['shared', 'no-manager', 'off-record', 'too-late', 'nothing']) }),
  z.object({
    outcome: z.literal('ready'),
    manager: namedPerson,
    domainName: z.string(),
    levels: z.array(z.object({ label: z.string(), level, quotes: z.array(z.string()) })),
  }),
])
