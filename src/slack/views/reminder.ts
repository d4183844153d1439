import type { KnownBlock, ModalView } from '@slack/types'
import { z } from 'zod'
import type { AnsweredCommitment, AskedCommitment, CommitmentAnswer, OpenCommitment } from '../../flows/show.ts'
import { fullDayWords } from '../../words/dates.ts'
import { sentences, t } from '../../words/words.ts'
import { actions, button, context, datepicker, LIMITS, type Message, notification, plain, section } from './blocks.ts'
import { closed, type Opened, opened, type Post } from './post.ts'
import { safeLine } from './safe-text.ts'
import { settingsButton } from './settings-button.ts'

export const REMINDER_SHOW = 'reminder_show'
export const REMINDER_DONE = 'reminder_done'
export const REMINDER_NOT_YET = 'reminder_not_yet'
export const REMINDER_MOVE = 'reminder_move'
export const REMINDER_LET_GO = 'reminder_let_go'
export const REMINDER_SNOOZE = 'reminder_snooze'
export const REMINDER_MOVE_FORM = 'reminder_move_form'
export const REMINDER_DAY = 'day'

/** The message that is drawn anew once it is answered, and not one that says more. */
export const REMINDER_BLOCK = 'reminder'

/** Something that the learner meant to do is due. */
export function reminderPost({ memory }: Pick<AskedCommitment, 'memory'>): Post {
  const { first, ...post } = closed({
    words: [`${t`*How did it go?*`}\n${t`There is something that you meant to do by now.`}`],
    buttons: [showButton(memory, false), snoozeButton(memory), settingsButton()],
    notes: [ONLY_YOU()],
  })
  const blocks = first.blocks.map((block) =>
    block.type === 'actions' ? { ...block, block_id: REMINDER_BLOCK } : block,
  )
  return { ...post, first: { ...first, blocks } }
}

/** The same once they want to see it. How did it go? Four answers, and a way to be asked later or not at all. */
export function reminderMessage({ memory, says, dueOn }: AskedCommitment): Opened {
  const words = `${t`*How did it go?*`}\n${meant(says, dueOn)}`
  return opened({
    text: notification(words),
    blocks: [
      section(words),
      { ...answerButtons(memory), block_id: REMINDER_BLOCK },
      { ...actions(snoozeButton(memory), settingsButton()), block_id: `${REMINDER_BLOCK} later` },
      context(ONLY_YOU()),
    ],
  })
}

const ONLY_YOU = () => t`Only you see this. Two a week at most, and none after three without an answer.`

const snoozeButton = (memory: string) => button({ action: REMINDER_SNOOZE, text: t`Ask me tomorrow`, value: memory })

const AHEAD = ' ahead'
const showButton = (memory: string, isAhead: boolean) =>
  button({ action: REMINDER_SHOW, text: t`Show it`, value: `${memory}${isAhead ? AHEAD : ''}` })

/** What the button that shows it stands for, and whether the day that the learner picked was still to come. */
export const readShow = (value: string): { memory: string; isAhead: boolean } => ({
  memory: value.replace(AHEAD, ''),
  isAhead: value.endsWith(AHEAD),
})

/** At the start of a session: that the learner meant to do something since an earlier one. */
export function commitmentClosed({ id, isAhead }: OpenCommitment): { words: string; blocks: KnownBlock[] } {
  const there = isAhead ? t`There is something that you mean to do.` : t`There is something that you meant to do.`
  const words = `${t`*Since last time*`}\n${there}`
  return { words, blocks: [section(words), { ...actions(showButton(id, isAhead)), block_id: 'since' }] }
}

/** The same once they want to see it. */
export function commitmentMessage({ memory, says, dueOn, isAhead }: AskedCommitment & { isAhead: boolean }): Opened {
  const asked =
    isAhead && dueOn
      ? t`You mean to do this by ${fullDayWords(dueOn)}: “${safeLine(says)}” How is it going?`
      : `${meant(says, dueOn)} ${t`How did it go?`}`
  const words = `${t`*Since last time*`}\n${asked}`
  return opened({ text: notification(words), blocks: [section(words), answerButtons(memory)] })
}

