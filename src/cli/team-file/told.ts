import type { Places } from './columns.ts'
import type { Row } from './table.ts'

/** Whom a cell names: by a Slack member id, by an address in small letters, or in words alone. */
export type Named = { said: string; id?: string; address?: string }

/** What a row says of a person, each value from the surest column that has one. */
export type Told = {
  row: Row
  person: Named
  manager: Named
  name: string
  /** What the personnel system calls them. */
  number: string
  team: string
  /** What they belong to where no column is the team: a department, an organization. */
  group: string
  position: string
}

export function toldBy(row: Row, places: Places): Told {
  const values = (at: number[]) => at.flatMap((one) => row.cells[one] || [])
  const first = (at: number[]) => values(at)[0] ?? ''
  const whole = [first(places.first), first(places.last)].filter((part) => part !== '').join(' ')
  return {
    row,
    person: surest(values([...places.person, ...places.address])),
    manager: surest(values(places.manager).filter((value) => !NOBODY.test(value))),
    name: (first(places.name) || whole || inOrder(first(places.turned))).replace(A_NUMBER, ''),
    number: first(places.number),
    team: first(places.team),
    group: first(places.group),
    position: first(places.position),
  }
}

/** An id or an address, where one of the values is that; else the first. */
function surest(values: string[]): Named {
  const named = values.map(readNamed)
  return named.find(({ id, address }) => id ?? address) ?? named[0] ?? { said: '' }
}

/** "Nair, Priya" as it is said. */
export const inOrder = (name: string) => name.replace(/^([^,]+), ?([^,]+)$/, '$2 $1')

/** How systems and people write that there is none. */
const NOBODY = /^(?:[-–—.?/]{1,3}|n\/?a|n\.a\.|none|null|nil|nobody|keiner?|k\. ?a\.|#n\/a)$/i

/** Workday puts a person's number behind their name. */
export const A_NUMBER = / ?\(\d{1,12}\)$/

/** As Slack shows a member, as a link to one, as a spreadsheet keeps a number from being one, as a mail program writes an address. */
const AN_ID = /^(?:<@|@|'|https:\/\/[\w.-]+\.slack\.com\/team\/)?([UW][A-Z0-9]{4,20})(?:\|[^>]*)?>?$/
const AN_ADDRESS = /^(?:'|mailto:|[^<>]*<)?([^\s@<>,;:]+@[^\s@<>,;:]+\.[^\s@<>,;:]+)>?[;,]?$/

function readNamed(said: string): Named {
  const id = AN_ID.exec(said)?.[1] ?? /^[uw]0[a-z0-9]{4,19}$/.exec(said)?.[0].toUpperCase()
  if (id) return { said, id }
  const address = AN_ADDRESS.exec(said)?.[1]?.toLowerCase()
  return address ? { said, address } : { said }
}
