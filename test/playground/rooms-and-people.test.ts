import { expected, manifest, openJoined, sit } from './joined-app.ts'

const GENERAL = 'C08GENERAL1'
const LEADS = 'C08LEADERS4' // private, and the app is not in it
const GROUP = 'C08GROUPDM5' // a group message that the app is in

test('a private channel is not there for who is not in it, the app too, and tells the app once it is invited', async () => {
  const heard = expected<unknown>()
  const { ana, playground, client, close } = await openJoined((app) => {
    app.message(async ({ message }) => heard.now(message))
  })
  const priya = await sit(playground, 'priya')
  try {
    await expect(client.chat.postMessage({ channel: LEADS, text: 'x' })).rejects.toThrow('channel_not_found')
    await expect(client.conversations.join({ channel: LEADS })).rejects.toThrow('channel_not_found')
    expect((await ana.state()).conversations.map(({ id }) => id)).not.toContain(LEADS)
    expect((await priya.state()).conversations).toContainEqual(
      expect.objectContaining({ id: LEADS, access: 'private' }),
    )

    const { app } = await priya.state()
    await priya.act({ do: 'invite', channel: LEADS, user: app?.user ?? '' })
    await priya.act({ do: 'say', channel: LEADS, text: 'Only us.' })
    expect(await heard.is).toMatchObject({ channel: LEADS, channel_type: 'group', text: 'Only us.' })
    const { channel } = await client.conversations.info({ channel: LEADS })
    expect(channel).toMatchObject({ is_private: true, is_group: true, is_member: true })
    const { channels } = await client.conversations.list({ types: 'private_channel' })
    expect(channels?.map(({ id }) => id)).toEqual([LEADS])
  } finally {
    priya.leave()
    await close()
  }
})

test('in a group message the app hears a mention, and what else is said only where it subscribes to that', async () => {
  const mention = expected<unknown>()
  const said: unknown[] = []
  const settings = { event_subscriptions: { bot_events: ['app_mention', 'message.channels', 'message.im'] } }
  const { ana, client, close } = await openJoined(
    (app) => {
      app.event('app_mention', async ({ event }) => mention.now(event))
      app.message(async ({ message }) => void said.push(message))
    },
    { manifest: { ...manifest, settings } },
  )
  try {
    await ana.act({ do: 'say', channel: GROUP, text: 'Among us.' })
    await ana.act({ do: 'say', channel: GROUP, text: 'And you, @echo?' })
    expect(await mention.is).toMatchObject({ channel: GROUP, text: expect.stringContaining('And you') })
    expect(said).toEqual([])
    const { channel } = await client.conversations.info({ channel: GROUP })
    expect(channel).toMatchObject({ is_mpim: true, is_private: true, is_channel: false })
  } finally {
    await close()
  }
})

test('a guest sees the channels that they are in, and cannot use an app that is an agent', async () => {
  const { playground, client, close } = await openJoined((app) => {
    app.command('/echo', async ({ ack }) => ack())
  })
  const mila = await sit(playground, 'mila')
  try {
    const { user } = await client.users.info({ user: mila.id })
    expect(user).toMatchObject({ is_restricted: true, deleted: false, team_id: playground.workspaceId })
    expect((await mila.state()).conversations.map(({ id }) => id)).toEqual([GENERAL])
    const refused = { ok: false, error: expect.stringContaining('not available to you') }
    expect(await mila.act({ do: 'command', channel: GENERAL, command: '/echo', text: 'x' })).toEqual(refused)
    expect(await mila.act({ do: 'open-home' })).toEqual(refused)
  } finally {
    mila.leave()
    await close()
  }
})

test('Slackbot is listed with the people, and not as a bot', async () => {
  const { client, close } = await openJoined()
  try {
    const { members = [] } = await client.users.list({})
    expect(members.find(({ id }) => id === 'USLACKBOT')).toMatchObject({ is_bot: false, real_name: 'Slackbot' })
  } finally {
    await close()
  }
})

test('what only one person sees is gone once they load their page anew', async () => {
  const { ana, playground, client, close } = await openJoined()
  try {
    await client.chat.postEphemeral({ channel: GENERAL, user: ana.id, text: 'For you alone.' })
    const sees = async (withinMs: number) => {
      const body = JSON.stringify({ as: ana.id, look: { see: 'message', text: 'For you alone.' }, withinMs })
      const headers = { 'content-type': 'application/json' }
      return (await fetch(`${playground.url}/playground/api/wait`, { method: 'POST', headers, body })).json()
    }
    expect(await sees(5000)).toMatchObject({ ok: true, message: { ephemeral: true } })
    const again = await sit(playground, 'ana')
    expect(await sees(0)).toMatchObject({ ok: false })
    again.leave()
  } finally {
    await close()
  }
})
