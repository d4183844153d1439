import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../src/fault.ts'
import { keepIncoming } from '../../src/flows/intake/keep-incoming.ts'
import { openOwnThreads } from '../../src/flows/intake/own-threads.ts'
import { openAside } from '../../src/flows/intake/set-aside.ts'
import { readLine, toLine, toSpool } from '../../src/flows/intake/spooled.ts'
import { openLog } from '../../src/log.ts'
import { leftSpools, openSpool } from '../../src/queue/spool.ts'
import type { Incoming } from '../../src/store/store.ts'
import { temporaryFolder } from '../bot.ts'

const place = temporaryFolder()
afterAll(() => place.done())
let folders = 0

const message = (ts: string, about: Partial<Extract<Incoming, { kind: 'message' }>> = {}): Incoming => ({
  kind: 'message',
  workspace: 'T1',
  eventId: `Ev-${ts}`,
  actor: 'U1',
  channel: 'D1',
  ts,
  text: `said at ${ts}`,
  direct: true,
  mention: false,
  ...about,
})
const inChannel = { channel: 'C1', direct: false }
const nobodys = () => false

const spoken: Record<string, Incoming> = {
  'a direct message': message('1.1'),
  'a mention': message('1.1', { ...inChannel, mention: true }),
  'a deletion': { kind: 'deletion', workspace: 'T1', eventId: 'E', channel: 'C1', ts: '1.1' },
  'a message in some thread': message('2.1', { ...inChannel, threadTs: '1.1' }),
  'an edit in some thread': {
    kind: 'edit',
    workspace: 'T1',
    eventId: 'E',
    actor: 'U1',
    channel: 'C1',
    ts: '2.1',
    threadTs: '1.1',
    text: 'changed',
    direct: false,
    editedAt: '3.1',
  },
  'a message to a channel': message('1.1', inChannel),
}
test.each([
  ['a direct message', 'all'],
  ['a mention', 'all'],
  ['a deletion', 'all'],
  ['a message in some thread', 'where it is'],
  ['an edit in some thread', 'where it is'],
  ['a message to a channel', 'nothing'],
])('of %s the disk sees %s while nobody can say whose a thread is', (what, sees) => {
  const item = spoken[what] ?? message('')
  const lookAt = { workspace: 'T1', channel: 'C1', threadTs: '1.1', ts: '2.1' }
  expect(toSpool(item, nobodys)).toEqual({ all: { keep: item }, 'where it is': { lookAt } }[sees])
})

test('a message in a thread that is known to be a session’s is set aside with its words', () => {
  const item = message('2.1', { ...inChannel, threadTs: '1.1' })
  expect(toSpool(item, ({ channel, threadTs }) => channel === 'C1' && threadTs === '1.1')).toEqual({ keep: item })
})

test('of what waits on the disk nothing is missing once it is read back, and what is not ours is no line', () => {
  const all: Incoming[] = [
    ...Object.values(spoken),
    message('1.1', { word: 'end', wish: 'practise hard', threadTs: '1.0', mention: true }),
    {
      kind: 'edit',
      ...{ workspace: 'T1', eventId: 'E', actor: 'U1', channel: 'D1', ts: '2.1', threadTs: '1.1' },
      ...{ text: 'hint', direct: true, editedAt: '3.1', wish: 'hint' },
    },
    { kind: 'stop', workspace: 'T1', eventId: 'E', actor: 'U1', channel: 'D1', threadTs: '1.1' },
    { kind: 'uninstall', workspace: 'T1', eventId: 'E', at: 12 },
    { kind: 'gone', workspace: 'T1', eventId: 'E', actor: 'U1' },
  ]
  for (const item of all) expect(readLine(toLine({ keep: item }))).toEqual({ keep: item })
  expect(readLine('{"keep":{"kind":"message"}}')).toBeUndefined()
  expect(readLine('{"keep":{"ki')).toBeUndefined()
})

/** A line of what comes in, over a database that is away or refuses, as the test says. */
function open(folder = join(place.path, `spool-${++folders}`), name = 'one') {
  const kept: string[] = []
  const events: string[] = []
  const logged: string[] = []
  const state = { away: false, silent: false, refuses: '' }
  const store = {
    async keepIncoming(items: Incoming[]) {
      if (state.silent) await new Promise(() => undefined)
      if (state.away) throw new Fault('store-down', { retry: true })
      if (items.some((item) => item.eventId === state.refuses)) throw new Fault('store-refused', { retry: false })
      kept.push(...items.map(({ eventId }) => eventId))
      return []
    },
    hurryReplies: async () => undefined,
  }
  const deps = { store, take: () => undefined, roomFor: (wanted: number) => wanted, wake: () => undefined }
  const log = openLog((line) => logged.push(line))
  const aside = openAside({
    spool: openSpool(folder, name),
    left: leftSpools(folder, log),
    keep: keepIncoming(deps),
    threads: openOwnThreads(),
    onWaits: ({ eventId }) => events.push(`waits ${eventId}`),
    onOver: () => events.push('over'),
    log,
  })
  return { aside, take: keepIncoming({ ...deps, aside }), state, kept, events, logged, folder }
}
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
}

test('what comes in while the database is away is kept in order once it is back, and leaves no trace on the disk', async () => {
  const { take, state, kept, events, logged, folder } = open()
  state.away = true
  await take([message('1.1'), message('1.2')])
  state.away = false
  await take([message('1.3')]) // it waits behind the others
  await until(() => events.includes('over'))
  expect(kept).toEqual(['Ev-1.1', 'Ev-1.2', 'Ev-1.3'])
  expect(events).toEqual(['waits Ev-1.1', 'waits Ev-1.2', 'waits Ev-1.3', 'over'])
  expect(readdirSync(folder)).toEqual([])
  await take([message('1.4')])
  expect(kept).toContain('Ev-1.4')
  expect(readdirSync(folder)).toEqual([])
  expect(logged.join()).not.toMatch(/said at/)
})

test('a database that does not answer is not waited for longer than Slack waits', async () => {
  const { take, state, kept, events } = open()
  state.silent = true
  await take([message('1.1')])
  state.silent = false
  await until(() => events.includes('over'))
  expect(kept).toEqual(['Ev-1.1'])
})

test('one item that the database refuses holds up none of the others', async () => {
  const { take, state, kept, events } = open()
  state.away = true
  await take([message('1.1'), message('1.2'), message('1.3')])
  state.refuses = 'Ev-1.2'
  state.away = false
  await until(() => events.includes('over'))
  expect(kept).toEqual(['Ev-1.1', 'Ev-1.3'])
})

test('what a process leaves behind is kept by the next one', async () => {
  const first = open()
  first.state.away = true
  await first.take([message('1.1')])
  await first.aside.stop()
  expect(readdirSync(first.folder)).not.toEqual([])
  const second = open(first.folder, 'two')
  second.aside.start()
  await until(() => second.events.includes('over'))
  expect(second.kept).toEqual(['Ev-1.1'])
  expect(readdirSync(first.folder)).toEqual([])
})

test('without a disk to write to, and for what could not be looked for later, nothing is said to be kept', async () => {
  const noDisk = open('/dev/null/spool')
  noDisk.state.away = true
  await expect(noDisk.take([message('1.1')])).rejects.toThrow()
  const { take, state } = open()
  state.away = true
  await expect(take([message('2.1', { ...inChannel, threadTs: '1.1' })])).rejects.toMatchObject({ code: 'store-down' })
})
