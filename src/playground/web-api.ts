import { agentMethods } from './agent-methods.ts'
import { chatMethods } from './chat-methods.ts'
import { conversationMethods } from './conversation-methods.ts'
import { type Fields, parsed, textOf } from './fields.ts'
import { fileMethods } from './file-methods.ts'
import { groupMethods } from './group-methods.ts'
import { historyMethods } from './history-methods.ts'
import { type Method, refusal } from './method.ts'
import type { Parts } from './parts.ts'
import { peopleMethods } from './people-methods.ts'
import { METHODS } from './slack-rules.ts'
import { streamMethods } from './stream-methods.ts'
import { viewMethods } from './view-methods.ts'

export type Tokens = { bot: string; app: string }

/** Answers a call of Slack's Web API. What is wrong with a call is said in the answer, as Slack does. */
export function callMethod(
  name: string,
  args: Fields,
  token: string | undefined,
  parts: Parts,
  tokens: Tokens,
): Fields {
  const method = DONE.get(name)
  const rule = METHODS.get(name)
  if (!method || !rule) return { ok: false, error: 'unknown_method', req_method: name }
  const unknown = Object.keys(args).filter((argument) => !rule.takes.includes(argument))
  if (unknown.length > 0) {
    const messages = unknown.map((argument) => `[ERROR] invalid additional property: ${argument} [json-pointer:/]`)
    return refusal('invalid_arguments', messages)
  }
  if (name === NO_TOKEN) return method(args, parts)
  if (!token) return refusal('not_authed')
  if (token !== tokens.bot && token !== tokens.app) return refusal('invalid_auth')
  if ((token === tokens.app) !== (name === 'apps.connections.open')) return refusal('not_allowed_token_type')
  return parts.granted.refusal(name, args, parts.workspace) ?? method(args, parts)
}

/** The arguments of a call, whose objects a form carries as JSON. */
export function readArguments(given: Fields): Fields {
  const args: Fields = { ...given }
  for (const name of JSON_ARGUMENTS) {
    const value = textOf(args[name])
    if (value !== undefined) args[name] = parsed(value) ?? value
  }
  return args
}

const JSON_ARGUMENTS = [
  'blocks',
  'attachments',
  'metadata',
  'view',
  'files',
  'prompts',
  'chunks',
  'loading_messages',
  'message',
]

const NO_TOKEN = 'blocks.validate'

const DONE = new Map<string, Method>(
  Object.entries({
    'apps.connections.open': (_args, parts) => ({ ok: true, url: parts.socketUrl() }),
    ...chatMethods,
    ...conversationMethods,
    ...groupMethods,
    ...historyMethods,
    ...fileMethods,
    ...peopleMethods,
    ...viewMethods,
    ...agentMethods,
    ...streamMethods,
  } satisfies Record<string, Method>),
)
