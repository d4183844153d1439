import { DECLINED } from '../../coaching/answer.ts'
import type { Answer } from '../../flows/deps.ts'
import { spoken, t } from '../../words/words.ts'
import { context, type Message, markdown, notification, say } from './blocks.ts'
import { answerFeedback } from './feedback.ts'
import { inert, safeMrkdwn } from './safe-text.ts'

/**
 * The coach's answer, with one small row for what the learner thinks of it. It has no other buttons: under every answer they would push
 * the talk apart, and the opening has them, as have the words `end` and `score`.
 */
export function answerMessage({ sessionId, round, text: answer, scripted, shortened, isElsewhere }: Answer): Message {
  if (isElsewhere) return say(t`I answered you in our direct message, where only you can read it.`)
  const text = answer === DECLINED ? spoken(DECLINED) : answer
  const notes = [
    shortened ? t`Your message was very long: I read only its start and its end.` : '',
    scripted ? t`Practice coach, scripted: no AI` : '',
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
