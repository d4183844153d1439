import type { TeamPerson } from '../../store/store.ts'
import { readText } from '../../text-file.ts'
import type { Member } from '../slack-people.ts'
import { settle } from './settle.ts'
import { readTable } from './table.ts'
import { toldBy } from './told.ts'
import { grouped } from './wrong.ts'

/** Everybody in a file, with what to know about how it was read; or what is wrong with it, a sentence each. */
export type TeamFile = { people: TeamPerson[]; notes: string[] } | { wrong: string[] }

/**
 * Reads a table of who is in which team, as a spreadsheet or a personnel system exports it. Persons and managers are Slack member ids or
 * e-mail addresses; a manager may also be somebody in the file, by name or number. `members` is asked for everybody that Slack knows, by
 * their address in small letters, and only where the file has one.
 */
export async function readTeamFile(bytes: Uint8Array, members: () => Promise<Map<string, Member>>): Promise<TeamFile> {
  const read = readText(bytes)
  if ('wrong' in read) return { wrong: [`The file ${read.wrong}`] }
  const table = readTable(read.text)
  if ('wrong' in table) return { wrong: [table.wrong] }

  const told = table.rows.map((row) => toldBy(row, table.places))
  const hasAddress = told.some(({ person, manager }) => person.address ?? manager.address)
  const { people, wrong } = settle(told, table.width, hasAddress ? await members() : new Map())
  if (wrong.length > 0) return { wrong: grouped(wrong) }
  return {
    people,
    notes: [
      ...(read.isGuessed ? [GUESSED] : []),
      ...(table.places.manager.length === 0 ? ['The file names no managers: who manages a team stays as it is.'] : []),
    ],
  }
}

const GUESSED =
  'The file is not UTF-8 and was read as Windows-1252, as Excel saves it in Western Europe. See that the names are right.'
