import { readFile } from 'node:fs/promises'
import { type Contacts, readContacts } from './coaching/contacts.ts'
import { readText } from './text-file.ts'

/** The people that the operator's file names for hard moments. What is wrong with it is an Error whose message is the sentences to show. */
export async function openContacts(file: string | undefined): Promise<Contacts> {
  if (file === undefined) return {}
  const bytes = await readFile(file).catch(() =>
    Promise.reject(new Error(`CONTACTS_FILE: ${file} cannot be read. Leave it blank to show the public numbers only.`)),
  )
  const decoded = readText(bytes)
  if ('wrong' in decoded) throw new Error(`CONTACTS_FILE: ${file} ${decoded.wrong}`)
  const read = readContacts(decoded.text)
  if ('wrong' in read) throw new Error(read.wrong.map((why) => `CONTACTS_FILE: ${why}`).join('\n'))
  return read.contacts
}
