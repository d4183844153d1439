import type { WebClient } from '@slack/web-api'
import type { Mark } from '../../coaching/model.ts'

/** The link to a thread or a message, or null where Slack does not give one. */
export async function permalink(web: WebClient, thread: string): Promise<string | null> {
  const [channel = '', ts = ''] = thread.split(':')
  try {
    return (await web.chat.getPermalink({ channel, message_ts: ts })).permalink ?? null
  } catch {
    return null // a pointer without a link still says where to look
  }
}

/** Where a quote names its message, that becomes a link. */
export async function withLinks(web: WebClient, marks: Mark[]): Promise<Mark[]> {
  const places = [...new Set(marks.flatMap(({ quotes }) => quotes.flatMap(({ at }) => at ?? [])))]
  const links = new Map(await Promise.all(places.map(async (at) => [at, await permalink(web, at)] as const)))
  return marks.map((mark) => ({
    ...mark,
    quotes: mark.quotes.map(({ round, text, at = '' }) => {
      const link = links.get(at)
      return { round, text, ...(link ? { at: link } : {}) }
    }),
  }))
}
