import type { Fields } from '../../src/playground/fields.ts'
import { METHOD_MOST, METHODS } from '../../src/playground/slack-rules.ts'
import { openJoined } from './joined-app.ts'

const GENERAL = 'C08GENERAL1'
const SALES = 'C08SALES002' // where the app is no member
const FERNWEH = 'C08FERNWE3' // archived below
const NOWHERE = 'C0NOWHERE'
const NO_TS = '1.000000'
const divider = { type: 'divider' }
const plain = (text: string) => ({ type: 'plain_text', text })
const long = (length: number) => 'x'.repeat(length)
const section = (length: number) => ({ type: 'section', text: { type: 'mrkdwn', text: long(length) } })
const home = (fields: Fields = {}) => ({ type: 'home', blocks: [divider], ...fields })

let joined: Awaited<ReturnType<typeof openJoined>>
/** The app's own message in #general, one of a person, and the app's in the archived channel. */
let own = ''
let theirs = ''
let frozen = ''
beforeAll(async () => {
  joined = await openJoined()
  const { ana, client } = joined
  own = (await client.chat.postMessage({ channel: GENERAL, text: 'mine' })).ts ?? ''
  frozen = (await client.chat.postMessage({ channel: FERNWEH, text: 'mine' })).ts ?? ''
  const said = await ana.act({ do: 'say', channel: GENERAL, text: 'theirs' })
  theirs = said.ok ? (said.ts ?? '') : ''
  await ana.act({ do: 'archive', channel: FERNWEH })
  await client.views.publish({ user_id: ana.id, view: { type: 'home', external_id: 'taken', blocks: [] } })
}, 60_000)
afterAll(() => joined.close())

/** As it comes over the wire: Bolt's own client would write each refusal down. */
async function call(method: string, args: Fields): Promise<Fields> {
  const { apiUrl, botToken } = joined.playground
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${botToken}` }
  const answer = await fetch(`${apiUrl}${method}`, { method: 'POST', headers, body: JSON.stringify(args) })
  return JSON.parse(await answer.text())
}

/** Calls that are refused for their content, whatever they want to show and where. */
const content = (where: Fields) => ({
  invalid_blocks: { ...where, blocks: [{ type: 'poem' }] },
  invalid_blocks_format: { ...where, blocks: 'no list' },
  markdown_text_conflict: { ...where, text: 'x', markdown_text: 'x' },
  msg_too_long: { ...where, markdown_text: long(METHOD_MOST['chat.postMessage'].markdown_text + 1) },
  no_text: where,
})
const metadata = (where: Fields) => ({ ...where, text: 'x', metadata: { event_type: 'no payload' } })
const where = (channel: string, more: Fields = {}) => ({ channel, text: 'x', ...more })

/** By method and by what Slack's page calls the refusal: a call that meets it. */
const BROKEN: Record<string, () => Record<string, Fields>> = {
  'chat.delete': () => ({
    cant_delete_message: { channel: GENERAL, ts: theirs },
    channel_not_found: { channel: NOWHERE, ts: own },
    message_not_found: { channel: GENERAL, ts: NO_TS },
  }),
  'chat.getPermalink': () => ({
    channel_not_found: { channel: NOWHERE, message_ts: own },
    message_not_found: { channel: GENERAL, message_ts: NO_TS },
  }),
  'chat.postEphemeral': () => ({
    ...content({ channel: GENERAL, user: joined.ana.id }),
    channel_not_found: where(NOWHERE, { user: joined.ana.id }),
    is_archived: where(FERNWEH, { user: joined.ana.id }),
    not_in_channel: where(SALES, { user: joined.ana.id }),
    user_not_in_channel: where(GENERAL, { user: 'U0NOBODY' }),
  }),
  'chat.postMessage': () => ({
    ...content({ channel: GENERAL }),
    channel_not_found: where(NOWHERE),
    invalid_metadata_format: metadata({ channel: GENERAL }),
    is_archived: where(FERNWEH),
    msg_blocks_too_long: where(GENERAL, {
      blocks: [section(3000), section(3000), section(3000), section(3000), section(3000)],
    }),
    not_in_channel: where(SALES),
  }),
  'chat.update': () => ({
    ...content({ channel: GENERAL, ts: own }),
    msg_too_long: { channel: GENERAL, ts: own, text: long(METHOD_MOST['chat.update'].text + 1) },
    cant_update_message: where(GENERAL, { ts: theirs }),
    channel_not_found: where(NOWHERE, { ts: own }),
    invalid_metadata_format: metadata({ channel: GENERAL, ts: own }),
    is_inactive: where(FERNWEH, { ts: frozen }),
    message_not_found: where(GENERAL, { ts: NO_TS }),
  }),
  'files.completeUploadExternal': () => ({
    channel_not_found: { files: [{ id: 'F0', title: 'x' }], channel_id: NOWHERE },
    file_not_found: { files: [{ id: 'F0', title: 'x' }], channel_id: GENERAL },
    not_in_channel: { files: [{ id: 'F0', title: 'x' }], channel_id: SALES },
  }),
  'files.getUploadURLExternal': () => ({
    alt_txt_too_large: {
      filename: 'a.png',
      length: 1,
      alt_txt: long(METHOD_MOST['files.getUploadURLExternal'].alt_txt + 1),
    },
    missing_argument: { filename: 'a.png', length: 0 },
  }),
  'views.publish': () => ({
    duplicate_external_id: { user_id: joined.jonas.id, view: home({ external_id: 'taken' }) },
    hash_conflict: { user_id: joined.ana.id, view: home(), hash: 'old' },
    view_too_large: { user_id: joined.ana.id, view: home({ blocks: Array.from({ length: 90 }, () => section(2900)) }) },
  }),
}

test('each method says where its rules stand, and each refusal that its page names is met by a call', async () => {
  const refused: string[] = []
  for (const [name, { from, refuses }] of METHODS) {
    expect(from).toBe(`https://docs.slack.dev/reference/methods/${name}`)
    const broken = BROKEN[name]?.() ?? {}
    expect({ name, refuses: Object.keys(broken).sort() }).toEqual({ name, refuses: [...refuses].sort() })
    for (const [error, args] of Object.entries(broken)) {
      const answer = await call(name, args)
      if (answer.error !== error) refused.push(`${name}: ${error}, not ${String(answer.error ?? 'taken')}`)
    }
  }
  expect(refused).toEqual([])
})

