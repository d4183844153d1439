import { type Fields, flagOf, textOf } from './fields.ts'
import { aboutRoom, type Method, pageOf, refusal } from './method.ts'
import type { Parts } from './parts.ts'
import { BOT_USER_ID, WORKSPACE } from './sample-workspace.ts'
import { isPublic, otherIn, type Room } from './workspace.ts'

const MOST = 1000

/** The conversations that the app can find, and who is in them. */
export const conversationMethods: Record<string, Method> = {
  'conversations.open'(args, parts) {
    const users = textOf(args.users)?.split(',') ?? []
    const known = parts.workspace.rooms.get(textOf(args.channel) ?? '')
    const [person] = users
    if (known?.kind === 'im' && known.members.has(BOT_USER_ID)) return opened(known, args)
    if (person === undefined) return refusal('users_list_not_supplied')
    if (users.length > 1) return refusal('restricted_action') // the playground has no group messages
    if (!parts.workspace.people.has(person)) return refusal('user_not_found')
    if (person === BOT_USER_ID) return refusal('cannot_dm_bot')
    return opened(parts.workspace.im(BOT_USER_ID, person), args)
  },

  'conversations.info': aboutRoom((room, args) => ({
    ok: true,
    channel: { ...slackRoom(room), ...(flagOf(args.include_num_members) && { num_members: room.members.size }) },
  })),

  'conversations.list'(args, parts) {
    return listed(visible(parts, args), args)
  },

  'users.conversations'(args, parts) {
    const person = textOf(args.user) ?? BOT_USER_ID
    return listed(
      visible(parts, args).filter((room) => room.members.has(person)),
      args,
    )
  },

  'conversations.members': aboutRoom((room, args) => {
    const { page, next } = pageOf([...room.members], args, MOST)
    return { ok: true, members: page, response_metadata: { next_cursor: next } }
  }),

  'conversations.join': aboutRoom((room, _args, parts) => {
    if (!isPublic(room)) return refusal('method_not_supported_for_channel_type')
    if (room.isArchived) return refusal('is_archived')
    const isNew = !room.members.has(BOT_USER_ID)
    if (isNew) parts.talk.join(room, BOT_USER_ID)
    return { ok: true, channel: slackRoom(room), ...(!isNew && { warning: 'already_in_channel' }) }
  }),
}

function visible(parts: Parts, args: Fields): Room[] {
  const types = (textOf(args.types) ?? 'public_channel').split(',')
  return [...parts.workspace.rooms.values()].filter((room) => {
    if (room.isArchived && flagOf(args.exclude_archived)) return false
    return types.includes(typeOf(room)) && (isPublic(room) || room.members.has(BOT_USER_ID))
  })
}

/** A conversation's type, as conversations.list calls it. */
const typeOf = ({ kind, access }: Room) =>
  kind === 'im' ? 'im' : { private: 'private_channel', group: 'mpim', public: 'public_channel' }[access ?? 'public']

function listed(rooms: Room[], args: Fields): Fields {
  const { page, next } = pageOf(rooms, args, MOST)
  const channels = page.map((room) => ({ ...slackRoom(room), num_members: room.members.size }))
  return { ok: true, channels, response_metadata: { next_cursor: next } }
}

const opened = (room: Room, args: Fields): Fields => ({
  ok: true,
  no_op: true,
  already_open: true,
  channel: flagOf(args.return_im) ? slackRoom(room) : { id: room.id },
})

function slackRoom(room: Room): Fields {
  const about = { id: room.id, created: room.created, is_archived: room.isArchived, context_team_id: WORKSPACE.id }
  if (room.kind === 'im')
    return { ...about, is_im: true, is_channel: false, user: otherIn(room, BOT_USER_ID), is_open: true }
  return {
    ...about,
    name: room.name,
    name_normalized: room.name,
    is_channel: room.access !== 'group',
    is_group: room.access === 'private',
    is_im: false,
    is_mpim: room.access === 'group',
    is_private: room.access !== undefined,
    is_shared: room.isShared,
    is_ext_shared: room.isShared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    is_general: room.name === 'general',
    is_member: room.members.has(BOT_USER_ID),
    topic: { value: room.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  }
}
