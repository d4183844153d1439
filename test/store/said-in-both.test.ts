import { z } from 'zod'
import { MEMORY_KINDS } from '../../src/coaching/memory.ts'
import { levelWord, type Mark, pressure, wish } from '../../src/coaching/model.ts'
import { overallScore } from '../../src/coaching/rubric.ts'
import { FUNCTIONS } from '../../src/store/call.ts'
import { disputeOutcome } from '../../src/store/cards.ts'
import { accessed } from '../../src/store/own-data.ts'
import { feedbackVerdict } from '../../src/store/progress.ts'
import { closedBecause, label, work } from '../../src/store/rows.ts'
import { level, source } from '../../src/store/team-rows.ts'
import { openTestDatabase, schemaText, type TestDatabase } from '../database.ts'

// What stands in SQL and in TypeScript is the same.

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

/** The values that a column may have: those of the constraint that lists them. */
async function allowed(table: string, column: string): Promise<string[]> {
  const [row] = await database.query(
    `select pg_get_constraintdef(c.oid) as says
       from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
      where c.contype = 'c' and c.conrelid = $1::regclass and a.attname = $2`,
    [`public.${table}`, column],
  )
  return [...String(row?.says).matchAll(/'([^']*)'/g)].map(([, value = '']) => value).toSorted()
}

const kinds = z.set(z.string()).parse(new Set(work.options.flatMap((option) => [...option.shape.kind.values])))
test.each<[string, string, readonly string[]]>([
  ['inbox', 'kind', [...kinds]],
  ['sessions', 'label', label.options],
  ['sessions', 'closed_because', closedBecause.options],
  ['coaching_sessions', 'wish', wish.options],
  ['coaching_sessions', 'rehearsal', pressure.options],
  ['disputes', 'outcome', disputeOutcome.options],
  ['feedback', 'verdict', feedbackVerdict.options],
  ['memories', 'kind', MEMORY_KINDS],
  ['memory_settings', 'kinds', MEMORY_KINDS],
  ['team_managers', 'source', source.options],
  ['accesses', 'what', accessed.options],
])('%s.%s holds what the application knows', async (table, column, known) => {
  expect(await allowed(table, column)).toEqual(known.toSorted())
})

/** Told in weeks from before, and only there. */
const NOT_WRITTEN_ANY_MORE = ['withdrawn']

test('a value that only the database knows is written by a function', async () => {
  const functions = schemaText()
    .match(/^create (?:function[\s\S]*?\$\$[\s\S]*?\$\$|trigger [^;]*);/gm)
    ?.join('\n')
    .replaceAll(/--.*/g, '')
  for (const [table, column] of [
    ['inbox', 'state'],
    ['team_weeks', 'state'],
    ['digest_cells', 'kind'],
    ['digest_cells', 'hidden'],
    ['memories', 'state'],
    ['receipts', 'kind'],
  ] as const) {
    const values = await allowed(table, column)
    expect(values.length).toBeGreaterThan(1)
    const unwritten = values.filter((value) => !functions?.includes(`'${value}'`))
    expect([column, unwritten.filter((value) => !NOT_WRITTEN_ANY_MORE.includes(value))]).toEqual([column, []])
  }
})

test('every note that the database writes is one that the application can say', () => {
  const written = new Set(
    [...schemaText().matchAll(/build_object\('note', '([a-z-]+)'|"note": "([a-z-]+)"/g)].map(([, a, b]) => a ?? b),
  )
  const isNote = (option: (typeof work.options)[number]) =>
    [...option.shape.kind.values].some((kind) => kind === 'note')
  const [note] = work.options.flatMap((option) =>
    isNote(option) && 'about' in option.shape ? [option.shape.about] : [],
  )
  const known = [...written].filter((name) => note?.safeParse({ note: name, whose: 'learner', until: 0 }).success)
  expect(written.size).toBeGreaterThan(6)
  expect(known).toEqual([...written])
})

test('a level has one word', async () => {
  const scores = Array.from({ length: 19 }, (_, nth) => 1 + nth / 2)
  const rows = await database.query('select private.level_word(s) as word from unnest($1::numeric[]) s', [scores])
  expect(rows.map(({ word }) => word)).toEqual(scores.map(levelWord))
  expect(new Set(rows.map(({ word }) => word))).toEqual(new Set(level.options))
})

test('an overall score is one mean', async () => {
  const some = [null, 1, 2, 5, 6, 8, 10]
  const all = some.flatMap((a) => some.flatMap((b) => some.map((c) => [a, b, c])))
  const marks = all.map((scores) => scores.map((score) => ({ score })))
  const rows = await database.query(
    `select private.overall_score(m) as overall from jsonb_array_elements($1::jsonb) with ordinality as marks (m, place) order by place`,
    [JSON.stringify(marks)],
  )
  const given = (scores: (number | null)[]) => scores.map((score): Mark => ({ ...MARK, score }))
  expect(rows.map(({ overall }) => overall)).toEqual(all.map((scores) => overallScore(given(scores))))
})
const MARK: Mark = {
  dimension: 'listening',
  label: 'Listening',
  score: null,
  because: 'scored',
  quotes: [],
  observation: '',
  nextStep: '',
  uncertain: false,
}

test('what the application calls is what public holds', async () => {
  const rows = await database.query(
    `select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace order by 1`,
  )
  expect(rows.map(({ name }) => name)).toEqual(FUNCTIONS.toSorted())
})

test('the tables that the database calls ours are those that public holds', async () => {
  const rows = await database.query(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind not in ('i', 'S') order by 1`,
  )
  const [ours] = await database.query('select private.our_tables() as names')
  const names = z.array(z.string()).parse(ours?.names)
  expect(names.toSorted()).toEqual(rows.map(({ name }) => name))
})
