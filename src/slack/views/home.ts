import type { HomeView, KnownBlock } from '@slack/types'
import { SAMPLE_JUDGE } from '../../coaching/judges.ts'
import type { Domain } from '../../coaching/model.ts'
import type { LastCard, ManagerSees, Memory } from '../../flows/show.ts'
import { dayWords } from '../../words/dates.ts'
import { plural, t } from '../../words/words.ts'
import { actions, button, context, divider, fitting, header, section } from './blocks.ts'
import { commandReply } from './command-reply.ts'
import { ABOUT_MINUTES, NO_COACH } from './domain-words.ts'
import { managerLines } from './manager.ts'
import { scoreWords } from './marks.ts'
import { memoryLines } from './memory.ts'
import { continueButton } from './open-already.ts'
import { domainRows } from './picker.ts'
import { progressButton } from './progress.ts'
import { safeLine } from './safe-text.ts'
import { endButton, scoreButton } from './session-buttons.ts'
import { settingsButton } from './settings-button.ts'
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

/** Home for somebody of another company. */
export const declinedHome = (): HomeView => ({ type: 'home', blocks: [section(commandReply.notOfOurs)] })

/** The app's Home: what it is, the open session, the last scorecard, progress and settings, the coaches, and who sees what. */
export function homeView({ domains, open, sees, last, memory }: Home): HomeView {
  const before = [
    header(t`Coaching, one question at a time`),
    section(
      t`Bring something real from your work. A session takes about ${ABOUT_MINUTES} minutes and ends with a scorecard for you.`,
    ),
    ...(open ? openSession(open) : []),
    ...(last ? [lastCard(last)] : []),
    actions(progressButton(), settingsButton()),
    divider,
    header(open ? t`Next time` : t`Start a session`),
  ]
  const after = [
    divider,
    ...memoryLines(memory),
    divider,
    ...managerLines(sees),
    context(WHO_SEES_WHAT()),
    context(
      t`You can also write to me in Messages, choose *Coach me on this* in a message’s menu, or type \`/coach\` anywhere. What I keep about you is under *Settings*.`,
    ),
  ]
  const rows = domains.length > 0 ? domainRows(domains) : [section(NO_COACH())]
  return { type: 'home', blocks: [...before, ...fitting(rows, ...before, ...after), ...after] }
}

function lastCard({ domainName, at, judge, isOpen, overall, link }: NonNullable<Home['last']>): KnownBlock {
  const day = dayWords(at, { day: 'numeric', month: 'long' })
  const score = overall === null ? '' : `${scoreWords(overall)}.`
  const sample = judge === SAMPLE_JUDGE ? t`A sample.` : ''
  const said = isOpen ? `${score} ${sample}`.trim() : t`It is ready: have a look.`
  const words = `${t`*Your last scorecard*: ${safeLine(domainName)}, ${day}.`} ${said}`.trim()
  return section(
    words,
    link
      ? button({ action: CARD_OPEN, text: t`Open it`, url: link, label: t`Open it: your last scorecard` })
      : undefined,
  )
}

function openSession({ sessionId, domainName, rounds, link }: NonNullable<Home['open']>): KnownBlock[] {
  const domain = safeLine(domainName)
  const words =
    rounds === 0
      ? t`*Your open session*: ${domain}, just opened`
      : plural(
          rounds,
          {
            one: '*Your open session*: {1}, one round so far',
            other: '*Your open session*: {1}, {0} rounds so far',
          },
          domain,
        )
  return [section(words), actions(continueButton(sessionId, link), scoreButton(sessionId), endButton(sessionId))]
}
