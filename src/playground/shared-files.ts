import { randomBytes } from 'node:crypto'
import { extname } from 'node:path'
import { z } from 'zod'
import type { SharedFile } from './contract.ts'
import type { Fields } from './fields.ts'
import type { Ids } from './ids.ts'

/** A file of a person's, or one that the app was given an address for. It is nobody's to see before it is shared. */
export type HeldFile = SharedFile & { user: string; bytes: Buffer | undefined; isShared: boolean }

/** What stands in messages. What is in a file ends with the process; that it was there is kept. */
export type SharedFiles = {
  /** What a person adds to their message. */
  keep(file: { name: string; mimetype: string; base64: string }, user: string): SharedFile
  /** Promises room for a file of that size: where its bytes go. */
  expect(name: string, size: number, user: string): { id: string; ticket: string }
  /** The bytes arrive. False where nobody is waiting for them, or for so many. */
  receive(ticket: string, bytes: Buffer): boolean
  byId(id: string): HeldFile | undefined
  /** They went with their message, or alone. */
  forget(files: { id: string }[]): void
}

export const sharedFile = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  mimetype: z.string(),
  size: z.number(),
  url: z.string(),
})

const HELD_MAX = 64 * 1024 * 1024 // of all of them together; the oldest go
const OTHER_TYPE = 'application/octet-stream'
const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.txt': 'text/plain',
  '.md': 'text/markdown',
  '.csv': 'text/csv',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
}

/** `url` is where the playground is. */
export function openSharedFiles(ids: Ids, url: string): SharedFiles {
  const held = new Map<string, HeldFile>()
  const tickets = new Map<string, HeldFile>()
  const add = (given: Pick<HeldFile, 'name' | 'mimetype' | 'size' | 'user' | 'bytes' | 'isShared'>) => {
    const id = ids.next('F')
    const file = { ...given, id, title: given.name, url: `${url}/files/${id}/${encodeURIComponent(given.name)}` }
    held.set(id, file)
    return file
  }
  const makeRoom = (latest: HeldFile) => {
    let size = [...held.values()].reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0)
    for (const { id, bytes } of held.values()) {
      if (size <= HELD_MAX) break
      if (!bytes || id === latest.id) continue
      held.delete(id)
      size -= bytes.length
    }
  }
  return {
    keep({ name, mimetype, base64 }, user) {
      const bytes = Buffer.from(base64, 'base64')
      const file = add({ name, mimetype, size: bytes.length, user, bytes, isShared: true })
      makeRoom(file)
      return stated(file)
    },
    expect(name, size, user) {
      const mimetype = TYPES[extname(name).toLowerCase()] ?? OTHER_TYPE
      const file = add({ name, mimetype, size, user, bytes: undefined, isShared: false })
      const ticket = randomBytes(16).toString('hex')
      tickets.set(ticket, file)
      return { id: file.id, ticket }
    },
    receive(ticket, bytes) {
      const file = tickets.get(ticket)
      if (!file || bytes.length !== file.size) return false
      tickets.delete(ticket)
      file.bytes = bytes
      makeRoom(file)
      return true
    },
    byId: (id) => held.get(id),
    forget(files) {
      for (const { id } of files) held.delete(id)
    },
  }
}

/** A file as it stands in a message. */
export const stated = ({ id, name, title, mimetype, size, url }: HeldFile): SharedFile => ({
  id,
  name,
  title,
  mimetype,
  size,
  url,
})

/** A file as the Web API and events describe it. */
export function slackFile({ id, name, title, mimetype, size, url }: SharedFile, user: string): Fields {
  return {
    id,
    name,
    title,
    mimetype,
    filetype: extname(name).slice(1) || 'binary',
    size,
    user,
    mode: 'hosted',
    is_external: false,
    url_private: url,
    url_private_download: url,
    permalink: url,
  }
}
