import { ownWord } from '../words/typed.ts'
import { MISSING, type Wishes } from './languages/language.ts'
import { WISHES } from './languages/languages.ts'
import type { Word } from './model.ts'
import { folded } from './wording.ts'

const LONGEST = 60 // characters, with all that stands around it
const LONGEST_COMMAND = 100 // with whom to practise

/** What people put around a word: marks, quotation marks, brackets, Slack's formatting, emoji by their names or as such. */
const AROUND =
  '(?::[\\w+.-]{1,40}:|[\\s*_~`"\'＂〝〞‚„.,;:!?…·•–—-]|[0-9#]\\ufe0f?\\u20e3|[\\p{Pi}\\p{Pf}\\p{Ps}\\p{Pe}]|\\p{Extended_Pictographic}|\\p{Emoji_Modifier}|\\p{RI}|[✓→\\u200d\\ufe0f\\u20e3])'
const BEFORE = new RegExp(`^${AROUND}+`, 'u')
const AFTER = new RegExp(`${AROUND}+$`, 'u')
/** "/coach end" is typed where Slack takes no command, in a thread. */
const AS_COMMAND = /^\/(?:coach(?:[ :]|$))?|\/$/gi
const PLEASE = anyOf(({ please }) => please)
const POLITE = new RegExp(`^(?:${PLEASE}),? | (?:${PLEASE})$`, 'i')

/** The texts by which the languages say something, as one piece of an expression. */
export function anyOf(of: (wishes: Wishes) => string[] | string | typeof MISSING): string {
  return WISHES.flatMap(of)
    .filter((text) => text !== MISSING)
    .join('|')
}

/**
 * A message of a few words less what people put around them: "`end`", "*End!*", "“end” please :wave:" and "/coach end" are "end". Empty where
 * it is longer than a word to the bot can be; what a sentence holds is never taken out of it.
 */
export const alone = (text: string): string => (text.length > LONGEST ? '' : bared(text))

/** The same of what may name a person too. */
export const aloneWithName = (text: string): string => (text.length > LONGEST_COMMAND ? '' : bared(text))

const bared = (text: string): string => {
  const bare = text.replace(BEFORE, '').replace(AFTER, '').replace(AS_COMMAND, '').replace(BEFORE, '')
  return bare.replace(POLITE, '').replace(BEFORE, '').replace(AFTER, '')
}

const WORDS: Word[] = ['end', 'score', 'help']
/** In a thread these are what somebody says. */
const AT_THE_TOP: Word[] = ['progress', 'settings']

/** The word to the bot that a message is nothing but, if any; who asks "end?" ends nothing. `isAtTop`: it stands in no thread. */
export function wordOf(text: string, isAtTop: boolean): Word | undefined {
  const said = folded(alone(text))
  if (said === '') return undefined
  const typed = ownWord(said)
  const known = isAtTop ? [...WORDS, ...AT_THE_TOP] : WORDS
  const word = known.find((one) => one === typed) ?? ENDS.find((one) => WISHES.some((wishes) => wishes[one].test(said)))
  return word && ENDS.some((one) => one === word) && text.includes('?') ? undefined : word
}
const ENDS = ['end', 'stop'] as const satisfies Word[]
