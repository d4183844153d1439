import { checkedAnswer, cutAnswer, DECLINED, keepsQuestion, modelContext, stopsCoaching } from '../coaching/answer.ts'
import { answerPrompt, cacheKey, summaryPrompt } from '../coaching/answer-prompt.ts'
import { closingOf, closingPrompt, proposedClosing } from '../coaching/closing.ts'
import { debriefByRule, debriefOf, proposedDebrief } from '../coaching/debrief.ts'
import { advice, advicePrompt } from '../coaching/digest.ts'
import { withoutInjection } from '../coaching/injection.ts'
import { judgePrompt, quotesRepair } from '../coaching/judge-prompt.ts'
import { memoryProposals } from '../coaching/memory.ts'
import type { Dimension, Mark } from '../coaching/model.ts'
import { checkedLine, cutLine } from '../coaching/played.ts'
import { debriefPrompt, playedPrompt } from '../coaching/rehearsal-prompt.ts'
import { combine, isAbout, saysTooLittle, scoredDimensions, unscored, verifiedMarks } from '../coaching/rubric.ts'
import { transcriptOf } from '../coaching/transcript.ts'
import { verdict } from '../coaching/verdict.ts'
import { Fault, isPoorAnswer } from '../fault.ts'
import type { CallOptions, LanguageModel, PromptMessage, Usage } from './llm.ts'
import type { CoachModel, JudgeModel } from './minds.ts'

/** Output limits. They leave room for a model that reasons before it writes: what is not written costs nothing. */
const ANSWER_TOKENS = 2_000
const SUMMARY_TOKENS = 2_500
const VERDICT_TOKENS = 6_000
const CLOSING_TOKENS = 3_000
const ADVICE_TOKENS = 2_000

const MEND_MS = 10_000

const NO_USAGE: Usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 }

/** A coach by a language model. What it writes is checked by code, mended once by the model, and else cut. */
export function aiCoach(model: LanguageModel): CoachModel {
  return {
    name: model.name,
    scripted: false,
    async answer(request, signal) {
      const options = callOptions(ANSWER_TOKENS, {
        cacheKey: cacheKey(request.coach, 'coach'),
        safetyId: request.safetyId,
        signal,
      })
      const context = modelContext(request)
      const { turn } = request
      if (turn?.is === 'debrief') {
        const wanted = { ...options, schemaName: 'debrief' }
        const filled = await unlessItFails(model.fill(debriefPrompt(request), proposedDebrief, wanted))
        const proposals = [...(filled ? [filled.value] : []), debriefByRule(request.rounds)]
        return { text: debriefOf(request.coach, request.rounds, proposals, context), usage: filled?.usage ?? NO_USAGE }
      }
      const isPlayed = turn?.is === 'played'
      const prompt = isPlayed ? playedPrompt(request, turn) : answerPrompt(request)
      const check = (text: string) => (isPlayed ? checkedLine(text, request.coach) : checkedAnswer(text, context))
      const cut = (text: string) => (isPlayed ? cutLine(text, request.coach) : cutAnswer(text, context))
      const first = await model.write(prompt, options).catch(declined)
      if (first.text === DECLINED) return first
      const checked = stopsCoaching(first.text) ? checkedAnswer(first.text, context) : check(first.text)
      if (checked.ok) return { text: checked.text, usage: first.usage, ...stops(first.text) }

      const soon = AbortSignal.timeout(MEND_MS) // there is an answer already: it may be cut rather than waited for
      const mending = { ...options, signal: signal ? AbortSignal.any([signal, soon]) : soon }
      const second = await unlessItFails(model.write([...prompt, ...mend(first.text, checked.problems)], mending))
      if (!second) return { text: cut(first.text), usage: first.usage, ...stops(first.text) }
      const usage = sum([first.usage, second.usage])
      const mended = check(second.text)
      if (mended.ok) return { text: mended.text, usage, ...stops(second.text) }
      if (stopsCoaching(second.text)) return { text: cut(second.text), usage, stops: true } // who insists may have seen what no phrase tells of
      const cuts = [second.text, first.text].map((text) => ({ text: cut(text), ...stops(text) }))
      const [best = cuts[0]] = cuts.filter((one, at) => keepsQuestion(one.text, [second.text, first.text][at] ?? ''))
      return { text: cut(second.text), ...best, usage }
    },
    summarise: ({ coach, summary, rounds }, signal) =>
      model.write(summaryPrompt({ coach, summary, rounds }), callOptions(SUMMARY_TOKENS, { signal })),
    async advise(dimensions, signal) {
      const prompt = advicePrompt(dimensions)
      if (!prompt) return undefined
      const options = { ...callOptions(ADVICE_TOKENS, { signal }), schemaName: 'advice' }
      return (await unlessItFails(model.fill(prompt, advice, options)))?.value
    },
  }
}

/** All dimensions in one call, or each in its own, so that none colours another. */
type Calls = NonNullable<JudgeModel['calls']>

/** The dimensions of each call. What stands first or last is judged a little differently: each sample has another order. */
function callsOf(asked: Dimension[], at: number, calls: Calls): Dimension[][] {
  const turned = [...asked.slice(at % asked.length), ...asked.slice(0, at % asked.length)]
  return calls === 'talk' ? [turned] : turned.map((dimension) => [dimension])
}

