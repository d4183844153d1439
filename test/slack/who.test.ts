import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Bot, readBot } from '../../src/slack/connection/bot.ts'
import {
  askerIn,
  authorOf,
  goneMember,
  isOurInstallation,
  isSharedChannel,
  sharedChannelIn,
  standingOfProfile,
} from '../../src/slack/incoming/who.ts'

const OURS = 'T0OURS'
const THEIRS = 'T0THEIRS'
const bot: Bot = { userId: 'U0BOT', botId: 'B0BOT', workspace: OURS }
/** The same in a workspace of an Enterprise Grid organisation, and installed for all of it. */
const onGrid: Bot = { ...bot, enterprise: 'E0ORG' }
const orgWide: Bot = { ...onGrid, isOrgWide: true }

/** An envelope as Slack sends it to our installation. */
const envelope = (about: object = {}) => ({
  type: 'event_callback',
  team_id: OURS,
  context_team_id: OURS,
  api_app_id: 'A1',
  event_id: 'Ev1',
  is_ext_shared_channel: false,
  authorizations: [
    { enterprise_id: null, team_id: OURS, user_id: 'U0BOT', is_bot: true, is_enterprise_install: false },
  ],
  ...about,
})
const connected = envelope({ is_ext_shared_channel: true })
/** Before Slack said of channels whether they are shared. */
const older = { type: 'event_callback', team_id: OURS, api_app_id: 'A1', event_id: 'Ev1', authed_users: ['U0BOT'] }
const said = { type: 'message', user: 'U1', text: 'Hello', ts: '1763000000.000100', channel: 'C1' }
const by = (team: string) => ({ team, user_team: team, source_team: team })

test.each<[string, object, object, Bot, string]>([
  ['a message by one of ours', { ...said, team: OURS }, envelope(), bot, 'ours'],
  ['one of ours in a channel that is shared', { ...said, ...by(OURS) }, connected, bot, 'ours'],
  ['somebody of another company there', { ...said, ...by(THEIRS) }, connected, bot, 'outside'],
  ['somebody whose home alone is named', { ...said, user_team: THEIRS }, connected, bot, 'outside'],
  ['somebody whose message was sent elsewhere', { ...said, source_team: THEIRS }, connected, bot, 'outside'],
  ['somebody whose profile is of elsewhere', { ...said, user_profile: { team: THEIRS } }, connected, bot, 'outside'],
  ['somebody from elsewhere in a channel of ours', { ...said, ...by(THEIRS), team: OURS }, connected, bot, 'outside'],
  [
    'one of ours, delivered for the other side',
    { ...said, ...by(OURS) },
    { ...connected, team_id: THEIRS },
    bot,
    'ours',
  ],
  ['somebody of a company on Grid', { ...said, ...by('E0THEM') }, connected, bot, 'outside'],
  ['a mention, which names no team', { ...said, type: 'app_mention' }, envelope(), bot, 'ours'],
  ['a file, which names no team', { ...said, subtype: 'file_share' }, envelope(), bot, 'ours'],
  ['a file in a channel that is shared', { ...said, subtype: 'file_share' }, connected, bot, 'unsure'],
  ['a file for another installation', said, { ...envelope(), authorizations: [{ team_id: THEIRS }] }, bot, 'unsure'],
  ['a mention as it came years ago', { ...said, type: 'app_mention' }, older, bot, 'unsure'],
  ['on Grid one at home in our workspace', { ...said, ...by(OURS) }, envelope(), onGrid, 'ours'],
  ['on Grid one at home in another workspace', { ...said, ...by(THEIRS) }, envelope(), onGrid, 'unsure'],
  ['on Grid one whose home is the organisation', { ...said, ...by('E0ORG') }, envelope(), onGrid, 'unsure'],
  ['on Grid somebody of another organisation', { ...said, ...by('E0THEM') }, connected, onGrid, 'outside'],
  ['on Grid one who is not named', said, envelope(), onGrid, 'unsure'],
  ['where all of the organisation has us', { ...said, ...by('E0ORG') }, envelope(), orgWide, 'ours'],
  [
    'a workspace that joined an organisation since we started',
    { ...said, ...by('E0ORG') },
    envelope({ authorizations: [{ team_id: OURS, enterprise_id: 'E0ORG' }] }),
    bot,
    'unsure',
  ],
])('%s', (_, message, body, us, standing) => {
  expect(authorOf(message, body, us)).toEqual({ actor: 'U1', standing })
})

