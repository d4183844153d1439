import type { Answer } from './ask.ts'
import type { Agreement, Figures } from './figures.ts'
import type { Held } from './gates.ts'
import { agreedOn, type Talk } from './golden.ts'
import { givenTo, type Scored, scored } from './judge/judged.ts'
import { barsPlot, confusionPlot, intervalsPlot, levelsPlot } from './plots.ts'
import type { Report, Section } from './report.ts'
import { comparison, gatesSection, percent, ranged, shown } from './shared-sections.ts'

const FARTHEST = 12 // talks that are named as the worst misses

/** What is shown of a run. */
export type JudgeRun = {
  talks: Talk[]
  answers: Answer[]
  figures: Figures
  held: Held[]
  /** Of an earlier run that this one is compared with. */
  earlier: { judge: string; talks: number } | undefined
}

/** The report on how well a judge scores. */
export function judgeReport({ talks, answers, figures, held, earlier }: JudgeRun): Report {
  const missed = held.filter(({ outcome }) => outcome === 'missed').length
  const wholes = scored(givenTo(agreedOn(talks), answers).wholes)
  return {
    title: `How well ${figures.judge} scores`,
    lead: [
      `${figures.talks} talks, each judged ${times(figures.repeats)}, with ${figures.samples === 1 ? 'one sample' : `the middle of ${figures.samples} samples`}. ${missed === 0 ? 'Every gate is met.' : `${missed} of ${held.length} gates are missed.`}`,
      'Figures are by talk: of the repeats the middle counts. Intervals are of 95 %, with talks and their twins as clusters.',
      readersLine(figures),
    ],
    sections: [
      gatesSection(held),
      ...(earlier ? [comparison(`${earlier.judge}, ${earlier.talks} talks`, earlier, figures)] : []),
      agreementSection(figures),
      {
        title: 'Given and intended',
        text: 'The talks as wholes. On the line, a talk was given what was intended.',
        plot: levelsPlot(wholes),
      },
      { title: 'Level words', text: 'Marks: intended down, given across.', plot: confusionPlot(figures.confusion) },
      partsSection('Single dimensions', 'dimensions', figures.dimensions),
      partsSection('Languages', 'languages', figures.languages),
      partsSection('Domains', 'domains', figures.domains),
      partsSection('Kinds', 'kinds', figures.kinds),
      twinSection(figures),
      shiftSection(figures),
      restSection(figures),
      farthest(wholes),
    ],
  }
}

const readersLine = ({ readers: { talks, marks, withinTalk } }: Figures) =>
  talks === 0
    ? 'No second reader gave levels for these talks: read each figure as agreement with their authors.'
    : `Two readers who were blind to each other agree on ${talks} of these talks at kappa ${ranged(marks.kappa)}, within a talk at ${ranged(withinTalk)}: more cannot be asked of a judge.`

/** What is said of a run beside its gates: the judge beside the readers, the confusion, languages. */
export function judgeLines(figures: Figures): string[] {
  const { marks, withinTalk, readers, languages, confusion } = figures
  const line = (name: string, of: Agreement) =>
    `${name}: kappa ${ranged(of.kappa)}, mean error ${shown(of.meanError)}, given a level ${percent(of.coverage)}`
  return [
    `${line('Marks by the judge', marks)}, within a talk ${ranged(withinTalk)}`,
    ...(readers.talks > 0
      ? [`${line('Marks by the second reader', readers.marks)}, within a talk ${ranged(readers.withinTalk)}`]
      : []),
    ...Object.entries(languages).map(([name, of]) => line(name, of)),
    ...Object.entries(confusion).map(
      ([intended, given]) =>
        `${intended} is given ${Object.entries(given)
          .map(([word, count]) => `${word} ${count}`)
          .join(', ')}`,
    ),
  ]
}

