import type { View } from '@slack/types'
import { openJoined } from './joined-app.ts'

const MODAL: View = {
  type: 'modal',
  callback_id: 'ask',
  title: { type: 'plain_text', text: 'Echo' },
  submit: { type: 'plain_text', text: 'Say it' },
  notify_on_close: true,
  private_metadata: 'kept',
  blocks: [
    {
      type: 'input',
      block_id: 'words',
      label: { type: 'plain_text', text: 'What?' },
      element: { type: 'plain_text_input', action_id: 'text' },
    },
  ],
}
const words = (value: string) => ({ words: { text: { type: 'plain_text_input', value } } })

test('a command is answered to the person alone, with their words escaped and names as references', async () => {
  const { ana, jonas, close } = await openJoined((app) => {
    app.command('/echo', async ({ ack, command }) => ack(`${command.user_name}: ${command.text}`))
  })
  try {
    expect(await ana.act({ do: 'command', channel: 'C08GENERAL1', command: '/echo', text: 'hi @jonas <3' })).toEqual({
      ok: true,
    })
    const answer = await ana.seesMessage(`ana: hi <@${jonas.id}|jonas> &lt;3`)
    expect(answer).toMatchObject({ ephemeral: true, channel: 'C08GENERAL1', user: 'U08PLAYGBOT' })
    expect((await jonas.state()).messages.C08GENERAL1).toEqual([])
  } finally {
    await close()
  }
})

test('a response address answers five times, also where the app is no member', async () => {
  const told: string[] = []
  const { ana, close } = await openJoined((app) => {
    app.command('/echo', async ({ ack, respond }) => {
      await ack()
      for (let time = 1; time <= 6; time += 1) {
        await respond({ text: `answer ${time}`, response_type: 'in_channel' }).catch((error) =>
          told.push(error.message),
        )
      }
      await respond('').catch(() => undefined)
    })
  })
  try {
    await ana.act({ do: 'command', channel: 'C08SALES002', command: '/echo', text: '' })
    await ana.seesMessage('answer 5')
    while (told.length === 0) await ana.state()
    expect(told).toHaveLength(1)
    const { messages } = await ana.state()
    expect(messages.C08SALES002?.map(({ text }) => text)).toEqual([1, 2, 3, 4, 5].map((time) => `answer ${time}`))
  } finally {
    await close()
  }
})

test('a command that is not acknowledged in time, and one that nobody knows, are said to be so', async () => {
  const { ana, close } = await openJoined(
    (app) => {
      app.command('/echo', async () => undefined)
    },
    { timing: { ackMs: 30 } },
  )
  try {
    await ana.act({ do: 'command', channel: 'C08GENERAL1', command: '/echo', text: '' })
    expect(await ana.sees((change) => change.type === 'notice' && change.text)).toBe('/echo did not respond in time.')
    const unknown = await ana.act({ do: 'command', channel: 'C08GENERAL1', command: '/ech', text: '' })
    expect(unknown).toEqual({ ok: false, error: '/ech is not a command here.' })
  } finally {
    await close()
  }
})

test('a modal asks for what is required, shows what the app finds wrong, and closes when all is well', async () => {
  const submitted: unknown[] = []
  const { ana, close } = await openJoined((app) => {
    app.shortcut('echo_anything', async ({ ack, client, shortcut }) => {
      await ack()
      await client.views.open({ trigger_id: shortcut.trigger_id, view: MODAL })
    })
    app.view('ask', async ({ ack, view }) => {
      submitted.push(view)
      const value = view.state.values.words?.text?.value
      if (value === 'no') await ack({ response_action: 'errors', errors: { words: 'Not that.' } })
      else await ack()
    })
  })
  try {
    await ana.act({ do: 'shortcut', callbackId: 'echo_anything' })
    const [view] = await ana.sees((change) => change.type === 'views' && change.views)
    const id = view?.id ?? ''
    expect(view).toMatchObject({ title: 'Echo', submit: 'Say it', callbackId: 'ask', errors: {} })

    await ana.act({ do: 'submit', view: id, values: words('') })
    expect((await ana.state()).views[0]?.errors).toEqual({ words: 'Please complete this required field.' })
    expect(submitted).toEqual([])
    await ana.act({ do: 'submit', view: id, values: words('no') })
    expect((await ana.state()).views[0]?.errors).toEqual({ words: 'Not that.' })
    expect(await ana.act({ do: 'submit', view: id, values: words('yes') })).toEqual({ ok: true })
    expect((await ana.state()).views).toEqual([])
    expect(submitted).toMatchObject([
      { id, private_metadata: 'kept', state: { values: words('no') } },
      { id, state: { values: words('yes') } },
    ])
  } finally {
    await close()
  }
})

