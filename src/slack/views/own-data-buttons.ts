import { button } from './blocks.ts'

export const DATA_EXPORT = 'data_export'
export const DATA_ACCESSES = 'data_accesses'
export const DATA_ERASE = 'data_erase'

/** What a person may do with all that is kept of them. */
export const ownDataButtons = [
  button({ action: DATA_EXPORT, text: 'Export my data' }),
  button({ action: DATA_ACCESSES, text: 'Who read my data' }),
  button({ action: DATA_ERASE, text: 'Erase everything', style: 'danger' }),
]
