import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { Log } from '../log.ts'
import { parsed } from './fields.ts'
import { KEPT_VERSION, type Kept, type KeptEntry, keptEntry, keptHead } from './kept.ts'
import type { Post, Room } from './workspace.ts'

/** Keeps what changes in the workspace, so that it is still there after a restart. */
export type Memory = {
  post(post: Post): void
  gone(post: Post): void
  room(room: Room): void
  home(home: Omit<Kept['homes'][number], 'kind'>): void
  close(): void
}

/**
 * Opens the file with what was kept, or without one keeps nothing. Each change is a line, appended before anyone hears
 * of it: what the app was told is posted is there after a killed process (not after a power cut). That is one write
 * into the system's cache, several times cheaper than a row in SQLite. At each start the lines that later ones replaced go.
 */
export function openMemory(file: string | undefined, log: Log): { memory: Memory; kept: Kept } {
  if (file === undefined) return { memory: openWriter(() => undefined), kept: NOTHING }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const kept = existsSync(file) ? readKept(file, log) : NOTHING
  writeKept(file, kept)
  let open: number | undefined = openSync(file, 'a')
  const append = (entry: KeptEntry) => {
    if (open !== undefined) appendFileSync(open, lineOf(entry)) // a request may outlive the playground for a moment
  }
  const close = () => {
    if (open !== undefined) closeSync(open)
    open = undefined
  }
  return { memory: { ...openWriter(append), close }, kept }
}

const NOTHING: Kept = { lastTs: '0000000000.000000', rooms: [], posts: [], homes: [] }

function openWriter(keep: (entry: KeptEntry) => void): Memory {
  return {
    post: ({ room, reactions, replies, repliers, ...post }) =>
      keep({ kind: 'post', ...post, room: room.id, reactions: [...reactions] }),
    gone: ({ room, ts }) => keep({ kind: 'gone', room: room.id, ts }),
    room: ({ id, members, isArchived, created, unread }) =>
      keep({ kind: 'room', id, members: [...members], isArchived, created, unread: [...unread] }),
    home: ({ person, id, given, hash }) => keep({ kind: 'home', person, id, given, hash }),
    close: () => undefined,
  }
}

/** The line break comes first, so that a line that was cut off spoils no other. */
const lineOf = (entry: KeptEntry) => `\n${JSON.stringify(entry)}`

function readKept(file: string, log: Log): Kept {
  const [first = '', ...lines] = readFileSync(file, 'utf8').split('\n')
  const head = keptHead.safeParse(parsed(first)).data
  if (!head) {
    const aside = `${file}.${Date.now()}`
    renameSync(file, aside)
    log.warn('playground: its messages are of another version, and were put aside', { file: aside })
    return NOTHING
  }
  const latest = new Map<string, KeptEntry>()
  let unreadable = 0
  for (const line of lines) {
    const { data } = keptEntry.safeParse(parsed(line))
    if (data) latest.set(keyOf(data), data)
    else unreadable += 1
  }
  if (unreadable > 0) log.warn('playground: some lines of its messages were damaged', { file, lines: unreadable })
  return sorted([...latest.values()], head.lastTs)
}

function keyOf(entry: KeptEntry): string {
  if (entry.kind === 'room') return entry.id
  return entry.kind === 'home' ? entry.person : `${entry.room}:${entry.ts}`
}

function sorted(entries: KeptEntry[], before: string): Kept {
  const kept: Kept = { lastTs: before, rooms: [], posts: [], homes: [] }
  for (const entry of entries) {
    if (entry.kind === 'room') kept.rooms.push(entry)
    else if (entry.kind === 'home') kept.homes.push(entry)
    else {
      if (entry.kind === 'post') kept.posts.push(entry)
      if (entry.ts > kept.lastTs) kept.lastTs = entry.ts
    }
  }
  return kept
}

/** Written beside the file and then put in its place, so that there is a whole one at every moment. */
function writeKept(file: string, { lastTs, rooms, posts, homes }: Kept): void {
  const head = JSON.stringify({ playground: KEPT_VERSION, lastTs })
  writeFileSync(`${file}.new`, head + [...rooms, ...posts, ...homes].map(lineOf).join(''), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
