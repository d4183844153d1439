import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'dotenv'
import { EnvHttpProxyAgent } from 'undici'
import { GENEROUS, KEPT_FOR, readConfig } from '../src/config.ts'
import { nearSettings, SETTINGS } from '../src/settings.ts'

const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
const SUPABASE = { SUPABASE_URL: 'https://abc.supabase.co', SUPABASE_SECRET_KEY: 'sb_secret_1' }
const OPENAI = { OPENAI_API_KEY: 'sk-1' }

const nothingSet = {
  config: {
    slack: { at: 'playground', dataDir: resolve('.data') },
    database: { at: 'embedded', dataDir: resolve('.data') },
    model: { at: 'script' },
    dataDir: resolve('.data'),
    limits: GENEROUS,
    retention: KEPT_FOR,
    host: '127.0.0.1',
    port: 3000,
  },
}

test('with nothing set each border has its stand-in on this machine', () => {
  expect(readConfig({})).toEqual(nothingSet)
})

test('.env.example lists the settings that exist, and changes nothing when it is copied', () => {
  const root = join(import.meta.dirname, '..')
  const example = readFileSync(join(root, '.env.example'), 'utf8')
  const read = readFileSync(join(root, 'src/config.ts'), 'utf8').matchAll(/\bset\('((?!ALL_)[A-Z_]+)'\)/g)
  const listed = [...example.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name = '']) => name)
  expect(listed.toSorted()).toEqual([...new Set([...read].map(([, name = '']) => name))].toSorted())
  expect(parse(example)).toEqual({})
})

test('the least group that a manager is told about can be raised', () => {
  expect(readConfig({ DIGEST_MINIMUM: ' 8 ' })).toMatchObject({ config: { digestMinimum: 8 } })
})

test('limits of a day are numbers above nothing', () => {
  expect(readConfig({ LEARNER_ROUNDS_A_DAY: '20', WORKSPACE_OUTPUT_TOKENS_A_DAY: '1000' })).toMatchObject({
    config: { limits: { learner: { rounds: 20 }, workspace: { rounds: 50_000, outputTokens: 1_000 } } },
  })
  for (const wrong of ['0', '-1', '2.5', 'many']) {
    expect(readConfig({ WORKSPACE_ROUNDS_A_DAY: wrong })).toEqual({
      wrong: [expect.stringMatching(/^WORKSPACE_ROUNDS_A_DAY is not a whole number.*blank/)],
    })
  }
})

test('the file with the people for hard moments is found from where the bot was started', () => {
  expect(readConfig({ CONTACTS_FILE: 'people.json' })).toMatchObject({
    config: { contactsFile: resolve('people.json') },
  })
})

test('so is the file that scores are adjusted by', () => {
  expect(readConfig({ ...OPENAI, SCORE_CALIBRATION: 'ratings.json' })).toMatchObject({
    config: { model: { calibrationFile: resolve('ratings.json') } },
  })
})

test('a blank setting counts as none', () => {
  const names = Object.keys({ ...SLACK, ...SUPABASE, ...OPENAI, DATA_DIR: '', COACH_MODEL: '', HOST: '', PORT: '' })
  expect(readConfig(Object.fromEntries(names.map((name) => [name, '  '])))).toEqual(nothingSet)
})

test('each border is chosen by itself, and spaces around a value do no harm', () => {
  expect(readConfig({ ...SLACK, SLACK_API_URL: ' http://127.0.0.1:3000/api/ ' })).toMatchObject({
    config: {
      slack: { at: 'workspace', over: 'socket', ...{ botToken: 'xoxb-1', appToken: 'xapp-1' } },
      database: { at: 'embedded' },
      model: { at: 'script' },
    },
  })
  expect(readConfig({ ...SUPABASE, DATA_DIR: 'elsewhere' })).toMatchObject({
    config: {
      slack: { at: 'playground', dataDir: resolve('elsewhere') },
      database: { at: 'supabase', key: 'sb_secret_1' },
      dataDir: resolve('elsewhere'),
    },
  })
  expect(readConfig({ ...SLACK, DATA_DIR: 'elsewhere', HOST: '0.0.0.0', PORT: ' 8080 ' })).toMatchObject({
    config: { database: { at: 'embedded', dataDir: resolve('elsewhere') }, host: '0.0.0.0', port: 8080 },
  })
})

