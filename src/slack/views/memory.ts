import type { KnownBlock, ModalView } from '@slack/types'
import { z } from 'zod'
import { MEMORY_CHARACTERS, type MemoryKind } from '../../coaching/memory.ts'
import type { Memory, MemoryCard, MemoryLine, Proposal } from '../../flows/show.ts'
import { fullDayWords } from '../../words/dates.ts'
import { sentences, t } from '../../words/words.ts'
import { actions, button, context, datepicker, header, LIMITS, notification, plain, say, section } from './blocks.ts'
import { closed, type Opened, opened, type Post } from './post.ts'
import { plainWords, safeLine } from './safe-text.ts'

export const MEMORY_SHOW = 'memory_show'
export const MEMORY_KEEP = 'memory_keep'
export const MEMORY_EDIT = 'memory_edit'
export const MEMORY_DECLINE = 'memory_decline'
export const MEMORY_DAY = 'memory_day'
export const MEMORY_FORM = 'memory_form'
export const MEMORY_LINE_EDIT = 'memory_line_edit'
export const MEMORY_LINE_FORGET = 'memory_line_forget'
export const MEMORY_LINE_FORM = 'memory_line_form'

const DAY = 'day'
const KIND = sentences<Record<MemoryKind, string>>({
  goal: 'Your goal',
  situation: 'Your situation',
  commitment: 'What you mean to do',
})

/** There is something that may be remembered of a session. */
export const memoryPost = ({ sessionId }: { sessionId: string }): Post =>
  closed({
    words: [
      `${t`*What may I remember?*`}\n${t`There is something of this session that your next one could begin with. For you alone, and nothing is kept unless you press *Remember*.`}`,
    ],
    buttons: [
      button({ action: MEMORY_SHOW, text: t`Show it`, value: sessionId, style: 'primary' }),
      button({ action: MEMORY_DECLINE, text: t`No thanks`, value: sessionId }),
    ],
  })

/** The same in the learner's own words, once they want to see it. Nothing is kept before they press. */
export function memoryMessage({ sessionId, lines }: MemoryCard): Opened {
  const title = t`*What may I remember?*`
  const words = t`For you alone, so that your next session can begin where this one ended. Nothing is kept unless you press *Remember*.`
  const said = lines.map(lineWords)
  const due = lines.find(({ kind }) => kind === 'commitment')?.dueOn
  const asks = due ? t`On ${fullDayWords(due)} I ask you how it went.` : ''
  return opened({
    text: notification(title, words, ...said, asks),
    blocks: [
      section(`${title}\n${words}`),
      ...said.map((line) => section(line)),
      ...(due
        ? [context(t`I ask you how it went on this day, or on another that you pick:`), dayBlock(sessionId, due)]
        : []),
      actions(
        button({ action: MEMORY_KEEP, text: t`Remember`, value: sessionId, style: 'primary' }),
        button({ action: MEMORY_EDIT, text: t`Edit`, value: sessionId }),
        button({ action: MEMORY_DECLINE, text: t`No thanks`, value: sessionId }),
      ),
    ],
  })
}

const dayBlock = (sessionId: string, due: string): KnownBlock => ({
  ...actions(datepicker(MEMORY_DAY, due)),
  block_id: `${DAY} ${sessionId}`,
})

/** Of which session the day is that somebody picked. */
export const readDayBlock = (blockId: string): string => blockId.replace(/^day /, '')

const lineWords = ({ kind, says }: { kind: MemoryKind; says: string }) => t`*${KIND[kind]}*: “${safeLine(says)}”`

/** The card once the learner pressed: what is remembered now, or that nothing is. */
export function memorySettled(lines: Proposal[]): Opened {
  if (lines.length === 0) return settled(t`Nothing is remembered of this session.`)
  const due = lines.find(({ kind }) => kind === 'commitment')?.dueOn
  return settled(
    t`*Remembered*`,
    ...lines.map(lineWords),
    due ? t`On ${fullDayWords(due)} I ask you how it went.` : '',
    t`App Home shows it, with *Edit* and *Forget*.`,
  )
}

const settled = (...parts: string[]): Opened => opened(say(...parts.filter((part) => part)))

/** Where the form came from: what it changes, and the card that is drawn anew. */
const about = z.object({ of: z.string(), post: z.string().nullable() })
type About = z.infer<typeof about>