test.each([
  ['Slackbot, who reminds', { ...said, user: 'USLACKBOT' }],
  ['a workflow', { ...said, user: 'U9', subtype: 'bot_message', bot_id: 'B9', bot_profile: { id: 'B9' } }],
  ['a workflow without a bot id', { ...said, workflow_id: 'Wf1' }],
  ['an app that writes as itself', { ...said, bot_id: 'B9', app_id: 'A9' }],
  ['an app that writes as a person', { ...said, app_id: 'A9', bot_profile: { id: 'B9' } }],
  ['a webhook', { ...said, user: undefined, subtype: 'bot_message' }],
  ['we ourselves', { ...said, user: 'U0BOT' }],
  ['nobody', { ...said, user: undefined }],
])('%s is no author', (_, message) => {
  expect(authorOf(message, envelope(), bot)).toBeUndefined()
})

const command = {
  command: '/coach',
  text: '',
  user_id: 'U1',
  user_name: 'ana',
  team_id: OURS,
  is_enterprise_install: 'false',
}
const used = {
  user: { id: 'U1', username: 'ana', team_id: OURS },
  team: { id: OURS, domain: 'ours' },
  enterprise: null,
}
const press = { ...used, type: 'block_actions', actions: [{}] }
const form = { ...used, type: 'view_submission', view: { team_id: OURS, app_installed_team_id: OURS } }
const elsewhere = { id: 'U1', name: 'ruth', team_id: THEIRS }

test.each<[string, object, Bot, string]>([
  ['a command', command, bot, 'ours'],
  ['a command of another workspace', { ...command, team_id: THEIRS }, bot, 'outside'],
  ['a command of another workspace of the organisation', { ...command, team_id: THEIRS }, onGrid, 'unsure'],
  ['a press', press, bot, 'ours'],
  ['a press from the other side of a shared channel', { ...press, user: elsewhere }, bot, 'outside'],
  ['a press that does not say where its presser is at home', { ...press, user: { id: 'U1' } }, bot, 'unsure'],
  [
    'on Grid a press, which names the organisation',
    { ...press, user: { ...used.user, team_id: 'E0ORG' } },
    onGrid,
    'unsure',
  ],
  [
    'a press for an organisation, which names no team',
    { ...press, user: { id: 'U1', team_id: 'E0ORG' }, team: null },
    orgWide,
    'ours',
  ],
  ['a form', form, bot, 'ours'],
  [
    'a form as it is documented, without the home of its sender',
    { ...form, user: { id: 'U1', name: 'ana' } },
    bot,
    'ours',
  ],
  [
    'a form from the other side',
    { ...form, user: elsewhere, team: { id: THEIRS }, view: { team_id: THEIRS, app_installed_team_id: OURS } },
    bot,
    'outside',
  ],
  [
    'a form from the other side that names its team alone',
    { ...form, user: { id: 'U1' }, team: { id: THEIRS } },
    bot,
    'outside',
  ],
  [
    'a form that names the team of its view alone',
    { ...form, user: { id: 'U1' }, team: null, view: { team_id: THEIRS, app_installed_team_id: OURS } },
    bot,
    'outside',
  ],
  ['a shortcut', { ...used, type: 'shortcut' }, bot, 'ours'],
  [
    'a shortcut on a message, without a home',
    { ...used, type: 'message_action', user: { id: 'U1', name: 'ana' } },
    bot,
    'ours',
  ],
  [
    'a shortcut from elsewhere',
    { ...used, type: 'message_action', user: elsewhere, team: { id: THEIRS } },
    bot,
    'outside',
  ],
  ['Home', envelope({ event: { type: 'app_home_opened', user: 'U1', tab: 'home' } }), bot, 'ours'],
  [
    'Home from the other side',
    { ...connected, event: { type: 'app_home_opened', user: 'U1', tab: 'home' } },
    bot,
    'unsure',
  ],
])('%s', (_, body, us, standing) => {
  expect(askerIn(body, us)).toMatchObject({ workspace: OURS, actor: 'U1', standing })
})

test.each([
  ['one of ours', { id: 'U1', team_id: OURS }, bot, 'ours'],
  ['somebody of another company', { id: 'U1', team_id: THEIRS }, bot, 'outside'],
  ['a stranger', { id: 'U1', team_id: OURS, is_stranger: true }, bot, 'outside'],
  [
    'a member whose home is another workspace',
    { id: 'W1', team_id: THEIRS, enterprise_user: { enterprise_id: 'E0ORG', teams: [THEIRS, OURS] } },
    onGrid,
    'ours',
  ],
  [
    'somebody of the organisation, but not of our workspace',
    { id: 'W1', team_id: THEIRS, enterprise_user: { enterprise_id: 'E0ORG', teams: [THEIRS] } },
    onGrid,
    'outside',
  ],
  [
    'the same where all of the organisation has us',
    { id: 'W1', team_id: THEIRS, enterprise_user: { enterprise_id: 'E0ORG', teams: [THEIRS] } },
    orgWide,
    'ours',
  ],
  [
    'somebody of another organisation',
    { id: 'W1', team_id: THEIRS, enterprise_user: { enterprise_id: 'E0THEM', teams: [THEIRS] } },
    orgWide,
    'outside',
  ],
  ['an app', { id: 'U1', team_id: OURS, is_bot: true }, bot, 'outside'],
  ['nobody', undefined, bot, 'outside'],
])('a profile of %s says so', (_, user, us, standing) => {
  expect(standingOfProfile(user, us)).toBe(standing)
})

