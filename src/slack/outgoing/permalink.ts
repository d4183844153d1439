import type { WebClient } from '@slack/web-api'
import type { Mark } from '../../coaching/model.ts'
import { eachQuote, quotesIn } from '../../coaching/proof.ts'
import { placeOf } from '../../place.ts'

/** The link to a thread or a message, or null where Slack does not give one. */
export async function permalink(web: WebClient, post: string): Promise<string | null> {
  const { channel, threadTs: message_ts = '' } = placeOf(post)
  try {
    return (await web.chat.getPermalink({ channel, message_ts })).permalink ?? null
  } catch {
    return null // a pointer without a link still says where to look
  }
}

/** Where a quote names its message, that becomes a link. */
export async function withLinks(web: WebClient, marks: Mark[]): Promise<Mark[]> {
  const places = [...new Set(marks.flatMap(quotesIn).flatMap(({ at }) => at ?? []))]
  const links = new Map(await Promise.all(places.map(async (at) => [at, await permalink(web, at)] as const)))
  return eachQuote(marks, ({ round, text, at = '' }) => {
    const link = links.get(at)
    return { round, text, ...(link ? { at: link } : {}) }
  })
}
