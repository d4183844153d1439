import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { TeamPerson } from '../store/store.ts'

const COLUMNS = ['person', 'name', 'team', 'position', 'manager'] as const
const AN_ID = /^[UW][A-Z0-9]{4,20}$/
const MOST_ROWS = 50_000

const row = z.object({ info: z.object({ lines: z.int() }), record: z.record(z.string(), z.string()) })

/**
 * Reads a table of who is in which team: a CSV with the columns person, name, team, position, manager, where person and manager are
 * Slack member ids. Either everybody in it, or what is wrong with it, a sentence each, with the line.
 */
export function readTeamFile(text: string): { people: TeamPerson[] } | { wrong: string[] } {
  let rows: z.infer<typeof row>[]
  try {
    const columns = (header: string[]) => header.map((name) => name.trim().toLowerCase())
    const options = { columns, info: true, bom: true, trim: true, skip_empty_lines: true, to: MOST_ROWS + 1 }
    rows = z.array(row).parse(parse(text, options))
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : ''
    return { wrong: [`This is no table with commas: ${why}`] }
  }
  const [first] = rows
  if (!first) return { wrong: [`The file is empty. Its first line names the columns: ${COLUMNS.join(',')}`] }
  const missing = COLUMNS.filter((column) => !(column in first.record))
  if (missing.length > 0)
    return { wrong: [`The first line lacks ${missing.join(', ')}. It names the columns: ${COLUMNS.join(',')}`] }
  if (rows.length > MOST_ROWS) return { wrong: [`More than ${MOST_ROWS} people: split the file by teams.`] }

  const people = rows.map(({ record }) => personOf(record))
  const lines = rows.map(({ info }) => info.lines)
  const firsts = firstsOf(people)
  const wrong = people.flatMap((person, at) =>
    wrongWith(person, at, people, lines, firsts).map((why) => `Line ${lines[at]}: ${why}`),
  )
  return wrong.length > 0 ? { wrong } : { people }
}

function personOf(record: Record<string, string>): TeamPerson {
  const { person: actor = '', name = '', team = '', position = '', manager = '' } = record
  return { actor, name: name || actor, team, position, manager }
}

/** Where a person, and a team under each of its managers, first stands. */
function firstsOf(people: TeamPerson[]) {
  const persons = new Map<string, number>()
  const teams = new Map<string, Map<string, number>>()
  for (const [at, { actor, team, manager }] of people.entries()) {
    if (!persons.has(actor)) persons.set(actor, at)
    const managers = teams.get(team) ?? new Map<string, number>()
    if (managers.size < 2 && !managers.has(manager)) managers.set(manager, at) // two tell each line of another one than its own
    teams.set(team, managers)
  }
  return { persons, teams }
}

function wrongWith(
  person: TeamPerson,
  at: number,
  people: TeamPerson[],
  lines: number[],
  { persons, teams }: ReturnType<typeof firstsOf>,
): string[] {
  const { actor, team, manager } = person
  const before = persons.get(actor) ?? -1
  const [, other = -1] = [...(teams.get(team) ?? [])].find(([one]) => one !== manager) ?? []
  return [
    !AN_ID.test(actor) &&
      `“${actor}” is no Slack member id. It begins with U: in Slack it is in a person's profile, under the three dots.`,
    team === '' && 'the team is missing.',
    team.length > 80 && 'the team has a name of more than 80 characters.',
    manager !== '' &&
      !AN_ID.test(manager) &&
      `the manager “${manager}” is no Slack member id. Leave it blank for a team without one.`,
    manager !== '' &&
      manager === actor &&
      'nobody is their own manager. Leave this person out, or name another manager.',
    AN_ID.test(actor) && before < at && `${actor} stands in line ${lines[before]} already. A person is in one team.`,
    other >= 0 &&
      other < at &&
      `the team ${team} has the manager ${people[other]?.manager || 'nobody'} in line ${lines[other]}. Give it one, or two names.`,
  ].filter((one) => one !== false)
}
