import { likelyLanguages, textLanguage, writtenIn } from '../../coaching/text-language.ts'
import type { Transcript } from '../../coaching/transcript.ts'
import { folded, hasWords, type Sentence, stretches, weighedSentences, words } from '../../coaching/wording.ts'

/** A part of a sentence: where it stands in the reply, how it reads, and whether somebody else said it. */
type Part = { start: number; end: number; read: string; isForeign: boolean }

/** A sentence as cues look for it: its parts one after the other, and the round whose reply holds it. */
export type Reading = { round: number; reply: string; parts: Part[] }

export const LONGEST = 500 // characters: a pattern is looked for in no longer piece

/**
 * The learner's sentences, as cues look for them: what they did, do or mean to do reads as "i" and the bare verb ("We've already asked
 * her", "I'd ask her", "and then asked her": "i ask her"), and what is drawn together is written out ("what is"). Key words and rules for
 * everybody are left out. Undefined where the talk is not in English.
 */
export function readingsOf({ turns }: Transcript): Reading[] | undefined {
  const told = turns.map(({ number, reply }) => ({ round: number, reply }))
  const all = told.map(({ reply }) => reply).join('\n')
  if (!isEnglish(all, true)) return undefined
  const english = told.filter(({ reply }) => isEnglish(reply, true))
  const count = (replies: { reply: string }[]) => words(replies.map(({ reply }) => reply).join('\n')).length
  if (count(english) * 2 < count(told)) return undefined
  return english.flatMap(({ round, reply }) => {
    let isTheirs = false // what somebody else said goes on over the end of a sentence
    return weighedSentences(reply).flatMap((sentence) => {
      let start = sentence.start
      const readings = stretches(sentence.text, LONGEST).map((text) => {
        const parts = partsOf(reply, { text, start }, isTheirs && isQuoted(reply, start))
        isTheirs = parts.at(-1)?.isForeign ?? false
        start += text.length
        return { round, reply, parts }
      })
      return isGeneral(folded(sentence.text)) ? [] : readings
    })
  })
}

/** Whether a text is in English; a short one that does not tell is taken for what is `otherwise` so. */
function isEnglish(text: string, otherwise: boolean): boolean {
  const script = writtenIn(text)
  if (script !== undefined && script !== 'Latin') return false
  const language = textLanguage(text)
  if (language) return language === 'en'
  const likely = likelyLanguages(text)
  return likely.length === 0 ? otherwise && !hasWords(text, TELLS) : likely.includes('en')
}
const TELLS = 12 // words: of so many one is a small one, in a language that we know

/** A rule for everybody, or a habit that somebody claims: nothing of a case. */
const GENERAL =
  /\b(?:(?:one|people|everyone|everybody|you|a person|somebody|someone) (?:should|must|ought to|needs? to|has to|have to|can always|always)|it(?:'s| is) (?:always )?(?:important|key|essential|crucial|vital|best) (?:to|that)|the (?:key|secret|trick|art|rule) is|best practices?|in general|as a rule|(?:a|every|any) (?:good|great|strong|true|real|skilled) \w+|i (?:always|generally|usually|typically|normally) (?:ask|listen|name|check|make|try|give|start|offer|say|acknowledge|explain)|i(?:'m| am) (?:very |really |always )?(?:good|great|strong|excellent|skilled) at|i believe in)\b|^(?:always|never|remember to)\b/

const FEWEST_PARTS = 4
const SHORT_PARTS = 2.4 // words each, on average
const SOMEBODY = /\b(?:i|we|he|she|they|you|him|her|them|my|me|us)\b/

function isGeneral(text: string): boolean {
  if (GENERAL.test(text)) return true
  const listed = text.split(/[,;/]\s*/)
  return (
    listed.length >= FEWEST_PARTS &&
    words(text).length / listed.length <= SHORT_PARTS &&
    !SOMEBODY.test(text) &&
    !/\w{3}ed\b/.test(text)
  )
}

