import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readManifest } from '../../src/playground/manifest.ts'
import { expected, manifest, openJoined } from './joined-app.ts'

const GENERAL = 'C08GENERAL1'
const oauth_config = {
  scopes: {
    bot: ['app_mentions:read', 'channels:history', 'chat:write', 'im:history', 'im:write'],
    bot_optional: ['channels:history'],
  },
}
const settings = { event_subscriptions: { bot_events: ['app_mention', 'message.channels', 'message.im'] } }

let joined: Awaited<ReturnType<typeof openJoined>>
const heard: string[] = []
const last = expected<void>()
beforeAll(async () => {
  joined = await openJoined(
    (app) => {
      app.event('message', async ({ event }) => {
        heard.push(event.channel)
        if (event.channel.startsWith('D')) last.now()
      })
      app.event('app_mention', async () => void heard.push('mention'))
    },
    { manifest: { ...manifest, oauth_config, settings } },
  )
})
afterAll(() => joined.close())

const refused = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'not refused',
    ({ data: { response_metadata: _, ...data } }) => data,
  )

test('a call without its scope is refused as Slack refuses it, with what it needed and what there was', async () => {
  const { client } = joined
  const provided = 'app_mentions:read,channels:history,chat:write,im:history,im:write'
  expect(await refused(client.users.info({ user: 'U08ANARIB01' }))).toEqual({
    ok: false,
    error: 'missing_scope',
    needed: 'users:read',
    provided,
  })
  expect(await refused(client.conversations.history({ channel: GENERAL }))).toBe('not refused')
})

test('an optional scope that was left out is missing for its kind of conversation alone, and its events stay away', async () => {
  const { client, playground, ana } = joined
  playground.decline(['channels:history'])
  expect(await refused(client.conversations.history({ channel: GENERAL }))).toMatchObject({
    needed: 'channels:history',
    provided: 'app_mentions:read,chat:write,im:history,im:write',
  })
  const direct = await ana.im()
  expect(await refused(client.conversations.history({ channel: direct }))).toBe('not refused')
  const { response_metadata } = await client.auth.test()
  expect(response_metadata?.scopes).not.toContain('channels:history')

  await ana.act({ do: 'say', channel: GENERAL, text: 'Nobody of ours hears this.' })
  await ana.act({ do: 'say', channel: GENERAL, text: '@echo but this.' })
  await ana.act({ do: 'say', channel: direct, text: 'And this.' })
  await last.is
  expect(heard.filter((what) => what !== 'mention')).toEqual([direct])
  expect(() => playground.decline(['chat:write'])).toThrow(/does not call them optional: chat:write/)
})

/** Each rule of Slack's for a manifest, with one that breaks it. */
const { features } = manifest
const [shortcut] = features.shortcuts
const [command] = features.slash_commands
test.each([
  [
    'an optional scope that is not among the scopes',
    { oauth_config: { scopes: { bot: [], bot_optional: ['users:read'] } } },
    /users:read must be in bot too/,
  ],
  ['the same for people', { oauth_config: { scopes: { user_optional: ['users:read'] } } }, /must be in user too/],
  ['a name of the bot in capitals', { features: { ...features, bot_user: { display_name: 'Echo' } } }, /has a-z, 0-9/],
  ['a name that is too long', { display_information: { name: 'x'.repeat(36) } }, /35/],
  ['a long description that is short', { display_information: { name: 'Echo', long_description: 'Short.' } }, /175/],
  [
    'two kinds of agent',
    { features: { ...features, assistant_view: { assistant_description: 'x' } } },
    /exclude each other/,
  ],
  ['an agent that is not described', { features: { ...features, agent_view: {} } }, /agent_description/],
  [
    'five prompts',
    {
      features: {
        ...features,
        agent_view: {
          agent_description: 'x',
          suggested_prompts: Array.from({ length: 5 }, () => ({ title: 'a', message: 'b' })),
        },
      },
    },
    /4/,
  ],
  ['eleven shortcuts', { features: { ...features, shortcuts: Array.from({ length: 11 }, () => shortcut) } }, /10/],
  [
    'a shortcut with a long name',
    { features: { ...features, shortcuts: [{ ...shortcut, name: 'x'.repeat(25) }] } },
    /24/,
  ],
  [
    'a command with a long name',
    { features: { ...features, slash_commands: [{ ...command, command: `/${'x'.repeat(32)}` }] } },
    /32/,
  ],
  [
    'a long hint',
    { features: { ...features, slash_commands: [{ ...command, usage_hint: 'x'.repeat(1_001) }] } },
    /1000/,
  ],
  [
    'too many events',
    { settings: { event_subscriptions: { bot_events: Array.from({ length: 101 }, (_, at) => `e${at}`) } } },
    /100/,
  ],
  ['too many scopes', { oauth_config: { scopes: { bot: Array.from({ length: 256 }, (_, at) => `s${at}`) } } }, /255/],
  ['a word that Slack does not know', { features: { ...features, agent: {} } }, /agent/],
])('a manifest with %s is refused', (_what, change, why) => {
  expect(() => readManifest({ ...manifest, ...change })).toThrow(why)
})

test('the manifests of the bot keep the rules', () => {
  for (const file of ['manifest.json', 'manifest.plain.json'])
    readManifest(JSON.parse(readFileSync(join(import.meta.dirname, '../..', file), 'utf8')))
})
