import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const EXAMPLE = join(import.meta.dirname, 'new-coach.yaml')
const LONGEST_ID = 40

/** Writes a coach as a worked example, with a word on each line, under this name. Returns the file; what is in the way is an Error. */
export function writeNewCoach(name: string, folder: string): string {
  const domain = idOf(name)
  if (!domain) throw new Error(`“${name}” is no name for a coach: it needs a word in it, such as "running meetings".`)
  const file = join(folder, `${domain}.yaml`)
  if (existsSync(file)) throw new Error(`${file} is there already, and stays as it is.`)
  mkdirSync(folder, { recursive: true })
  const text = readFileSync(EXAMPLE, 'utf8')
    .replace('domain: running_meetings', `domain: ${domain}`)
    .replace('name: Running Meetings Coach', `name: ${titleOf(domain)}`)
  writeFileSync(file, text)
  return file
}

/** "Running meetings" → running_meetings: an id as the database has them. */
function idOf(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase().replaceAll('ß', 'ss').replace(/\p{M}/gu, '')
  return plain
    .replace(/\.ya?ml$/, '')
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, LONGEST_ID)
    .replace(/^[_0-9]+|_+$/g, '')
    .replace(/^(null|true|false)$/, '$1_coach') // what YAML takes for something else than text
}

const titleOf = (domain: string) =>
  `${domain
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')} Coach`
