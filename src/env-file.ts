import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'dotenv'
import { faultName } from './fault.ts'
import { SETTINGS } from './settings.ts'
import { readText } from './text-file.ts'

type Env = Record<string, string | undefined>

/**
 * Adds what stands in a folder's .env to the environment, which wins. Returns what is wrong with the file: a sentence each. A file that is
 * there and says nothing would start a playground for somebody who has set everything.
 */
export function readEnvFile(folder: string, env: Env): string[] {
  const file = join(folder, '.env')
  if (!existsSync(file))
    return existsSync(`${file}.txt`) ? [`${file}.txt is not read: its name must be .env, without .txt.`] : []
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file)
  } catch (error) {
    return [
      statSync(file).isDirectory()
        ? `${file} is a folder, and must be a file.` // as Docker makes one for a file that is not there
        : `${file} cannot be read (${faultName(error)}).`,
    ]
  }
  const read = readText(bytes)
  if ('wrong' in read) return [`${file} ${read.wrong}`]
  const lines = read.text.replace(/[\u200b\u2060\ufeff]/g, '')
  const values = parse(lines)
  const unread = SETTINGS.filter((name) => !(name in values) && isNamed(name, lines))
  const strange = unread.length > 0 ? undefined : firstStrange(lines)
  const wrong = [
    ...unread.map((name) => `${file}: the line with ${name} is not understood. It looks like ${name}=value.`),
    ...(strange === undefined
      ? []
      : [
          `${file}: line ${strange} is not understood. It looks like NAME=value, or begins with #. If it does in your editor, save the file anew as UTF-8.`,
        ]),
    ...READ_BEFORE.filter((name) => values[name] && env[name] === undefined).map(
      (name) => `${file}: ${name} has no effect there, since Node reads it before. Set it in the environment.`,
    ),
  ]
  for (const [name, value] of Object.entries(values)) env[name] ??= value
  return wrong
}

/** Whether a line begins with a setting, in the way of some other program. */
function isNamed(name: string, text: string): boolean {
  return new RegExp(`^[ \\t]*(?:export |set |setx |\\$env:)?${name}(?![A-Z_])`, 'im').test(text)
}

/**
 * The number of the first line that is no value, no comment and no bare name: of JSON, of a page, or of another encoding, as PowerShell's >>
 * adds it to a file. The line itself may hold a key, and is not said.
 */
function firstStrange(text: string): number | undefined {
  const rest = text.replace(/\r\n?/g, '\n').replace(A_VALUE, (value) => value.replace(/[^\n]/g, ''))
  const at = rest.split('\n').findIndex((line) => !NO_VALUE.test(line))
  return at < 0 ? undefined : at + 1
}

const A_VALUE =
  /^[ \t]*(?:export[ \t]+)?[\w.-]+(?:[ \t]*=|:[ \t])[ \t]*(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`)?[^\n]*/gms
const NO_VALUE = /^\s*(?:#.*|(?:export )?[A-Z][A-Z\d_]*(?: [A-Z][A-Z\d_]*)*\s*)?$/ // docker takes a bare name from the environment

const READ_BEFORE = ['NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS']
