import type { Config } from '../../config.ts'
import { aiCoach, aiJudge } from '../../llm/ai.ts'
import type { LanguageModel } from '../../llm/llm.ts'
import type { CoachModel, JudgeModel } from '../../llm/minds.ts'
import { scriptedCoach } from '../../llm/offline/coach.ts'
import { scriptedJudge } from '../../llm/offline/judge.ts'
import { openLanguageModel } from '../../llm/openai.ts'

type Minds = {
  coach: CoachModel
  judge: JudgeModel
  /** The model that reads a coach's answers: the one that judges learners. Without a model there is none. */
  reader: LanguageModel | undefined
}

/** Who is measured. The bot spares a server that is away; here it is asked, and the run ends with what is wrong. */
export function openMinds(config: Config['model']): Minds {
  if (config.at === 'script') return { coach: scriptedCoach(), judge: scriptedJudge(), reader: undefined }
  const { apiKey, baseUrl, extraBody } = config
  const open = (model: string) => openLanguageModel({ apiKey, extraBody, model, ...(baseUrl ? { baseUrl } : {}) })
  const reader = open(config.judge)
  return { coach: aiCoach(open(config.coach)), judge: aiJudge(reader, config.judgeCalls), reader }
}
