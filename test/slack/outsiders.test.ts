import { openLog } from '../../src/log.ts'
import { WORKSPACE } from '../../src/playground/sample-workspace.ts'
import { openWebClient } from '../../src/slack/connection/web-client.ts'
import { openOutsiders } from '../../src/slack/incoming/outsiders.ts'
import { ANA, everybodyLeaves, openPerson, until } from '../person.ts'
import { GENERAL, openJoinedBot } from './joined-bot.ts'
import { bytesOf, sendRaw, signed } from './raw-request.ts'

const RUTH = 'U08RUTHKO15' // of another company
const SHARED = 'C08FERNWE3'
const THEIRS = 'T08FERNWEHL'
const BOT = 'U08PLAYGBOT'
const DECLINED = /only coach people of the workspace that added me/

let bot: Awaited<ReturnType<typeof openJoinedBot>>
let ruth: Awaited<ReturnType<typeof openPerson>>
let ana: Awaited<ReturnType<typeof openPerson>>
beforeAll(async () => {
  bot = await openJoinedBot('http')
  ruth = await openPerson(bot.playground.url, RUTH)
  ana = await openPerson(bot.playground.url, ANA)
}, 60_000)
beforeEach(() => {
  bot.attempts.length = 0
})
afterEach(() => {
  bot.faults.call = undefined
})
afterAll(() => {
  everybodyLeaves()
  return bot.close()
}, 60_000)

const OLDER = { is_ext_shared_channel: undefined } // as events came years ago

let counter = 0
/** What Slack sends, signed as Slack signs it. */
async function slackSends(body: string, type = 'application/json'): Promise<string> {
  const [, ...rest] = signed(bot.playground.signingSecret, body)
  const { status, body: answer } = await sendRaw(bot.url, bytesOf({ headers: [['content-type', type], ...rest], body }))
  expect(status).toBe(200)
  return answer
}
const event = (of: object, about: object = {}) =>
  slackSends(
    JSON.stringify({
      type: 'event_callback',
      team_id: WORKSPACE.id,
      event_id: `Ev-out-${++counter}`,
      event_time: Math.floor(Date.now() / 1_000),
      authorizations: [{ enterprise_id: null, team_id: WORKSPACE.id, user_id: BOT, is_bot: true }],
      is_ext_shared_channel: true,
      event: { channel: SHARED, ts: `${1_763_000_000 + counter}.000100`, ...of },
      ...about,
    }),
  )
const interaction = (of: object) =>
  slackSends(
    new URLSearchParams({ payload: JSON.stringify({ trigger_id: `${++counter}.1`, ...of }) }).toString(),
    'application/x-www-form-urlencoded',
  )
/** Whatever the database holds of a person. */
async function traces(actor: string): Promise<unknown[]> {
  const tables = ['inbox', 'learners', 'sessions', 'coaching_sessions', 'workspaces', 'erased_people']
  const rows = tables.map((table) =>
    bot.query(`select '${table}' as of from ${table} t where t::text ~ $1`, [`${actor}|${THEIRS}`]),
  )
  return (await Promise.all(rows)).flat()
}
const declines = (person: typeof ruth) => person.everything().filter(({ text }) => DECLINED.test(text))

test('somebody of another company who mentions the bot is told so once where they are, and nothing of theirs is kept', async () => {
  await ruth.say(SHARED, '@threadcoach I would like some coaching.')
  const [told] = [await ruth.seesMessage(DECLINED)]
  expect(told).toMatchObject({ channel: SHARED, ephemeral: true })
  await ruth.say(SHARED, '@threadcoach Hello? It is about my boss.')
  await ruth.act({
    do: 'edit',
    channel: SHARED,
    ts: (await ruth.say(SHARED, 'Well')).ts ?? '',
    text: '@threadcoach hm',
  })
  await bot.atRest()
  expect(bot.attempts).toEqual(['chat.postEphemeral']) // whose they are was said by what they sent
  await ana.say(SHARED, '@threadcoach And I?')
  await ana.seesMessage(/I wrote to you in our direct message/)
  await bot.atRest()
  expect(declines(ruth)).toHaveLength(1)
  expect(await traces(RUTH)).toEqual([])
})

