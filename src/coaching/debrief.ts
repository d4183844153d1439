import { z } from 'zod'
import { type AnswerContext, checkedAnswer } from './answer.ts'
import { tellsWhen } from './commitment.ts'
import { provenQuotes } from './evidence.ts'
import { type Debrief, MISSING } from './languages/language.ts'
import { LANGUAGES, languageOf, timesSaid } from './languages/languages.ts'
import type { Coach, Round } from './model.ts'
import { lastExchanges } from './rehearsal.ts'
import { transcriptOf } from './transcript.ts'
import { hasWords, weighedSentences, withoutMiddle, words as wordsOf } from './wording.ts'

/** What is proposed for a debrief. A quote counts only where the learner wrote it in the rehearsal. */
export type ProposedDebrief = z.infer<typeof proposedDebrief>
const proposedQuote = z.object({ round: z.int(), quote: z.string() })
export const proposedDebrief = z.object({
  worked: proposedQuote.extend({ why: z.string() }).nullable(),
  to_try: proposedQuote.extend({ how: z.string() }).nullable(),
})

const QUOTED_CHARACTERS = 160 // two of them leave room for what is said about them

/**
 * What the coach says when a rehearsal is over: sentences of the learner, and one question. Of several proposals the first that
 * stands counts, each part by itself.
 */
export function debriefOf(coach: Coach, rounds: Round[], proposals: ProposedDebrief[], context: AnswerContext): string {
  const said = lastExchanges(rounds)
  const words = debriefIn(
    (said.length > 0 ? said : rounds.filter(({ wish }) => !wish)).map(({ reply }) => reply).join('\n'),
  )
  if (said.length === 0) return words.nothing
  const transcript = transcriptOf(coach, rounds)
  const here = {
    ...transcript,
    turns: transcript.turns.filter(({ number }) => said.some((one) => one.number === number)),
  }
  const proven = (claimed: { round: number; quote: string }) =>
    provenQuotes([{ round: claimed.round, text: claimed.quote }], here)[0]?.text
  const parts = proposals.flatMap(({ worked, to_try }) => {
    const good = worked && proven(worked)
    const more = to_try && proven(to_try)
    return [
      ...(good ? [{ is: 'worked', quote: good, text: told(words, words.worked, good, worked.why) }] : []),
      ...(more ? [{ is: 'to_try', quote: more, text: told(words, words.toTry, more, to_try.how) }] : []),
    ]
  })
  const worked = parts.find(({ is }) => is === 'worked')
  const toTry = parts.find(({ is, quote }) => is === 'to_try' && quote !== worked?.quote)
  const question = words.questions.find((one) => checkedAnswer(one, context).ok) ?? words.questions[0]
  for (const shown of [[worked, toTry], [worked], [toTry]]) {
    const texts = shown.flatMap((part) => part?.text ?? [])
    const debrief = checkedAnswer([...texts, question].join('\n\n'), context)
    if (texts.length > 0 && debrief.ok) return debrief.text
  }
  const [first] = said
  const quote = withoutMiddle(first?.reply ?? '', QUOTED_CHARACTERS)
  const plain = checkedAnswer(`${words.quoted(quote)}\n\n${question}`, context)
  return plain.ok ? plain.text : question
}

/** A debrief by rule: the sentence that tells most, and the one that tells least. */
export function debriefByRule(rounds: Round[]): ProposedDebrief {
  const all = lastExchanges(rounds)
    .flatMap(({ number, reply }) => weighedSentences(reply).map(({ text }) => ({ round: number, quote: text })))
    .filter(({ quote }) => hasWords(quote, FEWEST_WORDS))
    .map((said) => ({ said, weight: weight(said.quote) }))
    .toSorted((a, b) => b.weight - a.weight)
  const [most] = all
  const least = all.slice(1).at(-1)?.said
  const words = debriefIn(all.map(({ said }) => said.quote).join('\n'))
  return {
    worked: most ? { ...most.said, why: most.weight >= 1 ? words.whyWorked : '' } : null,
    to_try: least
      ? { ...least, how: /\d/.test(least.quote) || tellsWhen(least.quote) ? words.moreReason : words.moreFact }
      : null,
  }
}

const FEWEST_WORDS = 4
const weight = (text: string) =>
  (text.match(/[\d?]/g)?.length ?? 0) + timesSaid('definite', text) + Math.min(wordsOf(text).length, 20) / 100

/** What is said about a quote is held back where it quotes by itself: nobody has looked those words up. */
const told = ({ quoted }: Debrief, lead: string, quote: string, about: string) =>
  `${lead} ${quoted(withoutMiddle(quote, QUOTED_CHARACTERS))}. ${/["“”„«»?]/.test(about) ? '' : about}`.trim()

/** The words of the language that they rehearsed in, or of the first that has any. */
function debriefIn(said: string): Debrief {
  const { debrief } = languageOf(said)
  const known = [debrief, ...LANGUAGES.map((one) => one.debrief)].find((one): one is Debrief => one !== MISSING)
  if (!known) throw new Error('No language has words for a debrief.')
  return known
}
