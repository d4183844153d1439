import { once } from 'node:events'
import { connect } from 'node:net'
import { WORKSPACE } from '../../src/playground/sample-workspace.ts'
import { until } from '../person.ts'
import { GENERAL, openJoinedBot } from './joined-bot.ts'
import { bytesOf, nowInSeconds, type RawRequest, sendRaw, signature, signed } from './raw-request.ts'

let bot: Awaited<ReturnType<typeof openJoinedBot>>
let secret = ''
beforeAll(async () => {
  bot = await openJoinedBot('http')
  secret = bot.playground.signingSecret
}, 60_000)
afterAll(() => bot.close(), 60_000)

const send = (request: RawRequest) => sendRaw(bot.url, bytesOf(request))
const status = async (request: RawRequest) => (await send(request)).status
const health = async () => (await fetch(`${bot.url}/healthz`)).status
const keptOf = (actor: string) => bot.query(`select kind from inbox where actor = '${actor}'`)

const event = (author: string, more: object = {}) =>
  JSON.stringify({
    type: 'event_callback',
    team_id: WORKSPACE.id,
    event_id: `Ev-${author}`,
    event: {
      type: 'message',
      channel_type: 'im',
      channel: 'D1',
      user: author,
      team: WORKSPACE.id,
      ts: ts(author),
      text: 'Let me in',
      ...more,
    },
  })
/** A time of its own for each author. */
const ts = (author: string) =>
  `1700000000.${String(authors.indexOf(author) < 0 ? authors.push(author) - 1 : authors.indexOf(author)).padStart(6, '0')}`
const authors: string[] = []
const FORM = 'application/x-www-form-urlencoded'

const forged = event('U-forged')
const now = nowInSeconds
const time = (at: number | string): [string, string] => ['x-slack-request-timestamp', `${at}`]
const sign = (by: string): [string, string] => ['x-slack-signature', by]
const good = (at: number | string = now()) => signature(secret, forged, at)

test.each<[string, () => [string, string][]]>([
  ['with no signature', () => [time(now())]],
  ['with an empty one', () => [time(now()), sign('')]],
  ['with no time', () => [sign(good())]],
  ['with an empty time', () => [time(''), sign(good(''))]],
  ['with a time that is no number', () => [time('soon'), sign(good('soon'))]],
  ['with a time in another notation', () => [time(`0x${now().toString(16)}`), sign(good(`0x${now().toString(16)}`))]],
  ['signed with another secret', () => [time(now()), sign(signature('guessed', forged, now()))]],
  ['signed for another body', () => [time(now()), sign(signature(secret, `${forged} `, now()))]],
  ['signed for another time', () => [time(now()), sign(good(now() - 1))]],
  ['of another version', () => [time(now()), sign(good().replace('v0=', 'v1='))]],
  ['without a version', () => [time(now()), sign(good().replace('v0=', ''))]],
  ['with half a signature', () => [time(now()), sign(good().slice(0, 35))]],
  ['with two signatures', () => [time(now()), sign(good()), sign(good())]],
  ['with a forged signature before the right one', () => [time(now()), sign('v0=0'), sign(good())]],
  ['with two times', () => [time(now()), time(now()), sign(good())]],
  ['signed 301 seconds ago', () => [time(now() - 301), sign(good(now() - 301))]],
  ['signed an hour from now', () => [time(now() + 3_600), sign(good(now() + 3_600))]],
  ['signed 302 seconds from now', () => [time(now() + 302), sign(good(now() + 302))]],
])('a request %s is refused, and nothing of it is kept', async (_, headers) => {
  expect(await status({ headers: [['content-type', 'application/json'], ...headers()], body: forged })).toBe(401)
  expect(await keptOf('U-forged')).toEqual([])
})

test.each([
  ['just now', 0],
  ['290 seconds ago', -290],
  ['290 seconds from now, where clocks differ', 290],
])(
  'a request of Slack’s, signed %s, is kept before it is answered, and once however often it comes',
  async (_, age) => {
    const body = event(`U-genuine${age}`)
    const again = () => status({ headers: signed(secret, body, now() + age), body })
    expect(await Promise.all([again(), again(), again()])).toEqual([200, 200, 200])
    expect(await again()).toBe(200)
    await until('it is in the database', async () => (await keptOf(`U-genuine${age}`)).length > 0) // on a slow day from the disk
    expect(await keptOf(`U-genuine${age}`)).toEqual([{ kind: 'lead' }])
  },
)

test('while the database is away an event is kept on the disk, and in the database once it is back', async () => {
  const body = event('U-waiting')
  bot.faults.databaseAway = ['keep_incoming']
  expect(await status({ headers: signed(secret, body), body })).toBe(200)
  expect(await keptOf('U-waiting')).toEqual([])
  bot.faults.databaseAway = undefined
  await until('it is in the database', async () => (await keptOf('U-waiting')).length > 0)
  expect(await keptOf('U-waiting')).toEqual([{ kind: 'lead' }])
})

test.each([
  ['five megabytes', () => `{"a": "${'x'.repeat(5_000_000)}"}`, [413, 0]],
  ['what is no JSON', () => '{"type": "event_callback"', [400]],
  ['nothing', () => '', [400]],
  ['null', () => 'null', [400]],
  ['a number', () => '5', [400]],
  ['a list', () => '[{"type": "event_callback"}]', [400]],
  ['a hundred thousand brackets', () => '['.repeat(100_000), [400]],
  ['a hundred thousand levels', () => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, [200, 400]],
  ['a prototype', () => '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}', [200]],
  [
    'an event of a prototype',
    () => event('U-proto', { __proto__: { polluted: 1 } }).replace('"ts"', '"__proto__":{"polluted":1},"ts"'),
    [200],
  ],
  ['a kind of event that nobody knows', () => event('U-kind', { type: 'constructor' }), [200]],
])('%s in a signed request neither stops the process nor waits for ever', async (_, body, expected) => {
  const text = body()
  const answer = await send({ headers: signed(secret, text), body: text })
  expect(expected).toContain(answer.status)
  expect(await health()).toBe(200)
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
})

