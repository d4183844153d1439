import type { Block, Message } from './contract.ts'
import type { Events } from './events.ts'
import type { Ids } from './ids.ts'
import type { Memory } from './memory.ts'
import { pageConversation } from './page-conversation.ts'
import type { Pages } from './pages.ts'
import { BOT_USER_ID, SLACKBOT } from './sample-workspace.ts'
import { pageMessage, slackMessage } from './slack-message.ts'
import type { Statuses } from './statuses.ts'
import { mayRead, type NewPost, type Post, type Room, rootOf, type Workspace } from './workspace.ts'

/** A message that one person sees, until they reload. */
export type Whisper = {
  room: Room
  person: string
  ts: string
  threadTs: string | undefined
  text: string
  blocks: Block[] | undefined
  /** Its reader loaded the page anew: Slack shows it no more, and no method gives it back. */
  isGone?: boolean
}

/** What happens when something is said, changed or removed: it is kept, shown on the pages, and told to the app. */
export type Talk = {
  post(post: NewPost): Post
  edit(
    post: Post,
    change: Partial<Pick<Post, 'text' | 'blocks' | 'metadata' | 'stream'>>,
    mark?: { editedBy: string },
  ): void
  remove(post: Post): void
  react(post: Post, person: string, name: string): void
  unreact(post: Post, person: string, name: string): void
  whisper(whisper: Omit<Whisper, 'ts' | 'isGone'>): Whisper
  whispered(channel: string, ts: string): Whisper | undefined
  whispersTo(person: string): Whisper[]
  /** A person loads their page: what was whispered before is there no more. */
  reloaded(person: string): void
  rewhisper(whisper: Whisper, change: Pick<Whisper, 'text' | 'blocks'>): void
  unwhisper(whisper: Whisper): void
  /** A person read everything in a conversation. */
  read(room: Room, person: string): void
  join(room: Room, person: string, inviter?: string): void
  archive(room: Room, person: string): void
}

const WHISPERS_KEPT = 1000 // their buttons work as long

export function openTalk(parts: {
  workspace: Workspace
  memory: Memory
  ids: Ids
  pages: Pages
  statuses: Statuses
  events: Events
}): Talk {
  const { workspace, memory, ids, pages, statuses, events } = parts
  const whispers = new Map<string, Whisper>()

  const readers = (room: Room) => [...workspace.people.keys()].filter((person) => mayRead(workspace, room, person))
  const show = (post: Post) =>
    pages.tellSame(readers(post.room), () => ({ type: 'message', message: pageMessage(post) }))
  const changed = (post: Post) => {
    memory.post(post)
    show(post)
  }
  const roomChanged = (room: Room, people: Iterable<string>) => {
    memory.room(room)
    pages.tell(people, (person) => ({
      type: 'conversation',
      conversation: pageConversation(room, person, workspace.people),
    }))
  }
  const gone = (room: Room, people: Iterable<string>, ts: string) =>
    pages.tellSame(people, () => ({ type: 'gone', channel: room.id, ts }))

  function countUnread(post: Post): void {
    const root = rootOf(post)
    const isFor = (person: string) =>
      !root || post.broadcast || post.room.kind === 'im' || root.user === person || root.repliers.includes(person)
    const others = [...post.room.members].filter((person) => person !== post.user && isFor(person))
    for (const person of others) post.room.unread.set(person, (post.room.unread.get(person) ?? 0) + 1)
    roomChanged(post.room, others)
  }

  return {
    post(given) {
      const post = workspace.add(given)
      const root = rootOf(post)
      changed(post)
      if (root) show(root)
      if (post.user === BOT_USER_ID) statuses.posted(post.room, post.threadTs ?? post.ts)
      countUnread(post)
      events.posted(post)
      return post
    },
    edit(post, change, mark) {
      const before = slackMessage(post)
      Object.assign(post, change)
      if (mark) post.edited = { user: mark.editedBy, ts: ids.ts() }
      changed(post)
      events.edited(post, before)
    },
    remove(post) {
      const before = slackMessage(post)
      if (post.replies.length > 0) {
        Object.assign(post, { ...TOMBSTONE, reactions: new Map() })
        changed(post)
        events.edited(post, before)
        return
      }
      const root = rootOf(post)
      workspace.remove(post)
      memory.gone(post)
      gone(post.room, readers(post.room), post.ts)
      if (root) show(root)
      events.deleted(post, before)
    },
    react(post, person, name) {
      post.reactions.set(name, [...(post.reactions.get(name) ?? []), person])
      changed(post)
      events.reaction('reaction_added', post, person, name)
    },
    unreact(post, person, name) {
      const left = (post.reactions.get(name) ?? []).filter((other) => other !== person)
      if (left.length > 0) post.reactions.set(name, left)
      else post.reactions.delete(name)
      changed(post)
      events.reaction('reaction_removed', post, person, name)
    },
    whisper(given) {
      const whisper = { ...given, ts: ids.ts() }
      whispers.set(`${whisper.room.id}:${whisper.ts}`, whisper)
      const [oldest] = whispers.keys()
      if (whispers.size > WHISPERS_KEPT && oldest) whispers.delete(oldest)
      pages.tellSame([whisper.person], () => ({ type: 'message', message: pageWhisper(whisper) }))
      return whisper
    },
    whispered: (channel, ts) => whispers.get(`${channel}:${ts}`),
    whispersTo: (person) => [...whispers.values()].filter((whisper) => whisper.person === person && !whisper.isGone),
    reloaded(person) {
      for (const whisper of whispers.values()) if (whisper.person === person) whisper.isGone = true
    },
    rewhisper(whisper, change) {
      Object.assign(whisper, change)
      pages.tellSame([whisper.person], () => ({ type: 'message', message: pageWhisper(whisper) }))
    },
    unwhisper(whisper) {
      whispers.delete(`${whisper.room.id}:${whisper.ts}`)
      gone(whisper.room, [whisper.person], whisper.ts)
    },
    read(room, person) {
      if (!room.unread.delete(person)) return
      roomChanged(room, [person])
    },
    join(room, person, inviter) {
      room.members.add(person)
      roomChanged(room, [person])
      events.joined(room, person, inviter)
    },
    archive(room, person) {
      room.isArchived = true
      roomChanged(room, readers(room))
      events.archived(room, person)
    },
  }
}

/** Slack keeps the place of a thread's first message when that is deleted. */
const TOMBSTONE: Partial<Post> = {
  user: SLACKBOT,
  text: 'This message was deleted.',
  blocks: undefined,
  metadata: undefined,
  files: undefined,
  byApp: false,
  clientMsgId: undefined,
  edited: undefined,
  isTombstone: true,
}

/** A whisper as the page shows it. */
export function pageWhisper(whisper: Whisper): Message {
  return {
    channel: whisper.room.id,
    ts: whisper.ts,
    user: BOT_USER_ID,
    text: whisper.text,
    ephemeral: true,
    reactions: [],
    replyCount: 0,
    replyUsers: [],
    ...(whisper.threadTs && { threadTs: whisper.threadTs }),
    ...(whisper.blocks && { blocks: whisper.blocks }),
  }
}
