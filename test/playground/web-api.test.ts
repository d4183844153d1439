import { expected, openJoined } from './joined-app.ts'

const GENERAL = 'C08GENERAL1'
const SALES = 'C08SALES002'

test.each([
  ['chat.postMessage', { channel: GENERAL, text: 'x', thread_ts: '1.000000' }, 'thread_not_found'],
  ['conversations.replies', { channel: GENERAL, ts: '1.000000' }, 'thread_not_found'],
  ['conversations.history', { channel: SALES }, 'not_in_channel'],
  ['users.info', { user: 'U0NOBODY' }, 'user_not_found'],
  [
    'views.update',
    { view_id: 'V0', view: { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [] } },
    'not_found',
  ],
  ['assistant.threads.setStatus', { channel_id: GENERAL, thread_ts: '1.000000', status: 'x' }, 'invalid_thread_ts'],
  ['agents.sessions.setStatus', { channel_id: GENERAL, status: 'active' }, 'thread_ts_required'],
  ['conversations.history', { channel: GENERAL, cursor: 'bmV4dA==' }, 'invalid_cursor'],
  ['chat.conjure', {}, 'unknown_method'],
])('%s with %j is refused: %s', async (method, args, error) => {
  const { client, close } = await openJoined()
  try {
    await expect(client.apiCall(method, args)).rejects.toThrow(error)
  } finally {
    await close()
  }
})

test('a call needs the right token for what it does', async () => {
  const { playground, close } = await openJoined()
  try {
    const call = async (method: string, token: string) => {
      const headers = token === '' ? undefined : { authorization: `Bearer ${token}` }
      return (await fetch(`${playground.apiUrl}${method}`, { method: 'POST', ...(headers && { headers }) })).json()
    }
    expect(await call('auth.test', '')).toEqual({ ok: false, error: 'not_authed' })
    expect(await call('auth.test', 'xoxb-guess')).toEqual({ ok: false, error: 'invalid_auth' })
    expect(await call('auth.test', playground.appToken)).toEqual({ ok: false, error: 'not_allowed_token_type' })
    expect(await call('apps.connections.open', playground.botToken)).toEqual({
      ok: false,
      error: 'not_allowed_token_type',
    })
    expect(await call('auth.test', playground.botToken)).toMatchObject({ ok: true, team_id: playground.workspaceId })
  } finally {
    await close()
  }
})

test('the app changes and removes its own messages only, and text without blocks takes the blocks away', async () => {
  const { ana, client, close } = await openJoined()
  try {
    const said = await ana.act({ do: 'say', channel: GENERAL, text: 'mine' })
    const theirs = 'ts' in said ? (said.ts ?? '') : ''
    await expect(client.chat.update({ channel: GENERAL, ts: theirs, text: 'x' })).rejects.toThrow('cant_update_message')
    await expect(client.chat.delete({ channel: GENERAL, ts: theirs })).rejects.toThrow('cant_delete_message')

    const { ts = '' } = await client.chat.postMessage({
      channel: GENERAL,
      text: 'a line',
      blocks: [{ type: 'divider' }],
    })
    await client.chat.update({ channel: GENERAL, ts, text: 'no line' })
    expect(await ana.seesMessage('no line')).not.toHaveProperty('blocks')
    await client.chat.delete({ channel: GENERAL, ts })
    expect((await ana.state()).messages[GENERAL]?.map(({ text }) => text)).toEqual(['mine'])
  } finally {
    await close()
  }
})

test('metadata comes back only to those who ask for it', async () => {
  const { client, close } = await openJoined()
  try {
    const metadata = { event_type: 'sent', event_payload: { key: 'k1' } }
    const { ts = '' } = await client.chat.postMessage({ channel: GENERAL, text: 'x', metadata })
    const without = await client.conversations.history({ channel: GENERAL })
    const all = await client.conversations.history({ channel: GENERAL, include_all_metadata: true })
    const thread = await client.conversations.replies({ channel: GENERAL, ts, include_all_metadata: true })
    expect(without.messages?.[0]).not.toHaveProperty('metadata')
    expect(all.messages?.[0]).toMatchObject({ ts, metadata })
    expect(thread.messages?.[0]).toMatchObject({ ts, metadata })
  } finally {
    await close()
  }
})