test.each(['0.0.0.0', '::', '192.168.1.5', '10.0.0.1', 'fe80::1', 'coach.example', '127.example.com', '128.0.0.1'])(
  'at %s the playground does not start without a word that says so',
  (HOST) => {
    for (const PLAYGROUND_OPEN of [undefined, '', 'no', 'true', '1']) {
      expect(readConfig({ HOST, PLAYGROUND_OPEN })).toEqual({
        wrong: [expect.stringMatching(/^HOST lets others .*act as anyone.*SLACK_BOT_TOKEN.*PLAYGROUND_OPEN=yes/)],
      })
    }
    expect(readConfig({ HOST, PLAYGROUND_OPEN: ' yes ' })).toMatchObject({ config: { host: HOST } })
    expect(readConfig({ ...SLACK, HOST })).toMatchObject({ config: { host: HOST } })
  },
)

test.each(['localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1'])(
  '%s is this machine alone, and needs no word',
  (HOST) => {
    expect(readConfig({ HOST })).toMatchObject({ config: { host: HOST } })
  },
)

test('Slack’s limits are kept at Slack, and elsewhere where they are set', () => {
  const elsewhere = { ...SLACK, SLACK_API_URL: 'http://127.0.0.1:3000/api/' }
  expect(readConfig(SLACK)).toMatchObject({ config: { slack: { postsAMinute: 300 } } })
  expect(readConfig(elsewhere)).not.toHaveProperty('config.slack.postsAMinute')
  for (const env of [SLACK, elsewhere])
    expect(readConfig({ ...env, SLACK_POSTS_A_MINUTE: '600' })).toHaveProperty('config.slack.postsAMinute', 600)
})

test('Slack reaches the bot over Socket Mode where there is an app token, and over HTTP where there is none', () => {
  const { SLACK_BOT_TOKEN } = SLACK
  const secret = { SLACK_SIGNING_SECRET: 'abc' }
  expect(readConfig({ ...SLACK, ...secret })).toMatchObject({ config: { slack: { over: 'socket' } } })
  expect(readConfig({ SLACK_BOT_TOKEN, ...secret })).toMatchObject({
    config: { slack: { over: 'http', signingSecret: 'abc' } },
  })
})

test('a key alone means OpenAI and its default model; another server may need no key but a model', () => {
  expect(readConfig(OPENAI)).toMatchObject({
    config: { model: { at: 'server', apiKey: 'sk-1', coach: 'gpt-5.6-luna', judge: 'gpt-5.6-luna', extraBody: {} } },
  })
  const OPENAI_BASE_URL = 'http://localhost:11434/v1'
  expect(readConfig({ OPENAI_BASE_URL, COACH_MODEL: 'small', OPENAI_EXTRA_BODY: '{"seed":1}' })).toMatchObject({
    config: { model: { baseUrl: OPENAI_BASE_URL, coach: 'small', judge: 'small', extraBody: { seed: 1 } } },
  })
  expect(readConfig({ OPENAI_BASE_URL, COACH_MODEL: 'small', JUDGE_MODEL: 'big' })).toMatchObject({
    config: { model: { coach: 'small', judge: 'big' } },
  })
})

test.each([
  '/chat/completions',
  '/chat/completions/',
  '/chat/completions?api-version=1',
  '/responses',
  '/models',
  '/chat/completion',
  '/chat',
  '/chat/',
  '/messages',
  '?api-version=preview',
])('the address of a server may be copied with what is asked there (%s)', (end) => {
  const OPENAI_BASE_URL = 'https://llm.example/openai/v1'
  expect(readConfig({ OPENAI_BASE_URL: OPENAI_BASE_URL + end, COACH_MODEL: 'small' })).toMatchObject({
    config: { model: { baseUrl: OPENAI_BASE_URL } },
  })
})

