import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { certificateCure, type Fault } from './fault.ts'
import { type Health, healthAnswer, openHealth } from './health.ts'
import type { Log } from './log.ts'
import type { Clock, Control } from './playground/parts.ts'
import { openPlayground } from './playground/playground.ts'
import { type Bot, readBot } from './slack/connection/bot.ts'
import type { Transport } from './slack/connection/connect.ts'
import { slackFault } from './slack/connection/slack-fault.ts'
import type { openWebClient } from './slack/connection/web-client.ts'

const MANIFEST = join(import.meta.dirname, '../manifest.json')

type Slack = { line: string; url: string; botToken: string; apiUrl?: string; transport: Transport }

/** Opens what this configuration calls Slack, or what leads there: the playground, or the port that tells how we are. */
export async function openSlack(
  config: Config,
  health: () => Promise<Health>,
  play: { now: () => Date; controls: Control[]; clock: Clock },
  log: Log,
  onOpen: (close: () => Promise<unknown>) => void,
): Promise<Slack> {
  const { slack, host, port } = config
  if (slack.at === 'playground') {
    const manifest: unknown = JSON.parse(readFileSync(MANIFEST, 'utf8'))
    const playground = await openPlayground({
      port,
      host,
      log,
      manifest,
      health,
      ...play,
      ...(slack.dataDir ? { file: join(slack.dataDir, 'playground.jsonl') } : {}),
    })
    onOpen(playground.close)
    return {
      line: `the playground, a stand-in on this machine: open ${playground.url}`,
      url: playground.url,
      botToken: playground.botToken,
      apiUrl: playground.apiUrl,
      transport: { over: 'socket', appToken: playground.appToken },
    }
  }
  const url = `http://${host}:${port}`
  const common = { url, botToken: slack.botToken, ...(slack.apiUrl ? { apiUrl: slack.apiUrl } : {}) }
  if (slack.over === 'http') {
    const transport = {
      over: 'http' as const,
      signingSecret: slack.signingSecret,
      host,
      port,
      health: () => healthAnswer(health),
    }
    return { ...common, line: `your workspace, over HTTP at ${url}/slack/events`, transport }
  }
  const closeHealth = await openHealth({ host, port }, health).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new Error(portSentence(port)) : error
  })
  onOpen(closeHealth)
  return {
    ...common,
    line: 'your workspace, over Socket Mode',
    transport: { over: 'socket', appToken: slack.appToken, ...(config.proxies ? { proxies: config.proxies } : {}) },
  }
}

function portSentence(port: number): string {
  return `Port ${port} is taken by another program. Stop that one, or set PORT to another port.`
}

function unreached({ cause }: Fault): string {
  const cure = certificateCure(String(cause))
  if (cure) return `Slack cannot be reached. ${cure}`
  return `Slack cannot be reached (${String(cause)}). Is this machine connected, and SLACK_API_URL right if you set it?`
}

/** Asks Slack who the bot token belongs to. */
export async function whoWeAre(web: ReturnType<typeof openWebClient>): Promise<Bot> {
  let answer: unknown
  try {
    answer = await web.auth.test()
  } catch (error) {
    const fault = slackFault(error)
    if (fault.code === 'slack-gone' || fault.cause === 'not_allowed_token_type') {
      throw new Error(
        `Slack refused SLACK_BOT_TOKEN (${String(fault.cause)}). Take the "Bot User OAuth Token" under "OAuth & Permissions" of your app at https://api.slack.com/apps.`,
      )
    }
    if (fault.code === 'slack-withheld')
      throw new Error(
        `Slack takes no calls of this app (${String(fault.cause)}). Whoever looks after Slack in your company can put that right; then start again.`,
      )
    throw new Error(unreached(fault))
  }
  const bot = readBot(answer)
  if (!bot)
    throw new Error(
      'Slack does not say which workspace SLACK_BOT_TOKEN belongs to. Is SLACK_API_URL right if you set it?',
    )
  return bot
}

/** Why Slack has no way to us, as a sentence with its cure. */
export function refuseToStart(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    throw new Error(
      'The port for /slack/events is taken by another program. Stop that one, or set PORT to another port.',
    )
  }
  const fault = slackFault(error)
  if (fault.code === 'slack-unclear') throw new Error(unreached(fault))
  throw new Error(
    `Slack did not open a socket (${String(fault.cause)}). Is SLACK_APP_TOKEN an app-level token with the scope connections:write, and Socket Mode switched on in the app's settings?`,
  )
}
