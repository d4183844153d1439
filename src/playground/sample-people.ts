import type { Person } from './contract.ts'
import { PARTNER_TEAM } from './sample-workspace.ts'

/** Everyone here is invented: a team of seven and one of three, each with its manager, an admin, and somebody in no team. */
const LAUNCH = { team: 'Launch team', manager: 'U08PRIYAN03' }
const PLATFORM = { team: 'Platform team', manager: 'U08TOMBEC09' }

// biome-ignore format: a table of people
export const SAMPLE_PEOPLE: Person[] = [
  sample('U08ANARIB01', 'Ana Ribeiro', 'Account executive', 'America/Sao_Paulo', 'pt-BR', '#1f6f54', LAUNCH),
  sample('U08JONASW02', 'Jonas Weber', 'Software engineer', 'Europe/Berlin', 'en-GB', '#8a4b08', LAUNCH),
  sample('U08PRIYAN03', 'Priya Nair', 'Manager', 'Asia/Kolkata', 'en-IN', '#5b3a8c', { team: LAUNCH.team }),
  sample('U08MEITAN04', 'Mei Tanaka', 'Customer success', 'Asia/Tokyo', 'ja-JP', '#9a2f5e', LAUNCH),
  sample('U08OMARHA05', 'Omar Haddad', 'Support engineer', 'Africa/Cairo', 'en-GB', '#2b5d8a', LAUNCH),
  sample('U08LUCIAR06', 'Lucia Romero', 'Solutions engineer', 'Europe/Madrid', 'es-ES', '#7a3b1d', LAUNCH),
  sample('U08SAMOKA07', 'Sam Okafor', 'Account executive', 'Africa/Lagos', 'en-GB', '#3d6b1f', LAUNCH),
  sample('U08FREYAL08', 'Freya Lindqvist', 'Onboarding specialist', 'Europe/Stockholm', 'sv-SE', '#6a3f7f', LAUNCH),
  sample('U08TOMBEC09', 'Tom Becker', 'Manager', 'Europe/Berlin', 'de-DE', '#1c6470', { team: PLATFORM.team }),
  sample('U08NOORAZ10', 'Noor Aziz', 'Software engineer', 'Europe/Amsterdam', 'nl-NL', '#8a2f2f', PLATFORM),
  sample('U08KOFIME11', 'Kofi Mensah', 'Software engineer', 'Africa/Accra', 'en-GB', '#4a5a14', PLATFORM),
  sample('U08INESDU12', 'Ines Duarte', 'Designer', 'Europe/Lisbon', 'pt-PT', '#87420f', PLATFORM),
  sample('U08LENAVO14', 'Lena Vogt', 'Product manager', 'Europe/Berlin', 'de-DE', '#37618e', {}),
  sample('U08DANACO13', 'Dana Cohen', 'Workspace admin', 'Asia/Jerusalem', 'en-US', '#4b4b5c', { isAdmin: true }),
]

// biome-ignore format: a table of people
/** Who is in the shared channel from the other company. */
export const SAMPLE_PARTNERS: Person[] = [
  sample('U08RUTHKO15', 'Ruth Kowalski', 'Project lead at Fernweh Logistics', 'Europe/Warsaw', 'en-GB', '#5a4632', { otherTeam: PARTNER_TEAM }),
]

/** Who works with one team for a while, and is in the public channel alone. */
export const SAMPLE_GUEST: Person = sample(
  'U08MILANO16',
  'Mila Novak',
  'Contractor',
  'Europe/Prague',
  'cs-CZ',
  '#5d5a1c',
  {
    isGuest: true,
  },
)
export const GUEST_CHANNEL = 'C08GENERAL1'

type About = Pick<Person, 'team' | 'manager' | 'isAdmin' | 'isGuest' | 'otherTeam'>

function sample(
  id: string,
  realName: string,
  title: string,
  tz: string,
  locale: string,
  color: string,
  about: About,
): Person {
  const [first = '', last = ''] = realName.split(' ')
  const initials = `${first[0]}${last[0]}`
  return {
    id,
    name: first.toLowerCase(),
    realName,
    initials,
    color,
    title,
    tz,
    locale,
    isBot: false,
    isSample: true,
    ...about,
  }
}
