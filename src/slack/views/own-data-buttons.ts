import { t } from '../../words/words.ts'
import { button } from './blocks.ts'

export const DATA_EXPORT = 'data_export'
export const DATA_ACCESSES = 'data_accesses'
export const DATA_ERASE = 'data_erase'

/** What a person may do with all that is kept of them. */
export const ownDataButtons = () => [
  button({ action: DATA_EXPORT, text: t`Export my data` }),
  button({ action: DATA_ACCESSES, text: t`Who read my data` }),
  button({ action: DATA_ERASE, text: t`Erase everything`, style: 'danger' }),
]
