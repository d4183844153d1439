import type { HomeView, KnownBlock } from '@slack/types'
import type { Domain } from '../../coaching/model.ts'
import type { LastCard, ManagerSees, Memory } from '../../flows/deps.ts'
import { actions, button, context, divider, header, LIMITS, section } from './blocks.ts'
import { ABOUT_HOW_LONG, NO_COACH } from './domain-words.ts'
import { managerLines } from './manager.ts'
import { scoreWords } from './marks.ts'
import { memoryLines } from './memory.ts'
import { continueButton } from './open-already.ts'
import { domainRows } from './picker.ts'
import { progressButton } from './progress.ts'
import { safeLine } from './safe-text.ts'
import { endButton, scoreButton } from './session-buttons.ts'
import { settingsButton } from './settings.ts'
import { WHO_SEES_WHAT } from './who-sees-what.ts'

/** Follows a link: there is nothing to do. */
export const CARD_OPEN = 'card_open'

type Home = {
  domains: Domain[]
  open: { sessionId: string; domainName: string; rounds: number; link?: string } | null
  /** Who is set as their manager, and what that person is told. */
  sees: ManagerSees | null
  /** Their last scorecard, and the address of its message where that is known. */
  last: (LastCard & { link?: string }) | null
  /** What they confirmed to be remembered. */
  memory: Memory
}

/** The app's Home: what it is, the open session, the last scorecard, progress and settings, the coaches, and who sees what. */
export function homeView({ domains, open, sees, last, memory }: Home): HomeView {
  const before = [
    header('Coaching, one question at a time'),
    section(
      `Bring something real from your work. A session takes ${ABOUT_HOW_LONG} and ends with a scorecard for you.`,
    ),
    ...(open ? openSession(open) : []),
    ...(last ? [lastCard(last)] : []),
    actions(progressButton, settingsButton),
    divider,
    header(open ? 'Next time' : 'Start a session'),
  ]
  const after = [
    divider,
    ...memoryLines(memory),
    divider,
    ...managerLines(sees),
    context(WHO_SEES_WHAT),
    context(
      'You can also write to me in Messages, choose *Coach me on this* in a message’s menu, or type `/coach` anywhere. What I keep about you is under *Settings*.',
    ),
  ]
  const room = LIMITS.viewBlocks - before.length - after.length
  const rows = domains.length > 0 ? domainRows(domains.slice(0, room)) : [section(NO_COACH)]
  return { type: 'home', blocks: [...before, ...rows, ...after] }
}

function lastCard({ domainName, at, isOpen, overall, link }: NonNullable<Home['last']>): KnownBlock {
  const day = at.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })
  const said = !isOpen ? 'It is ready: have a look.' : overall === null ? '' : `${scoreWords(overall)}.`
  const words = `*Your last scorecard*: ${safeLine(domainName)}, ${day}. ${said}`.trim()
  return section(
    words,
    link ? button({ action: CARD_OPEN, text: 'Open it', url: link, label: 'Open it: your last scorecard' }) : undefined,
  )
}

function openSession({ sessionId, domainName, rounds, link }: NonNullable<Home['open']>): KnownBlock[] {
  const soFar = rounds === 0 ? 'just opened' : rounds === 1 ? 'one round so far' : `${rounds} rounds so far`
  return [
    section(`*Your open session*: ${safeLine(domainName)}, ${soFar}`),
    actions(continueButton(sessionId, link), scoreButton(sessionId), endButton(sessionId)),
  ]
}
