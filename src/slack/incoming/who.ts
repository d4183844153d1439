/**
 * Who somebody is: the one place that reads it from what Slack delivers. Everything is filed under the workspace that installed the
 * app, and only its people are coached: somebody of another company may be in the same channel (Slack Connect), and on Enterprise Grid
 * somebody of another workspace of the same company. Facts: docs.slack.dev/apis/slack-connect, /enterprise/developing-for-enterprise-orgs.
 */
import { z } from 'zod'
import type { Bot } from '../connection/bot.ts'

/** A person of ours who asks for something, as Slack signed it. */
export type Who = { workspace: string; actor: string; name: string }

/** Of ours, of somebody else's, or not to be told from what was delivered: then users.info says it. */
export type Standing = 'ours' | 'outside' | 'unsure'

/** The person behind something. */
export type Author = { actor: string; standing: Standing }

const SLACKBOT = 'USLACKBOT' // writes reminders, with neither a bot_id nor a subtype

const id = z.string().nullish()
type Id = z.infer<typeof id>
const envelope = z.object({
  team_id: id,
  enterprise_id: id,
  is_ext_shared_channel: z.boolean().nullish(),
  authorizations: z.array(z.object({ team_id: id, enterprise_id: id })).nullish(),
})

/** What is said of the author of a message. `user_team` is where they are at home, `source_team` where they wrote it. */
const written = z.object({
  user: id,
  user_team: id,
  source_team: id,
  team: id,
  user_profile: z.object({ team: id }).nullish(),
  bot_id: z.unknown().optional(),
  bot_profile: z.unknown().optional(),
  app_id: z.unknown().optional(),
  workflow_id: z.unknown().optional(),
  subtype: id,
})

/** Who wrote a message that an event carries, or undefined where that is no person: an app, a workflow, Slackbot, or we ourselves. */
export function authorOf(message: unknown, body: unknown, bot: Bot): Author | undefined {
  const { data } = written.safeParse(message)
  if (!data?.user || data.user === SLACKBOT || data.user === bot.userId) return undefined
  if (data.bot_id || data.bot_profile || data.app_id || data.workflow_id || data.subtype === 'bot_message')
    return undefined
  const home = data.user_team ?? data.user_profile?.team ?? data.source_team ?? data.team
  return { actor: data.user, standing: standingOf(home, placeOf(body, bot), bot) }
}

/** Whether we wrote a message. */
export function isOurPost(message: unknown, bot: Bot): boolean {
  const { data } = written.safeParse(message)
  return data !== undefined && (data.bot_id === bot.botId || data.user === bot.userId)
}

/** Whether a message that is gone was by us, an app or somebody of another company. Where Slack shows no author, it may have been ours. */
export function isByOthers(gone: unknown, body: unknown, bot: Bot): boolean {
  const { data } = written.safeParse(gone)
  if (!data?.user && !data?.bot_id) return false
  return (authorOf(gone, body, bot)?.standing ?? 'outside') === 'outside'
}

/** Who did something in Slack that is no message, such as opening Home. Slack says nothing of their team there. */
export function doerOf(event: unknown, body: unknown, bot: Bot): Author | undefined {
  const { data } = z.object({ user: z.string() }).safeParse(event)
  if (!data || data.user === SLACKBOT || data.user === bot.userId) return undefined
  return { actor: data.user, standing: standingOf(undefined, placeOf(body, bot), bot) }
}

/** A member's profile, as events and users.info give it. */
const profile = z.object({
  id: z.string(),
  team_id: id,
  is_stranger: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  enterprise_user: z.object({ enterprise_id: id, teams: z.array(z.string()).nullish() }).nullish(),
})

/** Whether the person whom Slack describes so is of ours. On Grid somebody can be at home elsewhere and still of our workspace. */
export function standingOfProfile(user: unknown, bot: Bot): 'ours' | 'outside' {
  const { data } = profile.safeParse(user)
  if (!data || data.is_stranger || data.is_bot || data.id === SLACKBOT) return 'outside'
  const { team_id, enterprise_user } = data
  if (enterprise_user?.teams?.includes(bot.workspace) || team_id === bot.workspace) return 'ours'
  const isOfOrg = bot.enterprise !== undefined && [team_id, enterprise_user?.enterprise_id].includes(bot.enterprise)
  return isOfOrg && bot.isOrgWide ? 'ours' : 'outside'
}

/** Whose account is no more, unless it was one of another company. On Grid a profile names no workspaces any more then. */
export function goneMember(event: unknown, bot: Bot): string | undefined {
  const { data } = z.object({ user: profile.extend({ deleted: z.literal(true) }) }).safeParse(event)
  if (!data) return undefined
  const { id: actor, team_id, enterprise_user } = data.user
  const isOfOrg = bot.enterprise !== undefined && enterprise_user?.enterprise_id === bot.enterprise
  return !team_id || isOfOrg || standingOfProfile(data.user, bot) === 'ours' ? actor : undefined
}

/** Whether an event tells of the end of our own installation, rather than of another workspace's. It may come without authorizations. */
export function isOurInstallation(body: unknown, bot: Bot): boolean {
  const { team_id: team, enterprise_id: enterprise } = envelopeOf(body)
  if (team === bot.workspace) return true
  return bot.isOrgWide === true && !!bot.enterprise && (team ?? enterprise) === bot.enterprise
}

