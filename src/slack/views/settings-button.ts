import { t } from '../../words/words.ts'
import { button } from './blocks.ts'

export const SETTINGS_OPEN = 'settings_open'

/** Opens all that a learner can set. */
export const settingsButton = () => button({ action: SETTINGS_OPEN, text: t`Settings`, value: 'settings' })
