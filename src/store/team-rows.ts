/** What the database's functions about teams and their weeks return. */
import { z } from 'zod'

const count = z.union([z.object({ count: z.int() }), z.object({ atLeast: z.int() })])
export const level = z.enum(['Starting', 'Developing', 'Strong', 'Exemplary'])

/** One team of a week, as it is told: words, and counts that single nobody out. */
export const toldTeam = z.object({
  team: z.string(),
  week: z.iso.date(),
  size: z.int(),
  minimum: z.int(),
  practised: count.nullable(),
  domains: z.array(z.intersection(count, z.object({ domain: z.string() }))),
  dimensions: z.array(
    z.object({
      dimension: z.string(),
      label: z.string(),
      domain: z.string(),
      level,
      /** More than one version of the rubric, or more than one judge, is behind it. */
      isMixed: z.boolean().default(false),
      /** Sample history is behind it. */
      isSample: z.boolean().default(false),
      /** This week and the three before it, oldest first; null where nothing comparable was told. */
      history: z.array(level.nullable()),
    }),
  ),
  /** The domains of which nothing is told, for whatever reason. */
  notShown: z.array(z.string()),
})

export const toldWeek = z.object({ week: z.iso.date(), teams: z.array(toldTeam) })
export const tellWeek = toldWeek.extend({ outcome: z.enum(['tell', 'nothing']) })

/** What a learner is part of in the week that is told next: their own, and no number. */
export const preview = z.object({
  id: z.string(),
  week: z.iso.date(),
  team: z.string(),
  manager: z.string(),
  minimum: z.int(),
  /** They took themselves out of it. */
  leftOut: z.boolean(),
  domains: z.array(z.string()),
  dimensions: z.array(z.string()),
})

/** Who looks after a team. */
export const source = z.enum(['csv', 'user-group', 'profile-field'])
export const otherTeams = z.array(z.object({ team: z.string(), source }))

export const myTeams = z.object({ teams: z.array(z.string()), day: z.int(), hour: z.int(), isOff: z.boolean() })

export const teamChange = z.object({
  change: z.enum(['joins', 'leaves', 'moves', 'manager', 'position']),
  actor: z.string(),
  name: z.string(),
  team: z.string(),
  from: z.string().nullable(),
})

export const planned = z.object({ closed: z.int(), previews: z.int(), due: z.int(), late: z.int() })

/** A card that a learner chose to send to their manager: what they saw before they sent it, and nothing more. */
export const sharedCard = z.object({
  name: z.string(),
  domainName: z.string(),
  /** With the learner's own words, where they asked for that. */
  levels: z.array(z.object({ label: z.string(), level, quotes: z.array(z.string()).default([]) })),
  says: z.string(),
})

const advice = z.record(z.string(), z.object({ first: z.string(), second: z.string() }))
export const keptDigest = z.union([
  z.object({ outcome: z.literal('skip') }),
  z.object({ outcome: z.literal('kept'), advice }),
])

/** A digest as it was sent. */
export const sentDigest = toldWeek.extend({
  advice,
  isQuiet: z.boolean(),
  cards: z.array(sharedCard),
  /** Where it stands in Slack, once it does. */
  post: z.string().nullable(),
})
