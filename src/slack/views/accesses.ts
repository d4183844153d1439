import { SCRIPTED_JUDGE } from '../../coaching/judges.ts'
import type { Access } from '../../flows/own-data.ts'
import { dayWords } from '../../words/dates.ts'
import { plural, t } from '../../words/words.ts'
import { context, type Message, notification, section } from './blocks.ts'
import { inert, safeLine } from './safe-text.ts'

/** Who or what read the learner's data, the last of it first. */
export function accessesMessage(accesses: Access[]): Message {
  const lines = accesses.map((access) => `• ${dayWords(access.lastAt)}: ${sentence(access)}`)
  const head =
    lines.length > 0
      ? t`*Who or what read your data*, the last of it first:`
      : t`Nobody and nothing has read your data yet.`
  const rules = t`Each of these is noted where it happens, without a word of what was read. Your managers can read nothing but cards that you send them. All of it is in your export.`
  return {
    text: notification(head, ...lines, rules),
    blocks: [section(head), ...inSections(lines), context(rules)],
  }
}

function sentence({ what, times, domain, week, manager, models }: Access): string {
  const about = domain ? safeLine(domain) : ''
  const by = models.map((model) => safeLine(model)).join(', ')
  switch (what) {
    case 'coach':
      return coachRead(times, about, by)
    case 'judge':
      return judgeRead(times, about, by)
    case 'digest':
      return countedFor(week ? dayWords(week) : '', toWhom(manager))
    case 'card':
      return cardWent(about, toWhom(manager))
    case 'export':
      return plural(times, {
        one: 'you were sent everything that is kept of you, once',
        other: 'you were sent everything that is kept of you, {0} times',
      })
  }
}

function coachRead(times: number, domain: string, by: string): string {
  if (domain && by)
    return plural(
      times,
      {
        one: 'the coach ({2}) read your session {1} to answer you, once',
        other: 'the coach ({2}) read your session {1} to answer you, {0} times',
      },
      domain,
      by,
    )
  if (domain)
    return plural(
      times,
      {
        one: 'the coach read your session {1} to answer you, once',
        other: 'the coach read your session {1} to answer you, {0} times',
      },
      domain,
    )
  if (by)
    return plural(
      times,
      {
        one: 'the coach ({1}) read a session to answer you, once',
        other: 'the coach ({1}) read a session to answer you, {0} times',
      },
      by,
    )
  return plural(times, {
    one: 'the coach read a session to answer you, once',
    other: 'the coach read a session to answer you, {0} times',
  })
}

function judgeRead(times: number, domain: string, by: string): string {
  if (by === SCRIPTED_JUDGE) return scriptRead(times, domain)
  if (domain && by)
    return plural(
      times,
      {
        one: 'the judge ({2}) read your session {1} to score it, once',
        other: 'the judge ({2}) read your session {1} to score it, {0} times',
      },
      domain,
      by,
    )
  if (domain)
    return plural(
      times,
      {
        one: 'the judge read your session {1} to score it, once',
        other: 'the judge read your session {1} to score it, {0} times',
      },
      domain,
    )
  if (by)
    return plural(
      times,
      {
        one: 'the judge ({1}) read a session to score it, once',
        other: 'the judge ({1}) read a session to score it, {0} times',
      },
      by,
    )
  return plural(times, {
    one: 'the judge read a session to score it, once',
    other: 'the judge read a session to score it, {0} times',
  })
}

/** It gives no score. */
function scriptRead(times: number, domain: string): string {
  if (domain)
    return plural(
      times,
      {
        one: 'the script, which is no AI, looked for cues in your session {1}, once',
        other: 'the script, which is no AI, looked for cues in your session {1}, {0} times',
      },
      domain,
    )
  return plural(times, {
    one: 'the script, which is no AI, looked for cues in a session, once',
    other: 'the script, which is no AI, looked for cues in a session, {0} times',
  })
}

const countedFor = (week: string, manager: string) =>
  manager
    ? t`your practice, and your levels if you had any, were counted for the team’s digest of ${week} to ${manager}`
    : t`your practice, and your levels if you had any, were counted for the team’s digest of ${week}`

function cardWent(domain: string, manager: string): string {
  if (domain)
    return manager ? t`your card about ${domain} went out to ${manager}` : t`your card about ${domain} went out`
  return manager ? t`your card about a session went out to ${manager}` : t`your card about a session went out`
}

/** A Slack id is shown by name and pings nobody in a message to one person alone. */
const toWhom = (manager: string | null): string =>
  manager && /^[UW][A-Z0-9]+$/.test(manager) ? `<@${manager}>` : inert(manager ?? '')

const A_SECTION = 8 // lines, so that one is never too long

function inSections(lines: string[]) {
  return Array.from({ length: Math.ceil(lines.length / A_SECTION) }, (_, at) =>
    section(lines.slice(at * A_SECTION, (at + 1) * A_SECTION).join('\n')),
  )
}
