import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { exportData } from '../../src/store/embedded/export-data.ts'
import { importData } from '../../src/store/embedded/import-data.ts'
import { openEmbedded } from '../../src/store/embedded/open-embedded.ts'
import { openFolder } from '../../src/store/embedded/open-folder.ts'
import { examine } from '../cli/doctor.ts'
import { schema } from '../database.ts'

/** Written by `npm run export` of that version: a person of whom something is kept in every table, their team and their manager. */
const FILE = join(import.meta.dirname, 'from-v0.1.0.gz')
const root = mkdtempSync(join(tmpdir(), 'threadcoach-earlier-'))
const dataDir = join(root, 'data')
afterAll(() => rmSync(root, { recursive: true }))

const linesOf = (file: string) => gunzipSync(readFileSync(file)).toString().split('\n')
async function exported(name: string): Promise<string[]> {
  await exportData(dataDir, join(root, name))
  return linesOf(join(root, name))
}
const open = (onProgress: (line: string) => void = () => undefined) =>
  openEmbedded({ dataDir, ...schema, onProgress, onFatal: () => undefined })

const CONTENT = ['coaching_domains', 'coaching_personas', 'domain_details', 'rubric_versions'].map(
  (table) => `public.${table}`,
)
let afterwards: string[] = []

const [about = '', ...rows] = linesOf(FILE)

/** A row without the columns that came since, which hold their defaults. */
const asThen = (row: string) => row.replace('"discreet": false, ', '')

test('what version 0.1.0 exported is imported whole, row for row, and starts', async () => {
  await importData(dataDir, schema.migrationsDir, FILE)
  const [, ...now] = await exported('imported.gz')
  expect(rows.length).toBeGreaterThan(45)
  expect(now.map(asThen)).toEqual(rows)

  const steps: string[] = []
  await (await open((line) => steps.push(line))).close()
  expect(steps).toEqual(['Bringing the database up to date: the coaches that come with it'])
  const [, ...started] = await exported('started.gz')
  expect(rows.filter((row) => !started.map(asThen).includes(row))).toEqual([]) // what a company has stays as it is
  const added = started.filter((row) => !rows.includes(asThen(row)))
  expect(new Set(added.map((row) => row.split('\t')[0]))).toEqual(new Set(CONTENT)) // a coach that it did not have
  afterwards = started
}, 120_000)

test('a data folder of version 0.1.0 is told how it moves over, and nothing in it changes', async () => {
  const { migrations } = JSON.parse(about)
  const pg = await openFolder(join(dataDir, 'database'))
  await pg.exec('delete from supabase_migrations.schema_migrations')
  await pg.query('insert into supabase_migrations.schema_migrations (version) select unnest($1::text[])', [migrations])
  await pg.close()

  const cure = /check out the tag v0\.1\.0 and run npm run export .* run npm run import/
  await expect(open()).rejects.toThrow(cure)
  const { code, all } = await examine({ DATA_DIR: dataDir })
  expect(all.replaceAll('\n', ' ').replace(/ +/g, ' ')).toMatch(cure)
  expect(code).toBe(1)
  const [still, ...same] = await exported('refused.gz')
  expect(JSON.parse(still ?? '').migrations).toEqual(migrations)
  expect(same).toEqual(afterwards)
}, 120_000)
