import type { Language } from './language.ts'

/** What people type in other languages → the bot's own word for it, in English. Everybody may use them, whatever their language. */
const TYPED: Record<Exclude<Language, 'en'>, Record<string, string>> = {
  de: {
    liste: 'list',
    ende: 'end',
    beenden: 'end',
    punkte: 'score',
    zwischenstand: 'score',
    hilfe: 'help',
    hier: 'here',
    fortschritt: 'progress',
    einstellungen: 'settings',
    erinnerungen: 'reminders',
    wochenbericht: 'digest',
    'wochenbericht einstellungen': 'digest settings',
    'wochenbericht aus': 'digest off',
    'wochenbericht an': 'digest on',
    führungskraft: 'manager',
    exportieren: 'export',
    zugriffe: 'access',
    löschen: 'erase',
  },
}

const WORDS = new Map(Object.values(TYPED).flatMap((words) => Object.entries(words)))

/** A command, or a message that is nothing but one, in lower case → the same in English; anything else as it is. "hier sales" is "here sales". */
export function inEnglish(typed: string): string {
  const [first = '', ...rest] = typed.normalize('NFC').split(' ')
  const word = WORDS.get(first)
  return WORDS.get(typed.normalize('NFC')) ?? (word === 'here' ? [word, ...rest].join(' ') : typed)
}
