import { resolve } from 'node:path'
import { z } from 'zod'
import {
  isPublicKey,
  isThisMachine,
  isWebAddress,
  proxyAddress,
  serverAddress,
  unquoted,
  wrongForm,
  wrongProject,
} from './pasted-settings.ts'
import { SETTINGS } from './settings.ts'

/** Which Slack, which database and which model: each border is chosen by itself, and is never half-set. */
export type Config = {
  slack:
    | { at: 'playground'; dataDir?: string } // without a folder it remembers nothing
    | ({ at: 'workspace'; over: 'socket'; appToken: string } & Workspace)
    | ({ at: 'workspace'; over: 'http'; signingSecret: string } & Workspace)
  database: { at: 'embedded'; dataDir: string } | { at: 'supabase'; url: string; key: string }
  model:
    | { at: 'script' }
    | {
        at: 'server'
        apiKey: string
        baseUrl?: string
        coach: string
        judge: string
        /** A call to the judge asks about one dimension; else about all of them. */
        judgeCalls?: 'dimension'
        /** The file that says how the judge was measured against people, and how its scores become theirs. */
        calibrationFile?: string
        extraBody: Record<string, unknown>
      }
  /** The proxies that alone lead out of this network, and the hosts that are reached without them. */
  proxies?: { http: string; https: string; none: string }
  /** What this machine keeps for itself, whichever database is in use. */
  dataDir: string
  /** The file that names people for hard moments, by locale and kind; none names nobody but the public numbers. */
  contactsFile?: string
  /** What may be used in a day; far more than anybody needs, if absent. */
  limits?: { learner: ADay; workspace: ADay }
  /** After how many days each sort of data is blanked or deleted; as KEPT_FOR says, if absent. */
  retention?: Retention
  /** Of how many people at least anything is told to a manager; of five, if absent. */
  digestMinimum?: number
  host: string
  port: number
}

/** `postsAMinute`: how much Slack takes. Without it nothing is counted beforehand, as at a stand-in that has no such limits. */
type Workspace = { botToken: string; apiUrl?: string; postsAMinute?: number }

const POSTS_A_MINUTE = 300 // Slack says "several hundred"
type ADay = { rounds: number; inputTokens: number; outputTokens: number }

/** Far more than a keen learner needs in a day, and little enough that no day is a surprise on the bill. */
export const GENEROUS = {
  learner: { rounds: 200, inputTokens: 4_000_000, outputTokens: 600_000 },
  workspace: { rounds: 50_000, inputTokens: 200_000_000, outputTokens: 30_000_000 },
} satisfies Config['limits']

type Retention = Record<keyof typeof KEPT_FOR, number>

/** Fewer can never be told of, and with more than this nothing ever would be. */
export const DIGEST_MINIMUM = { least: 5, most: 50 }

/** In days. Words for half a year, numbers for longer, and what belongs to somebody who left for a month. */
export const KEPT_FOR = {
  text: 180,
  notes: 180,
  scores: 730,
  digests: 400, // a year can be looked back on
  inbox: 30,
  accesses: 180,
  receipts: 1_095,
  afterLeaving: 30,
}

const DEFAULT_MODEL = 'gpt-5.6-luna' // small, cheap, and good at following a rubric; at OpenAI only

/**
 * Reads the environment once. Absent or blank chooses the stand-in on this machine; what is half-set or wrong is answered with one
 * sentence each, which names the setting and where to get it.
 */
export function readConfig(env: Record<string, string | undefined>): { config: Config } | { wrong: string[] } {
  const set = (name: string) => unquoted(env[name]?.trim() ?? '') || undefined
  const wrong: string[] = SETTINGS.flatMap((name) => wrongForm(name, env[name]?.trim() ?? ''))
  const misformed = wrong.length
  const proxies = readProxies(set, wrong)
  const digestMinimum = readMinimum(set('DIGEST_MINIMUM'), wrong)
  const config: Config = {
    slack: readSlack(set, wrong),
    database: readDatabase(set, wrong),
    model: readModel(set, wrong),
    ...(proxies ? { proxies } : {}),
    dataDir: dataDir(set),
    ...(set('CONTACTS_FILE') ? { contactsFile: resolve(set('CONTACTS_FILE') ?? '') } : {}),
    limits: readLimits(set, wrong),
    retention: readRetention(set, wrong),
    ...(digestMinimum === undefined ? {} : { digestMinimum }),
    host: set('HOST') ?? '127.0.0.1',
    port: readPort(set('PORT'), wrong),
  }
  if (config.slack.at === 'playground') readOpen(set('PLAYGROUND_OPEN'), config.host, wrong)
  if (wrong.length === 0) return { config }
  const told = new Set(wrong.slice(0, misformed).map(aboutWhat))
  return { wrong: wrong.filter((one, at) => at < misformed || !told.has(aboutWhat(one))) } // one sentence for each setting
}