test('in a direct message too, and their commands, shortcuts and Home lead nowhere', async () => {
  await ruth.say(await ruth.direct(), 'Coach me, please.')
  await ruth.sees('that it is declined', () => declines(ruth).find(({ channel }) => channel.startsWith('D')))
  await expect(ruth.act({ do: 'command', channel: SHARED, command: '/coach', text: '' })).rejects.toThrow(
    /not available to you/,
  )
  await expect(ruth.act({ do: 'shortcut', callbackId: 'coach_start' })).rejects.toThrow(/not available to you/)
  await ruth.act({ do: 'open-home' })
  await ruth.sees('why Home is empty', ({ home }) => DECLINED.test(JSON.stringify(home)))
  await bot.atRest()
  expect(await traces(RUTH)).toEqual([])
})

test('what is pressed, sent or typed from another company in the shapes of Slack is declined, and erases nothing', async () => {
  await ana.starts('sales')
  await bot.atRest()
  const before = await bot.query('select * from sessions order by id')
  const user = { id: RUTH, name: 'ruth', team_id: THEIRS }
  const team = { id: THEIRS, domain: 'fernweh' }
  const view = { id: 'V1', type: 'modal', team_id: THEIRS, app_installed_team_id: WORKSPACE.id, private_metadata: '' }
  const forms = ['erase_form', 'start_modal', 'settings_modal'].map((callback_id) =>
    interaction({
      type: 'view_submission',
      user,
      team,
      view: { ...view, callback_id, state: { values: {} }, blocks: [] },
    }),
  )
  for (const answer of await Promise.all(forms))
    expect(JSON.parse(answer.split('\n')[1] ?? answer)).toMatchObject({
      response_action: 'update',
      view: { blocks: [{ text: { text: expect.stringMatching(DECLINED) } }] },
    })
  const command = {
    command: '/coach',
    text: 'erase',
    user_id: RUTH,
    user_name: 'ruth',
    team_id: THEIRS,
    channel_id: SHARED,
    channel_name: 'x',
    trigger_id: '1',
  }
  expect(await slackSends(new URLSearchParams(command).toString(), 'application/x-www-form-urlencoded')).toMatch(
    DECLINED,
  )
  const actions = [
    { type: 'button', action_id: 'session_end', block_id: 'b', action_ts: '1.1', value: String(before[0]?.id) },
  ]
  await interaction({
    type: 'block_actions',
    user,
    team: { id: WORKSPACE.id },
    channel: { id: SHARED },
    message: { ts: '1.1' },
    actions,
  })
  await interaction({
    type: 'message_action',
    callback_id: 'coach_on_message',
    user,
    team,
    channel: { id: SHARED },
    message: { text: 'x', ts: '1.1' },
  })
  await interaction({ type: 'shortcut', callback_id: 'coach_start', user, team })
  expect(bot.attempts).toContain('views.open') // with the same sentence
  await bot.atRest()
  expect(await bot.query('select * from sessions order by id')).toEqual(before)
  expect(await traces(RUTH)).toEqual([])
})

test('where Slack does not say whose somebody is, it is kept first and asked for once, and an outsider leaves nothing behind', async () => {
  const file = {
    type: 'app_mention',
    user: RUTH,
    subtype: 'file_share',
    text: `<@${BOT}> see this`,
    files: [{ id: 'F1' }],
  }
  const other = 'U08NOBODYX1' // whom Slack does not show to us at all
  await event({ ...file, user: other })
  await event({ ...file, user: other, text: `<@${BOT}> again` })
  await until('nothing is left of it', async () => (await traces(other)).length === 0)
  expect(bot.attempts.filter((method) => method === 'users.info').length).toBeLessThanOrEqual(1)
  expect(await bot.query(`select 1 from inbox where state = 'stuck'`)).toEqual([])

  await event({ ...file, user: ANA, thread_ts: '1.1' }) // one of ours, who is known
  await bot.atRest()
  expect(
    await bot.query(`select kind from inbox where actor = $1 and body = '' and thread_ts = '1.1'`, [ANA]),
  ).not.toEqual([])
})

