import type { Button, ModalView } from '@slack/types'
import { z } from 'zod'
import type { Dimension, Mark } from '../../coaching/model.ts'
import type { Note, ScorecardView } from '../../flows/show.ts'
import { t } from '../../words/words.ts'
import { button, context, cut, LIMITS, type Message, plain, quotes, say, section } from './blocks.ts'
import { bar, scoreWords } from './marks.ts'
import { plainWords, safeLine } from './safe-text.ts'

export const SCORECARD_DISPUTE = 'scorecard_dispute'
export const DISPUTE_MODAL = 'dispute_modal'
export const DISPUTE_MISSED = 'missed'

const MOST_MISSED = 1_000
const ANCHORS = ['2', '5', '8', '10'] as const

const disputed = z.object({ sessionId: z.string(), dimension: z.string() })

/** What the button *I see it differently*, and the form behind it, are about. */
export const readDisputed = (value: string): z.infer<typeof disputed> => disputed.parse(JSON.parse(value))

export const disputeButton = (sessionId: string, { dimension, label }: Mark): Button =>
  button({
    action: SCORECARD_DISPUTE,
    text: t`I see it differently`,
    value: JSON.stringify({ sessionId, dimension: cut(dimension, LIMITS.option) }),
    label: t`I see it differently: ${plainWords(label)}`,
  })

/** The rubric's levels beside the proof, and room for what was missed. */
export function disputeModal(about: { sessionId: string; mark: Mark; dimension: Dimension }): ModalView {
  const { sessionId, mark, dimension } = about
  const given = mark.score === null ? t`No score yet.` : `${bar(mark.score)}  ${scoreWords(mark.score)}`
  const levels = ANCHORS.map((anchor) => `*${anchor}*  ${safeLine(dimension.anchors[anchor])}`)
  const proof = mark.quotes.map(({ text, at }) => ({ text: plainWords(text), link: at }))
  return {
    type: 'modal',
    callback_id: DISPUTE_MODAL,
    title: plain(t`I see it differently`, LIMITS.viewTitle),
    submit: plain(t`Read it again`, LIMITS.viewTitle),
    close: plain(t`Cancel`, LIMITS.viewTitle),
    private_metadata: JSON.stringify({ sessionId, dimension: dimension.id }),
    blocks: [
      section([`*${safeLine(mark.label)}*`, given, safeLine(mark.observation)].filter((line) => line).join('\n')),
      ...(proof.length > 0 ? [section(t`*What it rests on*`), quotes(...proof)] : []),
      section([t`*The levels*`, safeLine(dimension.question), ...levels].join('\n')),
      {
        type: 'input',
        block_id: DISPUTE_MISSED,
        optional: true,
        label: plain(t`What was missed?`, LIMITS.option),
        hint: plain(t`Say where in the talk it is. Your words there are what counts.`, LIMITS.placeholder),
        element: {
          type: 'plain_text_input',
          action_id: DISPUTE_MISSED,
          multiline: true,
          max_length: MOST_MISSED,
        },
      },
      context(
        t`It is read again once, and can go up, stay or go down. Both scores and your reason are kept with your scorecard. Only you see them.`,
      ),
    ],
  }
}

const submitted = z.object({
  private_metadata: z.string(),
  state: z.object({
    values: z.object({ [DISPUTE_MISSED]: z.object({ [DISPUTE_MISSED]: z.object({ value: z.string().nullish() }) }) }),
  }),
})

/** What the form says once it is sent. */
export function readDispute(view: unknown): { sessionId: string; dimension: string; reason: string } {
  const { private_metadata, state } = submitted.parse(view)
  return { ...readDisputed(private_metadata), reason: state.values.missed.missed.value ?? '' }
}

/** What became of it, where the mark stands. */
export function disputeWords({
  reason,
  before,
  after,
  outcome,
  isFound = false,
}: ScorecardView['disputes'][number]): string {
  const said = reason.trim()
    ? t`You saw this differently: “${safeLine(cut(reason, LIMITS.option * 4))}”`
    : t`You saw this differently.`
  if (outcome === 'open') return `${said} ${t`It is being read again.`}`
  const why = outcome === 'raised' ? '' : whyNot(reason, isFound)
  return [said, outcomeWords(before, after), why].filter((part) => part).join(' ')
}

/** How what they point to was read stands with the mark; what is not there cannot count. */
function whyNot(reason: string, isFound: boolean): string {
  if (isFound) return t`I found the words that you point to, and weighed them. How I read them is above.`
  return /["“„«]/.test(reason) ? t`I did not find the words that you quote in what you wrote.` : ''
}

/** That it was done, as a message of its own, so that the learner hears of it. */
export const judgedAgainMessage = ({ label }: Extract<Note, { note: 'judged-again' }>): Message =>
  say(t`I read *${safeLine(label)}* again. Your scorecard shows what came of it.`)

/** What is said where no second reading came about. */
export const notReadAgainMessage = ({ label }: Extract<Note, { note: 'not-read-again' }>): Message =>
  say(
    t`I wanted to read *${safeLine(label)}* again. I asked three times, and could not use what came back. Your scorecard stays as it is, and you can ask for it once more.`,
  )

function outcomeWords(before: number | null, after: number | null): string {
  if (after === null) {
    const nothing = t`The second reading found no words of yours to score it by.`
    return before === null ? nothing : `${nothing} ${t`It stays at ${before} of 10.`}`
  }
  if (before === after) return t`The second reading came to the same: ${after} of 10.`
  return before === null
    ? t`There was no score before, and it is ${after} of 10 now.`
    : t`It was ${before} of 10 before, and is ${after} now.`
}
