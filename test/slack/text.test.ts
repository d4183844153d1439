import fc from 'fast-check'
import { plainText } from '../../src/slack/incoming/text.ts'
import { processorMs } from '../processor-time.ts'

const BOT = 'U0BOT'

test.each([
  ['entities, once', '5 &lt; 6 &amp; 7 &gt; 6, not &amp;lt;', '5 < 6 & 7 > 6, not &lt;'],
  ['a link', 'See <https://a.example/x?a=1&amp;b=2>', 'See https://a.example/x?a=1&b=2'],
  ['a link with words', 'See <https://a.example|the plan>', 'See the plan'],
  [
    'an address for mail',
    'Ask <mailto:ana@a.example|ana@a.example> or <mailto:jo@a.example>',
    'Ask ana@a.example or jo@a.example',
  ],
  ['a mention of a person', '<@U1> and <@U2|jonas> agree', '@someone and @jonas agree'],
  ['a mention of us', `<@${BOT}> I need help`, 'I need help'],
  ['a channel', 'Posted in <#C1|sales> and <#C2>', 'Posted in #sales and #a channel'],
  ['a group', '<!subteam^S1|@sales-team>, <!subteam^S2>', '@sales-team, @a group'],
  ['a broadcast', '<!here> and <!channel|channel>', '@here and channel'],
  ['a date', 'Due <!date^1763000000^{date}|Tuesday>', 'Due Tuesday'],
  ['text that looks like a mention but was typed', '&lt;@U1&gt;', '<@U1>'],
  ['emoji, short and real', 'Good :smile: 👩‍👩‍👧‍👦', 'Good :smile: 👩‍👩‍👧‍👦'],
  ['text from right to left', 'שלום \u202Eעולם', 'שלום \u202Eעולם'],
  ['NUL and other control characters', 'a\u0000b\u0007c\u001Bd\u009Fe', 'abcde'],
  ['lines and tabs', ' one\n\ttwo\r\n', 'one\n\ttwo'],
  ['halves of characters', 'a\uD800b\uDC00c', 'a\uFFFDb\uFFFDc'],
  ['nothing', '', ''],
])('%s: read as it was meant', (_, slack, meant) => {
  expect(plainText(slack, BOT)).toBe(meant)
})

test('what is longer than Slack takes is cut, and no character is cut in half', () => {
  const text = plainText(`${'a'.repeat(39_999)}😀 and more`, BOT)
  expect(text).toHaveLength(40_000)
  expect(text.isWellFormed()).toBe(true)
})

test('the worst text is read within half a second', () => {
  const worst = ['<', '<|', '<a|', '<@', '&', '<!subteam^', '|>'].map((part) => part.repeat(40_000))
  expect(processorMs(() => worst.map((text) => plainText(text, BOT)))).toBeLessThan(500)
})

test('whatever comes in, what is kept is well-formed and holds no control character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (slack) => {
      const text = plainText(slack, BOT)
      expect(text.isWellFormed()).toBe(true)
      expect(text).not.toMatch(/[^\P{Cc}\n\t]/u)
    }),
  )
})
