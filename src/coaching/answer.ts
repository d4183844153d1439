import { kept, speechNow, spoken } from '../words/words.ts'
import { LIST_MARK, questionsIn } from './answer-prose.ts'
import { isSentBack, mayAskNothing, refusesIn, type Said, scoresIn, signsIn, stopsForOthers } from './answer-signs.ts'
import { dueIn, mayEndThere } from './due.ts'
import { HOUSE_RULES, MOST_CHARACTERS, MOST_LIST_ITEMS, MOST_WORDS, STOPS_COACHING } from './house-rules.ts'
import { withoutInjection } from './injection.ts'
import { SIGNS } from './languages/answers/signs.ts'
import type { Remembered } from './memory.ts'
import type { Coach, Round, Summary } from './model.ts'
import { PHASES, type Phase, phaseOf } from './phase.ts'
import { coachingRound, coachSaid, type Turn } from './rehearsal.ts'
import { textLanguage } from './text-language.ts'
import { folded, hasWords, likeness, sentences, withoutMiddle, wordSet, words } from './wording.ts'

const LONGEST_READ = 20_000 // characters; a model that writes on and on is read no further
const TOO_ALIKE = 0.6

/** What an answer is checked against. */
export type AnswerContext = {
  phase: Phase
  forbiddenTopics: string[]
  dimensionIds: string[]
  /** The questions that the coach asked before. */
  earlierQuestions: string[]
  /** A farewell, an answer to a feeling and a summary may end without a question. */
  mayEnd?: boolean
  /** What the words of a model are weighed against; those of a script need not be. */
  said?: Said
}

type Answered = {
  coach: Coach
  memory?: Remembered[]
  summary: Summary | null
  rounds: Round[]
  roundNumber: number
  reply: string
  turn?: Turn
}

/** The context of the answer to a reply. */
export function answerContext({ coach, rounds, roundNumber, reply }: Answered): AnswerContext {
  return {
    phase: phaseOf(coachingRound({ rounds, roundNumber }), reply),
    forbiddenTopics: coach.persona.forbiddenTopics,
    dimensionIds: coach.rubric.dimensions.map((dimension) => dimension.id),
    earlierQuestions: [coach.domain.opening, ...coachSaid(rounds)].flatMap(questionsIn),
  }
}

/** The context of an answer that a model writes: it must hold nothing that nobody gave. */
export function modelContext(asked: Answered): AnswerContext {
  const { coach, memory = [], summary, rounds, reply } = asked
  const { persona, rubric, domain } = coach
  const remembered = [...memory.map(({ says }) => says), summary?.text ?? '']
  const own = (text: string) => withoutInjection(text).text // who asks for ten of ten gave no ten
  const before = rounds.flatMap((round) => [own(round.reply), round.answer])
  return {
    ...answerContext(asked),
    mayEnd: mayEndThere(dueIn(asked)),
    said: {
      reply,
      before: rounds.map((round) => round.reply).join('\n'),
      known: [...remembered, domain.name, domain.opening, ...domain.knowledgeTags, ...before, own(reply)].join('\n'),
      told: `${coach.prompts?.houseRules ?? HOUSE_RULES}\n${persona.systemPrompt}`,
      labels: rubric.dimensions.map(({ label }) => label),
    },
  }
}

/** An answer that may be shown, or what is wrong with it, said so that its writer can mend it. */
export type CheckedAnswer = { ok: true; text: string } | { ok: false; problems: string[] }

/** Checks what code can check about an answer: its form, whoever wrote it, and of a model's words whatever tells that a learner must not see them. */
export function checkedAnswer(answer: string, context: AnswerContext): CheckedAnswer {
  const { text, stops } = readAnswer(answer)
  const problems = stops
    ? stopProblems(text, context)
    : [...formProblems(text, context), ...wordProblems(answer, context)]
  return problems.length === 0 ? { ok: true, text } : { ok: false, problems: [...new Set(problems)] }
}

const NO_TEXT = 'There was no text.'
const NO_QUESTION = 'It asked no question. End with exactly one open question.'

const stopProblems = (text: string, { said }: AnswerContext): string[] =>
  [
    text === '' && NO_TEXT,
    tooLong(text) && TOO_LONG,
    said && stopsForOthers(said) && 'It stopped coaching, but the learner is in no trouble themselves. Coach them.',
  ].filter((problem) => typeof problem === 'string')

const TOO_LONG = `It was too long. Stay under ${MOST_WORDS} words and ${MOST_CHARACTERS} characters.`

