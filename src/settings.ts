import { distance } from 'fastest-levenshtein'

type Env = Record<string, string | undefined>

/** Every setting that there is, as .env.example lists them. */
export const SETTINGS = [
  ...['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_API_URL', 'SLACK_POSTS_A_MINUTE'],
  ...['SUPABASE_URL', 'SUPABASE_SECRET_KEY', 'DATA_DIR'],
  ...['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'COACH_MODEL', 'JUDGE_MODEL', 'OPENAI_EXTRA_BODY'],
  ...['LEARNER_ROUNDS_A_DAY', 'LEARNER_INPUT_TOKENS_A_DAY', 'LEARNER_OUTPUT_TOKENS_A_DAY'],
  ...['WORKSPACE_ROUNDS_A_DAY', 'WORKSPACE_INPUT_TOKENS_A_DAY', 'WORKSPACE_OUTPUT_TOKENS_A_DAY'],
  ...['CONTACTS_FILE', 'DIGEST_MINIMUM', 'KEEP_TEXT_DAYS', 'KEEP_NOTES_DAYS', 'KEEP_SCORES_DAYS', 'KEEP_DIGESTS_DAYS'],
  ...['KEEP_INBOX_DAYS', 'KEEP_ACCESS_LOG_DAYS', 'KEEP_RECEIPTS_DAYS', 'PURGE_AFTER_DAYS'],
  ...['HOST', 'PORT', 'PLAYGROUND_OPEN'],
]

/** What other programs and other releases call ours. */
const ALSO_CALLED: Record<string, string> = {
  LLM_MODEL: 'COACH_MODEL',
  OPENAI_API_BASE: 'OPENAI_BASE_URL',
  OPENAI_ENDPOINT: 'OPENAI_BASE_URL',
  OPENAI_HOST: 'OPENAI_BASE_URL',
  OPENAI_MODEL: 'COACH_MODEL',
  OPENAI_TOKEN: 'OPENAI_API_KEY',
  OPENAI_URL: 'OPENAI_BASE_URL',
  SIGNING_SECRET: 'SLACK_SIGNING_SECRET',
  SLACK_OAUTH_TOKEN: 'SLACK_BOT_TOKEN',
  SLACK_SIGNING_KEY: 'SLACK_SIGNING_SECRET',
  SUPABASE_ANON_KEY: 'SUPABASE_SECRET_KEY',
  SUPABASE_SERVICE_KEY: 'SUPABASE_SECRET_KEY',
  SUPABASE_SERVICE_ROLE_KEY: 'SUPABASE_SECRET_KEY',
}

/** A sentence for each variable that nearly has the name of a setting which is not set. */
export function nearSettings(env: Env): string[] {
  const isSet = (name: string) => Boolean(env[name]?.trim())
  const lacking = SETTINGS.filter((name) => !isSet(name))
  return Object.keys(env)
    .filter((name) => isSet(name) && !SETTINGS.includes(name))
    .flatMap((name) => {
      const meant = lacking.find((setting) => isMeant(name.toUpperCase(), setting))
      return meant ? [`${name} is set, but there is no such setting. Is ${meant} meant?`] : []
    })
}

function isMeant(name: string, setting: string): boolean {
  if (name === setting || ALSO_CALLED[name] === setting) return true
  if (sameLetters(name) === sameLetters(setting)) return true
  if (setting.length > 5 && distance(name, setting) <= (setting.length > 8 ? 2 : 1)) return true
  const [given, known] = [name.split('_'), setting.split('_')]
  if (!OF_VENDORS.test(setting) || given.length < 2) return false
  return given.every((word) => known.includes(word)) || known.every((word) => given.includes(word))
}

const OF_VENDORS = /^(OPENAI|SLACK|SUPABASE)_/
const sameLetters = (name: string) => [...name].toSorted().join('')
