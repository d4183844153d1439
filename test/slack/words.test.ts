import { wordsOf } from '../../src/slack/incoming/words.ts'

const rich = (...elements: object[]) => ({ type: 'rich_text', block_id: 'b', elements })
const paragraph = (...elements: object[]) => ({ type: 'rich_text_section', elements })
const text = (words: string) => ({ type: 'text', text: words })
/** What Slack puts under a message in which another one was forwarded, as conversations.replies answers it. */
const forwarded = {
  is_msg_unfurl: true,
  is_share: true,
  from_url: 'https://acme.slack.com/archives/C1/p1700000000000100',
  author_id: 'U2',
  channel_id: 'C1',
  ts: '1700000000.000100',
  fallback: '[November 14th, 2023] jo: We need the price by Friday.',
  text: 'We need the price by Friday.',
  footer: 'Posted in #general',
}
const read = (message: object) => wordsOf(message, 'U0BOT')
const words = (own: string, more: object = {}) => ({ own, brought: '', hasMore: false, ...more })

test.each([
  [
    'what a person types, whose blocks say the same',
    { text: 'I &amp; Jo', blocks: [rich(paragraph(text('I & Jo')))] },
    words('I & Jo'),
  ],
  [
    'a forwarded message, with a word about it',
    { text: 'How do I answer?', attachments: [forwarded] },
    words('How do I answer?', { brought: 'We need the price by Friday.' }),
  ],
  [
    'a forwarded message alone',
    { text: '', attachments: [forwarded] },
    words('', { brought: 'We need the price by Friday.' }),
  ],
  [
    'a forwarded message whose words stand in its blocks',
    {
      text: '',
      attachments: [
        {
          ...forwarded,
          text: '',
          message_blocks: [
            { team: 'T1', channel: 'C1', ts: '1.1', message: { blocks: [rich(paragraph(text('By Friday.')))] } },
          ],
        },
      ],
    },
    words('', { brought: 'By Friday.' }),
  ],
  [
    'a forwarded file',
    { text: 'This', attachments: [{ ...forwarded, text: '', files: [{ id: 'F1' }] }] },
    words('This', { hasMore: true }),
  ],
  [
    'a link that Slack unfurled',
    {
      text: 'See <https://acme.com>',
      attachments: [
        { original_url: 'https://acme.com', title: 'Acme', text: 'We sell.', image_url: 'https://acme.com/a.png' },
      ],
    },
    words('See https://acme.com'),
  ],
  ['a file', { text: 'The plan', files: [{ id: 'F1', name: 'plan.pdf' }] }, words('The plan', { hasMore: true })],
  ['a file alone', { text: '', files: [{ id: 'F1' }] }, words('', { hasMore: true })],
  [
    'an app’s message whose text is short for its blocks',
    {
      text: 'Deploy failed',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'Deploy failed' } },
        {
          type: 'section',
          text: { type: 'mrkdwn', text: 'on *main*, see <https://ci.acme.com|the log>' },
          fields: [{ type: 'mrkdwn', text: 'by Jo' }],
        },
        {
          type: 'context',
          elements: [
            { type: 'image', image_url: 'x', alt_text: 'x' },
            { type: 'mrkdwn', text: 'now' },
          ],
        },
        { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Retry' } }] },
      ],
    },
    words('Deploy failed\non *main*, see the log\nby Jo\nnow'),
  ],
  [
    'an app’s message in the older form',
    {
      text: '',
      attachments: [
        { pretext: 'New ticket', title: 'Login fails', text: 'since noon', fields: [{ title: 'For', value: 'Acme' }] },
      ],
    },
    words('New ticket\nLogin fails\nsince noon\nFor: Acme'),
  ],
  [
    'an app’s message that has a fallback alone',
    { text: '', attachments: [{ fallback: 'Login fails' }] },
    words('Login fails'),
  ],
  [
    'a picture of an app',
    { text: '', blocks: [{ type: 'image', image_url: 'x', alt_text: 'A chart' }] },
    words('', { hasMore: true }),
  ],
  [
    'a table',
    {
      text: '',
      blocks: [{ type: 'table', rows: [[{ type: 'raw_text', text: 'a < b' }, rich(paragraph(text('c')))]] }],
    },
    words('a < b | c'),
  ],
  [
    'a list, a mention and an emoji',
    {
      text: '',
      blocks: [
        rich({
          type: 'rich_text_list',
          elements: [
            paragraph(text('Ask '), { type: 'user', user_id: 'U2' }),
            paragraph({ type: 'emoji', name: 'wave' }),
          ],
        }),
      ],
    },
    words('• Ask @someone\n• :wave:'),
  ],
  ['nothing', {}, words('')],
  ['what is no message', { text: 7, blocks: 'x', attachments: [null, 3], files: {} }, words('')],
])('of %s the words are read, and no others', (_what, message, expected) => {
  expect(read(message)).toEqual(expected)
})

test('blocks in blocks in blocks are no way to hang it', () => {
  const deep = JSON.parse(`${'{"type":"rich_text","elements":['.repeat(5_000)}${']}'.repeat(5_000)}`)
  expect(read({ text: '', blocks: [deep] })).toEqual(words(''))
})
