import { distance } from 'fastest-levenshtein'

type Env = Record<string, string | undefined>

/** Every setting that there is, as .env.example lists them. */
export const SETTINGS = [
  ...['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_API_URL', 'SLACK_POSTS_A_MINUTE'],
  ...['SUPABASE_URL', 'SUPABASE_SECRET_KEY', 'DATA_DIR'],
  ...['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'COACH_MODEL', 'JUDGE_MODEL', 'JUDGE_CALLS', 'OPENAI_EXTRA_BODY'],
  'SCORE_CALIBRATION',
  ...['LEARNER_ROUNDS_A_DAY', 'LEARNER_INPUT_TOKENS_A_DAY', 'LEARNER_OUTPUT_TOKENS_A_DAY'],
  ...['WORKSPACE_ROUNDS_A_DAY', 'WORKSPACE_INPUT_TOKENS_A_DAY', 'WORKSPACE_OUTPUT_TOKENS_A_DAY'],
  ...['CONTACTS_FILE', 'DIGEST_MINIMUM', 'KEEP_TEXT_DAYS', 'KEEP_NOTES_DAYS', 'KEEP_SCORES_DAYS', 'KEEP_DIGESTS_DAYS'],
  ...['KEEP_INBOX_DAYS', 'KEEP_ACCESS_LOG_DAYS', 'KEEP_RECEIPTS_DAYS', 'PURGE_AFTER_DAYS'],
  ...['HOST', 'PORT', 'PLAYGROUND_OPEN'],
]

/** What Node and others read too, and is told only where a letter of it is wrong. */
const NETWORK = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS']

/** What other programs call ours. What has no vendor's name in it is nobody's in particular, and is not here. */
const ALSO_CALLED: Record<string, string> = {
  NODE_EXTRA_CERTS: 'NODE_EXTRA_CA_CERTS',
  OPENAI_ACCESS_TOKEN: 'OPENAI_API_KEY',
  OPENAI_API_BASE: 'OPENAI_BASE_URL',
  OPENAI_API_ENDPOINT: 'OPENAI_BASE_URL',
  OPENAI_API_HOST: 'OPENAI_BASE_URL',
  OPENAI_API_SECRET: 'OPENAI_API_KEY',
  OPENAI_API_TOKEN: 'OPENAI_API_KEY',
  OPENAI_API_URL: 'OPENAI_BASE_URL',
  OPENAI_CHAT_MODEL: 'COACH_MODEL',
  OPENAI_DEFAULT_MODEL: 'COACH_MODEL',
  OPENAI_ENDPOINT: 'OPENAI_BASE_URL',
  OPENAI_HOST: 'OPENAI_BASE_URL',
  OPENAI_MODEL: 'COACH_MODEL',
  OPENAI_MODEL_ID: 'COACH_MODEL',
  OPENAI_MODEL_NAME: 'COACH_MODEL',
  OPENAI_SECRET: 'OPENAI_API_KEY',
  OPENAI_SECRET_KEY: 'OPENAI_API_KEY',
  OPENAI_TOKEN: 'OPENAI_API_KEY',
  OPENAI_URL: 'OPENAI_BASE_URL',
  SLACK_API_TOKEN: 'SLACK_BOT_TOKEN',
  SLACK_OAUTH_TOKEN: 'SLACK_BOT_TOKEN',
  SLACK_SIGNING_KEY: 'SLACK_SIGNING_SECRET',
  SUPABASE_ANON_KEY: 'SUPABASE_SECRET_KEY',
  SUPABASE_SERVICE_KEY: 'SUPABASE_SECRET_KEY',
  SUPABASE_SERVICE_ROLE: 'SUPABASE_SECRET_KEY',
  SUPABASE_SERVICE_ROLE_KEY: 'SUPABASE_SECRET_KEY',
}

/** A sentence for each variable that nearly has the name of a setting, where no setting that it can mean is set. */
export function nearSettings(env: Env): string[] {
  const isSet = (name: string) => Boolean(env[name]?.trim() || (NETWORK.includes(name) && env[name.toLowerCase()]))
  return Object.keys(env)
    .filter((name) => isSet(name) && !SETTINGS.includes(name) && !NETWORK.includes(name.toUpperCase()))
    .flatMap((name) => {
      const meant = [...SETTINGS, ...NETWORK].filter((setting) => isMeant(name.toUpperCase(), setting))
      return meant[0] && !meant.some(isSet)
        ? [`${name} is set, but there is no such setting. Is ${meant[0]} meant?`]
        : []
    })
}

function isMeant(name: string, setting: string): boolean {
  if (name in ALSO_CALLED) return ALSO_CALLED[name] === setting
  if (sameLetters(name) === sameLetters(setting)) return true
  const most = setting.length > 8 && !NETWORK.includes(setting) ? 2 : 1
  if (setting.length > 5 && distance(name, setting) <= most) return true
  const [given, known] = [name.split('_'), setting.split('_')]
  const [vendor = ''] = given
  if (!VENDORS.includes(vendor) || vendor !== known[0] || given.length < 2) return false
  const more = given.filter((word) => !known.includes(word))
  return more.length === 0 || (more.every((word) => MORE.includes(word)) && known.every((word) => given.includes(word)))
}

const VENDORS = ['OPENAI', 'SLACK', 'SUPABASE']
const MORE = ['ACCESS', 'API', 'APP', 'OAUTH', 'PROJECT', 'ROLE', 'SERVER', 'SERVICE', 'USER'] // of which a name can have one too many
const sameLetters = (name: string) => [...name].toSorted().join('')