test.each([
  'none',
  'EMPTY',
  'ollama',
  'dummy-key',
  'sk-xxx',
  'my-secret-key',
  'a:b.c+d/e==',
  'eyJh.eyJi.c-_',
  'k=',
  'p;w,d',
])('a server of one’s own may want %s as its key', (OPENAI_API_KEY) => {
  expect(readConfig({ OPENAI_API_KEY })).toMatchObject({ config: { model: { apiKey: OPENAI_API_KEY } } })
})

const token = (role: string) =>
  `eyJh.${Buffer.from(JSON.stringify({ iss: 'supabase', role })).toString('base64url')}.sig`

// biome-ignore format: a table
test.each([
  ['https://abc.supabase.co/rest/v1', 'ends in /rest/v1, which is added where it is needed. Set it to https://abc.supabase.co.'],
  ['https://abc.supabase.co/rest/v1/', 'ends in /rest/v1, which is added where it is needed. Set it to https://abc.supabase.co.'],
  ['https://abc.supabase.co/rest', 'ends in /rest, which is added where it is needed. Set it to https://abc.supabase.co.'],
  ['https://abc.supabase.co:5432', 'leads to the database’s own port, which is not needed. Take the address of the project: it looks like https://<project>.supabase.co.'],
  ['https://aws-0-eu-central-1.pooler.supabase.com', 'leads to the database’s own port, which is not needed. Take the address of the project: it looks like https://<project>.supabase.co.'],
  ['https://aws-0-eu-central-1.pooler.supabase.com:6543', 'leads to the database’s own port, which is not needed. Take the address of the project: it looks like https://<project>.supabase.co.'],
  ['https://abc.supabase.co:8000', 'names no project that there is. Set it to https://abc.supabase.co.'],
  ['http://127.0.0.1:54323', 'has the port of another part of Supabase. Set it to http://127.0.0.1:54321.'],
  ['http://localhost:54322', 'has the port of another part of Supabase. Set it to http://localhost:54321.'],
  ['https://abc.supabase.co/auth/v1', 'ends in /auth/v1, which is added where it is needed. Set it to https://abc.supabase.co.'],
  ['http://10.0.0.5:8000/base/rest/v1', 'ends in /rest/v1, which is added where it is needed. Set it to http://10.0.0.5:8000/base.'],
  ['https://supabase.com/dashboard/project/abc/settings/api', 'is a page of the dashboard. Set it to https://abc.supabase.co.'],
  ['https://app.supabase.com/project/abc', 'is a page of the dashboard. Set it to https://abc.supabase.co.'],
  ['https://supabase.com/dashboard', 'is a page of the dashboard. Set it to https://<project>.supabase.co.'],
  ['https://db.abc.supabase.co', 'names no project that there is. Set it to https://abc.supabase.co.'],
  ['https://abc.supabase.com', 'names no project that there is. Set it to https://abc.supabase.co.'],
  ['postgresql://postgres:pw@db.abc.supabase.co:5432/postgres', 'is a connection string, which is not needed. Take the address of the project: it looks like https://<project>.supabase.co.'],
  ['abc.supabase.co', 'is not an address. It looks like https://<project>.supabase.co.'],
])('%s for a project is told with the address to set', (SUPABASE_URL, why) => {
  expect(readConfig({ ...SUPABASE, SUPABASE_URL })).toEqual({ wrong: [`SUPABASE_URL ${why}`] })
})

test.each([
  'https://abc.supabase.co',
  'https://abc.supabase.co/',
  'http://127.0.0.1:54321',
  'https://db.corp.example/supabase',
])('%s is the address of a project', (SUPABASE_URL) => {
  expect(readConfig({ ...SUPABASE, SUPABASE_URL })).toHaveProperty('config')
})