function formProblems(text: string, context: AnswerContext): string[] {
  const questions = questionsIn(text)
  const mayEnd =
    context.phase === 'closing' || context.mayEnd || (context.said && mayAskNothing(text, context.said.reply))
  return [
    text === '' && NO_TEXT,
    questions.length > 1 && `It asked ${questions.length} questions. Ask exactly one.`,
    questions.length === 0 && !mayEnd && NO_QUESTION,
    tooLong(text) && TOO_LONG,
    HEADING.test(text) && 'It had a heading. Write plain prose.',
    listItems(text) > MOST_LIST_ITEMS && `It listed more than ${MOST_LIST_ITEMS} items.`,
    scoresHere(text, context) && SIGNS.scores.tells,
    forbids(context)(text) && 'It touched a topic that you must not talk about. Lead back to their case.',
    questions.slice(0, MOST_LIST_ITEMS).some(repeatsOneOf(context)) &&
      'It asked a question that was asked before. Ask a new one.',
  ].filter((problem) => typeof problem === 'string')
}

/** What is sure is enough to send it back; of doubts it takes two. */
function wordProblems(answer: string, { said }: AnswerContext): string[] {
  const signs = said ? signsIn(answer, said) : []
  if (!isSentBack(signs)) return []
  const sure = signs.filter(({ weight }) => weight === 'sure')
  return (sure.length > 0 ? sure : signs).map(({ tells }) => tells)
}

/**
 * Makes any text an answer that may be shown: takes out the sentences that must not be there, and ends after the coach's own first question
 * that may be asked. Where there is none, a question of ours stands in its place, but never under a text in another language.
 */
export function cutAnswer(answer: string, context: AnswerContext): string {
  const { text, stops } = readAnswer(answer)
  if (stops && text !== '') return withoutMiddle(text, MOST_CHARACTERS - 10)
  const strict = partsOf(text, context, isClean)
  const asks = strict.asks ?? partsOf(text, context, isBearable).asks
  const question = asks ?? (strict.mayEnd ? '' : spareQuestion(context, strict.says))
  const told = strict.says.join(' ')
  const mayBeTold = refusesIn(told) || wordProblems(told, context).length === 0
  const kept: string[] = []
  for (const sentence of mayBeTold ? strict.says : []) {
    if (tooLong([...kept, sentence, question].join(' '))) break
    kept.push(sentence)
  }
  const whole = [...kept, question]
    .filter((part) => part !== '')
    .join(' ')
    .replace(/([。！？]) /g, '$1')
  if (whole !== '' && formProblems(whole, context).every((problem) => asks === undefined && problem === NO_QUESTION))
    return whole
  return question || kept[0] || spokenQuestion(context)
}

/** Whether a cut answer still ends with a question that its writer asked. */
export const keepsQuestion = (cut: string, answer: string): boolean =>
  questionsIn(cut).some((question) => answer.includes(question))

type Fit = (sentence: string, context: AnswerContext) => boolean

const MOST_SENTENCES = 25 // more than an answer can hold

