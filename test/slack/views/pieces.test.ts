import fc from 'fast-check'
import { counted, inPieces } from '../../../src/slack/views/pieces.ts'
import { texts, wrongWith } from '../../long-texts.ts'

test('a text of any length and kind goes out whole, in posts that Slack takes', () => {
  fc.assert(
    fc.property(texts, (text) => expect(wrongWith(text)).toBeUndefined()),
    { numRuns: 100 },
  )
}, 120_000)

test('a text that fits is one piece, as it is', () => {
  expect(inPieces('One.\n\nTwo.', 100)).toEqual(['One.\n\nTwo.'])
})

test.each([
  ['paragraphs', `${'a'.repeat(60)}\n\n${'b'.repeat(60)}`, ['a'.repeat(60), 'b'.repeat(60)]],
  ['lines', `${'a'.repeat(60)}\n${'b'.repeat(60)}`, ['a'.repeat(60), 'b'.repeat(60)]],
  ['words', `${'a'.repeat(60)} ${'b'.repeat(60)}`, ['a'.repeat(60), 'b'.repeat(60)]],
])('a text is cut between %s', (_, text, expected) => {
  expect(inPieces(text, 140).map((piece) => piece.trim())).toEqual(expected)
})

test('no letter is halved, however many signs it is made of', () => {
  const letter = fcLetters
  fc.assert(
    fc.property(fc.array(letter, { minLength: 60, maxLength: 90 }), (many) => {
      const pieces = inPieces(many.join(''), 160)
      expect(pieces.length).toBeGreaterThan(1)
      expect(pieces.flatMap((piece) => graphemesOf(piece))).toEqual(graphemesOf(many.join('')))
    }),
  )
})

test('code that is cut is closed, and opened again', () => {
  const code = Array.from({ length: 12 }, (_, at) => `line ${at} of a program`).join('\n')
  const pieces = inPieces(`Look:\n\`\`\`\n${code}\n\`\`\`\nDone.`, 160)
  expect(pieces.length).toBeGreaterThan(1)
  for (const piece of pieces) expect(piece.match(/^```/gm)?.length ?? 0).toBe(2)
})

test('no piece counts more than it may', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('&', '<', 'a', ' ', '\n'), maxLength: 2_000 }), (text) => {
      for (const piece of inPieces(text, 200)) expect(counted(piece)).toBeLessThanOrEqual(200)
    }),
  )
})

const fcLetters = fc.constantFrom('é', 'e\u0301\u0323', '👩‍💻', '🇧🇷', '👍🏽', 'ש\u05B8\u05C1', '한')
const graphemesOf = (text: string) =>
  [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment)
