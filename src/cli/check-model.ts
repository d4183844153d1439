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
const OPTIONS = { maxTokens: 2_000, cacheKey: 'doctor', safetyId: 'doctor' } // a reasoning model thinks before one word

/** Whether each model writes and fills in JSON, how fast, and which dialect its server speaks. */
export async function* checkModel(config: Config['model']): AsyncGenerator<Finding> {
  if (config.at === 'script') {
    yield {
      mark: '–',
      about: 'Model',
      says: 'nothing is set, so the scripted coach is used, which is no AI and says so.',
    }
    return
  }
  for (const role of roles(config)) yield* checkOne(role, config)
}

function roles({ coach, judge }: Server): Role[] {
  if (coach === judge) return [{ setting: 'COACH_MODEL', about: `Model ${coach}`, model: coach }]
  return [
    { setting: 'COACH_MODEL', about: `Coach model ${coach}`, model: coach },
    { setting: 'JUDGE_MODEL', about: `Judge model ${judge}`, model: judge },
  ]
}

async function* checkOne({ setting, about, model }: Role, server: Server): AsyncGenerator<Finding> {
  const { apiKey, baseUrl, extraBody } = server
  const asked = openLanguageModel({ apiKey, baseUrl, extraBody, model })
  const where = baseUrl ? new URL(baseUrl).host : 'OpenAI' // the path or the query may hold a key
  try {
    const writing = await timed(() => asked.write([WHO, { role: 'user', content: 'Say the word ready.' }], OPTIONS))
    const { path } = asked.capabilities()
    const lacks =
      path === ''
        ? ''
        : ` OPENAI_BASE_URL lacks ${path} at its end: it is asked there, and saves a detour once you add it.`
    yield { mark: '✓', about, says: `it writes, in ${writing} ms, at ${where}.${lacks}` }
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