test('one at home in another workspace of the organisation, and a member here, is coached', async () => {
  const member = 'U08MEITAN04'
  bot.faults.call = (method, args) =>
    method === 'users.info' && args.user === member
      ? {
          body: {
            ok: true,
            user: {
              id: member,
              team_id: 'T0HOME',
              name: 'mei',
              enterprise_user: { enterprise_id: 'E0', teams: ['T0HOME', WORKSPACE.id] },
            },
          },
        }
      : undefined
  const grid = {
    is_ext_shared_channel: false,
    authorizations: [{ enterprise_id: 'E0', team_id: WORKSPACE.id, user_id: BOT }],
  }
  await event(
    { type: 'app_mention', user: member, text: `<@${BOT}> hello`, user_team: 'E0', team: 'T0HOME', channel: GENERAL },
    grid,
  )
  const mei = await openPerson(bot.playground.url, member)
  await mei.seesMessage(/Which coach fits/)
  await interaction({
    type: 'block_actions',
    user: { id: member, username: 'mei', team_id: 'E0' },
    team: { id: WORKSPACE.id, enterprise_id: 'E0' },
    enterprise: { id: 'E0', name: 'Org' },
    channel: { id: await mei.direct() },
    message: { ts: '1.1' },
    actions: [
      { type: 'button', action_id: 'start_pick', block_id: 'b', action_ts: '1.1', value: 'sales_workflow_coach' },
    ],
  })
  await mei.consents()
  expect(await bot.query(`select workspace_id from learners where slack_user_id = $1`, [member])).toEqual([
    { workspace_id: WORKSPACE.id },
  ])
})

test('one of ours whom Slack does not let it write to hears that, and not that something was written', async () => {
  const lucia = await openPerson(bot.playground.url, 'U08LUCIAR06')
  bot.faults.call = (method) =>
    method === 'conversations.open' ? { body: { ok: false, error: 'user_not_found' } } : undefined
  await lucia.say(GENERAL, '@threadcoach Are you there?')
  await lucia.seesMessage(/Slack does not let me write to you/)
  await bot.atRest()
  expect(lucia.everything().filter(({ text }) => /I wrote to you/.test(text))).toEqual([])
  expect(await bot.query(`select 1 from inbox where state = 'stuck'`)).toEqual([])
})

test('somebody of another company who joins in a session’s thread is told once, and is nobody’s stranger', async () => {
  await ana.coach('end')
  await ana.seesMessage(/Your session is closed|no open session/)
  await bot.atRest()
  const opening = await ana.starts('here architecture')
  await ana.talks(opening, 'We must choose a queue.')
  await bot.atRest()
  bot.attempts.length = 0
  const said = {
    type: 'message',
    user: 'U0STRANGE1',
    user_team: THEIRS,
    text: 'I know that one.',
    channel: GENERAL,
    thread_ts: opening.ts,
  }
  for (const text of [said.text, 'Really.']) await event({ ...said, text }, { is_ext_shared_channel: false })
  await until('they were told', async () => bot.attempts.length > 0)
  expect(bot.attempts).toEqual(['chat.postEphemeral'])
  expect(await traces('U0STRANGE1')).toEqual([])
})

test('while Slack cannot be asked, what is kept waits, and a press is answered', async () => {
  const somebody = 'U08KOFIME11'
  bot.faults.call = (method) => (method === 'users.info' ? { status: 503 } : undefined)
  await event({ type: 'app_mention', user: somebody, text: `<@${BOT}> hello`, channel: GENERAL }, OLDER)
  await until(
    'it is put back',
    async () =>
      (
        await bot.query(`select 1 from inbox where actor = $1 and because like 'slack-%' and state = 'queued'`, [
          somebody,
        ])
      ).length === 1,
  )
  const answer = await interaction({
    type: 'view_submission',
    user: { id: somebody },
    team: null,
    view: { id: 'V1', callback_id: 'erase_form', state: { values: {} } },
  })
  expect(answer).toMatch(/did not work/)
  bot.faults.call = undefined
  await bot.query(`update inbox set run_at = now() where actor = $1`, [somebody])
  const kofi = await openPerson(bot.playground.url, somebody)
  await kofi.seesMessage(/I wrote to you in our direct message/)
  expect(kofi.everything().some(({ text }) => /Which coach fits/.test(text))).toBe(true)
})

