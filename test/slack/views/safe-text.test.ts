import fc from 'fast-check'
import { coach, scorecard, strong, suggested } from '../../../src/slack/samples/samples.ts'
import { answerMessage } from '../../../src/slack/views/answer.ts'
import { notification } from '../../../src/slack/views/blocks.ts'
import { memoryMessage } from '../../../src/slack/views/memory.ts'
import { openingMessage } from '../../../src/slack/views/opening.ts'
import { reminderMessage } from '../../../src/slack/views/reminder.ts'
import { inert, safeLine, safeMrkdwn } from '../../../src/slack/views/safe-text.ts'
import { scorecardMessage } from '../../../src/slack/views/scorecard.ts'
import { processorMs } from '../../processor-time.ts'
import { hostileDomain, hostileMark } from './hostile.ts'

/** What Slack would make more of than words, in mrkdwn, in a markdown block, or once its entities are decoded. */
const LIVE: [string, RegExp][] = [
  ['a mention or a link in angle brackets', /<(?:[!@#]|[a-z][a-z0-9+.-]*:)/i],
  ['an HTML tag', /<\/?[a-z]/i],
  ['a markdown link or image', /\]\(|\]\[|\]:/],
  ['an address with a scheme', /[a-z]:\/\/|(?:mailto|xmpp|\btel):\S/i],
  ['a bare address', /[a-z0-9]\.(?:com|org|net|io|dev|example|evil)(?![a-z0-9-])/i],
  ['a mail address', /[a-z0-9]@[a-z0-9]/i],
  ['a plain broadcast', /@(?:channel|here|everyone)\b/i],
  ['an invisible character', /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\0]/],
]
const decoded = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
const live = (text: string) =>
  [text, decoded(text), decoded(decoded(text))].flatMap((form) =>
    LIVE.filter(([, pattern]) => pattern.test(form)).map(([name]) => name),
  )

test.each([
  ['<!channel> look', 'channel look'],
  ['<!here|here>', 'here'],
  ['<!everyone>', 'everyone'],
  ['<!subteam^S1|sales team>', 'sales team'],
  ['<!subteam^S1>', 'a group'],
  ['<@U0123>, hello', 'someone, hello'],
  ['<@U0123|ana>', 'ana'],
  ['<#C0123|general>', 'general'],
  ['<#C0123>', 'a channel'],
  ['<!date^1700000000^{date}^https://evil.com|today>', 'today'],
  ['<https://evil.com/?q=secret|the guide>', 'the guide (evil dot com/?q=secret)'],
  ['<mailto:jane@evil.com|Jane>', 'Jane (mailto jane at evil dot com)'],
  ['[the guide](https://evil.com/?q=secret "title")', 'the guide (evil dot com/?q=secret)'],
  ['[https://evil.com](https://evil.com)', 'evil dot com'],
  ['before ![x](https://evil.com/a.png) after', 'before  after'],
  ['see https://www.evil.com/a?b=c', 'see www dot evil dot com/a?b=c'],
  ['slack://user?id=U1', 'user?id=U1'],
  ['write to jane@evil.com', 'write to jane at evil dot com'],
  ['@channel and @@here', 'channel and here'],
  ['&lt;!channel&gt;', 'channel'],
  ['&amp;lt;!channel&amp;gt;', '& lt;!channel& gt;'],
  ['&#60;!channel&#x3e;', 'channel'],
  ['<\u200B!chan\u2060nel>', 'channel'],
  ['e\u00ADvil\u200B.com', 'evil dot com'],
  ['\\<!channel\\>', 'channel'],
  ['[guide][1]\n\n[1]: https://evil.com', '[guide] [1]\n\n[1] : evil dot com'],
  ['hthttps://tps://evil.com', 'evil dot com'],
  ['evil\u3002com and evil\uFF0Ecom', 'evil。 com and evil． com'],
  ['javascript:alert(1)', 'javascript alert(1)'],
  ['http\uFE0F\u200D.com', 'http dot com'],
  ['@\uFE0Fchannel', 'channel'],
])('%j is shown as %j', (text, expected) => {
  expect(inert(text)).toBe(expected)
  expect(live(inert(text))).toEqual([])
})

test.each([
  'Use **bold**, _italics_ and `code`.\n\n> a quote\n\n1. one\n2. two\n- three',
  'Versions 1.2.3 and 10.5, e.g. at 9 a.m. in Node.js or config.json',
  'a < b, b > c, AT&T and R&D; is 3 <4?',
  'Grüße, 你好。再见, می‌خواهم, 👩‍💻, 1️⃣ and ❤️',
])('ordinary words stay as they are: %j', (text) => {
  expect(inert(text)).toBe(text)
})

test('a missing space after a full stop is put in, not read as an address', () => {
  expect(inert('I asked her.Then she agreed.')).toBe('I asked her. Then she agreed.')
})

test('a mrkdwn field cannot hold a sign that Slack reads', () => {
  expect(safeMrkdwn('a < b & c > d')).toBe('a &lt; b &amp; c &gt; d')
  expect(safeLine(' two\n\nlines ')).toBe('two lines')
})

const PIECES = [
  ...'<>!@#|[]()&;:/.\\*`_^\n '.split(''),
  ...[
    '&lt;',
    '&amp;',
    '&gt;',
    '&#60;',
    '&#x3c;',
    '&#46;',
    '&colon;',
    '&period;',
    '\u200B',
    '\u200D',
    '\u00AD',
    '\u2060',
  ],
  ...[
    '!channel',
    '@here',
    'channel',
    'everyone',
    '@U123',
    '#C1',
    '!subteam^S1',
    '!date^1^{date}^',
    'mailto:',
    'javascript:',
  ],
  ...[
    'https://',
    'http',
    '://',
    'https',
    'www.',
    'evil.com',
    'evil',
    '.com',
    'com',
    '](',
    '![',
    '[x](https://evil.com)',
  ],
  ...['<https://evil.com|x>', '![x](y)', '<b>', '</b>', 'jane@evil.com', '.io', 'js', '.js'],
]
const hostile = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
)

