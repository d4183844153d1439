import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One connection to a database, of either engine. */
export type Session = {
  /** A script of any number of statements. */
  run(script: string): Promise<void>
  /** The rows of a statement that gives text alone. */
  rows(statement: string, values?: (string | null)[]): Promise<(string | null)[][]>
}

/** What there is in a database, by its kind and name: the sides of it, and how each is. */
export type Catalogue = Map<string, { kind: string; name: string; sides: Map<string, string> }>

const EVERYTHING = readFileSync(join(import.meta.dirname, 'catalogue.sql'), 'utf8')

/** Reads what there is. */
export async function readCatalogue(session: Session): Promise<Catalogue> {
  const rows = await withFullNames(session, () => session.rows(EVERYTHING))
  const catalogue: Catalogue = new Map()
  for (const row of rows) {
    const [kind = '', name = '', side = '', value = ''] = row.map((it) => it ?? undefined)
    const key = `${kind} ${name}`
    const one = catalogue.get(key) ?? { kind, name, sides: new Map() }
    catalogue.set(key, one)
    one.sides.set(side, value)
  }
  return catalogue
}

/** Each function's name → the statement that makes it. */
export async function readDefinitions(session: Session): Promise<Map<string, string>> {
  const rows = await withFullNames(session, () => session.rows(DEFINITIONS))
  return new Map(rows.map(([name, definition]) => [name ?? '', definition ?? '']))
}

const DEFINITIONS = `
select format('%I.%I(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes)), pg_get_functiondef(p.oid)
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
 where p.prokind in ('f', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`

/** Reads with every name under its schema, whatever the session looks at first. */
async function withFullNames<T>(session: Session, read: () => Promise<T>): Promise<T> {
  const [[path = ''] = []] = await session.rows(`select current_setting('search_path')`)
  await session.run(`set search_path = ''`)
  const answer = await read()
  await session.rows(`select set_config('search_path', $1, false)`, [path])
  return answer
}

/** Where something is: in both with another side, or in one alone. */
export type Difference = { kind: string; name: string } & (
  | { is: 'different'; side: string; schemas: string | undefined; migrations: string | undefined }
  | { is: 'only in the schemas' | 'only in the migrations' }
)

const WHOLE = ['table', 'view', 'materialized view', 'type']

/** What the schemas and the migrations do not agree on. Of a table that only one of them has, the table alone is named. */
export function differences(schemas: Catalogue, migrations: Catalogue): Difference[] {
  const has = (catalogue: Catalogue, name: string) =>
    WHOLE.some((kind) => catalogue.has(`${kind} ${name.split('.').slice(0, 2).join('.')}`))
  const isPart = (kind: string, name: string) => name.split('.').length > 2 && kind !== 'function'
  const gone = [...migrations].flatMap(([key, { kind, name }]): Difference[] =>
    schemas.has(key) || (isPart(kind, name) && !has(schemas, name))
      ? []
      : [{ kind, name, is: 'only in the migrations' }],
  )
  const others = [...schemas].flatMap(([key, { kind, name, sides }]): Difference[] => {
    const there = migrations.get(key)
    if (!there) return isPart(kind, name) && !has(migrations, name) ? [] : [{ kind, name, is: 'only in the schemas' }]
    return [...new Set([...sides.keys(), ...there.sides.keys()])]
      .map((side) => ({ side, schemas: sides.get(side), migrations: there.sides.get(side) }))
      .filter((it) => it.schemas !== it.migrations)
      .map((it) => ({ kind, name, is: 'different', ...it }))
  })
  return [...others, ...gone]
}

const SHORT = 100

/** A difference in a sentence. What is long, such as a body, is named only. */
export function inWords(difference: Difference): string {
  const what = `${difference.kind} ${difference.name}`
  if (difference.is !== 'different') return `${what} is ${difference.is}`
  const { side, schemas, migrations } = difference
  const values = [schemas ?? 'none', migrations ?? 'none']
  if (values.some((value) => value.length > SHORT || value.includes('\n'))) return `${what}: ${side} differs`
  return `${what}: ${side} is ${values[0]} in the schemas, ${values[1]} in the migrations`
}
