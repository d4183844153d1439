import type { HandOver } from '../../src/flows/own-data.ts'
import type { Show, To } from '../../src/flows/show.ts'
import { openLog } from '../../src/log.ts'
import type { CallFault, OnCall } from '../../src/playground/call.ts'
import { openPlayground, type Playground } from '../../src/playground/playground.ts'
import { openOutboundCalls } from '../../src/slack/connection/outbound-calls.ts'
import { openWebClient } from '../../src/slack/connection/web-client.ts'
import { openReadThread } from '../../src/slack/incoming/read-thread.ts'
import { openHandOver } from '../../src/slack/outgoing/hand-over.ts'
import { openShow } from '../../src/slack/outgoing/show.ts'
import { ANA } from '../person.ts'
import { manifest } from './joined-bot.ts'

const log = openLog(() => undefined)
const bot = { userId: 'U08COACH00', botId: 'B08COACH00', workspace: 'T08PLAYGRND' }
let playground: Playground
let fault: OnCall
let behind: { gate: ReturnType<typeof openParts>; none: ReturnType<typeof openParts> }
beforeAll(async () => {
  playground = await openPlayground({ port: 0, log, manifest, onCall: (method, args) => fault(method, args) })
  behind = { gate: openParts(true), none: openParts(false) }
})
beforeEach(() => {
  fault = () => undefined
})
afterAll(() => playground.close())

function openParts(gated: boolean): { show: Show; handOver: HandOver; readThread: ReturnType<typeof openReadThread> } {
  const web = openWebClient(playground.botToken, playground.apiUrl, log, gated ? openOutboundCalls({ log }) : undefined)
  return { show: openShow(web, log), handOver: openHandOver(web, bot, log), readThread: openReadThread(web, bot) }
}

const json = { 'content-type': 'application/json; charset=utf-8' }
/** What somebody in between answers, or Slack itself when it is not well. */
const NOT_SLACK: [string, CallFault][] = [
  ['a page of HTML', { page: '<!doctype html><title>Blocked</title><h1>Your request was blocked</h1>' }],
  ['nothing', { page: '' }],
  ['a sentence', { page: 'You are sending too many requests. Please relax.' }],
  ['a sentence as the error', { body: { ok: false, error: 'You are sending too many requests. Please relax.' } }],
  ['a word', { page: 'OK' }],
  ['null', { page: 'null', headers: json }],
  ['a list', { page: '[]', headers: json }],
  ['a number', { page: '0', headers: json }],
  ['an object without ok', { page: '{}', headers: json }],
  ['an error that is none', { page: '{"ok":false,"error":{"code":1}}', headers: json }],
  ['no error', { page: '{"ok":false}', headers: json }],
  ['a yes that says nothing', { page: '{"ok":true}', headers: json }],
  ['an answer that is cut off', { page: '{"ok":true,"channel":"D1","ts":"17', headers: json }],
  ['something packed that is not', { page: '\u001f\u008b garbage', headers: { 'content-type': 'application/gzip' } }],
  ['the way to a sign-in page', { status: 302, page: '', headers: { location: 'https://login.example/' } }],
  ['a page that forbids', { status: 403, page: '<h1>Forbidden</h1>' }],
  ['a proxy that wants to know who', { status: 407, page: '<h1>Proxy authentication</h1>' }],
  ['a page that knows nothing', { status: 404, page: '<h1>Not found</h1>' }],
]
const UNCLEAR = { code: 'slack-unclear', retry: true }

let keys = 0
const to = (about: Partial<To> = {}): To => ({
  workspace: playground.workspaceId,
  actor: ANA,
  key: `page-${++keys}`,
  look: false,
  thread: null,
  ...about,
})
const answer = { sessionId: 's', text: 'What have you tried?', scripted: true, shortened: false }
const asking =
  (wanted: string, given: CallFault): OnCall =>
  (method) =>
    method === wanted ? given : undefined
/** How often Slack shows it. */
const posted = ({ key }: To) =>
  playground.calls.filter(
    ({ method, args, answer }) =>
      method === 'chat.postMessage' && answer.ok && JSON.stringify(args.metadata).includes(`"${key}"`),
  ).length

describe.each(['gate', 'none'] as const)('behind a gate: %s', (kind) => {
  const parts = () => behind[kind]
  const thread = async () => (await parts().show.note(to(), { note: 'help' })).thread

  test.each(NOT_SLACK)(
    'a post that is answered with %s may be there or not: it is looked for, and is there once',
    async (_, given) => {
      for (const afterwards of [true, false]) {
        const at = to({ thread: await thread() })
        fault = asking('chat.postMessage', { ...given, afterwards })
        await expect(parts().show.answer(at, answer)).rejects.toMatchObject(UNCLEAR)
        expect(posted(at)).toBe(afterwards ? 1 : 0)
        fault = asking('conversations.replies', given) // no proof that it is not there
        await expect(parts().show.answer({ ...at, look: true }, answer)).rejects.toMatchObject(UNCLEAR)
        expect(posted(at)).toBe(afterwards ? 1 : 0)
        fault = () => undefined
        await parts().show.answer({ ...at, look: true }, answer)
        expect(posted(at)).toBe(1)
      }
    },
  )

  test.each(NOT_SLACK)(
    'where %s comes instead of a direct message, of a list or of a change, it is tried later',
    async (_, given) => {
      const { show, handOver, readThread } = parts()
      const begun = await thread()
      const place = begun.split(':')[0] ?? ''
      const at = { workspace: playground.workspaceId, post: begun }
      fault = asking('conversations.open', given)
      await expect(show.answer(to(), answer)).rejects.toMatchObject(UNCLEAR)
      fault = asking('conversations.history', given)
      await expect(show.answer(to({ look: true }), answer)).rejects.toMatchObject(UNCLEAR)
      const away = { ...at, place, thread: null, until: '9999999999.000000', keys: [], isLast: true }
      await expect(handOver.deletePosts(away)).rejects.toMatchObject(UNCLEAR)
      await expect(readThread({ ...away, oldest: '0' })).rejects.toMatchObject(UNCLEAR)
      fault = asking('files.getUploadURLExternal', given)
      await expect(handOver.export(to(), { sessions: [] }, new Date())).rejects.toMatchObject(UNCLEAR)
      fault = asking('users.info', given)
      expect(await show.profile(to())).toBeNull()
      if (JSON.stringify(given).includes('"ok\\":true}')) return // a change that is answered so was made
      fault = asking('chat.delete', given)
      await expect(show.erase(at)).rejects.toMatchObject(UNCLEAR)
    },
  )
})

test('a page does not prove that Slack takes our token again', async () => {
  let now = 0
  const gate = openOutboundCalls({ log, now: () => now })
  const show = openShow(openWebClient(playground.botToken, playground.apiUrl, log, gate), log)
  fault = () => ({ body: { ok: false, error: 'account_inactive' } })
  await expect(show.answer(to(), answer)).rejects.toMatchObject({ code: 'slack-gone' })
  fault = () => ({ page: '<h1>Please sign in</h1>' })
  now += 10 * 60_000
  await expect(show.answer(to(), answer)).rejects.toMatchObject(UNCLEAR)
  expect(gate.shutBecause()).toBe('account_inactive')
  fault = () => undefined
  now += 10 * 60_000
  await show.answer(to(), answer)
  expect(gate.shutBecause()).toBeUndefined()
})
