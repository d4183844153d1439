import type { InputBlock, ModalView, PlainTextOption } from '@slack/types'
import { z } from 'zod'
import type { Domain } from '../../coaching/model.ts'
import { t } from '../../words/words.ts'
import { context, cut, fitting, LIMITS, type Message, plain, section } from './blocks.ts'
import { ABOUT_MINUTES, difficultyWords, NO_COACH } from './domain-words.ts'
import { continueButton } from './open-already.ts'
import { inModal } from './posts.ts'
import { plainWords, safeLine } from './safe-text.ts'

export const START_MODAL = 'start_modal'

export const START_DOMAIN = 'domain'
const MIND = 'mind'
const RECORD = 'record'
const CASE = 'case'

type StartModal = {
  domains: Domain[]
  /** Opens in this channel, where everyone can read it; else in the bot's direct message. */
  here?: { channel: string; mayBeShared?: boolean }
  /** The coach whom they named. */
  chosen?: string
  /** What the learner wrote already. */
  mind?: string
  /** The words of a message that they would like to talk about, and whether there is more to it, such as a file. */
  message?: string
  hasMore?: boolean
  /** What is open already: this start ends it. */
  open?: { sessionId: string; domainName: string; link?: string }
}

/** The form that starts a session: which coach, and what is on the learner's mind. */
export function startModal({ domains, here, chosen, mind, message, hasMore, open }: StartModal): ModalView {
  const frame = { type: 'modal', callback_id: START_MODAL, title: plain(t`Start coaching`, LIMITS.viewTitle) } as const
  if (domains.length === 0) return { ...frame, close: plain(t`Close`, LIMITS.viewTitle), blocks: [section(NO_COACH())] }

  const readers = here
    ? [
        t`It opens in <#${here.channel}>, and everyone in that channel can read it.`,
        ...(here.mayBeShared ? [t`I cannot see whether people from other companies are in it.`] : []),
      ].join(' ')
    : t`It opens in our direct message. It is confidential: your manager never sees it.`
  return {
    ...frame,
    private_metadata: open ? ENDS_OPEN : (here?.channel ?? ''),
    submit: plain(open ? t`End it and start` : t`Start`, LIMITS.viewTitle),
    close: plain(t`Cancel`, LIMITS.viewTitle),
    blocks: [
      ...(open ? openAlready(open) : []),
      {
        type: 'input',
        block_id: START_DOMAIN,
        label: plain(t`Which coach fits?`, LIMITS.option),
        element: choice(domains, chosen),
      },
      ...(message === undefined ? [] : [caseInput(message), ...leftOut(message, hasMore)]),
      {
        type: 'input',
        block_id: MIND,
        optional: true,
        label: plain(t`What is on your mind?`, LIMITS.option),
        hint: plain(
          message === undefined ? t`It becomes your first message.` : t`What would you like to come of it?`,
          LIMITS.option,
        ),
        element: {
          type: 'plain_text_input',
          action_id: MIND,
          multiline: true,
          max_length: LIMITS.input,
          ...(mind?.trim() && { initial_value: cut(mind, LIMITS.input) }),
        },
      },
      {
        type: 'input',
        block_id: RECORD,
        optional: true,
        label: plain(t`Off the record`, LIMITS.option),
        element: {
          type: 'checkboxes',
          action_id: RECORD,
          options: [
            { text: plain(t`Blank the text when I close it, and count it nowhere`, LIMITS.option), value: 'off' },
          ],
        },
      },
      context(`${t`It takes about ${ABOUT_MINUTES} minutes.`} ${readers}`),
    ],
  }
}

const ENDS_OPEN = 'ends-open'

const openAlready = ({ sessionId, domainName, link }: NonNullable<StartModal['open']>) => [
  section(
    t`You have an open session: *${safeLine(domainName)}*. Go on in its thread, or start a new one: then it is closed, and its scorecard comes.`,
    continueButton(sessionId, link),
  ),
]

