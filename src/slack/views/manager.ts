import type { Button, KnownBlock, ModalView } from '@slack/types'
import type { ManagerSees } from '../../flows/show.ts'
import { t } from '../../words/words.ts'
import { actions, button, context, divider, LIMITS, plain, section } from './blocks.ts'
import { MANAGER_SEES } from './consent.ts'
import { teamLines } from './digest.ts'
import { personName } from './label.ts'
import { partLines } from './preview.ts'
import { safeLine } from './safe-text.ts'

export const MANAGER_OBJECT = 'manager_object'
export const OBJECT = 'object'
export const MANAGER_LEAVE_OUT = 'manager_leave_out'
export const LEAVE_OUT = 'out'
const COUNT_IN = 'in'
const ACCEPT = 'accept'

const NOBODY = () =>
  t`Nobody is set as your manager here, so nobody is told anything of a group that you are part of. If that changes, you see it in App Home.`

const NEVER = () =>
  t`Never in it: your name, what you wrote, a score of yours, whether or when you practised. The one exception is a card that you share yourself, and you see it first.`

/** What a learner's manager was told last, in the words in which it was told. */
export function managerModal(sees: ManagerSees | null): ModalView {
  return {
    type: 'modal',
    title: plain(t`What my manager sees`, LIMITS.viewTitle),
    close: plain(t`Close`, LIMITS.viewTitle),
    blocks: sees ? aboutManager(sees) : [section(NOBODY())],
  }
}

function aboutManager(sees: ManagerSees): KnownBlock[] {
  const { manager, team, state, ahead } = sees
  const name = personName(manager)
  const when = {
    told: t`This is exactly what ${name} was told last of your team:`,
    nothing: t`Nothing has been told of your team yet. As it stands, ${name} would be told this:`,
  }
  return [
    section(t`*${name}* is set as your manager, for the team ${safeLine(team.team)}.`),
    section(when[state]),
    divider,
    ...teamLines(team).map((line) => section(line)),
    divider,
    ...(ahead && !ahead.leftOut ? [section(nextWords(ahead)), divider] : []),
    context(NEVER()),
    ...choices(sees),
  ]
}

const nextWords = (ahead: NonNullable<ManagerSees['ahead']>) =>
  [
    t`*Next time* you are part of this. How it turns out nobody sees before it is told, so that nobody could notice if you left yourself out:`,
    partLines(ahead),
  ].join('\n')

/** What the learner said of their manager and of being counted, and what they can say. */
function choices(sees: ManagerSees, ...before: Button[]): KnownBlock[] {
  const { objected, leftOut, forGood } = sees
  return [
    ...(objected ? [context(OBJECTED())] : []),
    ...(leftOut ? [context(forGood ? LEFT_OUT_FOR_GOOD() : LEFT_OUT())] : []),
    actions(...before, ...(forGood ? [] : [leaveOutButton(sees)]), objectButton(sees)),
  ]
}

const LEFT_OUT = () => t`You are left out always: you are in nothing that a manager is told.`
const LEFT_OUT_FOR_GOOD = () =>
  t`You erased everything once. Since then you are in nothing that a manager is told: beside what was told before, a new number could tell of one person.`
const OBJECTED = () => t`You said that this is not your manager: you are in nothing that they are told.`

/** In App Home: who is set as the learner's manager, and the way to say that it is not so. */
export function managerLines(sees: ManagerSees | null): KnownBlock[] {
  const look = button({ action: MANAGER_SEES, text: t`What my manager sees`, value: 'home' })
  if (!sees) return [context(t`Nobody is set as your manager here.`)]
  const { manager, team } = sees
  return [
    section(t`*Your manager here*: ${personName(manager)}, for the team ${safeLine(team.team)}`),
    ...choices(sees, look),
  ]
}

/** The same in the settings: what is set, and the way to what is told. */
export function managerSettings(sees: ManagerSees | null): KnownBlock[] {
  const who = sees
    ? t`*Your manager here*: ${personName(sees.manager)}, for the team ${safeLine(sees.team.team)}`
    : t`*Your manager here*: nobody is set, so nobody is told anything.`
  return [section(who, button({ action: MANAGER_SEES, text: t`What my manager sees`, value: 'settings' }))]
}

const leaveOutButton = ({ leftOut }: ManagerSees) =>
  leftOut
    ? button({ action: MANAGER_LEAVE_OUT, text: t`Count me in again`, value: COUNT_IN })
    : button({ action: MANAGER_LEAVE_OUT, text: t`Leave me out always`, value: LEAVE_OUT })

const objectButton = ({ objected }: ManagerSees) =>
  objected
    ? button({ action: MANAGER_OBJECT, text: t`This is my manager after all`, value: ACCEPT })
    : button({ action: MANAGER_OBJECT, text: t`This is not my manager`, value: OBJECT })
