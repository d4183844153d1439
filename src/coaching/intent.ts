import { GERMAN } from './german-wording.ts'
import { folded, withoutEnd, words } from './wording.ts'

/** What a learner's reply asks of the coach. */
export type Intent =
  | 'hint' // asked for one
  | 'wants-answer' // asks the coach to decide or to write it
  | 'stuck' // does not know
  | 'thin' // too short to go on
  | 'greets'
  | 'upset' // with the coach, not with a customer
  | 'finished' // says goodbye
  | 'asks' // asks for a fact
  | 'commits' // means to do something, and says when
  | 'intends' // means to do something
  | 'tells'

const HINT =
  /^((please|can i (have|get)|could i (have|get)|give me|i need|i want|a|an|another|one more|small)\s+)*(hint|clue|tip)s?( please)?[.!?]*$/
const WANTS_ANSWER =
  /\b(just tell me|(tell|give) me (the|your|an?) (right |correct |best )?(answer|solution|recommendation)|what should (i|we) (do|say|choose|pick|use|write|answer|take)|what would you (do|say|choose|pick|use|recommend|suggest|advise)|which (one )?(should (i|we)|would you|do you recommend)|(do|write|decide|solve) (it|this|that) for me|what('s| is) the (right|best|correct) (answer|option|choice|solution|way)|you (decide|tell me|choose))\b/
const DOES_NOT_KNOW =
  /\b((don'?t|do not|dont) (really |actually )?(know|have (an?|any) (idea|clue))|no (idea|clue)|not (really )?sure|idk|dunno|(i('m| am) )?(totally |a bit )?stuck|can'?t (think|say)|nothing comes)\b(?! (who|whom|whose|whether|if|which|when|how (much|many|long|often))\b)/
const UPSET =
  /\b(this (is|feels) (so |really |just |completely )?(stupid|useless|pointless|ridiculous|nonsense|annoying|bullshit|crap|a waste)|waste of (my )?time|you('re| are) (so |really |just |completely )?(useless|stupid|annoying|no help|not helping|a (stupid |dumb )?(bot|robot|machine|program))|(stupid|useless|dumb) (bot|robot|machine|program|coach|questions?)|shut up|leave me alone|fuck (you|this|off)|wtf|hate (this|you))\b/
const GREETS = /^(hi|hello|hey|hallo|good (morning|afternoon|evening))( there| coach)?[,!]?$/
const FINISHED =
  /^(ok(ay)?[,.]? )?(thanks|thank you|thx|that('s| is| was) (all|it|enough)|i('m| am) (done|finished)|bye|goodbye|let'?s stop|stop|end)\b/
const ASKS =
  /^((so|and|but|ok(ay)?|also),? )?(how (do|can|should|would|could) (i|we)|where (do|can|should|is|are)|what (is|are|does) |what do (i|you)|can (you|i)|could you|do you|are you|is there|who (is|are|can|do|should))\b.*\?$/
const WILL_DO =
  /\b(i|we)('ll| will|'m going to| am going to|'re going to| are going to| plan to| commit to)\b|\bnext,? (i|we) (want|need)\b|\b((on|by|before|until) (mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|next week),? (i|we) (have|want|meet|call|ask|send|talk|write|try|start|show|check|test|book)\b/
const TO_DO = /^(call|ask|meet|send|talk|write|try|start|show|check|test|book|draft|prepare|review|propose)\b/
const SOME_TIME =
  /\b(today|tonight|tomorrow|(mon|tues|wednes|thurs|fri|satur|sun)days?|this (week|month|morning|afternoon|evening)|next (week|month|quarter|sprint)|(at|by|before|until) \d|\d{1,2} ?(am|pm|o'clock)|by (the )?(end|noon|lunch|january|february|march|april|may|june|july|august|september|october|november|december|q[1-4])|in (a|an|one|two|three|\d+) (hours?|days?|weeks?)|within (a|an|\d+) \w+|end of (the )?(day|week|month))\b/

const THIN = 3 // with fewer words there is rarely a fact in it
const SHORT = 12 // "I do not know" is the whole reply, not half a sentence of a longer one

/**
 * What a reply asks of the coach, read from its wording. English wording, and German where it decides about help,
 * about what is remembered and when it is asked; other languages come out as telling.
 */
export function intentOf(reply: string): Intent {
  const text = withoutEnd(folded(reply), '.!')
  const length = words(text).length
  if (HINT.test(text) || GERMAN.hint.test(text)) return 'hint'
  if (GREETS.test(text)) return 'greets'
  if (length <= SHORT && UPSET.test(text)) return 'upset'
  if (length <= SHORT && FINISHED.test(text)) return 'finished'
  if (length <= 25 && WANTS_ANSWER.test(text)) return 'wants-answer'
  if (length <= SHORT && (DOES_NOT_KNOW.test(text) || GERMAN.doesNotKnow.test(text))) return 'stuck'
  if (ASKS.test(lastSentence(text))) return 'asks'
  if (WILL_DO.test(text) || meansToInGerman(text)) return tellsWhen(text) ? 'commits' : 'intends'
  if (length < THIN && !/\d/.test(text) && !tellsWhen(text)) return 'thin'
  return 'tells'
}

/** Whether a text says when. */
export const tellsWhen = (text: string) => saysWhen(folded(text))
const saysWhen = (said: string) => SOME_TIME.test(said) || GERMAN.when.test(said)

/** Whether a text says what the learner means to do. */
export function tellsAction(text: string): boolean {
  const said = folded(text)
  return WILL_DO.test(said) || (TO_DO.test(said) && saysWhen(said)) || meansToInGerman(said)
}

const meansToInGerman = (text: string) => GERMAN.willDo.test(text) || (GERMAN.does.test(text) && GERMAN.when.test(text))

const lastSentence = (text: string) => text.split(/(?<=[.!?])\s+/).at(-1) ?? text
