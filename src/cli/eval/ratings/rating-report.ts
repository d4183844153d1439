import type { Report, Section } from '../report.ts'
import { percent, ranged, shown } from '../shared-sections.ts'
import type { Interval } from '../statistics.ts'
import type { Agreement } from './agreement.ts'
import type { BesideJudge } from './beside-judge.ts'
import type { Fit } from './fit.ts'

type Told = {
  packet: string
  agreement: Agreement
  beside: BesideJudge | undefined
  fit: Fit | undefined
  open: Record<string, number>
  wrong: string[]
  labelOf: (domain: string, dimension: string) => string
  noJudge: string
}

/** The main figures, a line each. */
export function ratingLines({ agreement, beside, fit, open, noJudge, labelOf }: Told): string[] {
  const { all, people, raters, nones } = agreement
  return [
    `${agreement.talks} talks, ${raters.length} ${raters.length === 1 ? 'rater' : 'raters'}.`,
    ...raters.map(({ rater, marks, above, again }) =>
      [
        `Rater ${rater}: ${marks} marks${open[rater] ? `, ${open[rater]} still open` : ''};`,
        ...(raters.length > 1 ? [`${moreWords(above)} than the others;`] : []),
        again.marks > 0
          ? `again, of ${again.marks} marks ${percent(again.exact)} the same and ${percent(again.withinOne)} within one.`
          : 'none rated again.',
      ].join(' '),
    ),
    ...(raters.length > 1
      ? [
          `People: ICC(2,1) ${ranged(all.single)}, ICC(2,${raters.length}) ${ranged(all.average)} on the ${all.targets} marks that all gave a level; kappa of two ${ranged(people)}.`,
          `Whether there is a level: ${nonesWords(nones)}.`,
        ]
      : ['How people agree takes two raters.']),
    ...(beside
      ? [
          `${beside.judge}: kappa with people ${ranged(beside.kappa)}; ${moreWords(beside.above)} than they; no level where people gave one: ${percent(beside.missed)}.`,
          ...nearerLines(beside),
          beside.sentence,
        ]
      : [noJudge]),
    ...(fit ? fitLines(fit, labelOf) : []),
  ]
}

/** '0.50 [0.20 to 0.80] more', or less. */
const moreWords = ({ value, low, high }: Interval): string =>
  value !== null && value < 0
    ? `${ranged({ value: -value, low: high === null ? null : -high, high: low === null ? null : -low })} less`
    : `${ranged({ value, low, high })} more`

const nonesWords = ({ both, levels, oneNone, sameNone, otherNone, kappa }: Agreement['nones']) =>
  `kappa ${ranged(kappa)}; of ${both} looked at by two ${levels} with two levels, ${oneNone} with one, ${sameNone} with none for one reason and ${otherNone} for two`

const nearerLines = ({ nearer }: BesideJudge): string[] =>
  nearer.length === 0
    ? []
    : [
        `Left out one by one, ${nearer.filter(({ isBeaten }) => isBeaten).length} of ${nearer.length} raters are not clearly nearer to the others than it is.`,
      ]

function fitLines({ error, without, isEnough, helps, dimensions }: Fit, labelOf: Told['labelOf']): string[] {
  if (!isEnough)
    return ['Scores stay as they are: to adjust them takes 20 talks that two raters and the judge gave a level.']
  const adjusted = dimensions.filter(({ steps }) => steps)
  const first = `Adjusted by what people gave, made without ${without}: mean error ${shown(error.before)} → ${shown(error.after)}, difference ${ranged(error.difference)}.`
  if (adjusted.length === 0) return [`${first} It does not help: scores stay as they are.`]
  const rest = dimensions.filter(({ steps }) => !steps).map(({ domain, dimension }) => labelOf(domain, dimension))
  return [
    `${first} ${helps ? 'It helps' : 'Over all it does not help'}, and ${adjusted.length} of ${dimensions.length} dimensions are adjusted.`,
    ...(rest.length > 0 ? [`Not adjusted, since it does not help there: ${rest.join('; ')}.`] : []),
  ]
}

