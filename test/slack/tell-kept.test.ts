import type { Incoming } from '../../src/flows/intake/take-in.ts'
import { openLog } from '../../src/log.ts'
import { openPlayground, type Playground } from '../../src/playground/playground.ts'
import { BOT_USER_ID } from '../../src/playground/sample-workspace.ts'
import { openWebClient } from '../../src/slack/connection/web-client.ts'
import { openTellKept } from '../../src/slack/outgoing/tell-kept.ts'
import { PLAIN_ENGLISH } from '../../src/words/language.ts'
import { ANA, JONAS } from '../person.ts'
import { GENERAL, manifest } from './joined-bot.ts'

const log = openLog(() => undefined)
let playground: Playground
beforeAll(async () => {
  playground = await openPlayground({ port: 0, log, manifest })
})
afterAll(() => playground.close())

const told = () => playground.calls.filter(({ method }) => method === 'chat.postEphemeral').map(({ args }) => args)
async function until(count: number): Promise<void> {
  while (told().length < count) await new Promise((resolve) => setTimeout(resolve, 5))
}

const english = { speechFor: async () => PLAIN_ENGLISH }

test('in a long outage a person is told once that their message is kept, in the direct message, and anew in the next', async () => {
  const im = async (person: string) => {
    const opened = await playground.act(person, { do: 'open-im', user: BOT_USER_ID })
    return (opened.ok && opened.channel) || ''
  }
  const [ana, jonas] = [await im(ANA), await im(JONAS)]
  const said = (actor: string, channel: string, direct: boolean): Incoming => ({
    kind: 'message',
    workspace: 'T1',
    eventId: '',
    actor,
    channel,
    ts: '1.1',
    text: 'Canary Xylophon',
    direct,
    mention: false,
  })
  const telling = openTellKept(openWebClient(playground.botToken, playground.apiUrl, log), log, english, 1)
  telling.waits(said(ANA, ana, true))
  telling.waits(said(ANA, ana, true))
  telling.waits(said(ANA, GENERAL, false))
  await until(1)
  telling.waits(said(ANA, ana, true))
  telling.waits(said(JONAS, jonas, true))
  await until(2)
  expect(told().map(({ channel, user }) => [channel, user])).toEqual([
    [ana, ANA],
    [jonas, JONAS],
  ])
  expect(told()[0]?.text).toMatch(/Your message is kept, and I answer as soon as I can/)

  telling.over()
  telling.waits(said(ANA, ana, true))
  await until(3)
})

test('nobody is told of a short outage', async () => {
  const before = told().length
  const telling = openTellKept(openWebClient(playground.botToken, playground.apiUrl, log), log, english, 20)
  const item = {
    kind: 'message',
    workspace: 'T1',
    eventId: '',
    ts: '1.1',
    text: '',
    direct: true,
    mention: false,
  } as const
  telling.waits({ ...item, actor: ANA, channel: 'D1' })
  telling.over()
  await new Promise((resolve) => setTimeout(resolve, 40)) // twice the time after which they would have been
  expect(told()).toHaveLength(before)
})
