import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Packet, packet as packetForm } from '../../../../src/cli/eval/ratings/packet.ts'
import { evaluate } from '../../../../src/cli/eval.ts'
import { readCalibration } from '../../../../src/coaching/calibration.ts'
import { scoredDimensions } from '../../../../src/coaching/rubric.ts'
import { DOMAINS } from '../../../coach.ts'
import { type ModelRequest, type ModelServer, openModelServer } from '../../../model-server.ts'
import { coachOf } from '../golden-talks.ts'
import { rounded, syntheticRatings } from './synthetic.ts'

const folder = mkdtempSync(join(tmpdir(), 'threadcoach-ratings-'))
const TWO = ['onboarding_mentor', 'sales_workflow_coach']
const TALKS = 24
const dimensionsOf = (domain: string) => scoredDimensions(coachOf(domain)).map(({ id }) => id)
const set = join(folder, 'set.json')

/** What was rated of the talks, by their number and their dimension's. */
const raters = [
  { above: 0.3, noise: 0.6 },
  { above: -0.3, noise: 0.6 },
]
const truth = Map.groupBy(syntheticRatings(TALKS, raters, { judge: (level) => rounded(level + 2) }), ({ talk }) => talk)
const ratedOf = (talk: string) => truth.get(`talk ${Number(talk.slice(1))}`) ?? []

