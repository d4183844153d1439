import type { KnownBlock, ModalView } from '@slack/types'
import { z } from 'zod'
import type { ManagerSees, OwnSettings } from '../../flows/deps.ts'
import { actions, button, context, divider, LIMITS, type Message, notification, plain, section } from './blocks.ts'
import { managerSettings } from './manager.ts'
import { ownDataButtons } from './own-data-buttons.ts'

export const SETTINGS_OPEN = 'settings_open'
export const SETTINGS_MODAL = 'settings_modal'

const STREAK = 'streak'

/** Opens them. */
export const settingsButton = button({ action: SETTINGS_OPEN, text: 'Settings', value: 'settings' })

/** All that a learner can set, in one form, and the way to what is kept of them. */
export function settingsModal({ settings, sees }: { settings: OwnSettings; sees: ManagerSees | null }): ModalView {
  return {
    type: 'modal',
    callback_id: SETTINGS_MODAL,
    title: plain('Settings', LIMITS.viewTitle),
    submit: plain('Save', LIMITS.viewTitle),
    close: plain('Cancel', LIMITS.viewTitle),
    blocks: [...progressPart(settings), divider, ...managerSettings(sees), divider, ...dataPart()],
  }
}

function progressPart({ showsStreak }: OwnSettings): KnownBlock[] {
  const option = { text: plain('Show how many weeks in a row I practised', LIMITS.option), value: 'on' }
  return [
    {
      type: 'input',
      block_id: STREAK,
      optional: true,
      label: plain('On my progress', LIMITS.option),
      element: {
        type: 'checkboxes',
        action_id: STREAK,
        options: [option],
        ...(showsStreak && { initial_options: [option] }),
      },
    },
  ]
}

const dataPart = (): KnownBlock[] => [
  section('*Your data*: all that I keep about you, who or what read it, and the way to have it erased.'),
  actions(...ownDataButtons),
  context('Your export comes in our direct message. Erasing asks you once more.'),
]

const submitted = z.object({
  state: z.object({
    values: z.object({
      [STREAK]: z.object({ [STREAK]: z.object({ selected_options: z.array(z.unknown()).nullish() }) }),
    }),
  }),
})

/** What the form says once it is sent: the view as Slack sends it back. */
export const readSettings = (view: unknown): OwnSettings => ({
  showsStreak: (submitted.parse(view).state.values.streak.streak.selected_options ?? []).length > 0,
})

/** The way to the settings from a message: a form needs a press. */
export function settingsMessage(): Message {
  const words = 'Your settings open with this button.'
  return { text: notification(words), blocks: [section(words), actions(settingsButton)] }
}
