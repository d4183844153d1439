import { checkedBlocks } from './blocks.ts'
import type { Block } from './contract.ts'
import { type Field, type Fields, isBlocks, isFields, textOf } from './fields.ts'
import { aboutPost, inRoom, type Method, refusal } from './method.ts'
import type { Parts } from './parts.ts'
import { BOT_USER_ID } from './sample-workspace.ts'
import { type Post, startsThread } from './workspace.ts'

const TEXT_MAX = 12_000 // of one stream, in all
const LIFE_MS = 5 * 60_000

/** Messages that grow while the app writes them. */
export const streamMethods: Record<string, Method> = {
  'chat.startStream': inRoom((room, args, parts) => {
    const threadTs = textOf(args.thread_ts)
    if (room.isArchived) return refusal('is_archived')
    if (threadTs === undefined && room.kind === 'im') return refusal('invalid_thread_ts')
    if (threadTs !== undefined && !startsThread(room, threadTs)) return refusal('thread_not_found')
    if (room.kind === 'channel' && !textOf(args.recipient_user_id)) return refusal('missing_recipient_user_id')
    if (room.kind === 'channel' && !textOf(args.recipient_team_id)) return refusal('missing_recipient_team_id')
    const { grown, refused } = grow({ text: '', blocks: undefined }, args)
    if (refused) return refused
    const stream = { startedAt: parts.now().getTime(), state: 'open' as const }
    const post = parts.talk.post({ room, user: BOT_USER_ID, byApp: true, threadTs, stream, ...grown })
    return { ok: true, channel: room.id, ts: post.ts }
  }),

  'chat.appendStream': aboutPost('ts', (post, args, parts) => {
    const refused = whyClosed(post, parts) ?? append(post, args, parts)
    return refused ?? { ok: true, channel: post.room.id, ts: post.ts }
  }),

  'chat.stopStream': aboutPost('ts', (post, args, parts) => {
    const { blocks, problem } = checkedBlocks(args.blocks)
    if (problem) return refusal(problem.error, problem.messages)
    const { grown, refused } = grow(post, args)
    const closed = whyClosed(post, parts) ?? refused
    if (closed || !post.stream) return closed ?? refusal('message_not_in_streaming_state')
    const metadata = isFields(args.metadata) ? args.metadata : undefined
    const all = blocks ? [...(grown.blocks ?? []), ...blocks] : grown.blocks
    parts.talk.edit(post, { text: grown.text, blocks: all, metadata, stream: { ...post.stream, state: 'done' } })
    return { ok: true, channel: post.room.id, ts: post.ts }
  }),
}

function append(post: Post, args: Fields, parts: Parts): Fields | undefined {
  const { grown, refused } = grow(post, args)
  if (!refused) parts.talk.edit(post, grown)
  return refused
}

function whyClosed(post: Post, parts: Parts): Fields | undefined {
  if (post.stream?.state === 'stopped') return refusal('stopped_by_user')
  const isOver = post.stream?.state !== 'open' || parts.now().getTime() - post.stream.startedAt > LIFE_MS
  return isOver ? refusal('message_not_in_streaming_state') : undefined
}

type Content = { text: string; blocks: Block[] | undefined }

/** What the message is after more text, tasks or blocks: its text in one markdown block, the rest below. */
function grow(before: Content, args: Fields): { grown: Content; refused?: Fields } {
  const chunks = args.chunks === undefined ? [] : args.chunks
  if (!Array.isArray(chunks) || !chunks.every(isChunk)) return { grown: before, refused: refusal('invalid_chunks') }
  const more = [
    textOf(args.markdown_text),
    ...chunks.map((chunk) => (chunk.type === 'markdown_text' ? textOf(chunk.text) : '')),
  ]
  const text = before.text + more.join('')
  if (text.length > TEXT_MAX) return { grown: before, refused: refusal('msg_too_long') }

  const rest = new Map<string, Fields>(
    before.blocks?.filter((block) => block.type !== 'markdown').map((block) => [keyOf(block), block]),
  )
  for (const block of chunks.flatMap(blocksOf)) rest.set(keyOf(block), { ...rest.get(keyOf(block)), ...block })
  const written: Fields[] = text === '' ? [] : [{ type: 'markdown', text }]
  const { blocks, problem } = checkedBlocks([...written, ...rest.values()])
  return problem ? { grown: before, refused: refusal(problem.error, problem.messages) } : { grown: { text, blocks } }
}

const CHUNKS = ['markdown_text', 'task_update', 'plan_update', 'blocks']
const isChunk = (chunk: Field): chunk is Fields => isFields(chunk) && CHUNKS.includes(String(chunk.type))

/** A task is one card that later updates change; other blocks are added. */
function blocksOf(chunk: Fields): Fields[] {
  if (chunk.type === 'blocks' && isBlocks(chunk.blocks)) return chunk.blocks
  if (chunk.type !== 'task_update') return []
  return [{ type: 'task_card', task_id: chunk.id, title: chunk.title, status: chunk.status }]
}

const keyOf = (block: Fields) =>
  `${String(block.type)} ${String(block.task_id ?? block.block_id ?? JSON.stringify(block))}`
