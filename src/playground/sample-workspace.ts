import type { Person } from './contract.ts'

/** Who and what is in the playground at its start. The people are invented, and marked so. */
export const WORKSPACE = { id: 'T08PLAYGRND', name: 'Playground', domain: 'playground' }

export const APP_ID = 'A08PLAYGRND'
export const BOT_ID = 'B08PLAYGRND'
export const BOT_USER_ID = 'U08PLAYGBOT'

const sample = (person: Omit<Person, 'isBot' | 'isSample'>): Person => ({ ...person, isBot: false, isSample: true })

export const SAMPLE_PEOPLE: Person[] = [
  sample({
    id: 'U08ANARIB01',
    name: 'ana',
    realName: 'Ana Ribeiro',
    initials: 'AR',
    color: '#1f6f54',
    title: 'Account executive',
    tz: 'America/Sao_Paulo',
    locale: 'pt-BR',
  }),
  sample({
    id: 'U08JONASW02',
    name: 'jonas',
    realName: 'Jonas Weber',
    initials: 'JW',
    color: '#8a4b08',
    title: 'Software engineer',
    tz: 'Europe/Berlin',
    locale: 'de-DE',
  }),
  sample({
    id: 'U08PRIYAN03',
    name: 'priya',
    realName: 'Priya Nair',
    initials: 'PN',
    color: '#5b3a8c',
    title: 'Manager',
    tz: 'Asia/Kolkata',
    locale: 'en-IN',
  }),
]

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
