import { openContacts } from '../contacts-file.ts'
import type { Finding } from './finding.ts'

/** Whether the people that the operator names for hard moments can be read. */
export async function* checkContacts(file: string | undefined): AsyncGenerator<Finding> {
  if (file === undefined) return
  try {
    const locales = Object.keys(await openContacts(file))
    yield { mark: '✓', about: 'Contacts', says: `people are named for ${locales.join(', ') || 'no locale'}.` }
  } catch (error) {
    yield { mark: '✗', about: 'Contacts', says: error instanceof Error ? error.message : 'They cannot be read.' }
  }
}
