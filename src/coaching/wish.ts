import { alone, aloneWithName, anyOf } from './alone.ts'
import { WISHES } from './languages/languages.ts'
import type { Pressure, Wish } from './model.ts'
import { folded, withoutEnd } from './wording.ts'

const SAID = ['hint', 'skip', 'else', 'pause', 'again', 'back'] as const satisfies Wish[]

const PRACTISE = new RegExp(`^(?:${anyOf((one) => one.practise)})(?: (?:${anyOf(({ it }) => it)}))?(?: (\\w+))?$`)
const PRESSURES = new Map<string, Pressure>(WISHES.flatMap(({ pressures }) => Object.entries(pressures)))

/** What a message wishes that is nothing but a word to the coach; undefined for everything that a learner says for themselves. */
export function wishOf(text: string): Wish | undefined {
  const said = folded(alone(text))
  const [, how] = PRACTISE.exec(said) ?? []
  const named = practisedWith(text)
  if (named) return practise(named.pressure ?? 'medium')
  if (how) return practise(PRESSURES.get(how))
  return PRACTISE.test(said) ? 'practise' : SAID.find((wish) => WISHES.some((one) => one[wish].test(said)))
}

/** Whom the learner wants to practise with, in their own words: "practise hard: Karin, my boss". */
export function practisedWith(text: string): { as: string; pressure: Pressure | undefined } | undefined {
  const [, how = '', who = ''] = PRACTISE_WITH.exec(aloneWithName(text)) ?? []
  if (who === '' || (how !== '' && !PRESSURES.has(folded(how)))) return undefined
  const as = WISHES.reduce((said, { mine: [own, theirs] }) => said.replace(own, theirs), withoutEnd(who, '.!,'))
  return { as, pressure: PRESSURES.get(folded(how)) }
}
const PRACTISE_WITH = new RegExp(`^(?:${anyOf((one) => one.practise)})(?: (\\p{L}+))?: ?([^\\n]{2,80})$`, 'iu')

/** The wish to practise with this person, as it is typed. */
export const practiseWith = (pressure: Pressure, as: string): string =>
  `practise ${pressure}: ${as.replace(/\s+/g, ' ').trim().slice(0, 80)}`

/** Whether a reply agrees to what was proposed. */
export const agrees = (text: string): boolean => WISHES.some(({ yes }) => yes.test(folded(alone(text))))

/** The pressure that a reply names, where the coach asked for it. */
export const pressureOf = (text: string): Pressure | undefined => PRESSURES.get(folded(alone(text)))

/** The wish to rehearse under a pressure. */
export const practise = (pressure: Pressure | undefined): Wish | undefined => pressure && `practise ${pressure}`
