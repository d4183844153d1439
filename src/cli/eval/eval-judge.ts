import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Coach } from '../../coaching/model.ts'
import type { Config } from '../../config.ts'
import type { JudgeModel } from '../../llm/minds.ts'
import { answer, askAll } from './ask.ts'
import { costOf, estimatedTokens } from './cost.ts'
import { figures as figuresForm, figuresOf } from './figures.ts'
import { measureFilter } from './filter.ts'
import { heldAgainst, readGates } from './gates.ts'
import { readTalks, type Talk } from './golden.ts'
import { judgeReport } from './judge-report.ts'
import { keepReport, tell } from './keep-report.ts'
import { keptIn, keptNowhere } from './kept-answers.ts'
import { openMinds } from './minds.ts'
import { readNamed } from './named-file.ts'
import type { Options } from './options.ts'
import { openProgress } from './progress.ts'

const REPEATS = { scripted: 2, model: 3 }
const AT_ONCE = 4

/** Has the configured judge score talks of known level, and reports how well it does. False when a gate is missed. */
export async function evalJudge(
  model: Config['model'],
  options: Options,
  coachOf: (domain: string) => Coach,
  say: (line: string) => void,
): Promise<boolean> {
  const talks = talksIn(options.set)
  const gates = readNamed(options.gates, readGates) // before anything is asked, and before figures are written anew
  const earlier = options.compare
    ? readNamed(options.compare, (text) => figuresForm.parse(JSON.parse(text)))
    : undefined
  const { judge } = openMinds(model)
  const { scripted } = judge
  const repeats = options.repeats ?? (scripted ? REPEATS.scripted : REPEATS.model)
  if (!options.json) say(startLine(talks, options, repeats, judge, coachOf))
  if (options.estimate) return true

  const answers = await askAll({
    talks,
    coachOf,
    judgeOf: () => judge,
    repeats,
    samples: options.samples,
    atOnce: scripted ? 1 : AT_ONCE,
    kept: scripted ? keptNowhere : keptIn(join(options.out, 'answers.jsonl'), answer),
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
  const held = heldAgainst(
    gates,
    figures,
    talks.map(({ kind }) => kind),
    scripted,
  )

  const report = judgeReport({ talks, answers, figures, held, scripted, earlier })
  keepReport(options.out, report, figures)
  return tell(held, figures, options, say)
}

/** The talks of a file, or of all JSON files of a folder. */
export function talksIn(path: string): Talk[] {
  const files = statSync(path, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(path)
        .filter((file) => file.endsWith('.json'))
        .toSorted()
        .map((file) => join(path, file))
    : [path]
  return files.flatMap((file) => readNamed(file, readTalks))
}

function startLine(
  talks: Talk[],
  { samples, price }: Options,
  repeats: number,
  { name, scripted }: JudgeModel,
  coachOf: (domain: string) => Coach,
): string {
  const run = `${talks.length} talks, ${repeats} times each, by ${name}.`
  if (scripted) return `${run} No model is set: it costs nothing.`
  const { calls, input, output } = estimatedTokens(talks, coachOf, repeats * samples)
  const cost = costOf({ input, output }, price)
  const money =
    cost === null ? 'Give --price-in and --price-out to have it in money.' : `At your price about ${cost.toFixed(2)}.`
  return `${run} About ${calls} calls, ${input} tokens in and ${output} out, less what was kept of an earlier run. ${money}`
}