const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`)
const HEAD = [
  '',
  'count',
  'kappa',
  'Spearman',
  'word count',
  'given − intended',
  'mean error',
  'within one',
  'given a level',
]
const agreementRow = (name: string, of: Agreement) => [
  name,
  String(of.count),
  ranged(of.kappa),
  shown(of.spearman),
  shown(of.wordCount),
  shown(of.bias),
  shown(of.meanError),
  percent(of.withinOne),
  percent(of.coverage),
]

function agreementSection(figures: Figures): Section {
  const { wholes, marks, developed, heldOut, readers } = figures
  return {
    title: 'Agreement',
    text: 'Kappa has quadratic weights. "Word count" is the Spearman correlation that counting the learner’s words would reach.',
    table: {
      head: HEAD,
      rows: [
        agreementRow('talks as wholes', wholes),
        agreementRow('single dimensions', marks),
        agreementRow('developed: wholes', developed.wholes),
        agreementRow('developed: dimensions', developed.marks),
        agreementRow('held out: wholes', heldOut.wholes),
        agreementRow('held out: dimensions', heldOut.marks),
        agreementRow('the second reader: dimensions', readers.marks),
      ],
    },
    plot: intervalsPlot('intervals', 'Kappa and correlations with their intervals', [
      { name: 'wholes: kappa', of: wholes.kappa },
      { name: 'dimensions: kappa', of: marks.kappa },
      { name: 'held out: kappa', of: heldOut.marks.kappa },
      { name: 'second reader: kappa', of: readers.marks.kappa },
      { name: 'within a talk', of: figures.withinTalk },
      { name: 'second reader: within a talk', of: readers.withinTalk },
      { name: 'beyond two levels', of: figures.beyondTwoLevels },
      { name: 'above two levels a talk', of: figures.against.twoLevels },
      { name: 'above the word count', of: figures.against.wordCount },
    ]),
  }
}

function partsSection(title: string, name: string, parts: Record<string, Agreement>): Section {
  const rows = Object.entries(parts)
  return {
    title: `Agreement, ${title.toLowerCase()}`,
    table: { head: HEAD, rows: rows.map(([part, of]) => agreementRow(part, of)) },
    plot: barsPlot(
      name,
      `Kappa of the judge and Spearman of the word count: ${title.toLowerCase()}`,
      ['kappa', 'the word count'],
      rows.map(([part, of]) => ({ name: part, one: of.kappa.value, two: of.wordCount })),
    ),
  }
}

function twinSection({ twins, wrongDomain }: Figures): Section {
  return {
    title: 'Twins, and other domains',
    table: {
      head: ['what', 'measured'],
      rows: [
        ...Object.entries(twins.languages).map(([language, { count, shift }]) => [
          `the same talk in ${language}: mean shift of ${count} marks`,
          shown(shift),
        ]),
        ['the same talk in another language: marks that vanish', percent(twins.vanished)],
        ['the same deeds, longer or shorter: mean distance', shown(twins.length)],
        ['one deed changed: marks that move the right way', percent(twins.deed)],
        [`${wrongDomain.count} strong talks by another domain’s rubric: mean level`, shown(wrongDomain.mean)],
        ['of these above 4', percent(wrongDomain.above)],
      ],
    },
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
  const { abstention, quotes, repeated, failures, latency, tokens, cost } = figures
  return {
    title: 'Everything else',
    table: {
      head: ['what', 'measured'],
      rows: [
        ['abstention: of the marks without a score, rightly so', percent(abstention.precision)],
        ['abstention: of the marks that should have none', percent(abstention.recall)],
        ['the same where nothing is there to score', percent(abstention.recallWhereNothingIsToScore)],
        ['scores with a quote', percent(quotes.present)],
        [`quotes that stand in the talk, of ${quotes.shown} shown`, percent(quotes.verbatim)],
        ['marks lost because no quote could be found', percent(quotes.lost)],
        ['judged again: mean spread', shown(repeated.spread)],
        ['judged again: widest apart', shown(repeated.worst, 0)],
        ['judged again: marks whose level word changes', percent(repeated.flips)],
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

function farthest(wholes: Scored[]): Section {
  const rows = wholes
    .map((one) => ({ ...one, off: one.given - one.intended }))
    .filter(({ off }) => off !== 0)
    .toSorted((a, b) => Math.abs(b.off) - Math.abs(a.off))
    .slice(0, FARTHEST)
  return {
    title: 'Farthest off',
    table: {
      head: ['talk', 'intended', 'given'],
      rows: rows.map(({ talk, intended, given }) => [talk.id, String(intended), String(given)]),
    },
  }
}
