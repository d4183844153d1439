import fc from 'fast-check'
import { play } from '../interleaving/play.ts'
import { openStage } from '../interleaving/stage.ts'
import { story } from '../interleaving/step.ts'
import { allOf, atMost, type Proof } from './promise.ts'

const STORIES = { short: 400, long: 2_000 }
const A_BATCH = 50 // has one seed, which is told when a story of it ends otherwise than it should
const FIRST_SEED = 1

/** Replies, edits, deletions, duplicates, crashes and ends in any order, beside what a person would expect of them. */
export const interleavings: Proof = {
  async prove({ form, say }) {
    const stage = await openStage()
    const deleted: string[] = []
    let asExpected = 0
    try {
      for (let seed = FIRST_SEED; seed < FIRST_SEED + STORIES[form] / A_BATCH; seed++) {
        const told = fc.asyncProperty(story, async (steps) => {
          const played = await play(stage, steps)
          deleted.push(...played.deleted)
          if (played.differences.length > 0) throw new Error(played.differences.join('\n'))
        })
        const found = await fc.check(told, { numRuns: A_BATCH, seed })
        asExpected += found.failed ? found.numRuns - 1 : found.numRuns
        if (found.failed) say(`seed ${seed} differs\n${fc.defaultReportMessage(found)}`)
        say(`${asExpected} of ${STORIES[form]} as expected`)
      }
      const dump = (await stage.dump()).join('\n')
      const left = deleted.filter((text) => dump.includes(text)).length
      return [
        allOf('random interleavings that end as a person would expect', asExpected, STORIES[form]),
        atMost(`texts of deleted replies left in a dump of every table, of ${deleted.length}`, left),
      ]
    } finally {
      await stage.close()
    }
  },
}
