import { z } from 'zod'
import { JUDGE_MODEL, verdictOn } from '../bench/model.ts'
import { type ModelFault, type ModelRequest, openModelServer } from '../model-server.ts'

/** What goes wrong with a learner's model: with the coach's answers, or with what the judge is asked for. */
export type Kind = { name: string; of: 'coach' | 'judge'; fault: ModelFault | 'wrong-scores' }

/** The prompts name their learner by what the learner wrote: "[kind number]". */
const TAG = /\[([a-z0-9-]+) (\d+)\]/
const HEALS_AFTER = 2 // requests, for every second learner
const ALL_HAVE_ASKED_MS = 20_000

/** A model's server that fails each learner by their kind: for those with an even number until it heals, for the others twice. */
export async function openFaultyModel(kinds: readonly Kind[]) {
  const asked = new Map<string, number>() // requests by learner
  const waiting: (() => void)[] = []
  let isHealed = false
  let firstRequests = 0

  function kindOf(request: ModelRequest): { kind: Kind; number: number; times: number } | undefined {
    const prompt = request.body.messages.map(({ content }) => content).join('\n')
    const [tag = '', name, number] = TAG.exec(prompt) ?? []
    const kind = kinds.find((one) => one.name === name)
    if (!kind || (request.body.model === JUDGE_MODEL) !== (kind.of === 'judge')) return undefined
    const times = (asked.get(tag) ?? 0) + 1
    asked.set(tag, times)
    return { kind, number: Number(number), times }
  }

  /** Nobody's first request fails before everybody has asked: else those who come later would meet no fault of their own. */
  function everybodyAsks(all: number): Promise<void> {
    firstRequests += 1
    return new Promise((resolve) => {
      waiting.push(resolve)
      if (firstRequests === all) for (const go of waiting) go()
      setTimeout(resolve, ALL_HAVE_ASKED_MS).unref()
    })
  }

  let together = 0
  const server = await openModelServer({
    async fault(request) {
      const found = kindOf(request)
      if (!found) return undefined
      if (found.times === 1 && together > 0) await everybodyAsks(together)
      const isOver = isHealed || (found.number % 2 === 1 && found.times > HEALS_AFTER)
      return isOver || found.kind.fault === 'wrong-scores' ? undefined : found.kind.fault
    },
    write: (request) => `That is number ${request.number} of the day. What would the CFO say to it?`,
    fill(request) {
      const last = request.body.messages.find(({ content }) => content.includes('\nJudge the learner on: '))?.content
      if (!last) return { worked_out: [], next_steps: [] }
      const fitting = verdict.parse(JSON.parse(verdictOn(last)))
      const [, name] = TAG.exec(last) ?? []
      return name === 'wrong-scores' && !isHealed
        ? { judgements: wronged(fitting.judgements, request.number) }
        : fitting
    },
  })
  return {
    baseUrl: server.baseUrl,
    /** From now on the first requests of so many learners are held until all of them have asked. */
    holdFor(learners: number): void {
      together = learners
    },
    heal(): void {
      isHealed = true
    },
    close: server.close,
  }
}

const verdict = z.object({ judgements: z.array(z.record(z.string(), z.unknown())) })

/** Scores as no rubric has them. */
const WRONG = [
  { anchor: '11' },
  { anchor: 7 },
  { anchor: 'NaN' },
  { anchor: null, score: 11 },
  { dimension: 'charisma', anchor: '10', adjust: '+1' },
]
const wronged = (judgements: Record<string, unknown>[], number: number) =>
  judgements.map((judgement, at) => ({ ...judgement, ...WRONG[(number + at) % WRONG.length] }))
