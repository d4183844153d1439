import type { Answer } from '../../flows/deps.ts'
import { context, type Message, markdown, notification, say } from './blocks.ts'
import { answerFeedback } from './feedback.ts'
import { inert, safeMrkdwn } from './safe-text.ts'

/**
 * The coach's answer, with one small row for what the learner thinks of it. It has no other buttons: under every answer they would push
 * the talk apart, and the opening has them, as have the words `end` and `score`.
 */
export function answerMessage({ sessionId, round, text, scripted, shortened, isElsewhere }: Answer): Message {
  if (isElsewhere) return say(ELSEWHERE)
  const notes = [
    shortened ? 'Your message was very long: I read only its start and its end.' : '',
    scripted ? 'Practice coach, scripted: no AI' : '',
  ].filter((note) => note)
  return {
    text: notification(safeMrkdwn(text), ...notes),
    blocks: [
      ...markdown(inert(text, text.length)),
      ...notes.map((note) => context(note)),
      ...(round === undefined ? [] : [answerFeedback(sessionId, round)]),
    ],
  }
}

const ELSEWHERE = 'I answered you in our direct message, where only you can read it.'
