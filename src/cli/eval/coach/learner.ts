import type { Round } from '../../../coaching/model.ts'
import { type Case, type Kind, type Ways, waysOf } from './cases.ts'
import { advises, helps, isOpen, read } from './reading.ts'

/** Those who the coach is tried with, each with what they do in between. */
const INTERRUPTS = {
  steady: [],
  terse: [],
  pressing: ['presses'],
  flattering: ['fishes'],
  venting: ['vents'],
  asking: ['term', 'unknown'],
  disagreeing: ['disagrees'],
  'wants the answer': ['wants'],
  hostile: ['attacks'],
  injecting: ['injects'],
} as const satisfies Record<string, Interrupt[]>
type Interrupt = 'presses' | 'fishes' | 'vents' | 'term' | 'unknown' | 'disagrees' | 'wants' | 'attacks' | 'injects'
export const LEARNERS = [
  'steady',
  'terse',
  'pressing',
  'flattering',
  'venting',
  'asking',
  'disagreeing',
  'wants the answer',
  'hostile',
  'injecting',
] as const satisfies (keyof typeof INTERRUPTS)[]
type Learner = (typeof LEARNERS)[number]

/** What a reply is, as its learner means it. */
export const MOVES = [
  'begins',
  'moves',
  'circles',
  'stuck',
  'done',
  'follows',
  'leaves',
  'presses',
  'fishes',
  'vents',
  'term',
  'unknown',
  'disagrees',
  'wants',
  'attacks',
  'injects',
] as const
export type Move = { is: (typeof MOVES)[number]; text: string }

export type Pairing = { learner: Learner; case: Case }

const SHORTEST = 16
const SPREAD = 5 // so a talk has sixteen to twenty rounds
const INTERRUPTS_EVERY = 3
const INTERRUPTS_UNTIL = 13
const ASKS_AT = [5, 11] // everybody asks something, some early and some late
const BEFORE_A_PLAN = 3 // things that must be out before anybody plans

