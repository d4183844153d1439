import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/** Part of src → the parts it may import. Read downwards: nothing imports what stands below it. */
const MAY_IMPORT: Record<string, string[]> = {
  'fault.ts': [],
  'log.ts': [],
  'clock.ts': [],
  'config.ts': [],
  'contacts-file.ts': ['coaching'],
  'health.ts': ['fault.ts'],
  'bounded-body.ts': [],
  'light-fetch.ts': ['bounded-body.ts'],
  words: [], // what people read, in their language
  coaching: ['words'],
  store: ['coaching', 'fault.ts'],
  llm: ['coaching', 'bounded-body.ts', 'fault.ts'],
  queue: ['fault.ts', 'log.ts'], // knows no Slack and no SQL: it claims through a type
  flows: ['coaching', 'store', 'llm', 'queue', 'fault.ts', 'log.ts'],
  slack: ['coaching', 'flows', 'words', 'fault.ts', 'light-fetch.ts', 'log.ts'],
  playground: ['bounded-body.ts', 'log.ts'],
  'join-slack.ts': ['config.ts', 'health.ts', 'log.ts', 'slack', 'playground'],
  'open-database.ts': ['config.ts', 'light-fetch.ts', 'log.ts', 'fault.ts', 'store'],
  'open-minds.ts': ['config.ts', 'log.ts', 'llm'],
  'playground-controls.ts': ['clock.ts', 'playground', 'store'], // what only we can do for who plays; the playground knows no coach
  'app.ts': [
    'clock.ts',
    'config.ts',
    'contacts-file.ts',
    'health.ts',
    'join-slack.ts',
    'log.ts',
    'open-database.ts',
    'open-minds.ts',
    'playground-controls.ts',
    'fault.ts',
    'store',
    'llm',
    'queue',
    'flows',
    'slack',
    'words',
  ],
  cli: [
    'app.ts',
    'config.ts',
    'contacts-file.ts',
    'light-fetch.ts',
    'log.ts',
    'open-database.ts',
    'playground-controls.ts',
    'fault.ts',
    'coaching',
    'flows',
    'store',
    'llm',
    'slack',
    'playground',
  ],
  'main.ts': ['app.ts', 'config.ts', 'fault.ts', 'log.ts', 'queue'],
}
/** The shelves of two parts, in the same way. What lies on none may be imported by all of its part, and imports none. */
const SHELVES: Record<string, Record<string, string[]>> = {
  slack: {
    views: [],
    connection: [],
    incoming: ['connection', 'views'],
    outgoing: ['connection', 'incoming', 'views'],
    listeners: ['connection', 'incoming', 'outgoing', 'views'],
  },
  flows: {
    intake: [],
    schedule: [],
    work: ['schedule'],
    actions: ['work'],
  },
}
const src = join(import.meta.dirname, '../src')
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
const part = (file: string) => file.split('/')[0] ?? file

test.each(files)('%s imports only what its part may', (file) => {
  const text = readFileSync(join(src, file), 'utf8')
  const imported = [...text.matchAll(/from '(\.[^']+)'/g)].map(([, to = '']) =>
    part(posix.join(posix.dirname(file), to)),
  )
  const allowed = [part(file), ...(MAY_IMPORT[part(file)] ?? [])]
  expect(imported.filter((to) => !allowed.includes(to))).toEqual([])
})

const shelf = (file: string) => (file.split('/').length > 2 ? file.split('/')[1] : undefined)

test.each(files.filter((file) => part(file) in SHELVES))('%s imports only what its shelf may', (file) => {
  const text = readFileSync(join(src, file), 'utf8')
  const imported = [...text.matchAll(/from '(\.[^']+)'/g)]
    .map(([, to = '']) => posix.join(posix.dirname(file), to))
    .filter((to) => part(to) === part(file))
    .flatMap((to) => shelf(to) ?? [])
  const own = shelf(file)
  const allowed = own ? [own, ...(SHELVES[part(file)]?.[own] ?? ['this shelf is not in the table'])] : []
  expect(imported.filter((to) => !allowed.includes(to))).toEqual([])
})

test('flows know the store, the models and the queue as types only', () => {
  const values = files
    .filter((file) => part(file) === 'flows')
    .filter((file) =>
      /^import (?!type )[^;'"]*? from '\.\.\/(?:\.\.\/)?(store|llm|queue)\//m.test(
        readFileSync(join(src, file), 'utf8').replace(/^import type [^']*'[^']*'/gm, ''),
      ),
    )
  expect(values).toEqual([])
})

test('only the store speaks to the database, and the environment is read in the two entry files alone', () => {
  const holding = (pattern: RegExp) => files.filter((file) => pattern.test(readFileSync(join(src, file), 'utf8')))
  expect(holding(/from '@supabase\/supabase-js'/).filter((file) => part(file) !== 'store')).toEqual([])
  expect(holding(/\b(client|supabase)\s*\.from\(/)).toEqual([]) // functions are the one door to the data
  expect(holding(/process\.env\b/).filter((file) => !['main.ts', 'cli/main.ts'].includes(file))).toEqual([])
})
