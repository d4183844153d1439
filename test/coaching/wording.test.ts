import fc from 'fast-check'
import {
  coverage,
  folded,
  foldedWithPlaces,
  likeness,
  sentences,
  withoutMiddle,
  words,
} from '../../src/coaching/wording.ts'

test.each([
  ['Errors cost 1.4 seconds. the cfo signs. OK?', ['Errors cost 1.4 seconds.', 'the cfo signs.', 'OK?']],
  ['Call by 4 p.m. today, e.g. with Jo.', ['Call by 4 p.m. today, e.g. with Jo.']],
  ['She said "Why now?" and left.\nThen nothing', ['She said "Why now?"', 'and left.', 'Then nothing']],
  ['我不知道。怎么办？', ['我不知道。', '怎么办？']],
  ['...', ['...']],
  ['  ', []],
])('%j has the sentences %j', (text, expected) => {
  expect(sentences(text).map((sentence) => sentence.text)).toEqual(expected)
})

test('a text in western letters has the words that the Unicode standard finds', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'word' })
  const standard = (text: string) =>
    [...segmenter.segment(text)].filter((part) => part.isWordLike).map((part) => part.segment)
  const unit = fc.constantFrom(...`abXYäßéſ019 .,;:'’‘“_-–!?\n"()&/@·¸²\u00ad`)
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 30 }), (text) => expect(words(text)).toEqual(standard(text))),
    { numRuns: 5_000 },
  )
})

test('a sentence knows where it starts, and no word of a text is lost', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'B', ' ', '.', '?', '\n', '"', 'é', '。', 'e.g. ', '1.5') }),
      (text) => {
        const all = sentences(text)
        for (const sentence of all)
          expect(text.slice(sentence.start, sentence.start + sentence.text.length)).toBe(sentence.text)
        expect(
          all
            .map((sentence) => sentence.text)
            .join('')
            .replace(/\s/g, ''),
        ).toBe(text.replace(/\s/g, ''))
      },
    ),
  )
})

test.each([
  ['“I don’t know” – he said…', '"i don\'t know" - he said...'],
  ['*Bold*  and\n`code` &amp; more', 'bold and code & more'],
  ['Cafe\u0301 ＡＢＣ ﬁrst', 'café abc first'],
  ['hid\u200bden', 'hidden'],
])('%j is folded to %j', (text, expected) => {
  expect(folded(text)).toBe(expected)
})

test('each folded character knows a place in its text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { text: result, places } = foldedWithPlaces(text)
      expect(places.length).toBeGreaterThanOrEqual(result.length)
      for (const place of places) expect(place).toBeLessThan(text.length)
    }),
  )
})

test('words are counted in any script', () => {
  expect(words("I don't know, 2.5 p99").length).toBe(5)
  expect(words('我不知道该怎么办').length).toBeGreaterThan(2)
})

test('likeness and coverage compare words, not letters', () => {
  expect(likeness('Who decides?', 'who DECIDES')).toBe(1)
  expect(likeness('', '')).toBe(0)
  expect(coverage('Ask for the budget owner', 'I asked, and the budget owner is Jo')).toBe(1)
  expect(coverage('Ask for the budget owner', 'nothing of it')).toBe(0)
})

test('a long text loses its middle, never half a character', () => {
  const cut = withoutMiddle('😀'.repeat(3_000), 1_001)
  expect(cut.isWellFormed()).toBe(true)
  expect(cut.length).toBeLessThan(1_020)
})

test('the short ways of folding a text say what the long way says', () => {
  const parts = fc.constantFrom(
    'a',
    'B',
    'é',
    'ſ',
    '\u0301',
    '´',
    '’',
    '\u200b',
    '👍🏽',
    ' ',
    '\n',
    '\t',
    '*',
    '_',
    '~',
    '`',
    '&amp;',
    '&lt;',
    '&GT;',
    '&',
    '1.',
    '?',
    "'",
    '-',
  )
  fc.assert(
    fc.property(fc.string({ unit: parts }), (text) => expect(folded(text)).toBe(foldedWithPlaces(text).text)),
    { numRuns: 2_000 },
  )
})
