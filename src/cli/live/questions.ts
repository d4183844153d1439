import { AGENT_QUESTIONS } from './ask-agent.ts'
import { BLOCK_QUESTIONS } from './ask-blocks.ts'
import { PLACE_QUESTIONS } from './ask-places.ts'
import { THREAD_QUESTIONS } from './ask-threads.ts'
import type { Question } from './question.ts'

/** All that is asked of a real workspace, in this order: first what needs nobody, then what a person must see or press. */
export const QUESTIONS: Question[] = [...BLOCK_QUESTIONS, ...THREAD_QUESTIONS, ...AGENT_QUESTIONS, ...PLACE_QUESTIONS]
