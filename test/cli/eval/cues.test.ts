import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Held, heldAgainst, readGates } from '../../../src/cli/eval/gates.ts'
import type { Talk } from '../../../src/cli/eval/golden.ts'
import { estimateSentence, measuredCues } from '../../../src/cli/eval/judge/cue-figures.ts'
import { cueReport } from '../../../src/cli/eval/judge/cue-report.ts'
import { inWrongDomains } from '../../../src/cli/eval/judge/wrong-domain.ts'
import { markdownOf } from '../../../src/cli/eval/report.ts'
import type { Mark, Quote } from '../../../src/coaching/model.ts'
import { combine, scoredDimensions, unscored } from '../../../src/coaching/rubric.ts'
import type { JudgeModel } from '../../../src/llm/minds.ts'
import { coachOf, judgeBy, talksOf } from './golden-talks.ts'

const gates = readGates(readFileSync(join(import.meta.dirname, '../../transcripts/cue-gates.json'), 'utf8'))
const CUES = 5
const FEW = 200 // resamples
const SAID = ['I began', 'on Monday', 'I read', 'log of the worker', 'saw why', 'it stops', 'So I asked', 'began with']

/** Two dozen talks of ever other levels, a third of them held out, one German. */
const talks = talksOf(
  Object.fromEntries(
    Array.from({ length: 24 }, (_, at) => [`t${at}`, [0, 1, 2, 3].map((one) => 1 + (at % 7) + ((at + one) % 4))]),
  ),
  {
    ...Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`t${at * 3}`, { heldOut: true }])),
    t1: { language: 'de' },
  },
)

/** A scorer by wording that finds as many cues as this says, each with words of the talk, none of them twice. */
function cueJudge(
  count: (level: number | undefined, talk: Talk | undefined) => number,
  quoteAt = (used: number): string => SAID[used] ?? '',
): JudgeModel {
  return {
    ...judgeBy(() => null, []),
    name: 'by wording',
    scripted: true,
    async judge({ coach, rounds }) {
      const talk = talks.find((one) => one.rounds === rounds && one.domain === coach.domain.id)
      let used = 0
      const marks = scoredDimensions(coach).map((dimension): Mark => {
        const many = count(talk?.intended[dimension.id] ?? undefined, talk)
        const cues = Array.from({ length: CUES }, (_, at) => ({
          name: `cue ${at}`,
          ...(at < many && { quote: quoteOf(rounds, quoteAt(used++)) }),
        }))
        return { ...unscored(dimension, 'not-enough'), because: 'by-wording', cues }
      })
      return { judgement: combine([marks], 'by wording'), usage: { inputTokens: 0, cachedTokens: 0, outputTokens: 0 } }
    },
  }
}

const quoteOf = (rounds: { number: number; reply: string }[], text: string): Quote => ({
  round: rounds.find(({ reply }) => reply.includes(text))?.number ?? 1,
  text,
})

/** Finds more where the level is higher, in English talks alone; few enough that each has words of its own. */
const honest = (level: number | undefined, talk: Talk | undefined) =>
  level === undefined || talk?.language !== 'en' ? 0 : Math.floor(level / 4)

async function held(
  judge: JudgeModel,
): Promise<{ missed: string[]; all: Held[]; figures: Awaited<ReturnType<typeof measuredCues>> }> {
  const figures = await measuredCues([...talks, ...inWrongDomains(talks)], judge, coachOf, FEW)
  const all = heldAgainst(gates, figures, ['held out', 'wrong-domain'], true)
  return { missed: all.filter(({ outcome }) => outcome === 'missed').map(({ figure }) => figure), all, figures }
}

test('a scorer that finds more cues where levels are higher meets every gate, and may show an estimate', async () => {
  const { missed, all, figures } = await held(cueJudge(honest))
  expect(missed).toEqual([])
  expect(figures.all.withinTalk.value).toBeGreaterThan(0.6)
  expect(figures.estimate).toMatchObject({ fittedOn: 15, measuredOn: 8, mayShow: true })
  expect(estimateSentence(figures)).toMatch(/on 8 held-out ones\. .* the product may show it\.$/)
  expect(markdownOf(cueReport({ figures, held: all, planted: [], earlier: undefined }))).toContain('| held out | 32 | ')
})

test('one that finds the same everywhere may show none, and misses all that its cues should mean', async () => {
  const { missed, figures } = await held(cueJudge(() => 2))
  expect(missed).toEqual(
    expect.arrayContaining(['heldOut.rank.low', 'meaningless', 'otherLanguages', 'wrongDomain.ofOwn']),
  )
  expect(estimateSentence(figures)).toMatch(/the product must not show it\.$/)
})

let times = 0
test.each([
  ['puts one quote under two cues', cueJudge(honest, () => 'I began'), 'quotes.twice'],
  ['quotes what nobody said', cueJudge(honest, (used) => `never said ${used}`), 'quotes.verbatim'],
  [
    'finds something else when asked again',
    cueJudge((level, talk) => Math.min(2, honest(level, talk) * (times++ % 3))),
    'repeated.same',
  ],
])('one that %s misses its gate', async (_, judge, figure) => {
  expect((await held(judge)).missed).toContain(figure)
})
