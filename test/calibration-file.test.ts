import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openApp } from '../src/app.ts'
import { openCalibration } from '../src/calibration-file.ts'
import type { Calibration } from '../src/coaching/calibration.ts'
import { scoredDimensions } from '../src/coaching/rubric.ts'
import { openLog } from '../src/log.ts'
import { openMinds } from '../src/open-minds.ts'
import { scorecard } from '../src/slack/samples/samples.ts'
import { scorecardMessage } from '../src/slack/views/scorecard.ts'
import { temporaryFolder } from './bot.ts'
import { examine } from './cli/doctor.ts'
import { roundsOf, testCoach } from './coach.ts'
import { openJudgeServer } from './judge-server.ts'

const folder = temporaryFolder()
const file = join(folder.path, 'calibration.json')
const coach = testCoach('sales_workflow_coach')
const rounds = roundsOf(['They told us that the wrong shipments cost them about 40 hours a week.'])
let judge: Awaited<ReturnType<typeof openJudgeServer>>
beforeAll(async () => {
  judge = await openJudgeServer()
})
afterAll(async () => {
  await judge?.close()
  folder.done()
})

/** People gave two points less than this judge. */
const twoLess: Calibration = {
  judge: 'judging-model',
  measuredOn: '2026-11-12',
  dimensions: scoredDimensions(coach).map(({ id }) => ({
    domain: coach.domain.id,
    rubric: coach.rubric.version,
    dimension: id,
    languages: ['en'],
    steps: [
      [2, 1],
      [9, 7],
    ],
  })),
}
const keep = (text: string) => writeFileSync(file, text)

/** The card that somebody sees of this talk with this file in the settings, or with none. */
async function cardWith(calibrationFile: string | undefined): Promise<string> {
  const log = openLog(() => undefined)
  const known = await openCalibration(calibrationFile, judge.model.judge)
  const { minds } = openMinds(
    judge.model,
    log,
    () => undefined,
    (wait) => wait(),
    known,
  )
  const meter = { before: async () => undefined, spent: () => undefined, isNew: true }
  const { judgement } = await minds(meter).judge.judge({ coach, rounds, samples: 3 })
  return scorecardMessage({ ...scorecard, ownScore: null, disputes: [], judgement }).text
}

test('people’s ratings change the scores of a card only once they are switched on, and the card says so', async () => {
  keep(JSON.stringify(twoLess))
  const plain = await cardWith(undefined)
  expect(plain).toMatch(/Overall: Developing, 6 of 10/)
  expect(plain).toContain('How well this AI scores talks in this language has not been measured here.')
  expect(plain).not.toContain('ratings of')

  const adjusted = await cardWith(file)
  expect(adjusted).toMatch(/Overall: Developing, 4 of 10/)
  expect(adjusted).toContain('Adjusted by your company’s ratings of 12 November 2026.')
  expect(adjusted).not.toContain('measured')
  expect(adjusted).toContain('Scored by judging-model (adjusted 2026-11-12) with rubric')
})

test.each([
  ['no JSON', '{', /^SCORE_CALIBRATION: .*calibration\.json is no JSON\. Have it written by: npm run eval/],
  ['of another form', '{"judge":"x"}', /is no calibration: measuredOn: /],
  [
    'about another judge',
    JSON.stringify({ ...twoLess, judge: 'large' }),
    /is about large, and judging-model scores\. Leave it blank/,
  ],
])('a file that is %s stops the start with a sentence, and the doctor says it too', async (_, text, sentence) => {
  keep(text)
  const model = { ...judge.model, calibrationFile: file }
  const data = join(folder.path, 'none')
  const start = openApp(
    {
      slack: { at: 'playground' },
      database: { at: 'embedded', dataDir: data },
      model,
      dataDir: data,
      host: '127.0.0.1',
      port: 0,
    },
    openLog(() => undefined),
    { say: () => undefined, onFatal: () => undefined },
  )
  await expect(start).rejects.toThrow(sentence)
  const { all, code } = await examine({ ...judge.env, SCORE_CALIBRATION: file, DATA_DIR: data })
  expect(all.replaceAll(/\n {4}/g, ' ').replace('✗ Calibration: ', '')).toMatch(new RegExp(sentence.source, 'm'))
  expect(code).toBe(1)
})

test('the doctor says what a file is about', async () => {
  keep(
    JSON.stringify({
      ...twoLess,
      dimensions: twoLess.dimensions.map((one, at) => (at ? { ...one, steps: undefined } : one)),
    }),
  )
  const { all } = await examine({ ...judge.env, SCORE_CALIBRATION: file, DATA_DIR: join(folder.path, 'none') })
  expect(all.replaceAll(/\n {4}/g, ' ')).toContain(
    '✓ Calibration: judging-model was measured on 2026-11-12 in en; it adjusts 1 of 4 dimensions.',
  )
})

test('a file that is not there is told with its path', async () => {
  await expect(openCalibration('/nowhere.json', 'x')).rejects.toThrow(
    'SCORE_CALIBRATION: /nowhere.json cannot be read. Leave it blank for scores as the judge gives them.',
  )
})
