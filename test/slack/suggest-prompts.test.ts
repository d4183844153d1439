import { openLog } from '../../src/log.ts'
import type { CallFault } from '../../src/playground/call.ts'
import { openPlayground, type Playground } from '../../src/playground/playground.ts'
import { openWebClient } from '../../src/slack/connection/web-client.ts'
import { openSuggestPrompts } from '../../src/slack/outgoing/suggest-prompts.ts'
import { ANA } from '../person.ts'
import { manifest } from './joined-bot.ts'

const HOUR_MS = 60 * 60_000
const SUGGEST = 'assistant.threads.setSuggestedPrompts'

let playground: Playground
let place: string
let fault: CallFault | undefined
let asked = 0
const log = openLog(() => undefined)
beforeAll(async () => {
  const onCall = (method: string) => {
    if (method !== SUGGEST) return undefined
    asked += 1
    return fault
  }
  playground = await openPlayground({ port: 0, log, manifest, onCall })
  const im = await playground.act(ANA, { do: 'open-im', user: 'U08PLAYGBOT' })
  place = im.ok ? (im.channel ?? '') : ''
})
afterAll(() => playground.close())

/** Suggests prompts in a workspace, and counts the calls that this costs. */
function openCosts() {
  const clock = { ms: 0 }
  const web = openWebClient(playground.botToken, playground.apiUrl, log)
  const suggest = openSuggestPrompts(web, log, () => clock.ms)
  async function costOf(workspace: string): Promise<number> {
    asked = 0
    suggest({ workspace, place }, { isOpen: false })
    await web.auth.test() // its answer comes after that of the call before it
    await web.auth.test()
    return asked
  }
  return { clock, costOf }
}

test.each([
  'missing_scope',
  'not_allowed_token_type',
  'feature_disabled',
  'unknown_method',
  'deprecated_endpoint',
  'invalid_arguments',
])('where Slack answers %s no prompts are suggested for an hour, and elsewhere they are', async (error) => {
  const { clock, costOf } = openCosts()
  fault = { body: { ok: false, error } }
  expect(await costOf('T1')).toBe(1)
  fault = undefined
  expect(await costOf('T1')).toBe(0)
  expect(await costOf('T2')).toBe(1)
  clock.ms += HOUR_MS
  expect(await costOf('T1')).toBe(1)
})

test('what passes or is of one conversation alone ends nothing', async () => {
  const { costOf } = openCosts()
  for (const error of ['ratelimited', 'internal_error', 'channel_not_found']) {
    fault = { body: { ok: false, error } }
    expect(await costOf('T1')).toBe(1)
  }
})
