import { isUnread } from '../../coaching/rubric.ts'
import type { SoFar } from '../../flows/show.ts'
import { plural, t } from '../../words/words.ts'
import { button, context, LIMITS, notification, say, section } from './blocks.ts'
import { aboutCues, cueBlocks, cueWords } from './cues.ts'
import { leftOutWords, markBlocks, markWords } from './marks.ts'
import { measuredWords } from './measured.ts'
import { closed, type Opened, opened, type Post, told } from './post.ts'
import { safeLine } from './safe-text.ts'
import { CONFIDENTIAL } from './scorecard.ts'

export const SO_FAR_SHOW = 'so_far_show'

/** How a session goes so far is there to look at. */
export function soFarPost(card: SoFar): Post {
  if (isEarly(card)) return told(say(tooEarly()))
  const show = button({ action: SO_FAR_SHOW, text: t`Show it`, value: card.sessionId })
  return closed({ words: [titleOf(card)], buttons: [show], notes: [t`Only you can see this.`] })
}

const ONE = 1 // reading: a score so far is a first look

const isEarly = ({ rounds, marks }: SoFar) => rounds === 0 || marks.length === 0
const tooEarly = () => t`It is too early for a score. Write a reply or two, then ask again.`
const titleOf = ({ rounds, domainName }: SoFar) =>
  plural(
    rounds,
    { one: '*So far: {1}*, after one round', other: '*So far: {1}*, after {0} rounds' },
    safeLine(domainName),
  )

/** How a session goes so far, once the learner wants to see it. */
export function soFarMessage(card: SoFar): Opened {
  if (isEarly(card)) return opened(say(tooEarly()))
  const { marks, scripted, leftOut } = card
  const title = titleOf(card)
  const room = LIMITS.blocks - 3 // beside what stands around them
  if (isUnread(marks)) {
    const unread = t`I have no score for you just now: I asked for it three times, and could not read what came back. Write on, and ask again later.`
    return opened({ text: notification(title, unread), blocks: [section(title), section(unread)] })
  }
  const closing = [
    leftOutWords(leftOut),
    t`This is how it looks now, and it changes as you go on.`,
    scripted ? '' : t`A first reading by the AI.`,
    measuredWords(marks),
    CONFIDENTIAL(),
  ]
    .filter((line) => line)
    .join(' ')
  return opened({
    text: notification(
      title,
      ...(scripted ? [aboutCues(marks), ...cueWords(marks)] : marks.map((mark) => markWords(mark, ONE))),
      closing,
    ),
    blocks: [
      section(title),
      ...(scripted ? [context(aboutCues(marks))] : []),
      ...(scripted ? cueBlocks(marks, room) : markBlocks(marks, { room, samples: ONE })),
      context(closing),
    ],
  })
}
