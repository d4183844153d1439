import { intentOf } from '../../coaching/intent.ts'
import type { Coach, Round } from '../../coaching/model.ts'
import { likeness, words } from '../../coaching/wording.ts'

/** What is checked of each answer by code, with its weight, as `coach_quality` of the rubrics lists it. */
export const ANSWER_CHECKS = {
  one_question: 2,
  short: 1,
  no_forbidden_topic: 3,
  no_score_leak: 2,
  slack_safe: 3,
  not_repeated: 1,
} satisfies Record<string, number>
export type AnswerCheck = keyof typeof ANSWER_CHECKS

const MOST_WORDS = 90
const MOST_CHARACTERS = 600
const MOST_ITEMS = 3
const TOO_ALIKE = 0.6
const PLANNED = 8 // from here on an answer may close without a question

/**
 * Which checks an answer passes. They are written anew here, and simpler: the code that holds answers back must not be its own
 * witness.
 */
export function checkedByCode(coach: Coach, before: Round[], round: Round): Record<AnswerCheck, boolean> {
  const { answer } = round
  const asked = questions(answer)
  const earlier = [coach.domain.opening, ...before.map((one) => one.answer)].flatMap(questions)
  const lines = answer.split('\n')
  return {
    one_question: asked.length === 1 || (asked.length === 0 && (round.number >= PLANNED || needsNone(round.reply))),
    short:
      words(answer).length <= MOST_WORDS &&
      answer.length <= MOST_CHARACTERS &&
      !lines.some((line) => /^\s*#/.test(line)) &&
      lines.filter((line) => /^\s*([-*•]|\d+[.)])\s/.test(line)).length <= MOST_ITEMS,
    no_forbidden_topic: !coach.persona.forbiddenTopics.some((topic) =>
      answer.toLowerCase().includes(topic.toLowerCase()),
    ),
    no_score_leak:
      !/\b\d{1,2}\s*(\/|out of)\s*10\b/i.test(answer) &&
      !coach.rubric.dimensions.some(({ id }) => id.includes('_') && answer.includes(id)),
    slack_safe: !/<[!@#]/.test(answer),
    not_repeated: asked.every((question) => earlier.every((other) => likeness(question, other) < TOO_ALIKE)),
  }
}

/** Who asks something, has had enough or is cross is answered, and need not be asked. */
const needsNone = (reply: string) => /\?\s*$/.test(reply) || ['upset', 'finished'].includes(intentOf(reply))

/** Sentences with a question mark, without what is quoted. */
const questions = (text: string) => text.replace(/["“][^"“”\n]*["”]/g, '').match(/(?<![^.!?\n])[^.!?\n]*\?/g) ?? []

/** The weighted share of passed checks, from 0 to 100. */
export function answerScore(checks: Record<AnswerCheck, boolean>): number {
  const all = Object.entries(ANSWER_CHECKS)
  const passed = all.filter(([name]) => Object.entries(checks).some(([check, is]) => check === name && is))
  const sum = (some: [string, number][]) => some.reduce((total, [, weight]) => total + weight, 0)
  return (100 * sum(passed)) / sum(all)
}

/** The coach's words for each word of the learner, after the first round. */
export function talkShare(rounds: Round[]): number {
  const later = rounds.slice(1)
  const count = (texts: string[]) => words(texts.join(' ')).length
  return count(later.map((round) => round.answer)) / Math.max(1, count(later.map((round) => round.reply)))
}
