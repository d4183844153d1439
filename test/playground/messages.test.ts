import { expected, openJoined } from './joined-app.ts'

const GENERAL = 'C08GENERAL1'
const SALES = 'C08SALES002'

test('a message in the im of the app reaches it, and its answer is on the page', async () => {
  const { ana, close } = await openJoined((app) => {
    app.message(async ({ message, say }) => {
      if (message.subtype === undefined) await say({ text: `You said ${message.text}`, thread_ts: message.ts })
    })
  })
  try {
    const im = await ana.im()
    const said = await ana.act({ do: 'say', channel: im, text: 'a < b & c' })
    const answer = await ana.seesMessage('You said a &lt; b &amp; c')
    const { messages } = await ana.state()
    expect(said).toMatchObject({ ok: true, ts: answer.threadTs })
    expect(messages[im]?.map(({ text, replyCount }) => ({ text, replyCount }))).toEqual([
      { text: 'a &lt; b &amp; c', replyCount: 1 },
      { text: 'You said a &lt; b &amp; c', replyCount: 0 },
    ])
  } finally {
    await close()
  }
})

test('a mention in a channel arrives twice: as a message and as a mention', async () => {
  const message = expected<unknown>()
  const mention = expected<unknown>()
  const { ana, close } = await openJoined((app) => {
    app.event('message', async ({ event }) => message.now(event))
    app.event('app_mention', async ({ event }) => mention.now(event))
  })
  try {
    const said = await ana.act({ do: 'say', channel: GENERAL, text: 'Hello @echo' })
    const same = { ts: 'ts' in said ? said.ts : '', user: ana.id, text: 'Hello <@U08PLAYGBOT>', channel: GENERAL }
    expect(await message.is).toMatchObject({ type: 'message', channel_type: 'channel', ...same })
    expect(await mention.is).toMatchObject({ type: 'app_mention', ...same })
  } finally {
    await close()
  }
})

test('where the app is no member it hears nothing, and who mentions it is told', async () => {
  const heard: unknown[] = []
  const { ana, close } = await openJoined((app) => {
    app.event('message', async ({ event }) => {
      heard.push(event)
    })
  })
  try {
    await ana.act({ do: 'say', channel: SALES, text: '@echo are you here?' })
    expect(await ana.sees((change) => change.type === 'notice' && change.text)).toContain('echo is not in #sales')
    await ana.act({ do: 'invite', channel: SALES, user: 'U08PLAYGBOT' })
    await ana.act({ do: 'say', channel: SALES, text: 'and now?' })
    await ana.act({ do: 'say', channel: GENERAL, text: 'the end' })
    await new Promise<void>((resolve) => {
      const look = () => (heard.length >= 2 ? resolve() : setTimeout(look, 5))
      look()
    })
    expect(heard).toMatchObject([{ text: 'and now?' }, { text: 'the end' }])
  } finally {
    await close()
  }
})

test('the app hears of an edit and of a deletion, with what was there before', async () => {
  const edit = expected<unknown>()
  const deletion = expected<unknown>()
  const { ana, close } = await openJoined((app) => {
    app.event('message', async ({ event }) => {
      if (event.subtype === 'message_changed') edit.now(event)
      if (event.subtype === 'message_deleted') deletion.now(event)
    })
  })
  try {
    const channel = await ana.im()
    const said = await ana.act({ do: 'say', channel, text: 'one' })
    const ts = 'ts' in said ? (said.ts ?? '') : ''
    await ana.act({ do: 'edit', channel, ts, text: 'two' })
    expect(await edit.is).toMatchObject({
      hidden: true,
      message: { text: 'two', edited: { user: ana.id } },
      previous_message: { text: 'one', ts },
    })
    await ana.act({ do: 'delete', channel, ts })
    expect(await deletion.is).toMatchObject({ hidden: true, deleted_ts: ts, previous_message: { text: 'two' } })
    expect((await ana.state()).messages[channel]).toEqual([])
  } finally {
    await close()
  }
})

test('a deleted first message keeps its place while its thread has replies', async () => {
  const { ana, client, close } = await openJoined()
  try {
    const channel = await ana.im()
    const said = await ana.act({ do: 'say', channel, text: 'one' })
    const ts = 'ts' in said ? (said.ts ?? '') : ''
    await client.chat.postMessage({ channel, text: 'a reply', thread_ts: ts })
    await ana.act({ do: 'delete', channel, ts })
    const { messages } = await client.conversations.replies({ channel, ts })
    expect(messages).toMatchObject([{ subtype: 'tombstone', text: 'This message was deleted.' }, { text: 'a reply' }])
  } finally {
    await close()
  }
})

test('a status of an app that is no agent is shown until it posts in its thread', async () => {
  const features = { bot_user: { display_name: 'echo' } }
  const { ana, client, close } = await openJoined(undefined, {
    manifest: { display_information: { name: 'Echo' }, features },
  })
  try {
    const channel_id = await ana.im()
    const said = await ana.act({ do: 'say', channel: channel_id, text: 'one' })
    const thread_ts = 'ts' in said ? (said.ts ?? '') : ''
    await client.assistant.threads.setStatus({ channel_id, thread_ts, status: 'is thinking' })
    expect((await ana.state()).statuses).toEqual({ [`${channel_id}:${thread_ts}`]: 'is thinking' })
    await client.chat.postMessage({ channel: channel_id, thread_ts, text: 'thought' })
    expect((await ana.state()).statuses).toEqual({})
  } finally {
    await close()
  }
})

test('a status ends by itself', async () => {
  const { ana, client, close } = await openJoined(undefined, { timing: { sessionMs: 5 } })
  try {
    const channel_id = await ana.im()
    const said = await ana.act({ do: 'say', channel: channel_id, text: 'one' })
    const thread_ts = 'ts' in said ? (said.ts ?? '') : ''
    await client.assistant.threads.setStatus({ channel_id, thread_ts, status: 'is thinking' })
    await ana.sees((change) => change.type === 'status' && change.text === 'is thinking')
    await ana.sees((change) => change.type === 'status' && change.text === '')
    expect((await ana.state()).statuses).toEqual({})
  } finally {
    await close()
  }
})

test('a person sees how much is unread until they open the conversation, and the app hears that they did', async () => {
  const opened = expected<unknown>()
  const { ana, jonas, client, close } = await openJoined((app) => {
    app.event('app_home_opened', async ({ event }) => opened.now(event))
  })
  try {
    const channel = await ana.im()
    await client.chat.postMessage({ channel: ana.id, text: 'Good morning' })
    const unread = async (who: typeof ana) => (await who.state()).conversations.find(({ id }) => id === channel)?.unread
    expect(await unread(ana)).toBe(1)
    expect(await unread(jonas)).toBeUndefined() // it is not his
    await ana.act({ do: 'open', conversation: channel })
    expect(await unread(ana)).toBe(0)
    expect(await opened.is).toMatchObject({ user: ana.id, channel, tab: 'messages' })
  } finally {
    await close()
  }
})

test('nobody reads, changes or answers what is between two others', async () => {
  const { ana, jonas, close } = await openJoined()
  try {
    const channel = await ana.im()
    const said = await ana.act({ do: 'say', channel, text: 'between us' })
    const ts = 'ts' in said ? (said.ts ?? '') : ''
    const none = { ok: false, error: 'There is no such conversation here.' }
    expect(await jonas.act({ do: 'say', channel, text: 'me too' })).toEqual(none)
    expect(await jonas.act({ do: 'edit', channel, ts, text: 'changed' })).toEqual(none)
    expect((await jonas.state()).messages[channel]).toBeUndefined()
  } finally {
    await close()
  }
})
