import { join } from 'node:path'
import { openFolder } from '../../src/store/embedded/open-folder.ts'

/** Of the learners' replies: how many are marked as answered, and how many rounds there are. And how much work is stuck. */
export type Kept = { answered: number; rounds: number; stuck: number }

/** What the database holds once the bot has ended. */
export async function kept(dataDir: string): Promise<Kept> {
  const pg = await openFolder(join(dataDir, 'database'))
  const { rows } = await pg.query<Kept>(`
    select (select count(*) from inbox where kind = 'reply' and state = 'sent')::int as answered,
           (select count(distinct learner_message) from coaching_sessions)::int as rounds,
           (select count(*) from inbox where state = 'stuck')::int as stuck`)
  await pg.close()
  return rows[0] ?? { answered: 0, rounds: 0, stuck: 0 }
}
