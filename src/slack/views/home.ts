import type { HomeView, KnownBlock } from '@slack/types'
import type { Domain } from '../../coaching/model.ts'
import type { ManagerSees } from '../../flows/deps.ts'
import { actions, button, context, divider, header, LIMITS, section } from './blocks.ts'
import { ABOUT_HOW_LONG, NO_COACH } from './domain-words.ts'
import { managerLines } from './manager.ts'
import { SESSION_CONTINUE } from './open-already.ts'
import { ownDataButtons } from './own-data-buttons.ts'
import { domainRows } from './picker.ts'
import { safeLine } from './safe-text.ts'
import { endButton, scoreButton } from './session-buttons.ts'
import { WHO_SEES_WHAT } from './who-sees-what.ts'

type Home = {
  domains: Domain[]
  open: { sessionId: string; domainName: string; rounds: number; link?: string } | null
  /** Who is set as their manager, and what that person is told. */
  sees: ManagerSees | null
}

/** The app's Home: what it is, the open session, the coaches, and who sees what. */
export function homeView({ domains, open, sees }: Home): HomeView {
  const before = [
    header('Coaching, one question at a time'),
    section(
      `Bring something real from your work. A session takes ${ABOUT_HOW_LONG} and ends with a scorecard for you.`,
    ),
    ...(open ? openSession(open) : []),
    divider,
    header(open ? 'Next time' : 'Start a session'),
  ]
  const after = [
    divider,
    ...managerLines(sees),
    context(WHO_SEES_WHAT),
    actions(...ownDataButtons),
    context('You can also type `/coach` anywhere, or write to me in Messages.'),
  ]
  const room = LIMITS.viewBlocks - before.length - after.length
  const rows = domains.length > 0 ? domainRows(domains.slice(0, room)) : [section(NO_COACH)]
  return { type: 'home', blocks: [...before, ...rows, ...after] }
}

function openSession({ sessionId, domainName, rounds, link }: NonNullable<Home['open']>): KnownBlock[] {
  const soFar = rounds === 0 ? 'just opened' : rounds === 1 ? 'one round so far' : `${rounds} rounds so far`
  return [
    section(`*Your open session*: ${safeLine(domainName)}, ${soFar}`),
    actions(
      button({
        action: SESSION_CONTINUE,
        text: 'Continue',
        value: sessionId,
        style: 'primary',
        ...(link && { url: link }),
      }),
      scoreButton(sessionId),
      endButton(sessionId),
    ),
  ]
}