test.each(['"sk-1"', "'sk-1'", ' "sk-1" ', '`sk-1`'])(
  'quotes that were left around a value are taken away: %s',
  (OPENAI_API_KEY) => {
    expect(readConfig({ OPENAI_API_KEY, OPENAI_EXTRA_BODY: `'{"seed":1}'` })).toMatchObject({
      config: { model: { apiKey: 'sk-1', extraBody: { seed: 1 } } },
    })
  },
)

// biome-ignore format: a table
test.each<[string, Record<string, string>, RegExp]>([
  ['curly quotes', { OPENAI_API_KEY: '“sk-1”' }, /^OPENAI_API_KEY stands in curly quotes/],
  ['curly quotes around a name', { ...OPENAI, COACH_MODEL: '‘small’' }, /^COACH_MODEL stands in curly quotes/],
  ['an ellipsis', { OPENAI_API_KEY: 'sk-abc…def' }, /^OPENAI_API_KEY is shortened: it holds “…”/],
  ['three dots', { OPENAI_API_KEY: 'sk-...def' }, /^OPENAI_API_KEY is shortened: it holds “\.\.\.”/],
  ['stars', { ...SUPABASE, SUPABASE_SECRET_KEY: 'sb_secret_abc***' }, /^SUPABASE_SECRET_KEY is shortened/],
  ['a line break', { OPENAI_API_KEY: 'sk-abc\ndef' }, /^OPENAI_API_KEY holds a space/],
  ['a comment behind it', { ...SLACK, SLACK_BOT_TOKEN: 'xoxb-1 # of the app' }, /^SLACK_BOT_TOKEN holds a space/],
  ['another letter', { ...SLACK, SLACK_APP_TOKEN: 'xapp-1\u0430' }, /^SLACK_APP_TOKEN holds “\u0430”, which no key has/],
  ['a letter that nobody sees', { OPENAI_API_KEY: 'sk-\u200babc' }, /^OPENAI_API_KEY holds “\u200b”/],
  ['a quotation mark before it', { OPENAI_API_KEY: '"sk-abc' }, /^OPENAI_API_KEY has a quotation mark on one side/],
  ['a quotation mark behind it', { OPENAI_API_KEY: 'sk-abc\'' }, /^OPENAI_API_KEY has a quotation mark on one side/],
  ['half its quotes', { ...SLACK, SLACK_BOT_TOKEN: '"xoxb-abc' }, /^SLACK_BOT_TOKEN has a quotation mark on one side/],
  ['half its quotes, for a name', { ...OPENAI, COACH_MODEL: '"abc' }, /^COACH_MODEL has a quotation mark on one side/],
  ['a semicolon behind it', { OPENAI_API_KEY: 'sk-abc;' }, /^OPENAI_API_KEY holds “;”, which no key has/],
  ['a comma behind it', { OPENAI_API_KEY: 'sk-abc,' }, /^OPENAI_API_KEY holds “,”, which no key has/],
  ['a comma behind it, in quotes', { OPENAI_API_KEY: '"sk-abc,"' }, /^OPENAI_API_KEY holds “,”, which no key has/],
  ['a line break in letters', { OPENAI_API_KEY: 'sk-abc\\n' }, /^OPENAI_API_KEY holds “\\n”, which no key has/],
  ['a backslash behind it', { OPENAI_API_KEY: 'sk-abc\\' }, /^OPENAI_API_KEY holds “\\”, which no key has/],
  ['its name', { OPENAI_API_KEY: 'OPENAI_API_KEY=sk-abc' }, /^OPENAI_API_KEY begins with a name and an =/],
  ['its name and export', { ...SUPABASE, SUPABASE_SECRET_KEY: 'export SUPABASE_SECRET_KEY=sb_secret_abc' }, /^SUPABASE_SECRET_KEY begins with a name/],
  ['an example (your-key-here)', { OPENAI_API_KEY: 'your-key-here' }, /^OPENAI_API_KEY holds an example/],
  ['an example (your_openai_api_key)', { OPENAI_API_KEY: 'your_openai_api_key' }, /^OPENAI_API_KEY holds an example/],
  ['an example (sk-your-key)', { OPENAI_API_KEY: 'sk-your-key' }, /^OPENAI_API_KEY holds an example/],
  ['an example (<your-key>)', { OPENAI_API_KEY: '<your-key>' }, /^OPENAI_API_KEY holds an example/],
  ['an example (%OPENAI_API_KEY%)', { OPENAI_API_KEY: '%OPENAI_API_KEY%' }, /^OPENAI_API_KEY holds an example/],
  ['an example ($KEY)', { OPENAI_API_KEY: '$KEY' }, /^OPENAI_API_KEY holds an example/],
  ['an example (changeme)', { OPENAI_API_KEY: 'changeme' }, /^OPENAI_API_KEY holds an example/],
  ['an example (sk-)', { OPENAI_API_KEY: 'sk-' }, /^OPENAI_API_KEY holds an example/],
  ['only its beginning', { ...SLACK, SLACK_BOT_TOKEN: 'xoxb-' }, /^SLACK_BOT_TOKEN holds an example/],
  ['crosses', { ...SLACK, SLACK_APP_TOKEN: 'xapp-xxxx-xxxx' }, /^SLACK_APP_TOKEN holds an example/],
])('a value with %s is told, and is not said itself', (_, env, why) => {
  const read = readConfig(env)
  const [sentence, ...others] = 'wrong' in read ? read.wrong : []
  expect([sentence, others]).toEqual([expect.stringMatching(why), []])
  expect(sentence).not.toMatch(/abc|def/)
})

