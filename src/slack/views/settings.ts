import type { KnownBlock, ModalView } from '@slack/types'
import { z } from 'zod'
import type { ManagerSees, MemoryChoices, OwnSettings } from '../../flows/show.ts'
import { LANGUAGES, spokenIn } from '../../words/languages.ts'
import { t } from '../../words/words.ts'
import { actions, context, divider, LIMITS, type Message, notification, plain, section } from './blocks.ts'
import { managerSettings } from './manager.ts'
import { memorySettings, memorySettingsSent } from './memory-settings.ts'
import { ownDataButtons } from './own-data-buttons.ts'
import { settingsButton } from './settings-button.ts'

export const SETTINGS_MODAL = 'settings_modal'

const STREAK = 'streak'
const DISCREET = 'discreet'
const LANGUAGE = 'language'
/** The first block of it, where one that is about all of it is shown. */
export const SETTINGS_TOP = LANGUAGE
const AS_IN_SLACK = 'slack'

/** What is chosen in the form, and saved together. */
type Chosen = OwnSettings & Omit<MemoryChoices, 'isPaused'>

type Settings = {
  settings: OwnSettings
  memory: MemoryChoices
  sees: ManagerSees | null
  /** No model: the coach has its sentences in English only. */
  scripted: boolean
}

/** All that a learner can set, in one form, and the way to what is kept of them. */
export function settingsModal({ settings, memory, sees, scripted }: Settings): ModalView {
  return {
    type: 'modal',
    callback_id: SETTINGS_MODAL,
    title: plain(t`Settings`, LIMITS.viewTitle),
    submit: plain(t`Save`, LIMITS.viewTitle),
    close: plain(t`Cancel`, LIMITS.viewTitle),
    blocks: [
      languagePart(settings, scripted),
      ...tickPart(STREAK, t`On my progress`, t`Show how many weeks in a row I practised`, settings.showsStreak),
      ...discreetPart(settings),
      divider,
      ...memorySettings(memory),
      divider,
      ...managerSettings(sees),
      divider,
      ...dataPart(),
    ],
  }
}

function languagePart({ language }: OwnSettings, scripted: boolean): KnownBlock {
  const option = (text: string, value: string) => ({ text: plain(text, LIMITS.option), value })
  const options = [option(t`As in Slack`, AS_IN_SLACK), ...LANGUAGES.map(({ name, code }) => option(name, code))]
  const chosen = options.find(({ value }) => value === (language ?? AS_IN_SLACK)) ?? options[0]
  return {
    type: 'input',
    block_id: LANGUAGE,
    label: plain(t`Language`, LIMITS.option),
    hint: plain(
      scripted
        ? t`The scripted practice coach answers in English or German, whichever you write in. A coach with a model knows more languages.`
        : t`The coach answers in the language that you write in, whatever stands here.`,
      LIMITS.hint,
    ),
    element: { type: 'static_select', action_id: LANGUAGE, options, ...(chosen && { initial_option: chosen }) },
  }
}

const discreetPart = ({ discreet }: OwnSettings): KnownBlock[] => [
  ...tickPart(DISCREET, t`Discreet answers`, t`Hide what the coach answers from notifications`, discreet),
  context(
    t`A notification then says no more than that your coach answered. Scores and what I remember stay closed until you open them.`,
  ),
]

function tickPart(id: string, label: string, text: string, isOn: boolean): KnownBlock[] {
  const option = { text: plain(text, LIMITS.option), value: 'on' }
  return [
    {
      type: 'input',
      block_id: id,
      optional: true,
      label: plain(label, LIMITS.option),
      element: {
        type: 'checkboxes',
        action_id: id,
        options: [option],
        ...(isOn && { initial_options: [option] }),
      },
    },
  ]
}

const dataPart = (): KnownBlock[] => [
  section(t`*Your data*: all that I keep about you, who or what read it, and the way to have it erased.`),
  actions(...ownDataButtons()),
  context(t`Your export comes in our direct message. Erasing asks you once more.`),
]

const ticked = z.object({ selected_options: z.array(z.unknown()) })
const submitted = z.object({
  state: z.object({
    values: z
      .object({
        [LANGUAGE]: z.object({ [LANGUAGE]: z.object({ selected_option: z.object({ value: z.string() }) }) }),
        [STREAK]: z.object({ [STREAK]: ticked }),
        [DISCREET]: z.object({ [DISCREET]: ticked }).optional(), // of a form that was opened before there was one
      })
      .transform(
        ({ language, streak, discreet }): OwnSettings => ({
          showsStreak: streak.streak.selected_options.length > 0,
          discreet: (discreet?.discreet.selected_options ?? []).length > 0,
          language: spokenIn(language.language.selected_option.value)?.code ?? null,
        }),
      )
      .and(memorySettingsSent),
  }),
})

/** What the form says once it is sent: the view as Slack sends it back. */
export const readSettings = (view: unknown): Chosen => submitted.parse(view).state.values

/** The way to the settings from a message: a form needs a press. */
export function settingsMessage(): Message {
  const words = t`Your settings open with this button.`
  return { text: notification(words), blocks: [section(words), actions(settingsButton())] }
}
