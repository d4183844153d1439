import { dirname } from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import { FUNCTIONS } from '../../src/store/call.ts'
import { openTestDatabase } from '../database.ts'
import { postgresPresent, startPostgres } from '../postgres.ts'
import { allOf, type Line, type Proof } from './promise.ts'

const LEAST_CELLS = 200
const VISITOR = 'a_plain_login' // a role that somebody made in the same database, with nothing granted
const DIGEST = 'threadcoach_digest'
const OUTSIDERS = ['anon', 'authenticated', VISITOR]
const ROLES = [...OUTSIDERS, DIGEST, 'service_role']

/** All that the role that computes digests may call. It owns these, and they call nothing that it does not own. */
const DIGEST_CALLS = [
  'close_week',
  'card_tells_of_others',
  'counted_members',
  'decide_cells',
  'digest_minimum',
  'digest_of_week',
  'digest_preview',
  'gather_parts',
  'how_many_besides',
  'isolates_one',
  'known_by_card',
  'last_digest',
  'level_word',
  'make_cells',
  'tell_week',
  'told_count',
]

/** All that it may read: to the column where a table holds more, '*' where all of it is the digest's. */
const DIGEST_READS: Record<string, string[]> = {
  coaching_domains: ['id', 'name', 'is_active'],
  coaching_sessions: ['workspace_id', 'learner_id', 'session_id', 'domain_id', 'created_at'],
  learners: ['id', 'workspace_id', 'slack_user_id', 'time_zone'],
  sessions: ['id', 'off_record'],
  shared_cards: ['workspace_id', 'learner_id', 'manager', 'week', 'shared_at'],
  cards_seen: ['*'],
  dimension_levels: ['*'],
  digest_cells: ['*'],
  digest_minimums: ['*'],
  left_out: ['*'],
  manager_objections: ['*'],
  team_managers: ['*'],
  team_members: ['*'],
  team_week_withdrawals: ['*'],
  team_weeks: ['*'],
  week_parts: ['*'],
}

type Query = (sql: string) => Promise<Record<string, unknown>[]>
const failure = z.object({ code: z.string(), message: z.string() })

/** Every function and every column of the schema, tried as every role. */
export const matrix: Proof = {
  async prove({ say }) {
    const embedded = await openTestDatabase()
    const here = await tried((sql) => embedded.query(sql), say).finally(embedded.close)
    if (!postgresPresent) return lines('embedded', here)
    const postgres = await startPostgres()
    const client = new pg.Client({ host: dirname(postgres.socket), user: 'supabase_admin', database: 'postgres' })
    try {
      await client.connect()
      const there = await tried(async (sql) => (await client.query<Record<string, unknown>>(sql)).rows, say)
      return [...lines('embedded', here), ...lines('PostgreSQL', there)]
    } finally {
      await client.end()
      await postgres.stop()
    }
  },
}

type Cell = { of: string; role: string; wanted: string; found: string }
type Tried = { functions: Cell[]; columns: Cell[] }
const isRight = ({ wanted, found }: Cell) => wanted === found

function lines(where: string, { functions, columns }: Tried): Line[] {
  const right = (cells: Cell[]) => cells.filter(isRight).length
  return [
    {
      promise: `${where}: functions × roles`,
      measured: `${functions.length}`,
      goal: `at least ${LEAST_CELLS}`,
      holds: functions.length >= LEAST_CELLS,
    },
    allOf(`${where}: a function answers whom it should, and nobody else`, right(functions), functions.length),
    allOf(`${where}: a column is read by whom it should, and by nobody else`, right(columns), columns.length),
  ]
}

async function tried(query: Query, say: (progress: string) => void): Promise<Tried> {
  await query(`create role ${VISITOR} login`)
  const functions = await functionCells(query)
  const columns = await columnCells(query)
  for (const { of, role, wanted, found } of [...functions, ...columns].filter((cell) => !isRight(cell)))
    say(`${of} as ${role}: ${found}, not ${wanted}`)
  return { functions, columns }
}

/** Each function is called with nothing in its parameters: who may not call it hears so before anything else. */
async function functionCells(query: Query): Promise<Cell[]> {
  const functions = await query(`
    select n.nspname as of_schema, p.proname as name,
           (select coalesce(string_agg('null::' || format_type(t, null), ', ' order by place), '')
              from unnest(p.proargtypes::oid[]) with ordinality as a (t, place)) as args
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('public', 'private') order by 1, 2`)
  const cells: Cell[] = []
  for (const { of_schema, name, args } of functions)
    for (const role of ROLES) {
      const found = await asRole(query, role, `select ${of_schema}.${name}(${args})`, String(name))
      const wanted = mayCall(role, String(of_schema), String(name)) ? 'answers' : 'denied'
      cells.push({ of: `${of_schema}.${name}`, role, wanted, found })
    }
  const inPublic = functions.flatMap(({ of_schema, name }) => (of_schema === 'public' ? [String(name)] : []))
  const missing = FUNCTIONS.filter((name) => !inPublic.includes(name))
  return [...cells, ...missing.map((of) => ({ of, role: 'service_role', wanted: 'answers', found: 'is not there' }))]
}

/** The application calls what `public` holds, and nothing else; the digest's role what it owns. */
const mayCall = (role: string, schema: string, name: string) =>
  role === 'service_role'
    ? schema === 'public' && FUNCTIONS.some((called) => called === name)
    : role === DIGEST && DIGEST_CALLS.includes(name)

/** Each column is read. The application reads none: it has functions. */
async function columnCells(query: Query): Promise<Cell[]> {
  const columns = await query(`
    select table_name as of_table, column_name as name from information_schema.columns
     where table_schema = 'public' order by 1, ordinal_position`)
  const cells: Cell[] = []
  for (const { of_table, name } of columns)
    for (const role of ROLES) {
      const found = await asRole(query, role, `select "${name}" from public."${of_table}" limit 1`, String(of_table))
      const reads = DIGEST_READS[String(of_table)] ?? []
      const isWanted = role === DIGEST && (reads.includes('*') || reads.includes(String(name)))
      cells.push({ of: `${of_table}.${name}`, role, wanted: isWanted ? 'answers' : 'denied', found })
    }
  return cells
}

/** What comes of a statement as that role: an answer, whatever it is, or a refusal, of the thing itself or of something in it. */
async function asRole(query: Query, role: string, sql: string, what: string): Promise<string> {
  await query('begin')
  try {
    await query(`set local role ${role}`)
    await query(sql)
    return 'answers'
  } catch (error) {
    const { data } = failure.safeParse(error)
    if (data?.code !== '42501') return 'answers'
    const isOf = [` ${what}`, ' schema private'].some((end) => data.message.endsWith(end))
    return isOf ? 'denied' : `denied inside: ${data.message}`
  } finally {
    await query('rollback')
  }
}
