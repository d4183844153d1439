import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { LANGUAGES } from '../src/coaching/languages/languages.ts'

/** Part of src → the parts it may import. Read downwards: nothing imports what stands below it. */
const MAY_IMPORT: Record<string, string[]> = {
  'fault.ts': [],
  'log.ts': [],
  'clock.ts': [],
  'within.ts': [],
  'incoming.ts': ['coaching'],
  'settings.ts': [],
  'pasted-settings.ts': [], // as keys and addresses
  'config.ts': ['pasted-settings.ts', 'settings.ts'],
  'env-file.ts': ['fault.ts', 'settings.ts', 'text-file.ts'],
  'contacts-file.ts': ['coaching', 'text-file.ts'],
  'calibration-file.ts': ['coaching', 'text-file.ts'],
  'asked-path.ts': [],
  'health.ts': ['asked-path.ts', 'fault.ts', 'within.ts'],
  'bounded-body.ts': [],
  'text-file.ts': [],
  'place.ts': [], // Slack's places; the rules know none
  'scopes.ts': [], // what Slack asks for: we, the doctor and the playground go by the same table
  'light-fetch.ts': ['bounded-body.ts'],
  'proxies.ts': [],
  words: [], // what people read, in their language
  coaching: ['words'],
  store: ['coaching', 'incoming.ts', 'fault.ts'],
  llm: ['coaching', 'bounded-body.ts', 'fault.ts'],
  queue: ['fault.ts', 'log.ts'], // knows no Slack and no SQL: it claims through a type
  flows: ['coaching', 'incoming.ts', 'store', 'llm', 'queue', 'fault.ts', 'log.ts', 'place.ts', 'within.ts'],
  slack: [
    'coaching',
    'flows',
    'words',
    'asked-path.ts',
    'fault.ts',
    'light-fetch.ts',
    'log.ts',
    'place.ts',
    'proxies.ts',
    'scopes.ts',
    'within.ts',
  ],
  playground: ['asked-path.ts', 'bounded-body.ts', 'log.ts', 'scopes.ts'],
  'join-slack.ts': ['config.ts', 'fault.ts', 'health.ts', 'log.ts', 'slack', 'playground'],
  'open-database.ts': ['config.ts', 'light-fetch.ts', 'log.ts', 'fault.ts', 'store'],
  'open-minds.ts': ['coaching', 'config.ts', 'log.ts', 'llm'],
  'playground-controls.ts': ['clock.ts', 'playground', 'store'], // what only we can do for who plays; the playground knows no coach
  'stop-order.ts': ['fault.ts', 'log.ts', 'within.ts'],
  'timers.ts': ['flows', 'queue'],
  'read-health.ts': ['health.ts', 'llm', 'queue', 'slack', 'store'],
  'wire-intake.ts': ['flows', 'incoming.ts', 'log.ts', 'queue', 'slack', 'store'],
  'wire-worker.ts': ['flows', 'queue', 'slack', 'store', 'words'],
  'app.ts': [
    'clock.ts',
    'config.ts',
    'calibration-file.ts',
    'contacts-file.ts',
    'health.ts',
    'join-slack.ts',
    'log.ts',
    'open-database.ts',
    'open-minds.ts',
    'playground-controls.ts',
    'read-health.ts',
    'stop-order.ts',
    'timers.ts',
    'wire-intake.ts',
    'wire-worker.ts',
    'fault.ts',
    'store',
    'queue',
    'flows',
    'slack',
  ],
  cli: [
    'app.ts',
    'config.ts',
    'env-file.ts',
    'settings.ts',
    'calibration-file.ts',
    'contacts-file.ts',
    'light-fetch.ts',
    'log.ts',
    'open-database.ts',
    'playground-controls.ts',
    'proxies.ts',
    'text-file.ts',
    'fault.ts',
    'scopes.ts',
    'coaching',
    'flows',
    'within.ts',
    'store',
    'llm',
    'queue',
    'slack',
    'playground',
  ],
  'main.ts': ['app.ts', 'config.ts', 'env-file.ts', 'fault.ts', 'log.ts', 'proxies.ts', 'queue', 'settings.ts'],
}
/** The shelves of two parts, in the same way. What lies on none may be imported by all of its part, and imports none. */
const SHELVES: Record<string, Record<string, string[]>> = {
  slack: {
    views: [],
    connection: [],
    incoming: ['connection', 'views'],
    outgoing: ['connection', 'incoming', 'views'],
    listeners: ['connection', 'incoming', 'outgoing', 'views'],
    samples: ['views'],
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

const importsOf = (file: string) =>
  [...readFileSync(join(src, file), 'utf8').matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, to = '']) =>
    posix.join(posix.dirname(file), to),
  )

