import { type Held, shownFigure } from '../gates.ts'
import type { Report, Section } from '../report.ts'
import { comparison, gatesSection, percent, shown } from '../shared-sections.ts'
import type { CoachFigures } from './figures.ts'
import type { Planted } from './planted-table.ts'
import type { Simulated } from './talk.ts'

/** What a run of the coach came to. */
export type CoachRun = {
  talks: Simulated[]
  figures: CoachFigures
  /** What the scripted coach reaches with the same learners. */
  floor: CoachFigures
  held: Held[]
  planted: Planted[]
  earlier: CoachFigures | undefined
  scripted: boolean
}

/** The report on how good a coach's answers are. */
export function coachReport(run: CoachRun): Report {
  const { talks, figures, held, earlier, scripted } = run
  const missed = held.filter(({ outcome }) => outcome === 'missed').length
  return {
    title: `How well ${figures.coach} coaches`,
    lead: [
      `${figures.sessions} talks with simulated learners, ${figures.answers} answers. ${missed === 0 ? 'Every gate is met.' : `${missed} of ${held.length} gates are missed.`}`,
      'A learner moves only when an open question is aimed at what holds them, or when they are stuck and are helped. They write what is written down for them, so it shows what a coach does, not whether anybody learns.',
      ...(scripted
        ? ['No model is set, so that nobody read the answers: what only a reader can check is not measured.']
        : []),
    ],
    sections: [
      gatesSection(held),
      ...(earlier ? [comparison(`${earlier.coach}, ${earlier.answers} answers`, earlier, figures)] : []),
      languagesSection(run),
      plantedSection(run.planted),
      checksSection(figures),
      readSection(figures),
      {
        title: 'By learner and domain',
        text: 'Of what held the learners back, what is out at the end.',
        table: {
          head: ['', 'share'],
          rows: Object.entries({ ...figures.learners, ...figures.domains }).map(([name, value]) => [
            name,
            percent(value),
          ]),
        },
      },
      {
        title: 'Everything else',
        table: {
          head: ['what', 'measured'],
          rows: [
            ['words of the coach for a word of the steady learner', shown(figures.talkShare)],
            ['latency, half of the answers within', `${shown(figures.latency.p50, 0)} ms`],
            ['latency, 95 of 100 within', `${shown(figures.latency.p95, 0)} ms`],
            ['tokens in, out', `${figures.tokens.input}, ${figures.tokens.output}`],
            ['cost at the given price', shown(figures.cost, 4)],
          ],
        },
      },
      ...talks.map(talkSection),
    ],
  }
}

/** What talks tell, beside the floor and by language. */
export function languagesSection({ figures, floor, held, scripted }: CoachRun): Section {
  const languages = Object.keys(figures.languages)
  const named = new Map(held.map(({ figure, says }) => [figure, says]))
  named.set('talks.reflectionToQuestion', 'statements that take something up, for each question')
  const isRatio = (name: string) => name === 'reflectionToQuestion'
  const told = (name: string, value: number | null | undefined) =>
    isRatio(name) ? shown(value) : percent(value ?? null)
  const of = (measures: object, name: string) =>
    Object.entries(measures).flatMap(([key, value]: [string, unknown]) =>
      key === name && (typeof value === 'number' || value === null) ? [value] : [],
    )[0]
  return {
    title: 'The talks, by language',
    table: {
      head: ['what', figures.coach, ...languages, ...(scripted ? [] : ['scripted, the floor'])],
      rows: Object.keys(figures.talks).map((name) => [
        named.get(`talks.${name}`) ?? name,
        told(name, of(figures.talks, name)),
        ...languages.map((language) => told(name, of(figures.languages[language] ?? {}, name))),
        ...(scripted ? [] : [told(name, of(floor.talks, name))]),
      ]),
    },
  }
}

/** Whether the measure tells a good coach from bad ones. */
export const plantedSection = (planted: Planted[]): Section => ({
  title: 'Planted coaches',
  text: 'Each is good but for one thing. It must miss gates of that axis and of no other; the good one must miss none.',
  table: {
    head: ['planted coach', 'is bad at', 'misses', ''],
    rows: planted.map(({ name, axis, missed, isTold }) => [
      name,
      axis || 'nothing',
      missed.map((gate) => `${gate.says} (${gate.value === null ? '–' : shownFigure(gate, gate.value)})`).join('; ') ||
        'nothing',
      isTold ? 'told' : 'not told',
    ]),
  },
})

/** How the checks that hold answers back do, where it is known which answers are bad. */
export const checksSection = ({ checks }: Pick<CoachFigures, 'checks'>): Section => ({
  title: 'The checks of answers, on the planted coaches',
  table: {
    head: ['', 'good ones sent back', 'bad ones let through'],
    rows: [
      ['all', percent(checks.falseAlarms), percent(checks.misses)],
      ...Object.entries(checks.languages).map(([name, one]) => [name, percent(one.falseAlarms), percent(one.misses)]),
      ...Object.entries(checks.caught).map(([name, caught]) => [
        `the one that ${name}`,
        '–',
        percent(caught === null ? null : 1 - caught),
      ]),
    ],
  },
})

const readSection = ({ passed, failed, read, readFailed }: CoachFigures): Section => ({
  title: 'Answer by answer',
  text: 'The first four by code, the others by the model that judges learners, where they apply.',
  table: {
    head: ['check', 'passed', 'failed'],
    rows: [
      ...Object.entries(passed).map(([name, share]) => [name, percent(share), String(failed[name] ?? 0)]),
      ...Object.entries(read).map(([name, share]) => [
        name,
        percent(share),
        share === null ? '–' : String(readFailed[name] ?? 0),
      ]),
    ],
  },
})

const talkSection = ({ learner, case: brought, rounds }: Simulated): Section => ({
  title: `The talk: ${learner}, ${brought}`,
  table: { head: ['learner', 'coach'], rows: rounds.map(({ reply, answer }) => [reply, answer.replaceAll('\n', ' ')]) },
})
