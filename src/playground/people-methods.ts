import type { Person } from './contract.ts'
import { type Fields, flagOf, textOf } from './fields.ts'
import { aboutPost, type Method, pageOf, refusal } from './method.ts'
import { APP_ID, BOT_ID, BOT_USER_ID, SLACKBOT, WORKSPACE } from './sample-workspace.ts'

const MOST = 1000

/** Who the app is, who the people are, and their reactions. */
export const peopleMethods: Record<string, Method> = {
  'auth.test': (_args, parts) => ({
    ok: true,
    url: `${parts.url}/`,
    team: WORKSPACE.name,
    team_id: WORKSPACE.id,
    user: parts.manifest.features.bot_user.display_name,
    user_id: BOT_USER_ID,
    bot_id: BOT_ID,
    is_enterprise_install: false,
  }),

  'team.info': () => ({ ok: true, team: { id: WORKSPACE.id, name: WORKSPACE.name, domain: WORKSPACE.domain } }),

  'bots.info'(args, parts) {
    if (args.bot !== undefined && args.bot !== BOT_ID) return refusal('bot_not_found')
    const { name } = parts.manifest.display_information
    return { ok: true, bot: { id: BOT_ID, deleted: false, name, app_id: APP_ID, user_id: BOT_USER_ID, icons: {} } }
  },

  'users.info'(args, parts) {
    const person = parts.workspace.people.get(textOf(args.user) ?? '')
    if (!person) return refusal('user_not_found')
    return { ok: true, user: slackUser(person, args, parts.now()) }
  },

  'users.list'(args, parts) {
    const ours = [...parts.workspace.people.values()].filter(({ otherTeam }) => otherTeam === undefined)
    const { page, next } = pageOf(ours, args, MOST)
    const members = page.map((person) => slackUser(person, args, parts.now()))
    return { ok: true, members, response_metadata: { next_cursor: next } }
  },

  'reactions.add': aboutPost('timestamp', (post, args, parts) => {
    const name = reactionName(args)
    if (!name) return refusal('invalid_name')
    if (post.reactions.get(name)?.includes(BOT_USER_ID)) return refusal('already_reacted')
    parts.talk.react(post, BOT_USER_ID, name)
    return { ok: true }
  }),

  'reactions.remove': aboutPost('timestamp', (post, args, parts) => {
    const name = reactionName(args)
    if (!name) return refusal('invalid_name')
    if (!post.reactions.get(name)?.includes(BOT_USER_ID)) return refusal('no_reaction')
    parts.talk.unreact(post, BOT_USER_ID, name)
    return { ok: true }
  }),
}

const reactionName = (args: Fields) => /^[a-z0-9_+'-]+$/.exec(textOf(args.name) ?? '')?.[0]

/** A person as Slack describes them. */
export function slackUser(person: Person, args: Fields, now: Date): Fields {
  return {
    id: person.id,
    team_id: person.otherTeam ?? WORKSPACE.id,
    name: person.name,
    deleted: person.isDeleted ?? false,
    color: person.color.replace('#', ''),
    real_name: person.realName,
    tz: person.tz,
    tz_label: person.tz,
    tz_offset: offsetOf(person.tz, now),
    is_bot: person.isBot && person.id !== SLACKBOT,
    is_app_user: false,
    is_admin: person.isAdmin ?? false,
    is_owner: false,
    is_restricted: person.isGuest ?? false,
    is_ultra_restricted: false,
    profile: {
      title: person.title,
      real_name: person.realName,
      real_name_normalized: person.realName,
      display_name: person.realName,
      display_name_normalized: person.realName,
      team: person.otherTeam ?? WORKSPACE.id,
      ...(person.id === BOT_USER_ID && { bot_id: BOT_ID, api_app_id: APP_ID }),
    },
    ...(flagOf(args.include_locale) && person.otherTeam === undefined && { locale: person.locale }),
  }
}

/** How many seconds a time zone is ahead of UTC, at this time of the year. */
function offsetOf(tz: string, now: Date): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' })
    .formatToParts(now)
    .find((part) => part.type === 'timeZoneName')?.value
  const [, sign, hours, minutes] = /GMT([+-])(\d+):(\d+)/.exec(name ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60)
}
