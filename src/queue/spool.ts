import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const MOST_BYTES = 64 * 1024 * 1024 // tens of thousands of messages: hours of an outage
const PIECE_BYTES = 2 * 1024 * 1024 // more than the longest line
const LINE_END = 10

/** Lines that wait on this machine's disk, in order, until they can be kept where they belong. */
export type Spool = {
  /** Resolves once they are on the disk, where they survive a killed process and a power cut. */
  add(lines: string[]): Promise<void>
  /** The oldest lines that were not taken yet, at most so many, and what says that they were. */
  oldest(most: number): Promise<{ lines: string[]; taken: () => Promise<void> }>
  isEmpty(): boolean
  /** Leaves what waits to whoever opens it next. */
  close(): Promise<void>
}

/** This process's own spool. The folder and the file are made when they are first needed; only their owner may read them. */
export function openSpool(folder: string, name: string, mostBytes = MOST_BYTES): Spool {
  const file = join(folder, `${name}.jsonl`)
  return spoolIn(file, mostBytes, 0, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const unlock = lockOf(file)
    if (!unlock) throw new Error('the spool is in use')
    return unlock
  })
}

/** What earlier processes on this machine left: their spools, each held by us from now on. Those of living processes are passed by. */
export function leftSpools(folder: string): Spool[] {
  return namesIn(folder).flatMap((name) => {
    const file = join(folder, name)
    const unlock = lockOf(file)
    if (!unlock) return []
    const bytes = statSync(file, { throwIfNoEntry: false })?.size // it was drained and removed a moment ago
    if (bytes) return [spoolIn(file, MOST_BYTES, bytes, () => unlock)]
    unlock({ remove: true })
    return []
  })
}

function spoolIn(file: string, mostBytes: number, bytesThere: number, lock: () => Unlock): Spool {
  let opened: { handle: FileHandle; unlock: Unlock } | undefined
  let readTo = 0
  let size = bytesThere
  let last: Promise<unknown> = Promise.resolve()

  /** One thing after another, so that the file is never removed under a line that is being added. */
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = last.then(task)
    last = result.catch(() => {})
    return result
  }

  async function openFile(): Promise<FileHandle> {
    if (!opened) {
      const unlock = lock()
      const handle = await open(file, size > 0 ? 'r+' : 'w+', 0o600).catch((error) => {
        unlock({ remove: true })
        throw error
      })
      opened = { handle, unlock }
    }
    return opened.handle
  }

  async function leave(isDone: boolean): Promise<void> {
    if (!opened) return
    const { handle, unlock } = opened
    opened = undefined
    if (isDone) rmSync(file, { force: true })
    await handle.close()
    unlock({ remove: isDone })
  }

  return {
    add: (lines) =>
      inTurn(async () => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
        if (size + bytes.length > mostBytes) throw new Error('the spool is full')
        const handle = await openFile()
        let written = 0 // after a failed write the next one begins at the same place
        while (written < bytes.length)
          written += (await handle.write(bytes, written, bytes.length - written, size + written)).bytesWritten
        await handle.datasync()
        size += bytes.length
      }),
    oldest: (most) =>
      inTurn(async () => {
        if (readTo === size) return { lines: [], taken: async () => undefined }
        const piece = Buffer.alloc(Math.min(PIECE_BYTES, size - readTo))
        await (await openFile()).read(piece, 0, piece.length, readTo)
        const ends = lineEnds(piece, most)
        const end = ends.at(-1) ?? piece.length // half a line is all that is left: it was never acknowledged
        const lines = ends.length > 0 ? piece.toString('utf8', 0, end - 1).split('\n') : []
        const from = readTo
        return {
          lines,
          taken: () =>
            inTurn(async () => {
              readTo = from + end
              if (readTo < size) return
              await leave(true)
              readTo = size = 0
            }),
        }
      }),
    isEmpty: () => size === 0,
    close: () => inTurn(() => leave(size === 0)),
  }
}

/** Where the first lines end, each with its line feed. */
function lineEnds(piece: Buffer, most: number): number[] {
  const ends: number[] = []
  for (let at = piece.indexOf(LINE_END); at >= 0 && ends.length < most; at = piece.indexOf(LINE_END, at + 1))
    ends.push(at + 1)
  return ends
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
  } catch {
    return [] // there never was an outage
  }
}

type Unlock = (how: { remove: boolean }) => void

/** Takes the lock beside a spool, or returns undefined where a living process has it. It is gone with its process, however that ended. */
function lockOf(file: string): Unlock | undefined {
  const path = `${file}.lock`
  const lock = new DatabaseSync(path)
  try {
    lock.exec('begin exclusive')
  } catch {
    lock.close()
    return undefined
  }
  return ({ remove }) => {
    if (remove) rmSync(path, { force: true })
    lock.close()
  }
}
