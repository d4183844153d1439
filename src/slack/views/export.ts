import { z } from 'zod'
import { pressure, wish } from '../../coaching/model.ts'
import { isPlayed } from '../../coaching/rehearsal.ts'
import type { PersonData } from '../../flows/own-data.ts'
import { sentences, t } from '../../words/words.ts'
import { pressureName } from './wish-buttons.ts'

export const exportComment = () =>
  t`Here is everything that I keep about you: one file to read, and the same for a machine. Nobody else was sent it.`

const text = z.string().nullish()
const time = z.string().nullish()
const session = z.looseObject({ id: z.string(), domain: text, opened_at: time, closed_at: time, label: text })
const round = z.looseObject({
  session_id: text,
  round_number: z.number().nullish(),
  learner_message: text,
  coach_response: text,
  score: z.number().nullish(),
  feedback: text,
  wish: wish.nullish().catch(null),
  rehearsal: pressure.nullish().catch(null),
  retaken: z.boolean().nullish(),
})
const quote = z.looseObject({ text: z.string() })
const mark = z.looseObject({
  label: text,
  score: z.number().nullish(),
  observation: text,
  nextStep: text,
  quotes: z.array(quote).catch([]),
  cues: z
    .array(z.looseObject({ name: z.string(), quote: quote.optional() }))
    .optional()
    .catch(undefined),
})
const scorecard = z.looseObject({
  session_id: text,
  overall: z.number().nullish(),
  marks: z.array(mark).catch([]),
  closing: z.looseObject({ workedOut: text, nextSteps: z.array(z.string()).catch([]) }).nullish(),
})

/** What is told as a talk; every other table is told row by row. */
const TOLD_AS_TALK = ['sessions', 'coaching_sessions', 'scorecards']
const HEADINGS = sentences<Record<string, string>>({
  learners: 'You',
  session_threads: 'Where your sessions stand in Slack',
  memories: 'What you confirmed to be remembered',
  memory_settings: 'What may be remembered, and when you may be asked',
  disputes: 'Scores that you saw differently',
  feedback: 'What you thought of the coach',
  dimension_levels: 'Your scores, by dimension',
  shared_cards: 'Cards that you sent to your manager',
  cards_seen: 'Digests that showed a card of yours',
  inbox: 'What came from you, and what waits or was done',
  usage_today: 'What you used today',
  team_members: 'Your teams',
  manager_objections: 'Managers whom you objected to',
  left_out: 'You are left out of digests',
  team_week_withdrawals: 'Weeks that you left yourself out of',
  week_parts: 'What you are part of in a week that is not told yet',
  digest_cells: 'What you were part of in your team’s weeks',
  team_managers: 'Teams that you manage',
  team_weeks: 'Weeks of teams that you manage',
  digest_settings: 'Your digest',
  digests: 'Digests that you were sent',
  consents: 'What you agreed to',
  suggestions: 'Sessions that a manager suggested',
  accesses: 'Who or what read your data',
})

const LABELS = sentences<Record<string, string>>({ private: 'private', shared: 'shared', assigned: 'assigned' })
const labelOf = (label: string | null | undefined): string => LABELS[label ?? 'private'] ?? label ?? ''

/** Everything about a person as two files: to read, and for a machine. */
export function exportFiles(data: PersonData, at: Date): { name: string; title: string; text: string }[] {
  const day = at.toISOString().slice(0, 10)
  return [
    { name: `threadcoach-${day}.md`, title: t`Everything about you, to read`, text: asMarkdown(data, at) },
    {
      name: `threadcoach-${day}.json`,
      title: t`The same, for a machine`,
      text: `${JSON.stringify({ exportedAt: at.toISOString(), tables: data }, null, 2)}\n`,
    },
  ]
}

