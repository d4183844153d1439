import { z } from 'zod'
import { wordOf } from '../../coaching/alone.ts'
import { caseReply, withUnread } from '../../coaching/case.ts'
import { wishOf } from '../../coaching/wish.ts'
import type { Incoming } from '../../flows/intake/keep-incoming.ts'
import { isDirect } from '../../place.ts'
import type { Bot } from '../connection/bot.ts'
import { type Author, askerIn, authorOf, doerOf, goneMember, isByOthers, isOurInstallation } from './who.ts'
import { wordsOf } from './words.ts'

/** Why somebody is told that nothing is kept of what they wrote here. */
type Because = 'outsider' | 'group'

/** What is to become of something that Slack delivered. */
export type Reading =
  /** `isUnsure`: Slack does not say whether its author is of ours, so that is found out before anything is made of it. */
  | { do: 'keep'; item: Incoming; isUnsure?: true }
  /** Somebody of another company wrote here, or somebody of ours in a group's direct message. */
  | { do: 'decline'; actor: string; at: { channel: string; threadTs?: string; isAddressed: boolean }; because: Because }
  | { do: 'drop' }
  | { do: 'pass-on' }

const envelope = z.object({
  type: z.literal('event_callback'),
  event_id: z.string(),
  event_time: z.number().optional(),
  event: z.looseObject({ type: z.string(), subtype: z.string().optional() }),
})
/** A message's time by Slack's count, which is its name in its channel. */
const ts = z.string().regex(/^\d{1,12}\.\d{1,9}$/)
/** What a person can write. Slack gives "also send to #channel", files and what is typed after /me a subtype of their own. */
const message = z.object({
  type: z.enum(['message', 'app_mention']),
  subtype: z.enum(['thread_broadcast', 'file_share', 'me_message']).optional(),
  channel: z.string(),
  channel_type: z.string().optional(),
  ts,
  thread_ts: ts.optional(),
})
const changed = z.object({
  ts: z.string().default(''),
  channel: z.string(),
  message: z.looseObject({
    subtype: z.string().optional(),
    text: z.string().default(''),
    ts,
    thread_ts: ts.optional(),
  }),
  previous_message: z.looseObject({ text: z.string().optional() }).optional(),
})
const deleted = z.object({
  channel: z.string(),
  deleted_ts: ts,
  previous_message: z.looseObject({ thread_ts: z.string().optional() }).optional(),
})
/** Our own token, not that of a person. */
const revoked = z.object({ tokens: z.object({ bot: z.tuple([z.string()], z.string()) }) })
const stopped = z.object({ channel: z.string(), thread_ts: ts })
const moved = z.object({ old_channel_id: z.string().min(1), new_channel_id: z.string().min(1) })

