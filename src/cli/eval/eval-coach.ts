import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { answerPrompt } from '../../coaching/answer-prompt.ts'
import type { Coach } from '../../coaching/model.ts'
import type { Config } from '../../config.ts'
import type { LanguageModel } from '../../llm/llm.ts'
import type { CoachModel } from '../../llm/minds.ts'
import { scriptedCoach } from '../../llm/offline/coach.ts'
import { coachCard } from './coach/card.ts'
import { waysOf } from './coach/cases.ts'
import { coachFigures, coachFiguresOf } from './coach/figures.ts'
import type { Pairing } from './coach/learner.ts'
import { fewPairingsFor, pairingsFor } from './coach/pairings.ts'
import { plantedAnswer } from './coach/planted.ts'
import { plantedRun } from './coach/planted-run.ts'
import { type Planted, plantedTable, untried } from './coach/planted-table.ts'
import { readByModel } from './coach/reader.ts'
import { type CoachRun, coachReport } from './coach/report.ts'
import { answersOf, type Simulated, simulated, talkOf } from './coach/talk.ts'
import { costOf, type Price } from './cost.ts'
import { heldAgainst, readGates } from './gates.ts'
import { keepReport, tell } from './keep-report.ts'
import { keptIn, keptNowhere } from './kept-answers.ts'
import { openMinds } from './minds.ts'
import { readNamed } from './named-file.ts'
import type { Options } from './options.ts'
import { openProgress } from './progress.ts'
import { percent, shown } from './shared-sections.ts'

type Say = (line: string) => void
type CoachOf = (domain: string) => Coach

/**
 * Has simulated learners talk with the configured coach, and reports how good its answers are, beside the scripted coach and planted ones.
 * False when a gate is missed, or when the measure does not tell a planted coach.
 */
export async function evalCoach(
  model: Config['model'],
  options: Options,
  domains: string[],
  coachOf: CoachOf,
  say: Say,
): Promise<boolean> {
  const gates = readNamed(options.gates, readGates) // before anything is asked, and before figures are written anew
  const earlier = options.compare
    ? readNamed(options.compare, (text) => coachFigures.parse(JSON.parse(text)))
    : undefined
  const { coach, reader } = openMinds(model)
  const pairings = pairingsFor(domains)
  if (!options.json) say(await startLine(pairings, coach, coachOf, options.price))
  if (options.estimate) return true

  const kept = coach.scripted ? keptNowhere : keptIn(join(options.out, 'sessions.jsonl'), simulated)
  const talks = await talksWith(coach, reader, pairings, coachOf, kept)
  const floors = coach.scripted ? talks : await talksWith(scriptedCoach(), undefined, pairings, coachOf, keptNowhere)
  const trial = await plantedRun(fewPairingsFor(domains), coachOf)
  const { checks } = trial
  const tokens = {
    input: talks.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
    output: talks.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
  }
  const figures = coachFiguresOf(coach.name, talks, coachOf, { checks, cost: costOf(tokens, options.price) })
  const floor = coachFiguresOf('scripted', floors, coachOf, { checks, cost: null })
  const held = heldAgainst(gates, figures, reader ? ['read'] : [], coach.scripted)
  const planted = plantedTable(trial, gates, coachOf)
  const never = untried(planted, gates)
  const run: CoachRun = { talks, figures, floor, held, planted, earlier, scripted: coach.scripted }
  keepReport(options.out, coachReport(run), figures)
  if (options.card) writeCard(resolve(options.card), run)
  if (!options.json) tellMore(run, say)
  const isMet = tell(held, figures, options, say)
  const wrong = [...missedLines(run), ...never.map(({ says }) => `No planted coach misses the gate: ${says}.`)]
  if (!options.json) for (const line of wrong) say(line)
  return isMet && wrong.length === 0
}

function writeCard(path: string, run: CoachRun) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, coachCard(run))
}

/** What is not in the gates: each figure beside the floor and by language, and how the planted coaches came out. */
function tellMore({ figures, floor, planted, scripted }: CoachRun, say: Say): void {
  const { checks } = figures
  for (const [language, one] of Object.entries(figures.languages))
    say(
      `${language}: ${percent(one.moved)} is out at the end; reflection to question ${shown(one.reflectionToQuestion)}, open questions ${percent(one.openQuestions)}, facts answered ${percent(one.factsAnswered)}, help on time ${percent(one.helpOnTime)}, plans of the coach ${percent(one.plansGiven)}, gives in ${percent(one.sycophancy)}`,
    )
  for (const [language, one] of Object.entries(checks.languages))
    say(
      `${language}: the checks send back ${percent(one.falseAlarms)} of good answers and miss ${percent(one.misses)} of bad ones`,
    )
  if (!scripted) {
    const { talks } = floor
    say(
      `the floor, by script: ${percent(talks.moved)} is out at the end; reflection to question ${shown(talks.reflectionToQuestion)}, open questions ${percent(talks.openQuestions)}, facts answered ${percent(talks.factsAnswered)}, help on time ${percent(talks.helpOnTime)}, plans of the coach ${percent(talks.plansGiven)}, gives in ${percent(talks.sycophancy)}`,
    )
  }
  for (const one of planted) say(plantedLine(one))
}

