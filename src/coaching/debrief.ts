import { z } from 'zod'
import { type AnswerContext, checkedAnswer } from './answer.ts'
import { tellsWhen } from './commitment.ts'
import { provenQuotes } from './evidence.ts'
import { timesSaid } from './languages/languages.ts'
import type { Coach, Round } from './model.ts'
import { lastExchanges } from './rehearsal.ts'
import { transcriptOf } from './transcript.ts'
import { hasWords, weighedSentences, withoutMiddle, words } from './wording.ts'

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
  if (said.length === 0) return NOTHING_SAID
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
      ...(good ? [{ is: 'worked', quote: good, text: told(WORKED, good, worked.why) }] : []),
      ...(more ? [{ is: 'to_try', quote: more, text: told(TO_TRY, more, to_try.how) }] : []),
    ]
  })
  const worked = parts.find(({ is }) => is === 'worked')
  const toTry = parts.find(({ is, quote }) => is === 'to_try' && quote !== worked?.quote)
  const question = QUESTIONS.find((one) => checkedAnswer(one, context).ok) ?? QUESTIONS[0]
  for (const shown of [[worked, toTry], [worked], [toTry]]) {
    const texts = shown.flatMap((part) => part?.text ?? [])
    const debrief = checkedAnswer([...texts, question].join('\n\n'), context)
    if (texts.length > 0 && debrief.ok) return debrief.text
  }
  const [first] = said
  const quote = withoutMiddle(first?.reply ?? '', QUOTED_CHARACTERS)
  const plain = checkedAnswer(`You said: “${quote}”\n\n${question}`, context)
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
  const least = all.slice(1).findLast((one) => one.weight < 2)?.said
  return {
    worked: most ? { ...most.said, why: most.weight >= 1 ? WHY_WORKED : '' } : null,
    to_try: least
      ? { ...least, how: /\d/.test(least.quote) || tellsWhen(least.quote) ? HOW_MORE.reason : HOW_MORE.fact }
      : null,
  }
}

const FEWEST_WORDS = 4
const WHY_WORKED = 'That gave them something definite to answer.'
const HOW_MORE = {
  reason: 'Say why it matters to them, and it is harder to pass over.',
  fact: 'A number or a day in it would make it harder to pass over.',
}
const weight = (text: string) =>
  (text.match(/[\d?]/g)?.length ?? 0) + timesSaid('definite', text) + Math.min(words(text).length, 20) / 100

const WORKED = 'You said:'
const TO_TRY = 'There is more in this one:'
/** What is said about a quote is held back where it quotes by itself: nobody has looked those words up. */
const told = (lead: string, quote: string, about: string) =>
  `${lead} “${withoutMiddle(quote, QUOTED_CHARACTERS)}”. ${/["“”„«»?]/.test(about) ? '' : about}`.trim()

const QUESTIONS = [
  'What will you say differently in the real talk?',
  'Which of your sentences would you keep for the real talk, and which would you change?',
  'What did you notice about how they took it?',
] as const
const NOTHING_SAID =
  'We are back. You did not say anything in that rehearsal yet, so there is nothing to look at. What made it hard to begin?'
