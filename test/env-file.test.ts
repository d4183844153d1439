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

const utf16 = (text: string) => Buffer.from(text, 'utf16le')
const LINE = /\.env: line \d+ is not understood\. .* save the file anew as UTF-8\.$/

// biome-ignore format: a table
test.each<[string, string | Uint8Array, RegExp]>([
  ['a workbook', Buffer.from('504b030414000600', 'hex'), /\.env is a workbook or an archive/],
  ['a line without =', 'OPENAI_API_KEY sk-1\n', /the line with OPENAI_API_KEY is not understood/],
  ['a line of PowerShell', '$env:PORT = "3001"\n', /the line with PORT is not understood\. It looks like PORT=value\.$/],
  ['UTF-16 that PowerShell added', Buffer.concat([Buffer.from('PORT=1\r\n'), utf16('OPENAI_API_KEY=sk-1\r\n')]), LINE],
  ['UTF-16 that was added at an odd byte', Buffer.concat([Buffer.from('PORT=10\r\n'), utf16('OPENAI_API_KEY=sk-1\r\n')]), /encoding that cannot be told\. Save it as UTF-8\.$/],
  ['UTF-16 that was added to a long file', Buffer.concat([Buffer.from(TEXT.repeat(20)), utf16('HOST=::\r\n')]), LINE],
  ['UTF-8 that was added to UTF-16', Buffer.concat([utf16('\uFEFFPORT=1\r\n'), Buffer.from('COACH_MODEL=m1\r\n')]), LINE],
  ['JSON', '{\n  "PORT": "3000",\n  "OPENAI_API_KEY": "sk-1"\n}\n', /: line 1 is not/],
  ['a web page', '<!DOCTYPE html>\n<p>OPENAI_API_KEY=sk-1</p>\n', /: line 1 is not/],
  ['a word processor’s text', '{\\rtf1\\ansi\nPORT=3000\\\n}', /: line 1 is not/],
  ['a name with dashes that are none', 'PORT=1\nSLACK–BOT–TOKEN=xoxb-1\n', /: line 2 is not/],
  ['a name in quotes', '"PORT"=3000\n', /: line 1 is not/],
  ['a key broken over two lines', 'OPENAI_API_KEY=sk-abc\ndef123\n', /: line 2 is not/],
  ['a line below a value of two lines', 'A="1\n2"\n?\n', /: line 3 is not/],
  ['what Node reads before', 'NODE_EXTRA_CA_CERTS=ca.pem\n', /NODE_EXTRA_CA_CERTS has no effect there.*environment\.$/],
])('%s is told', (_, bytes, why) => {
  expect(read(bytes).wrong).toEqual([expect.stringMatching(why)])
})

test.each([
  ['comments alone', '# PORT=3000\n\n  # OPENAI_API_KEY=\n'],
  ['values of other programs', "A.B=1\nC-D: 2\nexport E = 'it\\'s'\nF=\nG=it's\nH=`x`  # y\n"],
  ['a value of several lines', 'KEY="-----BEGIN\n  a b+/=\n\\"c\\"\n-----END"\nPORT=1\n'],
  ['names alone, which docker takes from the environment', 'LANG\nexport PATH HOME\n'],
  ['nothing', ''],
])('%s: nobody’s mistake', (_, text) => {
  expect(read(text).wrong).toEqual([])
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
