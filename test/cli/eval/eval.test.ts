import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCoaches } from '../../../src/cli/eval/coaches.ts'
import { evaluate } from '../../../src/cli/eval.ts'
import { DOMAINS } from '../../coach.ts'
import { type ModelServer, openModelServer } from '../../model-server.ts'
import { coachOf } from './golden-talks.ts'

const folder = mkdtempSync(join(tmpdir(), 'threadcoach-eval-'))
const set = join(folder, 'set.json')
const DOMAIN = 'onboarding_mentor'
const reply = 'I ran the tests locally and one failed because the queue was not there, so I started it.'
const items = [2, 5, 8].map((level) => ({
  id: `t${level}`,
  domain: DOMAIN,
  intended_overall: level,
  learner: [
    reply,
    `Then I opened the log of worker ${level} and saw why it had stopped on Monday.`,
    'Next I will fix it.',
  ],
}))
let server: ModelServer

beforeAll(() => writeFileSync(set, JSON.stringify({ items })))
beforeEach(async () => {
  server = await openModelServer({ fill: verdict })
})
afterEach(() => server.close())
afterAll(() => rmSync(folder, { recursive: true }))

function verdict() {
  const about = { observation: 'Good.', sufficiency: 'enough', anchor: '5', adjust: '0', next_step: 'Go on.' }
  const evidence = [{ round: 1, quote: 'I ran the tests locally' }]
  const dimensions = ['technical_foundation', 'curiosity', 'clear_aim', 'their_side'] // the strong talk is judged as another domain's too
  return { judgements: dimensions.map((dimension) => ({ dimension, evidence, ...about })) }
}

/** Making the coaches out of a database takes seconds: once is enough to see that it works. */
const coaches = async () => ({ domains: DOMAINS, coachOf })

async function run(out: string, ...args: string[]) {
  const lines: string[] = []
  const settings = { OPENAI_BASE_URL: server.baseUrl, JUDGE_MODEL: 'small', COACH_MODEL: 'small' }
  const all = ['--set', set, '--out', join(folder, out), ...args]
  const code = await evaluate(settings, (line) => void lines.push(line), all, coaches)
  return { code, said: lines.join('\n'), file: (name: string) => readFileSync(join(folder, out, name), 'utf8') }
}

test('what a run would take is said before a model is asked anything', async () => {
  const { code, said } = await run('estimate', '--estimate', '--price-in', '0.2', '--price-out', '1.2')
  expect(said).toMatch(
    /^4 talks, 3 times each, by small\. About 12 calls, \d+ tokens in and \d+ out, .* about 0\.0\d\.$/,
  )
  expect(code).toBe(0)
  expect(server.requests).toHaveLength(0)
})

test('a run that broke off goes on where it stopped, and a third costs nothing', async () => {
  server.script = { fill: verdict, fault: ({ number }) => (number > 4 ? 'no-credit' : undefined) }
  const broken = await run('resumed', '--repeats', '2')
  expect(broken.said).toContain('has no credit left')
  expect(broken.code).toBe(1)

  server.script = { fill: verdict }
  const before = server.requests.length
  await run('resumed', '--repeats', '2')
  expect(server.requests.length - before).toBe(4)
  await run('resumed', '--repeats', '2')
  expect(server.requests.length - before).toBe(4)
})

test('an answer that is no JSON is counted, and the run goes on', async () => {
  server.script = {
    fill: verdict,
    fault: ({ body }) => (/worker 5/.test(JSON.stringify(body)) ? 'malformed-json' : undefined),
  }
  const { said } = await run('json', '--repeats', '1', '--json')
  expect(JSON.parse(said)).toMatchObject({
    judge: 'small',
    talks: 4,
    failures: { json: 1 / 4 },
    quotes: { verbatim: 1 },
  })
})

test('a missed gate ends with a failure, and the report says which, in both forms', async () => {
  const { code, said, file } = await run('report', '--repeats', '1')
  expect(code).toBe(1)
  expect(said).toContain('✗ talks as wholes: quadratic weighted kappa')
  expect(said).toContain('– injection: mean shift: not measured')
  expect(file('report.md')).toContain(
    '| talks as wholes: quadratic weighted kappa, lower end | ≥ 0.6 | 0.000 | missed |',
  )
  expect(file('report.html')).toContain('<svg')
  expect(file('report.html').replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|src=|@import|url\(/)
  expect(file('levels.svg')).toContain('intended 8, given 5: 1')
})

test('a run is compared with an earlier one, figure by figure', async () => {
  const first = await run('compared', '--repeats', '1')
  expect(first.file('report.md')).not.toContain('Compared with')
  const other = join(folder, 'compared', 'figures.json')
  writeFileSync(other, JSON.stringify({ ...JSON.parse(readFileSync(other, 'utf8')), cost: 2 }))
  const { file } = await run('compared', '--repeats', '1', '--compare', other)
  expect(file('report.md')).toContain('| cost | 2.000 | – | – |')
})

test.each([
  [['--price-in', '1'], 'A price needs both --price-in and --price-out.'],
  [['--repeats', 'many'], '--repeats many is no number that fits.'],
  [['--sett', 'x'], 'npm run eval -- [options]'],
  [['--gates', set], `${set} does not have the form:`],
  [['--set', '/nowhere'], '/nowhere cannot be read. Is it there?'],
  [['--compare', import.meta.filename], `${import.meta.filename} is no JSON: `],
])('%j is answered with what is wrong', async (args, sentence) => {
  const { code, said } = await run('wrong', ...args)
  expect(said).toContain(sentence)
  expect(code).toBe(1)
})

test('the coaches are those that the migrations and the seed make', async () => {
  const found = await openCoaches()
  expect(found.domains.toSorted()).toEqual(DOMAINS.toSorted())
  for (const domain of DOMAINS) expect(found.coachOf(domain).rubric).toEqual(coachOf(domain).rubric)
  expect(() => found.coachOf('cooking')).toThrow('There is no domain cooking. There are: ')
}, 120_000)
