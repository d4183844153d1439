import type { TeamPerson } from '../../store/store.ts'
import type { Member } from '../slack-people.ts'
import { teamOfManager } from '../team-of-manager.ts'
import { firstsOf, wrongWith } from './checks.ts'
import { A_NUMBER, inOrder, type Named, type Told } from './told.ts'
import type { Wrong } from './wrong.ts'

/** Puts a Slack member in the place of each address, name and number; says what cannot be right. */
export function settle(told: Told[], width: number, members: Map<string, Member>) {
  const wrong: Wrong[] = []
  const idOf = ({ id, address }: Named) => id ?? (address ? members.get(address)?.id : undefined)
  const others = byNameOrNumber(told)
  const nameOf = new Map([...members.values()].map(({ id, name }) => [id, name]))

  const rows = told.map((one) => {
    const { row, person, manager } = one
    const say = (kind: Wrong['kind'], says: string) => void wrong.push({ kind, line: row.line, says })
    if (row.cells.slice(width).some((cell) => cell !== ''))
      say('width', 'it has more values than there are columns. A value with a comma in it stands in quotes.')
    const broken = row.cells.find((cell) => BROKEN.test(cell))
    if (broken !== undefined) say('letters', `“${broken}” has lost letters. Save the file anew, as "CSV UTF-8".`)

    const actor = idOf(person)
    if (actor === undefined) say('person', notAPerson(person))
    const namesakes = manager.said === '' ? [] : (others.get(key(manager.said)) ?? [])
    const [boss, ...more] = new Set([idOf(manager) ?? namesakes.map((other) => idOf(other))].flat())
    if (manager.said !== '' && (boss === undefined || more.length > 0))
      say('manager', notAManager(manager, more.length))
    const name = one.name || nameOf.get(actor ?? '') || actor || ''
    if (actor !== undefined) nameOf.set(actor, name)
    return { one, actor: actor ?? '', name, manager: boss ?? '' }
  })

  const groups = new Map<string, Set<string>>() // and who manages people of them
  for (const { one, manager } of rows)
    if (one.team === '') groups.set(one.group, (groups.get(one.group) ?? new Set()).add(manager))
  const people: TeamPerson[] = rows.map(({ one, actor, name, manager }) => {
    const { team, group, position } = one
    const isShared = (groups.get(group)?.size ?? 0) > 1
    const ofGroup = manager === '' ? group : teamOfManager(group, nameOf.get(manager) ?? manager, isShared)
    return { actor, name, team: team || ofGroup, position, manager }
  })

  const firsts = firstsOf(people)
  const lines = told.map(({ row }) => row.line)
  for (const [at, person] of people.entries()) {
    const found = wrongWith(person, at, people, lines, firsts)
    wrong.push(...found.map(([kind, says]) => ({ kind, line: lines[at] ?? 0, says })))
  }
  return { people, wrong }
}

/** A letter that is no letter any more, or UTF-8 that was once read as Windows-1252. */
const BROKEN = /\ufffd|[ÃÂ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|Ã$/

const key = (said: string) => inOrder(said).replace(A_NUMBER, '').toLowerCase() // as many exports write names

function byNameOrNumber(told: Told[]): Map<string, Named[]> {
  const found = new Map<string, Named[]>()
  for (const { name, number, person } of told)
    for (const said of new Set([key(name), key(number)]))
      if (said !== '') found.set(said, [...(found.get(said) ?? []), person])
  return found
}

function notAPerson({ said, address }: Named): string {
  if (address) return `nobody in this Slack workspace has the address ${address}. Leave out who is not in Slack.`
  return `“${said}” is no Slack member id and no e-mail address. An id begins with U: in Slack it is in a person's profile, under the three dots.`
}

function notAManager({ said, address }: Named, more: number): string {
  if (more > 0)
    return `the manager “${said}” is the name of several people here. Name an e-mail address or a Slack member id.`
  if (address) return `nobody in this Slack workspace has the manager’s address ${address}.`
  return `the manager “${said}” is no Slack member id, no e-mail address and nobody in this file. Leave it blank for a team without one.`
}
