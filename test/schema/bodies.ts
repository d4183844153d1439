import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { parsePlPgSQL } from 'libpg-query'
import { z } from 'zod'
import { schemaFiles } from '../database.ts'
import type { Session } from './catalogue.ts'
import { type Step, stepsOf, variablesOf } from './plpgsql.ts'

/**
 * What is wrong in the bodies of functions, with the place in the schemas. PostgreSQL looks at the names in a body of SQL when the function
 * is made, and at those in one of PL/pgSQL only when that line runs. So each statement and expression is taken out of the latter, and made
 * the body of an SQL function whose parameters are the variables. Call it inside a transaction; it leaves nothing behind. `only` names
 * the one function to look at.
 *
 * Not seen: what `execute` puts together, and whether a value fits the variable that it is put into.
 */
export async function mistakesInBodies(session: Session, only?: string): Promise<string[]> {
  await session.run(
    `set local search_path = ''; set local check_function_bodies = on; set local plpgsql.extra_errors = 'shadowed_variables'`,
  )
  const rows = await session.rows(`select format_type(oid, null) from pg_type where typtype = 'c'`)
  const tables = new Set(rows.flatMap(([name]) => name ?? []))
  const mistakes: string[] = []
  for (const one of await readFunctions(session, only)) {
    await session.run('savepoint one')
    const wrong = await refused(session, one.definition)
    const found = wrong
      ? [{ line: 0, wrong }]
      : one.language === 'plpgsql'
        ? await mistakesIn(session, one, tables)
        : []
    for (const mistake of found) mistakes.push(`${placeOf(one.name, mistake.line)} ${mistake.wrong}`)
    await session.run('rollback to savepoint one')
  }
  return [...new Set(mistakes)]
}

type Variables = Map<string, string>
type Mistake = { line: number; wrong: string }

const functions = z.array(
  z.object({
    name: z.string(),
    language: z.string(),
    definition: z.string(),
    variables: z.record(z.string(), z.string()),
    /** Whose rows a trigger hands it, and as which tables. */
    triggers: z.array(z.object({ table: z.string(), handed: z.array(z.string()) })),
  }),
)
type Function = z.infer<typeof functions>[number]

const FUNCTIONS = `
select json_build_object('name', p.oid::regproc, 'language', l.lanname, 'definition', pg_get_functiondef(p.oid),
         'variables', (select coalesce(json_object_agg(u.name, format_type(u.type, null)), '{}')
                         from unnest(p.proargnames, coalesce(p.proallargtypes, p.proargtypes::oid[])) u (name, type) where u.name <> ''),
         'triggers', (select coalesce(json_agg(json_build_object('table', t.tgrelid::regclass,
                                                                 'handed', array_remove(array[t.tgnewtable, t.tgoldtable], null))), '[]')
                        from pg_trigger t where t.tgfoid = p.oid))::text
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
 where p.prokind in ('f', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
   and p.oid::regproc::text = coalesce($1, p.oid::regproc::text)
 order by p.oid::regproc::text`

async function readFunctions(session: Session, only: string | undefined): Promise<Function[]> {
  const rows = await session.rows(FUNCTIONS, [only ?? null])
  return functions.parse(rows.map(([row]) => JSON.parse(row ?? '')))
}

/** Known in every body, and in those of triggers. */
const EVERYWHERE = { found: 'boolean', sqlstate: 'text', sqlerrm: 'text' }
const IN_TRIGGERS = {
  tg_op: 'text',
  tg_name: 'text',
  tg_when: 'text',
  tg_level: 'text',
  tg_table_name: 'text',
  tg_argv: 'text[]',
}

/** A variable that holds a row of a table: the parser, which knows no tables, is told that it is a record. */
const ROW = /\b(\w+) +([\w.]+)(?:%rowtype)?(?= *(?:;|:=))/g

