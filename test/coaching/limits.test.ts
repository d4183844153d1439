import { type Limits, roomFor, type Used } from '../../src/coaching/limits.ts'

const limits: Limits = {
  learner: { rounds: 10, inputTokens: 1_000, outputTokens: 100 },
  workspace: { rounds: 50, inputTokens: 5_000, outputTokens: 500 },
}
const nothing: Used = { rounds: 0, inputTokens: 0, outputTokens: 0 }
const noon = new Date('2026-11-25T12:00:00Z')
const room = (learner: Partial<Used>, workspace: Partial<Used> = {}, now = noon, timeZone: string | null = 'UTC') =>
  roomFor(limits, { learner: { ...nothing, ...learner }, workspace: { ...nothing, ...workspace } }, now, timeZone)

test.each<[string, Partial<Used>, Partial<Used>]>([
  ['nothing was used', {}, {}],
  ['a round less than the limit was used', { rounds: 9 }, { rounds: 49 }],
  ['a token less than the limit was used', { inputTokens: 999, outputTokens: 99 }, { outputTokens: 499 }],
])('there is room when %s', (_, learner, workspace) => {
  expect(room(learner, workspace)).toEqual({ is: 'within' })
})

test.each<[Partial<Used>, Partial<Used>, 'learner' | 'workspace']>([
  [{ rounds: 10 }, {}, 'learner'],
  [{ inputTokens: 1_000 }, {}, 'learner'],
  [{ outputTokens: 2_000 }, {}, 'learner'],
  [{}, { rounds: 50 }, 'workspace'],
  [{}, { inputTokens: 5_000 }, 'workspace'],
  [{}, { outputTokens: 500 }, 'workspace'],
])(
  'with %j used by the learner and %j by the workspace, the limit of the %s is reached',
  (learner, workspace, whose) => {
    expect(room(learner, workspace)).toMatchObject({ is: 'over', whose })
  },
)

test.each([
  ['in Berlin', '2026-11-25T12:00:00Z', 'Europe/Berlin', '2026-11-25T23:00:00.000Z'],
  ['in Kathmandu', '2026-11-25T12:00:00Z', 'Asia/Kathmandu', '2026-11-25T18:15:00.000Z'],
  ['in Auckland', '2026-11-25T12:00:00Z', 'Pacific/Auckland', '2026-11-26T11:00:00.000Z'],
  ['at the very moment that it begins', '2026-11-25T23:00:00Z', 'Europe/Berlin', '2026-11-26T23:00:00.000Z'],
  ['a millisecond before', '2026-11-25T22:59:59.999Z', 'Europe/Berlin', '2026-11-25T23:00:00.000Z'],
  ['when the clocks go back', '2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
  ['where midnight is left out', '2026-09-05T12:00:00Z', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  ['in a zone that nobody knows', '2026-11-25T12:00:00Z', 'Nowhere/At_All', '2026-11-26T00:00:00.000Z'],
  ['in no zone', '2026-11-25T12:00:00Z', null, '2026-11-26T00:00:00.000Z'],
])('a learner’s day ends at their midnight: %s', (_, now, timeZone, until) => {
  expect(room({ rounds: 10 }, {}, new Date(now), timeZone)).toEqual({
    is: 'over',
    whose: 'learner',
    until: new Date(until),
  })
})

test('a workspace’s day is that of UTC, and where both limits are reached the longer wait is said', () => {
  expect(room({ rounds: 10 }, { rounds: 50 }, noon, 'Europe/Berlin')).toEqual({
    is: 'over',
    whose: 'workspace',
    until: new Date('2026-11-26T00:00:00Z'),
  })
})
