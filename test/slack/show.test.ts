import type { Show, To } from '../../src/flows/show.ts'
import { openLog } from '../../src/log.ts'
import type { OnCall } from '../../src/playground/call.ts'
import { openPlayground, type Playground } from '../../src/playground/playground.ts'
import { openWebClient } from '../../src/slack/connection/web-client.ts'
import { openShow } from '../../src/slack/outgoing/show.ts'
import { scorecard } from '../../src/slack/samples/samples.ts'
import { ANA, JONAS } from '../person.ts'
import { GENERAL, manifest } from './joined-bot.ts'

let playground: Playground
let show: Show
let fault: OnCall
let attempts: string[]
let logged: string[]
beforeAll(async () => {
  const onCall: OnCall = (method, args) => {
    attempts.push(method)
    return fault(method, args)
  }
  const log = openLog((line) => logged.push(line))
  playground = await openPlayground({ port: 0, log, manifest, onCall })
  show = openShow(openWebClient(playground.botToken, playground.apiUrl, log), log)
})
beforeEach(() => {
  fault = () => undefined
  attempts = []
  logged = []
})
afterAll(() => playground.close())

let keys = 0
const to = (about: Partial<To> = {}): To => ({
  workspace: playground.workspaceId,
  actor: ANA,
  key: `key-${++keys}`,
  look: false,
  thread: null,
  ...about,
})
const answer = { sessionId: 's', text: 'What have you tried?', scripted: true, shortened: false }
const ok = () => undefined
const posts = () => attempts.filter((method) => method === 'chat.postMessage').length
const refuse =
  (error: string): OnCall =>
  (method) =>
    method === 'chat.postMessage' ? { body: { ok: false, error } } : undefined

/** A thread of Ana's to post into. */
const thread = async () => (await show.note(to(), { note: 'help' })).thread

test.each([
  ['the connection is reset', { dropAnswer: true }],
  ['a gateway gives up', { status: 502, body: { ok: false }, afterwards: true }],
  ['Slack says that it failed', { body: { ok: false, error: 'internal_error' }, afterwards: true }],
])('a post whose answer is lost because %s is found by its key, and not posted twice', async (_, lost) => {
  const reply = to({ thread: await thread() })
  const opening = to()
  for (const at of [reply, opening]) {
    attempts = []
    fault = (method) => (method === 'chat.postMessage' ? lost : undefined)
    await expect(show.answer(at, answer)).rejects.toMatchObject({ code: 'slack-unclear', retry: true })
    fault = ok
    const found = await show.answer({ ...at, look: true }, answer)
    expect(await show.answer({ ...at, look: true }, answer)).toEqual(found)
    expect(posts()).toBe(1)
    if (at.thread) expect(found.thread).toBe(at.thread)
    else expect(found.thread).toBe(found.post)
  }
})

test('a post that never arrived is looked for in vain, and then posted', async () => {
  const at = to({ thread: await thread() })
  attempts = []
  fault = (method) => (method === 'chat.postMessage' ? { status: 500, body: {} } : undefined)
  await expect(show.answer(at, answer)).rejects.toMatchObject({ code: 'slack-unclear' })
  fault = ok
  await show.answer({ ...at, look: true }, answer)
  expect(attempts).toEqual(['chat.postMessage', 'conversations.replies', 'chat.postMessage'])
})

test('a look that fails posts nothing: it is looked again later', async () => {
  const at = to({ thread: await thread(), look: true })
  attempts = []
  fault = (method) => (method === 'conversations.replies' ? { status: 503, body: {} } : undefined)
  await expect(show.answer(at, answer)).rejects.toMatchObject({ code: 'slack-unclear', retry: true })
  expect(posts()).toBe(0)
})

test('a post far down in a long thread is found', async () => {
  const long = await thread()
  for (let n = 0; n < 230; n++) await show.note(to({ thread: long }), { note: 'no-text' })
  const last = to({ thread: long })
  const shown = await show.answer(last, answer)
  attempts = []
  expect(await show.answer({ ...last, look: true }, answer)).toEqual(shown)
  expect(posts()).toBe(0)
}, 60_000)

test('a channel that Slack holds back waits as long as it was told, and another channel’s post goes on', async () => {
  const [ana, jonas] = [await thread(), (await show.note(to({ actor: JONAS }), { note: 'help' })).thread]
  fault = (method, { channel }) =>
    method === 'chat.postMessage' && ana.startsWith(`${channel}:`)
      ? { status: 429, headers: { 'retry-after': '30' }, body: { ok: false, error: 'ratelimited' } }
      : undefined
  const held = expect(show.answer(to({ thread: ana }), answer)).rejects.toMatchObject({
    code: 'slack-busy',
    retry: true,
    afterMs: 30_000,
  })
  await show.answer(to({ thread: jonas, actor: JONAS }), answer)
  await held
})

