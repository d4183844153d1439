import { soundWording } from '../../src/coaching/better-wording.ts'
import { transcriptOf } from '../../src/coaching/transcript.ts'
import { roundsOf, testCoach } from '../coach.ts'

const sentence = 'Errors cost them 40 hours'
const talk = transcriptOf(testCoach('sales_workflow_coach'), roundsOf([`${sentence}, the ops director told us.`]))

test.each([
  ['what is missing stands in brackets', 'Errors cost them 40 hours a week, which is [what that costs in money].'],
  ['a number of the learner is used', 'The ops director told us that errors cost them 40 hours.'],
])('a better wording is shown where %s', (_, proposed) => {
  expect(soundWording(proposed, sentence, talk)).toBe(proposed)
})

test.each([
  ['it holds a number that the learner never wrote', 'Errors cost them 40 hours, about 2,000 euros.'],
  ['it says the same', 'errors cost them *40 hours*'],
  ['it is another sentence', 'The buyer would love a dashboard with all of it.'],
  ['it is longer than anybody would say', `${sentence} ${'and so on '.repeat(20)}`],
  ['there is none', ''],
])('it is left out where %s', (_, proposed) => {
  expect(soundWording(proposed, sentence, talk)).toBe('')
})