/** The start of a session once the learner wants to see what they meant to do. */
export function commitmentShown(shown: Message, commitment: Message): Message {
  return inPlaceOf(shown, REMINDER_SHOW, commitment.blocks)
}

/** The start of a session once its question is answered: what is said to the answer stands in the place of both. */
export const commitmentAnswered = (shown: Message, words: string): Message =>
  inPlaceOf(shown, REMINDER_LET_GO, [section(words)])

/** A message with other blocks in place of the buttons with this action and of what stands before them. */
function inPlaceOf({ text, blocks }: Message, action: string, others: Message['blocks']): Message {
  const at = blocks.findIndex((block) => JSON.stringify(block).includes(`"${action}"`))
  return { text, blocks: at < 1 ? blocks : [...blocks.slice(0, at - 1), ...others, ...blocks.slice(at + 1)] }
}

const meant = (says: string, dueOn: string | null) =>
  dueOn
    ? t`You meant to do this by ${fullDayWords(dueOn)}: “${safeLine(says)}”`
    : t`You meant to do this: “${safeLine(says)}”`

const answerButtons = (memory: string) =>
  actions(
    button({ action: REMINDER_DONE, text: t`Done`, value: memory, style: 'primary' }),
    button({ action: REMINDER_NOT_YET, text: t`Not yet`, value: memory }),
    button({ action: REMINDER_MOVE, text: t`Move it`, value: memory }),
    button({ action: REMINDER_LET_GO, text: t`Let it go`, value: memory }),
  )

/** What is said to an answer, in place of the question. */
export function reminderAnswered(answer: CommitmentAnswer, answered: AnsweredCommitment): string {
  switch (answered.outcome) {
    case 'done':
      return t`*Done*: “${safeLine(answered.says)}” Good to hear.`
    case 'let-go':
      return t`*Let go*: “${safeLine(answered.says)}” It is forgotten.`
    case 'later':
      return t`*${LATER[answer] ?? LATER.snooze}*: “${safeLine(answered.says)}” On ${fullDayWords(answered.asksOn)} I ask again.`
    case 'past':
      return dayPast()
    case 'gone':
      return t`That is settled already, or forgotten.`
  }
}
const LATER = sentences<Partial<Record<CommitmentAnswer, string>> & { snooze: string }>({
  'not-yet': 'Not yet',
  move: 'Moved',
  snooze: 'Later',
})

export const dayPast = (): string => t`Pick a day that is still to come.`

const about = z.object({ memory: z.string(), post: z.string().nullable(), thread: z.string().nullable() })

/** Another day. Where no reminder is drawn anew, what came of it is said in the thread that it was asked in. */
export function moveForm(of: z.infer<typeof about>): ModalView {
  return {
    type: 'modal',
    callback_id: REMINDER_MOVE_FORM,
    title: plain(t`Move it`, LIMITS.viewTitle),
    submit: plain(t`Move`, LIMITS.viewTitle),
    close: plain(t`Cancel`, LIMITS.viewTitle),
    private_metadata: JSON.stringify(of),
    blocks: [
      {
        type: 'input',
        block_id: REMINDER_DAY,
        label: plain(t`Ask me how it went on`, LIMITS.option),
        element: datepicker(REMINDER_DAY, null),
      },
    ],
  }
}

const submitted = z.object({
  private_metadata: z.string(),
  state: z.object({
    values: z.object({ [REMINDER_DAY]: z.object({ [REMINDER_DAY]: z.object({ selected_date: z.iso.date() }) }) }),
  }),
})

/** What the form says once it is sent. */
export function readMoveForm(view: unknown): z.infer<typeof about> & { on: string } {
  const { private_metadata, state } = submitted.parse(view)
  return { ...about.parse(JSON.parse(private_metadata)), on: state.values[REMINDER_DAY][REMINDER_DAY].selected_date }
}
