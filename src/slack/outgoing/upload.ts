import type { WebClient } from '@slack/web-api'
import { Fault } from '../../fault.ts'
import { notFromSlack, slackFault } from '../connection/slack-fault.ts'

const TIMEOUT_MS = 60_000

/** A file for a person: what it is called, and its text; or a picture, with what a screen reader says of it. */
type File = { name: string; title: string } & ({ text: string } | { picture: Uint8Array<ArrayBuffer>; alt: string })

/** Puts files into a conversation, in Slack's three steps: an address for each, its bytes to there, and then all of them at once. */
export async function upload(
  web: WebClient,
  { channel, threadTs }: { channel: string; threadTs?: string },
  comment: string,
  files: File[],
): Promise<void> {
  try {
    const ids: { id: string; title: string }[] = []
    for (const { name, title, ...file } of files) {
      const bytes = 'text' in file ? Buffer.from(file.text.toWellFormed()) : Buffer.from(file.picture)
      const { upload_url: url, file_id: id } = await web.files.getUploadURLExternal({
        filename: name,
        length: bytes.length,
        ...('alt' in file ? { alt_text: file.alt } : {}),
      })
      if (!url || !id) throw notFromSlack()
      await send(url, bytes)
      ids.push({ id, title })
    }
    const [first, ...others] = ids
    if (!first) return
    const said = comment ? { initial_comment: comment } : {}
    const at = threadTs ? { channel_id: channel, thread_ts: threadTs } : { channel_id: channel }
    await web.files.completeUploadExternal({ files: [first, ...others], ...at, ...said })
  } catch (error) {
    throw slackFault(error)
  }
}

/** Nothing is shown before all of it is there, so these bytes may be sent again. */
async function send(url: string, bytes: Buffer<ArrayBuffer>): Promise<void> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const answer = await fetch(url, { method: 'POST', body: bytes, signal }).catch(() => undefined)
  if (!answer?.ok) throw new Fault('slack-busy', { retry: true, cause: `upload ${answer?.status ?? 'unanswered'}` })
}
