import type { Button } from '@slack/types'
import type { Pressure, Wish } from '../../coaching/model.ts'
import { wish as wishes } from '../../coaching/model.ts'
import { sentences } from '../../words/words.ts'
import { button } from './blocks.ts'

/** What the buttons say; the words do the same, written alone in a message. */
const TEXTS = sentences<Record<Wish, string>>({
  hint: 'Hint',
  skip: 'Skip',
  else: 'Something else',
  practise: 'Practise it',
  'practise easy': 'Easy',
  'practise medium': 'Medium',
  'practise hard': 'Hard',
  pause: 'Pause for a hint',
  again: 'Try that again',
  back: 'Back to coaching',
})

/** A pressure, as it is said within a sentence. */
const PRESSURES = sentences<Record<Pressure, string>>({ easy: 'easy', medium: 'medium', hard: 'hard' })
export const pressureName = (pressure: Pressure): string => PRESSURES[pressure]

const wishAction = (wish: Wish): string => `wish_${wish.replace(' ', '_')}`
/** The actions of all buttons that stand for a wish. */
export const WISH_ACTIONS = wishes.options.map((wish) => [wishAction(wish), wish] as const)

/** A button that stands for a wish: under the answer of a round, or with 0 under the opening. */
export const wishButton = (wish: Wish, sessionId: string, round = 0, text = TEXTS[wish]): Button =>
  button({ action: wishAction(wish), text, value: `${sessionId} ${round}` })

/** Which session, and which of its rounds, a button belongs to. */
export function readWishValue(value: string): { sessionId: string; round: number } {
  const [sessionId = '', round = ''] = value.split(' ')
  return { sessionId, round: /^\d{1,9}$/.test(round) ? Number(round) : 0 }
}
