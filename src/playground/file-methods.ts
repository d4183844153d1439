import { type Field, type Fields, isFields, textOf } from './fields.ts'
import { type Method, refusal } from './method.ts'
import type { Parts } from './parts.ts'
import { BOT_USER_ID } from './sample-workspace.ts'
import { type HeldFile, slackFile, stated } from './shared-files.ts'
import { METHOD_MOST } from './slack-rules.ts'
import { isPublic, type Room, startsThread } from './workspace.ts'

/** Uploading in Slack's three steps: an address, the bytes to there (file-routes.ts), and sharing. */
export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal'(args, parts) {
    const name = textOf(args.filename)
    const size = Number(textOf(args.length))
    if (!name || !Number.isInteger(size) || size <= 0) return refusal('missing_argument')
    if ((textOf(args.alt_txt) ?? '').length > METHOD_MOST['files.getUploadURLExternal'].alt_txt)
      return refusal('alt_txt_too_large')
    const { id, ticket } = parts.files.expect(name, size, BOT_USER_ID)
    return { ok: true, upload_url: `${parts.url}/upload/v1/${ticket}`, file_id: id }
  },

  'files.completeUploadExternal'(args, parts) {
    const files = sharedIn(args.files, parts)
    if (!files) return refusal('invalid_arguments', ['[ERROR] files must be a list of {id, title}'])
    const { room, refused } = roomFor(args, parts)
    if (refused) return refused
    if (files.some((file) => !file?.bytes)) return refusal('file_not_found')
    const there = files.flatMap((file) => file ?? [])
    if (room) share(there, room, args, parts)
    return { ok: true, files: there.map(({ id, title }) => ({ id, title })) }
  },

  'files.info'(args, parts) {
    const file = parts.files.byId(textOf(args.file) ?? '')
    return file ? { ok: true, file: slackFile(file, file.user) } : refusal('file_not_found')
  },

  'files.delete'(args, parts) {
    const file = parts.files.byId(textOf(args.file) ?? '')
    if (!file) return refusal('file_not_found')
    parts.files.forget([file])
    return { ok: true }
  },
}

function sharedIn(given: Field, parts: Parts): (HeldFile | undefined)[] | undefined {
  if (!Array.isArray(given) || given.length === 0 || !given.every(isFields)) return undefined
  return given.map(({ id, title }) => {
    const file = parts.files.byId(textOf(id) ?? '')
    if (file) file.title = textOf(title) ?? file.title
    return file
  })
}

/** Where files are to be shared, if Slack would share them there. Without a channel they stay the app's own. */
function roomFor(args: Fields, parts: Parts): { room?: Room; refused?: Fields } {
  const channel = textOf(args.channel_id)
  if (channel === undefined) return {}
  const room = parts.workspace.rooms.get(channel)
  if (!room) return { refused: refusal('channel_not_found') }
  if (!room.members.has(BOT_USER_ID))
    return { refused: refusal(isPublic(room) ? 'not_in_channel' : 'channel_not_found') }
  if (room.isArchived) return { refused: refusal('is_archived') }
  const threadTs = textOf(args.thread_ts)
  const isGone = threadTs !== undefined && !startsThread(room, threadTs)
  return isGone ? { refused: refusal('thread_not_found') } : { room }
}

function share(files: HeldFile[], room: Room, args: Fields, parts: Parts): void {
  for (const file of files) file.isShared = true
  parts.talk.post({
    room,
    user: BOT_USER_ID,
    byApp: true,
    threadTs: textOf(args.thread_ts),
    text: textOf(args.initial_comment) ?? '',
    files: files.map(stated),
  })
}
