import bolt from '@slack/bolt'
import type { Act, Acted, Change, Message, State } from '../../src/playground/contract.ts'
import { openPlayground, type Playground, type PlaygroundOptions } from '../../src/playground/playground.ts'

const { App, LogLevel, SocketModeReceiver } = bolt

export const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** An app with one of everything. */
export const manifest = {
  display_information: { name: 'echo' },
  features: {
    agent_view: { agent_description: 'Says it again', suggested_prompts: [{ title: 'Hello', message: 'Say hello' }] },
    app_home: { home_tab_enabled: true, messages_tab_enabled: true },
    bot_user: { display_name: 'echo' },
    shortcuts: [
      { name: 'Echo this', type: 'message', callback_id: 'echo_message', description: 'Says it again' },
      { name: 'Echo', type: 'global', callback_id: 'echo_anything', description: 'Asks what to say' },
    ],
    slash_commands: [{ command: '/echo', description: 'Says it again', usage_hint: '[words]', should_escape: true }],
  },
}

/** A playground that the real Bolt app has joined over Socket Mode, with `ana` in front of its page. */
export async function openJoined(
  setUp: (app: InstanceType<typeof App>) => void = () => undefined,
  options: Partial<PlaygroundOptions> = {},
) {
  const playground = await openPlayground({ port: 0, log: quiet, manifest, ...options })
  const clientOptions = { slackApiUrl: playground.apiUrl, retryConfig: { retries: 0 } }
  const logLevel = LogLevel.ERROR
  const receiver = new SocketModeReceiver({
    appToken: playground.appToken,
    installerOptions: { clientOptions },
    logLevel,
  })
  const app = new App({ token: playground.botToken, receiver, clientOptions, logLevel, convoStore: false })
  setUp(app)
  await app.start()
  const [ana, jonas] = await Promise.all([sit(playground, 'ana'), sit(playground, 'jonas')])
  return {
    playground,
    app,
    client: app.client,
    ana,
    jonas,
    async close() {
      ana.leave()
      jonas.leave()
      await receiver.client.disconnect()
      await playground.close()
    },
  }
}

/** A person in front of the page: what they do, see, and are shown as it happens. */
export async function sit(playground: Playground, name: string) {
  const person = playground.people.find((one) => one.name === name)
  if (!person) throw new Error(`Nobody is called ${name}`)
  const at = (path: string) => `${playground.url}/playground/api/${path}?as=${person.id}`
  const seen: Change[] = []
  const waiting = new Set<() => void>()
  const leaving = new AbortController()
  const events = await fetch(at('events'), { signal: leaving.signal })

  async function listen(): Promise<void> {
    let rest = ''
    for await (const chunk of events.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const lines = (rest + chunk).split('\n\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line.startsWith('data: ')) seen.push(JSON.parse(line.slice('data: '.length)))
      for (const look of waiting) look()
    }
  }
  listen().catch(() => undefined) // ends when the person leaves

  const state = async (): Promise<State> => JSON.parse(await (await fetch(at('state'))).text())
  const act = async (given: Act): Promise<Acted> => {
    const body = JSON.stringify({ as: person.id, act: given })
    const headers = { 'content-type': 'application/json' }
    return JSON.parse(await (await fetch(at('act'), { method: 'POST', headers, body })).text())
  }
  /** The first change, already seen or yet to come, of which `is` makes something. */
  function sees<Found>(is: (change: Change) => Found | undefined | false): Promise<Found> {
    return new Promise((resolve) => {
      const look = () => {
        for (const change of seen) {
          const found = is(change)
          if (!found) continue
          waiting.delete(look)
          return resolve(found)
        }
      }
      waiting.add(look)
      look()
    })
  }

  return {
    id: person.id,
    state,
    act,
    sees,
    seesMessage: (text: string): Promise<Message> =>
      sees((change) => change.type === 'message' && change.message.text === text && change.message),
    async im(): Promise<string> {
      const { conversations, app } = await state()
      return conversations.find((one) => one.with === app?.user)?.id ?? ''
    },
    leave: () => leaving.abort(),
  }
}

/** The next thing that an app is told, as a promise and the function that keeps it. */
export function expected<What>() {
  const { promise, resolve } = Promise.withResolvers<What>()
  return { is: promise, now: resolve }
}
