import fc from 'fast-check'
import { withUnread } from '../../src/coaching/case.ts'
import { readIncoming } from '../../src/slack/incoming/read-incoming.ts'
import { around } from '../around.ts'

const bot = { userId: 'U0BOT', botId: 'B0BOT', workspace: 'T1' }
const EVENT = 'Ev1'
const kept = (item: object) => ({ do: 'keep', item: { workspace: 'T1', eventId: EVENT, ...item } })
const dropped = { do: 'drop' }

/** An event as Slack delivers it. */
const delivered = (event: object, about: object = {}) => ({
  token: 'x',
  team_id: 'T1',
  context_team_id: 'T1',
  api_app_id: 'A1',
  event,
  type: 'event_callback',
  event_id: EVENT,
  event_time: 1763000000,
  authorizations: [{ enterprise_id: null, team_id: 'T1', user_id: bot.userId, is_bot: true }],
  is_ext_shared_channel: false,
  ...about,
})
const read = (event: object, about?: object) => readIncoming(delivered(event, about), bot)

const said = {
  type: 'message',
  user: 'U1',
  ts: '1763000000.000100',
  client_msg_id: '7b0b',
  text: 'The CFO hesitates.',
  team: 'T1',
  blocks: [{ type: 'rich_text', block_id: 'b', elements: [] }],
  channel: 'D1',
  event_ts: '1763000000.000100',
  channel_type: 'im',
}
const inChannel = { ...said, channel: 'C1', channel_type: 'channel', thread_ts: '1762999999.000100' }
const message = (about: object) =>
  kept({ kind: 'message', actor: 'U1', ts: said.ts, text: said.text, direct: false, mention: false, ...about })
const inDirect = { channel: 'D1', direct: true }
const BRINGS = 'This is the message that I would like to talk about:'
const inThread = { channel: 'C1', threadTs: '1762999999.000100' }

test.each([
  ['a direct message', said, message(inDirect)],
  ['a direct message in a thread', { ...said, thread_ts: '1.1' }, message({ ...inDirect, threadTs: '1.1' })],
  ['a reply in a channel', inChannel, message(inThread)],
  [
    'a reply in a private channel',
    { ...inChannel, channel: 'G1', channel_type: 'group' },
    message({ ...inThread, channel: 'G1' }),
  ],
  [
    'a mention',
    { type: 'app_mention', user: 'U1', ts: said.ts, text: `<@U0BOT> ${said.text}`, channel: 'C1', event_ts: said.ts },
    message({ channel: 'C1', mention: true }),
  ],
  [
    'a reply that is also sent to the channel',
    { ...inChannel, subtype: 'thread_broadcast', root: {} },
    message(inThread),
  ],
  [
    'a reply with a file',
    { ...inChannel, subtype: 'file_share', files: [{ id: 'F1' }] },
    message({ ...inThread, text: withUnread(said.text) }),
  ],
  ['what is typed after /me', { ...said, subtype: 'me_message' }, message(inDirect)],
  [
    'a word with which a file came',
    { ...said, text: 'End', subtype: 'file_share', files: [{ id: 'F1' }] },
    message({ ...inDirect, text: withUnread('End'), word: 'end' }),
  ],
  [
    'a word with which a message was forwarded, which is no word then',
    { ...said, text: 'help', attachments: [{ is_share: true, text: 'We need it by Friday.' }] },
    message({ ...inDirect, text: `${BRINGS}\n> We need it by Friday.\n\nhelp` }),
  ],
  [
    'a file without a word',
    { ...said, text: '', subtype: 'file_share', files: [{}] },
    message({ ...inDirect, text: '' }),
  ],
  [
    'a file whose text is missing',
    { ...said, text: undefined, subtype: 'file_share' },
    message({ ...inDirect, text: '' }),
  ],
  ['nothing but an invisible character', { ...said, text: '\u0000' }, message({ ...inDirect, text: '' })],
])('%s is kept', (_, event, expected) => {
  expect(read(event)).toEqual(expected)
})

