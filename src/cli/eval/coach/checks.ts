import type { Coach, Round } from '../../../coaching/model.ts'
import { words } from '../../../coaching/wording.ts'

/** What must be true of every single answer, whatever was said before. */
export const ANSWER_CHECKS = ['short', 'no_forbidden_topic', 'no_score_leak', 'slack_safe'] as const
export type AnswerCheck = (typeof ANSWER_CHECKS)[number]

const MOST_WORDS = 90
const MOST_CHARACTERS = 750
const MOST_ITEMS = 3

/**
 * Which checks an answer passes. They are written anew here, and simpler: the code that holds answers back must not be its own
 * witness.
 */
export function checkedByCode(
  coach: Coach,
  { answer, reply }: Pick<Round, 'answer' | 'reply'>,
): Record<AnswerCheck, boolean> {
  const lines = answer.split('\n')
  return {
    short:
      words(answer).length <= MOST_WORDS &&
      answer.length <= MOST_CHARACTERS &&
      !lines.some((line) => /^\s*#/.test(line)) &&
      lines.filter((line) => /^\s*([-*•]|\d+[.)])\s/.test(line)).length <= MOST_ITEMS,
    no_forbidden_topic: !coach.persona.forbiddenTopics.some((topic) =>
      answer.toLowerCase().includes(topic.toLowerCase()),
    ),
    // a number that the learner gave is no score of ours
    no_score_leak:
      [...answer.matchAll(/\b\d{1,2}\s*(?:\/|out of|von)\s*10\b/gi)].every(([score]) => reply.includes(score)) &&
      !coach.rubric.dimensions.some(({ id }) => id.includes('_') && answer.includes(id)),
    slack_safe: !/<[!@#]/.test(answer),
  }
}

/** The coach's words for each word of the learner, after the first round. */
export function talkShare(rounds: Round[]): number {
  const later = rounds.slice(1)
  const count = (texts: string[]) => words(texts.join(' ')).length
  return count(later.map((round) => round.answer)) / Math.max(1, count(later.map((round) => round.reply)))
}