test('history is read newest first, a page at a time, within bounds; replies oldest first', async () => {
  const { client, close } = await openJoined()
  try {
    const posted: string[] = []
    for (let n = 0; n < 5; n += 1)
      posted.push((await client.chat.postMessage({ channel: GENERAL, text: `${n}` })).ts ?? '')
    const [root = '', second = '', third = ''] = posted
    for (let n = 0; n < 3; n += 1) await client.chat.postMessage({ channel: GENERAL, text: `r${n}`, thread_ts: root })
    const texts = (messages: { text?: string }[] = []) => messages.map(({ text }) => text)

    const first = await client.conversations.history({ channel: GENERAL, limit: 3 })
    expect([texts(first.messages), first.has_more]).toEqual([['4', '3', '2'], true])
    const cursor = first.response_metadata?.next_cursor ?? ''
    const rest = await client.conversations.history({ channel: GENERAL, limit: 3, cursor })
    expect([texts(rest.messages), rest.has_more]).toEqual([['1', '0'], false])

    const between = { channel: GENERAL, oldest: second, latest: third }
    expect(texts((await client.conversations.history(between)).messages)).toEqual([])
    expect(texts((await client.conversations.history({ ...between, inclusive: true })).messages)).toEqual(['2', '1'])

    const replies = await client.conversations.replies({ channel: GENERAL, ts: root, limit: 2 })
    expect(texts(replies.messages)).toEqual(['0', 'r0'])
    const more = replies.response_metadata?.next_cursor ?? ''
    const last = await client.conversations.replies({ channel: GENERAL, ts: root, limit: 2, cursor: more })
    expect(texts(last.messages)).toEqual(['r1', 'r2'])
  } finally {
    await close()
  }
})

test('people have a time zone, and a locale for who asks', async () => {
  const { playground, client, close } = await openJoined()
  try {
    const id = playground.people.find(({ name }) => name === 'priya')?.id ?? ''
    const { user } = await client.users.info({ user: id })
    expect(user).toMatchObject({ tz: 'Asia/Kolkata', tz_offset: 19_800, deleted: false, is_bot: false })
    expect(user).not.toHaveProperty('locale')
    expect((await client.users.info({ user: id, include_locale: true })).user).toMatchObject({ locale: 'en-IN' })
  } finally {
    await close()
  }
})

test('the sample people are a team of seven and one of three, each with its manager, an admin, and somebody in no team', async () => {
  const { playground, client, close } = await openJoined()
  try {
    const people = playground.people.filter(({ isBot, isGuest, otherTeam }) => !isBot && !isGuest && !otherTeam)
    expect(people.every(({ isSample }) => isSample)).toBe(true)
    const managed = Map.groupBy(people, ({ manager }) => people.find(({ id }) => id === manager)?.realName)
    const sizes = [...managed].map(([manager, team]) => [manager, team.length])
    expect(Object.fromEntries(sizes)).toEqual({ 'Priya Nair': 7, 'Tom Becker': 3, undefined: 4 })
    const { members = [] } = await client.users.list({})
    expect(members.filter((one) => one.is_admin).map((one) => one.real_name)).toEqual(['Dana Cohen'])
    const ours = members.filter(({ id, is_bot, is_restricted }) => !is_bot && !is_restricted && id !== 'USLACKBOT')
    expect(ours).toHaveLength(people.length)
  } finally {
    await close()
  }
})

test('an archived channel takes no more messages', async () => {
  const { ana, client, close } = await openJoined()
  try {
    await ana.act({ do: 'archive', channel: GENERAL })
    await expect(client.chat.postMessage({ channel: GENERAL, text: 'x' })).rejects.toThrow('is_archived')
    expect(await ana.act({ do: 'say', channel: GENERAL, text: 'x' })).toEqual({
      ok: false,
      error: '#general is archived.',
    })
  } finally {
    await close()
  }
})