test('only the end of an account that can have been one of ours counts', () => {
  const gone = (user: object, us = bot) => goneMember({ user: { id: 'U1', deleted: true, ...user } }, us)
  expect(gone({ team_id: OURS })).toBe('U1')
  expect(gone({ team_id: THEIRS })).toBeUndefined()
  expect(gone({ team_id: OURS, deleted: false })).toBeUndefined()
  expect(gone({ team_id: THEIRS, enterprise_user: { enterprise_id: 'E0ORG', teams: [] } }, onGrid)).toBe('U1')
})

test('only the end of our own installation is ours', () => {
  expect(isOurInstallation({ team_id: OURS }, bot)).toBe(true)
  expect(isOurInstallation({ team_id: THEIRS }, bot)).toBe(false)
  expect(isOurInstallation({ team_id: THEIRS, authorizations: [{ team_id: OURS }] }, bot)).toBe(false)
  expect(isOurInstallation({ team_id: 'E0ORG' }, onGrid)).toBe(false)
  expect(isOurInstallation({ team_id: null, enterprise_id: 'E0ORG' }, orgWide)).toBe(true)
})

test('a channel is shared as soon as anybody else can be in it', () => {
  const plain = { is_shared: false, is_ext_shared: false, is_org_shared: false, is_pending_ext_shared: false }
  expect(isSharedChannel(plain, onGrid)).toBe(false)
  for (const flag of Object.keys(plain)) expect(isSharedChannel({ ...plain, [flag]: true }, onGrid)).toBe(true)
  expect(isSharedChannel({ id: 'C1' }, onGrid)).toBeUndefined()
  expect(sharedChannelIn({ ...connected, event: said })).toBe('C1')
  expect(sharedChannelIn(envelope({ event: said }))).toBeUndefined()
})

test('where all of the organisation has us, its other workspaces are no others', () => {
  const ofOrg = { is_shared: true, is_ext_shared: false, is_org_shared: true, is_pending_ext_shared: false }
  expect(isSharedChannel(ofOrg, onGrid)).toBe(true)
  expect(isSharedChannel(ofOrg, orgWide)).toBe(false)
  expect(isSharedChannel({ ...ofOrg, is_ext_shared: true }, orgWide)).toBe(true)
  expect(isSharedChannel({ ...ofOrg, is_pending_ext_shared: true }, orgWide)).toBe(true)
  expect(isSharedChannel({ ...ofOrg, is_org_shared: false }, orgWide)).toBe(true)
  expect(isSharedChannel({ is_org_shared: true }, orgWide)).toBeUndefined()
})

test('auth.test says who we are', () => {
  expect(readBot({ ok: true, user_id: 'U0BOT', bot_id: 'B0BOT', team_id: OURS, is_enterprise_install: false })).toEqual(
    bot,
  )
  expect(readBot({ user_id: 'U0BOT', bot_id: 'B0BOT', team_id: OURS, enterprise_id: 'E0ORG' })).toEqual(onGrid)
  expect(readBot({ user_id: 'U0BOT', bot_id: 'B0BOT' })).toBeUndefined()
})

test('nothing but who.ts, and of ourselves bot.ts, reads from what Slack delivers who somebody is', () => {
  const read = [
    /\b(?:user_team|source_team|app_installed_team_id|context_team_id|is_stranger|enterprise_user|is_ext_shared\w*)\b/,
    /\bauthorizations\b|\bauthed_users\b/,
    /\.(?:team_id|teamId|userId|user_id|user_name)\b(?<!bot\.userId)/,
    /\b(?:team_id|user_id|user_name|enterprise_id): (?:z\.|id\b)/,
    /\b(?:body|event|command|payload|data|change\.message|said|message)\??\.(?:user|team|enterprise)\b/,
    /^\s*(?:user|team|enterprise): z\./m,
  ]
  const src = join(import.meta.dirname, '../../src')
  const reads = [join('slack', 'incoming', 'who.ts'), join('slack', 'connection', 'bot.ts')]
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /^(?:slack|cli|[^/]+$)/.test(file) && file.endsWith('.ts') && !reads.includes(file),
  )
  const found = files.flatMap((file) => {
    const code = readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    return code.split('\n').flatMap((line) => (read.some((one) => one.test(line)) ? [`${file}: ${line.trim()}`] : []))
  })
  expect(found).toEqual([])
})
