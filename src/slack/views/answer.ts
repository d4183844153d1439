import type { Answer } from '../../flows/deps.ts'
import { context, type Message, markdown, notification } from './blocks.ts'
import { inert, safeMrkdwn } from './safe-text.ts'

/**
 * The coach's answer. It has no buttons: under every answer they would push the talk apart, and the opening has them,
 * as have the words `end` and `score`.
 */
export function answerMessage({ text, scripted, shortened }: Answer): Message {
  const notes = [
    shortened ? 'Your message was very long: I read only its start and its end.' : '',
    scripted ? 'Practice coach, scripted: no AI' : '',
  ].filter((note) => note)
  return {
    text: notification(safeMrkdwn(text), ...notes),
    blocks: [...markdown(inert(text, text.length)), ...notes.map((note) => context(note))],
  }
}
