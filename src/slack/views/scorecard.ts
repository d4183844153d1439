import type { KnownBlock } from '@slack/types'
import type { ScorecardView } from '../../flows/deps.ts'
import { actions, context, divider, header, LIMITS, type Message, notification, section } from './blocks.ts'
import { labelInShort } from './label.ts'
import { bar, markBlocks, markWords, scoreWords } from './marks.ts'
import { inert, safeLine, safeMrkdwn } from './safe-text.ts'
import { shareButton } from './share.ts'

const STEPS_SHOWN = 3

/** Who can see a card, and what it is not for. */
export const CONFIDENTIAL = 'Confidential: only you can see this. For your practice, not for decisions about you.'

/** The card at the end of a session: what the learner worked out, their next steps, and each dimension with its proof. */
export function scorecardMessage(card: ScorecardView): Message {
  const title = `Your scorecard: ${inert(card.domainName)}`
  const why = closedBecause(card)
  const { judgement, closing } = card
  const { overall } = judgement
  if (card.rounds === 0 || judgement.marks.length === 0) return withoutScores(card, why)

  const workedOut = closing.workedOut.trim() ? `*What you worked out*\n${safeMrkdwn(closing.workedOut)}` : ''
  const steps = closing.nextSteps.filter((step) => step.trim()).slice(0, STEPS_SHOWN)
  const nextSteps =
    steps.length > 0 ? ['*Your next steps*', ...steps.map((step, at) => `${at + 1}. ${safeLine(step)}`)] : []
  const footer = [labelInShort(card.label), CONFIDENTIAL, judgedBy(card)]

  const before: KnownBlock[] = [
    header(title),
    ...(why ? [context(why)] : []),
    ...(workedOut ? [section(workedOut)] : []),
    ...(nextSteps.length > 0 ? [section(nextSteps.join('\n'))] : []),
    divider,
    ...(overall === null ? [] : [section(`*Overall*\n${bar(overall)}  ${scoreWords(overall)}`)]),
  ]
  const after = [
    divider,
    ...footer.map((line) => context(line)),
    ...(card.canShare ? [actions(shareButton(card))] : []),
  ]
  const room = LIMITS.blocks - before.length - after.length
  return {
    text: notification(
      safeLine(title),
      why,
      workedOut,
      ...nextSteps,
      overall === null ? '' : `Overall: ${scoreWords(overall)}`,
      ...judgement.marks.map(markWords),
      ...footer,
    ),
    blocks: [...before, ...markBlocks(judgement.marks, room), ...after],
  }
}

function withoutScores({ domainName, label }: ScorecardView, why: string): Message {
  const words = 'There is nothing to score, and that is fine. Start again whenever it suits you with `/coach`.'
  const title = `*${safeLine(domainName)}* is closed`
  const what = labelInShort(label)
  return {
    text: notification(title, why, words, what),
    blocks: [section(title), ...(why ? [context(why)] : []), section(words), context(what)],
  }
}

function closedBecause({ closedBecause, isRedacted }: ScorecardView): string {
  if (isRedacted) return 'You deleted a message, so what was made of it is gone from here too.'
  if (closedBecause === 'idle') return 'It had been quiet for seven days, so I closed the session.'
  if (closedBecause === 'another') return 'You started another session, so I closed this one.'
  return ''
}

function judgedBy({ scripted, judgement, rubricVersion }: ScorecardView): string {
  if (scripted) return `Offline estimate from wording, not an AI judgement. Rubric ${rubricVersion}.`
  const readings = judgement.samples > 1 ? `, the middle of ${judgement.samples} readings` : ''
  return `Scored by ${safeLine(judgement.judge)} with rubric ${rubricVersion}${readings}.`
}
