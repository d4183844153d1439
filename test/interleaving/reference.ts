/**
 * What a person would expect of their talks with the bot, written as plainly as can be: one thing happens after the other, and
 * nothing breaks. It is told what is delivered, and when the coach is asked and its answer is kept; what is in a round follows.
 */
export type Reference = ReturnType<typeof openReference>

type Reply = {
  ts: string
  text: string
  /** Goes up with every change. */
  version: number
  editedAt: string
  is: 'waiting' | 'paused' | 'answered' | 'gone'
}
type Round = { replies: Reply[]; text: string; isEdited: boolean; byScorecard: boolean }
/** The thread that a talk was opened in, by the talk's place; or one that a message begins. */
type Thread = number | 'top'
type Talk = {
  isOpen: boolean
  replies: Reply[]
  rounds: Round[]
  erasures: number
  given: Given | undefined
}
/** What the coach is given to answer, or the judge at the end. */
export type Given = {
  talk: Talk
  replies: { reply: Reply; version: number }[]
  erasures: number
  /** Nobody was given it since, and it was not taken away. */
  isCurrent: boolean
}

export function openReference() {
  const talks: Talk[] = []
  const known = new Map<string, Reply>() // every message that came in, or was deleted before it did
  const leads: { reply: Reply; to: Thread; isAnswered: boolean }[] = [] // written while no session was open
  const inThread = new Map<Thread, Talk>() // whose talk it is that a thread is known for
  const stops = new Set<string>() // by their event

  const open = () => talks.find(({ isOpen }) => isOpen)
  const talkWith = (reply: Reply) => talks.find(({ replies }) => replies.includes(reply))
  const are = ({ replies }: Talk, ...is: Reply['is'][]) =>
    replies.filter((reply) => is.includes(reply.is)).toSorted((a, b) => (a.ts < b.ts ? -1 : 1))
  const newReply = (ts: string, text: string, editedAt = ''): Reply => ({
    ts,
    text,
    version: 0,
    editedAt,
    is: 'waiting',
  })

  function livesIn(thread: Thread, talk: Talk): void {
    if (thread !== 'top') inThread.set(thread, talk)
  }
  function change(replies: Reply[], is: Reply['is']): void {
    for (const reply of replies) reply.is = is
  }
  function take(given: Given | undefined): void {
    if (given) given.isCurrent = false
  }
  function give(talk: Talk, replies: Reply[]): Given {
    const now = replies.map((reply) => ({ reply, version: reply.version }))
    return { talk, replies: now, erasures: talk.erasures, isCurrent: true }
  }
  function adoptLeads(talk: Talk): void {
    for (const lead of leads.filter(({ isAnswered }) => isAnswered)) {
      leads.splice(leads.indexOf(lead), 1)
      talk.replies.push(lead.reply)
      livesIn(lead.to, talk)
    }
  }

  /** A message came in. It goes to the talk that lives in its thread, else to the open one, wherever it stands. */
  function says(ts: string, text: string, to: Thread, editedAt = ''): void {
    if (known.has(ts)) return
    const reply = newReply(ts, text, editedAt)
    known.set(ts, reply)
    const talk = inThread.get(to) ?? open()
    if (!talk) leads.push({ reply, to, isAnswered: false })
    else if (!talk.isOpen)
      reply.is = 'gone' // the learner hears that it has ended
    else {
      change(are(talk, 'paused'), 'waiting')
      talk.replies.push(reply)
      livesIn(to, talk)
    }
  }

  /** Of two edits the later one stands. It counts before the answer, and marks the round after it. */
  function edits(ts: string, text: string, to: Thread, editedAt: string): void {
    const reply = known.get(ts)
    if (!reply) says(ts, text, to, editedAt)
    if (!reply || editedAt <= reply.editedAt || reply.is === 'gone') return
    reply.editedAt = editedAt
    const round = talkWith(reply)?.rounds.find(({ replies }) => replies.includes(reply))
    if (round?.text) round.isEdited = true
    if (round) return
    reply.text = text
    reply.version++
  }

  /** Before the answer it is as if the reply had never been; after it the whole round is emptied. */
  function deletes(ts: string): void {
    const reply = known.get(ts) ?? newReply(ts, '')
    known.set(ts, reply)
    const talk = talkWith(reply)
    const round = talk?.rounds.find(({ replies }) => replies.includes(reply))
    if (talk && round?.text) talk.erasures++
    if (round) round.text = ''
    if (!round && talk?.given?.replies[0]?.reply === reply) take(talk.given)
    reply.version++
    reply.is = 'gone'
  }

  /** What waits for the coach waits for the learner now, who writes on or presses "Try again". A stop counts once. */
  function stopped(id: string, to: number): void {
    const talk = talks[to]
    if (!talk || stops.has(id)) return
    stops.add(id)
    if (are(talk, 'waiting').length > 0) take(talk.given)
    change(are(talk, 'waiting'), 'paused')
  }

  function ends(): void {
    const talk = open()
    if (talk) talk.isOpen = false
  }
  function starts(mind: string): void {
    ends()
    const replies = mind ? [newReply('', mind)] : []
    const talk: Talk = { isOpen: true, replies, rounds: [], erasures: 0, given: undefined }
    talks.push(talk)
    adoptLeads(talk)
  }
  /** Who wrote while no session was open is offered the domains; their words wait for the session that they start. */
  function offersDomains(ts: string): void {
    for (const lead of leads) if (lead.reply.ts === ts) lead.isAnswered = true
    const talk = open()
    if (talk) adoptLeads(talk)
  }

  /** The coach is given all that waits, in the order in which it was written. */
  function asksCoach(to: number): Given | undefined {
    const talk = talks[to]
    if (!talk) return undefined
    take(talk.given)
    talk.given = give(talk, are(talk, 'waiting'))
    return talk.given
  }
  /** The judge is given all that no answer came for. */
  const asksJudge = (to: number): Given | undefined => {
    const talk = talks[to]
    return talk && give(talk, are(talk, 'waiting', 'paused'))
  }
  /** What an answer is made of is what there is now. */
  function stillHolds({ talk, replies, erasures, isCurrent }: Given, by: 'coach' | 'judge'): boolean {
    const isSame = replies.every(({ reply, version }) => reply.version === version)
    if (by === 'coach') return isSame && isCurrent
    return isSame && erasures === talk.erasures && are(talk, 'waiting', 'paused').length === replies.length
  }
  function keeps({ talk, replies: given }: Given, by: 'coach' | 'judge'): void {
    const replies = given.map(({ reply }) => reply)
    if (replies.length === 0) return
    if (by === 'judge') take(talk.given)
    change(replies, 'answered')
    const text = replies.map((reply) => reply.text).join('\n\n')
    talk.rounds.push({ replies, text, isEdited: false, byScorecard: by === 'judge' })
  }

  return {
    talks,
    says,
    edits,
    deletes,
    stops: stopped,
    starts,
    ends,
    offersDomains,
    asksCoach,
    asksJudge,
    stillHolds,
    keeps,
    shows(to: number): void {
      const talk = talks[to]
      if (talk) livesIn(to, talk)
    },
    /** The coach could not answer. */
    pauses: ({ talk }: Given) => change(are(talk, 'waiting'), 'paused'),
    triesAgain: (to: number) => change(talks[to] ? are(talks[to], 'paused') : [], 'waiting'),
    unanswered: () => talks.flatMap((talk) => are(talk, 'waiting', 'paused')),
  }
}
