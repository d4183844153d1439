import { z } from 'zod'
import type { Database } from './database.ts'

/** A function of the public schema, as far as calling it by name needs to know. */
export type PublicFunction = {
  name: string
  parameters: { name: string; type: string; optional: boolean }[]
  returns: 'nothing' | 'value' | 'record'
  /** It returns rows, not one value. */
  many: boolean
  /** It is declared stable or immutable, so it runs in a read-only transaction. */
  readOnly: boolean
}

const LOOK_UP = `
select json_agg(json_build_object(
    'name', p.proname,
    'many', p.proretset,
    'readOnly', p.provolatile <> 'v',
    'returns', case
      when p.prorettype = 'void'::regtype then 'nothing'
      when t.typtype = 'c' or t.typname = 'record' or p.proargmodes && '{o,b,t}'::"char"[] then 'record'
      else 'value' end,
    'parameters', (
      select coalesce(json_agg(json_build_object(
        'name', coalesce(a.name, ''),
        'type', format_type(a.type, null),
        'optional', a.place > p.pronargs - p.pronargdefaults) order by a.place), '[]')
      from (
        select u.name, u.type, row_number() over (order by u.place) as place
        from unnest(p.proargnames, p.proargmodes, coalesce(p.proallargtypes, p.proargtypes::oid[]))
          with ordinality u(name, mode, type, place)
        where coalesce(u.mode, 'i') in ('i', 'b')
      ) a)
  ))::text
from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_type t on t.oid = p.prorettype
where n.nspname = 'public' and p.proname = $1 and p.prokind = 'f'`

const found = z.array(
  z.object({
    name: z.string(),
    parameters: z.array(z.object({ name: z.string(), type: z.string(), optional: z.boolean() })),
    returns: z.enum(['nothing', 'value', 'record']),
    many: z.boolean(),
    readOnly: z.boolean(),
  }),
)

/** Looks functions up by name and remembers those that exist: a schema does not change while it is being served. */
export function publicFunctions(database: Database): (name: string) => Promise<PublicFunction[]> {
  const known = new Map<string, PublicFunction[]>()
  return async (name) => {
    const remembered = known.get(name)
    if (remembered) return remembered
    const [row] = await database.transaction([{ text: LOOK_UP, values: [name] }])
    const functions = found.parse(JSON.parse(row?.[0] ?? '[]'))
    if (functions.length > 0) known.set(name, functions)
    return functions
  }
}

/** Whether a call that names these parameters, and no others, fits the function. */
export function fits(fn: PublicFunction, named: string[]): boolean {
  const has = (name: string) => named.includes(name)
  return (
    named.every((name) => fn.parameters.some((parameter) => parameter.name === name)) &&
    fn.parameters.every((parameter) => parameter.optional || has(parameter.name))
  )
}

const MOST_ROWS = 1000 // what a hosted project answers at most for functions that return rows

/** The statement that calls the function with $1, a JSON object of these parameters, and gives its answer as JSON text. */
export function callStatement(fn: PublicFunction, named: string[]): string {
  const given = fn.parameters.filter((parameter) => named.includes(parameter.name))
  const columns = given.map(({ name, type }) => `"${name}" ${type}`).join(', ')
  const args = given.map(({ name }) => `"${name}" => a."${name}"`).join(', ')
  const from = given.length > 0 ? `json_to_record($1::json) as a(${columns})` : '(select $1::json) as a'
  const call = `public."${fn.name}"(${args})`

  if (fn.returns === 'nothing') return `select (${call})::text from ${from}`
  if (fn.returns === 'value' && !fn.many) return `select to_json(${call})::text from ${from}`
  const row = fn.returns === 'record' ? 'r.*' : 'r as value'
  const rows = `(select ${row} from ${from}, lateral ${call} r ${fn.many ? `limit ${MOST_ROWS}` : ''}) t`
  if (!fn.many) return `select row_to_json(t)::text from ${rows}`
  return `select coalesce(json_agg(${fn.returns === 'record' ? 't' : 't.value'}), '[]')::text from ${rows}`
}
