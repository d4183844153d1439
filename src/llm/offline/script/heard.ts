import { folded, weighedSentences, withoutEnd, words } from '../../../coaching/wording.ts'
import type { Script } from './script.ts'

/** What kind of message a reply is, as far as wording tells. */
export type Heard =
  | {
      is:
        | 'nothing'
        | 'enough'
        | 'clear'
        | 'thanks'
        | 'yes'
        | 'no'
        | 'greets'
        | 'stuck'
        | 'hostile'
        | 'disagrees'
        | 'feels'
        | 'glad'
        | 'tells'
    }
  | { is: 'drafts'; text: string }
  | { is: 'asks'; what: 'fact' | 'me'; answer: string }
  | { is: 'asks'; what: 'advice' | 'maybe' | 'unclear' | 'request' | 'other' }

const SHORT = 25 // words: what is said to the coach itself is said shortly
const MOST_READ = 400 // characters of a sentence: what kind it is stands at its beginning
const BRIEF = 14
const FEW = 8 // "I don't know" is then the whole of it
const FEWEST_DRAFTED = 4 // words
const LONGEST_LEAD = 300 // characters: what leads to a quote stands before it

/** Reads a reply; `lastAsk` is the question that it may answer, and `domain` the coach's name and description: terms of its field come first. */
export function heardIn(
  reply: string,
  script: Script,
  { askedForWords, domain }: { askedForWords: boolean; domain: string },
): Heard {
  const { hears } = script
  const text = folded(reply)
  const all = weighedSentences(reply.replace(SMILES, ' '))
    .map((sentence) => plain(sentence.text, hears.asks))
    .filter((one) => one.text !== '')
  const length = words(text).length
  if (length === 0) return { is: APPROVES.test(reply) ? 'yes' : 'nothing' }
  const whole = withoutEnd(text.slice(0, MOST_READ), END)
  const some = (sign: RegExp) => sign.test(whole) || all.some((one) => sign.test(one.text))

  const draft = draftIn(reply, script, askedForWords)
  if (
    (!draft || draft === reply.trim()) && // where it is said whole, a farewell looks like a sentence for somebody
    (hears.enough.test(whole) ||
      (length <= SHORT && all.some(({ text: one }) => hears.enough.test(one))) ||
      isFarewell(all, hears.enough))
  )
    return { is: 'enough' }
  if (length <= BRIEF && !reply.includes('?') && some(hears.clear)) return { is: 'clear' }
  if (
    hears.thanks.test(whole) ||
    (length <= BRIEF &&
      all.length > 0 &&
      all.every(({ text: one }) => hears.thanks.test(one) || hears.yes.test(one)) &&
      some(hears.thanks))
  )
    return { is: 'thanks' }
  if (hears.unclear.test(whole)) return { is: 'asks', what: 'unclear' }

  const fact = all
    .filter((one) => one.asks || hears.asksWhat.test(one.text))
    .map((one) => factOf(one.text, script, domain))
    .find((one) => one !== undefined)
  if (fact && !draft) return { is: 'asks', what: 'fact', answer: fact }
  if (draft) return { is: 'drafts', text: draft }
  const asked = all.findLast((one) => one.asks)
  const asks = asked && (asked === all.at(-1) || /\b(?:you|du|dir|sie)\b/.test(asked.text)) ? asked.text : undefined
  if (asks !== undefined) {
    const bare = asks.replace(FILLERS, '')
    const me = script.aboutMe.find((one) => one.asks.test(bare))
    if (me) return { is: 'asks', what: 'me', answer: me.says }
  }
  if (length <= SHORT && some(hears.hostile)) return { is: 'hostile' }
  if (asks !== undefined) {
    if (hears.unclear.test(asks)) return { is: 'asks', what: 'unclear' }
    if (script.request.test(asks)) return { is: 'asks', what: 'request' }
    if (hears.advice.test(asks)) return { is: 'asks', what: 'advice' }
    return { is: 'asks', what: hears.maybe.test(asks) ? 'maybe' : 'other' }
  }
  if (
    length <= SHORT &&
    /^(?:please |bitte )?(?:write|draft|decide|solve|do|schreib|formulier|entscheide)\b/.test(whole) &&
    script.request.test(whole)
  )
    return { is: 'asks', what: 'request' }
  if (length <= SHORT && hears.advice.test(whole) && /\b(?:me|you|mir|du)\b/.test(whole))
    return { is: 'asks', what: 'advice' }
  if (length <= SHORT * 2 && all[0] && hears.disagrees.test(length <= SHORT ? whole : all[0].text))
    return { is: 'disagrees' }
  if (length <= SHORT && all.some(({ text: one }) => hears.disagrees.test(one))) return { is: 'disagrees' }
  if (some(hears.feels)) return { is: 'feels' }
  if (some(hears.glad)) return { is: 'glad' }
  if (hears.greets.test(whole)) return { is: 'greets' }
  if (length <= FEW && hears.stuck.test(whole)) return { is: 'stuck' }
  if (hears.yes.test(whole)) return { is: 'yes' }
  if (hears.no.test(whole)) return { is: 'no' }
  return { is: 'tells' }
}

/** Words that change nothing of what is asked. */
const FILLERS =
  / (?:eigentlich|denn|überhaupt|wirklich|echt|mal|bitte|noch|really|actually|even|still|just|please|exactly)(?= |$)/g
const SMILES = /\p{Extended_Pictographic}|\uFE0F|(?<=\s|^)[:;]-?[)(DP](?=\s|$)/gu
const END = '.!,;:… )('
const APPROVES = /👍|👌|✅|🙏|💯/u

