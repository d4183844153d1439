import { teams } from '../../src/cli/teams.ts'
import { ANA, everybodyLeaves, JONAS, openPerson, rootOf, until } from '../person.ts'
import { GENERAL, openJoinedBot } from '../slack/joined-bot.ts'
import { bytesOf, sendRaw, signed } from '../slack/raw-request.ts'

const HISTORIES = ['channels:history', 'groups:history']
const READS = ['channels:read', 'groups:read']
const TEAMS = ['usergroups:read', 'users.profile:read']
const NEEDS = /cannot open a session in this channel.*channels:history/

let bot: Awaited<ReturnType<typeof openJoinedBot>>
let ana: Awaited<ReturnType<typeof openPerson>>
beforeAll(async () => {
  bot = await openJoinedBot('http')
  ana = await openPerson(bot.playground.url, ANA)
}, 60_000)
afterEach(() => {
  bot.playground.decline([])
  bot.faults.call = undefined
})
afterAll(() => {
  everybodyLeaves()
  return bot.close()
}, 60_000)

const refusals = () => bot.playground.calls.filter(({ answer }) => answer.error === 'missing_scope')

test('with nothing but what it must have, a whole session is held in the direct message, and its data handed over', async () => {
  bot.playground.decline([...HISTORIES, ...READS, ...TEAMS])
  await ana.coach('here sales')
  await ana.seesMessage(NEEDS)
  const opening = await ana.starts('sales')
  expect(opening.channel).toBe(await ana.direct())
  await ana.talks(opening, 'I asked the buyer who signs, and on Friday I will write to her with the date.')
  await ana.say(opening.channel, 'end', rootOf(opening))
  await ana.seesMessage(/^Your scorecard/)
  await ana.coach('export')
  await ana.sees('the files', ({ messages }) => messages[opening.channel]?.find(({ files }) => files?.length === 2))
  await bot.atRest()
  expect(refusals()).toEqual([])
})

test('without the histories of channels a mention is answered in private, and once they are granted a session opens there', async () => {
  bot.playground.decline(HISTORIES)
  const jonas = await openPerson(bot.playground.url, JONAS)
  await jonas.say(GENERAL, '@threadcoach I have to tell a customer that we are late.')
  await jonas.seesMessage(/^Which coach fits/, ({ channel }) => channel !== GENERAL)
  await ana.coach('here sales')
  await ana.seesMessage(NEEDS)
  expect(refusals()).toEqual([])

  bot.playground.decline([])
  const opening = await ana.starts('here sales')
  expect(opening.channel).toBe(GENERAL)
  await ana.talks(opening, 'I asked the buyer who signs.')
  await ana.say(GENERAL, 'end', rootOf(opening))
  await ana.seesMessage(/^Your scorecard/, ({ ts }) => ts > opening.ts)
})

test('where it may not ask who reads along in public channels, it says so before a session opens in one', async () => {
  bot.playground.decline(['channels:read'])
  await ana.coach('here communication', 'sales') // which was not asked about before
  const form = await ana.sees('the form', ({ views }) =>
    views.find((view) => /cannot see whether/.test(JSON.stringify(view))),
  )
  await ana.act({ do: 'close', view: form.id })
  expect(refusals().map(({ method }) => method)).toEqual(['conversations.info'])
})

test('without one of the scopes for teams, what reads them by it says that it needs it', async () => {
  const said: string[] = []
  const { botToken, appToken, apiUrl } = bot.playground
  const env = { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl, DATA_DIR: bot.dataDir }
  const run = (...args: string[]) => teams(env, (line) => said.push(line), args)
  bot.playground.decline(['usergroups:read'])
  expect(await run('from-group', '@platform', '--manager', JONAS)).toBe(1)
  bot.playground.decline(['users.profile:read'])
  expect(await run('from-profile')).toBe(1)
  expect(said).toEqual([
    expect.stringMatching(/Grant it the optional scope usergroups:read/),
    expect.stringMatching(/Grant it the optional scope users\.profile:read/),
  ])
})

let counter = 0
const slackSends = async (body: string, type = 'application/json') => {
  const [, ...rest] = signed(bot.playground.signingSecret, body)
  return sendRaw(bot.url, bytesOf({ headers: [['content-type', type], ...rest], body }))
}
/** A mention as Slack delivers it from a direct message with several people: nothing in it says what the place is. */
const mention = (channel: string, text: string) =>
  slackSends(
    JSON.stringify({
      type: 'event_callback',
      team_id: bot.playground.workspaceId,
      event_id: `Ev-group-${++counter}`,
      event_time: Math.floor(Date.now() / 1_000),
      authorizations: [
        { enterprise_id: null, team_id: bot.playground.workspaceId, user_id: 'U08PLAYGBOT', is_bot: true },
      ],
      is_ext_shared_channel: false,
      event: {
        type: 'app_mention',
        user: ANA,
        team: bot.playground.workspaceId,
        text,
        channel,
        ts: `${1_763_000_000 + counter}.000100`,
        event_ts: '1.1',
      },
    }),
  )

