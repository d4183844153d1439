import { PROMPT_VERSION } from './answer-prompt.ts'
import { CLOSING_TASK } from './closing.ts'
import { EXAMPLE, HOUSE_RULES } from './house-rules.ts'
import { JUDGE_TASK } from './judge-prompt.ts'
import type { Prompts } from './model.ts'
import { DEBRIEF_TASK, REHEARSAL_RULES } from './rehearsal-prompt.ts'

/** The words of this release's prompts. They are kept by their version, so that a session keeps those it began with. */
export const PROMPTS: Prompts = {
  version: PROMPT_VERSION,
  houseRules: HOUSE_RULES,
  example: EXAMPLE,
  judge: JUDGE_TASK,
  closing: CLOSING_TASK,
  rehearsal: REHEARSAL_RULES,
  debrief: DEBRIEF_TASK,
}