/** The sentences of a text that may be shown, up to its first question that may be asked, and that question. */
function partsOf(
  text: string,
  context: AnswerContext,
  isFit: Fit,
): { says: string[]; asks: string | undefined; mayEnd: boolean } {
  const [repeats, isOfUse] = [repeatsOneOf(context), isAllowed(context)]
  const parts = sentences(withoutHeadings(text))
    .slice(0, MOST_SENTENCES)
    .map((sentence) => sentence.text.replace(LIST_MARK, '').replace(/^#+\s*/, ''))
    .filter(
      (sentence) => sentence !== '' && !tooLong(sentence) && isOfUse(sentence, context) && isFit(sentence, context),
    )
  const at = parts.findIndex(
    (sentence) => questionsIn(sentence).length === 1 && !tooLong(sentence) && !repeats(sentence),
  )
  const says = parts.slice(0, at < 0 ? undefined : at).filter((sentence) => questionsIn(sentence).length === 0)
  const told = says.join(' ')
  const mayEnd =
    told !== '' && context.said !== undefined && (mayAskNothing(told, context.said.reply) || refusesIn(told))
  return { says, asks: parts[at], mayEnd }
}

const isAllowed = (context: AnswerContext): Fit => {
  const forbidden = forbids(context)
  return (sentence) => !scoresHere(sentence, context) && !forbidden(sentence)
}
const isClean: Fit = (sentence, context) => refusesIn(sentence) || hasNo(sentence, context)
/** What is no more than clumsy is better than a question of ours. */
const isBearable: Fit = (sentence, context) => hasNo(sentence, context, BEARABLE)
const hasNo = (sentence: string, { said }: AnswerContext, but: string[] = []) =>
  !said || signsIn(sentence, said).every(({ weight, tells }) => weight !== 'sure' || but.includes(tells))
const BEARABLE: string[] = [SIGNS.closed.tells, SIGNS.manyInOne.tells]

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
  const read = answer.slice(0, LONGEST_READ).toWellFormed().normalize('NFC') // no sign is two in one place and one in another
  return { text: withoutMentions(read.replaceAll(STOPS_COACHING, '')), stops: stopsCoaching(answer) }
}

const HEADING = /^[ \t]*(#{1,6}\s|\*{1,2}[^*\n]+\*{1,2}:?[ \t]*$)/m

const withoutHeadings = (text: string) =>
  text.replace(/^[ \t]*#{1,6}\s.*$/gm, '').replace(/^[ \t]*\*{1,2}[^*\n]+\*{1,2}:?[ \t]*$/gm, '')
const tooLong = (text: string) => text.length > MOST_CHARACTERS || hasWords(text, MOST_WORDS + 1)
const listItems = (text: string) => text.split('\n').filter((line) => LIST_MARK.test(line)).length

/** Whether a text names what is scored by its id. Ids of several words only: "clarity" is also a word that people talk with. */
const namesDimension = (text: string, { dimensionIds }: Pick<AnswerContext, 'dimensionIds'>): boolean =>
  dimensionIds.some((id) => id.includes('_') && text.toLowerCase().includes(id))

/** Whether a text scores, whatever it is about. */
export const givesScore = (text: string, about: Pick<AnswerContext, 'dimensionIds'>): boolean =>
  namesDimension(text, about) || scoresIn(text)

/** The same where what a model says is weighed besides: a figure that the learner gave is no score. */
const scoresHere = (text: string, context: AnswerContext) =>
  context.said ? namesDimension(text, context) : givesScore(text, context)

/** Says of a text whether it uses words that this coach must not use. */
export function forbids({ forbiddenTopics }: Pick<AnswerContext, 'forbiddenTopics'>): (text: string) => boolean {
  const told = (text: string) => ` ${words(folded(text)).join(' ')} `
  const topics = forbiddenTopics.map(told).filter((topic) => topic.trim() !== '')
  return (text) => {
    const said = topics.length > 0 ? told(text) : ''
    return topics.some((topic) => said.includes(topic))
  }
}

/** Whether a question was asked before: in nearly the same words, and about the same people and things. */
function repeatsOneOf({ earlierQuestions, said }: AnswerContext): (question: string) => boolean {
  const earlier = earlierQuestions.map((question) => ({ asked: wordSet(question), names: namesIn(question) }))
  let theirs: Set<string> | undefined // hardly a question is so alike that it takes them
  return (question) => {
    const [names, asks] = [namesIn(question), wordSet(question)]
    const isOfAnother = (asked: Set<string>) => {
      theirs ??= wordSet(said ? `${said.before} ${said.reply}` : '')
      const known = theirs
      return [...asks].some((word) => word.length >= FEWEST_LETTERS && !asked.has(word) && known.has(word))
    }
    return earlier.some(
      (one) => likeness(question, one.asked) >= TOO_ALIKE && names === one.names && !isOfAnother(one.asked),
    )
  }
}
const FEWEST_LETTERS = 4 // of a word that tells of whom or what is asked

/** Words with a capital within a sentence: who is asked about. */
const namesIn = (question: string) =>
  [...question.matchAll(/(?<=\p{L}[,;]? )\p{Lu}[\p{L}\p{M}]+/gu)]
    .map(([name]) => name)
    .toSorted()
    .join(' ')

/** A question that always fits the phase, and none under a text in a language that is not the one we speak just now. */
function spareQuestion(context: AnswerContext, under: string[]): string {
  const text = [...under, context.said?.reply, context.said?.before].join(' ')
  const isOurs = textLanguage(text) === speechNow().language
  return context.said && hasWords(text, FEWEST_TELLING) && !isOurs ? '' : spokenQuestion(context)
}
const FEWEST_TELLING = 6 // words: fewer do not tell their language

/** One that was not asked yet, where there is one. */
function spokenQuestion(context: AnswerContext): string {
  const all = [context.phase, ...SPARE_PHASES].flatMap((phase) => PHASES[phase].questions).map(spoken)
  const repeats = repeatsOneOf(context)
  return all.find((question) => !repeats(question)) ?? all[0] ?? ''
}
const SPARE_PHASES = ['reality', 'options', 'will', 'closing'] as const

/** The answer where a model declines to give one. The round stays out of later prompts, so that it is not declined again. */
export const DECLINED = kept`That is something I cannot answer as it stands. How would you put it in other words?`
