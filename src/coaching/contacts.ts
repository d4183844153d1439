import { z } from 'zod'
import type { HardKind } from './languages/language.ts'

const MOST_LINES = 8
const MOST_CHARACTERS = 200

const lines = z
  .array(z.string().trim().min(1, 'is blank').max(MOST_CHARACTERS, `is longer than ${MOST_CHARACTERS} characters`))
  .min(1, 'names nobody: leave it out instead')
  .max(MOST_LINES, `names more than ${MOST_LINES}: in a hard moment, few are enough`)
const ofOneLocale = z.strictObject({
  crisis: lines.optional(),
  harassment: lines.optional(),
  medical: lines.optional(),
  legal: lines.optional(),
  any: lines.optional(),
})

/**
 * The people that a workspace names for hard moments: by locale ("any", a language such as "de", or "de-AT"), then by what it is about.
 * Each is a line as it is shown.
 */
export type Contacts = z.infer<typeof contacts>
const contacts = z.record(
  z.string().regex(/^(any|[a-z]{2}(-[A-Z]{2})?)$/, 'is no locale: write any, a language such as de, or de-AT'),
  ofOneLocale,
)

/** Reads the contacts that an operator wrote as JSON: all of them, or what is wrong, a sentence each. */
export function readContacts(text: string): { contacts: Contacts } | { wrong: string[] } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return {
      wrong: ['It is not JSON. It looks like {"any":{"any":["Employee assistance, day and night: +1 555 0100"]}}.'],
    }
  }
  const read = contacts.safeParse(value)
  return read.success ? { contacts: read.data } : { wrong: read.error.issues.map(sentence) }
}

function sentence({ path, message, ...issue }: z.core.$ZodIssue): string {
  const where = path.join(', ') || 'The file'
  if (issue.code === 'unrecognized_keys')
    return `${where}: ${issue.keys.join(', ')} is unknown. There are crisis, harassment, medical, legal and any.`
  if (issue.code === 'invalid_key') return `${where} ${issue.issues.map((one) => one.message).join(', ')}.`
  if (issue.code === 'invalid_type')
    return `${where} is not as it should be: it is a list of lines for each of crisis, harassment, medical, legal and any.`
  return `${where} ${message}.`
}

/** Whom the workspace names: for this locale before its language before any, and for this trouble before any. */
export function contactsFor(contacts: Contacts, about: { kind: HardKind; locale: string; language: string }): string[] {
  const { kind, locale, language } = about
  const places = [...(locale.startsWith(language) ? [locale] : []), language, 'any'].map((place) => contacts[place])
  const found = places.flatMap((place) => {
    const named = (kind === 'other' ? undefined : place?.[kind]) ?? place?.any
    return named ? [named] : []
  })
  return found[0] ?? []
}