test.each(['team_access_not_granted', 'enterprise_is_restricted', 'access_denied', 'missing_scope'])(
  'a refusal that is about us, such as %s, makes nobody an outsider: they wait until it is put right',
  async (error) => {
    bot.faults.call = (method) => (method === 'users.info' ? { body: { ok: false, error } } : undefined)
    const somebody = `U08REFUSED${++counter}`
    const before = bot.logged.length
    const mention = { type: 'app_mention', user: somebody, channel: GENERAL }
    for (const text of ['hello', 'again']) await event({ ...mention, text: `<@${BOT}> ${text}` }, OLDER)
    const waiting = `select 1 from inbox where actor = $1 and because = 'slack-withheld' and state = 'queued'`
    await until('both are put back', async () => (await bot.query(waiting, [somebody])).length === 2)
    const user = { id: somebody }
    const view = { id: 'V1', callback_id: 'erase_form', state: { values: {} } }
    expect(await interaction({ type: 'view_submission', user, team: null, view })).toMatch(/did not work/)
    expect(bot.attempts).not.toContain('chat.postEphemeral')
    expect(bot.logged.slice(before).filter((line) => /an operator must look/.test(line))).toHaveLength(1)
    await bot.query(`delete from inbox where actor = $1`, [somebody])
  },
)

test('who is not seen is an outsider, unless they are a learner here already', async () => {
  bot.faults.call = (method) => (method === 'users.info' ? { body: { ok: false, error: 'user_not_found' } } : undefined)
  const log = openLog(() => undefined)
  const { botToken, apiUrl } = bot.playground
  const us = { userId: BOT, botId: 'B1', workspace: WORKSPACE.id }
  const outsiders = openOutsiders(openWebClient(botToken, apiUrl, log), us, log)
  for (const actor of ['U1', 'U2']) outsiders.note(actor, 'unsure')
  expect(await outsiders.isOne('U1', false)).toBe(true)
  expect(outsiders.standing('U1')).toBe('unsure') // what they write is kept first: they may be a learner
  expect(await outsiders.isOne('U1', true)).toBe(false)
  expect(await outsiders.isOne('U2', true)).toBe(false)
  expect(await outsiders.isOne('U2', false)).toBe(false)
})

test.each([
  ['Slackbot’s reminder', { user: 'USLACKBOT', team: WORKSPACE.id }],
  ['a workflow', { subtype: 'bot_message', bot_id: 'B9', workflow_id: 'Wf9', team: WORKSPACE.id }],
  ['another app', { user: 'U0APP', bot_id: 'B9', app_id: 'A9', team: WORKSPACE.id }],
])('%s starts nothing, in a channel, a direct message, a thread or as an edit', async (_, by) => {
  const [{ thread = '' } = {}] = await bot.query(
    `select channel || ':' || thread_ts as thread from session_threads limit 1`,
  )
  const [channel, thread_ts] = String(thread).split(':')
  const rows = () => bot.query('select count(*)::int as all from inbox')
  const before = await rows()
  const message = { type: 'message', text: `Reminder: <@${BOT}> end`, ...by }
  await event({ ...message, type: 'app_mention' }, { is_ext_shared_channel: false })
  await event({ ...message, channel: await ana.direct(), channel_type: 'im' }, { is_ext_shared_channel: false })
  await event({ ...message, channel, thread_ts }, { is_ext_shared_channel: false })
  await event({
    type: 'message',
    subtype: 'message_changed',
    channel,
    message: { ...message, ts: '1763000001.000100', thread_ts },
    previous_message: { ...message, text: 'x' },
  })
  expect(await rows()).toEqual(before)
  expect(bot.attempts).toEqual([])
})

test('Slackbot’s own reminder in the playground is heard by nobody', async () => {
  await ana.act({ do: 'command', channel: GENERAL, command: '/remind', text: 'here @threadcoach it is time' })
  await ana.seesMessage(/^Reminder: <@U08PLAYGBOT> it is time/)
  await bot.atRest()
  expect(await traces('USLACKBOT')).toEqual([])
})