test.each([
  ['NUL and other control characters', 'U-nul', 'a\u0000b\u0007c', 'abc'],
  ['halves of characters', 'U-half', 'a\\ud800b', 'a\uFFFDb'],
  ['text from right to left', 'U-rtl', 'שלום \u202Eעולם', 'שלום \u202Eעולם'],
])('%s in a message are kept as far as a database can', async (_, author, text, kept) => {
  const body = event(author, { text }).replaceAll('\\\\u', '\\u')
  expect(await status({ headers: signed(secret, body), body })).toBe(200)
  expect(await bot.query(`select body from inbox where actor = '${author}'`)).toEqual([{ body: kept }])
})

test.each(['application/json; charset=utf-8', 'application/json;charset="UTF-8"', 'APPLICATION/JSON'])(
  'an event as %s is understood',
  async (type) => {
    const author = `U-type-${type.length}`
    const body = event(author)
    const [, ...rest] = signed(secret, body)
    expect(await status({ headers: [['content-type', type], ...rest], body })).toBe(200)
    expect(await keptOf(author)).toHaveLength(1)
  },
)

test.each([FORM, `${FORM}; charset=utf-8`, `${FORM.toUpperCase()} ;charset=UTF-8`])(
  'a command as %s is answered',
  async (type) => {
    const command = {
      command: '/coach',
      text: 'list',
      team_id: WORKSPACE.id,
      user_id: 'U1',
      user_name: 'u',
      channel_id: 'C1',
      channel_name: 'c',
      trigger_id: '1',
    }
    const body = new URLSearchParams(command).toString()
    const [, ...rest] = signed(secret, body)
    const answer = await send({ headers: [['content-type', type], ...rest], body })
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('/coach sales')
  },
)

test.each([FORM, `${FORM}; charset=utf-8`])(
  'what is smuggled in with a check of the line (%s) is not taken',
  async (type) => {
    const body = new URLSearchParams({ ssl_check: '1', payload: event('U-smuggled') }).toString()
    expect(await status({ headers: [['content-type', type]], body })).toBe(200)
    expect(await keptOf('U-smuggled')).toEqual([])
  },
)

test.each([
  ['GET', '/slack/events', 404],
  ['PUT', '/slack/events', 404],
  ['POST', '/', 404],
  ['POST', '/healthz', 404],
  ['POST', '/slack/events/../events', 404],
  ['GET', '//', 404],
  ['GET', '/slack/oauth_redirect?code=1', 404],
  ['GET', '/%ff%00', 404],
  ['OPTIONS', '*', 404],
  ['SURPRISE', '/', 400],
])('%s %s has no way in', async (method, path, expected) => {
  expect(await status({ method, path, headers: [], body: '' })).toBe(expected)
  expect(await health()).toBe(200)
})

test.each(['/slack/events/', '//slack/events', '/slack/events?from=proxy', 'http://coach.example/slack/events/'])(
  'what Slack signed comes in at %s too, as proxies change addresses',
  async (path) => {
    const actor = `U-${path.length}`
    const body = event(actor)
    expect(await status({ path, headers: signed(secret, body), body })).toBe(200)
    expect(await keptOf(actor)).toHaveLength(1)
  },
)

test('a message that says nothing to us is acknowledged and leaves no trace', async () => {
  const body = event('U-elsewhere', { channel_type: 'channel', channel: GENERAL })
  expect(await status({ headers: signed(secret, body), body })).toBe(200)
  expect(await keptOf('U-elsewhere')).toEqual([])
})

test('a message is kept or dropped, and acknowledged, before it is looked up who wrote it and in which language', async () => {
  const asked: string[] = []
  bot.faults.asked = (name) => asked.push(name)
  bot.faults.call = (method) => {
    asked.push(method)
    return undefined
  }
  const lookUps = () => asked.filter((name) => ['my_language', 'users.info'].includes(name))
  const unsure = { team: undefined, channel_type: 'channel', channel: GENERAL } // Slack does not say whose they are
  const said = [event('U-bystander', unsure), event('U-thread', { ...unsure, thread_ts: '1600000000.000001' })]
  for (const body of said) expect(await status({ headers: signed(secret, body), body })).toBe(200)
  expect(lookUps()).toEqual([])

  asked.length = 0
  const mention = event('U-mention', { ...unsure, type: 'app_mention' })
  expect(await status({ headers: signed(secret, mention), body: mention })).toBe(200)
  await until('Slack is asked who that is', async () => asked.includes('users.info'))
  expect([...new Set(asked.filter((name) => ['keep_incoming', ...lookUps()].includes(name)))][0]).toBe('keep_incoming')
  bot.faults.call = undefined
  bot.faults.asked = undefined
})

test.concurrent.each([
  ['whose headers never end', () => Buffer.from('POST /slack/events HTTP/1.1\r\nhost: a\r\nx-a: ')],
  [
    'whose body never ends',
    () => bytesOf({ headers: [...signed(secret, forged), ['content-length', '9999']], body: forged }),
  ],
])(
  'a request %s does not hold its place for ever',
  async (_, bytes) => {
    const { hostname, port } = new URL(bot.url)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    socket.resume().write(bytes())
    const drip = setInterval(() => socket.writable && socket.write('a'), 500)
    await once(socket, 'close')
    clearInterval(drip)
  },
  30_000,
)