// biome-ignore format: a table
test.each([
  [{ OPENAI_KEY: '1' }, 'OPENAI_KEY is set, but there is no such setting. Is OPENAI_API_KEY meant?'],
  [{ PROT: '1' }, 'PROT is set, but there is no such setting. Is PORT meant?'],
  [{ DATADIR: '1' }, 'DATADIR is set, but there is no such setting. Is DATA_DIR meant?'],
  [{ openai_api_key: '1' }, 'openai_api_key is set, but there is no such setting. Is OPENAI_API_KEY meant?'],
  [{ OPENAI_API_BASE: '1' }, 'OPENAI_API_BASE is set, but there is no such setting. Is OPENAI_BASE_URL meant?'],
  [{ OPENAI_API_BASE_URL: '1' }, 'OPENAI_API_BASE_URL is set, but there is no such setting. Is OPENAI_BASE_URL meant?'],
  [{ SUPABASE_KEY: '1' }, 'SUPABASE_KEY is set, but there is no such setting. Is SUPABASE_SECRET_KEY meant?'],
  [{ SUPABASE_SERVICE_ROLE_KEY: '1' }, 'SUPABASE_SERVICE_ROLE_KEY is set, but there is no such setting. Is SUPABASE_SECRET_KEY meant?'],
  [{ SLACK_TOKEN: '1' }, 'SLACK_TOKEN is set, but there is no such setting. Is SLACK_BOT_TOKEN meant?'],
  [{ OPENAI_SECRET_KEY: '1' }, 'OPENAI_SECRET_KEY is set, but there is no such setting. Is OPENAI_API_KEY meant?'],
  [{ OPENAI_API_URL: '1' }, 'OPENAI_API_URL is set, but there is no such setting. Is OPENAI_BASE_URL meant?'],
  [{ OPENAI_MODEL_NAME: '1' }, 'OPENAI_MODEL_NAME is set, but there is no such setting. Is COACH_MODEL meant?'],
  [{ SUPABASE_SERVICE_ROLE: '1' }, 'SUPABASE_SERVICE_ROLE is set, but there is no such setting. Is SUPABASE_SECRET_KEY meant?'],
  [{ SUPABASE_PROJECT_URL: '1' }, 'SUPABASE_PROJECT_URL is set, but there is no such setting. Is SUPABASE_URL meant?'],
  [{ SLACK_API_TOKEN: '1' }, 'SLACK_API_TOKEN is set, but there is no such setting. Is SLACK_BOT_TOKEN meant?'],
  [{ SLACK_BOT_USER_OAUTH_TOKEN: '1' }, 'SLACK_BOT_USER_OAUTH_TOKEN is set, but there is no such setting. Is SLACK_BOT_TOKEN meant?'],
  [{ NODE_EXTRA_CA_CERT: '1' }, 'NODE_EXTRA_CA_CERT is set, but there is no such setting. Is NODE_EXTRA_CA_CERTS meant?'],
  [{ HTTPS_PROXI: '1' }, 'HTTPS_PROXI is set, but there is no such setting. Is HTTPS_PROXY meant?'],
  [{ 'SLACK-BOT-TOKEN': '1' }, 'SLACK-BOT-TOKEN is set, but there is no such setting. Is SLACK_BOT_TOKEN meant?'],
  [{ KEEP_TEXT_DAY: '1' }, 'KEEP_TEXT_DAY is set, but there is no such setting. Is KEEP_TEXT_DAYS meant?'],
])('%j is told with the setting that is meant', (env, sentence) => {
  expect(nearSettings(env)).toEqual([sentence])
})

