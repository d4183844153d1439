import type { Wish } from '../../coaching/model.ts'
import type { Person } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

/** The button of a wish, where it stands and when it was pressed. */
export type WishPress = {
  sessionId: string
  wish: Wish
  /** The round that it stands under, 0 for the opening. */
  round: number
  eventId: string
  thread: string | null
  at: string
}

/** The learner wishes something by a button: it is kept like a reply, and answered in its turn. */
export async function askWish({ store, wake }: Deps, who: Person, press: WishPress) {
  const { outcome } = await store.pressWish(who, press)
  if (outcome === 'asked') wake()
  return outcome
}