function asMarkdown(data: PersonData, at: Date): string {
  const rows = <T>(table: string, schema: z.ZodType<T>) =>
    (data[table] ?? []).flatMap((row) => schema.safeParse(row).data ?? [])
  const [rounds, cards] = [rows('coaching_sessions', round), rows('scorecards', scorecard)]
  const talks = rows('sessions', session).flatMap((one) => [
    sessionHeading(one),
    ...rounds.filter(({ session_id: id }) => id === one.id).flatMap(roundLines),
    ...cards.filter(({ session_id: id }) => id === one.id).flatMap(cardLines),
  ])
  const rest = Object.entries(data)
    .filter(([table, all]) => !TOLD_AS_TALK.includes(table) && all.length > 0)
    .flatMap(([table, all]) => [`## ${HEADINGS[table] ?? table}`, ...all.map(rowLine)])
  return `${[
    t`# Everything that Threadcoach keeps about you`,
    t`As of ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC. The JSON file beside this one holds every field.`,
    ...talks,
    ...rest,
  ].join('\n\n')}\n`
}

function sessionHeading({ domain, opened_at: opened, closed_at: closed, label }: z.infer<typeof session>): string {
  const day = opened?.slice(0, 10) ?? ''
  if (domain)
    return closed
      ? t`## ${domain}, ${day} (${labelOf(label)}, closed)`
      : t`## ${domain}, ${day} (${labelOf(label)}, open)`
  return closed
    ? t`## A session, ${day} (${labelOf(label)}, closed)`
    : t`## A session, ${day} (${labelOf(label)}, open)`
}

function roundLines(one: z.infer<typeof round>): string[] {
  const rehearsal = one.rehearsal ?? undefined
  const answer = quoted(one.coach_response)
  const played = isPlayed({ wish: one.wish ?? undefined, rehearsal })
  return [
    roundHeading(one),
    t`You wrote:\n${quoted(one.learner_message)}`,
    played ? t`The coach answered as the other person:\n${answer}` : t`The coach answered:\n${answer}`,
    ...(one.score ? [t`Score so far: ${one.score} of 10. ${one.feedback ?? ''}`] : []),
  ]
}

/** Whether it was a rehearsal, and whether what was said in it was said anew later. */
function roundHeading({ round_number: number, rehearsal, retaken }: z.infer<typeof round>): string {
  const place = number ?? ''
  if (!rehearsal) return t`### Round ${place}`
  return retaken
    ? t`### Round ${place}, rehearsal, ${pressureName(rehearsal)}, set aside: it counts no more`
    : t`### Round ${place}, rehearsal, ${pressureName(rehearsal)}`
}

function cardLines({ overall, marks, closing }: z.infer<typeof scorecard>): string[] {
  const steps = closing?.nextSteps ?? []
  return [
    overall ? t`### Scorecard: ${overall} of 10` : t`### Scorecard`,
    ...(closing?.workedOut ? [t`What you worked out:\n${quoted(closing.workedOut)}`] : []),
    ...(steps.length > 0 ? [t`Your next steps:\n${quoted(steps.join('\n'))}`] : []),
    ...marks.map(markLine),
  ]
}

function markLine({ label, score, observation, nextStep, quotes, cues }: z.infer<typeof mark>): string {
  const name = label ?? t`A dimension`
  if (cues) {
    const found = cues.filter((cue) => cue.quote)
    const words = found.map((cue) => `\n- ${cue.name}${cue.quote?.text ? `\n${quoted(cue.quote.text)}` : ''}`).join('')
    return `**${name}**: ${t`by wording, without AI: ${found.length} of ${cues.length} cues found`}.${words}`
  }
  const says = `**${name}**: ${score ? t`${score} of 10` : t`no score`}. ${observation ?? ''} ${nextStep ?? ''}`
  return `${says}${quotes.map((one) => `\n${quoted(one.text)}`).join('')}`
}

const quoted = (words: string | null | undefined): string =>
  `> ${(words || t`(nothing kept)`).replaceAll('\n', '\n> ')}`

function rowLine(row: Record<string, unknown>): string {
  const fields = Object.entries(row).filter(([, value]) => value !== null && value !== '')
  return fields
    .map(
      ([name, value]) =>
        `- ${name}: ${typeof value === 'string' ? value.replaceAll('\n', '\n  ') : JSON.stringify(value)}`,
    )
    .join('\n')
}
