import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import bolt from '@slack/bolt'
import { openPlayground } from '../../src/playground/playground.ts'
import { manifest, quiet, sit } from './joined-app.ts'

const GENERAL = 'C08GENERAL1'

test('the real Bolt app is reached by signed requests: an event and a command', async () => {
  const playground = await openPlayground({ port: 0, log: quiet, manifest })
  const receiver = new bolt.HTTPReceiver({ signingSecret: playground.signingSecret })
  const clientOptions = { slackApiUrl: playground.apiUrl }
  const app = new bolt.App({ token: playground.botToken, receiver, clientOptions })
  app.message(async ({ message, say }) => {
    if (message.subtype === undefined) await say(`heard ${message.text}`)
  })
  app.command('/echo', async ({ ack, command }) => ack(command.text))
  const port = portOf((await receiver.start(0)).address())
  const ana = await sit(playground, 'ana')
  try {
    playground.deliverOverHttp(`http://127.0.0.1:${port}/slack/events`)
    await ana.act({ do: 'say', channel: GENERAL, text: 'hello' })
    await ana.seesMessage('heard hello')
    await ana.act({ do: 'command', channel: GENERAL, command: '/echo', text: 'all of it' })
    expect(await ana.seesMessage('all of it')).toMatchObject({ ephemeral: true })
  } finally {
    ana.leave()
    await app.stop()
    await playground.close()
  }
})

test('a request that fails comes again with the reason, until it is taken', async () => {
  const heard: IncomingHttpHeaders[] = []
  const answers = [500, 500, 200]
  const server = createServer((request, response) => {
    heard.push(request.headers)
    response.writeHead(answers.shift() ?? 200).end()
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(portOf(server.address())))
  })
  const playground = await openPlayground({ port: 0, log: quiet, manifest, timing: { httpWaitsMs: [0, 0, 1, 1] } })
  const ana = await sit(playground, 'ana')
  try {
    playground.deliverOverHttp(`http://127.0.0.1:${port}/`)
    await ana.act({ do: 'say', channel: GENERAL, text: 'hello' })
    while (heard.length < 3) await ana.state()
    await ana.act({ do: 'say', channel: GENERAL, text: 'next' })
    while (heard.length < 4) await ana.state()
    expect(heard.map((headers) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']])).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
      [undefined, undefined],
    ])
  } finally {
    ana.leave()
    await playground.close()
    server.close()
  }
})

const portOf = (address: AddressInfo | string | null) => (typeof address === 'object' && address ? address.port : 0)
