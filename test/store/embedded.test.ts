import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createClient } from '@supabase/supabase-js'
import { exportData } from '../../src/store/embedded/export-data.ts'
import { importData } from '../../src/store/embedded/import-data.ts'
import { type EmbeddedOptions, openEmbedded } from '../../src/store/embedded/open-embedded.ts'
import { until } from '../person.ts'
import { canMount } from '../small-disk.ts'

const PATIENCE = 60_000 // milliseconds: these start processes and fill disks, on machines that do other things too
const folder = mkdtempSync(join(tmpdir(), 'threadcoach-embedded-'))
const migrationsDir = join(folder, 'migrations')
const seedFile = join(folder, 'seed.sql')
const made = join(folder, 'made')
const progress: string[] = []

const FIRST = '20260101000000_first_notes.sql'
const SCHEMA = `
create table notes (
  id bigint generated always as identity primary key,
  about bigint references notes (id),
  text text not null,
  mark numeric,
  tags text[],
  more jsonb,
  length int generated always as (length(text)) stored,
  kept timestamptz default now()
);
alter table notes alter column text set storage external; -- never compressed: a thousand letters are a thousand bytes
create function keep_note(p_text text) returns bigint language sql as $$ insert into public.notes (text) values (p_text) returning id $$;
create function keep_big_note(p_text text) returns bigint language sql as $$ insert into public.notes (text) values (repeat(p_text, 500)) returning id $$;
create function keep_many() returns void language sql as $$
  insert into public.notes (text, mark, tags, more)
    select e'tab\\t, line\\n, \\u2028, \\\\n and "quotes" ' || n, 12345678901234567890.0123456789 + n, array['a', null, '{}'], '{"deep": [1, null]}'
    from generate_series(1, 1200) n;
  update public.notes set about = 1000 where id = 2 $$;
create function note_ids() returns jsonb language sql stable as $$ select jsonb_agg(id) from public.notes $$;
create function notes_kept() returns setof notes language sql stable as $$ select * from public.notes order by id $$;
create function all_of_it() returns jsonb language sql stable as $$
  select jsonb_build_object('last', max(id)::text, 'rows', jsonb_agg(n::text order by id)) from public.notes n $$;
create function spin() returns void language plpgsql as $$ begin loop null; end loop; end $$;
grant all on notes to service_role;`

/** Opens the database of a data folder as the application does, with a client on it. */
async function open(dataDir: string, more: Partial<EmbeddedOptions> = {}) {
  const opened = await openEmbedded({
    dataDir,
    migrationsDir,
    seedFile,
    onProgress: () => {},
    onFatal: () => {},
    ...more,
  })
  const client = createClient('http://embedded', 'any', { global: { fetch: opened.fetch } })
  return { ...opened, call: (name: string, args?: object) => client.rpc(name, args) }
}

/** A data folder that has seen its first start, of one's own. */
function copyOfMade(name: string): string {
  const dataDir = join(folder, name)
  cpSync(made, dataDir, { recursive: true })
  return dataDir
}

beforeAll(async () => {
  mkdirSync(migrationsDir)
  writeFileSync(join(migrationsDir, FIRST), SCHEMA)
  writeFileSync(join(migrationsDir, '20260102000000_second.sql'), 'create table empty_table (id int);')
  writeFileSync(seedFile, `insert into notes (text) values ('from the seed');`)
  const database = await open(made, { onProgress: (line) => progress.push(line) })
  await database.close()
}, PATIENCE)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test(
  'the first start says what it does, step by step, and later ones say nothing',
  async () => {
    expect(progress).toEqual([
      'Preparing the database, first start only: creating it',
      'Preparing the database, first start only: first notes, 1 of 2',
      'Preparing the database, first start only: second, 2 of 2',
      'Preparing the database, first start only: the coaches that come with it',
    ])
    const later: string[] = []
    const database = await open(copyOfMade('quiet'), { onProgress: (line) => later.push(line) })
    expect((await database.call('notes_kept')).data).toMatchObject([{ id: 1, text: 'from the seed' }])
    await database.close()
    expect(later).toEqual([])
  },
  PATIENCE,
)

test('nobody else on the machine may look into the data folder', () => {
  expect(statSync(made).mode & 0o777).toBe(0o700)
})

test(
  'a second process is told which one has the folder, and a killed one leaves it free',
  async () => {
    const dataDir = copyOfMade('locked')
    const writer = await startWriter(dataDir)
    await expect(open(dataDir)).rejects.toThrow(
      `The data folder ${dataDir} is in use by process ${writer.pid}: stop it first, or set DATA_DIR to another folder.`,
    )
    await writer.kill()
    const database = await open(dataDir)
    await database.close()
  },
  PATIENCE,
)

