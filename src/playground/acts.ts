import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { clickInMessage, clickInView } from './clicks.ts'
import { runCommand, runShortcut } from './commands.ts'
import type { Acted } from './contract.ts'
import { appName, DONE, told } from './interactions.ts'
import { closeModal, submitModal } from './modals.ts'
import type { Parts } from './parts.ts'
import { BOT_USER_ID } from './sample-workspace.ts'
import { withNames } from './typed-text.ts'
import { slackView } from './views.ts'
import { mayRead, type Post, type Room, startsThread } from './workspace.ts'

const values = z.record(z.string(), z.record(z.string(), z.json()))
const at = z.object({ channel: z.string(), ts: z.string() })

/** What a person can do on the page. */
const act = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('say'),
    channel: z.string(),
    text: z.string(),
    threadTs: z.string().optional(),
    broadcast: z.boolean().default(false),
  }),
  z.object({ do: z.literal('edit'), channel: z.string(), ts: z.string(), text: z.string() }),
  z.object({ do: z.literal('delete'), channel: z.string(), ts: z.string() }),
  z.object({ do: z.literal('command'), channel: z.string(), command: z.string(), text: z.string() }),
  z.object({
    do: z.literal('click'),
    where: z.union([at, z.object({ view: z.string() })]),
    blockId: z.string(),
    actionId: z.string(),
    value: z.record(z.string(), z.json()).default({}),
    values: values.default({}),
  }),
  z.object({ do: z.literal('submit'), view: z.string(), values }),
  z.object({ do: z.literal('close'), view: z.string() }),
  z.object({ do: z.literal('shortcut'), callbackId: z.string(), message: at.optional() }),
  z.object({ do: z.literal('react'), channel: z.string(), ts: z.string(), name: z.string().regex(/^[a-z0-9_+'-]+$/) }),
  z.object({ do: z.literal('open'), conversation: z.string() }),
  z.object({ do: z.literal('open-home') }),
  z.object({ do: z.literal('open-im'), user: z.string() }),
  z.object({ do: z.literal('join'), channel: z.string() }),
  z.object({ do: z.literal('invite'), channel: z.string(), user: z.string() }),
  z.object({ do: z.literal('archive'), channel: z.string() }),
  z.object({ do: z.literal('stop'), channel: z.string(), threadTs: z.string() }),
  z.object({ do: z.literal('control'), name: z.string() }),
])
type Acting = z.infer<typeof act>

const TEXT_MAX = 40_000

/** Does what a person did on the page, and says why not if it cannot be done. */
export async function doAct(parts: Parts, me: string, given: unknown): Promise<Acted> {
  const { data, error } = act.safeParse(given)
  if (error) return no(`This is nothing that a person can do here: ${z.prettifyError(error)}`)
  return actIn(parts, me, data)
}

function actIn(parts: Parts, me: string, act: Acting): Acted | Promise<Acted> {
  switch (act.do) {
    case 'click':
      return click(parts, me, act)
    case 'submit':
    case 'close': {
      const view = parts.views.stack(me).find(({ id }) => id === act.view)
      if (!view) return no('That window is already closed.')
      return act.do === 'submit' ? submitModal(parts, me, view, act.values) : closeModal(parts, view)
    }
    case 'shortcut': {
      const post = act.message && roomOf(parts, me, act.message.channel)?.byTs.get(act.message.ts)
      if (act.message && !post) return no(GONE)
      return runShortcut(parts, me, act.callbackId, post)
    }
    case 'open-home':
      return openHome(parts, me)
    case 'open-im':
      if (!parts.workspace.people.has(act.user) || act.user === me) return no('There is no such person here.')
      return { ok: true, channel: parts.workspace.im(me, act.user).id }
    case 'control':
      return control(parts, me, act.name)
    default:
      return actInRoom(parts, me, act)
  }
}

type InRoom = Exclude<Acting, { do: 'click' | 'submit' | 'close' | 'shortcut' | 'open-home' | 'open-im' | 'control' }>

function actInRoom(parts: Parts, me: string, act: InRoom): Acted | Promise<Acted> {
  const room = roomOf(parts, me, act.do === 'open' ? act.conversation : act.channel)
  if (!room) return no('There is no such conversation here.')
  if (act.do === 'open') return openRoom(parts, me, room)
  if (act.do === 'join') return joinRoom(parts, room, me)
  if (!room.members.has(me)) return no(`Join #${room.name} first.`)
  switch (act.do) {
    case 'say':
      return say(parts, me, room, act)
    case 'command':
      return runCommand(parts, me, room, act.command, act.text)
    case 'invite':
      return parts.workspace.people.has(act.user)
        ? joinRoom(parts, room, act.user, me)
        : no('There is no such person here.')
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
  if (act.do === 'delete') parts.talk.remove(post)
  else if (act.text.trim() === '') return no('A message needs some text.')
  else parts.talk.edit(post, { text: withNames(act.text, parts.workspace).slice(0, TEXT_MAX) }, { editedBy: me })
  return DONE
}

function say(parts: Parts, me: string, room: Room, act: Extract<Acting, { do: 'say' }>): Acted {
  if (room.isArchived) return no(`#${room.name} is archived.`)
  if (act.text.trim() === '') return no('A message needs some text.')
  if (act.threadTs !== undefined && !startsThread(room, act.threadTs)) return no('That thread is no longer there.')
  const text = withNames(act.text, parts.workspace).slice(0, TEXT_MAX)
  const broadcast = act.broadcast && act.threadTs !== undefined
  const post = parts.talk.post({ room, user: me, text, threadTs: act.threadTs, broadcast, clientMsgId: randomUUID() })
  if (text.includes(`<@${BOT_USER_ID}>`) && !room.members.has(BOT_USER_ID)) {
    told(parts, me, `${appName(parts)} is not in #${room.name}, so it does not see this. Invite it first.`)
  }
  return { ok: true, ts: post.ts, channel: room.id }
}

function click(
  parts: Parts,
  me: string,
  { where, ...click }: Extract<Acting, { do: 'click' }>,
): Acted | Promise<Acted> {
  if ('view' in where) {
    const view = parts.views.byId(where.view)
    return view?.person === me ? clickInView(parts, me, view, click) : no('That window is already closed.')
  }
  const room = roomOf(parts, me, where.channel)
  return room ? clickInMessage(parts, me, room, where.ts, click) : no('There is no such conversation here.')
}

function openRoom(parts: Parts, me: string, room: Room): Acted {
  parts.talk.read(room, me)
  const isArriving = parts.whereabouts.get(me) !== room.id
  parts.whereabouts.set(me, room.id)
  if (isArriving && room.kind === 'im') parts.events.homeOpened(room, me, 'messages', undefined)
  return { ok: true, channel: room.id }
}

function openHome(parts: Parts, me: string): Acted {
  const room = parts.workspace.im(BOT_USER_ID, me)
  const view = parts.views.home(me)
  parts.whereabouts.set(me, 'home')
  parts.events.homeOpened(room, me, 'home', view && slackView(view))
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
  for (const reply of streaming) if (reply.stream) reply.stream.state = 'stopped'
  const streams = streaming.map((reply) => reply.ts)
  parts.events.stopped(room, me, threadTs, streams)
  return DONE
}

async function control(parts: Parts, me: string, name: string): Promise<Acted> {
  const control = parts.controls.find((one) => one.name === name)
  if (!control) return no('There is no such control.')
  try {
    const said = await control.run(me)
    if (said !== undefined) told(parts, me, said)
    return DONE
  } catch (error) {
    parts.log.error('playground: a control failed', { control: name, error: String(error) })
    return told(parts, me, `${control.label} did not work. The log says why.`)
  }
}

const GONE = 'That message is no longer there.'

const no = (error: string): Acted => ({ ok: false, error })

function roomOf(parts: Parts, me: string, id: string): Room | undefined {
  const room = parts.workspace.rooms.get(id)
  return room && mayRead(room, me) ? room : undefined
}
