import { LIST_MARK, prose, proseOf, questionsIn, quotesIn, STANDS_FOR } from './answer-prose.ts'
import { hardMoment } from './hard-moment.ts'
import { type Intent, intentOf } from './intent.ts'
import { ANSWERS } from './languages/answers/answers.ts'
import { type Answers, found, isSignName, plain, SIGNS, type SignName } from './languages/answers/signs.ts'
import type { MISSING } from './languages/language.ts'
import { LANGUAGES } from './languages/languages.ts'
import { bringsScript, likelyLanguages, mixes, surelyIn, textLanguage, writtenIn } from './text-language.ts'
import { folded, words } from './wording.ts'

/** What the signs of an answer are weighed against. */
export type Said = {
  /** What the learner just wrote. */
  reply: string
  /** What they wrote in the rounds before. */
  before: string
  /** All that was said and is known so far, by whomever: what stands in it was not invented. */
  known: string
  /** What the model was told, which is not to be told back. */
  told: string
  /** The names of what is scored, as people read them. */
  labels: string[]
}

/** Something about an answer that a learner must not see, said so that its writer can mend it. */
export type Sign = { weight: 'sure' | 'doubt'; tells: string }

const EVERY = ANSWERS.map(({ answers }) => answers)

/** What is known of answers in the languages that a text may be in; of all where that is not to be told. */
function rulesFor(text: string, { reply, before }: Said): Answers[] {
  const code = textLanguage(text)
  const codes = code === undefined ? likelyLanguages(`${text} ${reply} ${before}`) : [code]
  if (codes.length === 0) return EVERY
  return ANSWERS.filter((one) => codes.includes(one.code)).map(({ answers }) => answers)
}

type Read = {
  answer: string
  statements: string[]
  questions: string[]
  rules: Answers[]
  said: Said
  known: Known
  asRead: AsRead
}
/** A sentence in the form that a language's signs are written for. */
type AsRead = (rules: Answers, sentence: string) => string
/** What was said, read once. */
type Known = {
  text: string
  /** The same with its numbers in figures. */
  figures: string
  labels: string[]
  words: Set<string>
  beginnings: Set<string>
  values: Set<string>
  inOrder: string
  /** What the model was told. */
  secret: string
  /** The reply: as plain text, whether it asks for nothing, and whether it is let go. */
  reply: string
  isTold: boolean
  isLetGo: boolean
  theirs: string | undefined
  script: string | undefined
}

/** The signs that code finds in an answer. One that is sure is enough to send it back; of doubts it takes two. */
export function signsIn(whole: string, said: Said): Sign[] {
  const answer = whole.slice(0, MOST_READ)
  const { statements, questions } = proseOf(answer)
  const rules = rulesFor([...statements, ...questions].join(' '), said)
  const read = { answer, statements, questions, rules, said, known: knownOf(said), asRead: reader() }
  return [
    ...formSigns(answer),
    ...wordSigns(read),
    ...questionSigns(read),
    ...inventions(read),
    ...strayings(read),
    ...repetitions(read),
    ...languageSigns(read),
  ]
}

const MOST_READ = 2_000 // characters; what is longer is sent back all the same

/** Whether an answer's signs are enough to send it back. */
export const isSentBack = (signs: Sign[]): boolean =>
  signs.some(({ weight }) => weight === 'sure') || new Set(signs.map(({ tells }) => tells)).size >= ENOUGH_DOUBTS
const ENOUGH_DOUBTS = 2

/** What was said is read once, however many sentences of an answer are held against it. */
function knownOf(said: Said): Known {
  const before = KNOWN.get(said)
  if (before) return before
  const asSaid = folded(said.known)
  const text = plain(asSaid)
  const all = words(text)
  const known = {
    text,
    figures: inFigures(text),
    labels: said.labels.filter((one) => one.includes(' ')).map((one) => plain(folded(one))),
    words: new Set(all),
    beginnings: new Set(all.map(beginning)),
    values: valuesIn(text),
    inOrder: words(asSaid).join(' '),
    secret: words(folded(said.told)).join(' '),
    reply: plain(folded(said.reply)),
    isTold: TELLS.includes(intentOf(said.reply)) && questionsIn(said.reply).length === 0,
    isLetGo: tells('feels', said.reply) || tells('leaves', said.reply),
    theirs:
      textLanguage(said.reply, FEW_SMALL) ??
      (words(said.reply).length < MANY_WORDS ? textLanguage(said.before) : undefined),
    script: writtenIn(said.reply),
  }
  KNOWN.set(said, known)
  return known
}
const KNOWN = new WeakMap<Said, Known>()