test('what fits is taken: the longest text of an edit, and words for a picture', async () => {
  const { client } = joined
  const { text } = await client.chat.update({ channel: GENERAL, ts: own, text: long(METHOD_MOST['chat.update'].text) })
  expect(text).toHaveLength(METHOD_MOST['chat.update'].text)
  const alt_txt = long(METHOD_MOST['files.getUploadURLExternal'].alt_txt)
  expect(await call('files.getUploadURLExternal', { filename: 'a.png', length: 1, alt_txt })).toMatchObject({
    ok: true,
  })
})

test('an argument that a method does not have is refused by its name, as where a word of it is misspelt', async () => {
  for (const name of METHODS.keys()) {
    if (name === 'apps.connections.open') continue // by another token
    const answer = await call(name, { alt_text: 'x' })
    expect({ name, ...answer }).toMatchObject({
      name,
      error: 'invalid_arguments',
      response_metadata: { messages: [expect.stringContaining('invalid additional property: alt_text')] },
    })
  }
})

test('a company’s settings about files, and any other refusal that Slack names, can be put in force', async () => {
  const { client, playground } = joined
  const upload = () => client.files.getUploadURLExternal({ filename: 'a.txt', length: 1 })
  playground.fault('refused', 'on')
  await expect(upload()).rejects.toThrow('file_uploads_disabled')
  playground.fault('refused', 'on', 'files.getUploadURLExternal', 'storage_limit_reached')
  await expect(upload()).rejects.toThrow('storage_limit_reached')
  playground.fault('refused', 'once', 'chat.postMessage', 'ekm_access_denied')
  expect(await upload()).toMatchObject({ ok: true })
  await expect(client.chat.postMessage({ channel: GENERAL, text: 'x' })).rejects.toThrow('ekm_access_denied')
  expect(await client.chat.postMessage({ channel: GENERAL, text: 'x' })).toMatchObject({ ok: true })
})

test('blocks are looked at before they are sent, and what is wrong with them comes with where', async () => {
  const body = new URLSearchParams({ blocks: JSON.stringify([divider]) })
  const withoutToken = await fetch(`${joined.playground.apiUrl}blocks.validate`, { method: 'POST', body })
  expect(await withoutToken.json()).toEqual({ ok: true })
  expect(await call('blocks.validate', { blocks: [divider] })).toEqual({ ok: true })
  expect(await call('blocks.validate', { view: home() })).toEqual({ ok: true })
  expect(await call('blocks.validate', { message: { blocks: [{ type: 'header', text: plain('') }] } })).toEqual({
    ok: false,
    error: 'invalid_message',
    errors: [{ code: 'failed_constraint', message: 'must be more than 0 characters', pointer: '/blocks/0/text/text' }],
  })
  expect(await call('blocks.validate', { blocks: [divider], view: home() })).toMatchObject({
    error: 'invalid_arguments',
  })
})
