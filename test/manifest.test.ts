import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readManifest } from '../src/playground/manifest.ts'
import { FEATURE_SCOPES, FIELD_SCOPES, type Kind, scopesFor, scopesForEvent } from '../src/scopes.ts'
import { CALLED_METHODS } from './called-methods.ts'

const root = join(import.meta.dirname, '..')
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
const read = (file: string) => readManifest(JSON.parse(textOf(file)))
const agent = read('manifest.json')
const plain = read('manifest.plain.json')
const MANIFESTS: [string, typeof agent][] = [
  ['manifest.json', agent],
  ['manifest.plain.json', plain],
]
/** A direct message with several people is none that we serve. */
const kindsOf = (method: string): Kind[] =>
  method === 'conversations.info' ? ['channel', 'group'] : ['channel', 'group', 'im']
const sorted = (items: Iterable<string>) => [...new Set(items)].sort()

/** What each call, in each kind of conversation that we serve, each event and each feature goes by: any one scope of each list. */
function neededBy({ features, settings }: typeof agent): [string, readonly string[]][] {
  const ofMethod = (method: string) =>
    kindsOf(method).map((kind): [string, string[]] => [
      method,
      [...(scopesFor(method, kind) ?? [`${method} is not in the table`])],
    ])
  const ofEvent = (event: string): [string, readonly string[]] => [
    event,
    scopesForEvent(event) ?? [`${event} is not in the table`],
  ]
  return [
    ...CALLED_METHODS.flatMap(ofMethod),
    ...(settings?.event_subscriptions?.bot_events ?? []).map(ofEvent),
    ...Object.entries(FEATURE_SCOPES).filter(([name]) => name in features),
    ...Object.entries(FIELD_SCOPES),
  ]
    .filter(([, scopes]) => scopes.length > 0)
    .filter(([, scopes]) => features.agent_view || !scopes.every((scope) => FEATURE_SCOPES.agent_view?.includes(scope)))
}

test('the plain manifest is the other without what only the agent view has', () => {
  const { agent_view: _, ...features } = agent.features
  const events = agent.settings?.event_subscriptions
  const scopes = agent.oauth_config?.scopes
  expect(plain).toEqual({
    ...agent,
    features,
    oauth_config: { scopes: { ...scopes, bot: scopes?.bot.filter((scope) => scope !== 'assistant:write') } },
    settings: {
      ...agent.settings,
      event_subscriptions: { bot_events: events?.bot_events.filter((event) => event !== 'agent_session_stopped') },
    },
  })
})

test.each(MANIFESTS)(
  '%s lets people write to the bot, over a socket, in one workspace',
  (_name, { features, settings }) => {
    expect(features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    })
    expect(settings).toMatchObject({
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    })
  },
)

test.each(MANIFESTS)('%s asks for a scope for each call, event and feature', (_name, manifest) => {
  const asked = manifest.oauth_config?.scopes?.bot ?? []
  const without = neededBy(manifest).filter(([, scopes]) => !scopes.some((scope) => asked.includes(scope)))
  expect(without).toEqual([])
})

test.each(MANIFESTS)('%s asks for no scope that no call, event or feature needs', (_name, manifest) => {
  const needed = neededBy(manifest).flatMap(([, scopes]) => scopes)
  expect(manifest.oauth_config?.scopes?.bot.filter((scope) => !needed.includes(scope))).toEqual([])
})

test.each(MANIFESTS)(
  'in %s everything that is about channels alone is optional, and nothing else but what reads teams',
  (_name, manifest) => {
    const { bot = [], bot_optional = [] } = manifest.oauth_config?.scopes ?? {}
    expect(sorted(bot_optional)).toEqual(
      sorted(bot.filter((scope) => /^(channels|groups|usergroups|users\.profile):|\.email$/.test(scope))),
    )
  },
)

test('docs/permissions.md has a row for each scope, says which are optional, and names no other', () => {
  const rows = [...textOf('docs/permissions.md').matchAll(/^\| `([\w:.]+)`(, optional)? \|/gm)]
  const { bot = [], bot_optional = [] } = agent.oauth_config?.scopes ?? {}
  expect(sorted(rows.map(([, scope = '']) => scope))).toEqual(sorted(bot))
  expect(sorted(rows.flatMap(([, scope = '', optional]) => (optional ? [scope] : [])))).toEqual(sorted(bot_optional))
})
