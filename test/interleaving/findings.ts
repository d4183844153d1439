import { answerTo } from './echo.ts'
import type { Reference } from './reference.ts'
import type { SlackPosts } from './slack-posts.ts'
import type { Stage } from './stage.ts'
import type { Witness } from './witness.ts'
import type { Writing } from './writing.ts'

/** What the database holds and Slack shows once all is at rest, beside what a person would expect. */
export async function findings(
  stage: Stage,
  about: {
    workspace: string
    sessions: string[]
    reference: Reference
    witness: Witness
    posts: SlackPosts
    writing: Writing
  },
): Promise<void> {
  const { workspace, sessions, reference, posts, writing } = about
  const { compare, differences } = about.witness
  const rows = await stage.query(
    `select session_id as session, learner_message as reply, coach_response as answer,
            edited_at is not null as edited, round_number as number,
            (select coalesce(jsonb_agg(r ->> 'ts'), '[]') from jsonb_array_elements(replies) r) as messages
       from coaching_sessions where workspace_id = $1 order by round_number`,
    [workspace],
  )
  for (const [at, session] of sessions.entries()) {
    const { rounds = [], isOpen } = reference.talks[at] ?? {}
    const kept = rows.filter((row) => row.session === session)
    compare(
      'rounds',
      kept.map(({ number, messages, reply, edited }) => [number, messages, reply, edited]),
      rounds.map(({ replies, text, isEdited }, index) => [
        index + 1,
        replies.map(({ ts }) => ts).filter((ts) => ts !== ''),
        text,
        isEdited,
      ]),
    )
    const byCoach = kept.filter((_, index) => rounds[index]?.byScorecard === false)
    const answers = rounds.filter((round) => !round.byScorecard).map(({ text }) => (text === '' ? '' : answerTo(text)))
    compare(
      'answers kept',
      byCoach.map(({ answer }) => answer),
      answers,
    )
    const shown = (what: string) => posts.visible(what).filter(({ sessionId }) => sessionId === session)
    compare(
      'answers shown',
      shown('answer').map(({ text }) => text),
      answers.filter((text) => text !== ''),
    )
    compare('scorecards shown', shown('scorecard').length, isOpen ? 0 : 1)
  }
  compare('rounds of no session', rows.filter(({ session }) => !sessions.includes(String(session))).length, 0)
  compare('replies without a round', reference.unanswered().length, 0)

  const dump = await stage.dump(workspace)
  const left = dump.filter((row) => /^inbox .*,(queued|answered|paused|stuck),/.test(row))
  compare('work left over', left, [])
  for (const text of [...writing.deleted(), ...writing.strangers])
    for (const row of dump) if (row.includes(text)) differences.push(`kept, and should not be: ${text} in ${row}`)
  for (const text of writing.deleted())
    for (const post of posts.visible())
      if (post.text.includes(text)) differences.push(`shown, and should not be: ${text} in a ${post.what}`)
}