test('no text, however it is put together, stays live', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(live(inert(text))).toEqual([])
      expect(live(notification(text))).toEqual([])
    }),
    { numRuns: 10_000 },
  )
})

test('no message that shows text of a model or a learner carries it live', () => {
  const strings = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : value && typeof value === 'object'
        ? Object.values(value).flatMap(strings)
        : []
  fc.assert(
    fc.property(hostile, (text) => {
      const messages = [
        answerMessage({ sessionId: 's', text, shortened: false }),
        answerMessage({
          sessionId: 's',
          part: { rehearsal: 'hard', as: text },
          text,
          shortened: false,
        }),
        openingMessage({
          sessionId: 's',
          coach: { ...coach, domain: hostileDomain(text) },
          mind: text,
          commitment: { id: 'm', isAhead: false },
          scripted: false,
          label: { ...suggested, suggestedBy: { actor: text, name: text } },
          inChannel: false,
        }),
        memoryMessage({ sessionId: 's', lines: [{ kind: 'goal', says: text, dueOn: null }] }),
        reminderMessage({ memory: 'm', says: text, dueOn: null }),
        scorecardMessage({
          ...scorecard,
          domainName: text,
          judgement: { ...scorecard.judgement, judge: text, marks: [hostileMark(text, strong)] },
          closing: { workedOut: text, nextSteps: [text] },
        }),
      ]
      expect(strings(messages).flatMap(live)).toEqual([])
    }),
    { numRuns: 1_000 },
  )
})

test('hostile length costs little time', () => {
  const pieces = ['<', '[', '[x](', '&amp;', 'a.', 'a:', '://', '@', '\\', '<!', '](', 'https://']
  expect(processorMs(() => pieces.map((piece) => inert(piece.repeat(40_000))))).toBeLessThan(2_000)
})
