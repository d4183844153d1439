import fc from 'fast-check'

/** What is known to have pinged or linked somewhere. */
export const DANGERS = [
  '<!channel>',
  '<!here|here>',
  '<!everyone>',
  '<!subteam^S1|@sales>',
  '<@U08ANARIB01>',
  '<@U1|ana>',
  '<#C08GENERAL1|general>',
  '<https://evil.com/?q=secret|the guide>',
  '<mailto:jane@evil.com|Jane>',
  '<!date^1700000000^{date}^https://evil.com|today>',
  '&lt;!channel&gt;',
  '&amp;lt;!channel&amp;gt;',
  '&#60;!channel&#62;',
  '&#x3c;@U1&#x3e;',
  '<\u200B!chan\u2060nel>',
  '<!chan\u00ADnel>',
  '@channel',
  '@\u200Bhere',
  '[the guide](https://evil.com/?q=secret)',
  '[the guide][1]\n\n[1]: https://evil.com',
  '![x](https://evil.com/a.png)',
  '[![x](https://evil.com/a.png)](https://evil.com)',
  'https://evil.com/?q=everything+you+said',
  'www.evil.com',
  'evil.com/path',
  'e\u200Bvil.c\u200Bom',
  'evil\u3002com',
  'xn--80ak6aa92e.com',
  'jane@evil.com',
  'javascript:alert(1)',
  'slack://user?team=T1&id=U1',
  '<a href="https://evil.com">x</a>',
  '<img src=x onerror=alert(1)>',
  '`<!channel>`',
  '```\n<!channel>\n```',
  '\\<!channel\\>',
  '\\[x\\](https://evil.com)',
]
/** What is known to have confused somebody. */
const ODD = [
  'hxxps://evil[.]com',
  'data:text/html,<script>alert(1)</script>',
  '＠everyone',
  '"; drop table sessions; --',
  `\${process.env.SLACK_BOT_TOKEN}`,
  '{{constructor.constructor("return this")()}}',
  '{"__proto__":{"polluted":1}}',
  '\u202Emoc.live\u202C',
  '\u0000',
  '\uD83D',
  '👩‍👩‍👧‍👦',
  'م\u200Cی',
]

const KNOWN = [...DANGERS, ...ODD]

/** From these a text is put together that nobody has thought of. */
const PIECES = [
  ...'<>!@#|[]()&;:/.\\*`_~^-="\' \n\t'.split(''),
  '&lt;',
  '&gt;',
  '&amp;',
  '&#60;',
  '&#x3e;',
  '&#46;',
  '&#64;',
  '&colon;',
  '&period;',
  '&sol;',
  '&commat;',
  '\u200B',
  '\u200C',
  '\u200D',
  '\u00AD',
  '\u2060',
  '\uFEFF',
  '\u202E',
  '\uFE0F',
  '\u3164',
  '\u034F',
  '\u180E',
  'channel',
  'here',
  'everyone',
  'group',
  '!channel',
  '@U1',
  '#C1',
  '!subteam^S1',
  'mailto:',
  'tel:',
  'javascript:',
  'https://',
  'http',
  's',
  '://',
  '//',
  'www.',
  'evil',
  '.com',
  'com',
  'io',
  '.dev',
  'evil.com',
  'a@b',
  '](',
  '][',
  ']:',
  '![',
  'b>',
  '<b',
  'a',
  'Z',
  '9',
  'é',
  '中',
]

const known = fc.constantFrom(...KNOWN)
const pieces = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 16 }).map((parts) => parts.join(''))
const words = fc.array(
  fc.oneof(known, fc.constantFrom('Please tell', 'I think that', 'you said', 'tomorrow.', 'Why?')),
  {
    minLength: 1,
    maxLength: 5,
  },
)
/** One text put into the middle of another, as filters that cut something out are fooled. */
const nested = fc.tuple(known, known, fc.double({ min: 0, max: 1, noNaN: true })).map(([outer, inner, where]) => {
  const at = Math.floor(outer.length * where)
  return outer.slice(0, at) + inner + outer.slice(at)
})

const hostileText = fc.oneof(
  { weight: 4, arbitrary: pieces },
  { weight: 2, arbitrary: words.map((parts) => parts.join(' ')) },
  { weight: 2, arbitrary: nested },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 80 }) },
)

/** So many hostile texts, the same ones each time. What is known comes first, each by itself. */
export function hostileTexts(count: number): string[] {
  return [...KNOWN, ...fc.sample(hostileText, { numRuns: Math.max(0, count - KNOWN.length), seed: 20261125 })].slice(
    0,
    count,
  )
}
