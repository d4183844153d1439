import type { Dimension } from '../../../coaching/model.ts'
import { scoredDimensions } from '../../../coaching/rubric.ts'
import { transcriptOf } from '../../../coaching/transcript.ts'
import { folded, hasWords } from '../../../coaching/wording.ts'
import type { AnswerRequest } from '../../minds.ts'
import { cuesIn } from '../cues.ts'
import { spokenIn } from './language.ts'
import type { Slot } from './script.ts'
import type { Told } from './told.ts'

const FEWEST_WORDS = 8 // of the learner so far: before that there is no case to ask about
const ENOUGH_CUES = 3 // of a dimension: the talk can move on
const PLAN_FROM = 6 // the round from which the talk is led to a plan

type Step = Slot | 'probe'
const WITH_PEOPLE: Step[] = [
  'probe',
  'happened',
  'theirs',
  'options',
  'probe',
  'wording',
  'action',
  'lost',
  'known',
  'others',
  'tried',
  'obstacle',
]
const WITHOUT: Step[] = ['known', 'probe', 'probe', 'options', 'lost', 'action', 'tried', 'others', 'obstacle']
/** Once there is a plan, what was before it is no matter any more. */
const PLANNED: Slot[] = ['time', 'check']

/**
 * The next question, by what was said and not by the round's number: none that was asked or answered; '' where nothing is left to ask.
 */
export function nextQuestion(request: AnswerRequest, told: Told, about?: (dimension: Dimension) => boolean): string {
  const { script, action, time, check, isNew, covered, said } = told
  const fresh = (slot: Slot) => (covered.has(slot) ? undefined : script.asks[slot].find(isNew))
  if (action) {
    const open = PLANNED.filter((slot) => !(slot === 'time' ? time : check) && !wasAsked(told, slot))
    return open.flatMap((slot) => fresh(slot) ?? [])[0] ?? ''
  }
  if (!hasWords(said, FEWEST_WORDS)) {
    const first = (['aim', 'known'] as const).flatMap((slot) => fresh(slot) ?? [])[0]
    if (first) return first
  }
  const probes = probesFor(request, told, about)
  if (about && probes[0]) return probes[0]
  const people = script.people.test(said)
  const order = people ? WITH_PEOPLE : WITHOUT
  const late = told.kinds.length >= PLAN_FROM - 1 && !wasAsked(told, 'action')
  for (const step of late ? ['action' as const, ...order] : order) {
    const probesDue = order.slice(0, order.indexOf(step) + 1).filter((one) => one === 'probe').length
    if (step === 'probe') {
      if (probes[0] && probesAsked(request, told) < probesDue) return probes[0]
      continue
    }
    const question = wasAsked(told, step) ? undefined : fresh(step)
    if (question) return question
  }
  return probes[0] ?? ''
}

/** A question of the rubric that fits, whatever the plan; '' for none. */
export const nextProbe = (request: AnswerRequest, told: Told): string => probesFor(request, told)[0] ?? ''

const wasAsked = ({ script, before }: Told, slot: Slot) =>
  script.asks[slot].some((question) => before.includes(question))

const probesAsked = ({ coach }: AnswerRequest, { isNew }: Told) =>
  scoredDimensions(coach)
    .flatMap(({ probes }) => probes)
    .filter((probe) => !isNew(probe)).length

/** The rubric's own questions that fit what was said, first of the dimension that was told least about. */
function probesFor(
  request: AnswerRequest,
  { script, said, isNew }: Told,
  about: (dimension: Dimension) => boolean = () => true,
): string[] {
  const { coach, rounds, roundNumber, reply } = request
  const transcript = transcriptOf(coach, [...rounds, { number: roundNumber, reply, answer: '' }])
  return scoredDimensions(coach)
    .filter(about)
    .map((dimension, order) => ({ dimension, found: cuesIn(dimension, transcript), order }))
    .toSorted((a, b) => Number(a.found >= ENOUGH_CUES) - Number(b.found >= ENOUGH_CUES) || a.order - b.order)
    .flatMap(({ dimension }) => dimension.probes)
    .filter(
      (probe) => isNew(probe) && spokenIn([probe]).script === script && fits(probe, { reply: folded(reply), said }),
    )
}

const CUSTOMER = /\b(customers?|clients?|buyers?|guests?|patients?|tenants?|prospects?|lead)\b/
const DECIDED =
  /\b(choose|chose|chosen|pick(ed)?|decide[ds]?|decision|prefer|go(ing)? for|lean(ing)? (to|towards)|keep)\b/