const when = (is: boolean, weight: Sign['weight'], tells: string): Sign[] => (is ? [{ weight, tells }] : [])

/** What words tell of it, in the languages that are known. */
function wordSigns({ answer, statements, questions, rules, known, asRead }: Read): Sign[] {
  const quotesThem = quotesIn(answer).every((quote) => newWords(quote, known).length === 0)
  const isMeant = (name: string) =>
    !(known.isLetGo && TO_LET_GO.includes(name)) &&
    !(name === 'writesForThem' && quotesThem && quotesIn(answer).length > 0)
  const places = { statements, questions, all: [...statements, ...questions], start: [answer.trim()] }
  return Object.entries(SIGNS).flatMap(([name, sign]) => {
    const isThere = places[sign.in].some((sentence) =>
      rules.some((one) => isSignName(name) && shows(one, name, sentence, known, asRead)),
    )
    return when(isThere && isMeant(name), sign.weight, sign.tells)
  })
}

/** A feeling is left its time, and who leaves is wished a good day. */
const TO_LET_GO = ['advises', 'setsTask', 'signsOff', 'exclaims']

/** Reads each sentence once, however many signs are looked for in it. */
function reader(): AsRead {
  const written = new Map<string, string>() // most languages read a sentence as it stands
  const read = new Map<Answers, Map<string, string>>()
  const once = <Key, Value>(kept: Map<Key, Value>, key: Key, make: () => Value): Value => {
    const value = kept.get(key) ?? make()
    kept.set(key, value)
    return value
  }
  return (rules, sentence) =>
    once(
      once(read, rules, () => new Map()),
      sentence,
      () => {
        const text = rules.asWritten?.(sentence) ?? sentence
        return once(written, text, () => plain(folded(text)))
      },
    )
}

function shows(rules: Answers, name: SignName, sentence: string, known: Known, asRead: AsRead): boolean {
  const text = name === 'scores' ? withoutDates(asRead(rules, sentence)) : asRead(rules, sentence)
  const match = found(rules.signs[name], text)?.trim()
  if (match === undefined || (name === 'closed' && mayBeClosed(rules, sentence, asRead))) return false
  if ((name === 'advises' || name === 'setsTask') && invites(rules, text)) return false
  if (HANDED_OVER.includes(name) && found(rules.handsOver, text) !== undefined) return false
  if (name === 'scores' && isTheirNumber(match, known)) return false
  return (
    'evenWhereSaid' in SIGNS[name] ||
    match === '!' ||
    !(known.text.includes(stemOf(match)) || known.figures.includes(inFigures(match)))
  )
}

const mayBeClosed = (rules: Answers, sentence: string, asRead: AsRead) =>
  rules.opens.test(folded(sentence)) || found(rules.mayBeClosed, asRead(rules, sentence)) !== undefined

/** Whether a sentence begins as an invitation does: "Then tell me…", and no advice that ends in one. */
const invites = (rules: Answers, text: string) => found(rules.invites, text.slice(0, BEGINS_WITHIN)) !== undefined
const BEGINS_WITHIN = 20 // characters

/** What may be named where it is said who knows it. */
const HANDED_OVER: SignName[] = ['treats', 'judgesLaw', 'invests']

/** A day in figures, and a share of ten that stands for most of some people: neither scores anybody, nor is it meant to the number. */
const withoutDates = (text: string) => text.replace(DATE, ' ').replace(SHARE, ' ')
const DATE =
  /(?<=(?<!\p{L})(?:on|by|before|until|since|am|zum|bis|vom|le|el|il|op|em) )\d{1,2}\/\d{1,2}(?:\/\d{2,4})?(?![\d/])|(?<![\d/])1[1-9]\/10(?![\d/])/giu