/** Reads what Slack delivered: an item to keep before Slack hears "ok", something for Bolt, or nothing of ours. */
export function readIncoming(body: unknown, bot: Bot): Reading {
  const { data } = envelope.safeParse(body)
  if (!data) return { do: askerIn(body, bot) ? 'pass-on' : 'drop' }
  const { event } = data
  const from = { body, bot, common: { workspace: bot.workspace, eventId: data.event_id } }
  const { common } = from

  if (event.type === 'app_home_opened') return { do: askerIn(body, bot) ? 'pass-on' : 'drop' }
  if (event.type === 'app_uninstalled' || (event.type === 'tokens_revoked' && revoked.safeParse(event).success)) {
    if (!isOurInstallation(body, bot)) return { do: 'drop' }
    return { do: 'keep', item: { ...common, kind: 'uninstall', ...(data.event_time ? { at: data.event_time } : {}) } }
  }
  if (event.type === 'agent_session_stopped') {
    const stop = stopped.safeParse(event).data
    const doer = doerOf(event, body, bot) // that the session is theirs is looked at where it is kept
    if (!stop || !doer) return { do: 'drop' }
    return {
      do: 'keep',
      item: { ...common, kind: 'stop', actor: doer.actor, channel: stop.channel, threadTs: stop.thread_ts },
    }
  }
  if (event.type === 'channel_id_changed') {
    const move = moved.safeParse(event).data
    if (!move || move.old_channel_id === move.new_channel_id) return { do: 'drop' }
    return { do: 'keep', item: { ...common, kind: 'moved', from: move.old_channel_id, to: move.new_channel_id } }
  }
  if (event.type === 'user_change') {
    const actor = goneMember(event, bot)
    return actor ? { do: 'keep', item: { ...common, kind: 'gone', actor } } : { do: 'drop' }
  }
  if (event.subtype === 'message_changed') return readChange(event, from)
  if (event.subtype === 'message_deleted') return readDeletion(event, from)

  const said = message.safeParse(event).data
  const author = authorOf(event, body, bot)
  if (!said || !author) return { do: 'drop' }
  const direct = said.channel_type === 'im' || isDirect(said.channel)
  const mention = said.type === 'app_mention'
  const inThread = said.thread_ts ? { threadTs: said.thread_ts } : {}
  if (author.standing === 'outside') {
    const at = { channel: said.channel, ...inThread, isAddressed: direct || mention }
    return { do: 'decline', actor: author.actor, at, because: 'outsider' }
  }
  if (said.channel_type === 'mpim') {
    const at = { channel: said.channel, ...inThread, isAddressed: true }
    return mention ? { do: 'decline', actor: author.actor, at, because: 'group' } : { do: 'drop' }
  }
  const { own, brought, text } = readWords(event, bot)
  const toUs = direct ? own.replace(MENTION, '$1') : own // where nobody else hears, nobody else is meant
  const word = brought ? undefined : wordOf(toUs, direct && !said.thread_ts)
  const wish = brought ? undefined : wishOf(own)
  return {
    do: 'keep',
    item: {
      ...common,
      kind: 'message',
      actor: author.actor,
      channel: said.channel,
      ts: said.ts,
      ...inThread,
      text,
      ...(word ? { word } : {}),
      ...(wish ? { wish } : {}),
      direct,
      mention,
    },
    ...unsure(author),
  }
}

/** What a message says, and as it is kept: what was forwarded with it as the case that it brings, and that there was more than words. */
function readWords(message: unknown, bot: Bot): { own: string; brought: string; text: string } {
  const { own, brought, hasMore } = wordsOf(message, bot.userId)
  const text = caseReply(brought, own)
  return { own, brought, text: hasMore ? withUnread(text) : text }
}

const MENTION = /(^|\s)@[\p{L}\p{N}._-]{1,80}(?=\s|$)/gu

const unsure = ({ standing }: Author) => (standing === 'unsure' ? { isUnsure: true as const } : {})

/** What an event came in. */
type From = { body: unknown; bot: Bot; common: { workspace: string; eventId: string } }

function readChange(event: unknown, { body, bot, common }: From): Reading {
  const change = changed.safeParse(event).data
  if (!change) return { do: 'drop' }
  const { message, previous_message: before } = change
  const at = {
    channel: change.channel,
    ts: message.ts,
    ...(message.thread_ts ? { threadTs: message.thread_ts } : {}),
  }
  if (message.subtype === 'tombstone') {
    // the first message of a thread that has replies is not deleted but turned into a tombstone
    return isByOthers(before, body, bot) ? { do: 'drop' } : { do: 'keep', item: { ...common, kind: 'deletion', ...at } }
  }
  if (before?.text === message.text) return { do: 'drop' } // a link was unfurled
  const author = authorOf(message, body, bot)
  if (!author || author.standing === 'outside') return { do: 'drop' }
  const direct = isDirect(change.channel)
  const { own, brought, text } = readWords(message, bot)
  const wish = brought ? undefined : wishOf(own)
  const what = { text, ...(wish ? { wish } : {}) }
  const edit = { kind: 'edit' as const, actor: author.actor, ...at, ...what, direct, editedAt: change.ts }
  return { do: 'keep', item: { ...common, ...edit }, ...unsure(author) }
}

function readDeletion(event: unknown, { body, bot, common }: From): Reading {
  const deletion = deleted.safeParse(event).data
  if (!deletion || isByOthers(deletion.previous_message, body, bot)) return { do: 'drop' }
  const threadTs = deletion.previous_message?.thread_ts
  const at = { channel: deletion.channel, ts: deletion.deleted_ts, ...(threadTs ? { threadTs } : {}) }
  return { do: 'keep', item: { ...common, kind: 'deletion', ...at } }
}
