import type { KnownBlock } from '@slack/types'
import { directionOf } from '../../coaching/digest.ts'
import type { DigestView, SharedCard } from '../../flows/show.ts'
import { plural, t } from '../../words/words.ts'
import { actions, button, context, divider, header, type Message, notification, section } from './blocks.ts'
import { commandReply } from './command-reply.ts'
import { personName } from './label.ts'
import { levelName } from './level-words.ts'
import { closed, type Opened, opened, type Post, told } from './post.ts'
import { safeLine } from './safe-text.ts'

export const DIGEST_SHOW = 'digest_show'
export const DIGEST_COACH = 'digest_coach'
export const SUGGEST_OPEN = 'suggest_open'

const CARDS_SHOWN = 10
const TEAMS_SHOWN = 5
const DOMAINS_NAMED = 12
const RULES = () =>
  t`Never here: who practised and who did not, what anybody said, single scores. Whoever practised saw beforehand what they are part of, and could leave themselves out. If you would like to know how somebody is doing, ask them.`

type Team = DigestView['teams'][number]

/** The week of a manager's teams is there to look at. That there is nothing to tell is told. */
export function digestPost({ week, isQuiet, teams }: DigestView): Post {
  if (isQuiet) return told(quietMessage(week, teams))
  const show = button({ action: DIGEST_SHOW, text: t`Show it`, value: week, style: 'primary' })
  return closed({
    title: t`Your team this week`,
    words: [t`Your digest is ready, for you alone.`],
    buttons: [show, coachButton(week), suggestButton(week)],
  })
}

/** The week of a manager's teams: counts and words of groups, two things to do, and cards that people chose to send. */
export function digestMessage({ week, teams, cards, isQuiet, scripted }: DigestView): Opened {
  if (isQuiet) return opened(quietMessage(week, teams))
  const shown = teams.slice(0, TEAMS_SHOWN)
  const title = t`Your team this week`
  const parts = shown.map((team) => teamPart(team, scripted))
  const shared = cardLines(cards)
  const ask = section(t`Would you like to talk about your team? That is your own private session: nobody sees it.`)
  return opened({
    text: notification(title, ...parts.flatMap(({ lines }) => lines), ...shared, RULES()),
    blocks: [
      header(title),
      ...parts.flatMap(({ blocks }) => blocks),
      ...(shared.length > 0 ? [divider, ...shared.map((line) => section(line))] : []),
      divider,
      context(RULES()),
      ask,
      actions(coachButton(week), suggestButton(week)),
    ],
  })
}

/** What a manager has before the first one. */
export function noDigestMessage(): Message {
  const words = commandReply.noDigestYet
  return { text: notification(words), blocks: [section(words), actions(suggestButton('none'))] }
}

/** Said once a month at most, so that nobody wonders whether it still works. For a small team it is all there is. */
function quietMessage(week: string, [team]: Team[]): Message {
  const words = [
    t`A quiet week: there is nothing new that could be told about your team without telling of one person.`,
    t`That says nothing about how many practised. You hear from me again when there is something.`,
    ...(team ? [adviceWords(team)] : []),
  ]
  return {
    text: notification(...words),
    blocks: [...words.map((line) => section(line)), actions(coachButton(week), suggestButton(week))],
  }
}

const adviceWords = ({ advice }: Team) =>
  [t`*Two things you can do this week*`, `1. ${safeLine(advice.first)}`, `2. ${safeLine(advice.second)}`].join('\n')

const suggestButton = (week: string) => button({ action: SUGGEST_OPEN, text: t`Suggest a session`, value: week })

const coachButton = (week: string) =>
  button({ action: DIGEST_COACH, text: t`Coach me on supporting my team`, value: week })

/** What a learner sees afterwards: the same lines, without what is for the manager alone. */
export function teamLines(team: Omit<Team, 'advice'>): string[] {
  return [
    `*${safeLine(team.team)}*: ${practised(team)}`,
    ...(team.domains.length > 0 ? [t`Coaches: ${team.domains.map(domainWords).join(', ')}`] : []),
    ...(team.dimensions.length > 0
      ? [[t`*Where the team stands*`, ...team.dimensions.map(standing), ...sampleWords(team)].join('\n')]
      : []),
  ]
}

