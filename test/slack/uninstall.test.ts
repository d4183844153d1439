import { createHmac } from 'node:crypto'
import { ANA, everybodyLeaves, openPerson, rootOf } from '../person.ts'
import { openJoinedBot } from './joined-bot.ts'

let bot: Awaited<ReturnType<typeof openJoinedBot>>
let ana: Awaited<ReturnType<typeof openPerson>>
beforeAll(async () => {
  bot = await openJoinedBot('http')
  ana = await openPerson(bot.playground.url, ANA)
}, 60_000)
afterAll(() => {
  everybodyLeaves()
  return bot.close()
}, 60_000)

const now = () => Math.floor(Date.now() / 1_000)
/** What Slack sends, signed as Slack signs it; the same id is the same event again. */
async function slackSends(id: string, event: object, at = now()): Promise<void> {
  const common = { type: 'event_callback', team_id: bot.playground.workspaceId, event_id: id, event_time: at }
  const body = JSON.stringify({ ...common, event })
  const signature = createHmac('sha256', bot.playground.signingSecret).update(`v0:${now()}:${body}`).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'x-slack-request-timestamp': `${now()}`,
    'x-slack-signature': `v0=${signature}`,
  }
  expect((await fetch(`${bot.url}/slack/events`, { method: 'POST', body, headers })).status).toBe(200)
}
const openSessions = () => bot.query('select domain_id from sessions where closed_at is null')
const leftWithText = () =>
  bot.query(
    `select kind, state from inbox where body <> '' or state in ('queued', 'paused', 'waiting', 'answered', 'stuck')`,
  )

const uninstalled = { type: 'app_uninstalled' }
const revoked = { type: 'tokens_revoked', tokens: { bot: ['U0BOT'] } }

test.each([
  ['the app is gone first', uninstalled, revoked],
  ['the token is gone first', revoked, uninstalled],
])('where %s, nothing is said there any more until somebody starts again', async (name, first, second) => {
  const opening = await ana.starts('sales')
  await ana.talks(opening, 'The CFO has not joined a call.')
  await bot.atRest()
  const saidBefore = {
    type: 'message',
    channel_type: 'im',
    channel: opening.channel,
    user: ANA,
    text: 'One more thing.',
  }
  const at = now()

  await slackSends(`${name} 1`, first, at)
  await slackSends(`${name} 1`, first, at)
  const calls = bot.attempts.length
  await slackSends(`${name} late`, { ...saidBefore, ts: `${at - 5}.000100`, thread_ts: rootOf(opening) })
  await slackSends(`${name} later`, { ...saidBefore, ts: `${at - 4}.000100` })
  await slackSends(`${name} 2`, second, at)
  await bot.atRest()
  expect(await openSessions()).toEqual([])
  expect(await leftWithText()).toEqual([])
  expect(bot.attempts.slice(calls)).toEqual([])

  const again = await ana.starts('architecture')
  await slackSends(`${name} 2`, second, at)
  await slackSends(`${name} 3`, second, at - 60)
  expect(await openSessions()).toEqual([{ domain_id: 'architecture_advisor' }])
  expect((await ana.talks(again, 'We must choose a queue.')).text).toMatch(/\?/)
  await ana.coach('end')
  await ana.seesMessage(/Your scorecard|closed/, ({ threadTs }) => threadTs === again.ts)
})
