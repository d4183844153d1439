/** Each method of Slack's Web API that we call → the bot scopes it needs, all of them. [] where any token will do. */
export const METHOD_SCOPES = {
  'assistant.threads.setStatus': ['assistant:write'],
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'], // where the bot's threads are
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'reactions.add': ['reactions:write'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
} satisfies Record<string, string[]>

/**
 * The methods that teams are read with, on request, and the one that says who reads along in a channel: the scopes for them are optional,
 * and nothing else needs them.
 */
export const OPTIONAL_METHOD_SCOPES = {
  'conversations.info': ['channels:read', 'groups:read'],
  'team.profile.get': ['users.profile:read'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.list': ['users:read.email'], // for the addresses in what it says
  'users.profile.get': ['users.profile:read'],
} satisfies Record<string, string[]>

/** Each event that the manifests subscribe to → the bot scopes it needs. */
export const EVENT_SCOPES = {
  agent_session_stopped: ['assistant:write'],
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  tokens_revoked: [],
  user_change: ['users:read'],
} satisfies Record<string, string[]>

/** What only the agent view has: a workspace without it does well without these. */
export const AGENT_SCOPES: readonly string[] = ['assistant:write']
