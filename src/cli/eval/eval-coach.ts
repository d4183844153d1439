import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { answerPrompt } from '../../coaching/answer-prompt.ts'
import type { Coach, Round } from '../../coaching/model.ts'
import type { Config } from '../../config.ts'
import type { LanguageModel } from '../../llm/llm.ts'
import type { CoachModel } from '../../llm/minds.ts'
import { coachFigures, coachFiguresOf, type Simulated, simulated } from './coach-figures.ts'
import { readByModel } from './coach-judge.ts'
import { coachReport } from './coach-report.ts'
import { costOf, type Price } from './cost.ts'
import { heldAgainst, readGates } from './gates.ts'
import { keepReport, tell } from './keep-report.ts'
import { keptIn, keptNowhere } from './kept-answers.ts'
import { LEARNERS, type Learner, SIMULATED_ROUNDS, simulatedReply } from './learners.ts'
import { openMinds } from './minds.ts'
import { readNamed } from './named-file.ts'
import type { Options } from './options.ts'
import { openProgress } from './progress.ts'

type Pairing = { learner: Learner; domain: string }

/** Has simulated learners talk with the configured coach, and reports how good its answers are. False when a gate is missed. */
export async function evalCoach(
  model: Config['model'],
  options: Options,
  domains: string[],
  coachOf: (domain: string) => Coach,
  say: (line: string) => void,
): Promise<boolean> {
  const gates = readNamed(options.gates, readGates) // before anything is asked, and before figures are written anew
  const earlier = options.compare
    ? readNamed(options.compare, (text) => coachFigures.parse(JSON.parse(text)))
    : undefined
  const { coach, reader } = openMinds(model)
  const pairings = domains.flatMap((domain) => LEARNERS.map((learner) => ({ learner, domain })))
  if (!options.json) say(startLine(pairings, coach, coachOf, options.price))
  if (options.estimate) return true

  const kept = coach.scripted ? keptNowhere : keptIn(join(options.out, 'sessions.jsonl'), simulated)
  const onSession = openProgress(process.stderr)
  const sessions: Simulated[] = []
  for (const pairing of pairings) {
    const key = keyOf(coach, reader, pairing, coachOf)
    const session = kept.find(key) ?? (await simulate(coach, reader, pairing, coachOf(pairing.domain)))
    kept.keep(key, session)
    sessions.push(session)
    onSession(sessions.length, pairings.length)
  }
  const tokens = {
    input: sessions.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
    output: sessions.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
  }
  const figures = coachFiguresOf(coach.name, sessions, coachOf, costOf(tokens, options.price))
  const kinds = reader ? ['read'] : []
  const held = heldAgainst(gates, figures, kinds, coach.scripted)
  keepReport(options.out, coachReport({ sessions, figures, held, earlier, scripted: coach.scripted }), figures)
  return tell(held, figures, options, say)
}

/** A session of a planned length, answered one round after the other. */
async function simulate(
  coach: CoachModel,
  reader: LanguageModel | undefined,
  { learner, domain }: Pairing,
  about: Coach,
): Promise<Simulated> {
  const session: Simulated = { learner, domain, rounds: [], read: [], ms: [], inputTokens: 0, outputTokens: 0 }
  for (let roundNumber = 1; roundNumber <= SIMULATED_ROUNDS; roundNumber += 1) {
    const reply = simulatedReply(learner, domain, roundNumber)
    const started = performance.now()
    const request = { coach: about, summary: null, rounds: [...session.rounds], roundNumber, reply, sessionId: 'eval' }
    const { text, usage } = await coach.answer(request)
    session.ms.push(performance.now() - started)
    session.rounds.push({ number: roundNumber, reply, answer: text })
    const read = reader ? await readByModel(reader, about, session.rounds) : undefined
    if (read) session.read.push(read.checks)
    session.inputTokens += usage.inputTokens + (read?.usage.inputTokens ?? 0)
    session.outputTokens += usage.outputTokens + (read?.usage.outputTokens ?? 0)
  }
  return session
}

/** A session is the same one only for the same models, prompt and learner. */
function keyOf(
  coach: CoachModel,
  reader: LanguageModel | undefined,
  pairing: Pairing,
  coachOf: (domain: string) => Coach,
): string {
  const about = [coach.name, reader?.name, pairing, firstPrompts(pairing, coachOf)]
  return createHash('sha256').update(JSON.stringify(about)).digest('hex')
}

const CHARACTERS_PER_TOKEN = 4
const TOKENS_PER_ANSWER = 80
const TOKENS_PER_READING = 120
const READING_CHARACTERS = 3_500 // what a reader is told beside the talk

/** The prompts of a session whose answers are not known yet. */
function firstPrompts({ learner, domain }: Pairing, coachOf: (domain: string) => Coach) {
  const rounds: Round[] = []
  return Array.from({ length: SIMULATED_ROUNDS }, (_, at) => {
    const reply = simulatedReply(learner, domain, at + 1)
    const prompt = answerPrompt({
      coach: coachOf(domain),
      summary: null,
      rounds: [...rounds],
      roundNumber: at + 1,
      reply,
    })
    rounds.push({ number: at + 1, reply, answer: '…' })
    return prompt
  })
}

function startLine(
  pairings: Pairing[],
  { name, scripted }: CoachModel,
  coachOf: (domain: string) => Coach,
  price: Price | undefined,
): string {
  const run = `${pairings.length} sessions of ${SIMULATED_ROUNDS} rounds with ${name}.`
  if (scripted)
    return `${run} No model is set: it costs nothing, and nobody reads the answers, so that only code checks them.`
  const prompts = pairings.flatMap((pairing) => firstPrompts(pairing, coachOf))
  const characters = prompts.flat().reduce((sum, { content }) => sum + content.length, 0)
  const input = Math.ceil((characters + prompts.length * READING_CHARACTERS) / CHARACTERS_PER_TOKEN)
  const output = prompts.length * (TOKENS_PER_ANSWER + TOKENS_PER_READING)
  const cost = costOf({ input, output }, price)
  const money =
    cost === null ? 'Give --price-in and --price-out to have it in money.' : `At your price about ${cost.toFixed(2)}.`
  return `${run} About ${prompts.length * 2} calls, ${input} tokens in and ${output} out, less what was kept of an earlier run. ${money}`
}
