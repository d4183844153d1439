import { checkedBlocks, isTooLongTogether } from './blocks.ts'
import type { Block } from './contract.ts'
import { type Fields, flagOf, isFields, textOf } from './fields.ts'
import { aboutPost, aboutRoom, inRoom, type Method, refusal } from './method.ts'
import { APP_ID, BOT_ID, BOT_USER_ID } from './sample-workspace.ts'
import { slackMessage } from './slack-message.ts'
import { METHOD_MOST } from './slack-rules.ts'
import { type Room, startsThread } from './workspace.ts'

const TEXT_MAX = 40_000 // Slack cuts what is longer

type Content = { text: string; blocks: Block[] | undefined; metadata: Fields | undefined }

/** The chat methods: posting, changing and removing the app's messages. */
export const chatMethods: Record<string, Method> = {
  'chat.postMessage'(args, parts) {
    const person = parts.workspace.people.get(textOf(args.channel) ?? '')
    if (!person || person.isBot) return post(args, parts)
    return post({ ...args, channel: parts.workspace.im(BOT_USER_ID, person.id).id }, parts)
  },

  'chat.update': aboutPost('ts', (found, args, parts) => {
    if (!found.byApp) return refusal('cant_update_message')
    if (found.room.isArchived) return refusal('is_inactive')
    if ((textOf(args.text) ?? '').length > METHOD_MOST['chat.update'].text) return refusal('msg_too_long')
    if (found.stream?.state === 'open') return refusal('streaming_state_conflict')
    const { content, refused } = contentOf(args)
    if (refused) return refused
    const { blocks, metadata = found.metadata } = content // a text without blocks takes the old blocks away
    const mark = blocks ? undefined : { editedBy: BOT_USER_ID } // Slack marks only text edits
    parts.talk.edit(found, { text: content.text || found.text, blocks, metadata }, mark)
    return { ok: true, channel: found.room.id, ts: found.ts, text: found.text, message: slackMessage(found, true) }
  }),

  'chat.delete': aboutPost('ts', (found, _args, parts) => {
    if (!found.byApp) return refusal('cant_delete_message')
    parts.talk.remove(found)
    return { ok: true, channel: found.room.id, ts: found.ts }
  }),

  'chat.postEphemeral': inRoom((room, args, parts) => {
    const { content, refused } = contentOf(args)
    const person = textOf(args.user) ?? ''
    const isActive = parts.workspace.people.get(person)?.isDeleted !== true
    if (!room.members.has(person) || !isActive) return refusal('user_not_in_channel')
    if (room.isArchived) return refusal('is_archived')
    if (refused) return refused
    const { text, blocks } = content
    const { ts } = parts.talk.whisper({ room, person, threadTs: textOf(args.thread_ts), text, blocks })
    return { ok: true, message_ts: ts }
  }),

  'chat.getPermalink': aboutRoom((room, args, parts) => {
    const found = room.byTs.get(textOf(args.message_ts) ?? '')
    if (!found) return refusal('message_not_found')
    const thread = found.threadTs ? `?thread_ts=${found.threadTs}&cid=${room.id}` : ''
    const permalink = `${parts.url}/archives/${room.id}/p${found.ts.replace('.', '')}${thread}`
    return { ok: true, channel: room.id, permalink }
  }),
}

const post = inRoom((room, args, parts) => {
  if (room.isArchived) return refusal('is_archived')
  const { content, refused } = contentOf(args)
  if (refused) return refused
  const asked = textOf(args.thread_ts)
  const isAstray = asked !== undefined && isGone(room, asked) && parts.faults.goesAstray()
  const threadTs = isAstray ? undefined : asked
  if (threadTs !== undefined && !startsThread(room, threadTs)) return refusal('thread_not_found')
  const posted = parts.talk.post({
    room,
    user: BOT_USER_ID,
    byApp: true,
    threadTs,
    broadcast: threadTs !== undefined && flagOf(args.reply_broadcast),
    username: textOf(args.username),
    icon: textOf(args.icon_url) ?? textOf(args.icon_emoji),
    ...content,
  })
  return {
    ok: true,
    channel: room.id,
    ts: posted.ts,
    message: { ...slackMessage(posted, true), bot_profile: BOT_PROFILE },
  }
})

/** Whether a thread's first message was deleted. */
function isGone(room: Room, ts: string): boolean {
  const root = room.byTs.get(ts)
  return root === undefined || root.isTombstone
}

/** What a call wants to show, or why Slack would not show it. */
function contentOf(args: Fields): { content: Content; refused?: Fields } {
  const markdown = textOf(args.markdown_text)
  const { blocks, problem } = checkedBlocks(args.blocks)
  const text = (markdown ?? textOf(args.text) ?? '').slice(0, TEXT_MAX)
  const metadata = isFields(args.metadata) ? args.metadata : undefined
  const content: Content = {
    text,
    metadata,
    blocks: markdown === undefined ? blocks : checkedBlocks([{ type: 'markdown', text: markdown }]).blocks,
  }
  const error = problem ? undefined : contentError(args, markdown, content)
  if (problem) return { content, refused: refusal(problem.error, problem.messages) }
  return error ? { content, refused: refusal(error) } : { content }
}

function contentError(args: Fields, markdown: string | undefined, content: Content): string | undefined {
  if (markdown !== undefined && (args.text !== undefined || args.blocks !== undefined)) return 'markdown_text_conflict'
  if (markdown !== undefined && markdown.length > METHOD_MOST['chat.postMessage'].markdown_text) return 'msg_too_long'
  if (content.blocks && isTooLongTogether(content.blocks)) return 'msg_blocks_too_long'
  if (args.metadata !== undefined && !isMetadata(content.metadata)) return 'invalid_metadata_format'
  if (content.text === '' && !content.blocks) return 'no_text'
  return undefined
}

const isMetadata = (metadata: Fields | undefined) =>
  typeof metadata?.event_type === 'string' && isFields(metadata.event_payload)

const BOT_PROFILE = { id: BOT_ID, app_id: APP_ID, deleted: false }
