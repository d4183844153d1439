import type { WebClient } from '@slack/web-api'
import { Fault } from '../../fault.ts'
import { notFromSlack, slackFault } from '../connection/slack-fault.ts'

const TIMEOUT_MS = 60_000

/** A file for a person: what it is called, and its text. */
type File = { name: string; title: string; text: string }

/** Puts files into a conversation, in Slack's three steps: an address for each, its bytes to there, and then all of them at once. */
export async function upload(web: WebClient, channel: string, comment: string, files: File[]): Promise<void> {
  try {
    const ids: { id: string; title: string }[] = []
    for (const { name, title, text } of files) {
      const bytes = Buffer.from(text.toWellFormed())
      const { upload_url: url, file_id: id } = await web.files.getUploadURLExternal({
        filename: name,
        length: bytes.length,
      })
      if (!url || !id) throw notFromSlack()
      await send(url, bytes)
      ids.push({ id, title })
    }
    const [first, ...others] = ids
    if (!first) return
    await web.files.completeUploadExternal({
      files: [first, ...others],
      channel_id: channel,
      initial_comment: comment,
    })
  } catch (error) {
    throw ofFiles(slackFault(error))
  }
}

/** What an error means here: that the app may send no files, or that Slack does not know any more what was uploaded. */
function ofFiles(fault: Fault): Fault {
  const { cause } = fault
  if (cause === 'missing_scope') return new Fault('slack-no-files', { retry: false, cause })
  if (fault.code === 'slack-done') return new Fault('slack-busy', { retry: true, cause })
  return fault
}

/** Nothing is shown before all of it is there, so these bytes may be sent again. */
async function send(url: string, bytes: Buffer<ArrayBuffer>): Promise<void> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const answer = await fetch(url, { method: 'POST', body: bytes, signal, redirect: 'manual' }).catch(() => undefined)
  const isPage = answer?.headers.get('content-type')?.includes('html') // somebody in between took them, and not Slack
  if (!answer?.ok || isPage)
    throw new Fault('slack-busy', { retry: true, cause: `upload ${answer?.status ?? 'unanswered'}` })
}
