import { quietAnswer } from '../../coaching/hard-moment.ts'
import type { Work, WorkOf } from '../../store/store.ts'
import type { Deps } from '../deps.ts'
import { post } from './post.ts'

/** A message that was nothing but a word to the bot: do as it says. */
export async function takeWord(deps: Deps, due: WorkOf<'word'>): Promise<Work[]> {
  const { store, show } = deps
  const { word } = due.about
  if (word === 'progress' || word === 'settings')
    return post(deps, due, due.thread, (to) => show.note(to, { note: word }))
  if (word === 'help') {
    const coach = due.session ? await store.coach(due.session) : undefined
    return post(deps, due, due.thread, (to) => show.note(to, { note: 'help', coach }))
  }
  const quiet = due.session && quietAnswer(due.rounds, word)
  if (due.session && quiet) {
    const answer = { sessionId: due.session.id, part: {}, text: quiet, shortened: false, isElsewhere: false }
    return post(deps, due, due.thread ?? due.session.thread, (to) => show.answer(to, answer))
  }
  const done =
    word === 'end' || word === 'stop'
      ? await store.endSession(due, 'learner', due.session?.id)
      : await store.askScore(due, `word:${due.key}`, due.session?.id)
  const wasDoneBefore = due.attempts > 1 && due.session?.closedBecause === 'learner' // its answer was lost, or we were
  if (done.outcome === 'none-open' && !wasDoneBefore)
    return post(deps, due, due.thread, (to) => show.note(to, { note: 'nothing-open' }))
  await store.settle(due, done.outcome)
  deps.wake()
  return []
}
