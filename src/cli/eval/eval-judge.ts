import { join } from 'node:path'
import { z } from 'zod'
import type { Coach } from '../../coaching/model.ts'
import type { Config } from '../../config.ts'
import type { JudgeModel } from '../../llm/minds.ts'
import { answer, askAll } from './ask.ts'
import { costOf, startLine } from './cost.ts'
import { figuresOf } from './figures.ts'
import { measureFilter } from './filter.ts'
import { heldAgainst, readGates } from './gates.ts'
import type { Talk } from './golden.ts'
import { measuredCues } from './judge/cue-figures.ts'
import { cueLines, cueReport } from './judge/cue-report.ts'
import { type PlantedOutcome, plantedLine, plantedOutcomes, untried } from './judge/planted-run.ts'
import { tagsOf } from './judge/tags.ts'
import { inWrongDomains } from './judge/wrong-domain.ts'
import { judgeLines, judgeReport } from './judge-report.ts'
import { keepReport, tell } from './keep-report.ts'
import { keptIn } from './kept-answers.ts'
import { openMinds } from './minds.ts'
import { readNamed } from './named-file.ts'
import { type Options, TRANSCRIPTS } from './options.ts'
import { openProgress } from './progress.ts'
import { keepCalibration, measuredOn } from './ratings/keep-calibration.ts'
import { talksIn } from './sets.ts'

type Say = (line: string) => void
type CoachOf = (domain: string) => Coach

const REPEATS = 3
const AT_ONCE = 4
const SETS = ['golden', 'changed'].map((name) => join(TRANSCRIPTS, name))

/** An earlier run is compared figure by figure, whatever it measured. */
const earlierRun = z.looseObject({ judge: z.string(), talks: z.int() })

/** Has the configured judge score talks of known level, and reports how well it does. False when a gate is missed. */
export async function evalJudge(
  model: Config['model'],
  options: Options,
  coachOf: CoachOf,
  say: Say,
): Promise<boolean> {
  const given = talksIn(...(options.set === undefined ? SETS : [options.set]))
  const talks = [...given, ...inWrongDomains(given)]
  const gates = readNamed(options.gates, readGates) // before anything is asked, and before figures are written anew
  const earlier = options.compare ? readNamed(options.compare, (text) => earlierRun.parse(JSON.parse(text))) : undefined
  const { judge } = openMinds(model)
  if (options.planted) return tellPlanted(await plantedOutcomes(talks, gates, coachOf), gates, options, say)
  if (judge.scripted) return evalCues(talks, judge, { ...options, earlier }, coachOf, say)
  const repeats = options.repeats ?? REPEATS
  if (!options.json) say(startLine(talks, options, repeats, judge, coachOf))
  if (options.estimate) return true

  const answers = await askAll({
    talks,
    coachOf,
    judgeOf: () => judge,
    repeats,
    samples: options.samples,
    atOnce: AT_ONCE,
    kept: keptIn(join(options.out, 'answers.jsonl'), answer),
    onAnswer: openProgress(process.stderr),
  })
  const tokens = answers.reduce(
    (sum, { inputTokens, outputTokens }) => ({ input: sum.input + inputTokens, output: sum.output + outputTokens }),
    { input: 0, output: 0 },
  )
  const about = {
    judge: judge.name,
    repeats,
    samples: options.samples,
    cost: costOf(tokens, options.price),
    filter: measureFilter(),
  }
  const figures = figuresOf(talks, answers, about)
  if (options.calibration) keepCalibration(options.calibration, measuredOn(talks, answers, judge.name, coachOf))
  const held = heldAgainst(gates, figures, tagsOf(talks, repeats), false)
  keepReport(options.out, judgeReport({ talks, answers, figures, held, earlier }), figures)
  if (!options.json) for (const line of judgeLines(figures)) say(line)
  return tell(held, figures, options, say)
}

/** The scorer by wording gives no levels: its cues are measured, and beside it the planted judges show that the gates of levels hold. */
async function evalCues(
  talks: Talk[],
  judge: JudgeModel,
  options: Options & { earlier: z.infer<typeof earlierRun> | undefined },
  coachOf: CoachOf,
  say: Say,
): Promise<boolean> {
  if (!options.json) say(`${talks.length} talks, by the scorer by wording. No model is set: it costs nothing.`)
  if (options.estimate) return true
  const gates = readNamed(join(TRANSCRIPTS, 'cue-gates.json'), readGates)
  const figures = await measuredCues(talks, judge, coachOf)
  const held = heldAgainst(gates, figures, tagsOf(talks, 2), true)
  const judgeGates = readNamed(options.gates, readGates)
  const planted = options.set === undefined ? await plantedOutcomes(talks, judgeGates, coachOf) : []
  keepReport(options.out, cueReport({ figures, held, planted, earlier: options.earlier }), figures)
  if (!options.json) for (const line of cueLines(figures)) say(line)
  const isTold = planted.length === 0 || options.json || tellPlanted(planted, judgeGates, options, say)
  return tell(held, figures, options, say) && isTold
}

/** How the gates take the planted judges. False when one is not told, or a gate has none that misses it. */
function tellPlanted(
  outcomes: PlantedOutcome[],
  gates: Parameters<typeof untried>[0],
  { json }: Options,
  say: Say,
): boolean {
  const never = untried(gates)
  if (json) say(JSON.stringify(outcomes, undefined, 2))
  else {
    for (const one of outcomes) say(plantedLine(one))
    for (const { says } of never) say(`✗ no planted judge misses the gate: ${says}`)
  }
  return never.length === 0 && outcomes.every(({ isTold }) => isTold)
}