test('variables of others, and those of ours that are right, are nobody’s mistake', () => {
  const others = [
    'HOSTNAME',
    'HOSTS',
    'POST',
    'MYSQL_HOST',
    'HTTP_PROXY',
    'FTP_PROXY',
    'OPENAI_ORG_ID',
    'SUPABASE_ACCESS_TOKEN',
  ]
  const names = [
    ...others,
    'SLACK_CLIENT_ID',
    'PATH',
    'PWD',
    'HOME',
    'NODE_ENV',
    'npm_config_port',
    'KEEP_ALIVE',
    'POSTGRES_DATA_DIR',
    ...[
      'API_KEY',
      'API_URL',
      'BASE_URL',
      'SECRET_KEY',
      'APP_TOKEN',
      'BOT_TOKEN',
      'SIGNING_SECRET',
      'LLM_MODEL',
      'MODEL',
    ],
    ...[
      'AZURE_OPENAI_API_KEY',
      'NEXT_PUBLIC_SUPABASE_URL',
      'SUPABASE_DB_URL',
      'SUPABASE_JWT_SECRET',
      'SLACK_WEBHOOK_URL',
    ],
    ...['https_proxy', 'no_proxy', 'HTTPS_PROXY', 'ALL_PROXY', 'GOPROXY', 'NODE_EXTRA_CA_CERTS', 'OPENAI_API_TYPE'],
  ]
  expect(nearSettings(Object.fromEntries(names.map((name) => [name, '1'])))).toEqual([])
  expect(nearSettings({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_TOKEN: '2' })).toEqual([])
  expect(nearSettings({ ...OPENAI, OPENAI_KEY: '2', ...process.env })).toEqual([])
})

const HERE = 'localhost,127.0.0.1,[::1]'

