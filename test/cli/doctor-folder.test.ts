import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeFolder } from '../../src/store/embedded/make-folder.ts'
import { openEmbedded } from '../../src/store/embedded/open-embedded.ts'
import { prepareDatabase, schema } from '../database.ts'
import { examine } from './doctor.ts'

const root = mkdtempSync(join(tmpdir(), 'threadcoach-doctor-'))
afterAll(() => rmSync(root, { recursive: true }))

test('before the first start nothing is made, and each stand-in is named', async () => {
  const DATA_DIR = join(root, 'not/there/yet')
  const { code, said } = await examine({ DATA_DIR })
  expect(said).toEqual([
    '✓ Settings: nothing is half-set.',
    '– Slack: nothing is set, so the playground is used, a workspace on this machine.',
    `– Database: nothing is set, so the embedded one is used, in ${DATA_DIR}.`,
    '✓ Disk: it has room enough.',
    '✓ Data folder: it is made at the first start.',
    '– Model: nothing is set, so the scripted coach is used, which is no AI and says so.',
    'Nothing is wrong.',
  ])
  expect(code).toBe(0)
  expect(existsSync(DATA_DIR)).toBe(false)
})

test('a data folder that cannot be made is told before the first start', async () => {
  const { code, all } = await examine({ DATA_DIR: '/sys/threadcoach/data' })
  expect(all).toContain('✗ Data folder: /sys cannot be written by this user.\n    Give the user that right')
  expect(code).toBe(1)
})

test('a setting with nearly the right name is asked about with the right one', async () => {
  const { code, all } = await examine({ DATA_DIR: join(root, 'not/there/yet'), OPENAI_KEY: 'sk-canary' })
  expect(all).toMatch(/^– Settings: OPENAI_KEY is set, but there is no such setting\.\n {4}Is OPENAI_API_KEY meant\?$/m)
  expect(all).not.toContain('canary')
  expect(code).toBe(0) // since it may be another program’s
})

test('a database in use is left alone, and a free one is opened and counted', async () => {
  const dataDir = join(root, 'used')
  await prepareDatabase(dataDir)
  const bot = await openEmbedded({ dataDir, ...schema, onProgress: () => undefined, onFatal: () => undefined })
  const meanwhile = await examine({ DATA_DIR: dataDir })
  expect(meanwhile.all).toContain(
    `✓ Data folder: process ${process.pid} uses it: the bot is running, so it is not opened here.`,
  )
  expect(meanwhile.code).toBe(0)
  await bot.close()

  const after = await examine({ DATA_DIR: dataDir })
  expect(after.said).toContain('✓ Data folder: the database in it opens and has 5 coaches.')
  expect(after.code).toBe(0)
  const again = await openEmbedded({ dataDir, ...schema, onProgress: () => undefined, onFatal: () => undefined })
  await again.close()
}, 120_000)

test('a database of another PostgreSQL is told with the way out', async () => {
  const DATA_DIR = join(root, 'older')
  mkdirSync(join(DATA_DIR, 'database'), { recursive: true })
  writeFileSync(join(DATA_DIR, 'database/PG_VERSION'), '17\n')
  const { code, all } = await examine({ DATA_DIR })
  expect(all).toMatch(/^✗ Data folder: .* was written by PostgreSQL 17.*set DATA_DIR to another folder\.$/m)
  expect(code).toBe(1)
})

test('a database that a newer release will bring up to date is no failure', async () => {
  const DATA_DIR = join(root, 'behind')
  mkdirSync(DATA_DIR)
  await makeFolder(join(DATA_DIR, 'database'))
  const { code, said } = await examine({ DATA_DIR })
  expect(said).toContain('✓ Data folder: the database in it opens, and is brought up to date at the next start.')
  expect(code).toBe(0)
}, 60_000)

test('a data folder that is not whole is told with its cure', async () => {
  const DATA_DIR = join(root, 'partial')
  mkdirSync(join(DATA_DIR, 'database'), { recursive: true })
  const { code, all } = await examine({ DATA_DIR })
  expect(all).toContain(`✗ Data folder: ${DATA_DIR} cannot be used (ENOENT).\n    Give this user the right`)
  expect(code).toBe(1)
})

test('a damaged database is told to be kept and restored', async () => {
  const DATA_DIR = join(root, 'damaged')
  mkdirSync(join(DATA_DIR, 'database'), { recursive: true })
  writeFileSync(join(DATA_DIR, 'database/PG_VERSION'), '18\n')
  const { code, all } = await examine({ DATA_DIR })
  expect(all).toMatch(/^✗ Data folder: the database in .* does not open\.\n {4}Keep a copy of the folder/m)
  expect(code).toBe(1)
  expect(readdirSync(DATA_DIR)).not.toContain('in-use-by') // free for the next start
}, 60_000)
