import { randomBytes } from 'node:crypto'
import type { Ids } from './ids.ts'

/** A file that the app was given an address for. It is nobody's to see before it is shared. */
export type SharedFile = {
  id: string
  name: string
  title: string
  size: number
  bytes: Buffer | undefined
  isShared: boolean
}

/** Files, as long as the process lives. */
export type Files = {
  /** Promises room for a file of that size: where its bytes go. */
  expect(name: string, size: number): { file: SharedFile; ticket: string }
  /** The bytes arrive. False where nobody is waiting for them, or for so many. */
  receive(ticket: string, bytes: Buffer): boolean
  byId(id: string): SharedFile | undefined
  remove(id: string): void
}

const MOST_BYTES = 64 * 1024 * 1024 // of all of them together; the oldest go

export function openFiles(ids: Ids): Files {
  const files = new Map<string, SharedFile>()
  const tickets = new Map<string, SharedFile>()
  const size = () => [...files.values()].reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0)
  return {
    expect(name, bytes) {
      const file = { id: ids.next('F'), name, title: name, size: bytes, bytes: undefined, isShared: false }
      const ticket = randomBytes(16).toString('hex')
      files.set(file.id, file)
      tickets.set(ticket, file)
      return { file, ticket }
    },
    receive(ticket, bytes) {
      const file = tickets.get(ticket)
      if (!file || bytes.length !== file.size) return false
      tickets.delete(ticket)
      file.bytes = bytes
      for (const { id } of files.values()) if (size() > MOST_BYTES && id !== file.id) files.delete(id)
      return true
    },
    byId: (id) => files.get(id),
    remove: (id) => void files.delete(id),
  }
}
