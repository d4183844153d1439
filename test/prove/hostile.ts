import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { openPlayground } from '../../src/playground/playground.ts'
import { openFolder } from '../../src/store/embedded/open-folder.ts'
import { startBot } from '../bench/bot.ts'
import { embedded } from '../bench/database.ts'
import { listenLocally } from '../bench/listen-locally.ts'
import { bytesOf, sendRaw, signed } from '../slack/raw-request.ts'
import { forgery, messageBy } from './forged-requests.ts'
import { DANGERS, hostileTexts } from './hostile-text.ts'
import { liveIn } from './live-text.ts'
import { allOf, atMost, type Line, measure, type Proof } from './promise.ts'
import { openSaying } from './said-to-slack.ts'

const TEXTS = { short: 10_000, long: 50_000 }
const REQUESTS = { short: 2_000, long: 10_000 }
const AT_ONCE = 16
const SLOWEST_MS = 2_000
const REPLAYS = 5

/** Hostile words reach Slack as words, and what Slack did not sign does nothing. */
export const hostile: Proof = {
  prove: async ({ form, say }) => [
    ...(await proveWords(TEXTS[form], say)),
    ...(await proveRequests(REQUESTS[form], say)),
  ],
}

type Say = (progress: string) => void

async function proveWords(count: number, say: Say): Promise<Line[]> {
  let sent = 0
  let live: string[] = []
  let crashes = 0
  let slowest = 0
  const saying = openSaying((body) => {
    sent += 1
    const found = liveIn(body)
    if (found.length > 0) live = [...live, ...found.slice(0, 1)]
  })
  for (const [turn, text] of hostileTexts(count).entries()) {
    const since = performance.now()
    await saying.say(text, turn).catch((error: Error) => {
      crashes += 1
      say(`a crash with ${JSON.stringify(text)}: ${error.stack}`)
    })
    slowest = Math.max(slowest, performance.now() - since)
    if (turn % 5_000 === 0) say(`${turn} of ${count} hostile texts said`)
  }
  for (const one of live.slice(0, 10)) say(`live: ${one}`)
  const seen = DANGERS.filter((text) => liveIn(new URLSearchParams({ text }).toString()).length > 0).length
  return [
    allOf('known tricks are seen when nothing makes them safe', seen, DANGERS.length),
    atMost(`of ${sent} calls with ${count} hostile texts carry a mention, a link or a picture`, live.length),
    atMost('hostile texts cannot be said at all', crashes),
    measure('the slowest of them takes', slowest, { atMost: SLOWEST_MS }, 'ms'),
  ]
}

async function proveRequests(count: number, say: Say): Promise<Line[]> {
  const playground = await openPlayground({
    port: 0,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    manifest: JSON.parse(readFileSync(join(import.meta.dirname, '../../manifest.json'), 'utf8')),
  })
  const database = embedded()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const settings = {
    SLACK_BOT_TOKEN: playground.botToken,
    SLACK_SIGNING_SECRET: playground.signingSecret,
    SLACK_API_URL: playground.apiUrl,
    PORT: `${port}`,
  }
  const bot = await startBot({ ...settings, ...database.settings }, 'ignore') // its log is full of what we do to it
  try {
    const forged = await sendForgeries(url, count, playground.signingSecret, say)
    const good = await sendGood(url, playground.signingSecret)
    const code = await bot.stop()
    const kept = await authorsKept(database.dataDir)
    return [
      atMost(`of ${count} requests that Slack did not sign are accepted`, forged.accepted),
      atMost('of them left anything in the database', kept.filter((author) => author.startsWith('U-forged')).length),
      measure('the slowest of them is answered within', forged.slowestMs, { atMost: SLOWEST_MS }, 'ms'),
      allOf(`good requests after that, the same one ${REPLAYS} times, are answered`, good, REPLAYS),
      allOf('times is what it says kept', kept.filter((author) => author === 'U-genuine').length, 1),
      allOf('processes live through all of it and end well', code === 0 ? 1 : 0, 1),
    ]
  } finally {
    await bot.kill()
    await playground.close()
    await database.close()
  }
}

async function sendForgeries(url: string, count: number, secret: string, say: Say) {
  let accepted = 0
  let slowestMs = 0
  const numbers = Array.from({ length: count }, (_, number) => number).values()
  const send = async () => {
    for (const number of numbers) {
      if (number % 1_000 === 0) say(`${number} of ${count} forged requests sent`)
      const { how, bytes } = forgery(number, secret)
      const since = performance.now()
      const { status } = await sendRaw(url, bytes, 'end')
      slowestMs = Math.max(slowestMs, performance.now() - since)
      const isCheck = how === 'a smuggled check of the line' // Slack's own check of the line is answered, and nothing is taken of it
      if (status >= 200 && status < 300 && !isCheck && how !== 'torn apart') {
        accepted += 1
        say(`accepted: ${how}, number ${number}`)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, send))
  return { accepted, slowestMs }
}

async function sendGood(url: string, secret: string): Promise<number> {
  const body = messageBy('U-genuine')
  const bytes = bytesOf({ headers: signed(secret, body), body })
  const answers = await Promise.all(Array.from({ length: REPLAYS }, () => sendRaw(url, bytes)))
  return answers.filter(({ status }) => status === 200).length
}

/** Who is in the database as the author of anything. */
async function authorsKept(dataDir: string): Promise<string[]> {
  const pg = await openFolder(join(dataDir, 'database'))
  const { rows } = await pg.query<{ actor: string }>(
    `select actor from inbox where kind = 'lead' or actor like 'U-forged%'`,
  )
  await pg.close()
  return rows.map(({ actor }) => actor)
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer()
  const { port } = new URL(await listenLocally(server))
  await new Promise((resolve) => server.close(resolve))
  return Number(port)
}
