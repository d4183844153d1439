import { z } from 'zod'
import { wishOf } from '../coaching/wish.ts'
import type { Incoming, Word } from '../flows/take-in.ts'
import { inEnglish } from '../words/typed.ts'
import { plainText } from './text.ts'

/** What we are in the workspace. */
export type Bot = { userId: string; botId: string }

/** What is to become of something that Slack delivered. */
export type Reading = { do: 'keep'; item: Incoming } | { do: 'drop' } | { do: 'pass-on' }

const WORDS: Word[] = ['end', 'score', 'help']
/** In a thread these are what somebody says. */
const WORDS_AT_THE_TOP: Word[] = ['progress', 'settings']

const envelope = z.object({
  type: z.literal('event_callback'),
  team_id: z.string(),
  event_id: z.string(),
  event_time: z.number().optional(),
  authorizations: z.array(z.object({ team_id: z.string().nullable() })).optional(),
  event: z.looseObject({ type: z.string(), subtype: z.string().optional() }),
})
/** What a person waits for: a command, or a button, a form and their like. */
const asked = z.union([
  z.object({ command: z.string(), user_id: z.string() }),
  z.object({ type: z.string(), user: z.object({ id: z.string() }) }),
])
const opened = z.object({ user: z.string() })
/** A message's time by Slack's count, which is its name in its channel. */
const ts = z.string().regex(/^\d{1,12}\.\d{1,9}$/)
/** What a person can write. Slack gives "also send to #channel" and attachments a subtype of their own. */
const message = z.object({
  type: z.enum(['message', 'app_mention']),
  subtype: z.enum(['thread_broadcast', 'file_share']).optional(),
  channel: z.string(),
  channel_type: z.string().optional(),
  user: z.string(),
  text: z.string().default(''),
  ts,
  thread_ts: ts.optional(),
  bot_id: z.undefined().optional(),
})
const changed = z.object({
  ts: z.string().default(''),
  channel: z.string(),
  message: z.object({
    user: z.string().optional(),
    bot_id: z.undefined().optional(),
    subtype: z.string().optional(),
    text: z.string().default(''),
    ts,
    thread_ts: ts.optional(),
  }),
  previous_message: z
    .object({ text: z.string().optional(), user: z.string().optional(), bot_id: z.string().optional() })
    .optional(),
})
const deleted = z.object({
  channel: z.string(),
  deleted_ts: ts,
  previous_message: z
    .object({ thread_ts: z.string().optional(), user: z.string().optional(), bot_id: z.string().optional() })
    .optional(),
})
/** Our own token, not that of a person. */
const revoked = z.object({ tokens: z.object({ bot: z.tuple([z.string()], z.string()) }) })
/** A person's profile or account changed: of interest only where the account is no more. */
const left = z.object({ user: z.object({ id: z.string(), deleted: z.literal(true) }) })
const stopped = z.object({ channel: z.string(), user: z.string(), thread_ts: ts })

/** Reads what Slack delivered: an item to keep before Slack hears "ok", something for Bolt, or nothing of ours. */
export function readIncoming(body: unknown, bot: Bot): Reading {
  const { data } = envelope.safeParse(body)
  if (!data) return { do: asked.safeParse(body).success ? 'pass-on' : 'drop' }
  const { event } = data
  const common = { workspace: data.authorizations?.[0]?.team_id ?? data.team_id, eventId: data.event_id }

  if (event.type === 'app_home_opened') return { do: opened.safeParse(event).success ? 'pass-on' : 'drop' }
  if (event.type === 'app_uninstalled' || (event.type === 'tokens_revoked' && revoked.safeParse(event).success)) {
    return { do: 'keep', item: { ...common, kind: 'uninstall', ...(data.event_time ? { at: data.event_time } : {}) } }
  }
  if (event.type === 'agent_session_stopped') {
    const stop = stopped.safeParse(event).data
    if (!stop) return { do: 'drop' }
    return {
      do: 'keep',
      item: { ...common, kind: 'stop', actor: stop.user, channel: stop.channel, threadTs: stop.thread_ts },
    }
  }
  if (event.type === 'user_change') {
    const gone = left.safeParse(event).data
    return gone ? { do: 'keep', item: { ...common, kind: 'gone', actor: gone.user.id } } : { do: 'drop' }
  }
  if (event.subtype === 'message_changed') return readChange(event, common, bot)
  if (event.subtype === 'message_deleted') return readDeletion(event, common, bot)

  const said = message.safeParse(event).data
  if (!said || said.user === bot.userId) return { do: 'drop' }
  const text = plainText(said.text, bot.userId)
  const direct = said.channel_type === 'im' || said.channel.startsWith('D')
  const words = direct && !said.thread_ts ? [...WORDS, ...WORDS_AT_THE_TOP] : WORDS
  const typed = inEnglish(text.toLowerCase().replace(/[.!\s]+$/, ''))
  const word = words.find((one) => one === typed)
  const wish = wishOf(text)
  return {
    do: 'keep',
    item: {
      ...common,
      kind: 'message',
      actor: said.user,
      channel: said.channel,
      ts: said.ts,
      ...(said.thread_ts ? { threadTs: said.thread_ts } : {}),
      text,
      ...(word ? { word } : {}),
      ...(wish ? { wish } : {}),
      direct,
      mention: said.type === 'app_mention',
    },
  }
}

type Common = { workspace: string; eventId: string }

function readChange(event: unknown, common: Common, bot: Bot): Reading {
  const change = changed.safeParse(event).data
  if (!change || change.message.user === bot.userId) return { do: 'drop' }
  const at = {
    channel: change.channel,
    ts: change.message.ts,
    ...(change.message.thread_ts ? { threadTs: change.message.thread_ts } : {}),
  }
  const { user: wrote, bot_id: by } = change.previous_message ?? {}
  if (change.message.subtype === 'tombstone' && (wrote === bot.userId || by)) return { do: 'drop' } // we took it away
  // the first message of a thread that has replies is not deleted but turned into a tombstone
  if (change.message.subtype === 'tombstone') return { do: 'keep', item: { ...common, kind: 'deletion', ...at } }
  if (change.previous_message?.text === change.message.text) return { do: 'drop' } // a link was unfurled
  const { user: actor, text } = change.message
  if (!actor) return { do: 'drop' }
  const direct = change.channel.startsWith('D')
  const words = plainText(text, bot.userId)
  const wish = wishOf(words)
  const what = { text: words, ...(wish ? { wish } : {}) }
  const edit = { kind: 'edit' as const, actor, ...at, ...what, direct, editedAt: change.ts }
  return { do: 'keep', item: { ...common, ...edit } }
}

function readDeletion(event: unknown, common: Common, bot: Bot): Reading {
  const deletion = deleted.safeParse(event).data
  if (!deletion || deletion.previous_message?.user === bot.userId || deletion.previous_message?.bot_id)
    return { do: 'drop' }
  const threadTs = deletion.previous_message?.thread_ts
  const at = { channel: deletion.channel, ts: deletion.deleted_ts, ...(threadTs ? { threadTs } : {}) }
  return { do: 'keep', item: { ...common, kind: 'deletion', ...at } }
}
