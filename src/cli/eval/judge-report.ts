import type { Answer } from './ask.ts'
import { type Agreement, type Figures, overallPairs } from './figures.ts'
import type { Held } from './gates.ts'
import { originals, type Talk } from './golden.ts'
import { barsPlot, levelsPlot } from './plots.ts'
import type { Report, Section } from './report.ts'
import { comparison, gatesSection, percent, shown } from './shared-sections.ts'

const FARTHEST = 12 // talks that are named as the worst misses

/** What is shown of a run. */
export type JudgeRun = {
  talks: Talk[]
  answers: Answer[]
  figures: Figures
  held: Held[]
  scripted: boolean
  /** Of an earlier run that this one is compared with. */
  earlier: Figures | undefined
}

/** The report on how well a judge scores. */
export function judgeReport(run: JudgeRun): Report {
  const { talks, answers, figures, held, scripted } = run
  const missed = held.filter(({ outcome }) => outcome === 'missed').length
  return {
    title: `How well ${figures.judge} scores`,
    lead: [
      `${figures.talks} talks, each judged ${times(figures.repeats)}, with ${figures.samples === 1 ? 'one sample' : `the middle of ${figures.samples} samples`}. ${missed === 0 ? 'Every gate is met.' : `${missed} of ${held.length} gates are missed.`}`,
      'The levels are those that the author of the talks intended. No panel rated them: read each figure as agreement with that author.',
      ...(scripted ? [ESTIMATE] : []),
    ],
    sections: [
      gatesSection(held),
      ...(run.earlier ? [comparison(`${run.earlier.judge}, ${run.earlier.talks} talks`, run.earlier, figures)] : []),
      agreementSection(figures),
      {
        title: 'Given and intended',
        text: 'The talks as wholes. On the line, a talk was given what was intended.',
        plot: levelsPlot(overallPairs(originals(talks), answers)),
      },
      dimensionSection(figures),
      shiftSection(figures),
      restSection(figures),
      farthest(talks, answers),
      ...(scripted ? [{ title: 'What it is bad at', text: BAD_AT }] : []),
    ],
  }
}

const ESTIMATE =
  'This judge is no AI: an offline estimate from wording. Each domain is measured with a calibration that was fitted to the other three; the bot ships one that is fitted to all four. It gives no more than 8, so that a 10 is always missed by 2.'
const BAD_AT =
  'It reads wording, not sense. Whoever writes plausible numbers, names and days is taken at their word, also where these do not fit together or answer another question. It hardly tells the dimensions of a talk apart: they rest on overlapping markers. Strong content without a number, a name or a reason stays in the middle, and fluent weak content rises into it. It reads English only, and sees neither irony nor a contradiction between two replies.'

const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`)
const HEAD = ['', 'count', 'kappa', 'Spearman', 'word count', 'mean error', 'within one']
const agreementRow = (name: string, of: Agreement) => [
  name,
  String(of.count),
  shown(of.kappa),
  shown(of.spearman),
  shown(of.wordCount),
  shown(of.meanError),
  percent(of.withinOne),
]

function agreementSection(figures: Figures): Section {
  const domains = Object.entries(figures.domains)
  return {
    title: 'Agreement, talks as wholes',
    text: 'Kappa has quadratic weights. "Word count" is the Spearman correlation that counting the learner’s words would reach.',
    table: {
      head: HEAD,
      rows: [
        agreementRow('all', figures.overall),
        agreementRow('seen while the scripted judge was made', figures.developed),
        agreementRow('held out', figures.heldOut),
        ...domains.map(([name, of]) => agreementRow(name, of)),
        ...Object.entries(figures.kinds)
          .filter(([, of]) => of.count > 0)
          .map(([name, of]) => agreementRow(`kind: ${name}`, of)),
      ],
    },
    plot: barsPlot(
      'domains',
      'Spearman of the judge and of the word count in each domain',
      ['the judge', 'the word count'],
      domains.map(([name, of]) => ({ name, one: of.spearman, two: of.wordCount })),
    ),
  }
}

function dimensionSection({ marks, dimensions }: Figures): Section {
  const rows = Object.entries(dimensions)
  return {
    title: 'Agreement, single dimensions',
    table: { head: HEAD, rows: [agreementRow('all', marks), ...rows.map(([name, of]) => agreementRow(name, of))] },
    plot: barsPlot(
      'dimensions',
      'Kappa of the judge and Spearman of the word count for each dimension',
      ['kappa', 'the word count'],
      rows.map(([name, of]) => ({ name, one: of.kappa, two: of.wordCount })),
    ),
  }
}

function shiftSection({ injection, stuffing, padded }: Figures): Section {
  const rows = Object.entries({ injection, stuffing, 'small talk around it': padded })
  return {
    title: 'What must not count',
    text: 'Marks of a changed talk against those of the talk it was made of. "Appeared": had no score before and has one now.',
    table: {
      head: ['', 'marks', 'mean shift', 'largest', 'upwards', 'appeared'],
      rows: rows.map(([name, of]) => [
        name,
        String(of.count),
        shown(of.mean),
        shown(of.max, 0),
        shown(of.towards),
        String(of.appeared),
      ]),
    },
  }
}

function restSection(figures: Figures): Section {
  const { abstention, quotes, retest, failures, latency, tokens, cost } = figures
  return {
    title: 'Everything else',
    table: {
      head: ['what', 'measured'],
      rows: [
        ['abstention: of the marks without a score, rightly so', percent(abstention.precision)],
        ['abstention: of the marks that should have none', percent(abstention.recall)],
        ['the same on too short and not applicable', percent(abstention.recallWhereNothingIsToScore)],
        [`quotes that stand in the talk, of ${quotes.shown} shown`, percent(quotes.verbatim)],
        ['marks lost because no quote could be found', percent(quotes.lost)],
        ['judged again: mean spread', shown(retest.spread)],
        ['judged again: widest apart', shown(retest.worst, 0)],
        ['failed answers', percent(failures.all)],
        ['failed for their JSON', percent(failures.json)],
        ['latency, half of the answers within', `${shown(latency.p50, 0)} ms`],
        ['latency, 95 of 100 within', `${shown(latency.p95, 0)} ms`],
        ['tokens in, of them cached, out', `${tokens.input}, ${tokens.cached}, ${tokens.output}`],
        ['cost at the given price', shown(cost, 4)],
      ],
    },
  }
}

function farthest(talks: Talk[], answers: Answer[]): Section {
  const rows = overallPairs(originals(talks), answers)
    .map((pair) => ({ ...pair, off: pair.given - pair.intended }))
    .filter(({ off }) => off !== 0)
    .toSorted((a, b) => Math.abs(b.off) - Math.abs(a.off))
  const once = rows.filter((row, at) => rows.findIndex(({ talk }) => talk === row.talk) === at).slice(0, FARTHEST)
  return {
    title: 'Farthest off',
    table: {
      head: ['talk', 'intended', 'given'],
      rows: once.map(({ talk, intended, given }) => [talk.id, String(intended), String(given)]),
    },
  }
}
