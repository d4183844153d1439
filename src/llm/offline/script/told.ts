import { ownWords } from '../../../coaching/case.ts'
import { tellsAction, tellsWhen } from '../../../coaching/commitment.ts'
import { withoutInjection } from '../../../coaching/injection.ts'
import { PLANNED_ROUNDS } from '../../../coaching/phase.ts'
import { coachSaid, isSaid } from '../../../coaching/rehearsal.ts'
import { folded, weighedSentences, withoutEnd, words } from '../../../coaching/wording.ts'
import type { AnswerRequest } from '../../minds.ts'
import { type Heard, heardIn } from './heard.ts'
import { saidElsewhere } from './language.ts'
import type { Script, Slot } from './script.ts'

/** What a talk has come to, read anew from what was said: the script remembers nothing beside it. */
export type Told = {
  script: Script
  /** What is to be answered. */
  reply: string
  /** All that the coach said, and whether it said this. */
  before: string
  isNew: (text: string) => boolean
  /** All that the learner said, folded. */
  said: string
  heard: Heard
  /** What the replies before it were, the latest last. */
  kinds: Heard['is'][]
  /** Sentences of the learner: what they mean to do, when, and how they would know that it worked. */
  action: string | undefined
  time: string | undefined
  check: string | undefined
  /** The last sentence that they drafted for somebody. */
  draft: string | undefined
  /** The sentence that tells most of the case, and that of the last reply. */
  fact: string | undefined
  quote: string | undefined
  covered: Set<Slot>
  /** The end was offered. */
  closed: boolean
}

type Piece = { reply: string; asked: string; answer?: string }

/** Reads a talk up to the reply that is to be answered. */
export function toldIn(request: AnswerRequest, script: Script, reply: string): Told {
  const { rounds, summary, coach } = request
  const coached = coachSaid(rounds)
  const before = [summary?.text ?? '', ...coached].join('\n')
  const saidBefore = folded(before)
  const earlier: Piece[] = rounds.flatMap((round, at) => {
    const own = isSaid(round) && !round.rehearsal ? withoutInjection(ownWords(round.reply)).text : ''
    return own === '' || saidElsewhere(round.answer)
      ? []
      : [{ reply: own, asked: rounds[at - 1]?.answer ?? coach.domain.opening, answer: round.answer }]
  })
  const notes = (summary?.text ?? '')
    .split('\n')
    .flatMap((line) => (line.startsWith('Said: ') ? [{ reply: line.slice(6), asked: '' }] : []))
  const told: Told = {
    script,
    reply,
    before,
    isNew: (text) => !saidBefore.includes(folded(text)),
    said: folded([...notes, ...earlier, { reply }].map((one) => one.reply).join('\n')),
    heard: { is: 'nothing' },
    kinds: [],
    draft: undefined,
    action: undefined,
    time: undefined,
    check: undefined,
    fact: undefined,
    quote: undefined,
    covered: new Set(),
    closed: summary !== null,
  }
  for (const piece of [...notes, ...earlier, { reply, asked: rounds.at(-1)?.answer ?? coach.domain.opening }])
    read(told, piece, `${coach.domain.name} ${coach.domain.description}`)
  told.kinds.pop()
  for (const [slot, pattern] of Object.entries(script.answers))
    if (pattern.test(told.said) && isSlot(slot, script)) told.covered.add(slot)
  return told
}

const isSlot = (name: string, { asks }: Script): name is Slot => name in asks