test('no session opens in a channel that is shared with others, by whichever way', async () => {
  await ana.coach('end')
  await ana.seesMessage(/Your session is closed/)
  await bot.atRest()
  const open = () => bot.query('select count(*)::int as all from sessions')
  const before = await open()
  for (const text of ['here', 'here sales']) {
    await ana.coach(text, 'fernweh')
    await ana.sees('a refusal', () => declinesHere().length === (text === 'here' ? 1 : 2))
  }
  const answer = await interaction(startForm(SHARED))
  expect(answer).toMatch(/"errors":\{"domain":"This channel is shared/)
  expect(await open()).toEqual(before)
})

test('where Slack does not say who reads along, the form says so before a session opens there', async () => {
  bot.faults.call = (method) =>
    method === 'conversations.info'
      ? { body: { ok: false, error: 'missing_scope', needed: 'channels:read' } }
      : undefined
  await ana.coach('here sales', 'sales')
  const form = await ana.sees('the form', ({ views }) => views.find(({ title }) => title === 'Start coaching'))
  expect(JSON.stringify(form.blocks)).toMatch(/I cannot see whether people from other companies/)
  const [, chosen] = /"initial_option":.*?"value":"(\w+)"/.exec(JSON.stringify(form.blocks)) ?? []
  expect(chosen).toBe('sales_workflow_coach')
  expect(await interaction(startForm(SHARED))).toMatch(/This channel is shared/) // an event said so
  await ana.act({ do: 'close', view: form.id })
})

/** What `/coach here sales` is answered in a channel. */
const asksHere = (channel_id: string) => {
  const person = { user_id: ANA, user_name: 'ana', team_id: WORKSPACE.id }
  const place = { channel_id, channel_name: 'x', trigger_id: `${++counter}.1` }
  const typed = { command: '/coach', text: 'here sales', ...person, ...place }
  return slackSends(new URLSearchParams(typed).toString(), 'application/x-www-form-urlencoded')
}
const asked = () => bot.attempts.filter((method) => method === 'conversations.info').length
const FORM = /Sales Process Coach/ // with a trigger that is none the coaches are listed instead of the form
const NO_SCOPE = { body: { ok: false, error: 'missing_scope', needed: 'channels:read' } }

test('an event that says that a channel is shared counts at once, whatever was found out before', async () => {
  bot.faults.call = (method) => (method === 'conversations.info' ? NO_SCOPE : undefined)
  const channel = 'C08HEARD001'
  expect(await asksHere(channel)).toMatch(FORM)
  await event({ type: 'message', user: RUTH, user_team: THEIRS, text: 'Hello', channel })
  expect(await asksHere(channel)).toMatch(/This channel is shared/)
})

test('an answer that comes too late for one who asks is there for the next', async () => {
  const channel = { id: 'C08LATE0001', is_ext_shared: true }
  bot.faults.call = (method) =>
    method === 'conversations.info' ? { body: { ok: true, channel }, delayMs: 1_500 } : undefined
  expect(await asksHere(channel.id)).toMatch(FORM)
  await new Promise((resolve) => setTimeout(resolve, 1_200))
  expect(await asksHere(channel.id)).toMatch(/This channel is shared/)
  expect(asked()).toBe(1)
})

test('a channel with other workspaces of the organisation is ours where all of it has us, and shared else', async () => {
  const flags = { is_shared: true, is_org_shared: true, is_ext_shared: false, is_pending_ext_shared: false }
  const install = { user_id: BOT, bot_id: 'B1', team_id: WORKSPACE.id, enterprise_id: 'E0' }
  const bodies = (is_enterprise_install: boolean) => ({
    'conversations.info': { ok: true, channel: { id: 'C', ...flags } },
    'auth.test': { ok: true, ...install, is_enterprise_install },
  })
  const meets = (isOrgWide: boolean) => {
    const given = new Map(Object.entries(bodies(isOrgWide)))
    bot.faults.call = (method) => (given.has(method) ? { body: given.get(method) ?? {} } : undefined)
  }
  meets(false)
  expect(await asksHere('C08ORGHALF1')).toMatch(/This channel is shared/)
  meets(true)
  const answer = await asksHere('C08ORGWIDE1')
  expect(answer).toMatch(/Your session opens in this channel/)
})

/** A press of *End it and start* that stood without a word about who reads along. */
const replaces = (place: string) =>
  interaction({
    type: 'block_actions',
    user: { id: ANA, name: 'ana', team_id: WORKSPACE.id },
    team: { id: WORKSPACE.id },
    channel: { id: GENERAL },
    actions: [
      {
        type: 'button',
        action_id: 'session_replace',
        block_id: 'b',
        action_ts: '1.1',
        value: JSON.stringify({ domainId: 'sales_workflow_coach', place }),
      },
    ],
  })

test('"End it and start" says that others may read along before it opens a session where Slack does not say who does', async () => {
  bot.faults.call = (method) => (method === 'conversations.info' ? NO_SCOPE : undefined)
  await ana.coach('end')
  await bot.atRest()
  const open = () => bot.query(HERS, [ANA])
  await ana.starts('architecture')
  await bot.atRest()
  const before = await open()
  const place = 'C08UNSAID01:'
  await replaces(place)
  const warned = await ana.seesMessage(/You have an open session/, ({ blocks }) => UNSEEN.test(JSON.stringify(blocks)))
  expect(JSON.stringify(warned.blocks)).toMatch(new RegExp(`<#${place.slice(0, -1)}>`))
  expect(await open()).toEqual(before)

  await ana.coach('here sales', 'sales')
  const named = await ana.sees('what is open', () =>
    ana.everything().find(({ channel, blocks }) => channel !== warned.channel && UNSEEN.test(JSON.stringify(blocks))),
  )
  await ana.press(named, 'session_replace')
  await ana.seesMessage(/Your session opens in this channel/, ({ channel }) => channel === named.channel)
  expect(await open()).toEqual([{ domain_id: 'sales_workflow_coach' }])
})

test('with nothing open any more "End it and start" leads to the form there, which says so too', async () => {
  bot.faults.call = (method) => (method === 'conversations.info' ? NO_SCOPE : undefined)
  await ana.coach('end')
  await bot.atRest()
  bot.attempts.length = 0
  await replaces('C08UNSAID02:')
  await until('the form is asked for', async () => bot.attempts.includes('views.open'))
  await bot.atRest()
  expect(await bot.query(HERS, [ANA])).toEqual([])
})

const HERS = `select domain_id from sessions where closed_at is null and learner_id = (select id from learners where slack_user_id = $1)`
const UNSEEN = /I cannot see whether people from other companies/

const declinesHere = () => ana.everything().filter(({ text }) => /^This channel is shared/.test(text))
const startForm = (channel: string) => ({
  type: 'view_submission',
  user: { id: ANA, name: 'ana', team_id: WORKSPACE.id },
  team: { id: WORKSPACE.id },
  view: {
    id: `V${++counter}`,
    callback_id: 'start_modal',
    private_metadata: channel,
    blocks: [],
    state: {
      values: {
        domain: { domain: { selected_option: { value: 'sales_workflow_coach' } } },
        mind: { mind: { value: null } },
      },
    },
  },
})

test('the end of another installation shuts nothing, and that of ours does', async () => {
  const ends = [{ type: 'app_uninstalled' }, { type: 'tokens_revoked', tokens: { bot: ['U9'] } }]
  for (const end of ends) await event(end, { team_id: THEIRS, authorizations: undefined })
  await ana.coach('list')
  await ana.seesMessage(/Sales Process Coach/)
  expect(await (await fetch(`${bot.url}/healthz`)).json()).toMatchObject({ ready: true })
  const soon = Math.ceil(Date.now() / 1_000) + 1 // Slack counts whole seconds
  await event({ type: 'app_uninstalled' }, { authorizations: undefined, event_time: soon })
  expect(await (await fetch(`${bot.url}/healthz`)).json()).toMatchObject({ ready: false })
})
