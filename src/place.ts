/**
 * A place in Slack: a channel, and in it a thread by the `ts` of its first message. Elsewhere it is one opaque word, 'channel:ts', which
 * only this file makes and reads. A post is such a word too, 'channel:ts,ts' where it took several messages, and 'channel:' is a new thread
 * in that channel.
 */
export type Place = { channel: string; threadTs?: string }

/** The word for a thread by its first message, or for a post by all of its own; without any, for a new thread in the channel. */
export const postAt = (channel: string, ...ts: string[]): string => `${channel}:${ts.join(',')}`

/** The place of a thread, or of a post by its first message. */
export function placeOf(post: string): Place {
  const { channel, parts } = partsOf(post)
  const [threadTs] = parts
  return { channel, ...(threadTs ? { threadTs } : {}) }
}

/** All messages of a post. */
export function partsOf(post: string): { channel: string; parts: string[] } {
  const [channel = '', shown = ''] = post.split(':')
  return { channel, parts: shown === '' ? [] : shown.split(',') }
}

/** Whether nobody else reads along: in the bot's direct message with one person. Of a channel, or of a place in it. */
export const isDirect = (at: string): boolean => at.startsWith('D')

/** Whether it is a channel, where several people read along: a group of people has such an id too. */
export const isChannel = (id: string): boolean => /^[CG][A-Z0-9]+$/.test(id)