test.each([
  ['a bot’s message', { ...inChannel, subtype: 'bot_message', bot_id: 'B9', user: undefined }],
  ['another app’s message with a user of its own', { ...inChannel, bot_id: 'B9', user: 'U9' }],
  ['our own message', { ...inChannel, bot_id: bot.botId, user: bot.userId }],
  ['our own message without a bot id', { ...said, user: bot.userId }],
  ['somebody who joined', { ...inChannel, subtype: 'channel_join' }],
  ['a topic', { ...inChannel, subtype: 'channel_topic' }],
  ['a reminder by Slack itself', { ...inChannel, subtype: 'reminder_add' }],
  ['the notice that a thread has a reply', { ...inChannel, subtype: 'message_replied', message: {} }],
  ['a message without an author', { ...said, user: undefined }],
  ['an event that we never asked for', { type: 'reaction_added', user: 'U1', item: {} }],
  ['an event that nobody knows yet', { type: 'planet_aligned' }],
  ['a message in a group’s direct message', { ...said, channel: 'G1', channel_type: 'mpim' }],
  [
    'another id of a channel that is the same',
    { type: 'channel_id_changed', old_channel_id: 'C1', new_channel_id: 'C1' },
  ],
  ['a stop without a thread', { type: 'agent_session_stopped', channel: 'D1', user: 'U1' }],
  ['a change without a message', { type: 'message', subtype: 'message_changed', channel: 'D1' }],
  ['a deletion without a ts', { type: 'message', subtype: 'message_deleted', channel: 'D1' }],
])('%s is dropped unread', (_, event) => {
  expect(read(event)).toEqual(dropped)
})

test('a mention in a group’s direct message is declined, where Slack says that it is one', () => {
  const mention = { ...said, type: 'app_mention', channel: 'G1', channel_type: 'mpim' }
  const at = { channel: 'G1', isAddressed: true }
  expect(read(mention)).toEqual({ do: 'decline', actor: 'U1', at, because: 'group' })
})

test('that a channel has another id is kept', () => {
  const event = { type: 'channel_id_changed', old_channel_id: 'G1', new_channel_id: 'C1', event_ts: '1.1' }
  expect(read(event)).toEqual(kept({ kind: 'moved', from: 'G1', to: 'C1' }))
})

/** `before` and `after` are parts of the message as it was and is. */
const change = (after: object, before: object = {}) => ({
  type: 'message',
  subtype: 'message_changed',
  hidden: true,
  ts: '1763000009.000100',
  channel: 'D1',
  channel_type: 'im',
  message: { ...said, ...after },
  previous_message: { ...said, ...before },
})
const deletion = (previous: object | undefined) => ({
  type: 'message',
  subtype: 'message_deleted',
  hidden: true,
  channel: 'C1',
  ts: '1763000009.000100',
  deleted_ts: said.ts,
  previous_message: previous,
})
const tombstone = { user: 'USLACKBOT', subtype: 'tombstone', text: 'This message was deleted.', hidden: true }

