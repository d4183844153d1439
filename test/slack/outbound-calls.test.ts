import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { isWithheld } from '../../src/fault.ts'
import { openLog } from '../../src/log.ts'
import type { OnCall } from '../../src/playground/call.ts'
import { openPlayground, type Playground } from '../../src/playground/playground.ts'
import { openOutboundCalls } from '../../src/slack/connection/outbound-calls.ts'
import { endsEverything, slackFault } from '../../src/slack/connection/slack-fault.ts'
import { openWebClient } from '../../src/slack/connection/web-client.ts'
import { ANA, JONAS } from '../person.ts'
import { manifest } from './joined-bot.ts'

let playground: Playground
let fault: OnCall
let attempts: { method: string; channel: unknown; at: number }[]
let logged: string[]
const log = openLog((line) => logged.push(line))
beforeAll(async () => {
  const onCall: OnCall = (method, args) => {
    attempts.push({ method, channel: args.channel, at: performance.now() })
    return fault(method, args)
  }
  playground = await openPlayground({ port: 0, log, manifest, onCall })
})
beforeEach(() => {
  fault = () => undefined
  attempts = []
  logged = []
})
afterAll(() => playground.close())

const HELD = { status: 429, headers: { 'retry-after': '1' }, body: { ok: false, error: 'ratelimited' } }

/** A client behind a gate of its own, whose clock a test may push on. */
function openClient(postsAMinute?: number) {
  const clock = { ahead: 0 }
  const gate = openOutboundCalls({ postsAMinute, log, now: () => performance.now() + clock.ahead })
  const web = openWebClient(playground.botToken, playground.apiUrl, log, gate)
  const direct = async (users: string) => (await web.conversations.open({ users })).channel?.id ?? ''
  const post = (channel: string, text = 'x') => web.chat.postMessage({ channel, text })
  return { gate, web, clock, direct, post }
}

test('nothing goes to a channel before Slack wants it, and other channels go on', async () => {
  const { direct, post } = openClient()
  const [ana, jonas] = [await direct(ANA), await direct(JONAS)]
  fault = (_, { channel }) => (channel === ana ? HELD : undefined)
  await expect(post(ana)).rejects.toMatchObject({ retryAfter: 1 })
  fault = () => undefined
  attempts = []
  const held = post(ana)
  await post(jonas)
  expect(attempts.map(({ channel }) => channel)).toEqual([jonas])
  await held // it waits by itself where that is short
  expect(attempts).toHaveLength(2)
})

test('a post that would wait long is answered at once with how long, and does not go out', async () => {
  const { direct, post } = openClient()
  const ana = await direct(ANA)
  fault = () => ({ ...HELD, headers: { 'retry-after': '20' } })
  await expect(post(ana)).rejects.toMatchObject({ retryAfter: 20 })
  attempts = []
  await expect(post(ana)).rejects.toMatchObject({ retryAfter: 20 })
  expect(attempts).toEqual([])
})

test('posts of a channel go out one after the other, in order', async () => {
  const { direct, post } = openClient()
  const ana = await direct(ANA)
  fault = (method) => (method === 'chat.postMessage' ? { delayMs: 150 } : undefined)
  attempts = []
  const sent = await Promise.all(['1', '2', '3'].map((text) => post(ana, text)))
  const [first = 0, second = 0, third = 0] = attempts.map(({ at }) => at)
  expect(Math.min(second - first, third - second)).toBeGreaterThanOrEqual(140)
  expect(sent.map(({ ts }) => ts).toSorted()).toEqual(sent.map(({ ts }) => ts))
})

test('a status for which there is no room is left out, and a form is opened all the same', async () => {
  const { web, direct, post } = openClient(300)
  const ana = await direct(ANA)
  for (const text of ['1', '2', '3']) await post(ana, text)
  attempts = []
  const status = { channel_id: ana, thread_ts: '1.000000', status: 'is thinking…' }
  await expect(web.assistant.threads.setStatus(status)).rejects.toHaveProperty('retryAfter')
  expect(attempts).toEqual([])
  const form = web.views.open({
    trigger_id: 'x',
    view: { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [] },
  })
  await expect(form).rejects.toThrow('invalid_trigger')
  expect(attempts).toMatchObject([{ method: 'views.open' }])
})