/** The files that a file needs in the end to be read, itself among them where there is a circle. */
function reachedFrom(file: string, imports: Map<string, string[]>): Set<string> {
  const reached = new Set<string>()
  const ahead = [...(imports.get(file) ?? [])]
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (reached.has(next)) continue
    reached.add(next)
    ahead.push(...(imports.get(next) ?? []))
  }
  return reached
}

test('no file needs itself to be read, not even for a type', () => {
  const imports = new Map(files.map((file) => [file, importsOf(file)]))
  expect(files.filter((file) => reachedFrom(file, imports).has(file))).toEqual([])
  expect(imports.get('main.ts')?.length).toBeGreaterThan(0)
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

/** Each function of a file, and each value, as its source. */
const pieces = (code: string) => code.split(/\n(?=(?:export )?(?:async )?(?:function|const) )/).slice(1)
/** What of the store a piece calls. */
const asked = (piece: string) => [...piece.matchAll(/\bstore\s*\.(\w+)\(/g)].map(([, name = '']) => name)

/** Whether a function hands on what it is given: one call of the store, with nothing decided, and nothing done besides. */
function onlyForwards(piece: string): boolean {
  if (!/^export (async )?function /.test(piece) || asked(piece).length !== 1) return false
  const body = piece.slice(piece.indexOf('{\n'))
  if (/\b(if|for|switch)\b|\?[ .?]|&&|\|\|/.test(body)) return false
  const calls = [...body.matchAll(/([\w.]+)\(/g)].map(([, name = '']) => name.replace(/^deps\./, ''))
  return calls.every((name) => name === 'now' || name === 'wake' || name.startsWith('store.'))
}

test('a flow has more than one step, or a rule: none hands on one call of the store', () => {
  const one = 'export async function leave({ store, now }: Deps, who: Person): Promise<string> {\n'
  expect(onlyForwards(`${one}  return (await store.leaveOut(who, true, now())).outcome\n}\n`)).toBe(true)
  expect(onlyForwards(`${one}  await store.askExport(who)\n  wake()\n}\n`)).toBe(true)
  expect(onlyForwards(`${one}  const sent = await store.sent(who)\n  return sent ? viewOf(sent) : null\n}\n`)).toBe(
    false,
  )
  const flows = files.filter((file) => part(file) === 'flows')
  const forwarding = flows.filter((file) => pieces(readFileSync(join(src, file), 'utf8')).some(onlyForwards))
  expect(forwarding).toEqual([])
})

/** What a listener may ask the store as often as it needs: it changes nothing. */
const READS = [
  'myAccesses',
  'cardToShare',
  'domains',
  'myLastCard',
  'managerSees',
  'memoryProposals',
  'myMembers',
  'myMemory',
  'mySuggestion',
  'myTeams',
  'openSession',
  'mySettings',
]

test('a listener has the store change one thing at the most: what takes two is a flow', () => {
  const wishes = (piece: string) => asked(piece.replace(/^ *else .*$/gm, '')).filter((name) => !READS.includes(name)) // either of two is one
  const three = 'await store.myTeams(who)\nawait store.leaveOut(who)\nawait deps.store.keepSettled(who)\n'
  expect(wishes(three)).toEqual(['leaveOut', 'keepSettled'])
  const many = files
    .filter((file) => file.startsWith('slack/'))
    .filter((file) => pieces(readFileSync(join(src, file), 'utf8')).some((piece) => wishes(piece).length > 1))
  expect(many).toEqual([])
})

test('only one file makes, splits and reads the word for a place in Slack', () => {
  const BY_HAND = /split\(':'\)|startsWith\('[CDG]'\)|\$\{[\w.]*channel(_?id)?\}:|\^\[[CDG]+\]/i
  const written = ["at.split(':')", "id.startsWith('D')", `\`\${said.channel}:\${ts}\``, '/^[CG]/']
  expect(written.filter((one) => BY_HAND.test(one))).toEqual(written)
  const others = files.filter((file) => part(file) !== 'playground' && file !== 'place.ts') // that is a Slack of its own
  expect(others.filter((file) => BY_HAND.test(readFileSync(join(src, file), 'utf8')))).toEqual([])
})

test('whoever waits no longer than so long waits with `within`', () => {
  const WITHOUT_A_CLOCK = [
    'cli/try-content.ts', // two signals
    'slack/connection/socket.ts', // a start, and the end of its line
    'store/embedded/rpc.ts', // a call, and whoever stops waiting for it
  ]
  const racing = files.filter((file) => /Promise\.race\(/.test(readFileSync(join(src, file), 'utf8')))
  expect(racing.toSorted()).toEqual([...WITHOUT_A_CLOCK, 'within.ts'].toSorted())
})

/** Where a language is named besides its own files and the lists of them, and why. All other code holds for any. */
const NAMES_A_LANGUAGE = {
  'llm/offline/':
    'what the scripted coach hears and says stands apart for each language, and the scorer reads English alone',
  'playground/': 'plays Slack, whose people have locales',
  'cli/eval/coach/': 'plays learners and coaches, who speak some language',
  'cli/eval/golden.ts': 'talks of a set that does not say are English',
  'cli/eval/judge/': 'the scorer by wording reads English alone, and planted judges are unfair to some language',
  'cli/eval/ratings/page': 'what people rate talks with has its words with it, beside a rubric in the first language',
  'coaching/day.ts': 'a locale that writes days as YYYY-MM-DD, for code and not for people',
  'coaching/wording.ts': 'words are parted by the rules of Unicode, for which Intl wants some language',
  'slack/outgoing/show.ts': 'what Slack itself takes for a person without a locale',
}

test('no rule names a language', () => {
  const languages = readdirSync(join(src, 'coaching/languages'))
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((name) => !/^(languages?|answers)$/.test(name))
  const own = new RegExp(
    `^(?:coaching/languages(?:/answers)?|words)/(?:${languages.join('|')}|languages|answers)\\.ts$`,
  )
  const names = languages.flatMap((name) => {
    const capital = name.charAt(0).toUpperCase() + name.slice(1)
    return [`\\b${name}`, `[a-z]${capital}`, `\\b${name.toUpperCase()}`]
  })
  const named = new RegExp([...LANGUAGES.map(({ code }) => `'${code}(?:-[A-Z]{2})?'`), ...names].join('|'))
  const code = (file: string) => readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g, '')
  const naming = files.filter((file) => !own.test(file) && named.test(code(file)))
  const places = Object.keys(NAMES_A_LANGUAGE)
  expect(naming.filter((file) => !places.some((place) => file.startsWith(place)))).toEqual([])
  expect(places.filter((place) => !naming.some((file) => file.startsWith(place)))).toEqual([]) // no exception outlives its reason
})

test('no code knows a coach by its id: it would know no other', () => {
  const ids = readdirSync(join(src, '../supabase/content')).flatMap((file) => file.match(/^(.+)\.yaml$/)?.[1] ?? [])
  expect(ids.length).toBeGreaterThan(1)
  const named = new RegExp(`\\b(?:${ids.join('|')})\\b`)
  expect(files.filter((file) => named.test(readFileSync(join(src, file), 'utf8')))).toEqual([])
})