function read(told: Told, { reply, asked, answer }: Piece, domain: string): void {
  const { script } = told
  const slot = slotOf(asked, script)
  const askedForWords = slot === 'wording' || script.draft.asks.some((ask) => asked.includes(ask))
  told.heard = heardIn(reply, script, { askedForWords, domain })
  if (told.heard.is === 'drafts' && told.heard.text.length <= MOST_CHARACTERS)
    told.draft = told.heard.text.replace(/\s+/g, ' ')
  told.kinds.push(told.heard.is)
  const tells = told.heard.is === 'tells' || told.heard.is === 'glad'
  if (slot && (tells || told.heard.is === 'drafts')) told.covered.add(slot)
  const drafted = told.heard.is === 'drafts' ? told.heard.text : undefined
  const quotable = weighedSentences(drafted ? reply.replace(drafted, '') : reply)
    .map(({ text }) => text)
    .filter(isQuotable)
  const isCheck = (text: string) => script.answers.check?.test(folded(text)) ?? false
  const plans = (text: string) => !script.hears.notPlanned.test(folded(text)) && !isCheck(text)
  const step = quotable.findLast((text) => tellsAction(text) && plans(text))
  const names =
    slot === 'action' && tells && !script.hears.half.test(folded(reply)) && !script.hears.notTheirs.test(folded(reply))
  const action = step ?? (names ? quotable.find((text) => words(text).length > 2 && plans(text)) : undefined)
  if (action) {
    if (told.action && !tellsWhen(action) && told.time === undefined && tellsWhen(told.action)) told.time = told.action
    told.action = action
  }
  const parts = [script.hears.enough, script.hears.thanks, script.hears.clear]
  const when = quotable.find(
    (text) => tellsWhen(text) && !parts.some((sign) => sign.test(withoutEnd(folded(text), '.!'))),
  )
  if (action && tellsWhen(action)) told.time = action
  else if (when && (told.action || told.draft) && (slot === 'time' || slot === 'action' || words(when).length <= FEW))
    told.time = when
  const check = told.action ? quotable.find((text) => isCheck(text) && text !== told.action) : undefined
  if (check) told.check = check
  else if (slot === 'check' && tells && quotable[0] && quotable[0] !== told.action && words(reply).length <= SHORTLY)
    told.check = quotable[0]
  const best = quotable.toSorted((a, b) => weight(b) - weight(a))[0]
  told.quote = tells && best && weight(best) > 0 ? best : undefined
  if (tells && best && weight(best) > weight(told.fact ?? '')) told.fact = best
  if (told.heard.is === 'tells' && !told.action && told.kinds.length < PLANNED_ROUNDS && words(reply).length >= GOES_ON)
    told.closed = false
  if (answer && script.plan.toEnd.some((text) => answer.includes(text))) told.closed = true
}
const SHORTLY = 16 // words: a longer reply is mostly about something else than what was asked
const GOES_ON = 5 // words: who tells something after an early farewell has come back
const FEW = 8 // words: "By Friday, I think" is about the plan, a longer sentence with a day may be about anything

/** The slot that a text asks about. */
const slotOf = (text: string, { asks }: Script): Slot | undefined =>
  Object.entries(asks)
    .flatMap(([slot, questions]) =>
      questions.some((question) => text.includes(question)) && isSlotName(slot, asks) ? [slot] : [],
    )
    .at(-1)
const isSlotName = (name: string, asks: Script['asks']): name is Slot => name in asks

const MOST_WORDS = 28 // a longer sentence given back is a repetition; a shortened one could say the reverse
const MOST_CHARACTERS = 180

/** Only a whole sentence is quoted, and none that holds quotation marks, a question or markup. */
const isQuotable = (text: string) =>
  !/\p{Extended_Pictographic}/u.test(text) &&
  !/[?"“”„«»<>{}|`*#@[\]]|https?:|\n/.test(text) &&
  text.length <= MOST_CHARACTERS &&
  words(text).length <= MOST_WORDS &&
  words(text).length > 1

/** How much a sentence tells: its numbers, its names, some length. */
function weight(text: string): number {
  const length = words(text).length
  if (length < 5) return 0
  return Math.min((text.match(/\d+|(?<=[\p{Ll},] )\p{Lu}\p{L}+/gu) ?? []).length, 3) + Math.min(length, 16) / 8
}