test.each([
  ['by its description', { ok: true, channel: { id: 'G08GROUP001', is_mpim: true, is_ext_shared: false } }],
  [
    'by the scope that Slack names, which nobody asks for',
    { ok: false, error: 'missing_scope', needed: 'mpim:read', provided: 'x' },
  ],
  [
    'by that scope among others of direct messages',
    { ok: false, error: 'missing_scope', needed: 'im:read, mpim:read' },
  ],
  [
    'by the only scope of a place that it lacks',
    {
      ok: false,
      error: 'missing_scope',
      needed: 'channels:read,groups:read,mpim:read,im:read',
      provided: 'chat:write,channels:read,groups:read',
    },
  ],
])(
  'who mentions the bot in a group’s direct message gets a polite word, and nothing is kept: it is known %s',
  async (_how, described) => {
    const said: unknown[] = []
    const place = `G08GROUP00${++counter}`
    bot.faults.call = (method, args) => {
      if (method === 'conversations.info') return { body: described }
      if (args.channel !== place) return undefined
      said.push([method, args.user, args.text])
      return { body: { ok: true, message_ts: '1.1' } }
    }
    await mention(place, '<@U08PLAYGBOT> Canary Xylophon in a group.')
    await mention(place, '<@U08PLAYGBOT> Canary Xylophon again.')
    await until('it is said', async () => said.length > 0)
    await bot.atRest()
    expect(said).toEqual([
      ['chat.postEphemeral', ANA, expect.stringMatching(/I do not coach in group direct messages/)],
    ])
    expect(await bot.query(`select 1 from inbox t where t::text ~ 'Xylophon|${place}'`)).toEqual([])
  },
)

test('/coach here in a group’s direct message is declined as politely', async () => {
  const typed = {
    command: '/coach',
    text: 'here sales',
    user_id: ANA,
    user_name: 'ana',
    team_id: bot.playground.workspaceId,
    channel_id: 'G08GROUP001',
    channel_name: 'mpdm-ana--jonas--priya-1',
    trigger_id: '1.1',
  }
  const { body } = await slackSends(new URLSearchParams(typed).toString(), 'application/x-www-form-urlencoded')
  expect(body).toMatch(/I do not coach in group direct messages/)
})

const PRIVATE = 'C08LEADERS4'
const hereInPrivate = async () => {
  const typed = {
    command: '/coach',
    text: 'here sales',
    user_id: ANA,
    user_name: 'ana',
    team_id: bot.playground.workspaceId,
    channel_id: PRIVATE,
    channel_name: 'privategroup',
    trigger_id: '1.1',
  }
  return (await slackSends(new URLSearchParams(typed).toString(), 'application/x-www-form-urlencoded')).body
}

test('in a private channel it is the other scope that is missing', async () => {
  bot.playground.decline(['groups:history'])
  expect(await hereInPrivate()).toMatch(/`groups:history`/)
})

test('without the scope to ask who reads along in private channels, it asks there in vain and goes on', async () => {
  await bot.playground.act('U08PRIYAN03', { do: 'invite', channel: PRIVATE, user: 'U08PLAYGBOT' })
  bot.playground.decline(['groups:read'])
  const before = refusals().length
  expect(await hereInPrivate()).toMatch(/Sales Process Coach/) // with a trigger that is none the coaches are listed instead of the form
  expect(refusals().slice(before)).toMatchObject([
    { method: 'conversations.info', args: { channel: PRIVATE }, answer: { needed: 'groups:read' } },
  ])
})

test('that Slack holds events back is a line in the log, and nothing else', async () => {
  const before = bot.logged.length
  const { status } = await slackSends(
    JSON.stringify({
      token: 'x',
      type: 'app_rate_limited',
      team_id: bot.playground.workspaceId,
      minute_rate_limited: 1_518_467_820,
      api_app_id: 'A1',
    }),
  )
  expect(status).toBe(200)
  const lines = bot.logged.slice(before).filter((line) => line.includes('holds events back'))
  expect(lines).toEqual([expect.stringMatching(/"minute":1518467820/)])
})
