import { type PastSession, progressOf, stepFor, weeksInARow } from '../../src/coaching/progress.ts'

const session = (day: string, score: number | null, more: Partial<PastSession> = {}): PastSession => ({
  sessionId: day,
  domainId: 'sales',
  domainName: 'Sales',
  personaVersion: 1,
  rubricVersion: 1,
  promptVersion: 1,
  judge: 'j',
  day,
  own: null,
  overall: score,
  marks:
    score === null
      ? []
      : [
          { dimension: 'value', label: 'Value', score, judge: more.judge ?? 'j' },
          { dimension: 'steps', label: 'Steps', score: 6, judge: more.judge ?? 'j' },
        ],
  ...more,
})

test('each dimension has a line over the sessions of its domain, and what moved by two points or more is named', () => {
  const talk = {
    domainId: 'talk',
    domainName: 'Talk',
    marks: [{ dimension: 'clarity', label: 'Clarity', score: 5, judge: 'j' }],
  }
  const { domains, up, down, next, count, since } = progressOf(
    [session('2026-11-02', 3), session('2026-11-04', 5, talk), session('2026-11-09', 4), session('2026-11-16', 7)],
    '2026-11-18',
  )
  expect([count, since]).toEqual([4, '2026-11-02'])
  expect(domains.map(({ domainId }) => domainId)).toEqual(['sales', 'talk']) // the newest first
  expect(domains[0]?.lines).toMatchObject([
    { label: 'Value', scores: [3, 4, 7], first: 3, latest: 7, times: 3 },
    { label: 'Steps', first: 6, latest: 6 },
  ])
  expect(up).toEqual({ label: 'Value', domainName: 'Sales', from: 3, to: 7 })
  expect(down).toBeNull()
  expect(next?.line.label).toBe('Steps') // the lowest of the domain that was practised last
})

test.each([
  ['another version of the rubric', { rubricVersion: 0 }],
  ['another judge', { judge: 'k' }],
])('a score by %s is not compared', (_, other) => {
  const { domains, up } = progressOf([session('2026-11-02', 1, other), session('2026-11-09', 9)], '2026-11-10')
  expect(domains[0]?.lines[0]).toMatchObject({ first: 9, latest: 9, times: 1 })
  expect(up).toBeNull()
})

test('a score that another judge gave when it was read again is not compared with those of the first', () => {
  const again = session('2026-11-09', 9, { own: 5 })
  again.marks = again.marks.map((mark) => (mark.dimension === 'value' ? { ...mark, judge: 'k' } : mark))
  const { domains, up, own } = progressOf([session('2026-11-02', 3, { own: 4 }), again], '2026-11-10')
  expect(domains[0]?.lines).toMatchObject([
    { label: 'Value', scores: [3, null], times: 1 },
    { label: 'Steps', scores: [6, 6], times: 2 },
  ])
  expect(up).toBeNull()
  expect(own?.sessions.map(({ day }) => day)).toEqual(['2026-11-02']) // that reading was by two
})

/** A session that the script looked at: so many of five cues were found. */
const worded = (day: string, found: number, more: Partial<PastSession> = {}) =>
  session(day, null, {
    judge: 'scripted',
    marks: [{ dimension: 'value', label: 'Value', score: null, judge: 'scripted', cues: { found, of: 5 } }],
    ...more,
  })

test('cues that the script found are lines of their own, and move, lower or hide no score', () => {
  const { domains, byWording, up, down, next, own, coaches, isByScript } = progressOf(
    [
      session('2026-11-02', 3, { own: 4 }),
      worded('2026-11-03', 1, { rubricVersion: 0 }),
      session('2026-11-09', 4, { own: 4 }),
      worded('2026-11-10', 1, { own: 9 }),
      worded('2026-11-16', 5),
      worded('2026-11-17', 0, { marks: [] }), // in another language
    ],
    '2026-11-18',
  )
  expect(domains[0]?.lines[0]).toMatchObject({ label: 'Value', scores: [3, 4] })
  expect(byWording).toMatchObject([
    { domainName: 'Sales', lines: [{ label: 'Value', found: [1, 5], first: 1, latest: 5, of: 5, times: 2 }] },
  ])
  expect([up, down, own?.apart, coaches, isByScript]).toEqual([null, null, 0.5, 1, true])
  expect(next?.line).toMatchObject({ label: 'Value', latest: 4 }) // from scores alone
})

test.each([
  ['sample', ['Sales']],
  ['j', []],
])('scores by the judge "%s" are said to be invented with %j', (judge, samples) => {
  const scores = [session('2026-11-02', 3, { judge }), worded('2026-11-09', 2)]
  expect(progressOf(scores, '2026-11-10')).toMatchObject({ samples, domains: [{}], byWording: [{}] })
})

test.each([
  ['another version of the rubric', { rubricVersion: 0 }],
  ['another judge', { judge: 'k' }],
])('the own view is not set beside a reading by %s', (_, other) => {
  const { own } = progressOf(
    [session('2026-11-02', 1, { own: 9, ...other }), session('2026-11-09', 6, { own: 7 })],
    '2026-11-10',
  )
  expect(own).toMatchObject({ sessions: [{ day: '2026-11-09' }], apart: 1 })
})

test('the own view stands beside the reading where there are both, and a closed scorecard tells nothing', () => {
  const { own, domains } = progressOf(
    [
      session('2026-11-02', 5, { own: 8 }),
      session('2026-11-03', 5, { own: 6 }),
      session('2026-11-09', null, { own: 9 }),
    ],
    '2026-11-10',
  )
  expect(own?.sessions.map((one) => [one.own, one.overall])).toEqual([
    [8, 5],
    [6, 5],
  ])
  expect(own?.apart).toBe(2)
  expect(domains[0]?.sessions).toHaveLength(2)
})

test.each([
  ['nothing', [], 0],
  ['this week alone', ['2026-11-16'], 1],
  ['last week alone: this one is not over', ['2026-11-15'], 1],
  ['two weeks ago', ['2026-11-08'], 0],
  ['three weeks, two sessions in one', ['2026-11-02', '2026-11-08', '2026-11-09', '2026-11-18'], 3],
  ['a gap', ['2026-10-26', '2026-11-09', '2026-11-16'], 2],
  ['over the turn of a year', ['2026-12-28', '2027-01-04'], 2, '2027-01-10'],
])('weeks in a row: %s', (_, days, expected, today = '2026-11-18') => {
  expect(weeksInARow(days, today)).toBe(expected)
})

test.each([
  [1, 'low'],
  [3, 'low'],
  [4, 'mid'],
  [6, 'mid'],
  [7, 'high'],
  [10, 'high'],
])('a score of %i leads to the %s next step', (score, step) => {
  expect(stepFor(score)).toBe(step)
})
