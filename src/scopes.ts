/**
 * What Slack asks a bot's token for: the one table of it, by which the manifests are written, the doctor looks, and the playground refuses.
 * Sources: the page of each method and event under docs.slack.dev/reference, and github.com/slack-ruby/slack-api-ref.
 */

/** What a conversation is: a public channel, a private one, a direct message with one person, or with several. */
export type Kind = 'channel' | 'group' | 'im' | 'mpim'
const KINDS: readonly Kind[] = ['channel', 'group', 'im', 'mpim']

/** Scopes of which any one is enough, [] where every token is; or by the kind of the conversation that it is about. */
type Needs = readonly string[] | Partial<Record<Kind, string>>

const HISTORY = { channel: 'channels:history', group: 'groups:history', im: 'im:history', mpim: 'mpim:history' }
const READ = { channel: 'channels:read', group: 'groups:read', im: 'im:read', mpim: 'mpim:read' }
const POST = ['chat:write']

/** Each method of Slack's Web API, those that we call among them → what it needs. */
const METHOD_SCOPES: Record<string, Needs> = {
  'agents.sessions.rename': POST,
  'agents.sessions.setStatus': POST,
  'apps.connections.open': [], // with the app's own token, whose scope is connections:write
  'assistant.threads.setStatus': ['chat:write', 'assistant:write'], // docs.slack.dev/changelog/2026/03/05/set-status-scope-update
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'assistant.threads.setTitle': ['assistant:write'],
  'auth.test': [],
  'blocks.validate': [],
  'bots.info': ['users:read'],
  'chat.appendStream': POST,
  'chat.delete': POST,
  'chat.getPermalink': [],
  'chat.postEphemeral': POST,
  'chat.postMessage': POST,
  'chat.startStream': POST,
  'chat.stopStream': POST,
  'chat.update': POST,
  'conversations.history': HISTORY,
  'conversations.info': READ,
  'conversations.join': ['channels:join'],
  'conversations.list': Object.values(READ),
  'conversations.members': READ,
  'conversations.open': { im: 'im:write', mpim: 'mpim:write' },
  'conversations.replies': HISTORY,
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'reactions.add': ['reactions:write'],
  'reactions.remove': ['reactions:write'],
  'team.info': ['team:read'],
  'team.profile.get': ['users.profile:read'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.conversations': Object.values(READ),
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'users.profile.get': ['users.profile:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
}

/** Each event that the app may hear of → the scopes of which any one is enough. */
const EVENT_SCOPES: Record<string, readonly string[]> = {
  agent_session_stopped: POST,
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  channel_archive: ['channels:read', 'groups:read'],
  channel_id_changed: [],
  member_joined_channel: ['channels:read', 'groups:read'],
  'message.channels': [HISTORY.channel],
  'message.groups': [HISTORY.group],
  'message.im': [HISTORY.im],
  'message.mpim': [HISTORY.mpim],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  tokens_revoked: [],
  user_change: ['users:read'],
}

/** What an answer holds only where a scope besides that of its method allows it → that scope. */
export const FIELD_SCOPES: Record<string, readonly string[]> = {
  'users.list profile.email': ['users:read.email'],
}

/** What stands in a manifest besides methods and events → what it needs. Being an agent brings assistant:write: docs.slack.dev/ai/agent-sessions. */
export const FEATURE_SCOPES: Record<string, readonly string[]> = {
  agent_view: ['assistant:write'],
  shortcuts: ['commands'],
  slash_commands: ['commands'],
}

/** Any one of which allows this method, about a conversation of this kind where that is known; undefined where the method is not known. */
export function scopesFor(method: string, kind?: Kind): readonly string[] | undefined {
  const needs = METHOD_SCOPES[method]
  if (!needs) return undefined
  if (isList(needs)) return needs
  return (kind ? [kind] : KINDS).flatMap((one) => needs[one] ?? [])
}

/** The same for an event; undefined where it is not known. */
export const scopesForEvent = (event: string): readonly string[] | undefined => EVENT_SCOPES[event]

const isList = (needs: Needs): needs is readonly string[] => Array.isArray(needs)
