import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readGates } from '../../../src/cli/eval/gates.ts'
import { plantedOutcomes, untried } from '../../../src/cli/eval/judge/planted-run.ts'
import { inWrongDomains } from '../../../src/cli/eval/judge/wrong-domain.ts'
import { changed, coachOf, golden } from './golden-talks.ts'

const FEW = 100 // resamples: the planted judges are far from the gates; `npm run eval -- --planted` draws more
const gates = readGates(readFileSync(join(import.meta.dirname, '../../transcripts/gates.json'), 'utf8'))

test('each planted judge misses its own gates, and the good one none', async () => {
  const talks = [...golden(), ...changed()]
  const outcomes = await plantedOutcomes([...talks, ...inWrongDomains(talks)], gates, coachOf, FEW)
  const untold = outcomes.filter(({ isTold }) => !isTold)
  expect(
    untold.map(({ name, own, others }) => [
      name,
      ...[...own, ...others].map(({ figure, value }) => `${figure} ${value}`),
    ]),
  ).toEqual([])
})

test('no gate is without a planted judge that misses it', () => {
  expect(untried(gates).map(({ figure }) => figure)).toEqual([])
})
