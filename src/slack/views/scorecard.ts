import type { Button, KnownBlock } from '@slack/types'
import { z } from 'zod'
import { NOTHING_YET, TOO_SHORT } from '../../coaching/closing.ts'
import { SAMPLE_JUDGE } from '../../coaching/judges.ts'
import { levelWord, type Mark } from '../../coaching/model.ts'
import { isUnread } from '../../coaching/rubric.ts'
import type { ScorecardView } from '../../flows/show.ts'
import { plural, spoken, t } from '../../words/words.ts'
import {
  actions,
  button,
  context,
  divider,
  header,
  LIMITS,
  type Message,
  notification,
  section,
  select,
} from './blocks.ts'
import { packCard, unpackCard } from './carried-card.ts'
import { aboutCues, cueBlocks, cueWords } from './cues.ts'
import { disputeButton, disputeWords } from './dispute.ts'
import { SESSION_QUESTION, sessionFeedback } from './feedback.ts'
import { labelInShort } from './label.ts'
import { levelName } from './level-words.ts'
import { bar, leftOutWords, markBlocks, markWords, scoreWords } from './marks.ts'
import { measuredWords } from './measured.ts'
import { closed, type Opened, opened, type Post, told } from './post.ts'
import { plainWords, safeLine, safeMrkdwn } from './safe-text.ts'
import { shareButton } from './share.ts'
import { surenessLegend } from './sureness.ts'

const STEPS_SHOWN = 3

/** Who can see a card, and what it is not for. */
export const CONFIDENTIAL = () =>
  t`Confidential: only you can see this. For your practice, not for decisions about you.`

/** The card at the end of a session, as it goes out: closed, however the session was. */
export function scorecardPost(card: ScorecardView): Post {
  if (isEmpty(card)) return told(withoutScores(card))
  return card.asks && !card.asksNothing ? askingCard(card) : quietCard(card)
}

/** The same where it stands: once the learner looked at it, it shows what it says. */
export function scorecardMessage(card: ScorecardView): Message {
  return card.isOpen && !isEmpty(card) ? openCard(card) : scorecardPost(card).first
}

const isEmpty = ({ rounds, judgement }: ScorecardView) => rounds === 0 || judgement.marks.length === 0

/** What the learner worked out, their next steps, and each dimension with its proof. */
function openCard(card: ScorecardView): Opened {
  const title = t`Your scorecard: ${plainWords(card.domainName)}`
  const why = closedBecause(card)
  const { judgement, closing, scripted } = card
  const { overall, samples } = judgement

  const workedOut = closing.workedOut.trim()
    ? `${t`*What you worked out*`}\n${safeMrkdwn(workedOutWords(closing.workedOut))}`
    : ''
  const steps = closing.nextSteps.filter((step) => step.trim()).slice(0, STEPS_SHOWN)
  const nextSteps =
    steps.length > 0 ? [t`*Your next steps*`, ...steps.map((step, at) => `${at + 1}. ${safeLine(step)}`)] : []
  const own = ownRating(card)
  const unread = isUnread(judgement.marks)
    ? t`There are no scores this time: I asked for them three times, and could not read what came back.`
    : ''
  const marks = unread ? [] : judgement.marks
  const footer = [
    leftOutWords(card.leftOut),
    labelInShort(card.label),
    CONFIDENTIAL(),
    judgedBy(card),
    measuredWords(marks),
  ].filter((line) => line)
  const byWording = scripted && !unread ? aboutCues(marks) : ''

  const before: KnownBlock[] = [
    header(title),
    ...(why ? [context(why)] : []),
    ...(workedOut ? [section(workedOut)] : []),
    ...(nextSteps.length > 0 ? [section(nextSteps.join('\n'))] : []),
    divider,
    ...(overall === null ? [] : [section(`${t`*Overall*`}\n${bar(overall)}  ${scoreWords(overall)}`)]),
    ...(own ? [section(own)] : []),
    ...(unread ? [section(unread)] : []),
    ...(byWording ? [context(byWording)] : []),
  ]
  const after = [
    divider,
    ...footer.map((line) => context(line)),
    ...(card.canShare ? [actions(shareButton(card))] : []),
    ...(asksFeedback(card) ? sessionFeedback(card.sessionId) : []),
  ]
  const room = LIMITS.blocks - before.length - after.length
  return opened({
    text: notification(
      safeLine(title),
      why,
      workedOut,
      ...nextSteps,
      overall === null ? '' : t`Overall: ${scoreWords(overall)}`,
      own.replace(/\n[●○]+ /, ':'),
      unread,
      byWording,
      ...(scripted ? cueWords(marks) : marks.flatMap((mark) => [markWords(mark, samples), moreOf(card, mark).said])),
      ...footer,
      asksFeedback(card) ? SESSION_QUESTION() : '',
    ),
    blocks: [
      ...before,
      ...(scripted ? cueBlocks(marks, room) : markBlocks(marks, { room, samples, more: (mark) => moreOf(card, mark) })),
      ...after,
    ],
  })
}

const asksFeedback = ({ label, asksNothing }: ScorecardView) => !label.offRecord && !asksNothing

/** The learner's own words; or what stands there where they had none, which is kept in English. */
const workedOutWords = (workedOut: string): string =>
  workedOut === NOTHING_YET || workedOut === TOO_SHORT
    ? spoken(workedOut)
    : workedOut.replace(/“([^“”]*)”/g, (_, quote: string) => t`“${quote}”`)

