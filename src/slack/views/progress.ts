import type { TableBlock } from '@slack/types'
import type { CuesFound, DomainProgress, Moved, Progress } from '../../coaching/progress.ts'
import type { ProgressView } from '../../flows/show.ts'
import { dayWords } from '../../words/dates.ts'
import { plural, t } from '../../words/words.ts'
import { actions, button, context, cut, header, type Message, notification, section } from './blocks.ts'
import { chart } from './chart.ts'
import { scoreWords } from './marks.ts'
import { startButton } from './picker.ts'
import { closed, type Opened, opened, type Post } from './post.ts'
import { plainWords, safeLine } from './safe-text.ts'

export const PROGRESS_OPEN = 'progress_open'
export const PROGRESS_SHOW = 'progress_show'

const LINES_SHOWN = 24 // of the table: five coaches have twenty
const COACHES_SHOWN = 5 // by wording, and of sample history
const NAME = 40 // of a skill or a coach; longer ones are cut, so that the table fits into a message whatever they are

const ONLY_YOU = () => t`Only you can see this.`
/** What the scores and the cues are, as far as there are any. */
const how = (scored: boolean, worded: boolean): string =>
  [
    ONLY_YOU(),
    t`Sessions off the record count nowhere.`,
    scored
      ? t`Scores go from 1 to 10, and are compared only where the same version of the rubric and the same model gave them.`
      : '',
    worded
      ? t`Cues are found by wording, a demonstration without AI: more of them mean other words, not always a better talk.`
      : '',
  ]
    .filter((part) => part)
    .join(' ')

/** Asks for it. */
export const progressButton = () => button({ action: PROGRESS_OPEN, text: t`My progress`, value: 'progress' })

/** It is there to look at. */
export const progressPost = (): Post =>
  closed({
    words: [t`Your progress opens with this button.`],
    buttons: [button({ action: PROGRESS_SHOW, text: t`Show it`, value: 'progress' })],
    notes: [ONLY_YOU()],
  })

/** How a learner is doing: each dimension over their sessions, their own view beside it, what moved, and one thing to practise next. */
export function progressMessage({ progress, showsStreak, step }: ProgressView): Opened {
  const { count, domains, byWording, own } = progress
  if (count === 0) return nothingYet()
  const samples = progress.samples.slice(0, COACHES_SHOWN).map(named).join(', ')
  const sample = samples ? t`The scores with ${samples} are invented: sample history shows what an AI judge gives.` : ''
  const summary = [summaryWords(progress), showsStreak ? streakWords(progress.streak) : '', sample].filter(
    (line) => line,
  )
  const lines = domains.flatMap(standing)
  const ownLines = own ? ownWords(own) : []
  const moved = movedWords(progress)
  const next = nextWords(progress, step)
  const scored = lines.length > 0
  const worded = byWording.slice(0, COACHES_SHOWN).map(cueLines)
  const none = scored || worded.length > 0 ? '' : noScores(progress)
  const notes = how(scored, worded.length > 0)
  return opened({
    text: notification(
      t`Your progress`,
      ...summary,
      none,
      ...lines.map(({ label, domainName, from, to, times }) =>
        times > 1
          ? t`${safeLine(label)}, ${safeLine(domainName)}: first ${from}, now ${scoreWords(to)}`
          : `${safeLine(label)}, ${safeLine(domainName)}: ${scoreWords(to)}`,
      ),
      ...worded,
      ...ownLines,
      ...moved,
      next,
      notes,
    ),
    blocks: [
      header(t`Your progress`),
      section(summary.join('\n')),
      ...(none ? [section(none)] : []),
      ...charts(progress),
      ...(scored ? [table(lines)] : []),
      ...worded.map((lines) => section(lines)),
      ...(ownLines.length > 0 ? [section(ownLines.join('\n'))] : []),
      ...(moved.length > 0 ? [section(moved.join('\n'))] : []),
      ...(next && progress.next
        ? [
            section(next),
            actions(startButton({ id: progress.next.session.domainId, name: progress.next.session.domainName })),
          ]
        : []),
      context(notes),
    ],
  })
}

const noScores = ({ isByScript }: Progress): string =>
  isByScript
    ? t`There is nothing to show of your talks yet. The demonstration looks for cues in English alone, and scores need an AI model.`
    : t`There are no scores here yet. They come from the scorecards that you have looked at.`

function nothingYet(): Opened {
  const words = t`There is nothing to show yet. After your first scorecard you see here how each skill goes, session by session.`
  return opened({ text: notification(words, ONLY_YOU()), blocks: [section(words), context(ONLY_YOU())] })
}

function summaryWords({ count, since, coaches }: Progress): string {
  if (since && coaches !== 1)
    return plural(
      count,
      {
        one: '*One session* with a scorecard on {1}, with {2} coaches.',
        other: '*{0} sessions* with a scorecard since {1}, with {2} coaches.',
      },
      longDay(since),
      coaches,
    )
  if (since)
    return plural(
      count,
      { one: '*One session* with a scorecard on {1}.', other: '*{0} sessions* with a scorecard since {1}.' },
      longDay(since),
    )
  if (coaches !== 1)
    return plural(
      count,
      {
        one: '*One session* with a scorecard, with {1} coaches.',
        other: '*{0} sessions* with a scorecard, with {1} coaches.',
      },
      coaches,
    )
  return plural(count, { one: '*One session* with a scorecard.', other: '*{0} sessions* with a scorecard.' })
}