/** What is proposed, to be put in other words before it is remembered. A line that is emptied is not. */
export function memoryForm(of: About, lines: Proposal[]): ModalView {
  const due = lines.find(({ kind }) => kind === 'commitment')
  return {
    type: 'modal',
    callback_id: MEMORY_FORM,
    title: plain(t`What I remember`, LIMITS.viewTitle),
    submit: plain(t`Remember`, LIMITS.viewTitle),
    close: plain(t`Cancel`, LIMITS.viewTitle),
    private_metadata: JSON.stringify(of),
    blocks: [
      ...lines.map(({ kind, says }) => lineInput(kind, says, true)),
      ...(due ? [dayInput(due.dueOn)] : []),
      context(t`A line that you empty is not remembered.`),
    ],
  }
}

/** A line that is remembered, to be put in other words. */
export function memoryLineForm({ id, kind, says, isOpen, dueOn }: MemoryLine): ModalView {
  return {
    type: 'modal',
    callback_id: MEMORY_LINE_FORM,
    title: plain(t`What I remember`, LIMITS.viewTitle),
    submit: plain(t`Save`, LIMITS.viewTitle),
    close: plain(t`Cancel`, LIMITS.viewTitle),
    private_metadata: JSON.stringify({ of: id, post: null }),
    blocks: [lineInput(kind, says, false), ...(kind === 'commitment' && isOpen ? [dayInput(dueOn)] : [])],
  }
}

const lineInput = (kind: MemoryKind, says: string, optional: boolean): KnownBlock => ({
  type: 'input',
  block_id: kind,
  optional,
  label: plain(KIND[kind], LIMITS.option),
  element: {
    type: 'plain_text_input',
    action_id: kind,
    max_length: MEMORY_CHARACTERS,
    initial_value: plainWords(says).slice(0, MEMORY_CHARACTERS),
  },
})

const dayInput = (on: string | null): KnownBlock => ({
  type: 'input',
  block_id: DAY,
  optional: true,
  label: plain(t`Ask me how it went on`, LIMITS.option),
  hint: plain(t`Without a day you are not asked.`, LIMITS.placeholder),
  element: datepicker(DAY, on),
})

const typed = (kind: MemoryKind) => z.object({ [kind]: z.object({ value: z.string().nullish() }) }).optional()
const submitted = z.object({
  private_metadata: z.string(),
  state: z.object({
    values: z.object({
      goal: typed('goal'),
      situation: typed('situation'),
      commitment: typed('commitment'),
      [DAY]: z.object({ [DAY]: z.object({ selected_date: z.iso.date().nullish() }) }).optional(),
    }),
  }),
})

/** What either form says once it is sent. */
export function readMemoryForm(view: unknown): About & { lines: Proposal[] } {
  const { private_metadata, state } = submitted.parse(view)
  const dueOn = state.values[DAY]?.[DAY].selected_date ?? null
  const lines = (['goal', 'situation', 'commitment'] as const).flatMap((kind) => {
    const says = state.values[kind]?.[kind]?.value?.trim() ?? ''
    return says ? [{ kind, says, dueOn: kind === 'commitment' ? dueOn : null }] : []
  })
  return { ...about.parse(JSON.parse(private_metadata)), lines }
}

/** The block of either form that a refusal about the day is shown at. */
export const MEMORY_FORM_DAY = DAY

/** In App Home: every line that is remembered, and what may be. */
export function memoryLines({ lines, choices }: Memory): KnownBlock[] {
  return [
    header(t`What I remember`),
    ...(lines.length === 0 ? [context(nothingRemembered(choices))] : []),
    ...lines.flatMap((line) => [
      section([...keptWords(line, choices), `_${safeLine(line.domainName)}_`].join('\n')),
      actions(
        button({ action: MEMORY_LINE_EDIT, text: t`Edit`, value: line.id, label: t`Edit: ${plainWords(line.says)}` }),
        button({
          action: MEMORY_LINE_FORGET,
          text: t`Forget`,
          value: line.id,
          label: t`Forget: ${plainWords(line.says)}`,
        }),
      ),
    ]),
    ...(choices.isPaused ? [context(PAUSED())] : []),
  ]
}

/** Why no reminder comes any more. */
const PAUSED = () =>
  t`Three reminders went without an answer, so none comes any more. Under *Settings* you can have them again.`

const nothingRemembered = ({ kinds }: Memory['choices']) =>
  kinds.length === 0
    ? t`Nothing, as you asked. Nothing is proposed either.`
    : t`Nothing yet. After a session I propose what to remember, and keep only what you confirm: the newest 20 lines.`

/** A line as it is kept, and what is to come of it. */
function keptWords(line: MemoryLine, { reminds }: Memory['choices']): string[] {
  const { kind, says, isOpen, asksOn } = line
  if (kind !== 'commitment') return [lineWords(line)]
  if (!isOpen) return [t`*${KIND[kind]}*: “${safeLine(says)}” (done)`]
  return [lineWords(line), ...(asksOn && reminds ? [t`On ${fullDayWords(asksOn)} I ask how it went.`] : [])]
}