test.each([
  ['is_archived', 'slack-closed-place'],
  ['channel_not_found', 'slack-closed-place'],
  ['not_in_channel', 'slack-closed-place'],
  ['restricted_action', 'slack-closed-place'],
  ['thread_not_found', 'slack-closed-place'],
  ['account_inactive', 'slack-gone'],
  ['token_revoked', 'slack-gone'],
  ['invalid_auth', 'slack-gone'],
  ['not_authed', 'slack-gone'],
  ['team_disabled', 'slack-gone'],
  ['token_expired', 'slack-gone'],
  ['as_user_not_supported', 'slack-refused'],
  ['invalid_arguments', 'slack-refused'],
  ['invalid_metadata_format', 'slack-refused'],
  ['metadata_too_large', 'slack-refused'],
  ['method_deprecated', 'slack-lacks'],
  ['no_text', 'slack-refused'],
  ['slack_connect_file_link_sharing_blocked', 'slack-closed-place'],
  ['too_many_attachments', 'slack-refused'],
  ['cannot_reply_to_message', 'slack-closed-place'],
  ['restricted_action_non_threadable_channel', 'slack-closed-place'],
  ['restricted_action_read_only_channel', 'slack-closed-place'],
  ['restricted_action_thread_locked', 'slack-closed-place'],
  ['restricted_action_thread_only_channel', 'slack-closed-place'],
])('after %s nothing is posted again, and the reason is kept', async (error, code) => {
  const at = to({ thread: await thread() })
  attempts = []
  fault = refuse(error)
  await expect(show.answer(at, answer)).rejects.toMatchObject({ code, retry: false, cause: error })
  expect(posts()).toBe(1)
})

test.each([
  ['a_word_of_tomorrow', 'slack-refused'],
  ['update_failed', 'slack-unclear'],
  ['constructor', 'slack-refused'], // no word of ours either
  ['ratelimited', 'slack-busy'],
  ['rate_limited', 'slack-busy'],
  ['message_limit_exceeded', 'slack-busy'],
  ['team_added_to_org', 'slack-withheld'],
  ['ekm_access_denied', 'slack-withheld'],
  ['missing_scope', 'slack-withheld'],
  ['not_allowed_token_type', 'slack-withheld'],
  ['messages_tab_disabled', 'slack-withheld'],
  ['fatal_error', 'slack-unclear'],
  ['service_unavailable', 'slack-unclear'],
])('after %s nothing is posted again just now, and it is tried later', async (error, code) => {
  const at = to({ thread: await thread() })
  attempts = []
  fault = refuse(error)
  await expect(show.answer(at, answer)).rejects.toMatchObject({ code, retry: true, cause: error })
  expect(posts()).toBe(1)
})

test.each(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'msg_too_long'])(
  'a message that Slack refuses with %s goes out as its text, once',
  async (error) => {
    const at = to({ thread: await thread() })
    fault = (method, args) =>
      method === 'chat.postMessage' && args.blocks ? { body: { ok: false, error } } : undefined
    const shown = await show.answer(at, answer)
    const last = playground.calls.at(-1)
    expect(last?.args.text).toMatch(/What have you tried\?/)
    expect(last?.args.blocks).toBeUndefined()
    expect(shown.post).toBe(`${last?.answer.channel}:${last?.answer.ts}`)
    expect(logged.join()).toContain(error)
    expect(logged.join()).not.toContain('tried')

    fault = ok
    expect(await show.answer({ ...at, look: true }, answer)).toEqual(shown)
  },
)

test('a text that Slack refuses too is given up after two posts', async () => {
  const at = to({ thread: await thread() })
  attempts = []
  fault = refuse('msg_too_long')
  await expect(show.answer(at, answer)).rejects.toMatchObject({ code: 'slack-too-long', retry: false })
  expect(posts()).toBe(2)
})

test('no post unfurls a link, pings by name, or says more than its key to other apps', async () => {
  const at = to({ thread: await thread() })
  await show.answer(at, answer)
  expect(playground.calls.at(-1)?.args).toMatchObject({
    unfurl_links: 'false',
    unfurl_media: 'false',
    link_names: 'false',
    metadata: { event_type: 'threadcoach_post', event_payload: { key: at.key } },
  })
})

