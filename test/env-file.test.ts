import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readEnvFile } from '../src/env-file.ts'
import { temporaryFolder } from './bot.ts'

const folder = temporaryFolder()
const file = join(folder.path, '.env')
afterEach(() => rmSync(file, { recursive: true, force: true }))
afterAll(() => folder.done())

const TEXT = 'OPENAI_API_KEY=sk-1\r\nCOACH_MODEL="größer" # a comment\r\nexport PORT=3001\r\n'

/** What a file adds to an environment, and what is said of it. */
function read(bytes: string | Uint8Array, given: Record<string, string> = {}) {
  writeFileSync(file, bytes)
  const env: Record<string, string | undefined> = { ...given }
  const wrong = readEnvFile(folder.path, env)
  return { env, wrong }
}

test.each<[string, string | Uint8Array]>([
  ['UTF-8', TEXT],
  ['UTF-8 with a mark', `\uFEFF${TEXT}`],
  ['UTF-16 with a mark, as PowerShell writes it', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
  ['UTF-16 without a mark', Buffer.from(TEXT, 'utf16le')],
  ['UTF-16 the other way round', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
  ['Windows-1252', Buffer.from(TEXT, 'latin1')],
  ['UTF-8 with spaces that nobody sees', `\u200b${TEXT}`],
])('settings are read in %s', (_, bytes) => {
  expect(read(bytes)).toEqual({ env: { OPENAI_API_KEY: 'sk-1', COACH_MODEL: 'größer', PORT: '3001' }, wrong: [] })
})

test('the environment wins over the file', () => {
  expect(read(TEXT, { PORT: '4000' }).env).toMatchObject({ PORT: '4000', OPENAI_API_KEY: 'sk-1' })
})

test.each<[string, string | Uint8Array, RegExp]>([
  ['a workbook', Buffer.from('504b030414000600', 'hex'), /\.env is a workbook or an archive/],
  ['a line without =', 'OPENAI_API_KEY sk-1\n', /the line with OPENAI_API_KEY is not understood/],
  [
    'a line of PowerShell',
    '$env:PORT = "3001"\n',
    /the line with PORT is not understood\. It looks like PORT=value\.$/,
  ],
  ['what Node reads before', 'NODE_EXTRA_CA_CERTS=ca.pem\n', /NODE_EXTRA_CA_CERTS has no effect there.*environment\.$/],
])('%s is told', (_, bytes, why) => {
  expect(read(bytes).wrong).toEqual([expect.stringMatching(why)])
})

test('a folder in its place, and a name with .txt, are told', () => {
  mkdirSync(file)
  expect(readEnvFile(folder.path, {})).toEqual([expect.stringMatching(/\.env is a folder, and must be a file\.$/)])
  rmSync(file, { recursive: true })
  writeFileSync(`${file}.txt`, TEXT)
  expect(readEnvFile(folder.path, {})).toEqual([expect.stringMatching(/must be \.env, without \.txt\.$/)])
  rmSync(`${file}.txt`)
  expect(readEnvFile(folder.path, {})).toEqual([])
})
