import { openLog } from '../../src/log.ts'
import type { OnCall } from '../../src/playground/call.ts'
import { openPlayground, type Playground } from '../../src/playground/playground.ts'
import { openWebClient } from '../../src/slack/connection/web-client.ts'
import { openSessionStatus } from '../../src/slack/outgoing/session-status.ts'
import { ANA } from '../person.ts'
import { manifest } from './joined-bot.ts'

const STATUS = 'agents.sessions.setStatus'
const BEFORE = 'assistant.threads.setStatus'
const HOUR_MS = 60 * 60_000

let playground: Playground
let channel: string
let fault: OnCall
let calls: string[]
beforeAll(async () => {
  const log = openLog(() => undefined)
  const onCall: OnCall = (method, args) => {
    calls.push(method === STATUS ? `${method} ${args.status}` : method)
    return fault(method, args)
  }
  playground = await openPlayground({ port: 0, log, manifest, onCall })
  const im = await playground.act(ANA, { do: 'open-im', user: 'U08PLAYGBOT' })
  channel = im.ok ? (im.channel ?? '') : ''
})
beforeEach(() => {
  fault = () => undefined
  calls = []
})
afterAll(() => playground.close())

/** Statuses of a process whose clock a test may push on, in a workspace, and what they cost. */
function open() {
  const clock = { ms: 0 }
  const log = openLog(() => undefined)
  const status = openSessionStatus(openWebClient(playground.botToken, playground.apiUrl, log), log, () => clock.ms)
  /** A thread of Ana's with one message, on which the coach is at work and then is not. */
  async function answers(workspace: string, given?: { thread: string; lastMessage: string }) {
    const said = await playground.act(ANA, { do: 'say', channel, text: 'Hello' })
    const thread = `${channel}:${said.ok ? said.ts : ''}`
    const at = { workspace, ...(given ?? { thread, lastMessage: thread }) }
    calls = []
    status.thinking(at)
    await status.statusesSent()
    status.rested(at)
    await status.statusesSent()
    return { at, cost: calls }
  }
  return { clock, status, answers }
}
const BOTH = [`${STATUS} processing`, `${STATUS} active`]
const refuse = (error: string) => ({ body: { ok: false, error } })

test('what Slack refuses in one thread marks that reply, and says nothing of another thread', async () => {
  const { answers } = open()
  let broken = ''
  fault = (method, { thread_ts }) =>
    method === STATUS && thread_ts === broken ? refuse('invalid_thread_ts') : undefined
  const { at } = await answers('T1')
  broken = at.thread.split(':')[1] ?? ''
  for (let n = 0; n < 4; n += 1) {
    expect((await answers('T1', at)).cost).toEqual([`${STATUS} processing`, 'reactions.add'])
  }
  expect((await answers('T1')).cost).toEqual(BOTH)
})

test('what Slack refuses in one workspace holds there for an hour, and nowhere else', async () => {
  const { clock, answers } = open()
  fault = (method) => (method === STATUS || method === BEFORE ? refuse('feature_disabled') : undefined)
  expect((await answers('T1')).cost).toEqual([`${STATUS} processing`, BEFORE, 'reactions.add'])
  expect((await answers('T1')).cost).toEqual(['reactions.add'])
  fault = () => undefined
  expect((await answers('T2')).cost).toEqual(BOTH)
  clock.ms += HOUR_MS - 1
  expect((await answers('T1')).cost).toEqual(['reactions.add'])
  clock.ms += 1
  expect((await answers('T1')).cost).toEqual(BOTH)
})

test('threads that are broken say nothing of the workspace, however many there are', async () => {
  const { answers } = open()
  fault = (method) => (method === STATUS ? refuse('invalid_thread_ts') : undefined)
  for (let n = 0; n < 7; n += 1) {
    expect((await answers('T1')).cost).toEqual([`${STATUS} processing`, 'reactions.add'])
  }
  fault = () => undefined
  expect((await answers('T1')).cost).toEqual(BOTH)
})

test('a word that nobody knows counts for the workspace once it meets three threads and none is taken', async () => {
  const { answers } = open()
  fault = (method) => (method === STATUS || method === BEFORE ? refuse('a_word_of_tomorrow') : undefined)
  for (let n = 0; n < 3; n += 1) await answers('T1')
  expect((await answers('T1')).cost).not.toContain(`${STATUS} processing`)
})

test('of what is wanted while a call is under way only the last is sent', async () => {
  const { status, answers } = open()
  const { at } = await answers('T1')
  calls = []
  fault = () => ({ delayMs: 100 })
  for (let n = 0; n < 5; n += 1) {
    status.thinking(at)
    status.rested(at)
  }
  status.closed(at)
  await status.statusesSent()
  expect(calls).toEqual([`${STATUS} processing`, `${STATUS} closed`])
})

test('where nothing was said to begin with, nothing is said to end, unless another process may have begun', async () => {
  const { status } = open()
  const at = { workspace: 'T1', thread: `${channel}:1.000001` }
  status.rested(at)
  await status.statusesSent()
  expect(calls).toEqual([])
  status.rested(at, { mayBeEarlier: true })
  await status.statusesSent()
  expect(calls).toEqual([`${STATUS} active`])
})