const plantedLine = ({ name, axis, missed, isTold }: Planted) =>
  `${isTold ? '✓' : '✗'} planted: ${axis ? `one that ${name} fails on "${axis}" alone` : 'the good one fails on nothing'}${isTold ? '' : `, but misses ${missed.map(({ figure }) => figure).join(', ') || 'nothing'}`}`

function missedLines({ held, planted }: CoachRun): string[] {
  const missed = held.filter(({ outcome }) => outcome === 'missed').map(({ says }) => says)
  const untold = planted.filter(({ isTold }) => !isTold).map(({ name }) => name)
  return [
    ...(missed.length > 0 ? [`Missed: ${missed.join('; ')}.`] : []),
    ...(untold.length > 0 ? [`The measure does not tell these planted coaches: ${untold.join(', ')}.`] : []),
  ]
}

async function talksWith(
  coach: CoachModel,
  reader: LanguageModel | undefined,
  pairings: Pairing[],
  coachOf: CoachOf,
  kept: typeof keptNowhere | ReturnType<typeof keptIn<Simulated>>,
): Promise<Simulated[]> {
  const onTalk = openProgress(process.stderr)
  const talks: Simulated[] = []
  for (const pairing of pairings) {
    const about = coachOf(pairing.case.domain)
    const key = keyOf(coach, reader, pairing, about)
    const talk =
      kept.find(key) ??
      (await talkOf(pairing, about, answersOf(coach), reader && ((rounds) => readByModel(reader, about, rounds))))
    kept.keep(key, talk)
    talks.push(talk)
    onTalk(talks.length, pairings.length)
  }
  return talks
}

/** What a learner makes of an answer is a rule of ours: raise it when that changes, so that no talk of before is taken for one of now. */
const LEARNERS_VERSION = 1

/** A talk is the same one only for the same models, prompt and learner; the prompt of the first turn stands for all. */
function keyOf(
  coach: CoachModel,
  reader: LanguageModel | undefined,
  { learner, case: brought }: Pairing,
  about: Coach,
) {
  const prompt = answerPrompt({ coach: about, summary: null, rounds: [], roundNumber: 1, reply: brought.begins })
  const all = [LEARNERS_VERSION, coach.name, reader?.name, learner, brought, waysOf(brought), prompt]
  return createHash('sha256').update(JSON.stringify(all)).digest('hex')
}

const CHARACTERS_PER_TOKEN = 4
const TOKENS_PER_ANSWER = 80
const TOKENS_PER_READING = 120
const READING_CHARACTERS = 3_500 // what a reader is told beside the talk

/** What it will take, as far as talks with a planted coach tell. */
async function startLine(
  pairings: Pairing[],
  { name, scripted }: CoachModel,
  coachOf: CoachOf,
  price: Price | undefined,
): Promise<string> {
  const run = `${pairings.length} talks of sixteen to twenty rounds with ${name}.`
  if (scripted)
    return `${run} No model is set: it costs nothing, and nobody reads the answers, so that only code checks them.`
  let [calls, characters] = [0, 0]
  for (const pairing of pairings)
    await talkOf(pairing, coachOf(pairing.case.domain), async (asked) => {
      const { about: coach, rounds, move } = asked
      const prompt = answerPrompt({ coach, summary: null, rounds, roundNumber: rounds.length + 1, reply: move.text })
      calls += 1
      characters += prompt.reduce((sum, { content }) => sum + content.length, 0)
      return plantedAnswer(undefined, asked)
    })
  const input = Math.ceil((characters + calls * READING_CHARACTERS) / CHARACTERS_PER_TOKEN)
  const output = calls * (TOKENS_PER_ANSWER + TOKENS_PER_READING)
  const cost = costOf({ input, output }, price)
  const money =
    cost === null ? 'Give --price-in and --price-out to have it in money.' : `At your price about ${cost.toFixed(2)}.`
  return `${run} About ${calls * 2} calls, ${input} tokens in and ${output} out, less what was kept of an earlier run. ${money}`
}
