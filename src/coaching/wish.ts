import type { Pressure, Wish } from './model.ts'
import { folded, withoutEnd } from './wording.ts'

/** In English and German. */
const WORDS: [RegExp, Wish][] = [
  [/^(an? |another |one more )?hints?( please)?$|^(ein |noch ein )?(tipp|hinweis)( bitte)?$/, 'hint'],
  [/^skip( it| this| that)?$|^überspringen$/, 'skip'],
  [/^(something|anything) else$|^another topic$|^(etwas anderes|anderes thema)$/, 'else'],
  [/^pause$/, 'pause'],
  [/^((let me )?try (that|it) )?again$|^(noch ?mal|noch einmal)$/, 'again'],
  [/^back( to coaching)?$|^zurück( zum coaching)?$/, 'back'],
]
const PRACTISE = /^(?:practi[sc]e|rehearse|role[- ]?play|üben|proben)(?: it| this)?(?: (\w+))?$/
const PRESSURES: Record<string, Pressure> = {
  easy: 'easy',
  gentle: 'easy',
  light: 'easy',
  medium: 'medium',
  normal: 'medium',
  hard: 'hard',
  tough: 'hard',
  leicht: 'easy',
  mittel: 'medium',
  schwer: 'hard',
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

const bare = (text: string) => (text.length > 40 ? '' : withoutEnd(folded(text), '.!,'))
