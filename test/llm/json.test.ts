import fc from 'fast-check'
import { readJson } from '../../src/llm/json.ts'
import { processorMs } from '../processor-time.ts'

/** What is read where any value is meant that is an object. */
const read = (text: string) => readJson(text, (value) => (typeof value === 'object' ? (value ?? undefined) : undefined))

test.each([
  ['bare', '{"score": 7}'],
  ['fenced', '```json\n{"score": 7}\n```'],
  ['in the middle of prose', 'Here you are: {"score": 7}. I hope it helps sincerely.'],
  ['after prose with an open brace', 'The set { of marks: {"score": 7}'],
  ['after one that was tried out', 'Perhaps {"score": 3}? No: {"score": 7}'],
  ['before the form of one', '{"score": 7} Format: {"score": "..."}, with marks: {"marks": [...], "score": [{…}]}'],
  ['with a comma too many', '{"score": 7,}'],
  ['with quotes as in Python', "Sure. {'score': 7}"],
  ['with comments', '{"score": 7 // out of ten\n}'],
])('an object %s is read', (_where, text) => {
  expect(read(text)).toEqual({ score: 7 })
})

test('braces and quotes inside a string are a part of it', () => {
  const value = { quote: 'they said "}" and \\ and </think> {' }
  expect(read(JSON.stringify(value))).toEqual(value)
  expect(read(`Sure: ${JSON.stringify(value)}.`)).toEqual(value)
})

test('nothing that is said after something is what is meant', () => {
  expect(read('They wrote {"marks": [9]}. Mine: {"marks": []}')).toEqual({ marks: [] })
})

test.each(['', 'no object here', '{"score": 7', '{"marks": [7, {"score": 7'])(
  '%j holds no object: what breaks off is not completed',
  (text) => {
    expect(read(text)).toBeUndefined()
  },
)

test('strings that a database would refuse are cleaned', () => {
  expect(read('{"text": "a\\u0000b\\ud800c"}')).toEqual({ text: 'ab\ufffdc' })
})

test('any object is found again in fences and prose', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]+$/), fc.jsonValue({ noUnicodeString: true })), (value) => {
      const text = JSON.stringify(value)
      expect(JSON.stringify(read(`Sure:\n\`\`\`json\n${text}\n\`\`\`\nDone.`))).toBe(JSON.stringify(JSON.parse(text)))
    }),
  )
})

test.each(['{', '[', '"', "'", '{"a":', "{'a':'", '{"a":"b" "c', '[1,', '\\"', '{}', '//', '/*', '“', '{a b '])(
  'a long text of nothing but %j is given up at once',
  (piece) => {
    const text = piece.repeat(100_000 / piece.length)
    expect(processorMs(() => read(text))).toBeLessThan(1_000)
    expect(processorMs(() => read(`{"a": ${text.slice(0, 50_000)}}`))).toBeLessThan(1_000)
  },
)