test.each([
  [
    'an edit',
    change({ text: 'The CFO &amp; the CTO hesitate.', thread_ts: '1.1', edited: { user: 'U1', ts: '2.2' } }),
    kept({
      kind: 'edit',
      actor: 'U1',
      channel: 'D1',
      ts: said.ts,
      threadTs: '1.1',
      text: 'The CFO & the CTO hesitate.',
      direct: true,
      editedAt: '1763000009.000100',
    }),
  ],
  ['a link that Slack unfurled', change({ attachments: [{ from_url: 'https://a.example' }] }), dropped],
  ['a change of our own message', change({ user: bot.userId, text: 'Other' }), dropped],
  ['a change of another app’s message', change({ bot_id: 'B9', text: 'Other' }), dropped],
  [
    'the first message of a thread of ours that we took away',
    { ...change({ ...tombstone, thread_ts: said.ts }), previous_message: { text: 'Hello', user: bot.userId } },
    dropped,
  ],
  [
    'a member whose account is no more',
    { type: 'user_change', user: { id: 'U1', deleted: true } },
    kept({ kind: 'gone', actor: 'U1' }),
  ],
  ['a member who changed their picture', { type: 'user_change', user: { id: 'U1', deleted: false } }, dropped],
  [
    'the first message of a thread that was deleted',
    change({ ...tombstone, thread_ts: said.ts }),
    kept({ kind: 'deletion', channel: 'D1', ts: said.ts, threadTs: said.ts }),
  ],
  [
    'a deletion',
    deletion(inChannel),
    kept({ kind: 'deletion', channel: 'C1', ts: said.ts, threadTs: '1762999999.000100' }),
  ],
  ['a deletion without what was there', deletion(undefined), kept({ kind: 'deletion', channel: 'C1', ts: said.ts })],
  ['a deletion of our own message', deletion({ ...inChannel, user: bot.userId }), dropped],
  ['a deletion of another app’s message', deletion({ ...inChannel, bot_id: 'B9' }), dropped],
  [
    'the stop button',
    { type: 'agent_session_stopped', channel: 'D1', user: 'U1', thread_ts: '1.1', streaming_message_ts: [] },
    kept({ kind: 'stop', actor: 'U1', channel: 'D1', threadTs: '1.1' }),
  ],
  ['the end of the app in a workspace', { type: 'app_uninstalled' }, kept({ kind: 'uninstall', at: 1763000000 })],
  [
    'a revoked token',
    { type: 'tokens_revoked', tokens: { bot: ['U0BOT'] } },
    kept({ kind: 'uninstall', at: 1763000000 }),
  ],
  ['a person’s revoked token', { type: 'tokens_revoked', tokens: { oauth: ['U1'] } }, dropped],
])('%s is read as what it is', (_, event, expected) => {
  expect(read(event)).toEqual(expected)
})

test('whatever bots write, change or delete, in whatever form, is answered by nobody', () => {
  const author = fc.constantFrom(
    { user: bot.userId },
    { user: bot.userId, bot_id: bot.botId },
    { user: 'U9', bot_id: 'B9' },
    { user: undefined, bot_id: 'B9' },
  )
  const place = fc.constantFrom({}, { channel: 'C1', channel_type: 'channel', thread_ts: '1.1' }, { thread_ts: '1.1' })
  const subtype = fc.constantFrom(undefined, 'bot_message', 'file_share', 'thread_broadcast', 'me_message')
  const text = fc.oneof(fc.string(), fc.constantFrom('end', 'score', `<@${bot.userId}> end`))
  const written = fc
    .record({ author, place, subtype, text, type: fc.constantFrom('message', 'app_mention') })
    .map(({ author, place, ...rest }) => ({ ...said, ...place, ...rest, ...author }))
  const event = written.chain((one) =>
    fc.constantFrom<object>(
      one,
      { ...change({}), channel: one.channel, message: { ...one, type: 'message' } },
      { ...deletion(one), channel: one.channel },
    ),
  )
  fc.assert(
    fc.property(event, (one) => read(one).do === 'drop'),
    { numRuns: 10_000 },
  )
})

