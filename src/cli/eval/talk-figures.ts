import type { Round } from '../../coaching/model.ts'
import { isPlayed } from '../../coaching/rehearsal.ts'
import { folded, likeness, words } from '../../coaching/wording.ts'

/** What is measured of talks with one who cannot understand; each a count of places, told so that they can be looked up. */
export type TalkFigures = {
  talks: number
  rounds: number
  /** Replies that put a question to the coach, and of these the ones that were passed over. */
  questions: number
  passedOver: string[]
  /** Words of the learner that are said again outside of quotation marks, or quoted otherwise than they stand: these can say the reverse. */
  reversed: string[]
  /** A sentence of the coach that it said before, or a question that is nearly one. */
  repeats: string[]
  /** Who wants to stop and is asked on, or is let go on without being offered an end. */
  endedBadly: string[]
}

export type Talk = { name: string; rounds: Round[] }

const PLANNED = 8
const RUN = 5 // words in a row
const TOO_ALIKE = 0.6

/** Written apart from the code that talks, and simpler: it must not be its own witness. */
export function talkFigures(talks: Talk[]): TalkFigures {
  const places = (of: (talk: Talk) => number[]) =>
    talks.flatMap((talk) => of(talk).map((number) => `${talk.name} ${number}`))
  const asked = ({ rounds }: Talk) => rounds.filter(({ reply }) => asks(reply))
  return {
    talks: talks.length,
    rounds: talks.reduce((sum, { rounds }) => sum + rounds.length, 0),
    questions: talks.reduce((sum, talk) => sum + asked(talk).length, 0),
    passedOver: places((talk) =>
      asked(talk)
        .filter((round) => !isMet(round))
        .map(({ number }) => number),
    ),
    reversed: places(({ rounds }) =>
      rounds.filter((round, at) => saysAgain(round, rounds.slice(0, at + 1))).map(({ number }) => number),
    ),
    repeats: places(({ rounds }) =>
      rounds
        .filter((round, at) => !isPlayed(round) && repeats(round.answer, rounds.slice(0, at)))
        .map(({ number }) => number),
    ),
    endedBadly: places(({ rounds }) => badEnds(rounds)),
  }
}

const QUOTES = /["“„«][^"“”„«»]*["”“»]/g
const unquoted = (text: string) => text.replace(QUOTES, ' … ')

/** A question at the end of what was written, outside of quotation marks. */
const asks = (reply: string) =>
  /\?[\s)]*$/.test(
    unquoted(reply)
      .replace(/\p{Extended_Pictographic}|[:;]-?[)(DP]/gu, '')
      .trim(),
  )

const OWNS =
  /\b(can’t|can't|cannot|don’t know|no answer|no view|not do not understand|no rule|beyond a script|script can|i’m a script|script: no|no AI|you do not have to|put that badly|in other words|kann ich (?:das )?nicht|weiß ich nicht|kann nicht|keine antwort|keine meinung|keine regel|übersteigt|übungsskript|nicht beurteilen|du musst nicht|schlecht gefragt|anderen worten|keine ki|bleibt offen|fair|understood|verstanden|i have to|stop here|take care|until next time|alles gute|hören hier auf|does not fit|missed your point)\b/i

/** Answered by what shares a telling word with the question, by what it says of itself, or by owning up; a draft by what is in it. */
function isMet({ reply, answer }: Round): boolean {
  const said = statements(answer)
  const telling = words(folded(reply)).filter((word) => word.length > 1 && !SMALL.test(word))
  const own = words(folded(said))
  return OWNS.test(said) || own.length === 0
    ? own.length > 0
    : telling.some((word) => own.some((one) => one.slice(0, 6) === word.slice(0, 6))) || ABOUT.test(answer)
}
const SMALL =
  /^(the|an?|and|you|your|who|what|why|how|is|are|do|does|it|to|of|in|i|me|my|that|this|can|would|should|was|ist|ich|du|der|die|das|ein|eine|und|wie|soll|kann)$/
const ABOUT =
  /“end”|„Ende“|eight rounds|acht Runden|go by rules|gehe nach Regeln|one question at a time|eine Frage nach|this in it|in it yet|lot in it|Drin ist|finde ich|Darin ist|opened this talk|mitlesen|^(You are welcome|Gladly|Gern)/i

/** What is said and neither asked nor quoted. */
const statements = (answer: string) =>
  unquoted(answer)
    .match(/(?<=^|[.!?\n]|:(?=\s))(?:[^.!?\n]+[.!:](?=\s|$)|[^.!?\n]+$)/g)
    ?.join(' ') ?? ''

function saysAgain({ answer }: Round, upTo: Round[]): boolean {
  const said = folded(upTo.map(({ reply }) => reply).join('\n'))
  const plain = words(folded(unquoted(answer)))
  const learner = words(said).join(' ')
  const again = plain.some(
    (_, at) => at + RUN <= plain.length && ` ${learner} `.includes(` ${plain.slice(at, at + RUN).join(' ')} `),
  )
  const quotes = [...answer.replace(FROM_THE_RUBRIC, '').matchAll(/[“„]([^“”„]*)[”“]/g)].flatMap(([, text = '']) =>
    words(text).length > 2 ? [text] : [],
  )
  return again || quotes.some((text) => !said.includes(folded(text)) && !KNOWN_QUOTES.test(text))
}
/** The words of a rubric are nobody's. */
const FROM_THE_RUBRIC = /(?:looked for here|hier ankommt): [“„][^“”„]*[”“]/
const KNOWN_QUOTES = /^(on Friday you have it|not before Friday)$/

const asked = (answer: string) =>
  unquoted(answer)
    .match(/(?<![^.!?:\n])[^.!?:\n]+\?/g)
    ?.map((one) => one.trim()) ?? []
const sentencesOf = (answer: string) =>
  unquoted(answer)
    .split(/(?<=[.:?])\s+/)
    .filter((one) => words(one).length > 3)

function repeats(answer: string, before: Round[]): boolean {
  const earlier = before.flatMap((one) => asked(one.answer))
  const said = before.flatMap((one) => sentencesOf(one.answer)).map(folded)
  return (
    asked(answer).some((one) => earlier.some((other) => likeness(one, other) >= TOO_ALIKE)) ||
    sentencesOf(answer).some((one) => said.includes(folded(one)))
  )
}

const STOPS =
  /\b(no more questions|(?:like|want|need|have) to (?:stop|go|leave)\b|let's stop|i'm done|that's (?:all|enough|it)\b|clearer now|enough for today|bye|leave it (?:here|there)|keine fragen mehr|aufhören|reicht|tschüss|das war's|genug|bis dann|schluss)/i
const OFFERS = /“end”|„ende“|"end"|«end»|« end »|„end”/i

/** Who is asked on after they wanted to stop, or was never told how to end although the planned rounds are over. */
function badEnds(rounds: Round[]): number[] {
  const talk = rounds.filter(({ wish, rehearsal }) => !wish && !rehearsal)
  const last = talk.at(-1)
  const pressed = rounds.filter(
    ({ reply, answer }) => STOPS.test(unquoted(reply)) && words(reply).length < 15 && asked(answer).length > 0,
  )
  const unending =
    last &&
    talk.length >= PLANNED &&
    (!rounds.some(({ answer }) => OFFERS.test(answer)) || asked(last.answer).length > 0)
  return [...pressed.map(({ number }) => number), ...(unending ? [last.number] : [])]
}
