import type { Block, Person, SharedFile } from './contract.ts'
import type { Fields } from './fields.ts'
import { comparableTs, type Ids } from './ids.ts'
import { GUEST_CHANNEL, SAMPLE_GUEST, SAMPLE_PARTNERS, SAMPLE_PEOPLE } from './sample-people.ts'
import { SAMPLE_CHANNELS, SLACKBOT_PERSON, WORKSPACE } from './sample-workspace.ts'

/** A channel or an im with all that was posted in it. */
export type Room = {
  id: string
  kind: 'channel' | 'im'
  /** A channel that only its members see. */
  access?: 'private' | 'group' | undefined
  name: string
  topic: string
  members: Set<string>
  isArchived: boolean
  /** People of another company are in it. */
  isShared: boolean
  created: number
  /** In the order of `ts`, thread replies included. */
  posts: Post[]
  byTs: Map<string, Post>
  unread: Map<string, number>
}

/** One message. `replies` and `repliers` are of a thread's first message. */
export type Post = {
  room: Room
  ts: string
  threadTs: string | undefined
  user: string
  /** The workspace of an author of another company. */
  otherTeam: string | undefined
  text: string
  blocks: Block[] | undefined
  metadata: Fields | undefined
  files: SharedFile[] | undefined
  byApp: boolean
  /** Another name and picture that the app chose for this message. */
  username: string | undefined
  icon: string | undefined
  clientMsgId: string | undefined
  edited: { user: string; ts: string } | undefined
  broadcast: boolean
  /** The first message of a thread, deleted while its replies stay. */
  isTombstone: boolean
  reactions: Map<string, string[]>
  replies: Post[]
  repliers: string[]
  stream: { startedAt: number; state: 'open' | 'done' | 'stopped' } | undefined
}

export type NewPost = Pick<Post, 'room' | 'user' | 'text'> &
  Partial<Omit<Post, 'ts' | 'replies' | 'repliers' | 'reactions'>>

export type Workspace = {
  people: Map<string, Person>
  rooms: Map<string, Room>
  /** The im of two people, made when it is first asked for. */
  im(one: string, other: string): Room
  add(post: NewPost): Post
  /** Puts a message where it stood before a restart. Those of a conversation come in the order of `ts`. */
  place(post: NewPost & Pick<Post, 'ts' | 'reactions'>): Post
  remove(post: Post): void
}

export function openWorkspace(bot: Person, ids: Ids, others: Person[] = []): Workspace {
  const people = new Map(
    [...SAMPLE_PEOPLE, ...SAMPLE_PARTNERS, SAMPLE_GUEST, SLACKBOT_PERSON, bot, ...others].map((person) => [
      person.id,
      { ...person },
    ]),
  )
  const rooms = new Map<string, Room>()
  const openRoom = (room: Pick<Room, 'id' | 'kind' | 'access' | 'name' | 'topic'>, members: string[]): Room => {
    const created = Number.parseInt(ids.ts(), 10)
    const opened = {
      ...room,
      members: new Set(members),
      isArchived: false,
      isShared: members.some((id) => people.get(id)?.otherTeam !== undefined),
      created,
      posts: [],
      byTs: new Map(),
      unread: new Map(),
    }
    rooms.set(room.id, opened)
    return opened
  }
  const im = (one: string, other: string) => {
    const id = ids.stable('D', [WORKSPACE.id, ...[one, other].sort()].join())
    return rooms.get(id) ?? openRoom({ id, kind: 'im', name: '', topic: '' }, [one, other])
  }

  for (const { withBot, isShared, members = SAMPLE_PEOPLE.map(({ id }) => id), ...channel } of SAMPLE_CHANNELS) {
    const partners = isShared ? SAMPLE_PARTNERS.map(({ id }) => id) : []
    const guests = channel.id === GUEST_CHANNEL ? [SAMPLE_GUEST.id] : []
    openRoom({ ...channel, kind: 'channel' }, [...members, ...partners, ...guests, ...(withBot ? [bot.id] : [])])
  }
  const everyone = [...SAMPLE_PEOPLE, bot].map((person) => person.id)
  for (const [at, one] of everyone.entries()) for (const other of everyone.slice(at + 1)) im(one, other)

  const place: Workspace['place'] = (given) => {
    const otherTeam = people.get(given.user)?.otherTeam
    const post = { ...BLANK, ...given, otherTeam, replies: [], repliers: [] }
    post.room.posts.push(post)
    post.room.byTs.set(post.ts, post)
    const root = rootOf(post)
    if (root) {
      root.replies.push(post)
      if (!root.repliers.includes(post.user)) root.repliers.push(post.user)
    }
    return post
  }

  return {
    people,
    rooms,
    im,
    add: (given) => place({ ...given, ts: ids.ts(), reactions: new Map() }),
    place,
    remove(post) {
      cut(post.room.posts, post)
      post.room.byTs.delete(post.ts)
      const root = rootOf(post)
      if (!root) return
      cut(root.replies, post)
      root.repliers = [...new Set(root.replies.map((reply) => reply.user))]
    },
  }
}

const BLANK = {
  threadTs: undefined,
  otherTeam: undefined,
  blocks: undefined,
  metadata: undefined,
  files: undefined,
  byApp: false,
  username: undefined,
  icon: undefined,
  clientMsgId: undefined,
  edited: undefined,
  broadcast: false,
  isTombstone: false,
  stream: undefined,
}

/** The first message of the thread that a reply is in. */
export const rootOf = (post: Post): Post | undefined => (post.threadTs ? post.room.byTs.get(post.threadTs) : undefined)

/** Whether a message is one that can have replies: there, and no reply itself. */
export function startsThread(room: Room, ts: string): boolean {
  const root = room.byTs.get(ts)
  return root !== undefined && root.threadTs === undefined
}

/** In an im: the person on the other side. */
export const otherIn = (room: Room, person: string): string => [...room.members].find((id) => id !== person) ?? person

/** Whether a person may read here: its members, and in a public channel all of the workspace who are no guests. */
export function mayRead({ people }: Pick<Workspace, 'people'>, room: Room, person: string): boolean {
  if (room.members.has(person)) return true
  const { otherTeam, isGuest } = people.get(person) ?? {}
  return isPublic(room) && otherTeam === undefined && !isGuest
}

/** Whether the whole workspace sees that a conversation is there. */
export const isPublic = ({ kind, access }: Room): boolean => kind === 'channel' && access === undefined

/** The conversation with this id, if a person may read it. */
export function readableRoom(workspace: Workspace, id: string, person: string): Room | undefined {
  const room = workspace.rooms.get(id)
  return room && mayRead(workspace, room, person) ? room : undefined
}

/** Where the first post stands that is not before `ts`. */
export function indexFrom(posts: Post[], ts: string): number {
  const wanted = comparableTs(ts)
  let low = 0
  let high = posts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((posts[middle]?.ts ?? '') < wanted) low = middle + 1
    else high = middle
  }
  return low
}

function cut(posts: Post[], post: Post): void {
  const at = indexFrom(posts, post.ts)
  if (posts[at] === post) posts.splice(at, 1)
}
