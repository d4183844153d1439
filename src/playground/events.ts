import type { Deliveries } from './deliveries.ts'
import type { Fields } from './fields.ts'
import type { Granted } from './granted.ts'
import type { Ids } from './ids.ts'
import type { Manifest } from './manifest.ts'
import { APP_ID, BOT_USER_ID, WORKSPACE } from './sample-workspace.ts'
import { slackMessage } from './slack-message.ts'
import { type Post, type Room, rootOf } from './workspace.ts'

/** What Slack tells the app. Only what its manifest subscribes to, with the scope for it, and only from where its bot is a member. */
export type Events = {
  posted(post: Post): void
  edited(post: Post, before: Fields): void
  deleted(post: Post, before: Fields): void
  reaction(type: 'reaction_added' | 'reaction_removed', post: Post, person: string, name: string): void
  joined(room: Room, person: string, inviter?: string): void
  archived(room: Room, person: string): void
  /** A person opened the app's home or its messages. */
  homeOpened(room: Room, person: string, tab: 'home' | 'messages', view: Fields | undefined): void
  stopped(room: Room, person: string, threadTs: string, streams: string[]): void
  /** Somebody's profile or account changed: apps hear of it wherever their bot is. */
  memberChanged(user: Fields): void
}

export function openEvents(parts: {
  deliveries: Deliveries
  ids: Ids
  manifest: Manifest
  granted: Granted
  token: string
}): Events {
  const { deliveries, ids } = parts
  const subscribed = parts.manifest.settings?.event_subscriptions?.bot_events
  const wants = (name: string) => (!subscribed || subscribed.includes(name)) && parts.granted.hears(name)

  const send = (room: Room, subscription: string, event: Fields): void => {
    if (room.members.has(BOT_USER_ID)) sendAnywhere(subscription, event, room.isShared)
  }
  const sendAnywhere = (subscription: string, event: Fields, isShared = false): void => {
    if (!wants(subscription)) return
    const id = ids.next('Ev')
    const eventTs = typeof event.event_ts === 'string' ? event.event_ts : ids.ts()
    deliveries.event(ids.next('E'), {
      token: parts.token,
      team_id: WORKSPACE.id,
      context_team_id: WORKSPACE.id,
      context_enterprise_id: null,
      api_app_id: APP_ID,
      event: { ...event, event_ts: eventTs },
      type: 'event_callback',
      event_id: id,
      event_time: Number.parseInt(eventTs, 10),
      authorizations: [
        {
          enterprise_id: null,
          team_id: WORKSPACE.id,
          user_id: BOT_USER_ID,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: isShared,
      event_context: `4-${id}`,
    })
  }
  const typeOf = ({ kind, access }: Room) => (access === undefined ? kind : access === 'private' ? 'group' : 'mpim')
  const place = (room: Room) => ({ channel: room.id, channel_type: typeOf(room) })
  const messages = (room: Room) =>
    ({ channel: 'message.channels', im: 'message.im', group: 'message.groups', mpim: 'message.mpim' })[typeOf(room)]
  const hidden = (subtype: string) => ({ type: 'message', subtype, hidden: true, ts: ids.ts() })

  return {
    posted(post) {
      const message = { ...slackMessage(post), ...place(post.room), event_ts: post.ts }
      const root = post.broadcast ? rootOf(post) : undefined
      send(post.room, messages(post.room), root ? { ...message, root: slackMessage(root) } : message)
      if (post.room.kind === 'im' || post.byApp || !post.text.includes(`<@${BOT_USER_ID}>`)) return
      send(post.room, 'app_mention', {
        ...slackMessage(post),
        type: 'app_mention',
        channel: post.room.id,
        event_ts: post.ts,
      })
    },
    edited(post, before) {
      const message = slackMessage(post)
      send(post.room, messages(post.room), {
        ...hidden('message_changed'),
        ...place(post.room),
        message,
        previous_message: before,
      })
    },
    deleted(post, before) {
      const about = { ...place(post.room), deleted_ts: post.ts, previous_message: before }
      send(post.room, messages(post.room), { ...hidden('message_deleted'), ...about })
    },
    reaction(type, post, user, reaction) {
      const item = { type: 'message', channel: post.room.id, ts: post.ts }
      send(post.room, type, { type, user, reaction, item, item_user: post.user })
    },
    joined(room, user, inviter) {
      const about = { user, channel: room.id, channel_type: room.access ? 'G' : 'C', team: WORKSPACE.id, inviter }
      send(room, 'member_joined_channel', { type: 'member_joined_channel', ...about })
    },
    archived(room, user) {
      const type = room.access ? 'group_archive' : 'channel_archive'
      send(room, type, { type, channel: room.id, user, is_moved: 0 })
    },
    homeOpened(room, user, tab, view) {
      send(room, 'app_home_opened', { type: 'app_home_opened', user, channel: room.id, tab, view })
    },
    stopped(room, user, threadTs, streams) {
      const about = { channel: room.id, user, thread_ts: threadTs, streaming_message_ts: streams }
      send(room, 'agent_session_stopped', { type: 'agent_session_stopped', ...about })
    },
    memberChanged(user) {
      sendAnywhere('user_change', { type: 'user_change', user, cache_ts: Number.parseInt(ids.ts(), 10) })
    },
  }
}