/** Where a part of a sentence begins: after a comma and its like, at quotation marks and brackets, before what joins. */
const CUT = /(?<=[,;:] )|(?<=\s[-–—]\s)|(?=["“”„«»()])|(?<=["“”„«»()])|\b(?=(?:and|but|so|because|then|or|while) )/gi

/** Somebody else speaks: what follows is theirs. */
const SAYS =
  /(?:^|[\s,;:"“(])([\p{L}'’-]+) (?:also |then |just |only |even |still |has |had |have |did |already |openly |finally )?(?:said|says|say|told|tells|wrote|writes|replied|replies|answered|answers|e?mailed|mails|texted|messaged|posted|explained|explains|claimed|claims|promised|promises|insisted|insists|yelled|yells|shouted|shouts|screamed|mentioned|mentions|admitted|admits|complained|complains|warned|warns|confirmed|confirms|argued|argues|suggested|suggests|asked|asks|announced|responded|responds|commented|goes like|was like)(?: (?:that|me|us|him|her|them|back|to me|to us))*(?=[\s,:;.!?"“]|$)/iu
const OWN_SUBJECT = /^(?:(?:i|we|you)(?:['’]\w+)?|myself|me|never|please|let's|let’s|nobody|one)$/i
const JOINS = /^(?:and|but|then|so|also|just|or|to|who|would|will|could|should|can|not|even|only|is|was|be|are|been)$/i
const BEGINS_OWN = /^\W*(?:and |but |so |then |because |while )*(?:then |now )?(?:i|we|i['’]\w+|we['’]\w+|my|our)\b/i
const QUOTES = /^["“”„«»]/

/** The parts of a sentence. What another person said is theirs up to where the learner's own "I" begins a part again. */
function partsOf(reply: string, { text, start }: Sentence, goesOn: boolean): Part[] {
  const raw = text.split(CUT).flatMap((part) => afterSpeaking(part))
  let at = start
  let subject: 'own' | 'other' = 'own'
  let speaks = goesOn // somebody else does
  let isFresh = !goesOn // nothing of what they said came yet
  const parts: Part[] = []
  for (const part of raw) {
    const place = { start: at, end: at + part.length }
    at += part.length
    if (speaks && !isFresh && !isQuoted(reply, place.start) && BEGINS_OWN.test(part)) speaks = false
    if (part.trim() !== '' && !QUOTES.test(part.trim())) isFresh = false
    subject = subjectOf(part) ?? subject
    parts.push({ ...place, read: '', isForeign: speaks })
    const speaker = speaks ? undefined : SAYS.exec(part)?.[1]
    if (speaker !== undefined) {
      const isOther = JOINS.test(speaker) ? subject === 'other' : !OWN_SUBJECT.test(speaker)
      if (isOther) {
        speaks = true
        isFresh = true
      }
    }
  }
  let own: 'own' | 'other' = 'own'
  return parts.map((part) => {
    const read = normal(reply.slice(part.start, part.end), own, part.start === start)
    own = subjectOf(read) ?? own
    return { ...part, read }
  })
}

/** A part in two where somebody speaks in the middle of it. */
function afterSpeaking(part: string): string[] {
  const found = SAYS.exec(part)
  if (!found) return [part]
  const end = found.index + found[0].length
  return end < part.length ? [part.slice(0, end), part.slice(end)] : [part]
}

/** Whether a place stands between quotation marks: an odd number of them came before it in its paragraph. */
function isQuoted(reply: string, at: number): boolean {
  const paragraph = reply.slice(Math.max(reply.lastIndexOf('\n\n', at), at - 2_000, 0), at)
  return (paragraph.match(/["“”„]/g)?.length ?? 0) % 2 === 1
}

function subjectOf(text: string): 'own' | 'other' | undefined {
  const all = text.toLowerCase().match(/\b(?:i|we|he|she|they|it|you|who)\b/g)
  const last = all?.at(-1)
  return last === undefined ? undefined : last === 'i' || last === 'we' ? 'own' : 'other'
}

const WRITTEN_OUT: [RegExp, string][] = [
  [/\b(?:can't|cannot|cant)\b/g, 'can not'],
  [/\b(?:won't|wont)\b/g, 'will not'],
  [/\b(do|does|did|is|are|was|were|has|have|had|would|could|should|must|need|ai)n'?t\b/g, '$1 not'],
  [/\bi'?m\b/g, 'i am'],
  [/'re\b/g, ' are'],
  [/'ve\b|(?<=\bi)ve\b/g, ' have'],
  [/'ll\b/g, ' will'],
  [/'d\b/g, ' would'],
  [/\b(what|that|there|who|where|how|he|she|here)'?s\b/g, '$1 is'],
  [/\b(it|when|which|why)'s\b/g, '$1 is'],
  [/\blet's\b|\bwe (?:two|both)\b/g, 'we'],
  [/\bgonna\b/g, 'going to'],
  [/\bwanna\b/g, 'want to'],
  [/\b(?:cuz|coz|bc|cos)\b/g, 'because'],
  [/\bu\b/g, 'you'],
  [/\bwe\b/g, 'i'],
  [
    /\b(?:wants?|wanted|needs?|needed|wish|like|liked|curious|trying|tried|try) to (?:know|hear|learn|find out|understand|see (?=what|why|how|if|whether))/g,
    'ask',
  ],
  [/\b(?:should|could|would|ought to)(?: really| probably| just)? have (?=\w)/g, 'shouldhave '],
]

const MONTH =
  'january|february|march|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec'
const WEEKDAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tues?|wed|thurs?|thu|fri'
const FEW = '(?:a|an|one|two|three|four|five|six|seven|eight|ten|twelve|a few|a couple of|\\d+)'
const SPAN = '(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|sprints?|quarters?)'

/** Days, hours, numbers and roles read as one word each. */
const NAMED: [RegExp, string][] = [
  [
    new RegExp(
      `\\b(?:yesterday|last (?:${WEEKDAY}|week|month|night|year|quarter|sprint|shift)|this morning|the other day|(?:${FEW} )?${SPAN} ago|earlier (?:today|this week))\\b`,
      'g',
    ),
    'LASTDAY',
  ],
  [
    new RegExp(
      `\\b(?:(?:next |this |coming )?(?:${WEEKDAY})(?: (?:morning|afternoon|evening|night|noon))?|(?:the day after )?tomorrow(?: (?:morning|afternoon|evening|night|noon))?|tonight|today|next (?:week|month|quarter|sprint|year|shift)|this (?:week|afternoon|evening|month)|(?:the )?end of (?:the |next |this )?(?:day|week|month|quarter|year|shift|sprint)|eod|eow|noon|midday|midnight|(?:${MONTH}) \\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}(?:st|nd|rd|th|\\.)?(?: of)? (?:${MONTH}|may)|\\d{1,2}(?:st|nd|rd|th)|\\d{1,2}[:.]\\d\\d(?: ?[ap]\\.?m)?|\\d{1,2}(?:-\\d{1,2})? ?[ap]\\.?m|\\d{1,2} o'clock|half past \\w+|q[1-4])\\b`,
      'g',
    ),
    'DAY',
  ],
  [new RegExp(`\\b(in|within|after|every) (?:the next |about |around )?${FEW} ${SPAN}\\b`, 'g'), '$1 DAY'],
  [
    new RegExp(
      `\\b(in|by|until|till|before|from|since|end of) (?:${MONTH}|may|spring|summer|autumn|christmas|easter)\\b`,
      'g',
    ),
    '$1 DAY',
  ],
  [/\b(at|by|before|until|till) \d{1,2}(?=$|[,.;!?)"]| (?:and|on|sharp|in the|to|DAY))/g, '$1 DAY'],
  [/(?<![\w.,:])[€$£]?\d+(?:[.,]\d+)*(?: ?(?:%|percent|k|m|mio|bn|million|thousand)(?![\w]))?\s?/g, 'NUMBER '],
  [
    /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:a |one )?hundred|(?:a |one )?thousand|(?:a |half a |two )?dozen|half an?|a third|a quarter)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine|hundred|thousand))?\b/g,
    'NUMBER',
  ],
  [
    /\b(?:ceo|cfo|cto|coo|cio|vp|md|managing director|director|managers?|head of (?:the )?\w+|controller|foreman|supervisor|(?:team|tech|shift|project|ops|it|product|sales|section|ward|engineering) leads?|chief \w+|(?<=\b(?:the|his|her|their|our|its) )board|founder|boss|principal|headmaster|matron|head nurse|procurement|purchasing)\b/g,
    'ROLE',
  ],
]

/** How a part reads: in small letters, written out, and its verbs as "i" and the bare verb. */
function normal(text: string, subject: 'own' | 'other', isFirst: boolean): string {
  const out = [...WRITTEN_OUT, ...NAMED].reduce((read, [from, to]) => read.replace(from, to), folded(text))
  const tokens = out.split(' ')
  const read: string[] = []
  let at = 0
  const begins = () => read.every((token) => /^(?:\W+|and|but|so|then|also|because|\d+[.)])$/.test(token))
  while (at < tokens.length) {
    const [, marks = '', token = ''] = /^(["'([*]*)(.*)$/s.exec(tokens[at] ?? '') ?? []
    const isSubject = token === 'i'
    const isPast = verbOf(token)?.past || (isFirst && PAST.test(token) && GOES_ON.test(tokens[at + 1] ?? ''))
    const leftOut = !isSubject && isPast && begins() && (isFirst || subject === 'own')
    if (!isSubject && !leftOut) {
      read.push(marks + token)
      at += 1
      continue
    }
    if (marks) read.push(marks)
    const from = isSubject ? at + 1 : at
    const to = afterAuxiliaries(tokens, from)
    const verb = verbOf(tokens[to] ?? '')
    const isDone = verb?.past || (!verb && PAST.test(tokens[to] ?? ''))
    const isWanted = tokens.slice(from, to).some((word) => WANTS.has(word))
    read.push(...(isDone ? ['DONE'] : isWanted ? ['WANT'] : []), 'i', ...(verb ? [verb.bare] : []))
    const isRead = verb !== undefined || (leftOut && to === at) // in the past, of a verb that no cue speaks of
    if (isRead && !verb) read.push(token)
    at = isRead ? to + 1 : to
  }
  return `${read.join(' ')} `
}

const WANTS = new Set(['want', 'wanted', 'like', 'love', 'hope', 'wish'])
/** The past of verbs that no cue speaks of. */
const PAST =
  /^(?:[a-z]+ed|blew|drove|rode|ate|flew|fought|hung|sold|stole|swore|tore|woke|won|wore|caught|became|came|got|shot|led|fed|grew|threw|sank|screwed)\b/

/** What follows a verb, and no noun. */
const GOES_ON =
  /^(?:to|the|a|an|her|him|them|my|it|at|round|after|with|up|out|in|on|through|off|back|for|that|this|DAY|LASTDAY)\b/

const AUXILIARIES = new Set(
  'will would shall can could must should might may then also just already now first still really actually simply even only finally quickly directly gently calmly later again probably maybe definitely deliberately immediately together both therefore instead rather'.split(
    ' ',
  ),
)
const LEADS_TO = new Set(
  'going plan planned planning want wanted need needed have had got intend hope wish mean meant try tried trying decided promise promised begin start started about like love ready happy agreed willing continue'.split(
    ' ',
  ),
)

/** The place of the verb after "i": "will then", "am going to", "would like to" and their like say when, and not what. */
function afterAuxiliaries(tokens: string[], from: number): number {
  let at = from
  for (;;) {
    const [token = '', next = '', third = ''] = tokens.slice(at, at + 3)
    const isDone = token === 'have' || token === 'had' || token === 'am' || token === 'was'
    if (AUXILIARIES.has(token)) at += 1
    else if ((token === 'do' || token === 'did') && (next === 'not' || verbOf(next))) at += 1
    else if (LEADS_TO.has(token) && next === 'to' && third !== '') at += 2
    else if (isDone && LEADS_TO.has(next) && third === 'to') at += 3
    else if (
      isDone &&
      (AUXILIARIES.has(next) ||
        verbOf(next)?.past ||
        (/ing$/.test(next) === (token === 'am' || token === 'was') && verbOf(next)))
    )
      at += 1
    else if ((token === 'begin' || token === 'start' || token === 'started') && (next === 'by' || next === 'with'))
      at += 2
    else return at
  }
}

const IRREGULAR: Record<string, string> = Object.fromEntries(
  'ring call,phone call,dial call,email write,mail write,message write,text write,ping write,slack write,ringing call,phoning call,told tell,said say,wrote write,written write,rang call,rung call,phoned call,spoke speak,spoken speak,heard hear,knew know,known know,found find,made make,gave give,given give,took take,taken take,kept keep,left leave,let let,sent send,set set,put put,read read,ran run,run run,built build,came come,saw see,seen see,thought think,felt feel,got get,went go,gone go,met meet,held hold,began begin,begun begin,chose choose,chosen choose,drew draw,drawn draw,broke break,broken break,lost lose,paid pay,bought buy,brought bring,understood understand,said say,saying say,did do,done do,meant mean,dug dig,cut cut,hid hide,forgot forget,forgotten forget,snapped snap,stopped stop,dropped drop,planned plan,admitted admit,mapped map,shipped ship,swapped swap,logged log,plugged plug,debugged debug,committed commit,got get,stood stand,sat sit,slept sleep,spent spend,fell fall,taught teach,bet bet,wrote write,emailed write,mailed write,messaged write,texted write,pinged write,threw throw,rewrote rewrite,rewritten rewrite,stuck stick,agreed agree,noticed notice'
    .split(',')
    .map((pair) => pair.split(' ')),
)
const VERBS = new Set(
  'come ask tell say write call speak hear know find make give take keep leave let send set put read run build see think feel get go meet hold begin choose draw break lose pay buy bring understand do mean dig cut hide forget snap stop drop plan admit map ship swap log plug debug commit double replay stand sit listen wait check test try measure count compare open change fix add remove delete deploy merge push pull clone install start restart trace grep search look note name mark agree offer promise apologise apologize acknowledge repeat summarise summarize confirm invite propose suggest show explain describe share review rule reject pick prefer recommend decide accept use expect assume guess suspect wonder notice realise realize learn mix walk book schedule arrange reply answer follow handle need want track cover document record pair compile reproduce query quote cancel refund replace order credit report feed update interrupt assign ignore shout avoid raise lower slow thank own miss blame judge talk hope trust print verify repair prepare weigh rate rank score prototype benchmark spike simulate estimate calculate sketch list prove move help sort pass create edit reset switch kill rewrite cc flag discover figure'.split(
    ' ',
  ),
)

const PRESENT = new Set('ring phone dial email mail message text ping slack put let set cut read run'.split(' '))

/** The bare form of a verb that cues speak of, and whether it is in the past. */
function verbOf(token: string): { bare: string; past: boolean } | undefined {
  const word = token.replace(/[^a-z]+$/, '')
  const tail = token.slice(word.length)
  const irregular = IRREGULAR[word]
  if (irregular) return { bare: irregular + tail, past: !PRESENT.has(word) }
  if (VERBS.has(word)) return { bare: token, past: false }
  for (const [end, past] of [
    ['ed', true],
    ['d', true],
    ['ing', false],
    ['s', false],
  ] as const) {
    if (!word.endsWith(end)) continue
    const stem = word.slice(0, -end.length)
    const bare = [stem, `${stem}e`, stem.slice(0, -1), stem.replace(/i$/, 'y')].find((one) => VERBS.has(one))
    if (bare) return { bare: bare + tail, past }
  }
  return undefined
}
