import { createServer } from 'node:http'
import { listenLocally } from '../bench/listen-locally.ts'
import { openTestDatabase, type TestDatabase } from '../database.ts'
import { examine } from './doctor.ts'
import { openSupabaseServer, type SupabaseServer } from './supabase-server.ts'

let database: TestDatabase
let project: SupabaseServer
const settings = () => ({ SUPABASE_URL: project.url, SUPABASE_SECRET_KEY: project.key })

beforeAll(async () => {
  database = await openTestDatabase()
  project = await openSupabaseServer(database.fetch)
}, 60_000)
afterAll(async () => {
  await project.close()
  await database.close()
})

test('a project that is up to date is told with its coaches and its work', async () => {
  const { code, said } = await examine(settings())
  expect(said).toEqual(
    expect.arrayContaining([
      `✓ Database: the Supabase project at ${project.url} answers and is up to date.`,
      '✓ Database key: the project takes it: a secret key.',
      expect.stringMatching(/^✓ Coaches: (.+, ){3}.+\.$/),
      '✓ Work: 0 due, 0 delayed, 0 stuck.',
    ]),
  )
  expect(code).toBe(0)
})

test('a project without coaches is told how to load them', async () => {
  await database.query('update coaching_domains set is_active = false')
  const { code, all } = await examine(settings())
  await database.query('update coaching_domains set is_active = true')
  expect(all).toMatch(/^✗ Coaches: no active coach .*\n {4}Load .*: npx supabase@3 db push --remote --include-seed$/m)
  expect(code).toBe(1)
})

test('a project that was never migrated is told the two commands', async () => {
  const empty = await openTestDatabase()
  await empty.query('drop schema public cascade')
  await empty.query('create schema public')
  const unprepared = await openSupabaseServer(empty.fetch)
  const { code, all } = await examine({ SUPABASE_URL: unprepared.url, SUPABASE_SECRET_KEY: unprepared.key })
  expect(all).toMatch(
    /^✗ Database: .* does not have this version's tables and functions\.\n {4}Run: npx supabase@3 link, then npx supabase@3 db push --remote --include-seed$/m,
  )
  expect(code).toBe(1)
  await unprepared.close()
  await empty.close()
}, 60_000)

test('a project of version 0.1.0 is told where it says how its data moves over', async () => {
  const history = 'supabase_migrations.schema_migrations'
  await database.query(`insert into ${history} (version) values ('20261130190020')`)
  const { code, all } = await examine(settings())
  await database.query(`delete from ${history} where version = '20261130190020'`)
  expect(all).toMatch(/^✗ Database: .* made by version 0\.1\.0 or before/m)
  expect(all).toMatch(/docs\/rollout\.md says under "From version 0\.1\.0"/)
  expect(code).toBe(1)
})

test('a wrong key is told by its setting and never repeated', async () => {
  const { code, all } = await examine({ ...settings(), SUPABASE_SECRET_KEY: 'sb_secret_canary' })
  expect(all).toMatch(/^✗ Database: .* refused SUPABASE_SECRET_KEY\.\n {4}Take the secret key/m)
  expect(all).not.toContain('canary')
  expect(code).toBe(1)
})

test.each([
  [540, /^✗ Database: .* is paused \(540\)\.\n {4}Restore it at https:\/\/supabase\.com\/dashboard/m],
  [402, /^✗ Database: .* is restricted \(402\)\.\n {4}See its usage and its bill/m],
])('a project that answers with %i is told with its cure', async (status, why) => {
  const server = createServer((_, response) => response.writeHead(status).end('<h1>Not now</h1>'))
  const url = await listenLocally(server)
  const { code, all } = await examine({ SUPABASE_URL: url, SUPABASE_SECRET_KEY: project.key })
  server.close()
  expect(all).toMatch(why)
  expect(code).toBe(1)
})

test('a project that is not there is told as such', async () => {
  const gone = await openSupabaseServer(database.fetch)
  await gone.close()
  const { code, all } = await examine({ SUPABASE_URL: gone.url, SUPABASE_SECRET_KEY: gone.key })
  expect(all).toMatch(
    /^✗ Database: .* cannot be reached\.\n {4}Is SUPABASE_URL right, and is the project not paused\?$/m,
  )
  expect(code).toBe(1)
})
