import { expected, openJoined } from './joined-app.ts'

test('suggested prompts are the manifest’s until the app sets others; for a thread they are ignored, as in Slack', async () => {
  const { ana, jonas, client, close } = await openJoined()
  try {
    const channel_id = await ana.im()
    const prompt = (title: string) => ({ title, message: `Say ${title}` })
    const fromManifest = [{ title: 'Hello', message: 'Say hello' }]
    expect((await ana.state()).prompts).toEqual(fromManifest)
    await client.assistant.threads.setSuggestedPrompts({ channel_id, prompts: [prompt('goodbye')] })
    await client.assistant.threads.setSuggestedPrompts({
      channel_id,
      thread_ts: '1.000000',
      prompts: [prompt('never')],
    })
    expect((await ana.state()).prompts).toEqual([prompt('goodbye')])
    expect((await jonas.state()).prompts).toEqual(fromManifest)
  } finally {
    await close()
  }
})

test('a session shows that the app is at work, has a title once it exists, and can be stopped by its person', async () => {
  const stopped = expected<unknown>()
  const { ana, client, close } = await openJoined((app) => {
    app.event('agent_session_stopped', async ({ event }) => stopped.now(event))
  })
  try {
    const channel_id = await ana.im()
    const said = await ana.act({ do: 'say', channel: channel_id, text: 'go' })
    const thread_ts = 'ts' in said ? (said.ts ?? '') : ''
    const session = { channel_id, thread_ts }
    await expect(client.agents.sessions.rename({ ...session, title: 'Early' })).rejects.toThrow('session_not_found')
    const odd = client.apiCall('agents.sessions.setStatus', { ...session, status: 'is thinking…' })
    await expect(odd).rejects.toThrow('invalid_status')
    await client.agents.sessions.setStatus({ ...session, status: 'processing' })
    await client.chat.postMessage({ channel: channel_id, thread_ts, text: 'here' }) // which ends no session
    expect(Object.values((await ana.state()).statuses)).toEqual(['is thinking…'])
    await expect(client.agents.sessions.rename({ ...session, title: 'Now' })).resolves.toMatchObject({ ok: true })
    await ana.act({ do: 'stop', channel: channel_id, threadTs: thread_ts })
    expect(await stopped.is).toMatchObject({ channel: channel_id, thread_ts, user: ana.id, streaming_message_ts: [] })
    await client.agents.sessions.setStatus({ ...session, status: 'active' })
    expect((await ana.state()).statuses).toEqual({})
  } finally {
    await close()
  }
})

test('an app that is no agent has no sessions and no prompts, and hears only what it subscribes to', async () => {
  const heard: string[] = []
  const features = { bot_user: { display_name: 'echo' } }
  const settings = { event_subscriptions: { bot_events: ['app_mention'] } }
  const manifest = { display_information: { name: 'Echo' }, features, settings }
  const { ana, client, close } = await openJoined(
    (app) => {
      app.event('message', async () => {
        heard.push('message')
      })
      app.event('app_mention', async ({ event, say }) => {
        heard.push('mention')
        await say({ text: 'heard', thread_ts: event.ts })
      })
    },
    { manifest },
  )
  try {
    const said = await ana.act({ do: 'say', channel: 'C08GENERAL1', text: '@echo hello' })
    await ana.seesMessage('heard')
    expect(heard).toEqual(['mention'])
    const session = { channel_id: 'C08GENERAL1', thread_ts: 'ts' in said ? (said.ts ?? '') : '' }
    const status = client.agents.sessions.setStatus({ ...session, status: 'processing' })
    await expect(status).rejects.toThrow('feature_disabled')
  } finally {
    await close()
  }
})

test('a shortcut on a message hands that message over, and a reaction says to which it was', async () => {
  const used = expected<unknown>()
  const liked = expected<unknown>()
  const { ana, client, close } = await openJoined((app) => {
    app.shortcut({ callback_id: 'echo_message', type: 'message_action' }, async ({ ack, shortcut }) => {
      await ack()
      used.now(shortcut)
    })
    app.event('reaction_added', async ({ event }) => liked.now(event))
  })
  try {
    const channel = 'C08GENERAL1'
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'look at this' })
    await ana.act({ do: 'shortcut', callbackId: 'echo_message', message: { channel, ts } })
    expect(await used.is).toMatchObject({
      message_ts: ts,
      message: { text: 'look at this' },
      channel: { id: channel, name: 'general' },
    })
    await ana.act({ do: 'react', channel, ts, name: 'thumbsup' })
    expect(await liked.is).toMatchObject({
      user: ana.id,
      reaction: 'thumbsup',
      item: { channel, ts },
      item_user: 'U08PLAYGBOT',
    })
    const { messages } = await client.conversations.history({ channel })
    expect(messages?.[0]).toMatchObject({ reactions: [{ name: 'thumbsup', count: 1, users: [ana.id] }] })
  } finally {
    await close()
  }
})

test('a session has the title that it was made with, and the older call moves it too', async () => {
  const { playground, ana, client, close } = await openJoined()
  try {
    const channel_id = await ana.im()
    const said = await ana.act({ do: 'say', channel: channel_id, text: 'go' })
    const thread_ts = 'ts' in said ? (said.ts ?? '') : ''
    const session = { channel_id, thread_ts }
    const sessions = async () => (await fetch(`${playground.url}/playground/api/sessions`)).json()
    const only = (state: string, title: string) => ({ sessions: { [`${channel_id}:${thread_ts}`]: { state, title } } })
    await client.agents.sessions.setStatus({ ...session, status: 'processing', title: 'First' })
    await client.agents.sessions.setStatus({ ...session, status: 'closed', title: 'Second' })
    expect(await sessions()).toEqual(only('closed', 'First'))
    await client.assistant.threads.setStatus({ ...session, status: 'is thinking' })
    expect(await sessions()).toEqual(only('processing', 'First'))
    await client.assistant.threads.setStatus({ ...session, status: '' })
    expect(await sessions()).toEqual(only('active', 'First'))
  } finally {
    await close()
  }
})