export function ratingReport(told: Told): Report {
  const { packet, agreement, beside, fit, wrong, labelOf } = told
  const { all, dimensions, pairs, raters } = agreement
  return {
    title: `Ratings of packet ${packet}`,
    lead: [
      ...ratingLines(told),
      'Intervals hold 95 %, by the bootstrap with talks as clusters; they hold for raters like these.',
    ],
    sections: [
      ...(wrong.length > 0 ? [{ title: 'What could not be read', text: wrong.join(' ') }] : []),
      {
        title: 'How people agree, by dimension',
        text: 'On marks that all raters gave a level. ICC(2,1) is the agreement of one rater with another, ICC(2,k) that of their mean with the mean of as many others (Shrout & Fleiss 1979).',
        table: {
          head: ['dimension', 'marks', 'ICC(2,1)', `ICC(2,${raters.length})`],
          rows: [...dimensions, all].map(({ name, targets, single, average }) => [
            name,
            `${targets}`,
            ranged(single),
            ranged(average),
          ]),
        },
      },
      {
        title: 'Two by two',
        text: 'Quadratic weighted kappa on the levels that both gave.',
        table: {
          head: ['pair', 'marks', 'kappa'],
          rows: [
            ...pairs.map(({ one, other, marks, kappa }) => [
              `rater ${one} and rater ${other}`,
              `${marks}`,
              ranged(kappa),
            ]),
            ['people, the mean', '', ranged(agreement.people)],
            ...(beside
              ? [
                  ...beside.byRater.map(({ rater, marks, kappa }) => [
                    `rater ${rater} and ${beside.judge}`,
                    `${marks}`,
                    ranged(kappa),
                  ]),
                  [`${beside.judge} with people, the mean`, '', ranged(beside.kappa)],
                ]
              : []),
          ],
        },
      },
      {
        title: 'Who is strict, and how steady',
        text: 'Above the others: by how much somebody gives more than the mean of the others. Again: the talks that came back under another number.',
        table: {
          head: ['who', 'above the others', 'again', 'the same', 'within one', 'apart', 'level or none changed'],
          rows: [
            ...raters.map(({ rater, above, again }) => [
              `rater ${rater}`,
              ranged(above),
              `${again.marks}`,
              percent(again.exact),
              percent(again.withinOne),
              ranged(again.apart),
              `${again.otherKind}`,
            ]),
            ...(beside ? [[beside.judge, ranged(beside.above), '–', '–', '–', '–', '–']] : []),
          ],
        },
      },
      {
        title: '“Not enough” and “does not apply”',
        table: {
          head: ['who', 'both looked', 'both a level', 'one a level', 'none, one reason', 'none, two reasons', 'kappa'],
          rows: [
            ['people', agreement.nones] as const,
            ...(beside ? ([[`people and ${beside.judge}`, beside.nones]] as const) : []),
          ].map(([who, nones]) => [
            who,
            ...[nones.both, nones.levels, nones.oneNone, nones.sameNone, nones.otherNone].map((count) => `${count}`),
            ranged(nones.kappa),
          ]),
        },
      },
      ...(beside ? [nearerSection(beside)] : []),
      ...(fit ? [fitSection(fit, labelOf)] : []),
    ],
  }
}

const nearerSection = ({ judge, nearer, sentence }: BesideJudge): Section => ({
  title: `May ${judge} stand in for a second rater?`,
  text:
    nearer.length === 0
      ? sentence
      : `${sentence} Below, each rater is left out in turn, and the mean of the others is the measure: by how much more often the judge is at least as near to it (the alternative annotator test, Calderon, Reichart & Dror 2025). Not clearly nearer than the judge is whose interval lies above −0.15.`,
  ...(nearer.length > 0 && {
    table: {
      head: ['left out', 'the judge is as near or nearer, more often by', 'not clearly nearer than the judge'],
      rows: nearer.map(({ rater, advantage, isBeaten }) => [
        `rater ${rater}`,
        ranged(advantage),
        isBeaten ? 'yes' : 'no',
      ]),
    },
  }),
})

const BY = { all: 'all dimensions', own: 'its own ratings', nothing: 'nothing: it does not help' }

const fitSection = ({ without, dimensions }: Fit, labelOf: Told['labelOf']): Section => ({
  title: 'Adjusting its scores',
  text: `By isotonic regression on the mean of what people gave. The error after it is on talks that it was made without: without ${without}, and for a dimension’s own ratings without a fifth of its talks.`,
  table: {
    head: ['dimension', 'talks', 'measured in', 'error before', 'after', 'adjusted by', 'score → adjusted'],
    rows: dimensions.map(({ domain, dimension, talks, languages, before, after, by, steps }) => [
      labelOf(domain, dimension),
      `${talks}`,
      languages.join(', ') || 'none: fewer than five talks',
      shown(before),
      shown(after),
      BY[by],
      (steps ?? []).map(([score, mean]) => `${score} → ${mean.toFixed(1)}`).join(', ') || '–',
    ]),
  },
})
