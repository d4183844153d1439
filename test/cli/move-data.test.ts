import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { exportTo, importFrom } from '../../src/cli/move-data.ts'
import { openEmbedded } from '../../src/store/embedded/open-embedded.ts'
import { temporaryFolder } from '../bot.ts'
import { prepareDatabase, schema } from '../database.ts'

const folder = temporaryFolder()
afterAll(() => folder.done())
const at = (name: string) => join(folder.path, name)

async function run(command: typeof exportTo, env: Record<string, string>, ...args: string[]) {
  const said: string[] = []
  const code = await command(env, (line) => said.push(line), args)
  return { code, said: said.join('\n') }
}
const opened = (dataDir: string) =>
  openEmbedded({
    ...schema,
    dataDir,
    onProgress: () => undefined,
    onFatal: (sentence) => {
      throw new Error(sentence)
    },
  })

test('data goes out to a file and into an empty folder, which then opens', async () => {
  await prepareDatabase(at('old'))
  const database = await opened(at('old'))
  expect(await run(exportTo, { DATA_DIR: at('old') }, at('data.gz'))).toMatchObject({
    code: 1,
    said: expect.stringMatching(/in use by process/),
  })
  await database.close()
  expect(await run(exportTo, { DATA_DIR: at('old') }, at('data.gz'))).toMatchObject({ code: 0 })
  expect(await run(exportTo, { DATA_DIR: at('old') }, at('data.gz'))).toMatchObject({
    code: 1,
    said: expect.stringMatching(/is there already/),
  })
  expect(await run(importFrom, { DATA_DIR: at('new') }, at('data.gz'))).toMatchObject({ code: 0 })
  expect(await run(importFrom, { DATA_DIR: at('new') }, at('data.gz'))).toMatchObject({
    code: 1,
    said: expect.stringMatching(/already holds a database/),
  })
  await (await opened(at('new'))).close()
}, 120_000)

test.each([
  ['without a file', exportTo, {}, [], /Name the file: npm run export -- /],
  ['of a folder without data', exportTo, { DATA_DIR: '/nonexistent-data' }, ['x.gz'], /holds no database yet/],
  ['from a file that is not there', importFrom, {}, ['/nonexistent-file'], /is not there/],
  [
    'of a Supabase project',
    exportTo,
    { SUPABASE_URL: 'https://a.supabase.co', SUPABASE_SECRET_KEY: 'sb_secret_x' },
    ['x.gz'],
    /exported and imported there/,
  ],
  ['with settings that are wrong', importFrom, { PORT: 'x' }, ['x.gz'], /PORT is not a port/],
] as const)('moving data %s is answered with a sentence', async (_, command, env, args, sentence) => {
  expect(await run(command, env, ...args)).toMatchObject({ code: 1, said: expect.stringMatching(sentence) })
  expect(existsSync('x.gz')).toBe(false)
})

test('a data folder that cannot be written is named with its cure', async () => {
  const locked = join(folder.path, 'locked')
  mkdirSync(join(locked, 'lock'), { recursive: true })
  for (const dataDir of ['/dev/null/data', '/sys/data', locked])
    await expect(opened(dataDir)).rejects.toThrow(
      `The data folder ${dataDir} cannot be written: give this user the right`,
    )
})
