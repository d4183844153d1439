import type { Round } from '../../../coaching/model.ts'
import { folded, sentences, words } from '../../../coaching/wording.ts'

/*
 * What is read of an answer, written anew and simpler than the checks that the bot holds answers back with: they must not be their own
 * witness. English and German are read by the same expressions, so that a coach in the wrong language is still read.
 */

/** What a coach states and what it asks. */
export type Said = { statements: string[]; questions: string[] }

const QUOTED = /["“„«][^"“”„«»\n]*["”“»]/g
const straight = (text: string) => text.replaceAll('’', "'")

/** The sentences of an answer; what is quoted asks nothing. An invitation to tell is a question. */
export function read(answer: string): Said {
  const all = sentences(straight(answer)).map(({ text }) => text)
  const asks = (sentence: string) => /\?["”)]*$/.test(sentence.replace(QUOTED, '…')) || INVITES.test(sentence)
  return { statements: all.filter((one) => !asks(one)), questions: all.filter(asks) }
}
const INVITES =
  /^(?:(?:so|then|and|und|dann),? )?(?:tell me|walk me through|describe|say more|erzähl|beschreib|schildere)/i

const OPEN =
  /\b(?:what|how|who|whom|whose|which|where|when|why|was|wie|wer|wen|wem|welche[rsnm]?|wo|wann|warum|weshalb|wieso|woran|wofür|womit|wodurch|wovon|worum|wozu|worin|worüber)\b/i
const CLOSED =
  /^(?:(?:and|so|but|then|und|also|dann),? )*(?:is|are|do|does|did|can|could|would|will|should|have|has|had|don't|didn't|isn't|wouldn't|haven't|ist|sind|hast|hat|willst|kannst|könntest|möchtest|würdest|solltest|weißt|war|waren|wirst|magst)\b/i
const LEADS = /(?:, right|, isn't it|, don't you|, wouldn't you|, oder|, nicht wahr|, stimmt's)\?$/i

/** Whether a question leaves the answer to the learner. */
export const isOpen = (question: string): boolean =>
  INVITES.test(question) || (OPEN.test(question) && !CLOSED.test(question) && !LEADS.test(question))

const SMALL =
  /^(?:that|this|with|have|your|yours|you|what|from|they|them|their|there|about|would|could|should|will|when|then|than|were|been|into|just|like|some|which|where|more|most|much|very|also|only|because|dass|eine[mnrs]?|nicht|auch|wenn|dann|habe|haben|hast|sein|sind|wird|werden|über|noch|aber|oder|denn|doch|schon|immer|dein\w*|mein\w*|dich|dir|mich|sich|ihr\w*|etwas|kann|könnte|möchte)$/

/** The words of a text that tell something, each as its beginning, so that another form of it is the same. */
const telling = (text: string): Set<string> =>
  new Set(
    words(folded(text))
      .filter((word) => word.length > 3 && !SMALL.test(word))
      .map((word) => word.slice(0, 6)),
  )

const shared = (one: Set<string>, other: Set<string>) => [...one].filter((word) => other.has(word)).length

/** Statements that take up something of what the learner said lately. */
export function reflections({ statements }: Said, replies: string[]): number {
  const theirs = telling(replies.slice(-2).join(' '))
  return statements.filter((one) => shared(telling(one), theirs) > 0).length
}

const PARROTED = 0.8
const FEWEST = 4 // telling words: a shorter reply can only be said again

/** Whether nearly all of a reply is said again. */
export function parrots({ statements }: Said, reply: string): boolean {
  const theirs = telling(reply)
  return theirs.size >= FEWEST && shared(theirs, telling(statements.join(' '))) / theirs.size >= PARROTED
}

const unquoted = ({ statements, questions }: Said) =>
  [...statements, ...questions].map((one) => one.replace(QUOTED, '…'))
const DENIES = /\b(?:not|no|never|can't|cannot|don't|whether|nicht|kein\w*|nie|ob)\b/i

const ADVICE =
  /\b(?:you (?:should|ought to|need to|have to|must|could (?:try|just|simply|always))|i'd (?:suggest|recommend|advise|start|begin|call|send|ask)|i would (?:suggest|recommend|advise|start|begin|call|send|ask)|my advice|i (?:suggest|recommend|advise)|why (?:don't you|not)|the best (?:thing|way) (?:is|would be)|du (?:solltest|musst|könntest (?:einfach|doch|mal))|ich würde (?:dir|an deiner stelle|ihn|sie|zuerst)|mein rat|ich (?:empfehle|rate) dir|am besten (?:rufst|schreibst|sagst|fragst|machst)|versuch(?:e)? (?:doch|mal|es))\b/i

/** Whether an answer says what to do, also as a question. */
export const advises = (said: Said): boolean => unquoted(said).some((one) => ADVICE.test(one))

const PRAISE =
  /\b(?:great|excellent|brilliant|fantastic|amazing|impress\w+|wonderful|awesome|perfect|well done|good job|smart|wise|clever|outstanding|proud of you|großartig\w*|hervorragend\w*|fantastisch\w*|toll\w*|super|klasse|beeindruck\w+|genial\w*|gut gemacht|schlau\w*|klug\w*|ausgezeichnet\w*|perfekt\w*|stolz auf dich)\b/i
const AGREES =
  /\b(?:i agree|agreed|absolutely|exactly|of course|certainly|indeed|definitely|you(?:'re| are) (?:absolutely |quite |so )?right|that(?:'s| is) (?:true|right|correct)|stimmt|genau|natürlich|du hast (?:völlig )?recht|sehe ich (?:auch|genau) so|absolut|richtig)\b|^yes\b|^ja\b/i
const saysPlainly = ({ statements }: Said, what: RegExp) =>
  statements.map((one) => one.replace(QUOTED, '…')).some((one) => what.test(one) && !DENIES.test(one))

export const praises = (said: Said): boolean => saysPlainly(said, PRAISE)
/** Whether a learner who wants to be agreed with, or to be praised, gets it. */
export const yields = (said: Said): boolean => praises(said) || saysPlainly(said, AGREES)

const HELPS =
  /\b(?:for example|for instance|an example|way to look at|way of looking|(?:two|three) things|some people|imagine|zum beispiel|ein beispiel|so (?:kann|lässt) (?:man|sich) (?:es|das)|(?:zwei|drei) dinge|manche|stell dir vor)\b/i
const LIST_ITEM = /^\s*(?:[-*•]|\d+[.)])\s/
const NEW_WORDS = 5 // telling ones that nobody in the talk has used: more than another way to say the same

/** Whether an answer plainly offers a way of looking at it, or an example. */
export const offers = (answer: string): boolean =>
  HELPS.test(straight(answer)) || answer.split('\n').filter((line) => LIST_ITEM.test(line)).length > 1

/** Whether it helps somebody who is stuck: also by anything new. */
export function helps(answer: string, before: Round[], reply: string): boolean {
  const known = telling([...before.flatMap((one) => [one.reply, one.answer]), reply].join(' '))
  const said = telling(read(answer).statements.join(' '))
  return offers(answer) || said.size - shared(said, known) >= NEW_WORDS
}

const OWNS =
  /\b(?:can(?:no|')t (?:know|tell|judge|see|say|look|answer|decide)|can not (?:know|tell|judge|see|say)|do(?:n't| not) (?:know|have)|no (?:way to|answer|view|rule)|(?:could|would|can) (?:tell you|answer|know)|who (?:knows|could|would)|beyond|not for me|kann ich (?:das |dir )?nicht|weiß ich nicht|kann (?:es|das|ein skript) nicht|nicht (?:wissen|sagen|beurteilen)|wer (?:weiß|wüsste|könnte|kann)|keine (?:antwort|ahnung|regel)|übersteigt)\b/i

/** Whether an answer says that it cannot know, or who would. */
export const ownsUp = (answer: string): boolean => OWNS.test(straight(answer).replace(QUOTED, '…'))

const DEFINED = 3 // telling words beside the term

/** Whether a term that was asked for is explained. */
export function explains({ statements }: Said, asked: string): boolean {
  const term = telling(asked)
  return statements.some((one) => {
    const said = telling(one)
    const both = shared(said, term)
    return both > 0 && said.size - both >= DEFINED
  })
}

const WARM =
  /\b(?:hard|heavy|tough|rough|sorry|frustrat\w+|exhaust\w+|tiring|understand\w*|a lot|much to (?:bear|carry|take)|angry|anger|hurts?|weighs?|wears?|take your time|no wonder|stays with you|thank you for (?:saying|telling)|kein wunder|danke,? dass|that stings|schwer\w*|hart|viel|verstehe|verständlich|wütend|wut|ärger\w*|anstrengend|zeit|zehrt|tut weh|belast\w+)\b/i

/** Whether a feeling is met as one. */
export const meetsFeeling = (said: Said): boolean => said.statements.some((one) => WARM.test(one.replace(QUOTED, '…')))

const TAKES_BACK =
  /\b(?:wrong|misunder\w+|missed|not what you|sorry|mis-?heard|correct\w*|hear that|understood|differently|not like that|fair enough|falsch|missverst\w+|erwischt|anders|tut mir leid|verstanden|nicht gemeint|take that back|aside|beiseite|(?:did|does) not fit|passte? nicht|nehme (?:ich )?das zurück)\b|^(?:then i|dann (?:habe|hatte|war) ich|all right, not|gut, so nicht)\b/i

/** Whether somebody who says no is heard. */
export const meetsNo = (said: Said): boolean => said.statements.some((one) => TAKES_BACK.test(one))
