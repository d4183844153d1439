import fc from 'fast-check'
import { coach, scorecard, strong, suggested } from '../../../src/slack/samples/samples.ts'
import { answerMessage } from '../../../src/slack/views/answer.ts'
import { notification } from '../../../src/slack/views/blocks.ts'
import { memoryMessage } from '../../../src/slack/views/memory.ts'
import { openingMessage } from '../../../src/slack/views/opening.ts'
import { reminderMessage } from '../../../src/slack/views/reminder.ts'
import { inert, plainWords, safeLine, safeMrkdwn } from '../../../src/slack/views/safe-text.ts'
import { scorecardMessage } from '../../../src/slack/views/scorecard.ts'
import { processorMs } from '../../processor-time.ts'
import { hostileDomain, hostileMark } from './hostile.ts'

/** What Slack would make more of than words, in mrkdwn, in a markdown block, or once its entities are decoded. */
const LIVE: [string, RegExp][] = [
  ['a mention or a link in angle brackets', /<(?:[!@#]|[a-z][a-z0-9+.-]*:)/i],
  ['an HTML tag', /<\/?[a-z]/i],
  ['a markdown link or image', /\]\(|\]\[|\]:/],
  ['an address with a scheme', /[a-z]:\/\/|(?:mailto|xmpp|\btel):\S/i],
  ['a plain broadcast', /@(?:channel|here|everyone)\b/i],
  ['an invisible character', /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\0]/],
]
const LIVE_OUTSIDE_CODE: [string, RegExp][] = [
  ['a bare address', /[a-z0-9]\.(?:com|org|net|io|dev|example|evil)(?![a-z0-9-])/i],
  ['a mail address', /[a-z0-9]@[a-z0-9]/i],
]
const decoded = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
/** Code as CommonMark reads it, which a markdown block does, and as mrkdwn does: no address in it becomes a link. */
const CODE = [/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, /```[\s\S]+?```|`[^`\n]+`/g]
const liveAnywhere = (text: string) =>
  [text, decoded(text), decoded(decoded(text))].flatMap((form) =>
    LIVE.filter(([, pattern]) => pattern.test(form)).map(([name]) => name),
  )
const live = (text: string) => [
  ...liveAnywhere(text),
  ...[text, decoded(text), decoded(decoded(text))].flatMap((form) =>
    CODE.flatMap((code) => {
      const words = form.replace(code, ' ')
      return LIVE_OUTSIDE_CODE.filter(([, pattern]) => pattern.test(words)).map(([name]) => name)
    }),
  ),
]

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
  ['<https://evil.com/?q=secret|the guide>', 'the guide (`evil.com/?q=secret`)'],
  ['<mailto:jane@evil.com|Jane>', 'Jane (mailto `jane@evil.com`)'],
  ['[the guide](https://evil.com/?q=secret "title")', 'the guide (`evil.com/?q=secret`)'],
  ['[https://evil.com](https://evil.com)', '`evil.com`'],
  ['before ![x](https://evil.com/a.png) after', 'before  after'],
  ['see https://www.evil.com/a?b=c', 'see `www.evil.com/a?b=c`'],
  ['slack://user?id=U1', 'user?id=U1'],
  ['write to jane@evil.com', 'write to `jane@evil.com`'],
  ['@channel and @@here', 'channel and here'],
  ['&lt;!channel&gt;', 'channel'],
  ['&amp;lt;!channel&amp;gt;', '& lt;!channel& gt;'],
  ['&#60;!channel&#x3e;', 'channel'],
  ['<\u200B!chan\u2060nel>', 'channel'],
  ['e\u00ADvil\u200B.com', '`evil.com`'],
  ['\\<!channel\\>', 'channel'],
  ['[guide][1]\n\n[1]: https://evil.com', '[guide] [1]\n\n[1] : `evil.com`'],
  ['hthttps://tps://evil.com', '`evil.com`'],
  ['evil\u3002com and evil\uFF0Ecom', 'evil。 com and evil． com'],
  ['javascript:alert(1)', 'javascript alert(1)'],
  ['http\uFE0F\u200D.com', '`http.com`'],
  ['@\uFE0Fchannel', 'channel'],
])('%j is shown as %j', (text, expected) => {
  expect(inert(text)).toBe(expected)
  expect(live(inert(text))).toEqual([])
})

test.each([
  ['`order.total` in ASP.NET', '`order.total` in `ASP.NET`'],
  ['I call main.py, and README.md tells why.', 'I call `main.py`, and `README.md` tells why.'],
  ['Socket.io sends to billing.acme.com.', '`Socket.io` sends to `billing.acme.com`.'],
  ['We use System.Text.Json and a.b.c()', 'We use `System.Text.Json` and a.b.c()'],
  ['**evil.com** and _evil.com_', '**`evil.com`** and `_evil.com_`'],
  ['`evil.com` is ` evil.com` and x`evil.com`', '`evil.com` is ˋ `evil.com`ˋ and xˋ`evil.com`ˋ'],
  ['a ` b `evil.com` c', 'a ˋ b `evil.com` c'],
  ['```\nimport x.io\n``` evil.com', '```\nimport x.io\n``` `evil.com`'],
  ['Pay 1.000,50 € a month, z.B. for AWS, at 9 a.m.', 'Pay 1.000,50 € a month, z.B. for AWS, at 9 a.m.'],
])('code and names with dots stay as written, as code: %j', (text, expected) => {
  expect(inert(text)).toBe(expected)
  expect(live(inert(text))).toEqual([])
})

test.each(['`order.total` in ASP.NET', 'Socket.io', 'ana@acme.com', 'a ` b'])(
  '%j is the same in plain texts',
  (text) => {
    expect(plainWords(text)).toBe(text)
  },
)

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
  const found = (value: unknown): string[] => {
    if (typeof value === 'string') return live(value)
    if (!value || typeof value !== 'object') return []
    const isShownAsItIs = 'type' in value && ['text', 'plain_text', 'raw_text'].includes(String(value.type))
    return Object.entries(value).flatMap(([key, one]) =>
      isShownAsItIs || key === 'accessibility_label' ? liveAnywhere(String(one)) : found(one),
    )
  }
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
      expect(messages.flatMap(found)).toEqual([])
    }),
    { numRuns: 1_000 },
  )
})

test('hostile length costs little time', () => {
  const pieces = ['<', '[', '[x](', '&amp;', 'a.', 'a:', '://', '@', '\\', '<!', '](', 'https://']
  expect(processorMs(() => pieces.map((piece) => inert(piece.repeat(40_000))))).toBeLessThan(2_000)
})
