import type { Held } from '../gates.ts'
import { intervalsPlot } from '../plots.ts'
import type { Report, Section } from '../report.ts'
import { comparison, gatesSection, percent, ranged, shown } from '../shared-sections.ts'
import { type CueFigures, estimateSentence } from './cue-figures.ts'
import type { PlantedOutcome } from './planted-run.ts'

type CueRun = {
  figures: CueFigures
  held: Held[]
  planted: PlantedOutcome[]
  earlier: { judge: string; talks: number } | undefined
}

/** The report on what a scorer by wording finds. */
export function cueReport({ figures, held, planted, earlier }: CueRun): Report {
  return {
    title: 'What the scorer by wording finds',
    lead: [
      `${figures.talks} talks. This scorer is no AI and gives no level: it names the cues of the rubric that it found, with the learner’s words.`,
      estimateSentence(figures),
    ],
    sections: [
      gatesSection(held),
      ...(earlier ? [comparison(`${earlier.judge}, ${earlier.talks} talks`, earlier, figures)] : []),
      cueSection(figures),
      restSection(figures),
      ...(planted.length > 0 ? [plantedSection(planted)] : []),
    ],
  }
}

/** What is said of a run beside its gates. */
export function cueLines(figures: CueFigures): string[] {
  const { all, developed, heldOut, dimensions } = figures
  return [
    ...Object.entries({ 'all dimensions': all, developed, 'held out': heldOut }).map(
      ([name, of]) =>
        `${name}: cues found and level, rank correlation ${ranged(of.rank)}, within a talk ${ranged(of.withinTalk)}, of ${of.count}`,
    ),
    ...Object.entries(dimensions).map(([name, { rank, count }]) => `${name}: ${ranged(rank)}, of ${count}`),
    estimateSentence(figures),
  ]
}

function cueSection({ all, developed, heldOut, dimensions, estimate }: CueFigures): Section {
  const parts = { all, developed, 'held out': heldOut, ...dimensions }
  const rows = Object.entries(parts)
  return {
    title: 'Cues found, and levels',
    text: 'English talks: the share of a dimension’s cues that were found, against its level. "Within a talk": whether more are found where that talk is better.',
    table: {
      head: ['', 'marks', 'rank correlation', 'within a talk'],
      rows: rows.map(([name, of]) => [name, String(of.count), ranged(of.rank), ranged(of.withinTalk)]),
    },
    plot: intervalsPlot('cues', 'Rank correlation of the share of cues found with the level', [
      ...rows.map(([name, { rank }]) => ({ name, of: rank })),
      { name: 'all, within a talk', of: all.withinTalk },
      { name: 'estimate of the whole: kappa', of: estimate.kappa },
    ]),
  }
}

const restSection = ({ quotes, meaningless, otherLanguages, wrongDomain, repeated }: CueFigures): Section => ({
  title: 'Everything else',
  table: {
    head: ['what', 'measured'],
    rows: [
      [`quotes that stand under two cues, of ${quotes.shown} shown`, percent(quotes.twice)],
      ['quotes that stand in the talk', percent(quotes.verbatim)],
      ['cues found in a text that says nothing', String(meaningless)],
      ['cues found in talks that are not English', String(otherLanguages)],
      [`cues found in ${wrongDomain.count} strong talks of another domain`, percent(wrongDomain.share)],
      ['in the same talks by their own rubric', percent(wrongDomain.own)],
      ['judged again: the same', percent(repeated.same)],
    ],
  },
})

/** Judges that are known to be good or bad, and how the gates of levels take them. */
const plantedSection = (planted: PlantedOutcome[]): Section => ({
  title: 'Planted judges',
  text: 'Made from the labels, so that it is known what is wrong with each. Each bad one must miss its own gates, the good one none.',
  table: {
    head: ['judge', 'its own gates', 'measured', 'others that it misses', ''],
    rows: planted.map(({ name, says, own, others, isTold }) => [
      `${name}: ${says}`,
      own.map((gate) => gate.says).join('; ') || 'none',
      own.map(({ value }) => shown(value)).join('; '),
      others.map((gate) => gate.says).join('; '),
      isTold ? 'told' : 'not told',
    ]),
  },
})