let server: ModelServer
beforeAll(async () => {
  const items = Array.from({ length: TALKS }, (_, at) => ({
    id: `t${at}`,
    domain: TWO[at % 2],
    language: 'en',
    learner: [
      `I read the log of worker number ${at} on Monday and saw why it stops.`,
      'Then I asked her what she fears.',
    ],
  }))
  writeFileSync(set, JSON.stringify({ items }))
  server = await openModelServer({ fill: verdict })
  await run('rate', '--set', set, '--raters', '2', '--out', folder)
  for (const rater of ['1', '2']) writeFileSync(csvOf(rater), ratingsBy(rater).join('\r\n'))
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

/** Gives two points more than is right. */
function verdict({ body }: ModelRequest) {
  const asked = JSON.stringify(body.messages)
  const rated = ratedOf(`t${/worker number (\d+)/.exec(asked)?.[1]}`)
  const domain = TWO.find((one) => asked.includes(`The rubric of: ${coachOf(one).domain.name}`)) ?? ''
  const judgements = dimensionsOf(domain).map((dimension, at) => {
    const level = Number(rated[at]?.judge)
    const anchor = [2, 5, 8, 10].find((one) => Math.abs(one - level) <= 1 && !(one === 10 && level > 10)) ?? 2
    return {
      ...{
        dimension,
        evidence: [{ round: 1, quote: 'saw why it stops' }],
        observation: 'Good.',
        sufficiency: 'enough',
      },
      ...{ anchor: `${anchor}`, adjust: level === anchor ? '0' : level > anchor ? '+1' : '-1', next_step: 'Go on.' },
    }
  })
  return { judgements }
}

const csvOf = (rater: string) => join(folder, `ratings-${rater}.csv`)
const packet = (): Packet => packetForm.parse(JSON.parse(readFileSync(join(folder, 'packet', 'key.json'), 'utf8')))

/** What a rater's page would give. */
function ratingsBy(rater: string): string[] {
  const { packet: name, orders, talks } = packet()
  const rows = (orders[rater] ?? []).flatMap((id, at) => {
    const domain = talks.find((talk) => talk.id === id)?.domain ?? ''
    const isAgain = orders[rater]?.indexOf(id) !== at
    return dimensionsOf(domain).map((dimension, place) => {
      const row = ratedOf(id)[place]
      const said = (isAgain ? row?.again[Number(rater) - 1] : undefined) ?? row?.said[Number(rater) - 1]
      return [name, rater, at + 1, dimension, said].join(',')
    })
  })
  return ['packet,rater,talk,dimension,rating', ...rows]
}

async function run(...args: string[]) {
  const lines: string[] = []
  const settings = { OPENAI_BASE_URL: server.baseUrl, JUDGE_MODEL: 'kind', COACH_MODEL: 'kind' }
  const code = await evaluate(
    settings,
    (line) => void lines.push(line),
    args,
    async () => ({ domains: DOMAINS, coachOf }),
  )
  return { code, said: lines.join('\n') }
}

test('what two people gave is held beside each other and the judge, and their ratings mend what it gives too much', async () => {
  const file = join(folder, 'calibration.json')
  const { code, said } = await run(
    '--ratings',
    csvOf('1'),
    csvOf('2'),
    '--out',
    folder,
    '--repeats',
    '1',
    '--calibration',
    file,
  )
  expect(code).toBe(0)
  expect(said).toMatch(/^24 talks, 1 times each, by kind\. About 24 calls, /)
  expect(said).toMatch(/Rater 1: 96 marks; 0\.\d+ \[.*\] more than the others; again, of 16 marks \d+ % the same/)
  expect(said).toMatch(/People: ICC\(2,1\) 0\.\d+ \[0\.\d+ to 0\.\d+\], ICC\(2,2\)/)
  expect(said).toMatch(/kind: kappa with people 0\.\d+ \[.*\]; \d\.\d+ \[1\.\d+ to 2\.\d+\] more than they/)
  expect(said).toContain('kind may not stand in for a second rater.')
  expect(said).toMatch(
    /Adjusted by what people gave, made without the domain: mean error \d\.\d+ → 0\.\d+, .*\. It helps/,
  )
  expect(said).toContain('SCORE_CALIBRATION switches it on.')

  const read = readCalibration(readFileSync(file, 'utf8'))
  if ('wrong' in read) throw new Error(read.wrong)
  const { judge, dimensions } = read.calibration
  expect(judge).toBe('kind')
  expect(dimensions).toHaveLength(8)
  expect(dimensions.every(({ languages, steps }) => languages.join() === 'en' && steps !== undefined)).toBe(true)
  const report = readFileSync(join(folder, 'ratings', 'report.md'), 'utf8')
  expect(report).toContain('| rater 1 and rater 2 | 96 |')
  expect(report).not.toContain('undefined')
})

test('what a run with the judge takes is said before it is asked; its answers are those of an earlier run', async () => {
  const before = server.requests.length
  const { code, said } = await run('--ratings', csvOf('1'), '--out', folder, '--repeats', '1', '--estimate')
  expect({ code, lines: said.split('\n').length }).toEqual({ code: 0, lines: 1 })
  await run('--ratings', csvOf('1'), csvOf('2'), '--out', folder, '--repeats', '1')
  expect(server.requests.length).toBe(before)
})

test('without a model people are held beside each other alone', async () => {
  const lines: string[] = []
  const args = [`--ratings=${csvOf('1')}`, csvOf('2'), '--out', folder]
  const say = (line: string) => void lines.push(line)
  expect(await evaluate({}, say, args, async () => ({ domains: DOMAINS, coachOf }))).toBe(0)
  expect(lines.join('\n')).toMatch(
    /^24 talks, 2 raters\.[\s\S]*No judge is held beside them: the scorer by wording gives no scores\./,
  )
  expect(
    await evaluate({}, say, [...args, '--calibration', 'x.json'], async () => ({ domains: DOMAINS, coachOf })),
  ).toBe(1)
  expect(lines.at(-1)).toContain('So there is nothing for --calibration.')
})

test('talks of known level say in which languages a judge was measured, and adjust nothing', async () => {
  const known = join(folder, 'known.json')
  const file = join(folder, 'measured.json')
  const items = Array.from({ length: 6 }, (_, at) => ({
    id: `t${at}`,
    domain: TWO[0],
    language: at < 5 ? 'en' : 'fr',
    intended: Object.fromEntries(dimensionsOf(TWO[0] ?? '').map((dimension) => [dimension, 5])),
    learner: [`I read the log of worker number ${at} on Monday and saw why it stops.`],
  }))
  writeFileSync(known, JSON.stringify({ items }))
  await run('--set', known, '--out', join(folder, 'known'), '--repeats', '1', '--calibration', file)
  const read = readCalibration(readFileSync(file, 'utf8'))
  expect(read).toMatchObject({ calibration: { judge: 'kind' } })
  if ('wrong' in read) throw new Error(read.wrong)
  expect(read.calibration.dimensions.map(({ languages, steps }) => ({ languages, steps }))).toEqual(
    dimensionsOf(TWO[0] ?? '').map(() => ({ languages: ['en'], steps: undefined })),
  )
})

test('what cannot be read in a file is told by its line, and all the rest counts', async () => {
  const [head = '', first = '', second = '', third = '', ...rest] = ratingsBy('1')
  const bad = join(folder, 'bad.csv')
  const name = packet().packet
  const lines = [
    head.replaceAll(',', ';'),
    first.replace(/\d+$/, '11'),
    second.replace(name, 'ffffffff'),
    third.replace(',1,', ',9,'),
    rest[0]?.replace(/,\d+$/, ',') ?? '',
    `${name},1,99,curiosity,5`,
    `${name},1,1,cooking,5`,
    rest[1]?.replace(/,(\d+)$/, ',$1.0') ?? '',
    ...rest.slice(2),
  ].map((line) => line.replaceAll(',', ';'))
  writeFileSync(bad, `\uFEFF${lines.join('\n')}\n`)
  const { code, said } = await run('--ratings', bad, '/nowhere.csv', set, '--out', folder, '--repeats', '1')
  expect(code).toBe(1)
  expect(said).toContain(
    `${bad}, line 2: “11” is no rating: a whole number from 1 to 10, not-enough or does-not-apply.`,
  )
  expect(said).toContain(`${bad}, line 3: it is of packet ffffffff, and the key is of ${name}.`)
  expect(said).toContain(`${bad}, line 4: there is no rater 9 in this packet.`)
  expect(said).toContain(`${bad}, line 6: rater 1 has no talk 99.`)
  expect(said).toContain(`${bad}, line 7: talk 1 has no dimension cooking.`)
  expect(said).toContain('/nowhere.csv cannot be read. Is it there?')
  expect(said).toMatch(/set\.json is no table: /)
  expect(said).toMatch(/Rater 1: 9\d marks, 4 still open; again,/)
  expect(said).toContain(
    'Scores stay as they are: to adjust them takes 20 talks that two raters and the judge gave a level.',
  )
})

test('of two ratings of one thing the later counts, and both are named', async () => {
  const twice = join(folder, 'twice.csv')
  writeFileSync(
    twice,
    ratingsBy('1')
      .slice(0, 3)
      .map((line) => line.replace(/,\d+$/, ',1'))
      .join('\n'),
  )
  const { said } = await run('--ratings', csvOf('1'), twice, '--out', folder, '--repeats', '1')
  expect(said).toMatch(
    /twice\.csv, line \d: rater 1 gave talk 1, \w+, 1 here and \d+ in .*ratings-1\.csv, line \d\. This one counts\./,
  )
})

test.each([
  [['rate', 'more'], 'There is nothing to do with more.'],
  [['rates'], 'There is nothing to do with rates.'],
  [['rate', '--domain', 'cooking'], 'There is no talk to rate in the golden set, cooking.'],
  [['rate', '--again', 'some'], '--again some is no number that fits.'],
  [
    ['rate', '--set', set, '--raters', '3'],
    'packet holds another packet, whose ratings nobody could read without its key.',
  ],
  [['--ratings', 'x.csv', '--out', join(folder, 'none')], 'key.json cannot be read. Is it there?'],
])('%j is answered with what is wrong', async (args, sentence) => {
  const { code, said } = await run(...args, ...(args.includes('--out') ? [] : ['--out', folder]))
  expect(said).toContain(sentence)
  expect(code).toBe(1)
})

test('levels by another version of a rubric are held beside no judge', async () => {
  const other = join(folder, 'other')
  mkdirSync(join(other, 'packet'), { recursive: true })
  writeFileSync(join(other, 'packet', 'key.json'), JSON.stringify({ ...packet(), rubrics: { onboarding_mentor: 99 } }))
  const { said } = await run('--ratings', csvOf('1'), '--out', other)
  expect(said).toContain(
    'The packet was rated by version 99 of the rubric of onboarding_mentor, and version 1 is in use.',
  )
})
