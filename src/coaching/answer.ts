import { kept, spoken } from '../words/words.ts'
import { STOPS_COACHING } from './house-rules.ts'
import { says } from './languages/languages.ts'
import type { Coach, Round, Summary } from './model.ts'
import { PHASES, type Phase, phaseOf } from './phase.ts'
import { coachingRound, coachSaid } from './rehearsal.ts'
import { folded, hasWords, likeness, sentences, withoutMiddle, wordSet, words } from './wording.ts'

const MOST_WORDS = 90
const MOST_CHARACTERS = 600
const MOST_LIST_ITEMS = 3
const LONGEST_READ = 20_000 // characters; a model that writes on and on is read no further
const TOO_ALIKE = 0.6

/** What an answer is checked against. */
export type AnswerContext = {
  phase: Phase
  forbiddenTopics: string[]
  dimensionIds: string[]
  /** The questions that the coach asked before. */
  earlierQuestions: string[]
}

/** The context of the answer to a reply. */
export function answerContext(asked: {
  coach: Coach
  summary: Summary | null
  rounds: Round[]
  roundNumber: number
  reply: string
}): AnswerContext {
  return {
    phase: phaseOf(coachingRound(asked), asked.reply),
    forbiddenTopics: asked.coach.persona.forbiddenTopics,
    dimensionIds: asked.coach.rubric.dimensions.map((dimension) => dimension.id),
    earlierQuestions: [asked.coach.domain.opening, ...coachSaid(asked.rounds)].flatMap(questionsIn),
  }
}

/** An answer that may be shown, or what is wrong with it, said so that its writer can mend it. */
export type CheckedAnswer = { ok: true; text: string } | { ok: false; problems: string[] }

/** Checks what code can check about an answer, whoever wrote it. */
export function checkedAnswer(answer: string, context: AnswerContext): CheckedAnswer {
  const { text, stops } = readAnswer(answer)
  const questions = questionsIn(text)
  const least = stops || context.phase === 'closing' ? 0 : 1
  const problems = [
    text === '' && 'There was no text.',
    questions.length > 1 && `It asked ${questions.length} questions. Ask exactly one.`,
    questions.length < least && 'It asked no question. End with exactly one open question.',
    tooLong(text) && `It was too long. Stay under ${MOST_WORDS} words and ${MOST_CHARACTERS} characters.`,
    HEADING.test(text) && 'It had a heading. Write plain prose.',
    listItems(text) > MOST_LIST_ITEMS && `It listed more than ${MOST_LIST_ITEMS} items.`,
    givesScore(text, context) && 'It gave a score or named a criterion. Never do that.',
    forbids(context)(text) && 'It touched a topic that you must not talk about. Lead back to their case.',
    questions.slice(0, MOST_LIST_ITEMS).some(repeatsOneOf(context)) &&
      'It asked a question that was asked before. Ask a new one.',
  ].filter((problem) => problem !== false)
  return problems.length === 0 ? { ok: true, text } : { ok: false, problems }
}

