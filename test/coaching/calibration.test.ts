import { adjustedScore, type Calibration, calibrated, readCalibration } from '../../src/coaching/calibration.ts'
import { combine, scoredDimensions, unscored } from '../../src/coaching/rubric.ts'
import { roundsOf, testCoach } from '../coach.ts'

const coach = testCoach('onboarding_mentor')
const dimensions = scoredDimensions(coach)
const ENGLISH = roundsOf(['I ran the tests on my laptop and then I asked her why the queue was not there.'])
const GERMAN = roundsOf([
  'Ich habe die Tests auf meinem Rechner laufen lassen und dann gefragt, warum die Queue nicht da war.',
])
const GREEK = roundsOf(['Έτρεξα τις δοκιμές στον υπολογιστή μου και ρώτησα γιατί δεν υπήρχε η ουρά.'])
const JUDGE = 'small'

/** A judgement with these scores in the dimensions of the coach. */
const judgement = (...scores: (number | null)[]) =>
  combine(
    [
      dimensions.map((dimension, at) => {
        const mark = unscored(dimension, 'not-enough')
        const score = scores[at] ?? null
        return score === null ? mark : { ...mark, score, because: 'scored' as const }
      }),
    ],
    JUDGE,
  )

/** Ratings in English of the first two dimensions: the first is two points too kind. */
const known = (about: Partial<Calibration> = {}): Calibration => ({
  judge: JUDGE,
  measuredOn: '2026-11-12',
  dimensions: dimensions.slice(0, 2).map(({ id }, at) => ({
    domain: coach.domain.id,
    rubric: coach.rubric.version,
    dimension: id,
    languages: ['en'],
    ...(at === 0 && { steps: [[4, 2] as [number, number], [8, 6] as [number, number]] }),
  })),
  ...about,
})

const scoresOf = ({ marks }: ReturnType<typeof judgement>) => marks.map(({ score }) => score)

test('a score becomes that of people where they rated the judge, and keeps what the judge gave', () => {
  const { marks, overall, judge } = calibrated(judgement(6, 6, 6, null), coach, ENGLISH, known())
  expect(marks.map(({ score }) => score)).toEqual([4, 6, 6, null])
  expect(marks[0]?.adjusted).toEqual({ from: 6, ratedOn: '2026-11-12' })
  expect(marks.slice(1).some(({ adjusted }) => adjusted)).toBe(false)
  expect(overall).toBe(5)
  expect(judge).toBe('small (adjusted 2026-11-12)') // progress compares no score with one of another judge
})

test('who adjusts any score in a domain is one judge in all of it, also where a talk has no score to adjust', () => {
  const { marks, judge } = calibrated(judgement(null, 6), coach, ENGLISH, known())
  expect(marks.some(({ adjusted }) => adjusted)).toBe(false)
  expect(judge).toBe('small (adjusted 2026-11-12)')
})

test.each([
  ['another judge', known({ judge: 'large' })],
  ['another version of the rubric', known({ dimensions: known().dimensions.map((one) => ({ ...one, rubric: 99 })) })],
  ['another domain', known({ dimensions: known().dimensions.map((one) => ({ ...one, domain: 'cooking' })) })],
  ['another language', known({ dimensions: known().dimensions.map((one) => ({ ...one, languages: ['de'] })) })],
  ['nobody at all', undefined],
])('ratings of %s change no score, and each mark says that it was not measured', (_, ratings) => {
  const given = judgement(6, 6, 6, null)
  const { marks, overall, judge } = calibrated(given, coach, ENGLISH, ratings)
  expect(scoresOf({ ...given, marks })).toEqual(scoresOf(given))
  expect({ overall, judge }).toEqual({ overall: given.overall, judge: JUDGE })
  expect(marks.map(({ unmeasured }) => unmeasured ?? false)).toEqual([true, true, true, false])
})

test('measured is who was rated in the language of the learner, whatever it is written in', () => {
  const unmeasured = (rounds: typeof ENGLISH, ...languages: string[]) => {
    const ratings = known({ dimensions: known().dimensions.map((one) => ({ ...one, languages })) })
    return calibrated(judgement(6, 6), coach, rounds, ratings)
      .marks.slice(0, 2)
      .filter((mark) => mark.unmeasured).length
  }
  expect(unmeasured(ENGLISH, 'en', 'de')).toBe(0)
  expect(unmeasured(GERMAN, 'en', 'de')).toBe(0)
  expect(unmeasured(GERMAN, 'en')).toBe(2)
  expect(unmeasured(GREEK, 'en', 'de')).toBe(2)
  expect(unmeasured(roundsOf(['OK, Kubernetes.']), 'de')).toBe(0) // whose language cannot be told
})

test('between what was rated a score lies between, beyond it is as far off, and it stays on the scale', () => {
  const kind: [number, number][] = [
    [4, 1.6],
    [6, 5],
    [9, 5.6],
  ]
  expect([1, 4, 5, 6, 7, 9, 10].map((score) => adjustedScore(kind, score))).toEqual([1, 2, 3, 5, 5, 6, 7])
  expect([1, 5, 10].map((score) => adjustedScore([[5, 9.5]], score))).toEqual([6, 10, 10])
  for (let score = 1; score < 10; score += 1)
    expect(adjustedScore(kind, score + 1)).toBeGreaterThanOrEqual(adjustedScore(kind, score))
})

test.each([
  ['{', 'is no JSON.'],
  ['{}', 'is no calibration: judge: '],
  [JSON.stringify({ ...known(), measuredOn: 'soon' }), 'is no calibration: measuredOn: '],
  [
    JSON.stringify(
      known({
        dimensions: [
          {
            domain: 'a',
            rubric: 1,
            dimension: 'b',
            languages: [],
            steps: [
              [5, 6],
              [6, 4],
            ],
          },
        ],
      }),
    ),
    'is no calibration: dimensions, 0, steps: do not rise.',
  ],
])('a file that is none is told in a sentence: %s', (text, sentence) => {
  expect(readCalibration(text)).toEqual({ wrong: expect.stringContaining(sentence) })
})