test('a modal that is submitted can lead to another, and the app hears which were closed', async () => {
  const closed: string[] = []
  const { ana, close } = await openJoined((app) => {
    app.shortcut('echo_anything', async ({ ack, client, shortcut }) => {
      await ack()
      await client.views.open({ trigger_id: shortcut.trigger_id, view: MODAL })
    })
    app.view({ callback_id: 'ask', type: 'view_submission' }, async ({ ack, view }) => {
      const next = view.state.values.words?.text?.value ?? ''
      if (next === 'clear') await ack({ response_action: 'clear' })
      else await ack({ response_action: 'push', view: { ...MODAL, title: { type: 'plain_text', text: next } } })
    })
    app.view({ callback_id: 'ask', type: 'view_closed' }, async ({ ack, view }) => {
      await ack()
      closed.push(view.title.text)
    })
  })
  try {
    await ana.act({ do: 'shortcut', callbackId: 'echo_anything' })
    const top = async () => (await ana.state()).views.at(-1)
    const submit = async (text: string) => ana.act({ do: 'submit', view: (await top())?.id ?? '', values: words(text) })
    await submit('Second')
    await submit('Third')
    expect((await ana.state()).views.map(({ title }) => title)).toEqual(['Echo', 'Second', 'Third'])
    await submit('Fourth') // Slack allows three
    expect((await top())?.errors).toEqual({ '': 'We had some trouble connecting. Try again?' })
    await ana.act({ do: 'close', view: (await top())?.id ?? '' })
    expect((await top())?.title).toBe('Second')
    await submit('clear')
    expect(await top()).toBeUndefined()
    while (closed.length < 3) await ana.state()
    expect(closed.toSorted()).toEqual(['Echo', 'Second', 'Third'])
  } finally {
    await close()
  }
})

test('a trigger opens one modal, within three seconds', async () => {
  let now = new Date('2026-03-02T09:00:00Z')
  const triggers: string[] = []
  const { ana, client, close } = await openJoined(
    (app) => {
      app.shortcut('echo_anything', async ({ ack, shortcut }) => {
        triggers.push(shortcut.trigger_id)
        await ack()
      })
    },
    { now: () => now },
  )
  try {
    await ana.act({ do: 'shortcut', callbackId: 'echo_anything' })
    await ana.act({ do: 'shortcut', callbackId: 'echo_anything' })
    const [first = '', second = ''] = triggers
    await expect(client.views.open({ trigger_id: first, view: MODAL })).resolves.toMatchObject({ ok: true })
    await expect(client.views.open({ trigger_id: first, view: MODAL })).rejects.toThrow('exchanged_trigger_id')
    now = new Date(now.getTime() + 3001)
    await expect(client.views.open({ trigger_id: second, view: MODAL })).rejects.toThrow('expired_trigger_id')
    await expect(client.views.open({ trigger_id: 'made up', view: MODAL })).rejects.toThrow('invalid_trigger_id')
  } finally {
    await close()
  }
})

test('a button tells the app its own value, and the answer can replace its message', async () => {
  const { ana, client, close } = await openJoined((app) => {
    app.action('again', async ({ ack, body, action, respond }) => {
      await ack()
      const value = action.type === 'button' ? action.value : ''
      await respond({ text: `${value} by ${body.user.id}`, replace_original: true })
    })
  })
  try {
    const button = {
      type: 'button' as const,
      action_id: 'again',
      value: 'once more',
      text: { type: 'plain_text' as const, text: 'Again' },
    }
    const channel = await ana.im()
    const { ts = '' } = await client.chat.postMessage({
      channel,
      text: 'Again?',
      blocks: [{ type: 'actions', block_id: 'row', elements: [button] }],
    })
    const press = { do: 'click', where: { channel, ts }, blockId: 'row', actionId: 'again' } as const
    expect(await ana.act({ ...press, value: { value: 'forged' } })).toEqual({ ok: true })
    expect(await ana.seesMessage(`once more by ${ana.id}`)).toMatchObject({ ts })
    expect(await ana.act(press)).toEqual({ ok: false, error: 'That button is no longer there.' })
  } finally {
    await close()
  }
})

test('the home of the app is shown when it publishes it, and not over a newer one', async () => {
  const { ana, client, close } = await openJoined((app) => {
    app.event('app_home_opened', async ({ event, client }) => {
      if (event.tab !== 'home') return
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'divider' }] } })
    })
  })
  try {
    await ana.act({ do: 'open-home' })
    const home = await ana.sees((change) => change.type === 'home' && change.view)
    expect(home).toMatchObject({ type: 'home', blocks: [{ type: 'divider' }] })
    const old = client.views.publish({ user_id: ana.id, hash: 'old', view: { type: 'home', blocks: [] } })
    await expect(old).rejects.toThrow('hash_conflict')
  } finally {
    await close()
  }
})
