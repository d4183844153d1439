/** What the database's functions about sharing return. */
import { z } from 'zod'
import { level, preview, toldTeam } from './team-rows.ts'

export const namedPerson = z.object({ actor: z.string(), name: z.string() })

export const managerSees = z.object({
  manager: namedPerson,
  /** The learner said that this is not their manager. */
  objected: z.boolean(),
  leftOut: z.boolean(),
  /** They erased everything since they were first counted, and cannot be counted again. */
  forGood: z.boolean(),
  /** What they are part of in the week that is told next. */
  ahead: preview.nullable(),
  /** Of the team: what was told last, or that there is nothing yet. */
  state: z.enum(['told', 'nothing']),
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