/** Makes any text an answer that may be shown: cuts what must not be there and ends after the first question. */
export function cutAnswer(answer: string, context: AnswerContext): string {
  const { text, stops } = readAnswer(answer)
  if (stops && text !== '') return withoutMiddle(text, MOST_CHARACTERS - 10)

  const [repeats, forbidden] = [repeatsOneOf(context), forbids(context)]
  const parts = sentences(withoutHeadings(text))
    .map((sentence) => sentence.text.replace(LIST_MARK, '').replace(/^#+\s*/, ''))
    .filter((sentence) => sentence !== '' && !givesScore(sentence, context) && !forbidden(sentence))
  const asks = parts.findIndex(
    (sentence) => questionsIn(sentence).length === 1 && !tooLong(sentence) && !repeats(sentence),
  )
  const question = parts[asks] ?? spareQuestion(context)

  const kept: string[] = []
  for (const sentence of parts.slice(0, asks < 0 ? undefined : asks)) {
    if (questionsIn(sentence).length > 0) continue
    if (tooLong([...kept, sentence, question].join(' '))) break
    kept.push(sentence)
  }
  return [...kept, question].join(' ')
}

/** The questions in a text's prose: what is quoted or part of an address is not asked. */
export function questionsIn(text: string): string[] {
  const prose = text.replace(/"[^"\n]*"|“[^“”\n]*”|„[^„“\n]*“|«[^«»\n]*»/g, '…').replace(/\bhttps?:\/\/\S+/g, '…')
  // each part of the prose with the mark that ends it, so that a text is read once from left to right
  const parts = prose.match(/[^.!?？؟…\n]+[?？؟]*|[?？؟]+/g) ?? []
  return parts.filter((part) => /[?？؟]$/.test(part)).map((part) => part.trim())
}

/** A text in which nothing can notify or mention anybody. */
function withoutMentions(text: string): string {
  return text
    .replace(/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/(?:(?<![ \t])[ \t]+)?(?:<|&lt;)[!@#](?:[^<>&\n]|&(?![lg]t;))*(?:>|&gt;)/g, '')
    .replace(/(?:<|&lt;)(?=[!@#])/g, '') // what a token inside a token leaves behind
    .replace(/(?<!\w)[@＠](?=\w)/g, '')
    .trim()
}

/** Whether a model left coaching: it saw a hard moment that no phrase tells of. */
export const stopsCoaching = (answer: string): boolean => answer.trimStart().startsWith(STOPS_COACHING)

/** What is shown of an answer. Distress that only the model could see is not to be met with the next question. */
export function readAnswer(answer: string): { text: string; stops: boolean } {
  const read = answer.slice(0, LONGEST_READ).toWellFormed()
  return { text: withoutMentions(read.replaceAll(STOPS_COACHING, '')), stops: stopsCoaching(answer) }
}

const HEADING = /^[ \t]*(#{1,6}\s|\*{1,2}[^*\n]+\*{1,2}:?[ \t]*$)/m
const LIST_MARK = /^\s*([-*•]|\d{1,2}[.)])\s+/

const withoutHeadings = (text: string) =>
  text.replace(/^[ \t]*#{1,6}\s.*$/gm, '').replace(/^[ \t]*\*{1,2}[^*\n]+\*{1,2}:?[ \t]*$/gm, '')
const tooLong = (text: string) => text.length > MOST_CHARACTERS || hasWords(text, MOST_WORDS + 1)
const listItems = (text: string) => text.split('\n').filter((line) => LIST_MARK.test(line)).length

const OF_TEN = /\b\d{1,2}([.,]\d)?\s*\/\s*10\b/

/** Whether a text scores. Ids of several words only: "clarity" is also a word that people talk with. */
export function givesScore(text: string, { dimensionIds }: Pick<AnswerContext, 'dimensionIds'>): boolean {
  return (
    OF_TEN.test(text) ||
    says('scores', text) ||
    dimensionIds.some((id) => id.includes('_') && text.toLowerCase().includes(id))
  )
}

/** Says of a text whether it uses words that this coach must not use. */
export function forbids({ forbiddenTopics }: Pick<AnswerContext, 'forbiddenTopics'>): (text: string) => boolean {
  const told = (text: string) => ` ${words(folded(text)).join(' ')} `
  const topics = forbiddenTopics.map(told).filter((topic) => topic.trim() !== '')
  return (text) => {
    const said = topics.length > 0 ? told(text) : ''
    return topics.some((topic) => said.includes(topic))
  }
}

function repeatsOneOf({ earlierQuestions }: AnswerContext): (question: string) => boolean {
  const earlier = earlierQuestions.map(wordSet)
  return (question) => earlier.some((one) => likeness(question, one) >= TOO_ALIKE)
}

/** A question that always fits the phase, one that was not asked yet where there is one. */
function spareQuestion(context: AnswerContext): string {
  const all = [context.phase, ...SPARE_PHASES].flatMap((phase) => PHASES[phase].questions).map(spoken)
  const repeats = repeatsOneOf(context)
  return all.find((question) => !repeats(question)) ?? all[0] ?? ''
}
const SPARE_PHASES = ['reality', 'options', 'will', 'closing'] as const

/** The answer where a model declines to give one. The round stays out of later prompts, so that it is not declined again. */
export const DECLINED = kept`That is something I cannot answer as it stands. How would you put it in other words?`