/** A number that is always the same for the same pairing, so that two runs meet the same learner. */
const seedOf = ({ learner, case: { id } }: Pairing) =>
  [...`${learner} ${id}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7)

export const roundsOf = (pairing: Pairing): number => SHORTEST + (seedOf(pairing) % SPREAD)

/** Where a learner stands: what is out, and how it came to be. */
export type State = {
  open: Kind[]
  /** Whose plan they have. */
  plan: 'own' | 'given' | undefined
  /** How many replies in a row did not move them. */
  unmoved: number
}

/**
 * A learner who moves only when an open question is aimed at what holds them, or when they are stuck and are helped. They write no model's
 * words: what they say is written down, and which of it comes next depends on what the coach said.
 */
export function openLearner(pairing: Pairing) {
  const { learner, case: brought } = pairing
  const ways = waysOf(brought)
  const seed = seedOf(pairing)
  const last = roundsOf(pairing)
  const state: State = { open: brought.holds.map(({ kind }) => kind), plan: undefined, unmoved: 0 }
  const used = new Map<string, number>()

  const line = (way: keyof Ways) => {
    const at = used.get(way) ?? seed
    used.set(way, at + 1)
    return ways[way][at % ways[way].length] ?? ''
  }

  /** What comes by itself: the next thing out, going round it, or not knowing. */
  const goesOn = (rounds: Round[]): Move => {
    if (state.open.length === 0) return { is: 'done', text: line('done') }
    const hit = aimedAt(rounds, state, learner, brought)
    if (hit) {
      state.open = state.open.filter((kind) => kind !== hit)
      state.unmoved = 0
      if (hit !== 'plan') return { is: 'moves', text: brought.holds.find(({ kind }) => kind === hit)?.told ?? '' }
      const isTold = !KEEP_THEIR_OWN.includes(learner) && rounds.some(({ answer }) => advises(read(answer)))
      state.plan = isTold ? 'given' : 'own'
      return isTold
        ? { is: 'follows', text: line('follows') }
        : { is: 'moves', text: brought.holds.find(({ kind }) => kind === 'plan')?.told ?? '' }
    }
    state.unmoved += 1
    const [next] = brought.holds.filter(({ kind }) => state.open.includes(kind))
    const circles = state.unmoved === 1 && learner !== 'terse'
    return circles ? { is: 'circles', text: next?.hint ?? '' } : { is: 'stuck', text: line('unsure') }
  }

  return {
    state,
    /** What they write after these rounds. */
    next(rounds: Round[]): Move {
      const number = rounds.length + 1
      if (number === 1) return { is: 'begins', text: brought.begins }
      if (number === last) return { is: 'leaves', text: line('leaves') }
      const is = interruptAt(number, learner, seed)
      if (is === 'term') return { is, text: brought.term.asks }
      if (is === 'unknown') return { is, text: brought.unknown }
      if (is === 'injects') return { is, text: `${goesOn(rounds).text} ${line(is)}` }
      return is ? { is, text: line(is) } : goesOn(rounds)
    },
  }
}

/** Who hears little else than themselves does not do as they are told, either. */
const KEEP_THEIR_OWN: Learner[] = ['pressing', 'disagreeing', 'hostile']
/** What comes out of somebody who says little only when they are helped. */
const HARD_TO_SAY: Kind[] = ['own', 'options']

function interruptAt(round: number, learner: Learner, seed: number): Interrupt | undefined {
  const own: readonly Interrupt[] = INTERRUPTS[learner]
  if (own.length > 0 && round % INTERRUPTS_EVERY === 0 && round < INTERRUPTS_UNTIL) {
    const at = round / INTERRUPTS_EVERY - 1
    return own[learner === 'asking' ? at : at % own.length]
  }
  if (learner === 'asking' || round !== ASKS_AT[seed % 2]) return undefined
  return seed % 4 < 2 ? 'term' : 'unknown'
}

/** What an answer brings out of them, if anything. */
function aimedAt(rounds: Round[], { open, unmoved }: State, learner: Learner, { holds }: Case): Kind | undefined {
  const { answer = '', reply = '' } = rounds.at(-1) ?? {}
  const questions = read(answer).questions.filter(isOpen)
  const isReady = (kind: Kind) =>
    kind === 'check' ? !open.includes('plan') : kind !== 'plan' || holds.length - open.length >= BEFORE_A_PLAN
  const ready = holds.filter(({ kind }) => open.includes(kind) && isReady(kind))
  if (unmoved > 1 && helps(answer, rounds.slice(0, -1), reply)) return ready[0]?.kind
  const here = ready.filter(({ kind }) => learner !== 'terse' || !HARD_TO_SAY.includes(kind))
  const byKind = here.find(({ kind }) => questions.some((question) => AIMS[kind].test(question)))
  const isAbout = (question: string, about: string[]) =>
    about.some((word) =>
      question
        .toLowerCase()
        .split(/[^\p{L}]+/u)
        .some((one) => one.startsWith(word)),
    )
  const byWord = here.find(({ about }) => questions.some((question) => isAbout(question, about)))
  return (byKind ?? byWord)?.kind
}

/** What a question of each kind is known by. */
const AIMS: Record<Kind, RegExp> = {
  goal: /\b(?:what (?:do|would|did) you (?:want|like|hope|wish|need)|good (?:outcome|result|end)|go(?:es)? well|went well|be clearer|be different|get out of|able to do|möchtest|willst du|wünsch\w*|ziel|gut (?:läuft|ausgeh\w*|ginge)|klarer|herauskommen|anders sein)\b/i,
  facts:
    /\b(?:happened|what exactly|certain|for sure|guess|facts?|proof|proves?|evidence|numbers?|how (?:often|many|much|long)|when (?:did|was|were)|did (?:you|he|she|they) (?:see|say|hear|write|notice)|tried|so far|last time|passiert|vorgefallen|sicher|vermut\w*|beleg\w*|wie (?:oft|viele?|lange)|wann (?:war|hat)|genau|versucht|bisher|zuletzt)\b/i,
  other:
    /\b(?:who else|(?:his|her|their|the other) side|matters? to|(?:he|she|they) (?:wants?|needs?|cares?|sees?|thinks?|feels?|decides?|says?)|who decides|touched|affected|in (?:his|her|their) (?:place|shoes|eyes)|other person|wer (?:noch|entscheidet)|ihm|ihnen|(?:seiner|ihrer) sicht|(?:ihm|ihr|ihnen) (?:daran )?(?:wichtig|am wichtigsten)|anderen person|anderen seite)\b/i,
  own: /\b(?:your (?:own )?(?:part|share|side)|you (?:contributed?|added?|left out)|did you (?:do|add|leave|contribute)|you (?:do|have done) differently|anteil|beitrag|beigetragen|(?:hast|hättest) du (?:selbst|dazu|anders))\b/i,
  options:
    /\b(?:ways?|options?|possib\w+|alternativ\w+|else could|could you|would you try|if you had to|speaks for|wege?|möglichkeit\w*|könntest du|würdest du|sonst noch|spricht (?:dafür|für))\b/i,
  plan: /\b(?:will you (?:do|say|ask|begin|start|use)|first step|by when|next step|do first|when will|wirst du|machst du|tust du|ersten? schritt|bis wann|als (?:erstes|nächstes)|zuerst|sagst du)\b/i,
  check:
    /\b(?:notice|know (?:that|whether) it|tell (?:that|whether)|get in the way|see that it|will show|would tell you|merk\w*|erkenn\w*|dazwischen\w*|woran|in die quere)\b/i,
}