const sampleWords = ({ dimensions }: Omit<Team, 'advice'>): string[] =>
  dimensions.some(({ isSample }) => isSample) ? [t`These levels are invented, to show what an AI judge gives.`] : []

function teamPart(team: Team, scripted: boolean): { lines: string[]; blocks: KnownBlock[] } {
  const noLevels =
    scripted && team.dimensions.length === 0
      ? [t`Levels of skills need an AI judge, and none is connected. This counts only how many practised.`]
      : []
  const about = [...teamLines(team), ...noLevels]
  const missing = notShownWords(team)
  return {
    lines: [...about, adviceWords(team), missing],
    blocks: [...about.map((line) => section(line)), section(adviceWords(team)), ...(missing ? [context(missing)] : [])],
  }
}

/** How many practised, as exactly as may be said. Of less than five, and of none, it says the same. */
function practised({ practised: count, size, minimum }: Omit<Team, 'advice'>): string {
  if (count && 'count' in count) return t`${count.count} of ${size} people practised.`
  if (count) return t`${count.atLeast} or more of ${size} people practised.`
  if (size <= minimum) return t`a team of ${minimum} or fewer has no numbers here, so that nobody can be singled out.`
  return t`no numbers this week. Fewer than ${minimum} people practised, or numbers would tell of one person beside those of an earlier week.`
}

const domainWords = (domain: Team['domains'][number]) =>
  'count' in domain
    ? `${safeLine(domain.domain)} (${domain.count})`
    : t`${safeLine(domain.domain)} (${domain.atLeast} or more)`

function standing(dimension: Team['dimensions'][number]): string {
  const first = dimension.history.find((level) => level !== null)
  const [label, level, before] = [safeLine(dimension.label), levelName(dimension.level), first ? levelName(first) : '']
  if (dimension.isMixed)
    return t`• ${label}: ${level}, from more than one version of the rubric or the model, so no other week compares with it`
  const direction = directionOf(dimension)
  if (direction === 'up') return t`• ${label}: ${level}, up from ${before} within four weeks`
  if (direction === 'down') return t`• ${label}: ${level}, down from ${before} within four weeks`
  return direction === 'same' ? t`• ${label}: ${level}, as in the weeks before` : `• ${label}: ${level}`
}

/** Named whether few practised it or nobody did, so that it tells of nobody. */
function notShownWords({ notShown, minimum, practised: count }: Team): string {
  if (!count || notShown.length === 0) return ''
  const names = notShown.slice(0, DOMAINS_NAMED).map(safeLine).join(', ')
  return t`Not shown: ${names}. Nobody or fewer than ${minimum} people practised there, or it could tell of one person.`
}

/** One dimension of a card, with the learner's own words where they wanted them in it. */
export const cardLine = ({ label, level, quotes }: SharedCard['levels'][number]): string =>
  [`• ${safeLine(label)}: ${levelName(level)}`, ...quotes.map((quote) => t`“${safeLine(quote)}”`)].join('\n')

/** Whom the company's list has without a name, it has by id. Unlike a name in capitals, an id has digits. */
const senderName = (name: string) => (/\d/.test(name) ? personName({ actor: name, name }) : safeLine(name))

function cardLines(cards: SharedCard[]): string[] {
  if (cards.length === 0) return []
  const shown = cards
    .slice(0, CARDS_SHOWN)
    .map(({ name, domainName, levels, says }) =>
      [
        t`*${senderName(name)}* shares a scorecard with you: ${safeLine(domainName)}`,
        ...levels.map(cardLine),
        ...(says ? [safeLine(says)] : []),
      ].join('\n'),
    )
  const left = cards.length - shown.length
  return [...shown, ...(left > 0 ? [plural(left, { one: 'And one more card.', other: 'And {0} more cards.' })] : [])]
}
