import type { Incoming } from '../../src/store/store.ts'

type Message = { ts: string; texts: string[]; talk: number | 'top'; threadTs: string | undefined; isDeleted: boolean }
export type Writing = ReturnType<typeof openWriting>

/** What a learner, and a stranger in their threads, do in Slack, as the events that come of it. */
export function openWriting(who: { workspace: string; actor: string }, direct: string, nextTs: () => string) {
  const messages: Message[] = []
  const strangers: string[] = []
  let words = 0
  const text = (by: string) => `${who.workspace} ${by} ${++words}, that is how it is.` // found again wherever it is left
  const event = () => ({ workspace: who.workspace, eventId: `event ${nextTs()}` })
  const inThread = (threadTs: string | undefined) => (threadTs ? { threadTs } : {})
  const pick = (which: number) => {
    const there = messages.filter(({ isDeleted }) => !isDeleted)
    return there[which % there.length]
  }
  const message = (said: string, threadTs: string | undefined, ts: string) => ({
    ...event(),
    ...inThread(threadTs),
    kind: 'message' as const,
    actor: who.actor,
    channel: direct,
    ts,
    text: said,
    direct: true,
    mention: false,
  })

  return {
    text,
    strangers,
    deleted: () => messages.filter(({ isDeleted }) => isDeleted).flatMap(({ texts }) => texts),
    /** The talk whose thread a message stands in. */
    talkOf: (ts: string) => messages.find((one) => one.ts === ts)?.talk ?? 'top',
    says(talk: number, threadTs: string | undefined): Incoming {
      const one = { ts: nextTs(), texts: [text('learner')], talk: threadTs ? talk : ('top' as const), threadTs }
      messages.push({ ...one, isDeleted: false })
      return message(one.texts[0] ?? '', threadTs, one.ts)
    },
    saysEnd: (threadTs: string): Incoming => ({ ...message('end', threadTs, nextTs()), word: 'end' }),
    strangerSays(threadTs: string): Incoming {
      strangers.push(text('stranger'))
      const said = strangers.at(-1) ?? ''
      return { ...message(said, threadTs, nextTs()), actor: 'U-stranger', direct: false }
    },
    edits(which: number): Incoming | undefined {
      const one = pick(which)
      if (!one) return undefined
      const said = text('learner')
      one.texts.push(said)
      const { eventId: _, ...at } = message(said, one.threadTs, one.ts)
      return { ...at, ...event(), kind: 'edit', editedAt: nextTs() }
    },
    deletes(which: number): Incoming | undefined {
      const one = pick(which)
      if (!one) return undefined
      one.isDeleted = true
      return { ...event(), ...inThread(one.threadTs), kind: 'deletion', channel: direct, ts: one.ts }
    },
    stops: (threadTs: string): Incoming => ({ ...event(), kind: 'stop', actor: who.actor, channel: direct, threadTs }),
  }
}