function streakWords(weeks: number): string {
  if (weeks === 0) return t`No session this week or last week. Whenever it suits you.`
  return plural(weeks, {
    one: 'You practised in *one week* so far in a row.',
    other: 'You practised *{0} weeks* in a row.',
  })
}

/** '3 Nov 2026'. */
const longDay = (day: string) => dayWords(day, { day: 'numeric', month: 'short', year: 'numeric' })
const shortDay = (day: string) => dayWords(day)

const named = (name: string) => safeLine(cut(name, NAME))

type Standing = { label: string; domainName: string; from: number; to: number; times: number }

const standing = ({ domainName, lines }: DomainProgress): Standing[] =>
  lines.map(({ label, first, latest, times }) => ({
    label: cut(plainWords(label), NAME),
    domainName: cut(plainWords(domainName), NAME),
    from: first,
    to: latest,
    times,
  }))

const changeWords = ({ from, to, times }: Standing): string => {
  if (times < 2) return t`first one`
  if (to === from) return t`the same`
  return to > from ? t`up ${to - from}` : t`down ${from - to}`
}

/** What the charts say, in numbers. */
function table(lines: Standing[]): TableBlock {
  const cells = (...texts: string[]) => texts.map((text) => ({ type: 'raw_text' as const, text: text.trim() || '–' }))
  return {
    type: 'table',
    column_settings: [{ is_wrapped: true }, { is_wrapped: true }],
    rows: [
      cells(t`Skill`, t`Coach`, t`First`, t`Now`, t`Change`),
      ...lines
        .slice(0, LINES_SHOWN)
        .map((line) =>
          cells(line.label, line.domainName, line.times > 1 ? `${line.from}` : '–', `${line.to}`, changeWords(line)),
        ),
    ],
  }
}

/** The same over a form, in which Slack draws no charts. */
export function progressInForm(view: ProgressView): Message {
  const { text, blocks } = progressMessage(view)
  const hasChart = blocks.some(({ type }) => type === 'data_visualization')
  const where = t`Write \`progress\` in our direct message to see it as a chart.`
  return { text, blocks: hasChart ? [...blocks, context(where)] : blocks }
}

/** The skills of the coach who was practised with last, and the learner's own view beside the readings. */
function charts({ domains, byWording, own }: Progress): Message['blocks'] {
  const latest = domains.find(({ sessions }) => sessions.length >= 2)
  const worded = latest ? undefined : byWording.find(({ sessions }) => sessions.length >= 2) // Slack draws two charts in a message
  return [
    ...(latest
      ? chart(
          plainWords(latest.domainName),
          latest.sessions.map(({ day }) => shortDay(day)),
          latest.lines.map(({ label, scores }) => ({ name: cut(plainWords(label), NAME), values: scores })),
        )
      : []),
    ...(worded
      ? chart(
          t`Cues found: ${plainWords(worded.domainName)}`,
          worded.sessions.map(({ day }) => shortDay(day)),
          worded.lines.map(({ label, found }) => ({ name: cut(plainWords(label), NAME), values: found })),
        )
      : []),
    ...(own && own.sessions.length >= 2
      ? chart(
          t`Your own view and the reading`,
          own.sessions.map(({ day }) => shortDay(day)),
          [
            { name: t`Your own view`, values: own.sessions.map((one) => one.own) },
            { name: t`The reading`, values: own.sessions.map(({ overall }) => overall) },
          ],
        )
      : []),
  ]
}

/** How many cues of each skill were found, with one coach. */
function cueLines({ domainName, lines }: CuesFound): string {
  const told = lines
    .slice(0, LINES_SHOWN)
    .map(({ label, first, latest, of, times }) =>
      times > 1
        ? t`• ${named(label)}: ${latest} of ${of}, the first time ${first}`
        : t`• ${named(label)}: ${latest} of ${of}`,
    )
  return [t`*Cues found by wording*: ${named(domainName)}`, ...told].join('\n')
}

function ownWords({ sessions, apart }: NonNullable<Progress['own']>): string[] {
  const rounded = Math.round(Math.abs(apart) * 10) / 10
  const difference =
    apart > 0
      ? plural(rounded, {
          one: 'On average you rate yourself one point above the reading.',
          other: 'On average you rate yourself {0} points above the reading.',
        })
      : plural(rounded, {
          one: 'On average you rate yourself one point below the reading.',
          other: 'On average you rate yourself {0} points below the reading.',
        })
  return [
    t`*How you see yourself*`,
    ...sessions
      .slice(-OWN_SHOWN)
      .map(
        ({ day, domainName, own, overall }) =>
          t`• ${shortDay(day)}, ${named(domainName)}: you gave yourself ${own}, the reading was ${overall}`,
      ),
    rounded === 0 ? t`On average the two are the same.` : difference,
  ]
}
const OWN_SHOWN = 3

function movedWords({ up, down }: Progress): string[] {
  const name = ({ label, domainName }: Moved) => `${named(label)} (${named(domainName)})`
  const lines = [
    ...(up ? [t`• ${name(up)} went up from ${up.from} to ${up.to}`] : []),
    ...(down ? [t`• ${name(down)} went down from ${down.from} to ${down.to}`] : []),
  ]
  return lines.length > 0 ? [t`*What moved*`, ...lines] : []
}

function nextWords({ next }: Progress, step: string): string {
  if (!next) return ''
  const { line, session } = next
  return t`*For next time*: ${named(line.label)}, with the ${named(session.domainName)}. ${safeLine(step)}`.trim()
}
