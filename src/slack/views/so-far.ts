import { isUnread } from '../../coaching/rubric.ts'
import type { SoFar } from '../../flows/show.ts'
import { plural, t } from '../../words/words.ts'
import { context, LIMITS, type Message, notification, section } from './blocks.ts'
import { leftOutWords, markBlocks, markWords } from './marks.ts'
import { safeLine } from './safe-text.ts'
import { CONFIDENTIAL } from './scorecard.ts'

/** How a session goes so far, when the learner asks. */
export function soFarMessage({ domainName, marks, scripted, rounds, leftOut }: SoFar): Message {
  const title = plural(
    rounds,
    { one: '*So far: {1}*, after one round', other: '*So far: {1}*, after {0} rounds' },
    safeLine(domainName),
  )
  if (rounds === 0 || marks.length === 0) {
    const early = t`It is too early for a score. Write a reply or two, then ask again.`
    return { text: notification(early), blocks: [section(early)] }
  }
  if (isUnread(marks)) {
    const unread = t`I have no score for you just now: I asked for it three times, and could not read what came back. Write on, and ask again later.`
    return { text: notification(title, unread), blocks: [section(title), section(unread)] }
  }
  const closing = [
    leftOutWords(leftOut),
    t`This is how it looks now, and it changes as you go on.`,
    scripted ? t`Offline estimate from wording, not an AI judgement.` : t`A first reading by the AI.`,
    CONFIDENTIAL(),
  ]
    .filter((line) => line)
    .join(' ')
  return {
    text: notification(title, ...marks.map(markWords), closing),
    blocks: [section(title), ...markBlocks(marks, LIMITS.blocks - 2), context(closing)],
  }
}
