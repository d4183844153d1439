import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import type { Act, Acted, State } from '../../src/playground/contract.ts'
import { openPlayground, type Playground, type PlaygroundOptions } from '../../src/playground/playground.ts'
import { manifest, quiet } from './joined-app.ts'

const ANA = 'U08ANARIB01'
const BOT = 'U08PLAYGBOT'
const GENERAL = 'C08GENERAL1'
const SALES = 'C08SALES002'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'playground-'))
  file = join(folder, 'data', 'playground.jsonl')
})
const elsewhere: ChildProcess[] = []
afterEach(() => {
  for (const child of elsewhere.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

type Reached = Pick<Playground, 'url' | 'apiUrl' | 'botToken'>

async function act(at: Reached, given: Act): Promise<string> {
  const body = JSON.stringify({ as: ANA, act: given })
  const acted: Acted = JSON.parse(await (await fetch(`${at.url}/playground/api/act`, { method: 'POST', body })).text())
  if (!acted.ok) throw new Error(acted.error)
  return acted.ts ?? ''
}

const say = (at: Reached, text: string, threadTs?: string) =>
  act(at, { do: 'say', channel: GENERAL, text, ...(threadTs && { threadTs }) })

const answered = z.looseObject({ ok: z.literal(true), ts: z.string().default('') })

async function call(at: Reached, method: string, args: object) {
  const headers = { authorization: `Bearer ${at.botToken}`, 'content-type': 'application/json' }
  const sent = await fetch(at.apiUrl + method, { method: 'POST', headers, body: JSON.stringify(args) })
  return answered.parse(await sent.json())
}

/** What a person has in front of them that was there before. */
async function seen(at: Reached): Promise<Pick<State, 'conversations' | 'messages' | 'home'>> {
  const state: State = JSON.parse(await (await fetch(`${at.url}/playground/api/state?as=${ANA}`)).text())
  return { conversations: state.conversations, messages: state.messages, home: state.home }
}

const texts = async (at: Reached) => (await seen(at)).messages[GENERAL]?.map(({ text }) => text)

/** Opens a playground on the file, does this in it, and closes it. */
async function during<What>(does: (at: Reached) => Promise<What>, options: Partial<PlaygroundOptions> = {}) {
  const playground = await openPlayground({ port: 0, log: quiet, manifest, file, ...options })
  try {
    return await does(playground)
  } finally {
    await playground.close()
  }
}

/** A playground in a process of its own, to be killed. */
async function openElsewhere() {
  const source = pathToFileURL(join(import.meta.dirname, '../../src/playground/playground.ts'))
  const program = `
    import { openPlayground } from ${JSON.stringify(source)}
    const log = { info() {}, warn() {}, error() {} }
    const options = ${JSON.stringify({ port: 0, file, manifest })}
    const { url, apiUrl, botToken } = await openPlayground({ ...options, log })
    console.log(JSON.stringify({ url, apiUrl, botToken }))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  elsewhere.push(child)
  const [line] = await once(child.stdout, 'data')
  const at: Reached = JSON.parse(String(line))
  const kill = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  return { at, kill }
}

/** A log whose lines can be read. */
function readable() {
  const lines: string[] = []
  const write = (what: string, about = {}) => void lines.push(`${what} ${JSON.stringify(about)}`)
  return { lines, log: { info: write, warn: write, error: write } }
}

test('after a killed process a person sees the same conversations, and their threads go on', async () => {
  const { at, kill } = await openElsewhere()
  const metadata = { event_type: 'answer', event_payload: { key: 'k1' } }
  const root = await say(at, 'Line\u2028break & <all>')
  const blocks = [{ type: 'section', block_id: 'b', text: { type: 'mrkdwn', text: '*bold*' } }]
  await call(at, 'chat.postMessage', {
    channel: GENERAL,
    thread_ts: root,
    reply_broadcast: true,
    text: 'An answer',
    blocks,
    metadata,
  })
  await call(at, 'chat.postMessage', { channel: ANA, text: 'Unread', username: 'Coach', icon_emoji: ':seedling:' })
  await call(at, 'reactions.add', { channel: GENERAL, timestamp: root, name: 'eyes' })
  await act(at, { do: 'invite', channel: SALES, user: BOT })
  await act(at, { do: 'archive', channel: SALES })
  const home = { type: 'home', blocks: [{ type: 'divider', block_id: 'd' }] }
  await call(at, 'views.publish', { user_id: ANA, view: home })
  const last = await say(at, 'The last word')
  const before = await seen(at)
  await kill()

  await during(async (again) => {
    expect(await seen(again)).toEqual(before)
    expect(before.home?.blocks).toEqual(home.blocks)
    expect(before.conversations.find(({ with: other }) => other === BOT)?.unread).toBe(1)
    const thread = await call(again, 'conversations.replies', {
      channel: GENERAL,
      ts: root,
      include_all_metadata: true,
    })
    expect(thread.messages).toMatchObject([
      { ts: root, reply_count: 1 },
      { metadata, blocks },
    ])
    const more = await call(again, 'chat.postMessage', { channel: GENERAL, thread_ts: root, text: 'More' })
    expect(more.ts > last).toBe(true)
    await call(again, 'conversations.history', { channel: SALES }) // the bot is still in it
  })
})

test('an edit, a deletion, a reaction taken back and a read mark survive one restart, and the next', async () => {
  await during(async (at) => {
    const edited = await say(at, 'first')
    const deleted = await say(at, 'second')
    const root = await say(at, 'third')
    await say(at, 'a reply', root)
    await act(at, { do: 'edit', channel: GENERAL, ts: edited, text: 'first, better' })
    await act(at, { do: 'delete', channel: GENERAL, ts: deleted })
    await act(at, { do: 'delete', channel: GENERAL, ts: root })
    await act(at, { do: 'react', channel: GENERAL, ts: edited, name: 'eyes' })
    await act(at, { do: 'react', channel: GENERAL, ts: edited, name: 'eyes' })
    await call(at, 'chat.postMessage', { channel: GENERAL, text: 'from the app' })
    await act(at, { do: 'open', conversation: GENERAL })
  })
  for (const _restart of ['one', 'the next']) {
    const { messages, conversations } = await during(seen)
    expect(messages[GENERAL]?.map(({ text }) => text)).toEqual([
      'first, better',
      'This message was deleted.',
      'a reply',
      'from the app',
    ])
    expect(messages[GENERAL]?.[0]).toMatchObject({ edited: true, reactions: [] })
    expect(conversations.find(({ id }) => id === GENERAL)?.unread).toBe(0)
  }
  expect(readFileSync(file, 'utf8')).not.toContain('second')
})

test('a ts is never given twice, also when the clock was put back and the last message is gone', async () => {
  const later = await during((at) => say(at, 'tomorrow'), { now: () => new Date('2030-01-02') })
  await during((at) => act(at, { do: 'delete', channel: GENERAL, ts: later }))
  for (const text of ['today', 'still today']) {
    const ts = await during((at) => say(at, text), { now: () => new Date('2030-01-01') })
    expect(ts > later).toBe(true)
  }
})

test('a line that was cut off is left out, and takes no other with it', async () => {
  await during(async (at) => {
    await say(at, 'whole')
    await say(at, 'cut in half')
  })
  const bytes = readFileSync(file, 'utf8')
  truncateSync(file, Buffer.byteLength(bytes.slice(0, bytes.indexOf('in half'))))
  const { lines, log } = readable()
  expect(await during((at) => say(at, 'after it').then(() => texts(at)), { log })).toEqual(['whole', 'after it'])
  expect(lines).toEqual([`playground: some lines of its messages were damaged {"file":"${file}","lines":1}`])
  expect(await during(texts)).toEqual(['whole', 'after it'])
})

test.each([
  ['of another version', '{"playground":0,"lastTs":"1700000000.000001"}\n{"kind":"post","text":"a secret"}'],
  ['that is something else', 'a secret'],
])('a file %s is put aside, not lost', async (_what, text) => {
  await during(async () => undefined)
  writeFileSync(file, text)
  const { lines, log } = readable()
  expect(await during(texts, { log })).toEqual([])
  const aside = readdirSync(join(folder, 'data')).find((name) => name !== 'playground.jsonl') ?? ''
  expect(readFileSync(join(folder, 'data', aside), 'utf8')).toBe(text)
  expect(lines).toEqual([expect.stringContaining(aside)])
  expect(lines.join()).not.toContain('secret')
})

test('only the person who started it can read the file', async () => {
  await during((at) => say(at, 'private'))
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700)
})

test('a start that does not get the port leaves the file as it is, and a file that cannot be had gives the port back', async () => {
  await during(async (at) => {
    const port = Number(new URL(at.url).port)
    await expect(openPlayground({ port, log: quiet, manifest, file })).rejects.toThrow('is in use')
    await say(at, 'still kept')
  })
  expect(await during(texts)).toEqual(['still kept'])

  const port = await during(async (at) => Number(new URL(at.url).port))
  await expect(openPlayground({ port, log: quiet, manifest, file: join(file, 'below') })).rejects.toThrow('EEXIST')
  await during(async (at) => expect(new URL(at.url).port).toBe(String(port)), { port })
})
