import type { Lines } from './played.ts'

/** What a reply can be, as far as wording tells; each a pattern over one folded sentence without its end. */
type Sign =
  | 'enough' // wants to stop
  | 'clear' // has what they came for
  | 'thanks'
  | 'yes'
  | 'no'
  | 'greets'
  | 'stuck'
  | 'advice' // wants the coach to decide
  | 'hostile' // to the coach, not of a customer
  | 'disagrees' // with the coach
  | 'feels'
  | 'glad'
  | 'drafts' // leads to words for the other person
  | 'greeting' // begins a letter
  | 'reported' // leads to what somebody else said
  | 'maybe' // begins a question that is half a plan
  | 'asksWhat' // begins a question after a term
  | 'unclear' // did not get the question
  | 'notPlanned' // "I will not", "I will be late": no step that somebody takes
  | 'notTheirs' // begins what somebody else does, or a reason
  | 'asks' // a question without its mark
  | 'half' // names several ways, or one as possible

/** What a talk can be about, and the question for it. None is asked once it was answered. */
export type Slot =
  | 'aim'
  | 'happened'
  | 'theirs'
  | 'known'
  | 'others'
  | 'tried'
  | 'lost'
  | 'options'
  | 'wording'
  | 'action'
  | 'time'
  | 'check'
  | 'obstacle'

/** A sign that a drafted sentence can hold, and the words of a rubric's look-fors that ask for it. */
export type DraftSign = { asked: RegExp; holds: (draft: string) => boolean; there: string; missing: string }

/** Variants, of which each is said once in a talk; the second part asks, and may be left out. */
type Line = { say: string; ask?: string }

/** All that the script says and hears in one language. */
export type Script = {
  code: string
  smallWords: RegExp
  hears: Record<Sign, RegExp>
  /** Speaks of somebody: only then can be asked what that person wants. */
  people: RegExp
  /** What of a talk answers a question before it is asked. */
  answers: Partial<Record<Slot, RegExp>>
  asks: Record<Slot, string[]>
  /** Questions that help where somebody is stuck. */
  smaller: string[]
  /** A way of looking at it, and a small first step, where the rubric speaks another language. */
  frame: string[]
  example: string
  /** Asks the coach to do something itself. */
  request: RegExp
  quoted: (text: string) => string
  /** Leads to a quote. */
  noted: ((quote: string) => string)[]
  /** Of the coach itself and of the talk. */
  aboutMe: { asks: RegExp; says: string }[]
  facts: Record<string, [terms: string, fact: string][]>
  /** What the person whom the coach plays says. */
  played: Lines
  lines: Record<
    | 'nothing'
    | 'thanks'
    | 'greets'
    | 'no'
    | 'hostile'
    | 'disagrees'
    | 'feels'
    | 'glad'
    | 'owns'
    | 'maybe'
    | 'simpler'
    | 'declines'
    | 'askOn'
    | 'stuck'
    | 'hint'
    | 'thin'
    | 'skips'
    | 'else'
    | 'message'
    | 'grader'
    | 'more'
    | 'bye'
    | 'again',
    Line[]
  >
  look: (item: string) => string
  frameLead: string
  exampleLead: string
  tryIt: string[]
  draft: {
    signs: DraftSign[]
    told: ((there: string, missing: string) => string)[]
    lacks: (missing: string) => string
    whole: (there: string) => string
    asks: string[]
  }
  plan: {
    step: (quote: string) => string
    /** The same, once another plan was told. */
    anew: (quote: string) => string
    words: (quote: string) => string
    time: (quote: string) => string
    check: (quote: string) => string
    /** What answered the question for a check without being one for sure. */
    added: (quote: string) => string
    case: (quote: string) => string
    stops: string
    reached: string
    /** What ends a talk, as it stands in the sentences. */
    word: string
    toEnd: string[]
  }
  paused: { wants: (as: string) => string; next: string; ways: string; missing: string; own: string }
}
