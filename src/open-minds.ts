import type { Calibration } from './coaching/calibration.ts'
import type { Config } from './config.ts'
import { aiCoach, aiJudge } from './llm/ai.ts'
import { type GuardedModel, openBreaker } from './llm/breaker.ts'
import { calibratedJudge } from './llm/calibrated-judge.ts'
import { type MindsFor, metered } from './llm/metered.ts'
import type { CoachModel, JudgeModel } from './llm/minds.ts'
import { scriptedCoach } from './llm/offline/coach.ts'
import { scriptedJudge } from './llm/offline/judge.ts'
import { openLanguageModel } from './llm/openai.ts'
import type { Log } from './log.ts'

type Named = Pick<CoachModel | JudgeModel, 'name' | 'scripted'>
type Opened = { coach: Named; judge: Named; minds: MindsFor; models: GuardedModel[] }

/**
 * Opens the coach and the judge that this configuration names; `outside` is told what waits for a server. They share a model where they have the
 * same one: what one meets of its server, the other need not.
 */
export function openMinds(
  config: Config['model'],
  log: Log,
  onBack: () => void,
  outside: <T>(wait: () => Promise<T>) => Promise<T>,
  calibration?: Calibration,
): Opened {
  if (config.at === 'script') {
    const scripted = { coach: scriptedCoach(), judge: scriptedJudge() }
    return { ...scripted, minds: () => scripted, models: [] }
  }
  const { apiKey, baseUrl, extraBody } = config
  const open = (model: string) =>
    waiting(
      openBreaker(openLanguageModel({ apiKey, extraBody, model, ...(baseUrl ? { baseUrl } : {}) }), {
        now: () => performance.now(),
        onAway: () => log.error('the model does not answer: it is asked again from time to time', { model }),
        onBack,
      }),
    )
  const waiting = (model: GuardedModel): GuardedModel => ({
    ...model,
    write: (...call) => outside(() => model.write(...call)),
    fill: (...call) => outside(() => model.fill(...call)),
  })
  const coach = open(config.coach)
  const judge = config.judge === config.coach ? coach : open(config.judge)
  return {
    coach: { name: coach.name, scripted: false },
    judge: { name: judge.name, scripted: false },
    minds: (meter) => ({
      coach: aiCoach(metered(coach, meter)),
      judge: calibratedJudge(aiJudge(metered(judge, meter), config.judgeCalls), calibration),
    }),
    models: [coach, judge],
  }
}

/** Which model is in use. */
export function modelLine(config: Config['model']): string {
  if (config.at === 'script') return 'none: a scripted practice coach, no AI'
  const where = config.baseUrl ?? 'OpenAI'
  return config.judge === config.coach
    ? `${config.coach} at ${where}`
    : `${config.coach}, scores by ${config.judge}, at ${where}`
}
