import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { learner } from '../bench/line.ts'
import { answerTo } from '../bench/model.ts'
import type { TestPostgres } from '../postgres.ts'
import { openLane } from './lane.ts'
import { allOf, atMost, type Form, type Line, measure } from './promise.ts'

const HEALTHY = 100
const POISON = ['[never ends]', '[ends it]']
const ENDS = 3 // of each
const FASTER = { short: '6', long: '1' } // than half a minute, until the thread that watches ends a process
const PATIENCE_MS = { short: 400_000, long: 800_000 } // for a machine that has much else to do
const SOON_S = { short: 120, long: 400 }
const PRELOAD = pathToFileURL(join(import.meta.dirname, 'poisoned.mjs')).href
const TOLD = 'Something in one of your messages stops me.'

/** Among a crowd there is a reply that blocks the loop for good, and one that ends the process, each time that it is tried. */
export async function poison(postgres: TestPostgres, form: Form, say: (progress: string) => void): Promise<Line[]> {
  const database = await postgres.another('poison')
  const people = HEALTHY + POISON.length
  const lane = await openLane({ database, people, bots: 1 })
  const start = () => lane.start(0, { NODE_OPTIONS: `--import ${PRELOAD}`, FASTER: FASTER[form] })
  try {
    await start()
    const talks = await Promise.all(
      Array.from({ length: people }, async (_, number) => {
        const person = learner(number).id
        const channel = await lane.direct(person)
        await lane.types(person, channel, 'sales')
        await lane.has(person, { sessions: 1 }, PATIENCE_MS.short)
        const [opening] = await lane.threads(channel)
        return { number, person, channel, thread: opening?.ts ?? '', poison: POISON[number - HEALTHY] }
      }),
    )
    const says = ({ person, channel, thread, number, poison }: (typeof talks)[number], round: number, words = '') =>
      lane.says(person, channel, thread, `(${number}-${round}) The warehouse agrees. ${words || (poison ?? '')}`)
    const countOf = async (state: string) =>
      Number(
        (await database.query(`select count(*)::int as n from inbox where kind = 'reply' and state = $1`, [state]))[0]
          ?.n,
      )

    const begun = performance.now()
    let ends = 0
    let isDone = false
    const restarting = (async () => {
      while (!isDone) {
        await lane.ended()
        if (isDone) return
        ends += 1
        say(`the process ended, ${ends} times so far`)
        while (
          !isDone &&
          !(await start().then(
            () => true,
            () => false,
          ))
        ); // on a busy machine it may take more than one try
      }
    })()
    await Promise.all(talks.map((talk) => says(talk, 1)))
    while (performance.now() - begun < PATIENCE_MS[form]) {
      if ((await countOf('sent')) >= HEALTHY && (await countOf('stuck')) >= POISON.length) break
      await after(100)
    }
    const tookS = (performance.now() - begun) / 1_000
    const poisoned = talks.filter((talk) => talk.poison)
    await Promise.all(poisoned.map((talk) => says(talk, 2, 'So we start in March.')))
    for (const { person } of poisoned) await lane.has(person, { rounds: 1 }, PATIENCE_MS.short)
    isDone = true
    await lane.end(0)
    await restarting

    const threads = await Promise.all(talks.map(({ channel, thread }) => lane.thread(channel, thread)))
    const answered = talks.filter((talk, at) => {
      const texts = (threads[at] ?? []).filter(({ bot_id }) => bot_id).map(({ text }) => text)
      const answers = texts.filter((text) => text.includes(answerTo(`${talk.number}-${talk.poison ? 2 : 1}`)))
      return answers.length === 1 && texts.length === (talk.poison ? 2 : 1)
    })
    const told = poisoned.filter((talk) => threads[talk.number]?.some(({ text }) => text.startsWith(TOLD)))
    return [
      allOf(
        'beside work that ends its process: healthy replies answered once',
        answered.filter(({ poison }) => !poison).length,
        HEALTHY,
      ),
      allOf('what ended its process three times is set aside', await countOf('stuck'), POISON.length),
      allOf(
        'its learner is told, and answered when they write on',
        told.filter((talk) => answered.includes(talk)).length,
        POISON.length,
      ),
      atMost('processes that ended of it', ends, POISON.length * ENDS),
      measure('until all that is done', tookS, { atMost: SOON_S[form] }, 's'),
    ]
  } finally {
    await lane.close()
  }
}
