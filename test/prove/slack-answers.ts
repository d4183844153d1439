import { setTimeout as after } from 'node:timers/promises'
import type { CallFault } from '../../src/playground/call.ts'
import type { Fields } from '../../src/playground/fields.ts'
import { embedded } from '../bench/database.ts'
import { kept } from '../bench/kept.ts'
import { replyOf, withLine } from '../bench/line.ts'
import { once } from './once.ts'
import { atMost, type Form, type Line, measure, type Proof } from './promise.ts'

type Say = (progress: string) => void

const PEOPLE = { short: 18, long: 60 }
const PACE = { firstTokenMs: 100, tokensPerSecond: 400 }
const PATIENCE_MS = 120_000 // a post is looked for after half a minute

/** What Slack answers is not always Slack's answer, and not always what was asked: each round has one visible answer all the same. */
export const slackAnswers: Proof = {
  async prove({ form, say }) {
    return [...(await pages(form, say)), ...(await goneThreads(form, say))]
  },
}

/** By a proxy, a sign-in page, or a Slack that is not well. */
const PAGES: CallFault[] = [
  { page: '<!doctype html><h1>Your request was blocked</h1>' },
  { page: '' },
  { page: 'You are sending too many requests. Please relax.' },
  { page: '', status: 302, headers: { location: 'https://login.example/' } },
  { page: 'null', headers: { 'content-type': 'application/json' } },
  { page: '{"ok":true,"channel":"D1","ts":"17', headers: { 'content-type': 'application/json' } },
]

/** Each answer's post is answered with a page, once: of half of them it is made, and nobody says so. In the long form looks are, too. */
async function pages(form: Form, say: Say): Promise<Line[]> {
  const database = embedded()
  const met = new Set<string>()
  let pagesGiven = 0
  function onCall(method: string, args: Fields): CallFault | undefined {
    const of = method === 'chat.postMessage' ? replyOf(args) : `look in ${args.channel}`
    const isMeant =
      method === 'chat.postMessage' ? of.includes('-') : form === 'long' && method === 'conversations.replies'
    if (!isMeant || met.has(of)) return undefined
    met.add(of)
    pagesGiven += 1
    return { ...PAGES[pagesGiven % PAGES.length], afterwards: pagesGiven % 2 === 0 }
  }
  const about = { learners: PEOPLE[form], database, pace: PACE, onCall, patienceMs: PATIENCE_MS }
  return withLine(about, async (line) => {
    say(`${PEOPLE[form]} people write, and Slack answers each post with a page`)
    const replies = await line.replies(4_000)
    await line.bot.stop()
    say(`${pagesGiven} answers were pages`)
    return [
      ...(await once('a page instead of an answer: ', replies, database.dataDir, 0)),
      atMost('work that an operator must look after', (await kept(database.dataDir)).stuck),
    ]
  })
}

const STANDS_AT_MOST_S = 2

/** Everybody's first message is deleted, and Slack posts replies to it in the open; of every third such post nobody hears anything. */
async function goneThreads(form: Form, say: Say): Promise<Line[]> {
  const database = embedded()
  const astray = new Map<string, number>() // in the open just now, since when
  const stood: number[] = []
  let told = 0
  let posts = 0
  const gone = new Set<string>()
  const about = {
    learners: PEOPLE[form],
    database,
    pace: PACE,
    patienceMs: PATIENCE_MS,
    onCall: (method: string, args: Fields): CallFault | undefined =>
      method === 'chat.postMessage' && gone.has(String(args.thread_ts)) && ++posts % 3 === 0
        ? { dropAnswer: true }
        : undefined,
    onAnswered({ method, args, answer }: { method: string; args: Fields; answer: Fields }) {
      if (gone.size === 0 || !answer.ok) return
      const isTold = String(args.text).includes('first message was deleted')
      if (method === 'chat.postMessage' && isTold) told += 1
      else if (method === 'chat.postMessage' && isTop(answer)) astray.set(`${answer.ts}`, performance.now())
      const since = method === 'chat.delete' ? astray.get(`${args.ts}`) : undefined
      if (since === undefined) return
      astray.delete(`${args.ts}`)
      stood.push((performance.now() - since) / 1_000)
    },
  }
  return withLine(about, async (line) => {
    await line.replies(2_000)
    const { apiUrl, botToken } = line.slack
    for (const { channel, threadTs: ts } of line.sessions) {
      gone.add(ts)
      await fetch(`${apiUrl}chat.delete`, {
        method: 'POST',
        body: new URLSearchParams({ token: botToken, channel, ts }),
      })
    }
    line.slack.fault('reply-astray', 'on')
    say(`the first message of ${PEOPLE[form]} threads is deleted, and everybody writes on`)
    const replies = await line.replies(4_000)
    const isDone = () => astray.size === 0 && replies.every(({ answers }) => answers === 1) && told === PEOPLE[form]
    for (const end = performance.now() + PATIENCE_MS; performance.now() < end && !isDone(); ) await after(100)
    await line.bot.stop()
    say(`${stood.length} posts went astray, and were taken back`)
    const heard = stood.toSorted((a, b) => a - b).slice(0, Math.floor((PEOPLE[form] * 2) / 3)) // of the others nobody heard
    return [
      ...(await once('the first message is gone: ', replies, database.dataDir, PEOPLE[form])),
      atMost('posts that stay where they were not meant to be', astray.size),
      atMost('people who are not told why it goes on elsewhere', PEOPLE[form] - told),
      measure(
        'how long such a post stands where everybody could read it',
        heard.at(-1) ?? 0,
        { atMost: STANDS_AT_MOST_S },
        's',
      ),
      atMost('work that an operator must look after', (await kept(database.dataDir)).stuck),
    ]
  })
}

const isTop = ({ message }: Fields) =>
  typeof message === 'object' && message !== null && !('thread_ts' in message && message.thread_ts)