test('a stream grows, ends with its blocks, and takes nothing once a person stops it', async () => {
  const { ana, client, close } = await openJoined()
  try {
    const channel = await ana.im()
    const said = await ana.act({ do: 'say', channel, text: 'go' })
    const thread_ts = 'ts' in said ? (said.ts ?? '') : ''
    const { ts = '' } = await client.chat.startStream({ channel, thread_ts, markdown_text: 'one ' })
    await client.chat.appendStream({ channel, ts, markdown_text: 'two' })
    await client.chat.stopStream({ channel, ts, blocks: [{ type: 'divider' }] })
    const done = await ana.sees(
      (change) => change.type === 'message' && change.message.blocks?.length === 2 && change.message,
    )
    expect(done).toMatchObject({
      ts,
      text: 'one two',
      blocks: [{ type: 'markdown', text: 'one two' }, { type: 'divider' }],
    })
    await expect(client.chat.appendStream({ channel, ts, markdown_text: 'x' })).rejects.toThrow(
      'message_not_in_streaming_state',
    )

    const second = await client.chat.startStream({ channel, thread_ts, markdown_text: 'long ' })
    await ana.act({ do: 'stop', channel, threadTs: thread_ts })
    const more = client.chat.appendStream({ channel, ts: second.ts ?? '', markdown_text: 'x' })
    await expect(more).rejects.toThrow('stopped_by_user')
  } finally {
    await close()
  }
})

test('a fault can fail a call before it is done, or lose its answer after', async () => {
  const faults = [{ status: 500, body: {} }, { dropAnswer: true }]
  const { client, playground, close } = await openJoined(undefined, {
    onCall: (method) => (method === 'chat.postMessage' ? faults.shift() : undefined),
  })
  try {
    await expect(client.chat.postMessage({ channel: GENERAL, text: 'one' })).rejects.toThrow()
    await expect(client.chat.postMessage({ channel: GENERAL, text: 'two' })).rejects.toThrow()
    const { messages } = await client.conversations.history({ channel: GENERAL })
    expect(messages).toMatchObject([{ text: 'two' }])
    const posts = playground.calls.filter(({ method }) => method === 'chat.postMessage')
    expect(posts).toMatchObject([{ args: { channel: GENERAL, text: 'two' }, answer: { ok: true } }])
  } finally {
    await close()
  }
})

test('a member whose account is deactivated is told of as such, in an event and to whoever asks', async () => {
  const changed = expected<unknown>()
  const { ana, jonas, client, close } = await openJoined((app) =>
    app.event('user_change', async ({ event }) => changed.now(event)),
  )
  try {
    expect(await ana.act({ do: 'deactivate', user: jonas.id })).toEqual({ ok: true })
    expect(await changed.is).toMatchObject({ type: 'user_change', user: { id: jonas.id, deleted: true } })
    expect((await client.users.info({ user: jonas.id })).user).toMatchObject({ deleted: true })
    expect((await client.users.info({ user: ana.id })).user).toMatchObject({ deleted: false })
  } finally {
    await close()
  }
})

test('somebody of another company is in the shared channel alone, and Slack says so of them, of it and of what they write', async () => {
  const { playground, client, close } = await openJoined()
  try {
    const ruth = playground.people.find(({ otherTeam }) => otherTeam)
    const { id = '', otherTeam = '' } = ruth ?? {}
    const profile = (await client.users.info({ user: id, include_locale: true })).user
    expect(profile).toMatchObject({ team_id: otherTeam, profile: { team: otherTeam } })
    expect(profile).not.toHaveProperty('locale')
    const shared = playground.channels.find(({ name }) => name === 'fernweh')?.id ?? ''
    const general = playground.channels.find(({ name }) => name === 'general')?.id ?? ''
    expect((await client.conversations.info({ channel: shared })).channel).toMatchObject({
      is_ext_shared: true,
      is_shared: true,
    })
    expect((await client.conversations.info({ channel: general })).channel).toMatchObject({
      is_ext_shared: false,
      is_shared: false,
    })

    expect(await playground.act(id, { do: 'say', channel: general, text: 'Hello' })).toMatchObject({ ok: false })
    expect(await playground.act(id, { do: 'join', channel: general })).toMatchObject({ ok: false })
    await playground.act(id, { do: 'say', channel: shared, text: 'Hello' })
    const { messages = [] } = await client.conversations.history({ channel: shared })
    expect(messages[0]).toMatchObject({ user: id, team: otherTeam, user_team: otherTeam, source_team: otherTeam })
    const typed = await playground.act(id, { do: 'command', channel: shared, command: '/coach', text: '' })
    expect(typed).toMatchObject({ ok: false })
  } finally {
    await close()
  }
})
