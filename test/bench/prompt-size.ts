import { once } from 'node:events'
import { embedded } from './database.ts'
import type { Measurement } from './figure.ts'
import { withLine } from './line.ts'
import type { Asked } from './model.ts'
import { quantile } from './quantile.ts'

const ROUNDS = 40
const SHOWN = [1, 10, 20, 30, 40]
const CHARACTERS_A_TOKEN = 4 // about

/** What a long session costs, and how much of each prompt a server need not read anew. */
export const promptSize: Measurement = {
  title: `Prompts of a session of ${ROUNDS} rounds`,
  async measure() {
    const prompts = await promptsOf(ROUNDS)
    const tokens = (round: number) => (prompts[round - 1]?.length ?? Number.NaN) / CHARACTERS_A_TOKEN
    const same = prompts.slice(1).map((prompt, at) => sameStart(prompts[at] ?? '', prompt) / prompt.length)
    return [
      ...SHOWN.map((round) => ({ what: `tokens in round ${round}, about`, value: tokens(round), unit: '' })),
      { what: 'round 40 compared with round 10', value: tokens(40) / tokens(10), unit: '×', target: { atMost: 2 } },
      { what: 'of a prompt is the start of the one before: half of them', value: 100 * quantile(same, 0.5), unit: '%' },
      { what: 'the least of them, when old rounds are summed up', value: 100 * Math.min(...same), unit: '%' },
    ]
  },
}

async function promptsOf(rounds: number): Promise<string[]> {
  const prompts: string[] = []
  const judged = new EventTarget()
  const onAsked = ({ messages }: Asked) => prompts.push(JSON.stringify(messages))
  const onJudged = () => judged.dispatchEvent(new Event('judged'))
  await withLine({ learners: 1, database: embedded(), onAsked, onJudged }, async (line) => {
    for (let round = 0; round < rounds; round += 1) {
      const isJudged = once(judged, 'judged') // by then the summary is kept too: nobody writes faster than that
      await line.talk(1)
      await isJudged
    }
  })
  return prompts
}

function sameStart(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  return length
}
