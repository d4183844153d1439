import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { certificateCure } from '../fault.ts'
import { openLog } from '../log.ts'
import { FEATURE_SCOPES } from '../scopes.ts'
import { slackFault } from '../slack/connection/slack-fault.ts'
import { openWebClient } from '../slack/connection/web-client.ts'
import type { Finding } from './finding.ts'

const scopes = z.array(z.string())
const manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: scopes, bot_optional: scopes }) }) })
const silent = openLog(() => undefined)

/** Whether Slack takes our tokens, and whether the app may do all that the bot does. */
export async function* checkSlack(slack: Config['slack']): AsyncGenerator<Finding> {
  if (slack.at === 'playground') {
    yield {
      mark: '–',
      about: 'Slack',
      says: 'nothing is set, so the playground is used, a workspace on this machine.',
    }
    return
  }
  yield* checkBotToken(slack.botToken, slack.apiUrl)
  if (slack.over === 'socket') yield await checkAppToken(slack.appToken, slack.apiUrl)
  else {
    yield {
      mark: '✓',
      about: 'Slack signing secret',
      says: 'it is set. Whether it is the right one shows when Slack first calls /slack/events.',
    }
  }
}

async function* checkBotToken(token: string, apiUrl: string | undefined): AsyncGenerator<Finding> {
  const about = 'Slack bot token'
  try {
    const { team, user, bot_id, response_metadata } = await openWebClient(token, apiUrl, silent).auth.test()
    if (bot_id) yield { mark: '✓', about, says: `it is @${user} in the workspace ${team}.` }
    else yield { mark: '✗', about, says: `it belongs to a person. ${BOT_TOKEN_CURE}` }
    yield* scopesFindings(response_metadata?.scopes)
  } catch (error) {
    yield { mark: '✗', about, says: slackSentence(error, 'SLACK_BOT_TOKEN', BOT_TOKEN_CURE) }
  }
}

/** Compares what the installed app may do with what the manifest asks for. */
function* scopesFindings(granted: string[] | undefined): Generator<Finding> {
  const about = 'Slack scopes'
  if (!granted) return yield { mark: '–', about, says: 'Slack did not say what the app may do.' }

  const file = join(import.meta.dirname, '../../manifest.json')
  const { bot, bot_optional } = manifest.parse(JSON.parse(readFileSync(file, 'utf8'))).oauth_config.scopes
  const ofAgents = FEATURE_SCOPES.agent_view ?? []
  const isAgent = ofAgents.some((scope) => granted.includes(scope))
  const lacking = bot.filter((scope) => !granted.includes(scope) && (isAgent || !ofAgents.includes(scope)))
  const missing = lacking.filter((scope) => !bot_optional.includes(scope))
  if (missing.length > 0) {
    yield {
      mark: '✗',
      about,
      says: `the app lacks ${missing.join(', ')}. Paste manifest.json (without the agent view: manifest.plain.json) under "App Manifest" of your app at https://api.slack.com/apps, then reinstall the app to the workspace.`,
    }
  } else {
    const kind = isAgent
      ? 'with the agent view, as in manifest.json.'
      : 'without the agent view, as in manifest.plain.json.'
    yield { mark: '✓', about, says: `the app has all it needs, ${kind}` }
  }
  const without = lacking.filter((scope) => bot_optional.includes(scope))
  if (without.length > 0) {
    yield {
      mark: '–',
      about: 'Slack optional scopes',
      says: `the app goes without ${without.join(', ')}. What does not work then stands in docs/permissions.md.`,
    }
  }
}

async function checkAppToken(token: string, apiUrl: string | undefined): Promise<Finding> {
  const about = 'Slack app token'
  try {
    await openWebClient(token, apiUrl, silent).apps.connections.open()
    return { mark: '✓', about, says: 'Slack opens a socket for it.' }
  } catch (error) {
    return { mark: '✗', about, says: slackSentence(error, 'SLACK_APP_TOKEN', APP_TOKEN_CURE) }
  }
}

const BOT_TOKEN_CURE =
  'Take the "Bot User OAuth Token" (xoxb-…) under "OAuth & Permissions" of your app at https://api.slack.com/apps.'
const APP_TOKEN_CURE =
  'Make one with the scope connections:write under "Basic Information", "App-Level Tokens", and switch Socket Mode on.'

/** What another token cures. */
const OF_THE_TOKEN = ['missing_scope', 'not_allowed_token_type']

function slackSentence(error: unknown, setting: string, cure: string): string {
  const { code, cause } = slackFault(error)
  if (code === 'slack-busy') return 'Slack asks for a pause. Wait a minute and run this again.'
  if (code === 'slack-unclear') {
    const cure = certificateCure(String(cause))
    if (cure) return `Slack cannot be reached. ${cure}`
    return `Slack cannot be reached (${cause}). Is this machine connected, and SLACK_API_URL right if you set it?`
  }
  if (code === 'slack-withheld' && !OF_THE_TOKEN.includes(String(cause))) {
    return `Slack takes no calls of this app (${cause}). Whoever looks after Slack in your company can put that right.`
  }
  return `Slack refused ${setting} (${cause}). ${cure}`
}