const SHARE =
  /(?<!\p{L})(?:\d{1,2}|six|seven|eight|nine) (?:out of|in) (?:10|ten)(?= (?!points?|marks?|stars?|th[iu]s|is|was|has|does|means|says|looks|feels|seems|sounds|shows)\p{L}{3,}s(?!\p{L}))/giu

/** A number that a learner gave is no score of ours, whatever it is out of. */
function isTheirNumber(match: string, { values }: Known): boolean {
  const numbers = (inFigures(match).match(/\d+/g) ?? []).filter((one) => !TOPS.includes(one))
  return numbers.length > 0 && numbers.every((one) => values.has(one))
}
const TOPS = ['10', '100']

/** A text with its numbers in figures: who said "a 3" may be told of "a three". */
const inFigures = (text: string) =>
  text.replace(/[\p{L}]+/gu, (word) => (VALUES.has(word) ? String(VALUES.get(word)) : word))
const VALUES = new Map(
  EVERY.flatMap(({ numbers }) => Object.entries(numbers)).map(([word, value]) => [plain(word), value]),
)

const numberOf = (word: string, { numbers }: Answers) => (Object.hasOwn(numbers, word) ? (numbers[word] ?? 0) : 0)

/** A word less its ending, so that another form of it is known too. */
const stemOf = (match: string) => (/^\p{L}{6,}$/u.test(match) ? match.slice(0, -2) : match)

/** Whether a text scores: in its own language where that is to be told ("a note on Thursday" is no German mark), else in any. */
export const scoresIn = (text: string): boolean => {
  const plainly = plain(folded(text))
  const its = ANSWERS.find(({ code }) => code === textLanguage(text))
  return (its ? [its.answers] : EVERY).some(({ signs }) => found(signs.scores, plainly) !== undefined)
}

