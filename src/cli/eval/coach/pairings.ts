import { casesOf } from './cases.ts'
import { LEARNERS, type Pairing } from './learner.ts'

/** Who is met with what: each case by every second learner, so that no talk costs what another one has shown. */
export const pairingsFor = (domains: string[]): Pairing[] =>
  casesOf(domains).flatMap((one, at) =>
    LEARNERS.filter((_, index) => (index + at) % 2 === 0).map((learner) => ({ learner, case: one })),
  )

/** Each learner once, each with another case: enough to see that the measure tells good from bad. */
export const fewPairingsFor = (domains: string[]): Pairing[] => {
  const cases = casesOf(domains)
  return LEARNERS.flatMap((learner, at) => {
    const one = cases[at % cases.length]
    return one ? [{ learner, case: one }] : []
  })
}
