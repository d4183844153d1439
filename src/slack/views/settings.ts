import type { KnownBlock, ModalView } from '@slack/types'
import { z } from 'zod'
import type { ManagerSees, OwnSettings } from '../../flows/deps.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../../words/language.ts'
import { t } from '../../words/words.ts'
import { actions, button, context, divider, LIMITS, type Message, notification, plain, section } from './blocks.ts'
import { managerSettings } from './manager.ts'
import { REMINDER_SETTINGS_OPEN } from './memory.ts'
import { ownDataButtons } from './own-data-buttons.ts'

export const SETTINGS_OPEN = 'settings_open'
export const SETTINGS_MODAL = 'settings_modal'

const STREAK = 'streak'
const LANGUAGE = 'language'
const AS_IN_SLACK = 'slack'

/** Opens them. */
export const settingsButton = () => button({ action: SETTINGS_OPEN, text: t`Settings`, value: 'settings' })

/** All that a learner can set, in one form, and the way to what is kept of them. */
export function settingsModal({ settings, sees }: { settings: OwnSettings; sees: ManagerSees | null }): ModalView {
  return {
    type: 'modal',
    callback_id: SETTINGS_MODAL,
    title: plain(t`Settings`, LIMITS.viewTitle),
    submit: plain(t`Save`, LIMITS.viewTitle),
    close: plain(t`Cancel`, LIMITS.viewTitle),
    blocks: [
      languagePart(settings),
      ...progressPart(settings),
      divider,
      memoryPart(),
      divider,
      ...managerSettings(sees),
      divider,
      ...dataPart(),
    ],
  }
}

function languagePart({ language }: OwnSettings): KnownBlock {
  const option = (text: string, value: string) => ({ text: plain(text, LIMITS.option), value })
  const options = [option(t`As in Slack`, AS_IN_SLACK), ...LANGUAGES.map((one) => option(LANGUAGE_NAMES[one], one))]
  const chosen = options.find(({ value }) => value === (language ?? AS_IN_SLACK)) ?? options[0]
  return {
    type: 'input',
    block_id: LANGUAGE,
    label: plain(t`Language`, LIMITS.option),
    hint: plain(t`The coach answers in the language that you write in, whatever stands here.`, LIMITS.hint),
    element: { type: 'static_select', action_id: LANGUAGE, options, ...(chosen && { initial_option: chosen }) },
  }
}

function progressPart({ showsStreak }: OwnSettings): KnownBlock[] {
  const option = { text: plain(t`Show how many weeks in a row I practised`, LIMITS.option), value: 'on' }
  return [
    {
      type: 'input',
      block_id: STREAK,
      optional: true,
      label: plain(t`On my progress`, LIMITS.option),
      element: {
        type: 'checkboxes',
        action_id: STREAK,
        options: [option],
        ...(showsStreak && { initial_options: [option] }),
      },
    },
  ]
}

/** Its own form opens on top, since the hours and kinds in it are saved together. */
const memoryPart = (): KnownBlock =>
  section(
    t`*Memory and reminders*: what I may remember once you confirm it, and when I may ask you how it went.`,
    button({ action: REMINDER_SETTINGS_OPEN, text: t`Open it` }),
  )

const dataPart = (): KnownBlock[] => [
  section(t`*Your data*: all that I keep about you, who or what read it, and the way to have it erased.`),
  actions(...ownDataButtons()),
  context(t`Your export comes in our direct message. Erasing asks you once more.`),
]

const submitted = z.object({
  state: z.object({
    values: z.object({
      [LANGUAGE]: z
        .object({ [LANGUAGE]: z.object({ selected_option: z.object({ value: z.string() }).nullish() }) })
        .optional(),
      [STREAK]: z.object({ [STREAK]: z.object({ selected_options: z.array(z.unknown()).nullish() }) }),
    }),
  }),
})

/** What the form says once it is sent: the view as Slack sends it back. */
export function readSettings(view: unknown): OwnSettings {
  const { streak, language } = submitted.parse(view).state.values
  const chosen = language?.language.selected_option?.value
  return {
    showsStreak: (streak.streak.selected_options ?? []).length > 0,
    language: LANGUAGES.find((one) => one === chosen) ?? null,
  }
}

/** The way to the settings from a message: a form needs a press. */
export function settingsMessage(): Message {
  const words = t`Your settings open with this button.`
  return { text: notification(words), blocks: [section(words), actions(settingsButton())] }
}