async function mistakesIn(
  session: Session,
  { definition, variables, triggers }: Function,
  tables: Set<string>,
): Promise<Mistake[]> {
  const rows: Record<string, string> = {}
  const plain = definition.replaceAll(ROW, (declared, name, type) => {
    if (!tables.has(type)) return declared
    rows[name] = type
    return `${name} record`
  })
  const parsed = await parsePlPgSQL(plain).catch((error: Error) => error)
  if (parsed instanceof Error) return [{ line: 0, wrong: parsed.message }]
  const known = { ...EVERYWHERE, ...variablesOf(parsed), ...rows, ...variables }
  const steps = stepsOf(parsed)
  const mistakes: Mistake[] = []
  for (const { table, handed } of triggers) {
    for (const name of handed) await session.run(`create or replace view pg_temp."${name}" as select * from ${table}`)
    mistakes.push(...(await mistakesOf(session, steps, { ...IN_TRIGGERS, ...known, new: table, old: table }, tables)))
  }
  return triggers.length > 0 ? mistakes : mistakesOf(session, steps, known, tables)
}

/** What is right is looked at in one go, which is quick; where something is wrong, step by step. */
async function mistakesOf(
  session: Session,
  steps: Step[],
  variables: Record<string, string>,
  tables: Set<string>,
): Promise<Mistake[]> {
  const known: Variables = new Map(Object.entries(variables))
  const mistakes: Mistake[] = []
  let waiting: Step[] = []
  const look = async () => {
    const isWrong = waiting.length > 0 && (await refused(session, asFunction(waiting, known)))
    for (const step of isWrong ? waiting : []) {
      const wrong = await refused(session, asFunction([step], known))
      if (wrong) mistakes.push({ line: step.line, wrong })
    }
    waiting = []
  }
  for (const [index, step] of steps.entries()) {
    waiting.push(step)
    if (!step.fills || variables[step.fills]) continue
    await look()
    const view = `pg_temp.filled_${index}` // a record has the columns of what fills it
    if (!(await refused(session, asView(view, step, known, tables), 'kept'))) known.set(step.fills, view)
    else if (!(await refused(session, asFunction([step], known))))
      mistakes.push({ line: step.line, wrong: `what ${step.fills} holds cannot be looked at: fill it from a select` })
  }
  await look()
  return mistakes
}

const asFunction = (steps: Step[], known: Variables): string => {
  const parameters = [...known].map(([name, type]) => `"${name}" ${type}`).join(', ')
  const body = steps.map(({ sql }) => sql).join('\n;\n')
  return `create function pg_temp.body(${parameters}) returns void language sql set search_path = '' as $of_body$\n${body}\n$of_body$`
}

/** The variables are tables beside the query: those that hold a row are the table itself. */
function asView(view: string, { sql }: Step, known: Variables, tables: Set<string>): string {
  const isRow = (type: string) => tables.has(type) || type.startsWith('pg_temp.')
  const rows = [...known].flatMap(([name, type]) => (isRow(type) ? [`${type} as "${name}"`] : []))
  const values = [...known].flatMap(([name, type]) => (isRow(type) ? [] : [`null::${type} as "${name}"`]))
  return `create view ${view} as select filled.* from ${[...rows, `(select ${values.join(', ')}) as variables`].join(', ')}, lateral (\n${sql}\n) filled`
}

/** Why the database does not take a statement, which is undone, or kept where it takes it. */
async function refused(session: Session, sql: string, then: 'kept' | 'undone' = 'undone'): Promise<string | undefined> {
  await session.run('savepoint looked_at')
  try {
    await session.run(sql)
    if (then === 'undone') await session.run('rollback to savepoint looked_at')
    return undefined
  } catch (error) {
    await session.run('rollback to savepoint looked_at')
    return error instanceof Error ? error.message : 'refused'
  }
}

/** Where a function stands in the schemas, down to a line of its body. */
function placeOf(name: string, line: number): string {
  for (const file of schemaFiles()) {
    const text = readFileSync(file, 'utf8')
    const start = text.search(new RegExp(`^create function ${name.replaceAll('.', '\\.')}\\(`, 'm'))
    if (start < 0) continue
    const body = line > 0 ? text.indexOf('$$', start) : start
    return `${relative('', file)}:${text.slice(0, body).split('\n').length + Math.max(line - 1, 0)} ${name}:`
  }
  return line > 0 ? `${name}, line ${line} of its body:` : `${name}:`
}