/** What is used of a message is what stands here, and nothing around it. */
const caseInput = (message: string): InputBlock => ({
  type: 'input',
  block_id: CASE,
  optional: true,
  label: plain(t`The message`, LIMITS.option),
  hint: plain(t`Only this text is used. Take out names, and what is not yours to share.`, LIMITS.hint),
  element: {
    type: 'plain_text_input',
    action_id: CASE,
    multiline: true,
    max_length: LIMITS.input,
    ...(message.trim() && { initial_value: cut(message, LIMITS.input) }),
  },
})

/** What of a message does not stand in the form. */
function leftOut(words: string, hasMore = false) {
  const left = [
    ...(hasMore
      ? [t`I can only read words: files and pictures in it are left out. Write here what matters in them.`]
      : []),
    ...(words.length > LIMITS.input ? [t`It is longer than fits here, so its end is left out.`] : []),
  ]
  return left.length > 0 ? [context(left.join(' '))] : []
}

/** Over a form: what a press in it came to. */
export const messageModal = (message: Message): ModalView => ({
  type: 'modal',
  title: plain('Threadcoach', LIMITS.viewTitle),
  close: plain(t`Back`, LIMITS.viewTitle),
  blocks: fitting(inModal(message)),
})

/** Instead of a form: what became of it. */
export function saidModal(title: string, words: string): ModalView {
  return {
    type: 'modal',
    title: plain(title, LIMITS.viewTitle),
    close: plain(t`Close`, LIMITS.viewTitle),
    blocks: [section(words)],
  }
}

function choice(domains: Domain[], chosen: string | undefined) {
  const isRadio = domains.length <= LIMITS.radioOptions
  const options = domains.slice(0, LIMITS.selectOptions).map(option)
  const initial = options.find(({ value }) => value === chosen)
  const what = { action_id: START_DOMAIN, options, ...(initial && { initial_option: initial }) }
  return isRadio ? ({ type: 'radio_buttons', ...what } as const) : ({ type: 'static_select', ...what } as const)
}

function option(domain: Domain): PlainTextOption {
  const difficulty = difficultyWords(domain)
  return {
    text: plain(plainWords(`${domain.name}${difficulty && ` (${difficulty})`}`), LIMITS.option),
    description: plain(plainWords(inShort(domain.description, LIMITS.option)), LIMITS.option),
    value: cut(domain.id, LIMITS.optionValue),
  }
}

/** A description without its last clauses, as far as it must be to fit: "Guides salespeople through deals, from lead to close". */
function inShort(text: string, max: number): string {
  if (text.length <= max) return text
  let short = ''
  for (const clause of text.split(/(?=, | by | with )/)) {
    if (short.length + clause.length > max) break
    short += clause
  }
  return short.replace(/,$/, '') || text
}

const submitted = z.object({
  private_metadata: z.string(),
  state: z.object({
    values: z.object({
      [START_DOMAIN]: z.object({ [START_DOMAIN]: z.object({ selected_option: z.object({ value: z.string() }) }) }),
      [MIND]: z.object({ [MIND]: z.object({ value: z.string().nullish() }) }),
      [CASE]: z.object({ [CASE]: z.object({ value: z.string().nullish() }) }).optional(),
      [RECORD]: z.object({ [RECORD]: z.object({ selected_options: z.array(z.unknown()).nullish() }) }).optional(),
    }),
  }),
})

/**
 * What the form says once it is sent: the view as Slack sends it back. `channel` is where to open, null for the direct message; `message`
 * is what the learner brings, '' for nothing.
 */
export function readStart(view: unknown): {
  domainId: string
  mind: string
  channel: string | null
  offRecord: boolean
  message: string
  endOpen: boolean
} {
  const { private_metadata, state } = submitted.parse(view)
  return {
    domainId: state.values.domain.domain.selected_option.value,
    mind: state.values.mind.mind.value ?? '',
    message: state.values.case?.case.value ?? '',
    endOpen: private_metadata === ENDS_OPEN,
    channel: private_metadata === ENDS_OPEN ? null : private_metadata || null,
    offRecord: (state.values.record?.record.selected_options ?? []).length > 0,
  }
}
