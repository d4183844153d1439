import fc from 'fast-check'
import { readJson, withoutThinking } from '../../src/llm/json.ts'
import { processorMs } from '../processor-time.ts'

test.each([
  ['bare', '{"score": 7}'],
  ['fenced', '```json\n{"score": 7}\n```'],
  ['in the middle of prose', 'Here you are: {"score": 7}. I hope it helps {sincerely}.'],
  ['after prose with an open brace', 'The set { of marks: {"score": 7}'],
  ['after thinking aloud', '<think>Maybe {"score": 3}?</think>\n{"score": 7}'],
  ['after thinking of which only the end is marked', 'Maybe {"score": 3}?</think>{"score": 7}'],
])('an object %s is read', (_where, text) => {
  expect(readJson(text)).toEqual({ score: 7 })
})

test('braces, quotes and tags inside a string are a part of it', () => {
  const value = { quote: 'they said "}" and \\ and </think> {' }
  expect(readJson(JSON.stringify(value))).toEqual(value)
  expect(readJson(`Sure: ${JSON.stringify(value)}.`.replace('</think>', ''))).toEqual({
    quote: 'they said "}" and \\ and  {',
  })
})

test('the inside of a broken object is not taken for the answer', () => {
  expect(readJson('{"marks": {"score": 7},}')).toBeUndefined()
})

test.each(['', 'no object here', '{"score": 7', '<think>{"score": 7}'])('%j holds no object', (text) => {
  expect(readJson(text)).toBeUndefined()
})

test('strings that a database would refuse are cleaned', () => {
  expect(readJson('{"text": "a\\u0000b\\ud800c"}')).toEqual({ text: 'ab\ufffdc' })
})

test('any object is found again in fences and prose', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]+$/), fc.jsonValue({ noUnicodeString: true })), (value) => {
      const text = JSON.stringify(value)
      fc.pre(!text.includes('think>'))
      expect(JSON.stringify(readJson(`Sure:\n\`\`\`json\n${text}\n\`\`\`\nDone.`))).toBe(
        JSON.stringify(JSON.parse(text)),
      )
    }),
  )
})

test('a long text of nothing but braces is given up at once', () => {
  let read: unknown
  expect(
    processorMs(() => {
      read = readJson('{'.repeat(100_000))
    }),
  ).toBeLessThan(1_000)
  expect(read).toBeUndefined()
})

test.each([
  ['<think>Hm.</think>\n\nWhat matters most?', 'What matters most?'],
  ['Hm.</think>What matters most?', 'What matters most?'],
  ['<thinking>Hm.</thinking>What matters most?', 'What matters most?'],
  ['<think>Hm.', ''],
  ['  What matters most? ', 'What matters most?'],
])('of %j a learner sees %j', (text, shown) => {
  expect(withoutThinking(text)).toBe(shown)
})