const aboutWhat = (sentence: string) => sentence.split(' ', 1)[0]

type Set = (name: string) => string | undefined

const dataDir = (set: Set) => resolve(set('DATA_DIR') ?? '.data')

function readSlack(set: Set, wrong: string[]): Config['slack'] {
  const botToken = set('SLACK_BOT_TOKEN')
  const appToken = set('SLACK_APP_TOKEN')
  const signingSecret = set('SLACK_SIGNING_SECRET')
  const apiUrl = set('SLACK_API_URL')
  if (!botToken && !appToken && !signingSecret && !apiUrl) return { at: 'playground', dataDir: dataDir(set) }

  if (!botToken) {
    wrong.push(
      'SLACK_BOT_TOKEN is missing. It begins with xoxb- and stands under "OAuth & Permissions" of your app at https://api.slack.com/apps.',
    )
  } else if (!botToken.startsWith('xoxb-')) {
    wrong.push(
      'SLACK_BOT_TOKEN is not a bot token: it must begin with xoxb-. Take the "Bot User OAuth Token" under "OAuth & Permissions".',
    )
  }
  if (appToken && !appToken.startsWith('xapp-')) {
    wrong.push(
      'SLACK_APP_TOKEN is not an app-level token: it must begin with xapp-. Make one with the scope connections:write under "Basic Information", "App-Level Tokens".',
    )
  }
  if (apiUrl && !isWebAddress(apiUrl)) {
    wrong.push(
      'SLACK_API_URL is not an address. Leave it blank for Slack itself; elsewhere it looks like http://127.0.0.1:3000/api/.',
    )
  }
  const postsAMinute = readPosts(set('SLACK_POSTS_A_MINUTE'), wrong) ?? (apiUrl ? undefined : POSTS_A_MINUTE)
  const common = {
    at: 'workspace' as const,
    botToken: botToken ?? '',
    ...(apiUrl ? { apiUrl } : {}),
    ...(postsAMinute ? { postsAMinute } : {}),
  }
  if (appToken) return { ...common, over: 'socket', appToken }
  if (!signingSecret) {
    wrong.push(
      'SLACK_APP_TOKEN is missing (for Socket Mode: begins with xapp-, under "Basic Information", "App-Level Tokens", scope connections:write), or SLACK_SIGNING_SECRET (for HTTP: under "Basic Information", "App Credentials"). Set one of them.',
    )
  }
  return { ...common, over: 'http', signingSecret: signingSecret ?? '' }
}

/**
 * As curl and most others read them: in small letters first, and with http:// where no scheme is named. This machine itself needs no proxy,
 * whatever is set: the database or the model may be here.
 */
function readProxies(set: Set, wrong: string[]): Config['proxies'] {
  const all = set('all_proxy') ?? set('ALL_PROXY')
  const read = (name: string, value = all) => {
    if (!value) return ''
    const address = proxyAddress(value)
    if (address) return address
    wrong.push(
      /^socks4/i.test(value)
        ? `${name} is a proxy of SOCKS 4, which is not spoken here. Where it takes SOCKS 5 as well, begin it with socks5://.`
        : `${name} is not an address. It looks like http://proxy.example:3128.`,
    )
    return ''
  }
  const https = read('HTTPS_PROXY', set('https_proxy') ?? set('HTTPS_PROXY'))
  const http = read('HTTP_PROXY', set('http_proxy') ?? set('HTTP_PROXY'))
  const none = (set('no_proxy') ?? set('NO_PROXY') ?? '').split(/[\s,;]+/).filter(Boolean)
  if ((!https && !http) || none.includes('*')) return undefined
  return { http, https, none: [...none, 'localhost', '127.0.0.1', '[::1]'].join(',') }
}