/** The channel of an event that Slack says is shared with another company. */
export function sharedChannelIn(body: unknown): string | undefined {
  const { data } = z
    .object({ is_ext_shared_channel: z.literal(true), event: z.object({ channel: z.string() }) })
    .safeParse(body)
  return data?.event.channel
}

/** The flags of a channel: shared with another company, about to be, or with other workspaces of one organisation. */
const channel = z.object({
  is_ext_shared: z.boolean().nullish(),
  is_pending_ext_shared: z.boolean().nullish(),
  is_shared: z.boolean().nullish(),
  is_org_shared: z.boolean().nullish(),
})

/**
 * Whether others than our people read along in the channel that conversations.info describes so; undefined where it does not say. Other
 * workspaces of the organisation are no others where all of it has us; `is_shared` is set for them too.
 */
export function isSharedChannel(described: unknown, { isOrgWide }: Pick<Bot, 'isOrgWide'>): boolean | undefined {
  const { data } = channel.safeParse(described)
  if (!data) return undefined
  const { is_ext_shared, is_pending_ext_shared, is_shared, is_org_shared } = data
  if (is_ext_shared || is_pending_ext_shared) return true
  if ((is_shared || is_org_shared) && !(is_org_shared && isOrgWide)) return true
  return is_ext_shared === false ? false : undefined
}

const team = z.object({ id, enterprise_id: id }).nullish()
const command = z.object({ command: z.string(), user_id: z.string(), user_name: z.string().optional(), team_id: id })
const interaction = z.object({
  type: z.string(),
  user: z.object({ id: z.string(), team_id: id, name: z.string().optional(), username: z.string().optional() }),
  team,
  enterprise: z.object({ id }).nullish(),
  view: z.object({ team_id: id }).nullish(),
})
const opened = z.object({ type: z.literal('event_callback'), event: z.object({ type: z.literal('app_home_opened') }) })

/** Whether somebody opened Home, or the messages beside it. */
export const isHome = (body: unknown): boolean => opened.safeParse(body).success

/** Who waits for an answer: by a command, a button, a form, a shortcut, or on Home. Undefined where nobody does. */
export function askerIn(body: unknown, bot: Bot): (Who & { standing: Standing }) | undefined {
  const typed = command.safeParse(body).data
  if (typed) {
    const { user_id: actor, team_id } = typed
    if (actor === SLACKBOT) return undefined
    return { ...of(bot), actor, name: typed.user_name ?? actor, standing: standingOf(team_id, {}, bot) }
  }
  const used = interaction.safeParse(body).data
  if (used) {
    const { user } = used
    if (user.id === SLACKBOT) return undefined
    return {
      ...of(bot),
      actor: user.id,
      name: user.username ?? user.name ?? user.id,
      standing: standingOfUser(used, bot),
    }
  }
  if (!isHome(body)) return undefined
  const doer = doerOf(z.object({ event: z.unknown() }).parse(body).event, body, bot)
  return doer && { ...of(bot), ...doer, name: doer.actor }
}

const of = ({ workspace }: Bot) => ({ workspace })

/**
 * `user.team_id` is where the person is at home, on Grid the organisation. `team` is the installation where a button was pressed, and the
 * person's own where a form was sent or a shortcut used: only there can it stand for a `team_id` that is missing.
 */
function standingOfUser({ type, user, team, enterprise, view }: z.infer<typeof interaction>, bot: Bot): Standing {
  const isPress = type === 'block_actions' || type === 'block_suggestion'
  const home = user.team_id ?? (isPress ? undefined : (team?.id ?? view?.team_id))
  const said = team?.id === bot.workspace ? { enterprise: team?.enterprise_id ?? enterprise?.id } : {}
  return standingOf(home, said, bot)
}

/**
 * Where the person's home is said, that decides; on Grid, where it is another one, only users.info can. Where it is not, they are of ours
 * if Slack says that nobody else is where it happened: mentions, files and Home come without it.
 */
function standingOf(
  home: string | null | undefined,
  said: { enterprise?: Id; isOursAlone?: boolean },
  bot: Bot,
): Standing {
  const enterprise = bot.enterprise ?? said.enterprise
  if (home === bot.workspace) return 'ours'
  if (home && home === enterprise) return bot.isOrgWide ? 'ours' : 'unsure'
  if (home) return enterprise && !home.startsWith('E') ? 'unsure' : 'outside'
  return said.isOursAlone && !enterprise ? 'ours' : 'unsure'
}

/** What an event's envelope says of the place where it happened. A workspace can become part of an organisation while we run. */
function placeOf(body: unknown, bot: Bot): { enterprise?: Id; isOursAlone: boolean } {
  const { team_id, is_ext_shared_channel, authorizations } = envelopeOf(body)
  const [installed] = authorizations ?? []
  const isOurs = (installed?.team_id ?? team_id) === bot.workspace
  return {
    ...(installed?.team_id === bot.workspace ? { enterprise: installed.enterprise_id } : {}),
    isOursAlone: isOurs && is_ext_shared_channel === false,
  }
}

const envelopeOf = (body: unknown): Partial<z.infer<typeof envelope>> => envelope.safeParse(body).data ?? {}

const admitted = z.object({ who: z.object({ workspace: z.string(), actor: z.string(), name: z.string() }) })

/** The person of ours whom a listener serves, as it was found out before Bolt was asked; undefined where that was nobody. */
export const whoIn = (context: unknown): Who | undefined => admitted.safeParse(context).data?.who

/** The same for a form, which nobody else can have sent. */
export const whoSent = (context: unknown): Who => admitted.parse(context).who
