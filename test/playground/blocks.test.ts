import { checkedBlocks, checkedView } from '../../src/playground/blocks.ts'
import type { Field, Fields } from '../../src/playground/fields.ts'
import { openJoined } from './joined-app.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const long = (length: number) => 'x'.repeat(length)
const button = (fields: Fields) => ({ type: 'button', text: plain('Go'), ...fields })
const options = (count: number) => Array.from({ length: count }, (_, n) => ({ text: plain(`${n}`), value: `${n}` }))
const select = (fields: Fields) => ({ type: 'static_select', action_id: 'a', ...fields })
const actions = (...elements: Field[]) => ({ type: 'actions', elements })

test.each<[string, Field, string]>([
  [
    'an empty header',
    { type: 'header', text: plain('') },
    'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'a long header',
    { type: 'header', text: plain(long(151)) },
    'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'a header in mrkdwn',
    { type: 'header', text: mrkdwn('x') },
    'must be one of: plain_text [json-pointer:/blocks/0/text/type]',
  ],
  ['an unknown block', { type: 'poem' }, 'unsupported type: poem [json-pointer:/blocks/0/type]'],
  [
    'an unknown element',
    actions({ type: 'lever' }),
    'unsupported type: lever [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    'an input where none may be',
    actions({ type: 'plain_text_input' }),
    'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    'a field that Slack does not know',
    { type: 'divider', text: 'x' },
    'invalid additional property: text [json-pointer:/blocks/0]',
  ],
  [
    'an image without words for it',
    { type: 'image', image_url: 'https://x.example/a.png' },
    'missing required field: alt_text [json-pointer:/blocks/0]',
  ],
])('%s is refused, with where it is', (_what, block, message) => {
  const { problem } = checkedBlocks([block])
  expect(problem).toEqual({ error: 'invalid_blocks', messages: [`[ERROR] ${message}`] })
})

test('a message holds fifty blocks with ids of their own, and 12,000 characters of markdown in all', () => {
  const dividers = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }))
  expect(checkedBlocks(dividers(50)).blocks).toHaveLength(50)
  expect(checkedBlocks(dividers(51)).problem?.messages).toEqual([
    '[ERROR] no more than 50 items allowed [json-pointer:/blocks]',
  ])
  const same = [
    { type: 'divider', block_id: 'a' },
    { type: 'divider', block_id: 'a' },
  ]
  expect(checkedBlocks(same).problem?.messages).toEqual([
    '[ERROR] block_id "a" already exists [json-pointer:/blocks/1/block_id]',
  ])
  const markdown = { type: 'markdown', text: long(6001) }
  expect(checkedBlocks([markdown, markdown]).problem?.error).toBe('msg_too_long')
})

test('what fits is taken, and gets the ids that it lacks', () => {
  const { blocks, problem } = checkedBlocks([
    { type: 'header', text: plain(long(150)) },
    { type: 'section', text: mrkdwn(long(3000)), accessory: button({ value: long(2000) }) },
    actions(
      button({ text: plain(long(75)), action_id: 'mine' }),
      select({ options: options(100), placeholder: plain('Pick') }),
    ),
    {
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          positive_button: { text: plain('+'), value: 'p' },
          negative_button: { text: plain('-'), value: 'n' },
        },
      ],
    },
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x', style: { bold: true } }] }],
    },
    {
      type: 'table',
      rows: [
        [
          { type: 'raw_text', text: 'a' },
          { type: 'raw_number', value: 1, text: '1' },
        ],
      ],
    },
  ])
  expect(problem).toBeUndefined()
  expect(new Set(blocks?.map(({ block_id }) => block_id)).size).toBe(6)
  expect(blocks?.[1]).toMatchObject({ accessory: { action_id: expect.any(String) } })
  expect(blocks?.[2]).toMatchObject({ elements: [{ action_id: 'mine' }, { action_id: 'a' }] })
})

const modal = (fields: Fields) => ({ type: 'modal', title: plain('Title'), blocks: [], ...fields })

test.each<[string, Field, string]>([
  [
    'a long title',
    modal({ title: plain(long(25)) }),
    'must be less than 25 characters [json-pointer:/view/title/text]',
  ],
  [
    'markdown',
    modal({ blocks: [{ type: 'markdown', text: 'x' }] }),
    'unsupported type: markdown [json-pointer:/view/blocks/0/type]',
  ],
])('a modal with %s is refused, with where it is', (_what, view, message) => {
  expect(checkedView(view, 'modal').problem).toEqual({ error: 'invalid_arguments', messages: [`[ERROR] ${message}`] })
})

test('the app gets the pointers in the answer', async () => {
  const { playground, close } = await openJoined()
  try {
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: '' } }]
    const answer = await fetch(`${playground.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${playground.botToken}` },
      body: JSON.stringify({ channel: 'C08GENERAL1', text: 'x', blocks }),
    })
    expect(await answer.json()).toMatchObject({
      ok: false,
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]'] },
    })
  } finally {
    await close()
  }
})
