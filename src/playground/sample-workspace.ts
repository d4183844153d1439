import type { Person } from './contract.ts'

/** Who and what is in the playground at its start. The people are invented, and marked so. */
export const WORKSPACE = { id: 'T08PLAYGRND', name: 'Playground', domain: 'playground' }

export const APP_ID = 'A08PLAYGRND'
export const BOT_ID = 'B08PLAYGRND'
export const BOT_USER_ID = 'U08PLAYGBOT'

export const SAMPLE_CHANNELS = [
  { id: 'C08GENERAL1', name: 'general', topic: 'For everyone', withBot: true },
  { id: 'C08SALES002', name: 'sales', topic: 'Deals and customers', withBot: false },
]

/** The app's bot as a person of the workspace. */
export const botPerson = (name: string): Person => ({
  id: BOT_USER_ID,
  name,
  realName: name,
  initials: name.slice(0, 2).toUpperCase(),
  color: '#1f3a5f',
  title: 'App',
  tz: 'Etc/UTC',
  locale: 'en-US',
  isBot: true,
  isSample: false,
})
