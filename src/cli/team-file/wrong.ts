export type Kind =
  | 'width'
  | 'letters'
  | 'person'
  | 'manager'
  | 'no-team'
  | 'long-team'
  | 'capitals'
  | 'own-manager'
  | 'twice'
  | 'two-managers'

/** What is wrong in a line. */
export type Wrong = { kind: Kind; line: number; says: string }

const NAMED = 4 // lines of a kind, besides its first

/** A sentence for each kind: about its first line, with the next ones and how many more there are. */
export function grouped(wrong: Wrong[]): string[] {
  const kinds = Map.groupBy(
    wrong.toSorted((one, other) => one.line - other.line),
    ({ kind }) => kind,
  )
  return [...kinds.values()].map((all) => {
    const [first, ...others] = all
    const said = `Line ${first?.line}: ${first?.says}`
    return others.length === 0 ? said : `${said} The same in ${lines(others.map(({ line }) => line))}.`
  })
}

function lines(all: number[]): string {
  const more = all.length - NAMED
  if (more > 1) return `lines ${all.slice(0, NAMED).join(', ')} and ${more} more`
  if (all.length === 1) return `line ${all[0]}`
  return `lines ${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}
