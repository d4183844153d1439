import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { openLog } from '../../src/log.ts'
import { openPlayground, type Playground } from '../../src/playground/playground.ts'
import { examine } from './doctor.ts'

const manifest: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../manifest.json'), 'utf8'))

let slack: Playground
/** In place of what the playground says that it granted. */
let scopes: string | undefined
let reply: { status: number; body: Record<string, string | boolean> } | undefined
const settings = (more = {}) => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: slack.apiUrl,
  DATA_DIR: join(import.meta.dirname, 'none'), // not there, so nothing is opened
  ...more,
})

beforeAll(async () => {
  slack = await openPlayground({
    port: 0,
    log: openLog(() => undefined),
    manifest,
    onCall: (method) => {
      if (reply) return reply
      return method === 'auth.test' && scopes ? { afterwards: true, headers: { 'x-oauth-scopes': scopes } } : undefined
    },
  })
})
/** What an installation has that left nothing out. */
const granted = z
  .object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) })
  .parse(manifest)
  .oauth_config.scopes.bot.join(',')
beforeEach(() => {
  scopes = undefined
  slack.decline([])
  reply = undefined
})
afterAll(() => slack.close())

test('an app that Slack takes is named with its workspace, scopes and socket', async () => {
  const { code, said } = await examine(settings())
  expect(said).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^✓ Slack bot token: it is @threadcoach in the workspace \w+/),
      '✓ Slack scopes: the app has all it needs, with the agent view, as in manifest.json.',
      '✓ Slack app token: Slack opens a socket for it.',
      'Nothing is wrong.',
    ]),
  )
  expect(code).toBe(0)
})

test('an app without the agent view is as good', async () => {
  scopes = granted.replace('assistant:write,', '')
  const { code, said } = await examine(settings())
  expect(said).toContain('✓ Slack scopes: the app has all it needs, without the agent view, as in manifest.plain.json.')
  expect(code).toBe(0)
})

test('scopes that the installed app lacks are named, with how to add them', async () => {
  scopes = granted.replace('im:write,', '').replace(/,users:read(?=,|$)/, '')
  const { code, all } = await examine(settings())
  expect(all).toMatch(
    /^✗ Slack scopes: the app lacks im:write, users:read\.\n {4}Paste manifest\.json .* then reinstall/m,
  )
  expect(code).toBe(1)
})

test('an app without what is optional is well, and what it goes without is named', async () => {
  slack.decline(['channels:history', 'groups:history'])
  const { code, all, said } = await examine(settings())
  expect(said).toContain('✓ Slack scopes: the app has all it needs, with the agent view, as in manifest.json.')
  expect(all).toMatch(
    /^– Slack optional scopes: the app goes without channels:history, groups:history\.\n {4}What does not work then stands in docs\/permissions\.md\./m,
  )
  expect(code).toBe(0)
})

test('a wrong token is named by its setting and never repeated, and the other is checked all the same', async () => {
  const wrong = { SLACK_BOT_TOKEN: 'xoxb-canary-one', SLACK_APP_TOKEN: 'xapp-canary-two' }
  const { code, all, said } = await examine(settings(wrong))
  expect(all).toMatch(/^✗ Slack bot token: Slack refused SLACK_BOT_TOKEN \(invalid_auth\)\.\n {4}Take the "Bot User/m)
  expect(all).toMatch(
    /^✗ Slack app token: Slack refused SLACK_APP_TOKEN \(invalid_auth\)\.\n {4}Make one with the scope/m,
  )
  expect(said.at(-1)).toBe('2 things are wrong, marked ✗.')
  expect(all).not.toContain('canary')
  expect(code).toBe(1)
})

test.each([
  ['an outage', { status: 503, body: {} }, /Slack cannot be reached \(HTTP 503\)\.\n {4}Is this machine connected/],
  ['a page that is not Slack', { status: 404, body: {} }, /Slack cannot be reached \(HTTP 404\)\.\n .*SLACK_API_URL/],
  ['a busy Slack', { status: 200, body: { ok: false, error: 'ratelimited' } }, /asks for a pause\.\n {4}Wait a minute/],
])('%s is not blamed on the token', async (_what, answer, sentence) => {
  reply = answer
  expect((await examine(settings())).all).toMatch(sentence)
})

test('over HTTP the signing secret waits for the first request', async () => {
  const { all, code } = await examine({ ...settings({ SLACK_SIGNING_SECRET: 'canary' }), SLACK_APP_TOKEN: '' })
  expect(all).toMatch(
    /^✓ Slack signing secret: it is set\.\n {4}Whether it is the right one shows when Slack first calls/m,
  )
  expect(all).not.toContain('canary')
  expect(code).toBe(0)
})
