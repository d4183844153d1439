import type { KnownBlock, ModalView } from '@slack/types'
import { z } from 'zod'
import type { AnsweredCommitment, AskedCommitment, CommitmentAnswer, OpenCommitment } from '../../flows/show.ts'
import { fullDayWords } from '../../words/dates.ts'
import { sentences, t } from '../../words/words.ts'
import { actions, button, context, datepicker, LIMITS, type Message, notification, plain, section } from './blocks.ts'
import { safeLine } from './safe-text.ts'
import { settingsButton } from './settings-button.ts'

export const REMINDER_DONE = 'reminder_done'
export const REMINDER_NOT_YET = 'reminder_not_yet'
export const REMINDER_MOVE = 'reminder_move'
export const REMINDER_LET_GO = 'reminder_let_go'
export const REMINDER_SNOOZE = 'reminder_snooze'
export const REMINDER_MOVE_FORM = 'reminder_move_form'
export const REMINDER_DAY = 'day'

/** The message that is drawn anew once it is answered, and not one that says more. */
export const REMINDER_BLOCK = 'reminder'

/** How did it go? Four answers, and a way to be asked later or not at all. */
export function reminderMessage({ memory, says, dueOn }: AskedCommitment): Message {
  const words = `${t`*How did it go?*`}\n${meant(says, dueOn)}`
  return {
    text: notification(words),
    blocks: [
      section(words),
      { ...answerButtons(memory), block_id: REMINDER_BLOCK },
      {
        ...actions(button({ action: REMINDER_SNOOZE, text: t`Ask me tomorrow`, value: memory }), settingsButton()),
        block_id: `${REMINDER_BLOCK} later`,
      },
      context(t`Only you see this. Two a week at most, and none after three without an answer.`),
    ],
  }
}

/** At the start of a session: what the learner meant to do since an earlier one. */
export function commitmentBlocks({ id, says, dueOn, isAhead }: OpenCommitment): {
  words: string
  blocks: KnownBlock[]
} {
  const asked =
    isAhead && dueOn
      ? t`You mean to do this by ${fullDayWords(dueOn)}: “${safeLine(says)}” How is it going?`
      : `${meant(says, dueOn)} ${t`How did it go?`}`
  const words = `${t`*Since last time*`}\n${asked}`
  return { words, blocks: [section(words), answerButtons(id)] }
}

/** The start of a session once its question is answered: what is said to the answer stands in the place of both. */
export function commitmentAnswered(shown: Message, words: string): Message {
  const at = shown.blocks.findIndex((block) => JSON.stringify(block).includes(`"${REMINDER_LET_GO}"`))
  const blocks =
    at < 1 ? shown.blocks : [...shown.blocks.slice(0, at - 1), section(words), ...shown.blocks.slice(at + 1)]
  return { text: shown.text, blocks }
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