/** A sentence folded, without its end, and whether it asks. What stands in quotation marks asks nobody here. */
function plain(sentence: string, asks: RegExp): { text: string; asks: boolean } {
  const unquoted = sentence.replace(/["“„«][^"“”„«»\n]*["”“»]/g, '…')
  const text = withoutEnd(folded(sentence.slice(0, MOST_READ)), `${END}?`)
  return { text, asks: withoutEnd(unquoted, '!.)').endsWith('?') || (asks.test(text) && words(text).length <= BRIEF) }
}

/** A longer message may close with a farewell, after a sentence or a comma. */
function isFarewell(all: { text: string }[], enough: RegExp): boolean {
  const last = all.at(-1)?.text ?? ''
  const clause = last.split(/,\s|;\s|\s-\s/).at(-1) ?? ''
  return (all.length > 1 && words(last).length > 1 && enough.test(last)) || (clause !== last && enough.test(clause))
}

/** The fact for the term that is asked about, that of the talk's own field first. */
function factOf(question: string, { facts, hears }: Script, domain: string): string | undefined {
  if (!hears.asksWhat.test(question) && words(question).length > 4) return undefined
  const isOwn = (field: string) => domain.toLowerCase().includes(field)
  const all =
    FACTS.get(facts) ?? Object.entries(facts).flatMap(([field, some]) => some.map((one) => fact(field, ...one)))
  FACTS.set(facts, all)
  return all
    .toSorted((a, b) => Number(isOwn(b.field)) - Number(isOwn(a.field)))
    .find(({ names, asksFor }) => names.test(question) && asksFor.test(question))?.says
}

type Fact = { field: string; names: RegExp; asksFor: RegExp; says: string }
const FACTS = new WeakMap<Script['facts'], Fact[]>()

/** "What is a discovery call?" asks for the term, "What is our pipeline worth?" for something of the case. */
function fact(field: string, terms: string, says: string): Fact {
  const whole = `(?<!\\p{L})(?:${terms})(?!\\p{L})`
  const article = '(?:an?|the|this|that|your|these|ein|eine|einen|der|die|das|den|dieses?|so ein|so eine)? ?'
  const asked =
    "(?:.*(?:what(?:'s| is| are| does| do|s)?|explain|define|meaning of|mean(?:s|t)? by|difference between(?: .{1,25} and)?|heard of|tell me about|what about|how does|was (?:ist|sind|heißt|bedeutet|meint|genau ist|war|versteht man unter)|erkläre?n?(?: mir)?|definiere|bedeutet|heißt|wie funktioniert|bedeutung von|unterschied zwischen(?: .{1,25} und)?|wozu (?:ist|dient)|wofür (?:ist|steht)))? ?(?:exactly|again|actually|even|mir|denn|eigentlich|nochmal|genau|noch mal|you|by|mit)? ?"
  const tail =
    '(?: (?:mean|means|stand for|for|good for|used for|exactly|again|here|work|works|even|actually|anyway|please|is|are|then|like|about|in (?:this|that) (?:context|case)|bedeutet|heißt|ist|eigentlich|genau|denn|nochmal|hier|bitte|nun))*(?: (?:and|und) .{2,60})?'
  const asksFor = new RegExp(`^${asked}${article}["']?${whole}["']?${tail}$`, 'u')
  return { field, names: new RegExp(whole, 'u'), asksFor, says }
}

/** Words that the learner drafts for somebody else; undefined where they draft none. */
function draftIn(reply: string, { hears }: Script, askedForWords: boolean): string | undefined {
  const text = reply.trim()
  const one = folded(text)
  const length = words(text).length
  if ((hears.greeting.test(one) || (NAMED.test(text) && SPEAKS_TO.test(one))) && length > FEWEST_DRAFTED * 2)
    return text
  for (const { 1: inside = '', index } of text.matchAll(/["“„«‘']([^"“”„«»\n]{8,600}?)["”“»’'](?=[\s.,;:!?)]|$)/g)) {
    const lead = folded(text.slice(Math.max(0, index - LONGEST_LEAD), index))
    if (words(inside).length < FEWEST_DRAFTED || hears.reported.test(lead)) continue
    const isMost = words(inside).length * 2 > length
    if (askedForWords || isMost || hears.drafts.test(`${lead} "`)) return inside.trim()
  }
  const [lead] = hears.drafts.exec(one) ?? []
  if (
    lead &&
    one.startsWith(lead.trim().slice(0, 4)) &&
    one.indexOf(':') >= 0 &&
    one.indexOf(':') <= lead.trimEnd().length
  ) {
    const rest = text.slice(text.indexOf(':') + 1).trim()
    if (words(rest).length >= FEWEST_DRAFTED) return rest
  }
  if (askedForWords && length >= FEWEST_DRAFTED && SPEAKS_TO.test(one) && !ABOUT_IT.test(one)) return text
  return undefined
}

/** Begins with somebody's name: "Anna, I worked the last three Saturdays". */
const NAMED =
  /^(?!(?:Well|Yes|No|Ok|Okay|Sorry|Thanks|Honestly|Actually|Maybe|Now|So|Then|Still|Also|Sure|Right|Anyway|Coach|Ja|Nein|Gut|Also|Danke|Naja|Ehrlich|Vielleicht|Doch|Stimmt)[,\s])\p{Lu}\p{Ll}+, /u
const SPEAKS_TO = /(?<!\p{L})(?:you|your|let's|du|dir|dich|dein\p{L}*|sie|ihnen|wir|lass uns)(?!\p{L})/u

/** Asked for words, somebody may speak of them instead of saying them. */
const ABOUT_IT =
  /^(?:i (?:don't|do not|can't|would never|have no)|why|are you|do you|have you|did you|would you have|what do you|no|ich (?:weiß|kann|habe)|warum|nein|meinst du|bist du)(?!\p{L})/u