// biome-ignore format: a table
test.each<[string, Record<string, string>, unknown]>([
  ['both', { HTTP_PROXY: 'http://p:1', HTTPS_PROXY: 'http://p:2' }, { http: 'http://p:1', https: 'http://p:2', none: HERE }],
  ['small letters first', { https_proxy: 'http://p:2', HTTPS_PROXY: 'http://other' }, { http: '', https: 'http://p:2', none: HERE }],
  ['no scheme', { HTTPS_PROXY: 'me:pw@proxy.corp:3128' }, { http: '', https: 'http://me:pw@proxy.corp:3128', none: HERE }],
  ['one for all', { ALL_PROXY: 'socks5://p:3' }, { http: 'socks5://p:3', https: 'socks5://p:3', none: HERE }],
  ['a name of Windows', { HTTPS_PROXY: 'http://DOM\\me:p@p:3128' }, { http: '', https: 'http://DOM%5Cme:p@p:3128', none: HERE }],
  ['a name of Windows, encoded', { HTTPS_PROXY: 'http://DOM%5Cme:p@p:3128' }, { http: '', https: 'http://DOM%5Cme:p@p:3128', none: HERE }],
  ['a password with marks in it', { HTTPS_PROXY: 'me:1/2#3?4%@5@p:3128' }, { http: '', https: 'http://me:1%2F2%233%3F4%25%405@p:3128', none: HERE }],
  ['a path', { HTTPS_PROXY: 'http://p:3128/proxy.pac?a' }, { http: '', https: 'http://p:3128', none: HERE }],
  ['names that the proxy looks up', { ALL_PROXY: 'socks5h://p:3' }, { http: 'socks5://p:3', https: 'socks5://p:3', none: HERE }],
  ['capitals', { HTTPS_PROXY: 'HTTP://p:2' }, { http: '', https: 'http://p:2', none: HERE }],
  ['exceptions', { HTTP_PROXY: 'http://p', NO_PROXY: '.corp; 10.0.0.5:8000 db' }, { http: 'http://p', https: '', none: `.corp,10.0.0.5:8000,db,${HERE}` }],
  ['everything an exception', { HTTPS_PROXY: 'http://p', no_proxy: '*' }, undefined],
  ['nothing', { HTTPS_PROXY: ' ', NO_PROXY: 'a' }, undefined],
])('proxies are read as others read them: %s', (_, env, proxies) => {
  const read = readConfig(env)
  const found = 'config' in read ? read.config.proxies : undefined
  expect('config' in read ? found : read).toEqual(proxies)
  if (found) // what is taken can be used
    new EnvHttpProxyAgent({ httpProxy: found.http, httpsProxy: found.https, noProxy: found.none }).destroy()
})

test.each(['http://', 'ftp://proxy', 'http://a b', 'socks6://p', 'http://me:pw@', 'me:pw@p:port'])(
  '%s for a proxy is told, and what it holds is not',
  (HTTPS_PROXY) => {
    expect(readConfig({ HTTPS_PROXY })).toEqual({
      wrong: ['HTTPS_PROXY is not an address. It looks like http://proxy.example:3128.'],
    })
  },
)

test.each(['socks4://me@p:1080', 'SOCKS4a://p:1080'])('%s is told with the protocol that is spoken', (ALL_PROXY) => {
  const said = /^HTTPS?_PROXY is a proxy of SOCKS 4, which is not spoken here\. .* begin it with socks5:\/\/\.$/
  expect(readConfig({ ALL_PROXY })).toEqual({ wrong: [expect.stringMatching(said), expect.stringMatching(said)] })
})

test('every setting is known by its name', () => {
  const example = readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8')
  const listed = [...example.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name = '']) => name)
  expect(listed.filter((name) => !name.endsWith('_PROXY')).toSorted()).toEqual(SETTINGS.toSorted())
})

test('the older service_role key is taken', () => {
  expect(readConfig({ ...SUPABASE, SUPABASE_SECRET_KEY: token('service_role') })).toHaveProperty('config')
})

