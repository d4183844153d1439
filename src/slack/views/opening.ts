import type { Opening } from '../../flows/deps.ts'
import { actions, context, type Message, notification, quotes, section } from './blocks.ts'
import { ABOUT_HOW_LONG } from './domain-words.ts'
import { labelWords } from './label.ts'
import { inert, safeLine, safeMrkdwn } from './safe-text.ts'
import { endButton, scoreButton } from './session-buttons.ts'

/** The start of a session: who coaches, the first question, that it is no person, and who can read along. */
export function openingMessage({ sessionId, coach, mind, scripted, label, inChannel }: Opening): Message {
  const title = `*${safeLine(coach.domain.name)}*, ${ABOUT_HOW_LONG}`
  const question = safeMrkdwn(coach.domain.opening)
  const notice = scripted
    ? 'I am a practice coach that follows a script: no AI model is connected.'
    : 'I am an AI coach, not a person.'
  const readers = labelWords(label, inChannel)
  const how = 'Just write here. `end` closes it, `score` shows how it goes, `help` lists words.'
  const hasMind = mind.trim() !== ''

  return {
    text: notification(title, question, hasMind ? `You wrote: ${safeLine(mind)}` : '', notice, ...readers, how),
    blocks: [
      section(title),
      section(question),
      ...(hasMind ? [context('You wrote:'), quotes({ text: inert(mind) })] : []),
      context([notice, ...readers].join('\n')),
      context(how),
      actions(scoreButton(sessionId), endButton(sessionId)),
    ],
  }
}
