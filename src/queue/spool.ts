import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { Fault, faultName } from '../fault.ts'
import type { Log } from '../log.ts'
import { isBusy, isFull } from './sqlite-errors.ts'

const MOST_BYTES = 64 * 1024 * 1024 // tens of thousands of messages: hours of an outage
const TABLE_FILE = /\.sqlite$/
const LINES_FILE = /\.jsonl$/

/** Lines that wait on this machine's disk, in order, until they can be kept where they belong. */
export type Spool = LeftSpool & {
  /** Once it returns they are on the disk, where they survive a killed process and a power cut: all of them, or with a Fault none. */
  add(lines: string[]): void
}

/** The same of a process that has ended: nothing comes to it any more. */
export type LeftSpool = {
  /** The oldest lines that were not taken yet, at most so many, and what says that they were. */
  oldest(most: number): { lines: string[]; taken: () => void }
  isEmpty(): boolean
  /** Leaves what waits to whoever opens it next. */
  close(): void
}

/**
 * This process's own spool: a table in a file that is made when it is first needed, and is removed once nothing waits, so that no word
 * stays on the disk. The next one has another name: whoever finds the old one in this moment cannot remove the new one.
 */
export function openSpool(folder: string, name: string, mostBytes = MOST_BYTES): Spool {
  let table: Table | undefined
  let files = 0

  function newFile(lines: string[]): Table {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    files += 1
    const fresh = newTable(join(folder, `${name}.${files}.sqlite`))
    try {
      fresh.add(lines)
      return fresh
    } catch (error) {
      fresh.close()
      throw error
    }
  }

  return {
    add(lines) {
      const there = table?.isEmpty() ? 0 : (table?.bytes() ?? 0)
      if (there + sizeOf(lines) > mostBytes) throw new Fault('disk-full', { retry: true })
      try {
        if (table && !table.isEmpty()) table.add(lines)
        else table = newFile(lines)
      } catch (cause) {
        throw new Fault(isFull(cause) ? 'disk-full' : 'disk-refused', { retry: true, cause })
      }
    },
    oldest: (most) => table?.oldest(most) ?? { lines: [], taken: () => undefined },
    isEmpty: () => table?.isEmpty() ?? true,
    close: () => table?.close(),
  }
}

/** What earlier processes on this machine left, held by us from now on. What a living one has is passed by. */
export function leftSpools(folder: string, log: Log): LeftSpool[] {
  function held<T>(name: string, take: (file: string) => T): T[] {
    try {
      return [take(join(folder, name))]
    } catch (error) {
      if (!isBusy(error)) log.error('what waits on the disk cannot be read', { name, error: faultName(error) })
      return []
    }
  }
  for (const name of namesIn(folder, LINES_FILE)) held(name, moveToTable)
  const tables = namesIn(folder, TABLE_FILE).flatMap((name) => held(name, leftTable))
  for (const table of tables) if (table.isEmpty()) table.close()
  return tables.filter((table) => !table.isEmpty())
}

type Table = Spool & { bytes(): number }

/**
 * Its one connection locks the file. The lock is the operating system's, so it is gone with the process, however that ended. In a
 * write-ahead log each "full" commit waits for the disk once, and SQLite waits for the folder too where it makes a file.
 */
const OPEN = `
  pragma locking_mode = exclusive;
  pragma journal_mode = wal;
  pragma synchronous = full;
  create table if not exists waiting (id integer primary key, line text not null) strict;`

function tableIn(file: string, database: DatabaseSync): Table {
  const insert = database.prepare('insert into waiting (line) select value from json_each(?)') // one statement: all or none
  const first = database.prepare('select id, line from waiting where id > ? order by id limit ?')
  const size = database.prepare('select count(*) as count, coalesce(sum(octet_length(line)), 0) as bytes from waiting')
  const sized = size.get()
  let waiting = Number(sized?.count)
  let bytes = Number(sized?.bytes) // with what was taken: taking writes nothing, so that a full disk empties too
  let takenTo = 0

  function close(): void {
    if (!database.isOpen) return
    database.close()
    if (waiting === 0) removeTable(file)
  }

  return {
    add(lines) {
      insert.run(JSON.stringify(lines))
      waiting += lines.length
      bytes += sizeOf(lines)
    },
    oldest(most) {
      const rows = first.all(takenTo, most).map(({ id, line }) => ({ id: Number(id), line: String(line) }))
      return {
        lines: rows.map(({ line }) => line),
        taken() {
          waiting -= rows.filter(({ id }) => id > takenTo).length
          takenTo = rows.at(-1)?.id ?? takenTo
          if (waiting === 0) close()
        },
      }
    },
    isEmpty: () => waiting === 0,
    bytes: () => bytes,
    close,
  }
}

function newTable(file: string): Table {
  const database = new DatabaseSync(file)
  try {
    chmodSync(file, 0o600) // what SQLite puts beside it has the same rights
    database.exec(OPEN)
    return tableIn(file, database)
  } catch (error) {
    database.close()
    removeTable(file)
    throw error
  }
}

function leftTable(file: string): Table {
  const database = new DatabaseSync(new URL('?mode=rw', pathToFileURL(file))) // one that has just gone is not made anew
  try {
    database.exec(OPEN)
    return tableIn(file, database)
  } catch (error) {
    database.close()
    throw error
  }
}

/** Before there were tables each process had a file of lines and a lock beside it. Whatever ends us on the way, the lines are in one of the two. */
function moveToTable(file: string): void {
  const lock = new DatabaseSync(`${file}.lock`)
  try {
    lock.exec('begin exclusive')
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1) // half a line at the end was never acknowledged
    const moved = file.replace(LINES_FILE, '.sqlite')
    removeTable(moved) // an earlier try ended half-way
    const table = newTable(moved)
    if (lines.length > 0) table.add(lines)
    table.close()
    rmSync(file)
    rmSync(`${file}.lock`, { force: true })
  } finally {
    lock.close()
  }
}

function removeTable(file: string): void {
  for (const end of ['', '-wal', '-journal']) rmSync(`${file}${end}`, { force: true })
}

function namesIn(folder: string, ending: RegExp): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => ending.test(name)) : [] // there never was an outage
}

const sizeOf = (lines: string[]) => lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0)
