import type { ContextActionsBlock, KnownBlock } from '@slack/types'
import { z } from 'zod'
import type { Verdict } from '../../flows/show.ts'
import { sentences, t } from '../../words/words.ts'
import { actions, button, LIMITS, plain, section } from './blocks.ts'

export const FEEDBACK_ANSWER = 'feedback_answer'
const FEEDBACK_SESSION = 'feedback_session'

/** What the learner thinks of an answer: one small row under it. */
export function answerFeedback(sessionId: string, round: number): ContextActionsBlock {
  const one = (verdict: Verdict, text: string) => ({
    text: plain(text, LIMITS.button),
    value: said(sessionId, round, verdict),
    accessibility_label: text,
  })
  return {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: FEEDBACK_ANSWER,
        positive_button: one('up', t`A good question`),
        negative_button: one('down', t`Not helpful`),
      },
    ],
  }
}

export const SESSION_QUESTION = () =>
  t`Was this session worth your time? Answers are only counted, of five people or more together.`
const ANSWERS: Verdict[] = ['yes', 'partly', 'no']
const ANSWER_WORDS = sentences<Record<string, string>>({ yes: 'Yes', partly: 'Partly', no: 'No' })

/** The one question at the end of a session. */
export const sessionFeedback = (sessionId: string): KnownBlock[] => [
  section(SESSION_QUESTION()),
  actions(
    ...ANSWERS.map((verdict) =>
      button({
        action: `${FEEDBACK_SESSION}_${verdict}`,
        text: ANSWER_WORDS[verdict] ?? '',
        value: said(sessionId, 0, verdict),
      }),
    ),
  ),
]
/** The actions of that question. */
export const FEEDBACK_SESSION_ACTIONS = ANSWERS.map((verdict) => `${FEEDBACK_SESSION}_${verdict}`)

const said = (sessionId: string, round: number, verdict: Verdict) => `${sessionId} ${round} ${verdict}`

const value = z.tuple([z.uuid(), z.coerce.number().int().min(0), z.enum(['up', 'down', 'yes', 'partly', 'no'])])

/** What a press says: of which session, of which round of it (0 is the whole), and what. */
export function readFeedback(pressed: string): { sessionId: string; round: number; verdict: Verdict } | undefined {
  const { data } = value.safeParse(pressed.split(' '))
  return data && { sessionId: data[0], round: data[1], verdict: data[2] }
}