function readPosts(value: string | undefined, wrong: string[]): number | undefined {
  if (value === undefined) return undefined
  const posts = Number(value)
  if (Number.isInteger(posts) && posts > 0) return posts
  wrong.push(
    'SLACK_POSTS_A_MINUTE is not a whole number above 0. Leave it blank for what Slack grants every workspace.',
  )
  return undefined
}

function readDatabase(set: Set, wrong: string[]): Config['database'] {
  const url = set('SUPABASE_URL')
  const key = set('SUPABASE_SECRET_KEY')
  if (!url && !key) return { at: 'embedded', dataDir: dataDir(set) }
  if (!url)
    wrong.push('SUPABASE_URL is missing. It is https://<project>.supabase.co, under "Project Settings", "Data API".')
  else {
    const why = wrongProject(url)
    if (why) wrong.push(`SUPABASE_URL ${why}`)
  }
  if (!key)
    wrong.push('SUPABASE_SECRET_KEY is missing. It begins with sb_secret_, under "Project Settings", "API Keys".')
  else if (isPublicKey(key)) {
    wrong.push(
      'SUPABASE_SECRET_KEY holds a key for browsers, which may do nothing here. Take the secret key (sb_secret_… or service_role) under "Project Settings", "API Keys".',
    )
  }
  return { at: 'supabase', url: url ?? '', key: key ?? '' }
}

function readModel(set: Set, wrong: string[]): Config['model'] {
  const apiKey = set('OPENAI_API_KEY')
  const baseUrl = serverAddress(set('OPENAI_BASE_URL'), wrong)
  if (!apiKey && !baseUrl) {
    const first = ['COACH_MODEL', 'JUDGE_MODEL', 'JUDGE_CALLS', 'OPENAI_EXTRA_BODY', 'SCORE_CALIBRATION'].find(set)
    if (first) {
      wrong.push(
        `${first} is set, but there is no server to ask. Set OPENAI_API_KEY (from https://platform.openai.com/api-keys), or OPENAI_BASE_URL for a server of your own.`,
      )
    }
    return { at: 'script' }
  }
  if (baseUrl && !isWebAddress(baseUrl))
    wrong.push('OPENAI_BASE_URL is not an address. It looks like http://localhost:11434/v1.')
  const atOpenAi = !baseUrl || /^https:\/\/api\.openai\.com\//.test(`${baseUrl}/`)
  const coach = set('COACH_MODEL') ?? (atOpenAi ? DEFAULT_MODEL : undefined)
  if (!coach)
    wrong.push(`COACH_MODEL is missing. OPENAI_BASE_URL points to a server of its own: name a model that it has.`)
  if (atOpenAi && !apiKey) wrong.push('OPENAI_API_KEY is missing. Make one at https://platform.openai.com/api-keys.')
  const calls = set('JUDGE_CALLS') ?? 'talk'
  if (calls !== 'talk' && calls !== 'dimension')
    wrong.push('JUDGE_CALLS is neither talk nor dimension. Leave it blank for talk: one call reads all dimensions.')
  const extraBody = readExtraBody(set('OPENAI_EXTRA_BODY'), wrong)
  return {
    at: 'server',
    apiKey: apiKey ?? '',
    ...(baseUrl ? { baseUrl } : {}),
    coach: coach ?? '',
    judge: set('JUDGE_MODEL') ?? coach ?? '',
    ...(calls === 'dimension' ? { judgeCalls: calls } : {}),
    ...(set('SCORE_CALIBRATION') ? { calibrationFile: resolve(set('SCORE_CALIBRATION') ?? '') } : {}),
    extraBody,
  }
}