test('a score of a session in a channel is shown in the direct message', async () => {
  const { thread: open } = await show.note(to({ place: GENERAL }), { note: 'help' })
  expect(open).toMatch(/^C/)
  const card = { sessionId: 's', domainName: 'Sales', marks: [], scripted: true, rounds: 1, leftOut: 0 }
  expect((await show.soFar(to({ thread: open }), card)).post).toMatch(/^D/)
})

test('an answer that is gone already counts as taken back', async () => {
  const { post } = await show.answer(to(), answer)
  const gone = { workspace: playground.workspaceId, post }
  await show.erase(gone)
  await show.erase(gone)
  fault = (method) => (method === 'chat.delete' ? { body: { ok: false, error: 'cant_delete_message' } } : undefined)
  await expect(show.erase(gone)).rejects.toMatchObject({ code: 'slack-stays' })
})

const card = { ...scorecard, isRedacted: true }
const changes = () => attempts.filter((method) => method !== 'chat.getPermalink')
const shownNow = () => playground.calls.filter(({ method }) => method.startsWith('chat.')).at(-1)

test('a scorecard is shown again in its place, and says why it changed', async () => {
  const { post } = await show.scorecard(to(), { ...card, isRedacted: false })
  await show.redact({ workspace: playground.workspaceId, post }, { ...card, isOpen: true })
  expect(shownNow()).toMatchObject({ method: 'chat.update', args: { ts: post.split(':')[1] } })
  expect(shownNow()?.args.text).toMatch(/You deleted a message/)
})

test('a scorecard that Slack lets nobody change goes altogether, and one that is gone stays gone', async () => {
  const at = { workspace: playground.workspaceId, post: (await show.scorecard(to(), card)).post }
  fault = (method) => (method === 'chat.update' ? { body: { ok: false, error: 'edit_window_closed' } } : undefined)
  await show.redact(at, card)
  expect(shownNow()).toMatchObject({ method: 'chat.delete', answer: { ok: true } })
  fault = ok
  await show.redact(at, card)
})

test.each(['edit_window_closed', 'cant_update_message', 'msg_too_long', 'invalid_blocks', 'channel_not_found'])(
  'where words need not go, a message that meets %s stays as it was, and its person alone is shown what it would say',
  async (error) => {
    const { post } = await show.scorecard(to(), { ...card, isRedacted: false })
    const at = { workspace: playground.workspaceId, actor: ANA, post }
    attempts = []
    fault = (method) => (method === 'chat.update' ? { body: { ok: false, error } } : undefined)
    await show.redraw(at, { ...card, isOpen: true })
    expect(playground.calls.at(-1)).toMatchObject({ method: 'chat.postEphemeral', args: { user: ANA } })
    expect(playground.calls.at(-1)?.args.text).toMatch(/of 10/)
    await show.settled(at, { of: 'memory', lines: [] })
    expect(changes()).toEqual(['chat.update', 'chat.postEphemeral', 'chat.update', 'chat.postEphemeral'])
    expect(playground.calls.at(-1)?.args).toMatchObject({ user: ANA, text: 'Nothing is remembered of this session.' })
  },
)

test.each(['internal_error', 'ratelimited', 'update_failed', 'a_word_of_tomorrow'])(
  'a change that meets %s is made later, and nothing goes',
  async (error) => {
    const at = { workspace: playground.workspaceId, actor: ANA, post: (await show.scorecard(to(), card)).post }
    attempts = []
    fault = (method) => (method === 'chat.update' ? { body: { ok: false, error } } : undefined)
    await expect(show.redraw(at, card)).rejects.toMatchObject({ retry: true })
    await expect(show.settled(at, { of: 'memory', lines: [] })).rejects.toMatchObject({ retry: true })
    expect(changes()).toEqual(['chat.update', 'chat.update'])
  },
)

test('a post is found by its key, or is not there', async () => {
  const at = to({ thread: await thread() })
  expect(await show.find(at)).toBeNull()
  expect(await show.answer(at, answer)).toEqual(await show.find(at))
})

test('who a person is holds up nothing where Slack does not say it', async () => {
  const who = { workspace: playground.workspaceId, actor: ANA }
  expect(await show.profile(who)).toMatchObject({ timeZone: 'America/Sao_Paulo' })
  for (const fails of [
    { body: { ok: false, error: 'missing_scope' } },
    { status: 503, body: {} },
    { dropAnswer: true },
  ]) {
    fault = () => fails
    expect(await show.profile(who)).toBeNull()
  }
})
