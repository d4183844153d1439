import type { Dimension } from '../../coaching/model.ts'
import { PHASES, type Phase } from '../../coaching/phase.ts'
import { coachSaid } from '../../coaching/rehearsal.ts'
import { scoredDimensions, tooLittle } from '../../coaching/rubric.ts'
import { transcriptOf } from '../../coaching/transcript.ts'
import { folded, hasWords } from '../../coaching/wording.ts'
import type { AnswerRequest } from '../minds.ts'
import { signs } from './cues.ts'

const FEWEST_WORDS = 8 // of the learner so far: before that there is no deal, customer or system to ask about
const ENOUGH_SIGNS = 2 // of a dimension: the talk can move on

const FEELING = /\b(felt|feel|feeling|angry|upset|annoy|frustrat|ignored|worri|afraid|disappoint|stress|furious)/
const WORDING = /\b(would (say|write|tell)|said|told|wrote|email|mail|message|draft)|["“]/
const PART =
  /\b(service|queue|database|worker|pipeline|gateway|api|server|module|component|cache|broker|kafka|sqs|canary)/

/**
 * What a probe speaks of, and when it fits: what the reply must hold, what the reflection must have just said, or what the
 * learner must not have said already. Without it, "when they said that" hangs in the air.
 */
const FITS_WHEN: { probe: RegExp; reply?: RegExp; reflection?: RegExp; unless?: RegExp }[] = [
  { probe: /customer was feeling/, reply: /\b(customer|client|he|she|they)\b/, unless: FEELING },
  { probe: /words of theirs|say that back/, reply: FEELING },
  {
    probe: /they said that|before you answer|your answer/,
    reply:
      /expensive|price|budget|push(ed)? ?back|objection|concern|worr|hesita|doubt|already have|not (now|sure|interested)|too /,
  },
  {
    probe: /customer really need|behind the complaint/,
    reply: /complain|refund|wait|broken|late|wrong|problem|issue|angry|upset|call(ed)? back/,
    unless: /\b(need(s|ed)? (was|is)|really need|because)\b/,
  },
  { probe: /stayed solved/, reply: /refund|credit|fix|solve|call(ed)? (him|her|them|you|back)|replace|offer/ },
  {
    probe: /tension/,
    reply: /angr|yell|shout|furious|upset|complain|threat|rude|annoy|frustrat|tension|ignored|overreact|calm/,
  },
  { probe: /in there|only one sentence/, reply: WORDING },
  { probe: /that choice|this choice/, reflection: /\b(go for|choose|chose|pick|decide|prefer|instead of|keep|use)/ },
  {
    probe: /runner-up/,
    reply: /\b(choose|chose|pick|decide|decision|prefer|keep|go for)/,
    unless: /reject|because|instead of/,
  },
  {
    probe: /state your decision|reopen this decision/,
    reply: /\b(choose|chose|pick|decide|decision|prefer|keep|go for|because)/,
    unless: /decision:|revisit/,
  },
  { probe: /each option|your options/, reply: /\b(or|options?|versus|vs|alternatives?|both|either)\b/ },
  { probe: /what number/, unless: /\d/ },
  { probe: /simplest option/, unless: /simplest/ },
  { probe: /that part|that piece|that explanation/, reflection: PART },
  {
    probe: /that problem/,
    reply: /\b(problem|pain|cost|error|slow|wrong|struggl|los(e|ing)|wast|complain|manual|late|fail|issue)/,
    unless: /\bcost(s|ing)? (them|about)/,
  },
  { probe: /by when/, unless: /\b(today|tomorrow|(on|by) (mon|tues|wednes|thurs|fri)day|at \d|by \d)/ },
  { probe: /which stage/, unless: /\b(stage|discovery|qualif|proposal|negotiat)/ },
  {
    probe: /compared? to nothing|simply do nothing/,
    reply: /\b(offer|value|product|save|sell|buy|price|so they|worth)/,
  },
  {
    probe: /when you ran it|who will look at it/,
    reply: /\b(ran|run|built|build|deploy|wrote|fixed|changed|tested|tests|started|set up|pull request|pr)\b/,
  },
  {
    probe: /where could you use that|an hour ago/,
    reply: /\b(understand|learn|see|realis|realiz|notice|mixed up|because|turns out)/,
  },
]

/** The next question of the script: about the dimension that the learner said least about, one that fits what they said. */
export function nextQuestion(
  request: AnswerRequest,
  phase: Phase,
  reflection: string,
  about: (dimension: Dimension) => boolean = () => true,
): string {
  const { coach, rounds, roundNumber, reply } = request
  const asked = askedBefore(toldSoFar(request))
  const transcript = transcriptOf(coach, [...rounds, { number: roundNumber, reply, answer: '' }])
  const said = transcript.turns.map((turn) => turn.reply).join('\n')
  const talk = { reply: folded(reply), reflection: folded(reflection), said: folded(said) }
  const nothingToAskAbout = !hasWords(said, FEWEST_WORDS)
  const probes = scoredDimensions(coach)
    .filter((dimension) => tooLittle(dimension, transcript) !== 'does-not-apply')
    .map((dimension, order) => ({ dimension, signs: signs(dimension, said).strong, order }))
    .toSorted((a, b) => Number(a.signs >= ENOUGH_SIGNS) - Number(b.signs >= ENOUGH_SIGNS) || a.order - b.order)
    .toSorted((a, b) => Number(about(b.dimension)) - Number(about(a.dimension)))
    .flatMap(({ dimension }) => dimension.probes)
    .filter((probe) => !nothingToAskAbout && fits(probe, talk))

  const general: string[] = nothingToAskAbout ? PHASES.goal.questions : PHASES[phase].questions
  const first = phase === 'will' || phase === 'closing' ? [...general, ...probes] : [...probes, ...general]
  const all = [...first, ...ALL_GENERAL]
  // When all were asked, the one that was asked longest ago comes round again.
  return all.find((question) => !asked(question)) ?? longestAgo(all, coachSaid(rounds))
}

const ALL_GENERAL = (['reality', 'options', 'will', 'closing'] as const).flatMap((phase) => PHASES[phase].questions)

/** All that the coach said so far, as far as it is told. */
export const toldSoFar = ({ summary, rounds }: AnswerRequest) => [summary?.text ?? '', ...coachSaid(rounds)]

/** Says of a wording whether one of these texts holds it. */
export function askedBefore(texts: string[]): (wording: string) => boolean {
  const all = folded(texts.join('\n'))
  return (wording) => all.includes(folded(wording))
}

function fits(probe: string, talk: { reply: string; reflection: string; said: string }): boolean {
  const asks = folded(probe)
  return FITS_WHEN.filter((row) => row.probe.test(asks)).every(
    (row) =>
      (!row.reply || row.reply.test(talk.reply)) &&
      (!row.reflection || row.reflection.test(talk.reflection)) &&
      !row.unless?.test(talk.said),
  )
}

function longestAgo(questions: string[], answers: string[]): string {
  const lastAsked = (question: string) => answers.findLastIndex((answer) => askedBefore([answer])(question))
  return questions.toSorted((a, b) => lastAsked(a) - lastAsked(b))[0] ?? ''
}