test(
  'a process killed while it writes loses nothing that it acknowledged',
  async () => {
    const dataDir = copyOfMade('killed')
    const acknowledged: number[] = []
    for (const enough of [40, 150, 400]) {
      const writer = await startWriter(dataDir)
      acknowledged.push(...(await writer.kill(enough)))
    }
    const database = await open(dataDir)
    const { data } = await database.call('note_ids')
    await database.close()
    expect(acknowledged.length).toBeGreaterThanOrEqual(590)
    expect(acknowledged.filter((id) => !data.includes(id))).toEqual([])
  },
  PATIENCE,
)

test(
  'a start killed while the database was being made is made good by the next',
  async () => {
    const dataDir = join(folder, 'half-made')
    const starting = spawnScript(dataDir, 'process.exit()')
    const exited = once(starting, 'exit')
    const isBegun = () => existsSync(dataDir) && readdirSync(dataDir).some((name) => name.startsWith('database.unf'))
    await until('a database is being made', async () => isBegun() || starting.exitCode !== null, PATIENCE)
    starting.kill('SIGKILL')
    expect(await exited).toEqual([null, 'SIGKILL'])
    expect(existsSync(join(dataDir, 'database'))).toBe(false)
    const database = await open(dataDir)
    expect((await database.call('notes_kept')).data).toHaveLength(1)
    await database.close()
  },
  PATIENCE,
)

test(
  'a folder written by another PostgreSQL is refused with both versions and the cure',
  async () => {
    const dataDir = copyOfMade('other-version')
    const file = join(dataDir, 'database/PG_VERSION')
    expect(readFileSync(file, 'utf8')).toBe('18\n')
    writeFileSync(file, '17\n')
    await expect(open(dataDir)).rejects.toThrow(
      `The data folder ${dataDir} was written by PostgreSQL 17, and this release has PostgreSQL 18: run npm run export in the release that wrote it, then npm run import here, or set DATA_DIR to another folder.`,
    )
  },
  PATIENCE,
)

test(
  'a folder used by a newer release is refused',
  async () => {
    const dataDir = copyOfMade('newer')
    await expect(open(dataDir, { migrationsDir: onlyFirstMigration('older-release') })).rejects.toThrow(
      'This data was last used by a newer release: it has the migration 20260102000000, which this release does not know.',
    )
  },
  PATIENCE,
)

test(
  'a migration that fails half-way leaves nothing behind, and the ones before it stay',
  async () => {
    const dataDir = copyOfMade('half-migrated')
    const migrations = join(folder, 'failing')
    cpSync(migrationsDir, migrations, { recursive: true })
    writeFileSync(join(migrations, '20260103000000_good.sql'), 'create table good (id int);')
    writeFileSync(join(migrations, '20260104000000_bad.sql'), 'create table half (id int); select 1 / 0;')
    await expect(open(dataDir, { migrationsDir: migrations })).rejects.toThrow('division by zero')

    writeFileSync(
      join(migrations, '20260104000000_bad.sql'),
      `create table half (id int);
     create function tables() returns jsonb language sql stable as $$ select jsonb_agg(tablename order by tablename) from pg_catalog.pg_tables where schemaname = 'public' $$;`,
    )
    const steps: string[] = []
    const database = await open(dataDir, { migrationsDir: migrations, onProgress: (line) => steps.push(line) })
    expect((await database.call('tables')).data).toEqual(['empty_table', 'good', 'half', 'notes'])
    await database.close()
    expect(steps).toEqual(['Bringing the database up to date: bad, 1 of 1'])
  },
  PATIENCE,
)

test(
  'a call that never ends is ended with the thread, and the rows kept before it are there afterwards',
  async () => {
    const dataDir = copyOfMade('stuck')
    const { promise: fatal, resolve: onFatal } = Promise.withResolvers<string>()
    const database = await open(dataDir, { onFatal, mostSilentSeconds: 1 })
    const { data: id } = await database.call('keep_note', { p_text: 'before' })
    const stuck = database.call('spin').then() // supabase-js sends nothing before somebody waits for it
    expect(await fatal).toMatch(/^The database in the data folder stopped answering: start again/)
    expect((await stuck).status).toBe(503)
    expect((await database.call('notes_kept')).status).toBe(503)
    await database.close()

    const again = await open(dataDir)
    expect((await again.call('note_ids')).data).toContain(id)
    await again.close()
  },
  PATIENCE,
)

test(
  'a start without room on the disk says how much there is and what to do',
  async () => {
    const dataDir = copyOfMade('no-room')
    await expect(open(dataDir, { leastFreeMegabytes: 1_000_000_000 })).rejects.toThrow(
      /has \d+ MB free and 1000000000 MB are needed: free some space and start again, or set DATA_DIR to a folder on another disk/,
    )
  },
  PATIENCE,
)

const smallDisk = join(folder, 'small-disk')
const onSmallDisk = canMount() ? test : test.skip // only root may mount a disk of its own

