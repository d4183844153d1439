import type { Receipt } from '../../flows/own-data.ts'
import { isChannel, placeOf } from '../../place.ts'
import { dayWords } from '../../words/dates.ts'
import { plural, sentences, t } from '../../words/words.ts'
import { context, LIMITS, type Message, notification, SLACK_ADDRESS, section } from './blocks.ts'

/** What each sort of data is called, in the order in which it is listed. */
const SORTS = sentences<Record<string, string>>({
  sessions: 'Sessions',
  rounds: 'Rounds, with what you wrote and what I answered',
  scorecards: 'Scorecards',
  scores: 'Scores',
  sharedCards: 'Cards that you sent to your manager',
  waiting: 'What waited to be done',
  teams: 'Teams that you were in or managed before',
  accesses: 'Lines about who or what read your data',
})

/** Everything is erased: how much of it, and not a word of what it was. */
export function receiptMessage({ id, at, counts }: Receipt): Message {
  const lines = Object.entries(SORTS).flatMap(([sort, words]) => (counts[sort] ? [`• ${words}: ${counts[sort]}`] : []))
  const erased =
    lines.length > 0
      ? [t`*What was yours is erased.* It was:`, lines.join('\n')]
      : [t`*What was yours is erased.* There was nothing kept of you.`]
  const stays = [
    ...(counts.digestFacts
      ? [
          plural(counts.digestFacts, {
            one: '{0} number that a manager was told of a team stays as it was, and belongs to nobody now.',
            other: '{0} numbers that a manager was told of a team stay as they were, and belong to nobody now.',
          }),
        ]
      : []),
    ...(counts.listed
      ? [t`That you are in a team or manage one stays for as long as your company’s list of teams says so.`]
      : []),
  ]
  const rest = t`My messages to you are being taken away here in Slack; that can take some minutes. What you wrote yourself stays in Slack until you delete it there.`
  const about = t`Receipt ${id}, ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC. It is kept without your name.`
  return {
    text: notification(...erased, ...stays, rest, about),
    blocks: [...[...erased, ...stays, rest].map((part) => section(part)), context(about)],
  }
}

export const STAYED_MOST = 20 // places; more are counted

/** What Slack did not let be taken away: where it stands, as links where Slack gives them, and not a word of what it says. */
export function stayedMessage(shown: { post: string; link: string | null }[], total: number): Message {
  const stays = t`*Some of my messages to you stay in Slack.* Slack did not let me take these away. Whoever looks after Slack in your company may be able to.`
  const places = thatFit(shown.map(({ post, link }) => `• ${placeWords(post, link)}`))
  const more = total - places.length
  return {
    text: notification(stays),
    blocks: [
      section(stays),
      ...(places.length > 0 ? [section(places.join('\n'))] : []),
      ...(more > 0 ? [section(plural(more, { one: 'And one more.', other: 'And {0} more.' }))] : []),
    ],
  }
}

/** As many lines as a section takes: half a link is none. */
function thatFit(lines: string[]): string[] {
  let room = LIMITS.section - 1
  const end = lines.findIndex((line) => {
    room -= line.length + 1
    return room < 0
  })
  return end < 0 ? lines : lines.slice(0, end)
}

function placeWords(post: string, link: string | null): string {
  const { channel, threadTs } = placeOf(post)
  const place = isChannel(channel) ? `<#${channel}>` : t`our direct message`
  if (!threadTs) return place
  const day = dayWords(new Date(Number(threadTs) * 1_000), { day: 'numeric', month: 'long', year: 'numeric' })
  return link && SLACK_ADDRESS.test(link) ? `${place}, <${link.replaceAll('&', '&amp;')}|${day}>` : `${place}, ${day}`
}
