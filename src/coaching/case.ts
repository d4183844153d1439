/** Begins a reply that brings a message. A fixed sentence, so that what a learner quotes of their own stays theirs. */
const BRINGS = 'This is the message that I would like to talk about:'

/** A reply that brings somebody's message as the case, quoted line by line, and then what the learner has to say about it themselves. */
export function caseReply(message: string, own: string): string {
  if (message.trim() === '') return own
  const quoted = message
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
  return [[BRINGS, ...quoted].join('\n'), own].filter((part) => part).join('\n\n')
}

/** Stands under a reply with which something came that is no words: quoted, so that nobody takes it for the learner's. */
const UNREAD = '> [Something came with this that is not words, such as a file. The coach cannot see it.]'

/** A reply with which something came that nobody reads. One without words stays without. */
export const withUnread = (reply: string): string => (reply === '' ? '' : `${reply}\n\n${UNREAD}`)

export const hasUnread = (reply: string): boolean => reply.endsWith(UNREAD)

/** The message that a reply brings, '' for none, and the learner's own words. */
export function broughtIn(given: string): { message: string; own: string } {
  const reply = hasUnread(given) ? given.slice(0, -UNREAD.length).trimEnd() : given
  if (!reply.startsWith(`${BRINGS}\n>`)) return { message: '', own: reply }
  const lines = reply.split('\n').slice(1)
  const end = lines.findIndex((line) => !line.startsWith('>'))
  const quoted = end < 0 ? lines : lines.slice(0, end)
  return {
    message: quoted.map((line) => line.replace(/^> ?/, '')).join('\n'),
    own: end < 0 ? '' : lines.slice(end).join('\n').trim(),
  }
}

/** What of a reply is the learner's own: the words of a message that they bring are no proof of anything, and no request. */
export const ownWords = (reply: string): string => broughtIn(reply).own