/** What a probe speaks of, what must have been told before it can be asked, and what answers it. Without it, "when they said that" hangs in the air. */
const FITS_WHEN: { probe: RegExp; reply?: RegExp; said?: RegExp; unless?: RegExp }[] = [
  { probe: /\b(customers?|buyers?|deal|complaint|their side|decision maker)\b/, said: CUSTOMER },
  { probe: /\bif they buy|do nothing\b/, said: /\b(offer|product|price|sell|buy|proposal|quote)\b/ },
  {
    probe: /was feeling/,
    unless: /\b(felt|feels?|feeling|angry|upset|annoyed|frustrated|ignored|worried|afraid|disappointed|furious|hurt)\b/,
  },
  {
    probe: /words of theirs|what did they say that|say that back/,
    reply: /\b(felt|feels?|feeling|angry|upset|annoyed|frustrated|worried|afraid|disappointed)\b/,
  },
  {
    probe: /they said that|before you answer|your answer|pushes? back/,
    reply:
      /\b(expensive|price|budget|push(ed)? ?back|objection|concern|worr|hesita|doubt|already have|not (now|sure|interested)|too )/,
  },
  {
    probe: /really need|behind the complaint|cause behind/,
    reply: /complain|refund|wait|broken|late|wrong|problem|issue|angry|upset/,
    unless: /\b(really need|because)\b/,
  },
  { probe: /stayed solved/, said: /refund|credit|fix|solve|replace|repair/ },
  { probe: /tension/, said: /angr|yell|shout|furious|upset|complain|threat|rude|annoy|frustrat|tension/ },
  { probe: /offering any solution/, said: /angr|yell|shout|furious|upset|complain|offer/ },
  { probe: /in there|only one sentence/, reply: /\b(said|told|wrote|e?mail|message|draft)\b/ },
  { probe: /that choice|this choice|runner-up|your decision|this decision/, said: DECIDED },
  { probe: /runner-up/, unless: /reject|because|instead of/ },
  { probe: /each option|your options|two of/, said: /\b(options?|versus|vs|alternatives?|both|either|two ways)\b/ },
  {
    probe: /design|system|constraint|requirement/,
    said: /\b(system|service|database|queue|app|api|cluster|architecture|design|build|load|server|users?|data)\b/,
  },
  { probe: /what number/, unless: /\d/ },
  { probe: /simplest option/, unless: /simplest/ },
  {
    probe: /that part|that piece|that explanation/,
    reply: /\b(service|queue|database|worker|pipeline|gateway|api|server|module|component|cache|broker|code|repo)/,
  },
  {
    probe: /that problem/,
    said: /\b(problem|pain|cost|error|slow|wrong|struggl|los(e|ing)|wast|complain|manual|late|fail|issue)/,
  },
  { probe: /by when/, unless: /\b(today|tomorrow|(on|by) (mon|tues|wednes|thurs|fri)day|at \d|by \d)/ },
  { probe: /which stage/, unless: /\b(stage|discovery|qualif|proposal|negotiat)/ },
  {
    probe: /when you ran it|will look at it/,
    reply: /\b(ran|run|built|build|deploy|wrote|fixed|changed|tested|tests|set up|pull request|pr)\b/,
  },
  { probe: /our code|your laptop/, said: /\b(code|repo|service|build|deploy|test|branch|app)\b/ },
  {
    probe: /where could you use that|an hour ago/,
    reply: /\b(understand|learn|see|realis|realiz|notice|mixed up|turns out)/,
  },
  { probe: /say that in one sentence/, said: /\b(value|save|better|offer|benefit)/ },
]

/** Says of a question that it hangs on something said just before. */
const HANGS = /\b(that|this|those|these|it) (?!would|could|can|will|helps?|works?|is|was)|\bin there\b/

function fits(probe: string, talk: { reply: string; said: string }): boolean {
  const asks = folded(probe)
  const rows = FITS_WHEN.filter((row) => row.probe.test(asks))
  if (rows.length === 0 && HANGS.test(asks)) return false
  return rows.every(
    (row) =>
      (!row.reply || row.reply.test(talk.reply)) &&
      (!row.said || row.said.test(talk.said)) &&
      !row.unless?.test(talk.said),
  )
}