export const SCORECARD_RATE = 'scorecard_rate'
export const SCORECARD_SHOW = 'scorecard_show'

const SCORES = Array.from({ length: 10 }, (_, at) => at + 1)

/** The scorecard is ready, and closed: how do you see yourself? Two taps in a list, or none. */
function askingCard({ sessionId, domainName, label }: ScorecardView): Post {
  const words = t`It is ready. Before you look: how well did you do in this talk? Your own view comes first, and you see both side by side.`
  const levels = [...new Set(SCORES.map(levelWord))]
  const rate = select({
    action: SCORECARD_RATE,
    text: t`How I see it`,
    groups: levels.map((level) => ({
      label: levelName(level),
      options: SCORES.filter((score) => levelWord(score) === level).map((score) => ({
        text: scoreWords(score),
        value: `${sessionId} ${score}`,
      })),
    })),
  })
  return closed({
    title: t`Your scorecard: ${plainWords(domainName)}`,
    words: [words],
    buttons: [rate, button({ action: SCORECARD_SHOW, text: t`Show it without`, value: sessionId })],
    notes: [labelInShort(label), CONFIDENTIAL()],
  })
}

/** Nothing is asked: it is there for whoever wants to look. */
function quietCard(card: ScorecardView): Post {
  const { sessionId, domainName, asksNothing, label } = card
  const why = closedBecause(card)
  const words = asksNothing
    ? t`*${safeLine(domainName)}* is closed. There is a scorecard, should you ever want to look at it.`
    : t`It is ready. Look at it whenever you like.`
  return closed({
    ...(asksNothing ? {} : { title: t`Your scorecard: ${plainWords(domainName)}` }),
    words: [...(why ? [why] : []), words],
    buttons: [
      button({
        action: SCORECARD_SHOW,
        text: t`Show the scorecard`,
        value: label.offRecord ? `${sessionId} ${packCard(card)}` : sessionId,
      }),
    ],
    notes: [...(label.offRecord ? [labelInShort(label)] : []), CONFIDENTIAL()],
  })
}

/** Which scorecard the button shows; off the record it carries the card itself. */
export function readShown(value: string): { sessionId: string; carried: ScorecardView | undefined } {
  const [sessionId = '', packed = ''] = value.split(' ')
  return { sessionId, carried: unpackCard(sessionId, packed) }
}

/** What the list of the closed card asks for: which scorecard, and what the learner gives themselves. */
export function readRating(value: string): { sessionId: string; own: number } {
  const [sessionId, own] = z.tuple([z.string(), z.coerce.number().int().min(1).max(10)]).parse(value.split(' '))
  return { sessionId, own }
}

/** Each dimension can be seen differently, once; then what became of it stands there. */
function moreOf(
  { sessionId, disputes, canDispute, isRedacted }: ScorecardView,
  mark: Mark,
): { said: string; button?: Button } {
  const dispute = disputes.find(({ dimension }) => dimension === mark.dimension)
  if (dispute) return { said: disputeWords(dispute) }
  return isRedacted || !canDispute || isByRules(mark)
    ? { said: '' }
    : { said: '', button: disputeButton(sessionId, mark) }
}

/** The scripted scorer would read it in the same way again. */
const isByRules = ({ because }: Mark) => because === 'by-wording' || because === 'other-language'

/** Both views, and how far apart they are. */
function ownRating({ ownScore, judgement: { overall } }: ScorecardView): string {
  if (ownScore === null) return ''
  const words = `${t`*Your own view*`}\n${bar(ownScore)}  ${scoreWords(ownScore)}.`
  if (overall === null) return words
  const apart = Math.abs(ownScore - overall)
  if (apart === 0) return `${words} ${t`That is the same as this reading.`}`
  const difference =
    ownScore > overall
      ? plural(apart, { one: 'One point above this reading.', other: '{0} points above this reading.' })
      : plural(apart, { one: 'One point below this reading.', other: '{0} points below this reading.' })
  const look = apart > 2 ? t`Look at the proof below: where do you see more, or less?` : ''
  return [words, difference, look].filter((part) => part).join(' ')
}

function withoutScores(card: ScorecardView): Message {
  const { domainName, label } = card
  const why = closedBecause(card)
  const words = t`There is nothing to score, and that is fine. Start again whenever it suits you: write to me in our direct message, or type \`/coach\`.`
  const title = t`*${safeLine(domainName)}* is closed`
  const what = labelInShort(label)
  return {
    text: notification(title, why, words, what),
    blocks: [section(title), ...(why ? [context(why)] : []), section(words), context(what)],
  }
}

function closedBecause({ closedBecause, isRedacted }: ScorecardView): string {
  if (isRedacted) return t`You deleted a message, so what was made of it is gone from here too.`
  if (closedBecause === 'idle') return t`It had been quiet for seven days, so I closed the session.`
  if (closedBecause === 'another') return t`You started another session, so I closed this one.`
  return ''
}

function judgedBy({ scripted, judgement, rubricVersion }: ScorecardView): string {
  if (isUnread(judgement.marks) || scripted) return ''
  if (judgement.judge === SAMPLE_JUDGE) return t`Sample history: invented, to show what an AI judge gives.`
  const judge = safeLine(judgement.judge)
  const { samples } = judgement
  if (samples < 2) return t`Scored by ${judge} with rubric ${rubricVersion}, from one reading.`
  return `${t`Scored by ${judge} with rubric ${rubricVersion}, the middle of ${samples} readings.`} ${surenessLegend(samples)}`
}
