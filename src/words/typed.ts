import { LANGUAGES } from './languages.ts'

const WORDS = new Map(LANGUAGES.flatMap(({ typed }) => Object.entries(typed)))

/** A command, or a message that is nothing but one, in lower case → the bot's own word for it; anything else as it is. "hier sales" is "here sales". */
export function ownWord(typed: string): string {
  const [first = '', ...rest] = typed.normalize('NFC').split(' ')
  const word = WORDS.get(first)
  return WORDS.get(typed.normalize('NFC')) ?? (word === 'here' ? [word, ...rest].join(' ') : typed)
}

/** What people may type for the bot's own words, beside these themselves. */
export const typedWords = (): string[] => [...WORDS.keys()]
