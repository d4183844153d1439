import fc from 'fast-check'

const LONGEST = 200_000

const bits: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '👩‍👩‍👧‍👦',
    '👍🏽',
    '🇧🇷',
    'e\u0301\u0323\u0327',
    'Z\u0351\u036B\u0343\u036A',
    'שלום עולם ',
    'مرحبا\u202E ',
    '한국어 ',
    '```\n',
    '```ts\n',
    '# A heading\n',
    '\n\n',
    '\n',
    ' ',
    '&',
    '&lt;',
    '<!channel>',
    '<@U123>',
    '[x](https://evil.example)',
    '"quoted"\\',
    '\uD83D',
    '\uDE00',
    '\u0000',
    'word ',
    'averyveryverylongwordwithoutanyend',
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

/** What a model or a person could ever write, up to 200,000 signs: most of it short, and of every kind. */
export const texts: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(bits, { minLength: 0, maxLength: 60 }),
    fc.oneof(
      { arbitrary: fc.integer({ min: 1, max: 20 }), weight: 4 },
      { arbitrary: fc.integer({ min: 20, max: 2_000 }), weight: 1 },
    ),
  )
  .map(([parts, times]) => parts.join('').repeat(times).slice(0, LONGEST))
