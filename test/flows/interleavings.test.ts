import fc from 'fast-check'
import { play } from '../interleaving/play.ts'
import { openStage, type Stage } from '../interleaving/stage.ts'
import { story } from '../interleaving/step.ts'

const STORIES = 60
const SEED = 20_261_125

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
}, 60_000)
afterAll(() => stage.close())

test('whatever comes first, twice or late, and whoever dies: it ends as a person would expect', async () => {
  const told = fc.asyncProperty(story, async (steps) => {
    expect((await play(stage, steps)).differences).toEqual([])
  })
  await fc.assert(told, { numRuns: STORIES, seed: SEED })
}, 120_000)
