import { english } from '../../coaching/languages/english.ts'
import { MISSING } from '../../coaching/languages/language.ts'
import { folded, hasWords, weighedSentences, withoutEnd, words } from '../../coaching/wording.ts'
import type { Tagger, Token } from './tagger.ts'

const LONGEST = 18 // words: beyond, a reflection is a repetition
const SHORTEST = 4

/** What the coach gives back of a reply: a sentence of the learner turned round, or the thing they name, or nothing. */
export function reflect(reply: string, roundNumber: number, tag: Tagger): string {
  if (!isEnglish(reply)) return ''
  const best = clauses(reply, tag)
    .map((tokens) => ({ tokens, weight: weight(tokens) }))
    .toSorted((a, b) => b.weight - a.weight)[0]
  if (best && best.weight > 0) return led(turnedRound(best.tokens), roundNumber)
  const thing = namedThing(tag(reply))
  return thing ? `You mention ${thing}.` : ''
}

/** Whether a text reads like English, which is all that the script speaks. */
export function isEnglish(text: string): boolean {
  const all = words(folded(text))
  return all.filter(isSmallWord).length * 9 >= all.length && all.length > 0
}
const isSmallWord = (word: string) => english.smallWords !== MISSING && english.smallWords.test(word)

/** Where something is quoted, asked or said to somebody, "you" and "I" are not the coach's to turn round. */
const NOT_TO_TURN = /[?"“”„«»<>{}|`*#@]|https?:|\b(you|your|yours|yourself|ya)\b|\bwould (say|ask|tell)\b/i
/** What follows holds only under it. */
const CONDITION = /^(if|when|unless|although|even|suppose|assuming|once)\b/i
const LEADING = /^(so|but|and|because|then|well|ok|okay|also|still)[,:]?\s+/i

/** The parts of a reply that stand by themselves. */
function clauses(reply: string, tag: Tagger): Token[][] {
  return weighedSentences(reply)
    .map((sentence) => sentence.text)
    .filter((text) => !NOT_TO_TURN.test(text))
    .flatMap(parts)
    .filter((text) => !text.includes(':'))
    .map((text) => tag(withoutEnd(text.replace(LEADING, ''), '.!,;:…')))
    .filter(stands)
}

/** A long sentence is taken apart where a new one could begin; a short label before a colon belongs to what follows. */
function parts(sentence: string): string[] {
  if (CONDITION.test(sentence)) return [sentence]
  const joined = sentence.split(
    /;\s+|:(?=\s)(?<=(?:\S+\s+){4}\S+:)\s+|,\s+(?=(?:so|but|because|and)\s)|(?<!\s)\s+-\s+/i,
  )
  return joined.flatMap((part) => (hasWords(part, LONGEST + 1) ? part.split(/,\s+/) : [part]))
}

function stands(tokens: Token[]): boolean {
  const length = tokens.filter((token) => token.kind !== 'PUNCT').length
  const [first, second] = tokens
  return (
    length >= SHORTEST &&
    length <= LONGEST &&
    ['PRON', 'NOUN', 'PROPN', 'DET', 'ADJ', 'ADP'].includes(first?.kind ?? '') &&
    (first?.kind !== 'PROPN' || ['VERB', 'AUX', 'PROPN', 'NOUN', 'CCONJ'].includes(second?.kind ?? '')) &&
    !/^(it|this|that|these|those|which|who|what|if|when)$/i.test(first?.word ?? '') &&
    tokens.some((token) => token.kind === 'VERB' || token.kind === 'AUX')
  )
}

const SAYS_LITTLE =
  /^(thing|stuff|lot|kind|bit|way|time|people|second|minute|hour|day|week|month|year|question|answer|idea|sense|something|anything|everything|am|pm|today|tomorrow)s?$/i

/** How much a clause tells. */
function weight(tokens: Token[]): number {
  return tokens.reduce((sum, { word, kind }) => {
    if (SAYS_LITTLE.test(word)) return sum
    if (kind === 'NUM' || kind === 'PROPN') return sum + 1.5
    return kind === 'NOUN' ? sum + 1 : sum
  }, 0)
}

const LEADS = {
  learner: ['So', 'I hear that', 'From what you say,'],
  other: ['Noted:', 'What I take from that:', 'I hear this:'],
}

function led(clause: string, roundNumber: number): string {
  const leads = /^you\b/.test(clause) ? LEADS.learner : LEADS.other
  return `${leads[roundNumber % leads.length]} ${clause}.`
}

const TURNED: [RegExp, string][] = [
  [/\bi['’]m\b|\bi am\b/gi, 'you are'],
  [/\b(?:i|we) was\b/gi, 'you were'],
  [/\bi wasn['’]t\b/gi, 'you were not'],
  [/\b(i|we)\b(?!\.)/gi, 'you'],
  [/\b(my|our)\b/gi, 'your'],
  [/\b(mine|ours)\b/gi, 'yours'],
  [/\bmyself\b/gi, 'yourself'],
  [/\bourselves\b/gi, 'yourselves'],
  [/\b(me|us)\b/g, 'you'],
]

/** A clause as said to the learner instead of by them. */
function turnedRound(tokens: Token[]): string {
  const text = tokens.map(({ word, spaced }, at) => (spaced && at > 0 ? ` ${word}` : word)).join('')
  const keepsCapital = tokens[0]?.kind === 'PROPN' || /^\p{Lu}{2}/u.test(text)
  const begun = keepsCapital ? text : text.charAt(0).toLowerCase() + text.slice(1)
  return TURNED.reduce((turned, [from, to]) => turned.replace(from, to), begun)
}

/** The longest name or compound of a text, such as "the ops director"; a single common word would say too little. */
export function namedThing(tokens: Token[]): string {
  const things: Token[][] = []
  let thing: Token[] = []
  tokens.forEach((token, at) => {
    const named = (token.kind === 'NOUN' || token.kind === 'PROPN') && /^\p{L}[\p{L}\p{N}-]*$/u.test(token.word)
    const article = token.kind === 'DET' && /^(the|a|an)$/i.test(token.word)
    if (named) thing.push(token)
    if (!named || at === tokens.length - 1) {
      things.push(thing)
      thing = article ? [token] : []
    }
  })
  const telling = things.filter(
    (all) =>
      !all.some(({ word }) => SAYS_LITTLE.test(word)) &&
      (all.filter((token) => token.kind !== 'DET').length > 1 || all.at(-1)?.kind === 'PROPN'),
  )
  const longest = telling.toSorted((a, b) => b.length - a.length)[0] ?? []
  return longest.map(({ word, kind }) => (kind === 'PROPN' ? word : word.toLowerCase())).join(' ')
}
