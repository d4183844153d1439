import type { Show, Shown, To } from '../../src/flows/show.ts'

type Post = Shown & { what: string; key: string; text: string; sessionId: string; isErased: boolean }
export type SlackPosts = ReturnType<typeof openSlackPosts>

/** What Slack shows of the bot in one direct message: every post, in the order in which they came. */
export function openSlackPosts(direct: string, nextTs: () => string) {
  const posts: Post[] = []
  const at = (post: string) => posts.filter((one) => one.post === post)

  /** Posts, or with `look` finds by its key what is there already. */
  async function post(what: string, to: To, text: string, sessionId = ''): Promise<Shown> {
    const found = to.look ? posts.find(({ key }) => key === to.key) : undefined
    if (found) return found
    const where = `${direct}:${nextTs()}`
    const made = { what, key: to.key, post: where, thread: to.thread ?? where, text, sessionId, isErased: false }
    posts.push(made)
    return made
  }

  const show: Show = {
    thinking: () => undefined,
    rested: () => undefined,
    closed: () => undefined,
    prompts: () => undefined,
    suggestion: (to) => post('suggestion', to, ''),
    shared: (to) => post('shared', to, ''),
    digestAgain: async () => undefined,
    consent: (to, { sessionId }) => post('consent', to, '', sessionId),
    opening: (to, { sessionId }) => post('opening', to, '', sessionId),
    answer: (to, { sessionId, text }) => post('answer', to, text, sessionId),
    soFar: (to, card) => post('score so far', to, JSON.stringify(card.marks), card.sessionId),
    scorecard: (to, card) => post('scorecard', to, JSON.stringify(card), card.sessionId),
    picker: (to) => post('picker', to, ''),
    idle: (to) => post('idle', to, ''),
    memory: (to) => post('memory', to, ''),
    reminder: (to) => post('reminder', to, ''),
    digest: (to) => post('digest', to, ''),
    preview: (to) => post('preview', to, ''),
    note: (to, { note }) => post('note', to, note),
    privately: async (to, { note }) => void (await post('private note', to, note)),
    find: async (to) => posts.find(({ key }) => key === to.key) ?? null,
    async erase({ post }) {
      for (const one of at(post)) one.isErased = true
    },
    async redact({ post }, card) {
      for (const one of at(post)) one.text = JSON.stringify(card)
    },
    async redraw({ post }, card) {
      for (const one of at(post)) one.text = JSON.stringify(card)
    },
    async open({ post }, card) {
      for (const one of at(post)) one.text = JSON.stringify(card.marks)
    },
    settled: async () => undefined,
    profile: async () => null,
  }
  return {
    show,
    visible: (what?: string) => posts.filter((one) => !one.isErased && (what === undefined || one.what === what)),
    /** The thread of a session, once its opening is there. */
    threadOf: (sessionId: string | undefined) =>
      posts.find(({ what, sessionId: of }) => what === 'opening' && of === sessionId)?.thread.split(':')[1],
  }
}
