import { readWords } from './literals.ts'

const words = readWords()

/** What has letters and a space and is read by no person, or means the same in every language. */
const NOT_WORDS = [
  'digest settings', // a command
  'no answer', // a cause in the log
  'told: too_many_websockets',
  'Slack’s requests are not taken.', // on /healthz, for operators
  'Slack refuses the app token.',
  'Slack has had no connection to us since {0}Z.',
  'a channel', // in what a learner wrote, for the model
  'a group',
  'threadcoach-{0}.md',
  'threadcoach-{0}.json',
  'Threadcoach',
]

test('no words that people see stand outside the catalogue', () => {
  const outside = words.outside.filter(({ text }) => !NOT_WORDS.includes(text))
  expect(outside.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([])
  expect(NOT_WORDS.filter((text) => !words.outside.some((one) => one.text === text))).toEqual([]) // no exception outlives its reason
})

test('no sentence is read once for everybody, when the program starts', () => {
  expect(words.frozen.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([])
})
