import type { Pressure, Wish } from './model.ts'
import { folded } from './wording.ts'

const WORDS: [RegExp, Wish][] = [
  [/^(an? |another |one more )?hints?( please)?$/, 'hint'],
  [/^skip( it| this| that)?$/, 'skip'],
  [/^(something|anything) else$|^another topic$/, 'else'],
  [/^pause$/, 'pause'],
  [/^((let me )?try (that|it) )?again$/, 'again'],
  [/^back( to coaching)?$/, 'back'],
]
const PRACTISE = /^(?:practi[sc]e|rehearse|role[- ]?play)(?: it| this)?(?: (\w+))?$/
const PRESSURES: Record<string, Pressure> = {
  easy: 'easy',
  gentle: 'easy',
  light: 'easy',
  medium: 'medium',
  normal: 'medium',
  hard: 'hard',
  tough: 'hard',
}

/** What a message wishes that is nothing but a word to the coach; undefined for everything that a learner says for themselves. */
export function wishOf(text: string): Wish | undefined {
  const said = bare(text)
  const [, how] = PRACTISE.exec(said) ?? []
  if (how) return practise(PRESSURES[how])
  return PRACTISE.test(said) ? 'practise' : WORDS.find(([words]) => words.test(said))?.[1]
}

/** The pressure that a reply names, where the coach asked for it. */
export const pressureOf = (text: string): Pressure | undefined => PRESSURES[bare(text).replace(/ please$/, '')]

/** The wish to rehearse under a pressure. */
export const practise = (pressure: Pressure | undefined): Wish | undefined => pressure && `practise ${pressure}`

const bare = (text: string) => (text.length > 40 ? '' : folded(text).replace(/[\s.!,]+$/, ''))
