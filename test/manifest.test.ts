import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AGENT_SCOPES, EVENT_SCOPES, METHOD_SCOPES, OPTIONAL_METHOD_SCOPES } from '../src/slack/connection/scopes.ts'

const root = join(import.meta.dirname, '..')
const text = (max: number, min = 1) => z.string().min(min).max(max)

/** The parts of Slack's manifest that we use, with Slack's limits. Anything else is a slip. */
const manifest = z.strictObject({
  display_information: z.strictObject({
    name: text(35),
    description: text(140),
    long_description: text(4_000, 175),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    agent_view: z
      .strictObject({
        agent_description: text(300),
        suggested_prompts: z
          .array(z.strictObject({ title: text(75), message: text(1_000) }))
          .min(1)
          .max(4),
      })
      .optional(),
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true), // without it nobody can write to the bot
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({ display_name: text(80), always_online: z.boolean() }),
    shortcuts: z
      .array(
        z.strictObject({
          name: text(24),
          type: z.enum(['message', 'global']),
          callback_id: text(255),
          description: text(150),
        }),
      )
      .max(10),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/[a-z0-9_-]{1,31}$/),
          description: text(2_000),
          usage_hint: text(1_000),
          should_escape: z.boolean(),
        }),
      )
      .length(1),
  }),
  oauth_config: z.strictObject({
    scopes: z.strictObject({ bot: z.array(z.string()), bot_optional: z.array(z.string()) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(z.string()) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true) }),
    org_deploy_enabled: z.literal(false),
    socket_mode_enabled: z.literal(true),
    token_rotation_enabled: z.literal(false),
  }),
})
const read = (file: string) => manifest.parse(JSON.parse(readFileSync(join(root, file), 'utf8')))
const agent = read('manifest.json')
const plain = read('manifest.plain.json')
const sorted = (items: Iterable<string>) => [...new Set(items)].sort()

test('the plain manifest is the other without what only the agent view has', () => {
  const { agent_view: _, ...features } = agent.features
  expect(plain).toEqual({
    ...agent,
    features,
    oauth_config: {
      scopes: {
        ...agent.oauth_config.scopes,
        bot: agent.oauth_config.scopes.bot.filter((scope) => !AGENT_SCOPES.includes(scope)),
      },
    },
    settings: {
      ...agent.settings,
      event_subscriptions: {
        bot_events: agent.settings.event_subscriptions.bot_events.filter((event) => event !== 'agent_session_stopped'),
      },
    },
  })
})

test('the manifest asks for the scopes that our calls, events and command need, and for no others', () => {
  const needed = [...Object.values(METHOD_SCOPES), ...Object.values(EVENT_SCOPES), ['commands']].flat()
  expect(sorted(agent.oauth_config.scopes.bot)).toEqual(sorted(needed))
  const optional = Object.values(OPTIONAL_METHOD_SCOPES).flat()
  expect(sorted(agent.oauth_config.scopes.bot_optional)).toEqual(sorted(optional))
  expect(needed.filter((scope) => optional.includes(scope))).toEqual([])
  expect(sorted(agent.settings.event_subscriptions.bot_events)).toEqual(sorted(Object.keys(EVENT_SCOPES)))
})

test('the table of scopes holds the methods of Slack that the code calls, all of them and no others', () => {
  const folder = join(root, 'src')
  const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('playground') && !file.startsWith('llm'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')
  const called = [
    ...code.matchAll(
      /\.((?:agents|assistant|auth|chat|conversations|files|reactions|team(?=\.profile)|usergroups|users|views)(?:\s*\.[a-zA-Z]+)+)\(/g,
    ),
    ...code.matchAll(/apiCall\(\s*'([\w.]+)'/g),
  ].map(([, method = '']) => method.replace(/\s/g, ''))
  expect(sorted(called)).toEqual(sorted(Object.keys({ ...METHOD_SCOPES, ...OPTIONAL_METHOD_SCOPES })))
})
