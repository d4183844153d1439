import type { Role } from '../../../coaching/languages/language.ts'
import type { Pressure } from '../../../coaching/model.ts'

/** What the learner's words do for the other person: moves that win them, and moves that lose them. */
export type Move = 'feels' | 'acts' | 'asks' | 'counts' | 'reasons' | 'blames' | 'hides' | 'orders' | 'general'

/** What the person whom the coach plays says in one language. */
export type Lines = {
  moves: Record<Exclude<Move, 'general'>, RegExp>
  openers: Record<Pressure, string>
  /** What the talk is about, from words of the case. */
  about: [RegExp, string][]
  /** What they want to hear, by what they are to the learner. */
  wants: Record<Role, string[]>
  reacts: Record<Move, string[]>
  /** Nearly won, and won. */
  softer: string[]
  agrees: string[]
  /** Comes back to what was not answered, and passes on. */
  again: (ask: string) => string
  left: string
}
