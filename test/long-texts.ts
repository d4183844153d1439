import fc from 'fast-check'
import { checkedBlocks, isTooLongTogether } from '../src/playground/blocks.ts'
import { answerMessage } from '../src/slack/views/answer.ts'
import { LIMITS } from '../src/slack/views/blocks.ts'
import { asTexts, posts } from '../src/slack/views/posts.ts'
import { escaped, inert } from '../src/slack/views/safe-text.ts'

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

/** What Slack would refuse of an answer with this text, or what of it a reader would miss: nothing, if all is well. */
export function wrongWith(text: string): string | undefined {
  const parts = posts(answerMessage({ sessionId: 's', text, shortened: false }))
  for (const { text: words, blocks } of parts) {
    const sent = JSON.parse(JSON.stringify(blocks))
    const { problem } = checkedBlocks(sent)
    if (problem) return problem.error
    if (isTooLongTogether(sent)) return 'msg_blocks_too_long'
    if (words.length > LIMITS.text) return 'msg_too_long'
  }
  const whole = inert(text, text.length).trim()
  const said = parts.flatMap(({ blocks }) => blocks.map((block) => ('text' in block ? String(block.text) : '')))
  if (letters(said.join('')) !== letters(whole || '–')) return 'not whole'

  const texts = parts.flatMap((part) => asTexts(part))
  if (texts.some((one) => one.trim() === '')) return 'no_text'
  if (texts.some((one) => one.length > LIMITS.text)) return 'msg_too_long'
  if (letters(texts.join('')) !== letters(escaped(whole || '–'))) return 'not whole as text'
  return undefined
}

/** What a reader reads: without gaps, and without the signs of code, which are put around code that is cut. */
const letters = (text: string) => text.replace(/[\s`]+/g, '')
