import { createHmac } from 'node:crypto'
import { CONSENT_START } from '../../src/slack/views/consent.ts'
import { ANA, JONAS, openPerson, rootOf } from '../person.ts'
import { openJoinedBot } from './joined-bot.ts'

let bot: Awaited<ReturnType<typeof openJoinedBot>>
beforeAll(async () => {
  bot = await openJoinedBot('http')
}, 60_000)
afterEach(() => {
  bot.faults.call = undefined
})
afterAll(() => bot.close(), 60_000)

const health = async () => (await fetch(`${bot.url}/healthz`)).json()

/** An event that Slack sends the app, and the playground has no button for. */
async function deliver(event: object): Promise<number> {
  const { signingSecret, workspaceId } = bot.playground
  const body = JSON.stringify({
    type: 'event_callback',
    team_id: workspaceId,
    event_id: `Ev${JSON.stringify(event)}`,
    event,
  })
  const time = String(Math.floor(Date.now() / 1_000))
  const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${time}:${body}`).digest('hex')}`
  const headers = {
    'content-type': 'application/json',
    'x-slack-request-timestamp': time,
    'x-slack-signature': signature,
  }
  return (await fetch(`${bot.url}/slack/events`, { method: 'POST', headers, body })).status
}

test('while Slack refuses the token, nothing is called again and again, and the health page says why', async () => {
  const jonas = await openPerson(bot.playground.url, JONAS)
  const opening = await jonas.starts('sales')
  await bot.atRest()
  bot.faults.call = () => ({ body: { ok: false, error: 'account_inactive' } })
  bot.attempts.length = 0
  await jonas.say(opening.channel, 'Brightline went quiet.', rootOf(opening))
  const kept = `select 1 from inbox where because = 'slack-gone: account_inactive'`
  while ((await bot.query(kept)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(bot.attempts.length).toBeLessThanOrEqual(2) // the status and the answer, which may be under way together
  expect(await health()).toMatchObject({ ready: false, why: expect.stringContaining('account_inactive') })
})

test('an opening that is under way when the app is removed is not posted any more', async () => {
  await bot.close()
  bot = await openJoinedBot('http')
  const ana = await openPerson(bot.playground.url, ANA)
  bot.faults.call = (method) => (method === 'users.info' ? { delayMs: 4_000 } : undefined)
  await ana.coach('sales')
  const card = await ana.seesMessage(/^Before we begin/)
  bot.attempts.length = 0
  await ana.press(card, CONSENT_START)
  while (!bot.attempts.includes('users.info')) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await deliver({ type: 'app_uninstalled' })).toBe(200)
  expect(await deliver({ type: 'tokens_revoked', tokens: { bot: ['U08COACH00'] } })).toBe(200)
  bot.attempts.length = 0
  while (!bot.logged.some((line) => line.includes('app_uninstalled')))
    await new Promise((resolve) => setTimeout(resolve, 20))
  expect(bot.attempts).toEqual([])
  expect(await bot.query(`select 1 from inbox where state in ('queued', 'answered')`)).toEqual([])
  expect(await health()).toMatchObject({ ready: false, why: expect.stringContaining('app_uninstalled') })
})