test('a token that Slack refuses is tried once in five minutes, the gate says why, and all goes on once it is right', async () => {
  const { gate, clock, direct, post } = openClient()
  const ana = await direct(ANA)
  fault = () => ({ body: { ok: false, error: 'token_revoked' } })
  attempts = []
  for (let tries = 0; tries < 20; tries++) await expect(post(ana)).rejects.toThrow('token_revoked')
  expect(attempts).toHaveLength(1)
  expect(gate.shutBecause()).toBe('token_revoked')
  clock.ahead += 5 * 60_000
  const again = await Promise.allSettled(Array.from({ length: 20 }, () => post(ana)))
  expect(again.filter(({ status }) => status === 'fulfilled')).toEqual([])
  expect(attempts).toHaveLength(2)
  clock.ahead += 5 * 60_000
  fault = () => undefined
  await post(ana)
  await post(ana)
  expect(gate.shutBecause()).toBeUndefined()
  expect(logged.filter((line) => line.includes('refuses our token'))).toHaveLength(1)
})

test('after the app was removed nothing goes out, neither what waited nor what comes, until it is there again', async () => {
  const { gate, clock, direct, post } = openClient()
  const ana = await direct(ANA)
  fault = () => ({ delayMs: 200 })
  attempts = []
  const underWay = post(ana)
  const waits = expect(post(ana)).rejects.toThrow('app_uninstalled')
  while (attempts.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  gate.leave()
  await underWay // it was too late for that one, and it proves nothing
  await waits
  await expect(post(ana)).rejects.toThrow('app_uninstalled')
  expect(attempts).toHaveLength(1)
  clock.ahead += 5 * 60_000
  await post(ana)
  expect(gate.shutBecause()).toBeUndefined()
})

test('an answer that is cut off or no JSON is the caller’s to judge', async () => {
  const { direct, post } = openClient()
  const ana = await direct(ANA)
  fault = (method) => (method === 'chat.postMessage' ? { dropAnswer: true } : undefined)
  await expect(post(ana)).rejects.toThrow()
  fault = () => undefined
  await post(ana)
})

test('where Slack holds reading back, whoever looks before a post goes before whoever looks back', async () => {
  const { gate, web, clock, direct } = openClient()
  const patient = openWebClient(playground.botToken, playground.apiUrl, log, { ...gate, fetch: gate.patiently })
  const channel = await direct(ANA)
  fault = () => ({ ...HELD, headers: { 'retry-after': '60' } })
  await expect(patient.conversations.history({ channel })).rejects.toMatchObject({ retryAfter: 60 })
  fault = () => undefined
  await expect(patient.conversations.history({ channel })).rejects.toMatchObject({ retryAfter: 65 })
  clock.ahead = 60_000
  await web.conversations.history({ channel })
})

const documented = z
  .object({ everyMethod: z.array(z.string()), methods: z.record(z.string(), z.array(z.string())) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'documented-errors.json'), 'utf8')))
const withheld = () => logged.filter((line) => line.includes('Slack withholds something'))

test('whatever waits until people put it right is told to an operator, and nothing else is', async () => {
  const { clock, direct, post } = openClient()
  const ana = await direct(ANA)
  const errors = [...documented.everyMethod, ...(documented.methods['chat.postMessage'] ?? [])]
  for (const error of new Set(errors.filter((one) => !endsEverything(one)))) {
    fault = () => ({ body: { ok: false, error } })
    logged = []
    clock.ahead += 60_000 // there is room for the next post
    const met = await post(ana).then(() => undefined, slackFault)
    expect({ error, isTold: withheld().length === 1 }).toEqual({ error, isTold: met !== undefined && isWithheld(met) })
  }
})

test('no alarm says that something waits where another call does it, or where it is left out', async () => {
  const { web, direct, post } = openClient()
  const ana = await direct(ANA)
  const refused = async (error: string, call: () => Promise<unknown>) => {
    fault = () => ({ body: { ok: false, error } })
    logged = []
    await expect(call()).rejects.toThrow(error)
    return withheld().map((line): unknown => JSON.parse(line))
  }
  const status = { channel_id: ana, thread_ts: '1.000000', status: 'active' } as const
  for (const error of ['missing_scope', 'enterprise_is_restricted'])
    expect(await refused(error, () => web.agents.sessions.setStatus(status))).toEqual([])
  const file = () => web.files.getUploadURLExternal({ filename: 'x.json', length: 1 })
  expect(await refused('missing_scope', file)).toMatchObject([{ meanwhile: 'left-out' }])
  expect(await refused('restricted_action', () => post(ana))).toMatchObject([{ meanwhile: 'moves-or-waits' }])
  expect(await refused('ekm_access_denied', () => post(ana))).toMatchObject([{ meanwhile: 'waits' }])
})