test.each([
  ['no bot token', { SLACK_APP_TOKEN: 'xapp-1' }, /^SLACK_BOT_TOKEN is missing.*api\.slack\.com\/apps/],
  ['only a signing secret', { SLACK_SIGNING_SECRET: 'abc' }, /^SLACK_BOT_TOKEN is missing/],
  ["a person's token", { ...SLACK, SLACK_BOT_TOKEN: 'xoxp-1' }, /^SLACK_BOT_TOKEN is not a bot token.*"Bot User OAuth/],
  ['a bot token as app token', { ...SLACK, SLACK_APP_TOKEN: 'xoxb-1' }, /^SLACK_APP_TOKEN .*connections:write/],
  ['no way for Slack', { SLACK_BOT_TOKEN: 'xoxb-1' }, /^SLACK_APP_TOKEN is missing.*SLACK_SIGNING_SECRET/],
  ['no scheme for Slack', { ...SLACK, SLACK_API_URL: 'localhost:3000/api' }, /^SLACK_API_URL is not an address/],
  ['no number of posts', { ...SLACK, SLACK_POSTS_A_MINUTE: 'many' }, /^SLACK_POSTS_A_MINUTE is not a whole number/],
  ['no Supabase key', { SUPABASE_URL: 'https://a.supabase.co' }, /^SUPABASE_SECRET_KEY is missing.*"API Keys"/],
  ['no Supabase address', { SUPABASE_SECRET_KEY: 'sb_secret_1' }, /^SUPABASE_URL is missing.*"Data API"/],
  [
    'the anon key',
    { ...SUPABASE, SUPABASE_SECRET_KEY: token('anon') },
    /^SUPABASE_SECRET_KEY holds a key for browsers/,
  ],
  [
    'a publishable key',
    { ...SUPABASE, SUPABASE_SECRET_KEY: 'sb_publishable_1' },
    /^SUPABASE_SECRET_KEY holds a key for b/,
  ],
  ['no model elsewhere', { OPENAI_BASE_URL: 'http://localhost:1/v1' }, /^COACH_MODEL is missing.*OPENAI_BASE_URL/],
  ['no key at OpenAI', { OPENAI_BASE_URL: 'https://api.openai.com/v1' }, /^OPENAI_API_KEY is missing.*api-keys/],
  [
    'calls of another kind',
    { OPENAI_API_KEY: 'sk-test', JUDGE_CALLS: 'all' },
    /^JUDGE_CALLS is neither talk nor dimension/,
  ],
  ['ratings of a judge and no server', { SCORE_CALIBRATION: 'a.json' }, /^SCORE_CALIBRATION is set.*OPENAI_API_KEY/],
  ['a model and no server', { JUDGE_MODEL: 'big' }, /^JUDGE_MODEL is set.*OPENAI_API_KEY.*OPENAI_BASE_URL/],
  ['no scheme', { COACH_MODEL: 'small', OPENAI_BASE_URL: 'localhost:11434/v1' }, /^OPENAI_BASE_URL is not an address/],
  ['a list of extras', { ...OPENAI, OPENAI_EXTRA_BODY: '[1]' }, /^OPENAI_EXTRA_BODY is not a JSON object/],
  ['broken extras', { ...OPENAI, OPENAI_EXTRA_BODY: '{' }, /^OPENAI_EXTRA_BODY is not a JSON object/],
  ['no days of text', { KEEP_TEXT_DAYS: '0' }, /^KEEP_TEXT_DAYS is not a whole number of days from 1/],
  ['an inbox for too long', { KEEP_INBOX_DAYS: '31' }, /^KEEP_INBOX_DAYS is not .* from 1 to 30\. .* 30\.$/],
  ['scores for less than text', { KEEP_SCORES_DAYS: '90' }, /^KEEP_SCORES_DAYS is less than KEEP_TEXT_DAYS/],
  ['a group of four', { DIGEST_MINIMUM: '4' }, /^DIGEST_MINIMUM is not .* from 5 to 50\. Leave it blank for 5\.$/],
  ['a group of hundreds', { DIGEST_MINIMUM: '51' }, /^DIGEST_MINIMUM is not a whole number of people from 5 to 50/],
  ['half a person', { DIGEST_MINIMUM: '5.5' }, /^DIGEST_MINIMUM is not/],
  ['a word as port', { PORT: 'http' }, /^PORT is not a port/],
  ['too high a port', { PORT: '65536' }, /^PORT is not a port/],
])('%s is answered with one sentence that names the setting and its cure', (_what, env, sentence) => {
  expect(readConfig(env)).toEqual({ wrong: [expect.stringMatching(sentence)] })
})

test('all that is wrong is said at once, and no value is repeated', () => {
  const read = readConfig({
    SLACK_BOT_TOKEN: 'secret-one',
    SUPABASE_URL: 'secret-two',
    OPENAI_BASE_URL: 'secret-three',
    OPENAI_EXTRA_BODY: 'secret-four',
    PORT: 'secret-five',
  })
  expect(read).toHaveProperty('wrong.length', 8)
  expect(JSON.stringify(read)).not.toContain('secret-')
})