const ROLE =
  /^[ \t>*_#]*\[?(?:threadcoach|(?:ai |ki-|your |the |dein )?(?:coach|assistant|bot)|antwort des \p{L}{1,30}|ai|ki|user|learner|you|me|human|answer|response|antwort|du|ich|nutzer|lernende person|lernende[rn]?|trainer|asystent|assistent\p{L}{0,10}|asistente|assistente|apprenante?|utilisateur|usuario|utente|gebruiker|uczeń|użytkownik|tu|yo|moi|io|jij|ik|você)[ \t*_]*(?::|\]|>|&gt;|[—–])/iu
const MARKERS =
  /\[\/?(?:reasoning|thinking|think|analysis|thought)\]|[◁<＜]\/?think[▷>＞]|^[ \t]*assistant(?:final)?(?=[A-Z])|<\|[^|\n]{0,40}\|?>|\[\/?(?:INST|SYS|TOOL_CALLS)\]|<\/?s>|<<\/?SYS>>|<\/?(?:think|thinking|thought|reasoning|analysis|scratchpad|answer|final|response|reflection|output)>|^[ \t]*(?:analysis|assistantfinal|commentary|final)\b(?=[A-Z<|])|^#{2,6}[ \t]*(?:assistant|response|instruction|system)/imu
const FENCE = /```|^\s*[{[]\s*["{[]|"\s*:\s*"/
const PICTURES = /\p{Extended_Pictographic}/gu
const RATINGS = /:(?:star|thumbsup|thumbsdown|\+1|-1|trophy|100|clap):|[⭐🌟★☆👍👎🏆💯🥇🥈🥉]/u
const ENDS =
  /[.!?…:;"”’“»«›‹)\]。！？」』؟。։፧…]$|[\p{Extended_Pictographic}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]\s*$/u
const TAG = /<\/?[a-z][a-z_-]{0,20}>/i
const QUOTED_TURN = /^[ \t]*(?:>|&gt;)/

const MARKS = 'It held marks of a model or its thoughts. Write only what the learner reads.'

/** What is wrong with an answer's form, in any language. */
function formSigns(answer: string): Sign[] {
  const text = answer.trim()
  const lines = text.split('\n').slice(0, 60)
  const pictures = text.match(PICTURES)?.length ?? 0
  const marks = prose(text).match(/!/g)?.length ?? 0
  const spokeFor = lines.some((line, at) => ROLE.test(line) || (at > 0 && QUOTED_TURN.test(line)))
  return [
    ...when(MARKERS.test(text), 'sure', MARKS),
    ...when(FENCE.test(text), 'sure', 'It was code or JSON. Write plain prose.'),
    ...when(spokeFor, 'sure', 'It had labels of who speaks, or spoke for the learner. Write only your own words.'),
    ...when(RATINGS.test(text), 'sure', 'It rated with a picture. Never rate.'),
    ...when(pictures > 2, 'sure', 'It was full of pictures. Write plain prose.'),
    ...when(pictures > 0, 'doubt', 'It had a picture. Write plain prose.'),
    ...when(marks > 1, 'sure', 'It cheered. Use no exclamation marks.'),
    ...when(marks === 1, 'doubt', 'It had an exclamation mark. Use none.'),
    ...when(text !== '' && !ENDS.test(text), 'sure', 'It broke off. Finish the sentence.'),
  ]
}

const NO_WORDS = new Set<string>()
const FEWEST_OFFERED = 2 // telling words that nobody said
const FEWEST_ASKED = 3 // words; a shorter question leans on what stands before it: "And then?"

/** A question without a word that makes it open can be answered with yes or no. */
function questionSigns({ statements, questions, rules, known, asRead }: Read): Sign[] {
  const isClosed = questions.some(
    (one) =>
      rules.length === 1 &&
      words(one).length >= FEWEST_ASKED &&
      rules.every((rule) => !mayBeClosed(rule, one, asRead) && found(rule.sumsUp, asRead(rule, one)) === undefined),
  )
  const told = plain(folded(statements.join(' ')))
  const answersItself = questions.some((one) => {
    const tail = one.includes(', ') ? one.slice(one.lastIndexOf(', ')) : ''
    const is = (what: 'or' | 'whichOf', text: string) =>
      rules.some((rule) => found(rule[what], asRead(rule, text)) !== undefined)
    const isNew = telling(tail).every((word) => !told.includes(beginning(word)))
    return is('or', tail) && !is('whichOf', one) && isNew && isElsewhere(tail, known, NO_WORDS, FEWEST_OFFERED)
  })
  return [...when(isClosed, 'sure', SIGNS.closed.tells), ...when(answersItself, 'sure', SIGNS.answersItself.tells)]
}

const NAME_AFTER_TITLE =
  /\b(?:mr|mrs|ms|dr|herrn?|frau|mme|madame|monsieur|señora?|signora?|pan[ia]?|senhora?|mevrouw|meneer)\.? (\p{Lu}\p{L}+)/giu
const NAME_WITHIN = /(?<=\p{L}[,;]? )(\p{Lu}\p{Ll}{2,})/gu
const NUMBER = /(?<![\p{L}\p{N}.,])\d+(?:[.,]\d+)*/gu
const LINK =
  /\bhttps?:\/\/|\bwww\.|\]\([^)\s]{1,200}\)|[a-z0-9-]{1,40}\.(?:com|org|net|io|dev|app|ai|co|edu|example)\b(?!@)/iu
const MENTION = /(?:<|&lt;)[@#!][^>\s]+|(?<![\p{L}\p{N}.])@(?:here|channel|everyone|[\p{L}][\p{L}\p{N}._-]+)/u
const LONG_QUOTE = 6 // words
const MOST_NEW = 2 // of its telling words, in a quote that is theirs

/** Links, names, numbers, criteria and written sentences that nobody gave, and what has nothing to do with their case. */
function inventions({ answer, statements, questions, rules, known, asRead }: Read): Sign[] {
  const own = [...statements, ...questions].join(' ')
  const plainly = plain(folded(own))
  const isExample = rules.some((one) => found(one.illustrates, plainly) !== undefined)
  const isNew = (name: string) =>
    !known.words.has(plain(name.toLowerCase())) && !known.text.includes(plain(name.toLowerCase()))
  const large = new Set(rules.flatMap((one) => one.large.split(' ')))
  const titled = matched(own, NAME_AFTER_TITLE)
  const named =
    isExample || large.has('nouns') ? [] : matched(own, NAME_WITHIN).filter((name) => !large.has(name.toLowerCase()))
  const given = (one: string) => known.values.has(asValue(one))
  const numbers = isExample
    ? []
    : (withoutDates(own).match(NUMBER) ?? []).filter((one) => !given(one) && Number(asValue(one)) > 3)
  const near = (one: string) => [...known.values].some((value) => Math.abs(Number(value) - Number(asValue(one))) <= 1)
  const stated = (rule: Answers) =>
    statements
      .map((one) => asRead(rule, one))
      .filter((one) => found(rule.invites, one) === undefined)
      .join(' ')
  const spelt = isExample
    ? []
    : rules
        .flatMap((one) => words(stated(one)).map((word) => numberOf(word, one)))
        .filter((value) => value > 3 && !near(String(value)))
  const link = LINK.exec(answer)?.[0]
  const tag = TAG.exec(answer)?.[0]
  const mention = MENTION.exec(answer)?.[0]
  const told = (text: string) => known.text.includes(plain(folded(text)))
  const label = known.labels.find((one) => plainly.includes(one) && !known.text.includes(one))
  const writes = !isExample && isKnown(own) && quotesIn(answer).some((quote) => isOurs(quote, known))
  const items = answer.split('\n').filter((line) => LIST_MARK.test(line))
  const isList = items.length > 1 && 2 * newWords(items.join(' '), known).length > telling(items.join(' ')).length
  return [
    ...when(tag !== undefined && !told(tag), 'sure', MARKS),
    ...when(link !== undefined && !told(link), 'sure', 'It held a link. Never write one.'),
    ...when(mention !== undefined && !told(mention), 'sure', 'It mentioned somebody with @. Never do that.'),
    ...when(titled.some(isNew), 'sure', 'It named somebody whom nobody named. Never invent.'),
    ...when(named.some(isNew), 'sure', 'It named something that nobody named. Never invent.'),
    ...when(
      numbers.some((one) => !near(one)),
      'sure',
      'It gave a number that nobody gave. Never invent.',
    ),
    ...when(spelt.length > 0, 'sure', 'It gave a number that nobody gave. Never invent.'),
    ...when(label !== undefined, 'sure', 'It named a criterion. Never do that.'),
    ...when(writes, 'sure', SIGNS.writesForThem.tells),
    ...when(isList && !isExample, 'sure', SIGNS.advises.tells),
  ]
}

/** Whether a quote is a long one whose words are mostly not those that were said. */
function isOurs(quote: string, known: Known): boolean {
  const strange = newWords(quote, known).length
  return words(quote).length >= LONG_QUOTE && strange > MOST_NEW && 2 * strange > telling(quote).length
}

const matched = (text: string, names: RegExp) => [...text.matchAll(names)].map(([, name = '']) => name)

const BEGINNING = 4 // letters by which another form of a word is known too
const beginning = (word: string) => word.slice(0, BEGINNING)
const telling = (text: string) => words(plain(folded(text))).filter((word) => word.length >= BEGINNING)
const newWords = (text: string, { beginnings }: Known) =>
  telling(text).filter((word) => !beginnings.has(beginning(word)))

const ELSEWHERE = 'It said what has nothing to do with what they said. Stay with their case.'
const FEWEST_IN_GENERAL = 2
const FEWEST_TELLING = 3 // words, in a sentence that says something of its own
/** To a wish, a question, a feeling or hardly a word the coach may say what was not spoken of: a way to look at it, a term, another topic. */
const TELLS: Intent[] = ['tells', 'intends', 'commits']

/** What is said of something else than their case: by its place and by who is spoken of it is the more surely a lecture. */
function strayings({ answer, statements, questions, rules, known }: Read): Sign[] {
  const own = plain(folded([...statements, ...questions].join(' ')))
  const mayStray = rules.some(
    ({ handsOver, illustrates, sumsUp, feels, leaves, disagrees, asksTerm, isStuck }) =>
      [handsOver, illustrates, sumsUp].some((one) => found(one, own) !== undefined) ||
      [feels, leaves, disagrees, asksTerm, isStuck].some((one) => found(one, known.reply) !== undefined),
  )
  if (mayStray || !known.isTold || rules.length === 0 || !isKnown(answer)) return []
  const small = new Set(rules.flatMap((one) => one.small.split(' ')))
  const strays = (sentence: string, fewest: number) => isElsewhere(sentence, known, small, fewest)
  const sure = statements.some((sentence) => {
    const text = plain(folded(sentence))
    const is = (what: 'ofItself' | 'inGeneral' | 'invites') => rules.some((one) => found(one[what], text) !== undefined)
    return (
      !is('invites') &&
      ((is('ofItself') && strays(sentence, FEWEST_TELLING)) || (is('inGeneral') && strays(sentence, FEWEST_IN_GENERAL)))
    )
  })
  const doubt = statements.some((sentence) => strays(sentence, FEWEST_TELLING))
  return [...when(sure, 'sure', ELSEWHERE), ...when(doubt, 'doubt', ELSEWHERE)]
}

/** Whether a sentence holds several telling words, and none of all that was said. */
const isElsewhere = (sentence: string, known: Known, small: Set<string>, fewest: number) => {
  const all = telling(sentence).filter((word) => !small.has(word))
  return (
    !sentence.includes(STANDS_FOR) &&
    all.length >= fewest &&
    all.every((word) => !known.beginnings.has(beginning(word)))
  )
}

const asValue = (number: string) => number.replace(/[.,](?=\d{3}\b)/g, '').replace(',', '.')

/** The numbers that a text gives, in figures or in words of any language, and what lies between two of them. */
function valuesIn(text: string): Set<string> {
  const figures = (inFigures(text).match(/\d+(?:[.,]\d+)*/g) ?? []).slice(0, MOST_COUNTED)
  const values = [...figures.map(asValue), ...figures.flatMap((one) => one.match(/\d+/g) ?? [])]
  const between = values.flatMap((one) =>
    values.flatMap((other) => [Number(one) - Number(other), Number(one) + Number(other)]),
  )
  return new Set([...values, ...between.map(String)])
}
const MOST_COUNTED = 60 // numbers

const FEWEST_PUT = 2 // telling words of what somebody is said to have said, none of which they did
const RUN = 7 // words in a row that are told back

/** What says again all that was written, has the learner say what they hardly said a word of, or tells a piece of what the model was told. */
function repetitions({ answer, statements, rules, said, known, asRead }: Read): Sign[] {
  const isTold = known.isTold && rules.every(({ isStuck }) => found(isStuck, known.reply) === undefined)
  const isMadeUp = (how: (rule: Answers) => RegExp | typeof MISSING) =>
    statements.some((one) =>
      rules.some((rule) => {
        const text = asRead(rule, one)
        const said = found(how(rule), text)
        return (
          said !== undefined && isElsewhere(text.slice(text.indexOf(said) + said.length), known, NO_WORDS, FEWEST_PUT)
        )
      }),
    )
  return [
    ...when(
      isMadeUp(({ signs }) => signs.says),
      'sure',
      SIGNS.says.tells,
    ),
    ...when(isTold && isMadeUp(({ thinksFor }) => thinksFor), 'sure', SIGNS.readsMinds.tells),
    ...when(
      isMadeUp(({ mustDo }) => mustDo),
      'sure',
      SIGNS.advises.tells,
    ),
    ...when(
      isParrot(statements.join(' '), said.reply, rules),
      'sure',
      'It only said again what they wrote. Take up one detail.',
    ),
    ...when(tellsBack(answer, known), 'sure', SIGNS.tellsRules.tells),
  ]
}

const FEWEST_SAID_AGAIN = 12 // words; a short reply is easily said again
const MOST_COMPARED = 120

/** Whether what is stated is, word for word in its order, nearly all that was written and hardly anything else. */
function isParrot(stated: string, reply: string, rules: Answers[]): boolean {
  const turned: Record<string, string> = Object.assign({}, ...rules.map((one) => one.turned))
  const turn = (text: string) =>
    words(folded(text.slice(0, MOST_READ)))
      .slice(0, MOST_COMPARED)
      .map((word) => (Object.hasOwn(turned, word) ? turned[word] : word))
  const [one, other] = [turn(stated), turn(reply)]
  if (other.length < FEWEST_SAID_AGAIN || one.length < FEWEST_SAID_AGAIN) return false
  const shared = inOrder(one, other)
  return shared / one.length >= 0.7 && shared / other.length >= 0.75
}

/** The most words that two lists have in common in the same order. */
function inOrder(one: unknown[], other: unknown[]): number {
  let row = new Array<number>(other.length + 1).fill(0)
  for (const word of one) {
    const next = [0]
    for (const [at, against] of other.entries())
      next.push(word === against ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0))
    row = next
  }
  return row.at(-1) ?? 0
}

function tellsBack(answer: string, { secret, inOrder: said }: Known): boolean {
  const spoken = words(folded(answer)).slice(0, 400)
  const runs = spoken
    .slice(0, Math.max(0, spoken.length - RUN + 1))
    .map((_, at) => spoken.slice(at, at + RUN).join(' '))
  return runs.some((run) => secret.includes(run) && !said.includes(run))
}

const MANY_WORDS = 6
const FEW_SMALL = 3 // small words: a reply is short

/** Another language than the learner's, as far as both are surely known, or words of another among theirs. */
function languageSigns({ statements, questions, said, known }: Read): Sign[] {
  const own = [...statements, ...questions].join(' ')
  const { theirs, script } = known
  const inScript = writtenIn(own)
  const isOther =
    (inScript !== undefined && script !== undefined && inScript !== script) ||
    bringsScript(own, said.known) ||
    mixes([...statements, ...questions], `${said.before} ${said.reply}`) ||
    (theirs !== undefined &&
      [own, ...statements, ...questions].some((one) => ![undefined, theirs].includes(surelyIn(one))))
  return when(isOther, 'sure', 'It was not in the language of the learner. Answer in theirs.')
}

/** Whether a text says something, in the languages that it may be in. */
export function tells(
  what: 'feels' | 'leaves' | 'sumsUp' | 'invites' | 'disagrees' | 'asksTerm' | 'isStuck',
  text: string,
): boolean {
  const plainly = plain(folded(text))
  const codes = likelyLanguages(text)
  return ANSWERS.some(
    ({ code, answers }) => (codes.length === 0 || codes.includes(code)) && found(answers[what], plainly) !== undefined,
  )
}

/** Whether a text declines to coach. */
export const refusesIn = (text: string): boolean => {
  const plainly = plain(folded(text))
  return EVERY.some(({ signs }) => found(signs.refuses, plainly) !== undefined)
}

/** Whether an answer may do without a question: it invites, sums up, lets them go, or answers a feeling. In a language that is not known, it may. */
export function mayAskNothing(answer: string, reply: string): boolean {
  return (
    !isKnown(answer) ||
    tells('invites', prose(answer)) ||
    tells('sumsUp', answer) ||
    tells('leaves', reply) ||
    tells('feels', reply)
  )
}

/** Whether answers in the language of a text are known: a few words in Latin letters are taken as such. */
function isKnown(text: string): boolean {
  const code = textLanguage(text)
  return code === undefined ? [undefined, 'Latin'].includes(writtenIn(text)) : ANSWERS.some((one) => one.code === code)
}

/** Whether a model left coaching without any sign that the learner is in trouble themselves, in a language in which such signs are known. */
export function stopsForOthers({ reply, before }: Said): boolean {
  const code = textLanguage(reply)
  const isRead = code === undefined ? isKnown(reply) : LANGUAGES.some((one) => one.code === code)
  const inTrouble = EVERY.some((rules) => found(rules.inTrouble, plain(folded(reply))) !== undefined)
  return isRead && hardMoment(reply) === undefined && hardMoment(before) === undefined && !inTrouble
}
