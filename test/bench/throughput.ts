import { postgresPresent } from '../postgres.ts'
import { type Database, embedded, postgres } from './database.ts'
import type { Figure, Measurement } from './figure.ts'
import { withLine } from './line.ts'
import { ownProcessorMs } from './own-processor.ts'

const LEARNERS = 64
const ROUNDS = 20
const WARMING_UP = 2 // rounds

const TITLE = `As fast as it goes, ${LEARNERS} learners, ${ROUNDS} rounds each`

/** How many answers a second, when the model costs no time and each learner writes on as soon as they see the answer. */
export const throughputEmbedded: Measurement = {
  title: `${TITLE}: embedded database`,
  measure: () => answersASecond(embedded(), 60),
}

/** The same with a database server, which has a processor of its own to use. */
export const throughputPostgres: Measurement = {
  title: `${TITLE}: PostgreSQL`,
  measure: async () =>
    postgresPresent ? answersASecond(await postgres(), 100) : 'skipped: no PostgreSQL under /usr/lib/postgresql',
}

/** How many answers a second, and what they cost. */
export function answersASecond(database: Database, atLeast: number): Promise<Figure[]> {
  let scores = 0
  const onJudged = () => {
    scores += 1
  }
  return withLine({ learners: LEARNERS, database, onJudged }, async (line) => {
    await line.talk(WARMING_UP)
    const before = { at: performance.now(), scores, processorMs: line.bot.processorMs(), ownMs: ownProcessorMs() }
    await line.talk(ROUNDS)
    const seconds = (performance.now() - before.at) / 1000
    const answers = LEARNERS * ROUNDS
    const processorMs = (line.bot.processorMs() - before.processorMs) / answers
    const ownMs = (ownProcessorMs() - before.ownMs) / answers
    return [
      { what: 'answers a second', value: answers / seconds, unit: '', target: { atLeast } },
      { what: 'scores a second beside them', value: (scores - before.scores) / seconds, unit: '' },
      { what: "the bot's processor time for an answer", value: processorMs, unit: 'ms' },
      { what: "the playground's, with the model's stand-in", value: ownMs, unit: 'ms' },
    ]
  })
}
