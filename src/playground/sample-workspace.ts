import type { Person } from './contract.ts'
import type { Manifest } from './manifest.ts'

/** Who and what is in the playground at its start. The people are invented, and marked so. */
export const WORKSPACE = { id: 'T08PLAYGRND', name: 'Playground', domain: 'playground' }

export const APP_ID = 'A08PLAYGRND'
export const BOT_ID = 'B08PLAYGRND'
export const BOT_USER_ID = 'U08PLAYGBOT'

type SampleChannel = {
  id: string
  name: string
  topic: string
  withBot: boolean
  isShared?: boolean
  access?: 'private' | 'group'
  /** Of one that not everybody is in: who. */
  members?: string[]
}
export const SAMPLE_CHANNELS: SampleChannel[] = [
  { id: 'C08GENERAL1', name: 'general', topic: 'For everyone', withBot: true },
  { id: 'C08SALES002', name: 'sales', topic: 'Deals and customers', withBot: false },
  { id: 'C08FERNWE3', name: 'fernweh', topic: 'Shared with Fernweh Logistics', withBot: true, isShared: true },
  {
    id: 'C08LEADERS4',
    name: 'leads',
    topic: 'For managers',
    withBot: false,
    access: 'private',
    members: ['U08PRIYAN03', 'U08TOMBEC09', 'U08DANACO13'],
  },
  {
    id: 'C08GROUPDM5',
    name: 'mpdm-ana--jonas--mei-1',
    topic: '',
    withBot: true,
    access: 'group',
    members: ['U08ANARIB01', 'U08JONASW02', 'U08MEITAN04'],
  },
]

/** A company that one channel is shared with, over Slack Connect. */
export const PARTNER_TEAM = 'T08FERNWEHL'

/** Slack's own bot, which writes reminders: with neither a bot_id nor a subtype. */
export const SLACKBOT = 'USLACKBOT'

/** User groups, by the handle that people mention them with. */
export const SAMPLE_GROUPS = [
  { id: 'S08LAUNCH01', handle: 'launch', name: 'Launch team' },
  { id: 'S08PLATFO02', handle: 'platform', name: 'Platform team' },
]

/** The fields that this workspace added to Slack's profiles. */
export const PROFILE_FIELDS = {
  manager: { id: 'Xf08MANAGER', label: 'Manager', type: 'user', ordering: 0, hint: '' },
  team: { id: 'Xf08TEAM000', label: 'Team', type: 'text', ordering: 1, hint: '' },
}

/** As users.list gives it: with the people, and not as a bot. */
export const SLACKBOT_PERSON: Person = {
  id: SLACKBOT,
  name: 'slackbot',
  realName: 'Slackbot',
  initials: 'SB',
  color: '#757575',
  title: '',
  tz: 'Etc/UTC',
  locale: 'en-US',
  isBot: true,
  isSample: true,
}

/** The app's bot as a person of the workspace. */
export const botPerson = ({ display_information, features }: Manifest): Person => ({
  id: BOT_USER_ID,
  name: features.bot_user.display_name,
  realName: display_information.name,
  initials: display_information.name.slice(0, 2).toUpperCase(),
  color: '#1f3a5f',
  title: 'App',
  tz: 'Etc/UTC',
  locale: 'en-US',
  isBot: true,
  isSample: false,
})
