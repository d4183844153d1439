import type { Message } from './contract.ts'
import type { Fields } from './fields.ts'
import { APP_ID, BOT_ID, WORKSPACE } from './sample-workspace.ts'
import { slackFile } from './shared-files.ts'
import { type Post, rootOf } from './workspace.ts'

/** A message as the Web API answers it and as events carry it. Metadata is left out unless it is asked for. */
export function slackMessage(post: Post, withMetadata = false): Fields {
  return {
    type: 'message',
    subtype: subtypeOf(post),
    hidden: post.isTombstone || undefined,
    user: post.user,
    text: post.text,
    ts: post.ts,
    team: post.otherTeam ?? WORKSPACE.id,
    ...(post.room.isShared && !post.byApp && sharedTeams(post)),
    client_msg_id: post.clientMsgId,
    bot_id: post.byApp ? BOT_ID : undefined,
    app_id: post.byApp ? APP_ID : undefined,
    username: post.username,
    blocks: post.blocks,
    edited: post.edited,
    ...(post.files && { files: post.files.map((file) => slackFile(file, post.user)), upload: false }),
    thread_ts: post.threadTs ?? (post.replies.length > 0 ? post.ts : undefined),
    parent_user_id: rootOf(post)?.user,
    metadata: withMetadata ? post.metadata : undefined,
    streaming_state: post.stream && (post.stream.state === 'open' ? 'in_progress' : 'completed'),
    ...threadOf(post),
    ...(post.reactions.size > 0 && {
      reactions: [...post.reactions].map(([name, users]) => ({ name, count: users.length, users: [...users] })),
    }),
  }
}

/** A message as the page shows it. */
export function pageMessage(post: Post): Message {
  const latest = post.replies.at(-1)
  return {
    channel: post.room.id,
    ts: post.ts,
    user: post.user,
    text: post.text,
    reactions: [...post.reactions].map(([name, users]) => ({ name, users: [...users] })),
    replyCount: post.replies.length,
    replyUsers: post.repliers,
    ...(post.threadTs && { threadTs: post.threadTs }),
    ...(post.blocks && { blocks: post.blocks }),
    ...(post.files && { files: post.files }),
    ...(post.edited && { edited: true }),
    ...(post.isTombstone && { deleted: true }),
    ...(post.broadcast && { broadcast: true }),
    ...(post.username && { username: post.username }),
    ...(post.icon && { icon: post.icon }),
    ...(latest && { latestReply: latest.ts }),
  }
}

/** In a shared channel Slack says where an author is at home, and where they wrote. */
const sharedTeams = ({ otherTeam = WORKSPACE.id }: Post): Fields => ({ user_team: otherTeam, source_team: otherTeam })

function subtypeOf(post: Post): string | undefined {
  if (post.isTombstone) return 'tombstone'
  if (post.broadcast) return 'thread_broadcast'
  return post.files && 'file_share'
}

function threadOf(post: Post): Fields {
  const latest = post.replies.at(-1)
  if (!latest) return {}
  return {
    reply_count: post.replies.length,
    reply_users_count: post.repliers.length,
    reply_users: [...post.repliers],
    latest_reply: latest.ts,
    is_locked: false,
  }
}
