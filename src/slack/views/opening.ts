import { broughtIn } from '../../coaching/case.ts'
import type { Opening } from '../../flows/deps.ts'
import { actions, context, type Message, notification, quotes, section } from './blocks.ts'
import { ABOUT_HOW_LONG } from './domain-words.ts'
import { labelWords } from './label.ts'
import { commitmentBlocks } from './reminder.ts'
import { inert, safeLine, safeMrkdwn } from './safe-text.ts'
import { endButton, scoreButton } from './session-buttons.ts'

/** The start of a session: who coaches, the first question, that it is no person, and who can read along. */
export function openingMessage({ sessionId, coach, mind, scripted, label, commitment, inChannel }: Opening): Message {
  const title = `*${safeLine(coach.domain.name)}*, ${ABOUT_HOW_LONG}`
  const question = safeMrkdwn(coach.domain.opening)
  const notice = scripted
    ? 'I am a practice coach that follows a script: no AI model is connected.'
    : 'I am an AI coach, not a person.'
  const readers = labelWords(label, inChannel)
  const how = 'Just write here. `end` closes it, `score` shows how it goes, `help` lists words.'
  const { message, own } = broughtIn(mind)
  const hasMind = own.trim() !== ''
  const before = commitment && !inChannel ? commitmentBlocks(commitment) : { words: '', blocks: [] }

  return {
    text: notification(
      title,
      before.words,
      question,
      message ? `The message that you brought: ${safeLine(message)}` : '',
      hasMind ? `You wrote: ${safeLine(own)}` : '',
      notice,
      ...readers,
      how,
    ),
    blocks: [
      section(title),
      ...before.blocks,
      section(question),
      ...(message ? [context('The message that you brought:'), quotes({ text: inert(message) })] : []),
      ...(hasMind ? [context('You wrote:'), quotes({ text: inert(own) })] : []),
      context([notice, ...readers].join('\n')),
      context(how),
      actions(scoreButton(sessionId), endButton(sessionId)),
    ],
  }
}
