import type { CoachFigures, Simulated } from './coach-figures.ts'
import type { Held } from './gates.ts'
import { barsPlot } from './plots.ts'
import type { Report, Section } from './report.ts'
import { comparison, gatesSection, percent, shown } from './shared-sections.ts'

/** The report on how good a coach's answers are. */
export function coachReport(run: {
  sessions: Simulated[]
  figures: CoachFigures
  held: Held[]
  earlier: CoachFigures | undefined
  scripted: boolean
}): Report {
  const { sessions, figures, held, earlier, scripted } = run
  const missed = held.filter(({ outcome }) => outcome === 'missed').length
  return {
    title: `How well ${figures.coach} coaches`,
    lead: [
      `${figures.sessions} sessions with simulated learners, ${figures.answers} answers. ${missed === 0 ? 'Every gate is met.' : `${missed} of ${held.length} gates are missed.`}`,
      'The learners write by a script, whatever they are answered. That shows what the coach does with what it gets, not whether anybody learns.',
      ...(scripted
        ? ['No model is set, so that nobody read the answers: what only a reader can check is not measured.']
        : []),
    ],
    sections: [
      gatesSection(held),
      ...(earlier ? [comparison(`${earlier.coach}, ${earlier.answers} answers`, earlier, figures)] : []),
      checksSection(figures),
      {
        title: 'By learner and domain',
        text: 'The weighted share of the checks by code that an answer passes.',
        table: {
          head: ['', 'of 100'],
          rows: [...Object.entries(figures.learners), ...Object.entries(figures.domains)].map(([name, value]) => [
            name,
            shown(value, 1),
          ]),
        },
      },
      {
        title: 'Everything else',
        table: {
          head: ['what', 'measured'],
          rows: [
            [
              'words of the coach for a word of the cooperative learner, who writes little; asked for is 1.00',
              shown(figures.talkShare),
            ],
            ['latency, half of the answers within', `${shown(figures.latency.p50, 0)} ms`],
            ['latency, 95 of 100 within', `${shown(figures.latency.p95, 0)} ms`],
            ['tokens in, out', `${figures.tokens.input}, ${figures.tokens.output}`],
            ['cost at the given price', shown(figures.cost, 4)],
          ],
        },
      },
      ...sessions.map(talkSection),
    ],
  }
}

function checksSection({ passed, failed, read, readFailed }: CoachFigures): Section {
  const rows = [
    ...Object.entries(passed).map(([name, share]) => ({ name, share, fails: failed[name] ?? 0 })),
    ...Object.entries(read).map(([name, share]) => ({ name, share, fails: readFailed[name] ?? 0 })),
  ]
  return {
    title: 'Checks',
    text: 'The first six by code, the others by the model that judges learners, where they apply.',
    table: {
      head: ['check', 'passed', 'failed'],
      rows: rows.map(({ name, share, fails }) => [name, percent(share), share === null ? '–' : String(fails)]),
    },
    plot: barsPlot(
      'checks',
      'The share of answers that pass each check',
      ['passed', 'failed'],
      rows.map(({ name, share }) => ({ name, one: share, two: share === null ? null : 1 - share })),
    ),
  }
}

const talkSection = ({ learner, domain, rounds }: Simulated): Section => ({
  title: `The talk: ${learner}, ${domain}`,
  table: { head: ['learner', 'coach'], rows: rounds.map(({ reply, answer }) => [reply, answer.replaceAll('\n', ' ')]) },
})
