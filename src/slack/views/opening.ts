import { broughtIn } from '../../coaching/case.ts'
import type { Opening } from '../../flows/show.ts'
import { t } from '../../words/words.ts'
import { actions, context, type Message, notification, quotes, section } from './blocks.ts'
import { ABOUT_MINUTES } from './domain-words.ts'
import { labelWords } from './label.ts'
import { filled, type Post, told } from './post.ts'
import { commitmentClosed } from './reminder.ts'
import { plainWords, safeLine, safeMrkdwn } from './safe-text.ts'
import { endButton, scoreButton } from './session-buttons.ts'
import { wishButton } from './wish-buttons.ts'

const BUTTONS = 'opening' // they are the same before an edit and after, also to whoever presses while it comes

/** The start of a session as it goes out: what the learner wrote or brought comes into it by an edit. */
export const openingPost = (opening: Opening): Post =>
  opening.mind
    ? filled(openingMessage({ ...opening, mind: '' }), openingMessage(opening))
    : told(openingMessage(opening))

/** The start of a session: who coaches, the first question, that it is no person, and who can read along. */
export function openingMessage({ sessionId, coach, mind, scripted, label, commitment, inChannel }: Opening): Message {
  const title = t`*${safeLine(coach.domain.name)}*, about ${ABOUT_MINUTES} minutes`
  const question = safeMrkdwn(coach.domain.opening)
  const notice = scripted
    ? t`Practice coach, scripted: no AI. I follow rules, in English and German.`
    : t`I am an AI coach, not a person.`
  const readers = labelWords(label, inChannel)
  const how = t`Just write here. \`end\` closes it, \`score\` shows how it goes, \`help\` lists words.`
  const { message, own } = broughtIn(mind)
  const hasMind = own.trim() !== ''
  const before = commitment && !inChannel ? commitmentClosed(commitment) : { words: '', blocks: [] }

  return {
    text: notification(
      title,
      before.words,
      question,
      message ? t`The message that you brought: ${safeLine(message)}` : '',
      hasMind ? t`You wrote: ${safeLine(own)}` : '',
      notice,
      ...readers,
      how,
    ),
    blocks: [
      section(title),
      ...before.blocks,
      section(question),
      ...(message ? [context(t`The message that you brought:`), quotes({ text: plainWords(message) })] : []),
      ...(hasMind ? [context(t`You wrote:`), quotes({ text: plainWords(own) })] : []),
      context([notice, ...readers].join('\n')),
      context(how),
      {
        ...actions(
          wishButton('practise', sessionId),
          wishButton('hint', sessionId),
          scoreButton(sessionId),
          endButton(sessionId),
        ),
        block_id: BUTTONS,
      },
    ],
  }
}
