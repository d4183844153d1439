const READ_AT_MOST = 8_000 // characters: about four pages, far beyond what a person types in a chat
const END_OF_IT = 2_000

/** What the coach reads of a reply: all of it, or of a very long one its start and its end. */
export function toRead(reply: string): { text: string; shortened: boolean } {
  if (reply.length <= READ_AT_MOST) return { text: reply, shortened: false }
  const start = reply.slice(0, READ_AT_MOST - END_OF_IT).toWellFormed()
  return { text: `${start}\n\n[…]\n\n${reply.slice(-END_OF_IT).toWellFormed()}`, shortened: true }
}
