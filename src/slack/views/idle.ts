import { t } from '../../words/words.ts'
import { actions, type Message, notification, section } from './blocks.ts'
import { endButton } from './session-buttons.ts'

/** The one question after two quiet days. */
export function idleMessage({ sessionId }: { sessionId: string }): Message {
  const words = t`It has been quiet here for two days. Would you like to go on? Just write here. If you are done, press *End* and I bring your scorecard. Otherwise I close it in five days.`
  return { text: notification(words), blocks: [section(words), actions(endButton(sessionId))] }
}
