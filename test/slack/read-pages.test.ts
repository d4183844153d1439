import { Fault } from '../../src/fault.ts'
import { openLog } from '../../src/log.ts'
import type { OnCall } from '../../src/playground/call.ts'
import { openPlayground, type Playground } from '../../src/playground/playground.ts'
import { openReader } from '../../src/slack/connection/read-pages.ts'
import { openWebClient } from '../../src/slack/connection/web-client.ts'
import { manifest } from './joined-bot.ts'

const log = openLog(() => undefined)
let playground: Playground
let fault: OnCall
beforeAll(async () => {
  playground = await openPlayground({ port: 0, log, manifest, onCall: (method, args) => fault(method, args) })
})
afterAll(() => playground.close())

const page = (ts: string[], next = '') => ({
  body: {
    ok: true,
    messages: ts.map((one) => ({ type: 'message', ts: one })),
    response_metadata: { next_cursor: next },
  },
})
const NO_SUCH_CURSOR = { body: { ok: false, error: 'invalid_cursor' } }

async function read(): Promise<string[]> {
  const web = openWebClient(playground.botToken, playground.apiUrl, log)
  const reading = {
    name: 'test',
    at: { channel: 'C1', threadTs: '1.1' },
    begin: () => new Set<string>(),
    add(found: Set<string>, messages: { ts?: string }[]) {
      for (const { ts = '' } of messages) found.add(ts)
      return undefined
    },
  }
  return [...(await openReader<Set<string>>(web)(reading)).found]
}

test('where a cursor has run out reading begins again at the first page, and gives each message once', async () => {
  const cursors: unknown[] = []
  fault = (_, { cursor }) => {
    cursors.push(cursor)
    if (!cursor) return page(['1.1', '1.2'], cursors.length === 1 ? 'old' : 'new')
    return cursor === 'old' ? NO_SUCH_CURSOR : page(['1.2', '1.3'])
  }
  expect(await read()).toEqual(['1.1', '1.2', '1.3'])
  expect(cursors).toEqual([undefined, 'old', undefined, 'new'])
})

test('a cursor that runs out each time ends in a fault that may pass, after a few beginnings', async () => {
  let calls = 0
  fault = (_, { cursor }) => {
    calls += 1
    return cursor ? NO_SUCH_CURSOR : page(['1.1'], 'old')
  }
  const error: unknown = await read().catch((one) => one)
  expect(error).toBeInstanceOf(Fault)
  expect(error).toMatchObject({ code: 'slack-stale', retry: true, cause: 'invalid_cursor' })
  expect(calls).toBe(6)
})
