import { randomUUID } from 'node:crypto'
import type { Acting } from './acting.ts'
import { runCommand } from './commands.ts'
import type { Acted } from './contract.ts'
import { appName, DONE, GONE, NO_PERSON, NO_ROOM, no, told } from './interactions.ts'
import type { Parts } from './parts.ts'
import { BOT_USER_ID } from './sample-workspace.ts'
import { withNames } from './typed-text.ts'
import { type Post, type Room, readableRoom, startsThread } from './workspace.ts'

const TEXT_MAX = 40_000

type InRoom = Extract<Acting, { channel: string } | { conversation: string }>

/** What a person does in a conversation: they write, change, react, come in, and stop the app. */
export function actInRoom(parts: Parts, me: string, act: InRoom): Acted | Promise<Acted> {
  const room = readableRoom(parts.workspace, act.do === 'open' ? act.conversation : act.channel, me)
  if (!room) return no(NO_ROOM)
  if (act.do === 'open') return openRoom(parts, me, room)
  if (act.do === 'join') return joinRoom(parts, room, me)
  if (!room.members.has(me)) return no(`Join #${room.name} first.`)
  switch (act.do) {
    case 'say':
      return say(parts, me, room, act)
    case 'command':
      return runCommand(parts, me, room, act.command, act.text)
    case 'invite':
      return parts.workspace.people.has(act.user) ? joinRoom(parts, room, act.user, me) : no(NO_PERSON)
    case 'archive':
      if (room.kind === 'im') return no('Only a channel can be archived.')
      parts.talk.archive(room, me)
      return DONE
    case 'stop':
      return stop(parts, me, room, act.threadTs)
    default:
      return actOnPost(parts, me, room.byTs.get(act.ts), act)
  }
}

function actOnPost(parts: Parts, me: string, post: Post | undefined, act: Extract<InRoom, { ts: string }>): Acted {
  if (!post || post.isTombstone) return no(GONE)
  if (act.do === 'react') {
    if (post.reactions.get(act.name)?.includes(me)) parts.talk.unreact(post, me, act.name)
    else parts.talk.react(post, me, act.name)
    return DONE
  }
  if (post.user !== me) return no('Only its author can change a message.')
  if (act.do === 'delete') {
    parts.files.forget(post.files ?? [])
    parts.talk.remove(post)
  } else if (act.text.trim() === '') return no('A message needs some text.')
  else parts.talk.edit(post, { text: withNames(act.text, parts.workspace).slice(0, TEXT_MAX) }, { editedBy: me })
  return DONE
}

function say(parts: Parts, me: string, room: Room, act: Extract<Acting, { do: 'say' }>): Acted {
  if (room.isArchived) return no(`#${room.name} is archived.`)
  if (act.text.trim() === '' && act.files.length === 0) return no('A message needs some text.')
  if (act.threadTs !== undefined && !startsThread(room, act.threadTs)) return no('That thread is no longer there.')
  const text = withNames(act.text, parts.workspace).slice(0, TEXT_MAX)
  const broadcast = act.broadcast && act.threadTs !== undefined
  const post = parts.talk.post({
    room,
    user: me,
    text,
    threadTs: act.threadTs,
    broadcast,
    clientMsgId: randomUUID(),
    ...(act.files.length > 0 && { files: act.files.map((file) => parts.files.keep(file, me)) }),
  })
  if (text.includes(`<@${BOT_USER_ID}>`) && !room.members.has(BOT_USER_ID)) {
    told(parts, me, `${appName(parts)} is not in #${room.name}, so it does not see this. Invite it first.`)
  }
  return { ok: true, ts: post.ts, channel: room.id }
}

function openRoom(parts: Parts, me: string, room: Room): Acted {
  parts.talk.read(room, me)
  const isArriving = parts.whereabouts.get(me) !== room.id
  parts.whereabouts.set(me, room.id)
  if (isArriving && room.kind === 'im') parts.events.homeOpened(room, me, 'messages', undefined)
  return { ok: true, channel: room.id }
}

function joinRoom(parts: Parts, room: Room, person: string, inviter?: string): Acted {
  if (room.kind === 'im') return no('Only a channel can be joined.')
  if (room.isArchived) return no(`#${room.name} is archived.`)
  if (!room.members.has(person)) parts.talk.join(room, person, inviter)
  return { ok: true, channel: room.id }
}

/** The stop button: the app hears of it, and what it is writing there takes no more text. */
function stop(parts: Parts, me: string, room: Room, threadTs: string): Acted {
  const streaming = room.byTs.get(threadTs)?.replies.filter((reply) => reply.stream?.state === 'open') ?? []
  for (const reply of streaming) {
    if (reply.stream) reply.stream.state = 'stopped'
    parts.memory.post(reply)
  }
  const streams = streaming.map((reply) => reply.ts)
  parts.events.stopped(room, me, threadTs, streams)
  return DONE
}
