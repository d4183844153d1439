import type { TeamPerson } from '../../store/store.ts'
import type { Kind } from './wrong.ts'

/** Where a person, a team under each of its managers, and a team in any capitals first stands. */
export function firstsOf(people: TeamPerson[]) {
  const persons = new Map<string, number>()
  const teams = new Map<string, Map<string, number>>()
  const spelled = new Map<string, number>()
  for (const [at, { actor, team, manager }] of people.entries()) {
    if (!persons.has(actor)) persons.set(actor, at)
    if (!spelled.has(team.toLowerCase())) spelled.set(team.toLowerCase(), at)
    const managers = teams.get(team) ?? new Map<string, number>()
    if (managers.size < 2 && !managers.has(manager)) managers.set(manager, at) // two tell each line of another one than its own
    teams.set(team, managers)
  }
  return { persons, teams, spelled }
}

/** What is wrong with a person beside all others, by kind. */
export function wrongWith(
  { actor, team, manager }: TeamPerson,
  at: number,
  people: TeamPerson[],
  lines: number[],
  { persons, teams, spelled }: ReturnType<typeof firstsOf>,
): [Kind, string][] {
  const before = persons.get(actor) ?? -1
  const same = spelled.get(team.toLowerCase()) ?? -1
  const sameTeam = people[same]?.team ?? team
  const [, other = -1] = [...(teams.get(team) ?? [])].find(([one]) => one !== manager) ?? []
  const checks: [Kind, boolean, string][] = [
    ['no-team', team === '', 'the team is missing.'],
    ['long-team', team.length > 80, 'the team has a name of more than 80 characters.'],
    ['capitals', sameTeam !== team, `the team ${team} is ${sameTeam} in line ${lines[same]}. Write it in one way.`],
    [
      'own-manager',
      manager !== '' && manager === actor,
      'nobody is their own manager. Leave this person out, or name another manager.',
    ],
    [
      'twice',
      actor !== '' && before < at,
      `${actor} stands in line ${lines[before]} already. A person is in one team.`,
    ],
    [
      'two-managers',
      other >= 0 && other < at && team !== '',
      `the team ${team} has the manager ${people[other]?.manager || 'nobody'} in line ${lines[other]}. Give it one, or two names.`,
    ],
  ]
  return checks.filter(([, isWrong]) => isWrong).map(([kind, , says]) => [kind, says])
}
