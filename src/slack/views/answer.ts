import { DECLINED } from '../../coaching/answer.ts'
import type { Wish } from '../../coaching/model.ts'
import { isFixed, isPlayed, type Part } from '../../coaching/rehearsal.ts'
import type { Answer } from '../../flows/show.ts'
import { spoken, t } from '../../words/words.ts'
import { actions, context, type Message, markdown, notification, say } from './blocks.ts'
import { answerFeedback } from './feedback.ts'
import { partnerButton } from './partner-form.ts'
import { filled, type Post, told } from './post.ts'
import { inert, safeLine, safeMrkdwn } from './safe-text.ts'
import { pressureName, wishButton } from './wish-buttons.ts'

/** The coach's answer as it goes out: for whoever chose that, as a line that is filled by an edit. */
export const answerPost = (answer: Answer): Post => discreetly(answer, answerMessage(answer))

/** What people who chose discreet answers see first of it is a line. */
export const discreetly = ({ isDiscreet }: { isDiscreet?: boolean }, message: Message): Post =>
  isDiscreet ? filled(say(t`Your coach answered.`), message) : told(message)

/**
 * The coach's answer, with one small row for what the learner thinks of it. Mostly it has no other buttons: under every answer they
 * would push the talk apart, and the opening has them, as have the words. Where somebody is stuck, or in a rehearsal, what they can do
 * next is not plain, and stands there.
 */
export function answerMessage(answer: Answer): Message {
  const { sessionId, round, part = {}, shortened, unread, isElsewhere } = answer
  if (isElsewhere) return say(t`I answered you in our direct message, where only you can read it.`)
  const text = answer.text === DECLINED ? spoken(DECLINED) : answer.text
  const mark = markOf(part)
  const notes = [
    ...(shortened ? [t`Your message was very long: I read only its start and its end.`] : []),
    ...(unread ? [t`I can only read words: I have not seen the file or picture that came with your message.`] : []),
  ]
  const { wish, as, mood = 'medium' } = part
  const buttons =
    wish === 'practise' && as !== undefined
      ? [
          wishButton(`practise ${mood}`, sessionId, round, t`Yes, begin`),
          partnerButton({ sessionId, round: round ?? 0, as, mood }),
        ]
      : wishesFor(part).map((one) => wishButton(one, sessionId, round))
  return {
    text: notification(...mark, safeMrkdwn(text), ...notes),
    blocks: [
      ...mark.map((line) => context(line)),
      ...markdown(inert(text, text.length)),
      ...notes.map((note) => context(note)),
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
      ...(round === undefined || part.rehearsal || isFixed(part) ? [] : [answerFeedback(sessionId, round)]),
    ],
  }
}

/** What each message of a rehearsal says first: that it is one, and who speaks. */
function markOf({ wish, rehearsal, as }: Part): string[] {
  const ends = as !== undefined && (wish === 'back' || wish === 'else') // without anybody played there was nothing to end
  if (!rehearsal) return ends ? [t`*The rehearsal is over.* This is your coach again.`] : []
  const who = as === undefined ? '' : safeLine(as)
  const pressure = pressureName(rehearsal)
  if (wish === 'again') return [saidAnew(pressure, who)]
  if (isPlayed({ wish, rehearsal }))
    return [who ? t`*Rehearsal, ${pressure}.* I play ${who}.` : t`*Rehearsal, ${pressure}.* I play the other person.`]
  return [
    who
      ? t`*Rehearsal, ${pressure}, paused.* This is your coach. With your next line I am ${who} again.`
      : t`*Rehearsal, ${pressure}, paused.* This is your coach. With your next line I am the other person again.`,
  ]
}

const saidAnew = (pressure: string, who: string) =>
  who
    ? t`*Rehearsal, ${pressure}.* Your last exchange is set aside: it counts no more. I am ${who} again, so say it anew.`
    : t`*Rehearsal, ${pressure}.* Your last exchange is set aside: it counts no more. I am the other person again, so say it anew.`

/** What the learner may want to do next. */
function wishesFor({ wish, rehearsal, helps }: Part): Wish[] {
  if (wish === 'practise') return ['practise easy', 'practise medium', 'practise hard']
  if (rehearsal && wish?.startsWith('practise')) return ['pause', 'back'] // nothing was said yet that could be taken back
  if (rehearsal) return ['pause', 'again', 'back']
  if (wish === 'back') return ['practise']
  return helps ? ['hint', 'skip', 'else'] : []
}