/** A scorer by a language model: several samples, each checked against the talk, then the middle of them. */
export function aiJudge(model: LanguageModel, calls: Calls = 'talk'): JudgeModel {
  return {
    name: model.name,
    scripted: false,
    calls,
    async judge({ coach, rounds, samples, again }, signal) {
      const transcript = transcriptOf(coach, rounds)
      const missed = withoutInjection(again?.missed ?? '')
      const cut = transcript.cut + missed.cut.length
      const dimensions = scoredDimensions(coach)
      const asked = saysTooLittle(transcript) ? [] : dimensions.filter(({ id }) => !again || id === again.dimension)
      const withThese = (marks: Mark[]) =>
        dimensions.map(
          (dimension) =>
            marks.find((mark) => mark.dimension === dimension.id) ??
            unscored(dimension, asked.includes(dimension) ? 'unread' : 'not-enough'),
        )
      if (asked.length === 0) return { judgement: combine([withThese([])], model.name, cut), usage: NO_USAGE }

      const options = {
        ...callOptions(VERDICT_TOKENS, { cacheKey: cacheKey(coach, 'judge'), signal }),
        schemaName: 'verdict',
      }
      const read = async (some: Dimension[]) => {
        const prompt = judgePrompt(coach, transcript, some, missed.text)
        const first = await model.fill(prompt, verdict, options)
        const isOfUse = some.some((one) => first.value.judgements.some(({ dimension }) => isAbout(one, dimension)))
        if (!isOfUse) throw new Fault('llm-bad-json', { retry: false }) // else it would say that the learner said too little
        const marks = verifiedMarks(first.value, some, transcript)
        const onlyBadQuotes =
          marks.every((mark) => mark.score === null) && marks.some((mark) => mark.because === 'no-quote')
        if (!onlyBadQuotes) return { marks, usage: first.usage }
        const second = await unlessItFails(model.fill([...prompt, ...quotesRepair(first.value)], verdict, options))
        if (!second) return { marks, usage: first.usage }
        return { marks: verifiedMarks(second.value, some, transcript), usage: sum([first.usage, second.usage]) }
      }
      const sample = async (at: number) => {
        const parts = await thoseThatStand(callsOf(asked, at, calls).map(read))
        return { marks: parts.flatMap(({ marks }) => marks), usage: sum(parts.map(({ usage }) => usage)) }
      }
      const judged = await thoseThatStand(Array.from({ length: Math.max(1, samples) }, (_, at) => sample(at)))
      return {
        judgement: combine(
          judged.map(({ marks }) => withThese(marks)),
          model.name,
          cut,
        ),
        usage: sum(judged.map(({ usage }) => usage)),
      }
    },
    async close({ coach, rounds }, signal) {
      const prompt = closingPrompt(coach, rounds)
      if (!prompt) return { closing: closingOf(coach, rounds), usage: NO_USAGE }
      const options = { ...callOptions(CLOSING_TOKENS, { signal }), schemaName: 'closing' }
      const proposed = await unlessItFails(model.fill(prompt, proposedClosing, options))
      return {
        closing: closingOf(coach, rounds, proposed?.value),
        proposals: memoryProposals(coach, rounds, proposed?.value),
        usage: proposed?.usage ?? NO_USAGE,
      }
    },
  }
}

const stops = (answer: string) => (stopsCoaching(answer) ? { stops: true } : {})

/** Options hold only what is there. */
function callOptions(
  maxTokens: number,
  {
    cacheKey,
    safetyId,
    signal,
  }: { cacheKey?: string; safetyId?: string | undefined; signal?: AbortSignal | undefined },
): CallOptions {
  return { maxTokens, ...(cacheKey && { cacheKey }), ...(safetyId && { safetyId }), ...(signal && { signal }) }
}

const mend = (text: string, problems: string[]): PromptMessage[] => [
  { role: 'assistant', content: text },
  {
    role: 'user',
    content: `Write this answer again and mend it:\n${problems.map((problem) => `- ${problem}`).join('\n')}\nGive only the answer.`,
  },
]

/** The outcome of a call that only improves on what we have already: when it fails, we go on without; our own stop goes up. */
async function unlessItFails<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call
  } catch (failure) {
    if (failure instanceof Fault && failure.code !== 'llm-cancelled') return undefined
    throw failure
  }
}

/** A model that declines is answered for: the talk goes on. */
function declined(failure: unknown): { text: string; usage: Usage } {
  const isDeclined = failure instanceof Fault && ['llm-refused', 'llm-filtered'].includes(failure.code)
  if (!isDeclined) throw failure
  return { text: DECLINED, usage: NO_USAGE }
}

/** The samples that came; when none did, why: that a server is away says more than that one answer was poor. */
async function thoseThatStand<T>(calls: Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(calls)
  const stand = settled.flatMap((call) => (call.status === 'fulfilled' ? [call.value] : []))
  const reasons = settled.flatMap((call) => (call.status === 'rejected' ? [call.reason] : []))
  if (stand.length === 0 && reasons.length > 0) throw reasons.find((reason) => !isPoorAnswer(reason)) ?? reasons[0]
  return stand
}

const sum = (usages: Usage[]): Usage => ({
  inputTokens: usages.reduce((total, usage) => total + usage.inputTokens, 0),
  cachedTokens: usages.reduce((total, usage) => total + usage.cachedTokens, 0),
  outputTokens: usages.reduce((total, usage) => total + usage.outputTokens, 0),
})
