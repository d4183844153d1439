import { setTimeout as after } from 'node:timers/promises'
import { type Database, embedded, postgres } from '../bench/database.ts'
import { COACH_MODEL, JUDGE_MODEL, openModel } from '../bench/model.ts'
import { quantile } from '../bench/quantile.ts'
import { postgresPresent } from '../postgres.ts'
import { type Learner, lookInto, openPeople } from './people.ts'
import { allOf, atMost, type Form, type Line, measure } from './promise.ts'

const OTHERS = 40
const MESSAGES = { short: 300, long: 1_000 }
const A_SECOND = 1_000 / 60 // of the flood
const EVERY_MS = 6_000 // each of the others writes
const ROUNDS_A_DAY = { short: 10, long: 25 } // more than the others need, and less than the flood
const PACE = { firstTokenMs: 400, tokensPerSecond: 80 }
const PATIENCE_MS = 30_000

/** One learner floods: the others hardly notice, and the flood stops at the limit without a word of it being lost. */
export async function flood({ form, say }: { form: Form; say: (progress: string) => void }): Promise<Line[]> {
  const lines = await floodOn('embedded', form, say)
  return postgresPresent ? [...lines, ...(await floodOn('PostgreSQL', form, say))] : lines
}

async function floodOn(where: 'embedded' | 'PostgreSQL', form: Form, say: (progress: string) => void): Promise<Line[]> {
  const database: Database & { dataDir?: string } = where === 'embedded' ? embedded() : await postgres()
  const model = await openModel(PACE, () => undefined)
  const settings = {
    OPENAI_BASE_URL: model.baseUrl,
    COACH_MODEL,
    JUDGE_MODEL,
    LEARNER_ROUNDS_A_DAY: String(ROUNDS_A_DAY[form]),
  }
  const people = await openPeople({ count: OTHERS + 1, settings, database }).catch(async (error) => {
    await model.close()
    throw error
  })
  const [flooder, ...others] = people.learners
  const messages = MESSAGES[form]
  const forMs = (messages / A_SECOND) * 1_000
  try {
    await talk(EVERY_MS) // a first round, so that nothing is measured that only a start costs
    const calm = await talk(forMs)
    say(`${where}: ${calm.length} replies without the flood, p95 ${p95(calm).toFixed(0)} ms`)
    const [flooded] = await Promise.all([talk(forMs), pour()])
    say(`${where}: ${flooded.length} replies beside it, p95 ${p95(flooded).toFixed(0)} ms`)
    const told =
      flooder && (await people.sees({ ...flooder, begun: 0 }, forMs + PATIENCE_MS, ({ text }) => LIMIT.test(text)))
    const words = flooder ? people.posts(flooder).filter(({ text }) => LIMIT.test(text)).length : 0
    await people.stop()

    const all = [...calm, ...flooded]
    const during = `${where}: one learner floods`
    return [
      measure(`${during}: others' p95 against the same without it`, p95(flooded) / p95(calm), { atMost: 1.2 }, '×'),
      allOf(`${during}: the others are answered`, all.filter(Number.isFinite).length, all.length),
      allOf(`${during}: they are told once that the day's limit is reached`, told && words === 1 ? 1 : 0, 1),
      ...(database.dataDir ? await kept(database.dataDir, messages, ROUNDS_A_DAY[form], during) : []),
    ]
  } finally {
    await people.close()
    await model.close()
  }

  /** All others write now and then, for so long. How long each waited for the answer. */
  async function talk(forMs: number): Promise<number[]> {
    const waited = await Promise.all(
      others.map(async (learner, at) => {
        const its: number[] = []
        await after((at * EVERY_MS) / others.length)
        for (let written = 0; written < forMs / EVERY_MS; written += 1) {
          const next = after(EVERY_MS)
          its.push(await reply(learner))
          await next
        }
        return its
      }),
    )
    return waited.flat()
  }

  async function reply(learner: Learner): Promise<number> {
    turn += 1
    const number = `(${learner.number}-${turn})`
    await people.says(learner, `${number} ${WORDS}`)
    const answer = await people.sees(learner, PATIENCE_MS, ({ text }) => text.includes(number))
    return answer ? answer.at - learner.begun : Number.POSITIVE_INFINITY
  }

  async function pour(): Promise<void> {
    const begun = performance.now()
    for (let number = 0; flooder && number < messages; number += 1) {
      await after(Math.max(0, begun + (number * 1_000) / A_SECOND - performance.now()))
      await people.says(flooder, `(0-${number}) ${WORDS}`)
    }
  }
}

let turn = 0
const LIMIT = /limit for one day of coaching/
const WORDS =
  'I talked to the team lead about the offer, and she said that the delivery time matters more to them than the price.'

const p95 = (waited: number[]) => quantile(waited, 0.95)

/** What became of the flood: answered as far as the limit goes, and the rest kept for tomorrow. */
async function kept(dataDir: string, messages: number, limit: number, during: string): Promise<Line[]> {
  const [found = {}] = await lookInto(dataDir, (query) =>
    query(`
      with said as (select learner_message as text from coaching_sessions union all select body from inbox where kind = 'reply')
      select (select count(distinct number[1]) from said, regexp_matches(text, '\\((0-\\d+)\\)', 'g') number)::int as messages,
             (select max(rounds) from usage_today where actor <> '')::int as rounds`),
  )
  return [
    allOf(`${during}: every message of it is kept`, Number(found.messages), messages),
    atMost(`${during}: rounds of a learner with ${limit} a day`, Number(found.rounds), limit),
  ]
}
