/**
 * What a column of a table of people can hold. `turned` is a name with the last one first, `number` what a personnel system calls a person,
 * `group` what a person belongs to where no column is the team.
 */
type Column =
  | 'person'
  | 'address'
  | 'first'
  | 'last'
  | 'name'
  | 'turned'
  | 'number'
  | 'team'
  | 'group'
  | 'position'
  | 'manager'

/**
 * The names that exports give their columns, the surest first: ours; those of Slack's own list of members; those of Workday, BambooHR,
 * Personio in English and German, HiBob, and Google's list of users. Case, spaces, marks and what comes from a bracket on do not count.
 * From documentation.bamboohr.com/docs/list-of-field-names, support.google.com/a/answer/40057, and what others ask of exports, such as
 * help.lattice.com "Integrate HiBob with Lattice".
 */
const NAMES: Record<Column, string[]> = {
  person: ['person', 'slack id', 'slack user id', 'slack member id', 'member id', 'user id', 'slack'],
  address: [
    ...['work email', 'primary work email', 'email primary work', 'email work', 'business email', 'company email'],
    ...['email', 'email address', 'employee email', 'work email address', 'user email', 'mail'],
    ...['user principal name', 'employee work email'],
    ...['e-mail geschäftlich', 'geschäftliche e-mail', 'e-mail-adresse', 'dienstliche e-mail'],
  ],
  name: [
    ...['name', 'full name', 'display name', 'preferred name', 'employee name', 'worker', 'employee', 'legal name'],
    ...['first name last name', 'worker name', 'mitarbeiter', 'mitarbeitername', 'vollständiger name'],
  ],
  turned: ['last name, first name', 'nachname, vorname', 'surname, given name', 'name last first'],
  first: ['preferred first name', 'first name', 'given name', 'legal first name', 'vorname', 'rufname'],
  last: ['last name', 'family name', 'surname', 'legal last name', 'preferred last name', 'nachname', 'familienname'],
  number: [
    ...['employee id', 'employee number', 'employee no', 'worker id', 'personnel number', 'eeid'],
    ...['personalnummer', 'mitarbeiter-id', 'mitarbeiternummer'],
  ],
  team: ['team', 'team name', 'teams'],
  group: [
    ...['supervisory organization', 'supervisory org', 'department', 'department name', 'sub-department', 'division'],
    ...[
      'business unit',
      'org unit',
      'org unit path',
      'cost center',
      'work department',
      'abteilung',
      'bereich',
      'unterabteilung',
    ],
  ],
  position: [
    ...['position', 'job title', 'business title', 'title', 'employee title', 'job profile', 'job', 'role'],
    ...['stelle', 'stellenbezeichnung', 'jobtitel', 'berufsbezeichnung', 'position title'],
  ],
  manager: [
    ...['manager email', 'manager work email', 'managers email', 'manager email address', 'email manager'],
    ...['reports to email', 'supervisor email', 'supervisor work email', 'line manager email', 'reporting to email'],
    ...['vorgesetzter e-mail', 'e-mail vorgesetzter', 'e-mail des vorgesetzten', 'manager slack id'],
    ...['manager', 'reports to', 'reporting to', 'supervisor', 'line manager', 'direct manager', 'managers name'],
    ...['workers manager', 'worker manager', 'manager name', 'supervisor name', 'vorgesetzter', 'vorgesetzte'],
    ...['direkter vorgesetzter', 'führungskraft', 'team lead', 'team leader', 'people manager', 'manager full name'],
    ...['teamleiter', 'teamleiterin', 'teamleitung', 'vorgesetzter name', 'name vorgesetzter', 'name des vorgesetzten'],
    ...['manager id', 'manager employee id', 'supervisor id', 'supervisor eid', 'reports to id', 'manager number'],
  ],
}

/** "E-Mail Address [Required]", "E-mail" and "email" are one name. */
const plain = (name: string) =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[([].*/, '')
    .replace('#', 'number')
    .replace(/[^\p{L}\p{N}]/gu, '')

const KNOWN = Object.entries(NAMES).map(([column, names]) => ({ column, names: names.map(plain) }))

/** Where in a row the values of a column stand, the surest first. */
export type Places = Record<Column, number[]>

/** Which column each name of a first line stands for. What stands for none is not read. */
export function placesIn(header: string[]): Places {
  const names = header.map(plain)
  const of = (column: Column) => {
    const wanted = KNOWN.find((one) => one.column === column)?.names ?? []
    return wanted.flatMap((name) => names.flatMap((here, at) => (here === name ? [at] : [])))
  }
  return {
    person: of('person'),
    address: of('address'),
    name: of('name'),
    turned: of('turned'),
    first: of('first'),
    last: of('last'),
    number: of('number'),
    team: of('team'),
    group: of('group'),
    position: of('position'),
    manager: of('manager'),
  }
}

/** How many of a table's columns are told by these names. */
export const columnsKnown = (places: Places) => Object.values(places).filter((at) => at.length > 0).length

/** What a first line must name besides, in our words. */
export function lackingIn({ person, address, team, group, manager }: Places): string[] {
  return [
    ...(person.length + address.length === 0 ? ['person'] : []),
    ...(team.length + group.length + manager.length === 0 ? ['team'] : []),
  ]
}