/** Works on a disk of a hundred megabytes, forty of which the database already takes. */
async function withSmallDisk(work: (dataDir: string) => Promise<void>): Promise<void> {
  mkdirSync(smallDisk, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=100m', 'tmpfs', smallDisk])
  try {
    const dataDir = join(smallDisk, 'data')
    cpSync(made, dataDir, { recursive: true })
    await work(dataDir)
  } finally {
    execFileSync('umount', ['--lazy', smallDisk])
  }
}

onSmallDisk(
  'a disk that fills up ends the database in a sentence, and with room again every kept row is there',
  () =>
    withSmallDisk(async (dataDir) => {
      const sentences: string[] = []
      const full = await open(dataDir, { onFatal: (sentence) => sentences.push(sentence), leastFreeMegabytes: 0 })
      const acknowledged: number[] = []
      while (sentences.length === 0) {
        const { data } = await full.call('keep_big_note', { p_text: 'x'.repeat(1000) })
        if (data !== null) acknowledged.push(data)
      }
      await full.close()
      expect(sentences).toEqual([
        expect.stringMatching(/^The database in the data folder stopped.*Nothing that was kept is lost/),
      ])

      execFileSync('mount', ['-o', 'remount,size=600m', smallDisk])
      const again = await open(dataDir)
      const { data } = await again.call('note_ids')
      await again.close()
      expect(acknowledged.length).toBeGreaterThan(0)
      expect(acknowledged.filter((id) => !data.includes(id))).toEqual([])
    }),
  PATIENCE,
)

onSmallDisk(
  'room that something else takes while it runs is noticed before a write can fail',
  () =>
    withSmallDisk(async (dataDir) => {
      const sentences: string[] = []
      const database = await open(dataDir, { onFatal: (sentence) => sentences.push(sentence), leastFreeMegabytes: 20 })
      const { bavail, bsize } = statfsSync(smallDisk)
      writeFileSync(join(smallDisk, 'something else'), Buffer.alloc(bavail * bsize - 10_000_000))
      while (sentences.length === 0) await database.call('keep_note', { p_text: 'small' })
      await database.close()
      expect(sentences).toEqual([expect.stringMatching(/MB free and 20 MB are needed/)])
    }),
  PATIENCE,
)

test(
  'what is exported from one folder and imported into another is the same, row for row',
  async () => {
    const from = copyOfMade('exported')
    const database = await open(from)
    await database.call('keep_many')
    const before = (await database.call('all_of_it')).data
    await database.close()

    const file = join(folder, 'everything.jsonl.gz')
    await exportData(from, file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    await expect(exportData(from, file)).rejects.toThrow('EEXIST')

    const to = join(folder, 'imported')
    await importData(to, migrationsDir, file)
    await expect(importData(to, migrationsDir, file)).rejects.toThrow('already holds a database')
    const steps: string[] = []
    const imported = await open(to, { onProgress: (line) => steps.push(line) })
    expect((await imported.call('all_of_it')).data).toEqual(before)
    const { data: next } = await imported.call('keep_note', { p_text: 'one more' })
    expect(next).toBe(Number(before.last) + 1)
    await imported.close()
    expect(steps).toEqual([])
  },
  PATIENCE,
)

function onlyFirstMigration(name: string): string {
  const older = join(folder, name)
  mkdirSync(older)
  cpSync(join(migrationsDir, FIRST), join(older, FIRST))
  return older
}

/** A process of its own with the database open, which runs `script` then. */
function spawnScript(dataDir: string, script: string) {
  const code = `
    import { createClient } from '@supabase/supabase-js'
    import { openEmbedded } from ${JSON.stringify(new URL('../../src/store/embedded/open-embedded.ts', import.meta.url).href)}
    const options = ${JSON.stringify({ dataDir, migrationsDir, seedFile })}
    const { fetch } = await openEmbedded({ ...options, onProgress() {}, onFatal() {} })
    const client = createClient('http://embedded', 'any', { global: { fetch } })
    ${script}`
  return spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** A process that keeps writing, and says so on its standard output each time a row has been acknowledged. */
async function startWriter(dataDir: string) {
  const writer = spawnScript(
    dataDir,
    `for (console.log('open'); ; ) console.log((await client.rpc('keep_note', { p_text: 'by the writer' })).data)`,
  )
  const lines = createInterface({ input: writer.stdout })[Symbol.asyncIterator]()
  await lines.next()
  return {
    pid: writer.pid,
    /** Kills it after so many rows; gives all that it had acknowledged until then. */
    async kill(enough = 0): Promise<number[]> {
      const acknowledged: number[] = []
      for (let line = await lines.next(); !line.done; line = await lines.next()) {
        acknowledged.push(Number(line.value))
        if (acknowledged.length >= enough) writer.kill('SIGKILL')
      }
      return acknowledged
    },
  }
}
