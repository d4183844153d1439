import { join } from 'node:path'
import type { Coach, Mark } from '../../../coaching/model.ts'
import { scoredDimensions } from '../../../coaching/rubric.ts'
import type { Config } from '../../../config.ts'
import { type Answer, answer, askAll } from '../ask.ts'
import { startLine } from '../cost.ts'
import type { Talk } from '../golden.ts'
import { keepReport } from '../keep-report.ts'
import { keptIn } from '../kept-answers.ts'
import { openMinds } from '../minds.ts'
import { readNamed } from '../named-file.ts'
import type { Options } from '../options.ts'
import { openProgress } from '../progress.ts'
import { median } from '../statistics.ts'
import { agreementOf } from './agreement.ts'
import { besideJudge } from './beside-judge.ts'
import { calibrationOf, fitOf } from './fit.ts'
import { keepCalibration, today } from './keep-calibration.ts'
import { KEY, readPacket } from './make-packet.ts'
import type { Packet } from './packet.ts'
import type { Rated, Said } from './rated.ts'
import { ratingLines, ratingReport } from './rating-report.ts'
import { readRatings } from './read-ratings.ts'

type CoachOf = (domain: string) => Coach

const REPEATS = 3
const AT_ONCE = 4
const NO_JUDGE =
  'No judge is held beside them: the scorer by wording gives no scores. Set OPENAI_API_KEY or OPENAI_BASE_URL for one that does.'

/** Reports how people agree who rated a packet, with each other and with the configured judge. False where a file had mistakes. */
export async function evalRatings(
  model: Config['model'],
  options: Options,
  coachOf: CoachOf,
  say: (line: string) => void,
): Promise<boolean> {
  const packet = readNamed(join(options.out, 'packet', KEY), readPacket)
  refuseOtherRubrics(packet, coachOf)
  const dimensionsOf = (domain: string) => scoredDimensions(coachOf(domain)).map(({ id }) => id)
  const ratings = readRatings(options.ratings, packet, dimensionsOf)
  if (!options.json) for (const sentence of ratings.wrong) say(sentence)
  if (ratings.raters.length === 0) throw new Error('There is no rating in these files.')
  const { judge } = openMinds(model)
  if (judge.scripted && options.calibration) throw new Error(`${NO_JUDGE} So there is nothing for --calibration.`)
  const talks = packet.talks.map(asTalk)
  const repeats = options.repeats ?? REPEATS
  if (!judge.scripted && !options.json) say(startLine(talks, options, repeats, judge, coachOf))
  if (options.estimate) return true

  const answers = judge.scripted
    ? []
    : await askAll({
        talks,
        coachOf,
        judgeOf: () => judge,
        repeats,
        samples: options.samples,
        atOnce: AT_ONCE,
        kept: keptIn(join(options.out, 'answers.jsonl'), answer),
        onAnswer: openProgress(process.stderr),
      })
  const rated = ratings.rated.map((row) => ({ ...row, judge: judgeSaid(row, answers) }))
  const agreement = agreementOf(rated, ratings.raters, ({ domain, dimension }) => nameOf(coachOf(domain), dimension))
  const beside = judge.scripted ? undefined : besideJudge(rated, ratings.raters, judge.name, agreement.people)
  const fit = judge.scripted ? undefined : fitOf(rated)
  if (fit && options.calibration) {
    const rubricOf = (domain: string) => coachOf(domain).rubric.version
    keepCalibration(options.calibration, calibrationOf(fit, { judge: judge.name, measuredOn: today(), rubricOf }))
  }
  const figures = { packet: packet.packet, open: ratings.open, wrong: ratings.wrong, agreement, beside, fit }
  const told = {
    ...figures,
    labelOf: (domain: string, dimension: string) => nameOf(coachOf(domain), dimension),
    noJudge: NO_JUDGE,
  }
  const folder = join(options.out, 'ratings')
  keepReport(folder, ratingReport(told), figures)
  if (options.json) say(JSON.stringify(figures, undefined, 2))
  else {
    for (const line of ratingLines(told)) say(line)
    say(`The report is in ${join(folder, 'report.html')} and report.md, the figures in figures.json.`)
    if (options.calibration) say(`${options.calibration} is written. SCORE_CALIBRATION switches it on.`)
  }
  return ratings.wrong.length === 0
}

/** Levels by one rubric say nothing of a judge by another. */
function refuseOtherRubrics({ rubrics }: Packet, coachOf: CoachOf): void {
  for (const [domain, rated] of Object.entries(rubrics)) {
    const { version } = coachOf(domain).rubric
    if (version !== rated)
      throw new Error(
        `The packet was rated by version ${rated} of the rubric of ${domain}, and version ${version} is in use. Have it rated anew.`,
      )
  }
}

const nameOf = (coach: Coach, dimension: string) =>
  `${scoredDimensions(coach).find(({ id }) => id === dimension)?.label ?? dimension} (${coach.domain.name})`

const asTalk = ({ id, domain, language, rounds }: Packet['talks'][number]): Talk => ({
  ...{
    id,
    domain,
    language,
    kind: 'level',
    twin: undefined,
    differs: undefined,
    heldOut: false,
    measures: 'agreement',
  },
  ...{ overall: null, intended: {}, quotes: {}, second: undefined },
  rounds: rounds.map(({ learner, coach }, at) => ({ number: at + 1, reply: learner, answer: coach })),
})

/** The middle of what a judge gave over the repeats, or why most of them gave none; undefined where none could be read. */
function judgeSaid({ talk, dimension }: Rated, answers: Answer[]): Said | undefined {
  const marks = answers.flatMap((one): Mark[] =>
    one.talk === talk ? (one.judgement?.marks.filter((mark) => mark.dimension === dimension) ?? []) : [],
  )
  const read = marks.filter(({ because }) => because !== 'unread')
  const scores = read.flatMap(({ score }) => score ?? [])
  if (scores.length * 2 > read.length) return median(scores) ?? undefined
  if (read.length === 0) return undefined
  const doesNot = read.filter(({ because }) => because === 'does-not-apply').length
  return doesNot * 2 > read.length - scores.length ? 'does-not-apply' : 'not-enough'
}