test.each([
  ['end', 'end'],
  ['End.', 'end'],
  [' END!! ', 'end'],
  ['score', 'score'],
  ['help', 'help'],
  ['<@U0BOT> end', 'end'],
  ['the end', undefined],
  ['end of quarter', undefined],
  ...around('end').map((text): [string, string] => [text, 'end']),
  ...around('score').map((text): [string, string] => [text, 'score']),
  ['/coach end', 'end'],
  ['/end', 'end'],
  ['/coach', undefined],
  ['End session', 'end'],
  ['end the session please', 'end'],
  ['Bitte die Sitzung beenden.', 'end'],
  ['*Ende*', 'end'],
  ['stop', 'stop'],
  ['Stopp!', 'stop'],
  ['“stop” please', 'stop'],
  ['score?', 'score'],
  ['end?', undefined],
  ['“End” is what she said', undefined],
  ['stop him', undefined],
  ['I stop', undefined],
  ['stop losing deals', undefined],
  ['<@U0BEN> end', 'end'],
  ['end <@U0BEN|ben>', 'end'],
  ['ok, end', 'end'],
  ['end chat', 'end'],
  ['End_session', 'end'],
  ['> end', undefined],
  ['ending', undefined],
])('%j alone is the word %j to the bot', (text, word) => {
  const reading = read({ ...said, text })
  expect(reading.do === 'keep' && reading.item.kind === 'message' && reading.item.word).toBe(word)
})

test.each(['hint', 'skip', 'something else', 'pause', 'again', 'back', 'practise', 'practise hard', 'tipp'])(
  'the wish "%s" is one however it is typed',
  (wish) => {
    const meant = readWish(wish)
    expect(meant).toBeDefined()
    expect(around(wish).filter((text) => readWish(text) !== meant)).toEqual([])
    expect(around(`${wish} of a thing`).filter((text) => readWish(text))).toEqual([])
  },
)

function readWish(text: string) {
  const reading = read({ ...said, text })
  return reading.do === 'keep' && reading.item.kind === 'message' ? reading.item.wish : undefined
}

test.each(['Thanks again!', 'thank you, back to work', 'Danke nochmal', 'skip him'])(
  '%j is a sentence, and no wish',
  (text) => {
    expect(readWish(text)).toBeUndefined()
  },
)

test('in a channel a word beside somebody’s name is said to them', () => {
  const reading = read({ ...inChannel, text: '<@U0BEN> end' })
  expect(reading.do === 'keep' && reading.item.kind === 'message' && reading.item.word).toBeUndefined()
})

test.each([
  ['a command', { command: '/coach', text: 'end', team_id: 'T1', user_id: 'U1', trigger_id: '1.2' }],
  ['a button', { type: 'block_actions', user: { id: 'U1', team_id: 'T1' }, team: { id: 'T1' }, actions: [{}] }],
  ['a form', { type: 'view_submission', user: { id: 'U1' }, team: { id: 'T1' }, view: {} }],
  ['Home', delivered({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' })],
])('%s is Bolt’s', (_, body) => {
  expect(readIncoming(body, bot)).toEqual({ do: 'pass-on' })
})

test.each([
  ['a command by nobody', { command: '/coach', text: 'end' }],
  ['a button that nobody pressed', { type: 'block_actions', team: { id: 'T1' }, actions: [{}] }],
  ['Home, opened by something else', delivered({ type: 'app_home_opened', user: { id: 'U1' }, tab: 'home' })],
  ['an event without an id', delivered(said, { event_id: undefined })],
  ['an event without a type', delivered({ ...said, type: undefined })],
  ['a text', 'event_callback'],
  ['a list', [said]],
  ['nothing', undefined],
])('%s is nothing of ours', (_, body) => {
  expect(readIncoming(body, bot)).toEqual(dropped)
})

test('a payload cannot change what every object inherits', () => {
  readIncoming(JSON.parse(`{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}`), bot)
  read(JSON.parse(`{"type": "message", "__proto__": {"polluted": 1}, "user": "U1"}`))
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test.each([
  ['at the top of the direct message', said, 'progress'],
  ['in a thread there, where somebody answers a question', { ...said, thread_ts: '1.1' }, undefined],
  ['in a channel', inChannel, undefined],
])('"progress" %s', (_, event, word) => {
  const reading = read({ ...event, text: 'Progress.' })
  expect(reading.do === 'keep' && reading.item.kind === 'message' && reading.item.word).toBe(word)
})
