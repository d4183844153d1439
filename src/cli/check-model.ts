import { z } from 'zod'
import type { Config } from '../config.ts'
import { Fault } from '../fault.ts'
import { openLanguageModel } from '../llm/openai.ts'
import type { Finding } from './finding.ts'
import { modelSentence } from './model-sentence.ts'

type Server = Extract<Config['model'], { at: 'server' }>
type Role = { setting: string; about: string; model: string }

const READY = z.object({ ready: z.boolean() })
/** As every prompt of ours begins: a server that has no such role shows it here. */
const WHO = { role: 'system' as const, content: 'You answer in one word, or with what you are asked for.' }
/** About as long as a prompt is in the fortieth round of a talk (docs/models.md), so that the wait is the one that learners have. */
const AS_LONG_AS_OURS = 'The customer asked for the figures again, and they are to have them by Friday. '.repeat(280)
const PATIENT = { headersMs: 4 * 60_000, totalMs: 5 * 60_000 } // a server may load its model first
const SLOW_MS = 10_000 // until the first byte: the learner looks at a status for as long
const OPTIONS = { maxTokens: 2_000, cacheKey: 'doctor', safetyId: 'doctor' } // a reasoning model thinks before one word

/** Whether each model writes and fills in JSON, how fast, and which dialect its server speaks. */
export async function* checkModel(config: Config['model'], slowMs = SLOW_MS): AsyncGenerator<Finding> {
  if (config.at === 'script') {
    yield {
      mark: '–',
      about: 'Model',
      says: 'nothing is set, so the scripted coach is used, which is no AI and says so.',
    }
    return
  }
  for (const role of roles(config)) yield* checkOne(role, config, slowMs)
}

function roles({ coach, judge }: Server): Role[] {
  if (coach === judge) return [{ setting: 'COACH_MODEL', about: `Model ${coach}`, model: coach }]
  return [
    { setting: 'COACH_MODEL', about: `Coach model ${coach}`, model: coach },
    { setting: 'JUDGE_MODEL', about: `Judge model ${judge}`, model: judge },
  ]
}

async function* checkOne({ setting, about, model }: Role, server: Server, slowMs: number): AsyncGenerator<Finding> {
  const { apiKey, baseUrl, extraBody } = server
  const asked = openLanguageModel({ apiKey, baseUrl, extraBody, model, timers: PATIENT })
  const where = baseUrl ? new URL(baseUrl).host : 'OpenAI' // the path or the query may hold a key
  try {
    const long = { role: 'user' as const, content: `${AS_LONG_AS_OURS}\n\nSay the word ready.` }
    const writing = await timed(() => asked.write([WHO, long], OPTIONS))
    const first = asked.firstByteMs()
    const { path } = asked.capabilities()
    const lacks =
      path === ''
        ? ''
        : ` OPENAI_BASE_URL lacks ${path} at its end: it is asked there, and saves a detour once you add it.`
    yield { mark: '✓', about, says: `it writes, in ${writing} ms, at ${where}.${lacks}` }
    if (first > slowMs) yield { mark: '–', about, says: slowStart(first) }
    const question = 'Reply with only this JSON object: {"ready": true}'
    const filling = await timed(() =>
      asked.fill([WHO, { role: 'user', content: question }], READY, { ...OPTIONS, schemaName: 'ready' }),
    )
    yield { mark: '✓', about, says: `it fills in JSON, in ${filling} ms. ${dialect(asked.capabilities())}` }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    yield { mark: '✗', about, says: modelSentence(error, setting, where) }
  }
}

const slowStart = (ms: number) =>
  `its first word came after ${Math.round(ms / 1_000)} s, to a prompt as long as ours become. If the server loaded the model just now, have it stay loaded (OLLAMA_KEEP_ALIVE=-1, or your server's own setting) and run this again; if it takes as long each time, learners wait as long for each answer: choose a smaller or a quicker model. The bot waits, up to four minutes.`

async function timed(call: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await call()
  return Math.round(performance.now() - started)
}

type Capabilities = ReturnType<ReturnType<typeof openLanguageModel>['capabilities']>

/** What was learned of the server, in words. */
function dialect({ format, tokenLimit, streams, system, refused }: Capabilities): string {
  const parts = [
    format === 'none' ? 'speaks JSON only as asked in words' : `speaks ${format}`,
    tokenLimit === 'none' ? 'takes no limit of tokens' : `takes ${tokenLimit}`,
    streams ? 'streams' : 'does not stream',
    ...(system ? [] : ['has no system role, so those words begin the first message']),
    ...(refused.length > 0 ? [`does without ${refused.join(', ')}`] : []),
  ]
  return `It ${parts.join('; ')}.`
}