/** How much a day may use: what nobody set is generous. */
function readLimits(set: Set, wrong: string[]): { learner: ADay; workspace: ADay } {
  const limit = (name: string, text: string | undefined, otherwise: number) => {
    const value = Number(text ?? otherwise)
    if (Number.isSafeInteger(value) && value > 0) return value
    wrong.push(`${name} is not a whole number above 0. Leave it blank for ${otherwise} a day.`)
    return otherwise
  }
  const { learner, workspace } = GENEROUS
  return {
    learner: {
      rounds: limit('LEARNER_ROUNDS_A_DAY', set('LEARNER_ROUNDS_A_DAY'), learner.rounds),
      inputTokens: limit('LEARNER_INPUT_TOKENS_A_DAY', set('LEARNER_INPUT_TOKENS_A_DAY'), learner.inputTokens),
      outputTokens: limit('LEARNER_OUTPUT_TOKENS_A_DAY', set('LEARNER_OUTPUT_TOKENS_A_DAY'), learner.outputTokens),
    },
    workspace: {
      rounds: limit('WORKSPACE_ROUNDS_A_DAY', set('WORKSPACE_ROUNDS_A_DAY'), workspace.rounds),
      inputTokens: limit('WORKSPACE_INPUT_TOKENS_A_DAY', set('WORKSPACE_INPUT_TOKENS_A_DAY'), workspace.inputTokens),
      outputTokens: limit(
        'WORKSPACE_OUTPUT_TOKENS_A_DAY',
        set('WORKSPACE_OUTPUT_TOKENS_A_DAY'),
        workspace.outputTokens,
      ),
    },
  }
}

/** How long what is kept; the inbox is swept after thirty days whatever is set. */
function readRetention(set: Set, wrong: string[]): Retention {
  const days = (name: string, text: string | undefined, otherwise: number, most = 36_500) => {
    const value = Number(text ?? otherwise)
    if (Number.isSafeInteger(value) && value > 0 && value <= most) return value
    wrong.push(`${name} is not a whole number of days from 1 to ${most}. Leave it blank for ${otherwise}.`)
    return otherwise
  }
  const retention = {
    text: days('KEEP_TEXT_DAYS', set('KEEP_TEXT_DAYS'), KEPT_FOR.text),
    notes: days('KEEP_NOTES_DAYS', set('KEEP_NOTES_DAYS'), KEPT_FOR.notes),
    scores: days('KEEP_SCORES_DAYS', set('KEEP_SCORES_DAYS'), KEPT_FOR.scores),
    digests: days('KEEP_DIGESTS_DAYS', set('KEEP_DIGESTS_DAYS'), KEPT_FOR.digests),
    inbox: days('KEEP_INBOX_DAYS', set('KEEP_INBOX_DAYS'), KEPT_FOR.inbox, 30),
    accesses: days('KEEP_ACCESS_LOG_DAYS', set('KEEP_ACCESS_LOG_DAYS'), KEPT_FOR.accesses),
    receipts: days('KEEP_RECEIPTS_DAYS', set('KEEP_RECEIPTS_DAYS'), KEPT_FOR.receipts),
    afterLeaving: days('PURGE_AFTER_DAYS', set('PURGE_AFTER_DAYS'), KEPT_FOR.afterLeaving),
  }
  if (retention.scores < Math.max(retention.text, retention.notes)) {
    wrong.push(
      'KEEP_SCORES_DAYS is less than KEEP_TEXT_DAYS or KEEP_NOTES_DAYS: with its scores a session goes as a whole. Set it to at least as many.',
    )
  }
  return retention
}

function readMinimum(value: string | undefined, wrong: string[]): number | undefined {
  if (value === undefined) return undefined
  const { least, most } = DIGEST_MINIMUM
  const people = Number(value)
  if (Number.isInteger(people) && people >= least && people <= most) return people
  wrong.push(`DIGEST_MINIMUM is not a whole number of people from ${least} to ${most}. Leave it blank for ${least}.`)
  return undefined
}

function readExtraBody(text: string | undefined, wrong: string[]): Record<string, unknown> {
  if (!text) return {}
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    wrong.push('OPENAI_EXTRA_BODY is not a JSON object. It looks like {"reasoning_effort":"low"}.')
    return {}
  }
}

/** Whoever reaches the playground is anybody in it: it is opened to others by an explicit word alone. */
function readOpen(word: string | undefined, host: string, wrong: string[]): void {
  if (isThisMachine(host) || word === 'yes') return
  wrong.push(
    'HOST lets others than this machine reach the playground, where whoever comes can act as anyone and read everything: it has no passwords. Leave HOST blank, set SLACK_BOT_TOKEN to use your workspace instead, or set PLAYGROUND_OPEN=yes if you trust all who can reach it.',
  )
}

function readPort(text: string | undefined, wrong: string[]): number {
  const port = Number(text ?? 3000)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  wrong.push('PORT is not a port: take a whole number from 1 to 65535.')
  return 0
}
