import type { AnsweredCommitment, CommitmentAnswer, Person } from '../../store/store.ts'
import type { Deps } from '../deps.ts'

/** The learner says how it went with what they meant to do. Where a reminder asked, that stands in its place; another day does only once it holds. */
export async function answerCommitment(
  { store, now }: Deps,
  who: Person,
  { post, ...about }: { id: string; answer: CommitmentAnswer; on: string | null; post: string | null },
): Promise<AnsweredCommitment> {
  const answered = await store.answerCommitment(who, about, now())
  const holds = about.answer !== 'move' || answered.outcome === 'later'
  if (post && holds) await store.keepSettled(who, post, { of: 'reminder', answer: about.answer, answered })
  return answered
}
