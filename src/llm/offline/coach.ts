import { answerContext, checkedAnswer, cutAnswer } from '../../coaching/answer.ts'
import { broughtIn } from '../../coaching/case.ts'
import { debriefByRule, debriefOf } from '../../coaching/debrief.ts'
import { withoutInjection } from '../../coaching/injection.ts'
import { type Intent, intentOf } from '../../coaching/intent.ts'
import type { Dimension } from '../../coaching/model.ts'
import { type Phase, phaseOf } from '../../coaching/phase.ts'
import { coachingRound, coachSaid } from '../../coaching/rehearsal.ts'
import { scoredDimensions } from '../../coaching/rubric.ts'
import { helpFor } from '../../coaching/stuck.ts'
import { folded, words } from '../../coaching/wording.ts'
import type { Usage } from '../llm.ts'
import type { AnswerRequest, CoachModel } from '../minds.ts'
import { shortNotes } from './notes.ts'
import { scriptedLine } from './played.ts'
import { askedBefore, nextQuestion, toldSoFar } from './probes.ts'
import { isEnglish, reflect } from './reflect.ts'
import { openTagger, type Tagger } from './tagger.ts'

const NO_USAGE: Usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 }

/** A coach that works without any AI: it reflects the learner's own words and asks the questions of the rubric. */
export function scriptedCoach(): CoachModel {
  return {
    name: 'scripted',
    scripted: true,
    async answer(request) {
      return { text: scriptedAnswer(request, await openTagger()), usage: NO_USAGE }
    },
    summarise: async ({ summary, rounds }) => ({ text: shortNotes(summary, rounds), usage: NO_USAGE }),
    advise: async () => undefined,
  }
}

/** What is said before the question, and the question. */
type Turn = { say: string; ask: string }

function scriptedAnswer(request: AnswerRequest, tag: Tagger): string {
  const { turn: due } = request
  if (due?.is === 'played') return scriptedLine(request, due, tag)
  const context = answerContext(request)
  if (due?.is === 'debrief') return debriefOf(request.coach, request.rounds, [debriefByRule(request.rounds)], context)

  const { message, own } = broughtIn(request.reply)
  const heard = withoutInjection(own)
  const onlyToTheGrader = heard.cut.length > 0 && words(heard.text).length < 3
  const asked = { ...request, reply: heard.text }
  const phase = phaseOf(coachingRound(request), heard.text)
  const turn = onlyToTheGrader
    ? { say: 'I leave that aside and stay with your case.', ask: nextQuestion(asked, phase, '') }
    : message && heard.text === ''
      ? {
          say: 'I read the message that you brought.',
          ask: 'What makes it hard for you, and what would you like to come of it?',
        }
      : (wished(asked, phase) ?? answered(asked, phase, tag))

  const full = checkedAnswer([turn.say, turn.ask].join(turn.say.includes('\n') ? '\n\n' : ' ').trim(), context)
  // Whatever a learner's words brought in that must not be shown goes with the reflection.
  const bare = full.ok ? full : checkedAnswer(turn.ask, context)
  return bare.ok ? bare.text : cutAnswer(turn.ask, { ...context, earlierQuestions: [] })
}

/** What is said to a wish, which tells nothing of the case. */
function wished(request: AnswerRequest, phase: Phase): Turn | undefined {
  const { turn } = request
  if (turn?.is === 'pause') return prompted(request, turn)
  if (turn?.is !== 'coaching' || !turn.wish || turn.wish === 'hint') return undefined // a hint is read from its word
  const asked = { ...request, reply: '' }
  const [here, ...others] = openDimensions(request)
  const about = turn.wish === 'skip' ? [here] : others
  const ask = nextQuestion(asked, phase, '', (dimension) => about.includes(dimension))
  if (turn.wish === 'skip') return { say: 'We leave that question.', ask }
  const topic = others.find(({ probes }) => probes.includes(ask))?.label
  return { say: topic ? `Something else, then: ${topic.toLowerCase()}.` : 'Something else, then.', ask }
}

/** A word from the wings of a rehearsal, with each one more help: what they may want, what to look at, something small to do. */
function prompted(
  request: AnswerRequest,
  { as, help }: Extract<NonNullable<AnswerRequest['turn']>, { is: 'pause' }>,
): Turn {
  const [dimension] = openDimensions(request)
  const items = dimension?.look_for ?? []
  const fresh = (question: string) =>
    coachSaid(request.rounds).some((text) => text.includes(question)) ? '' : question
  if (help === 1) {
    return {
      say: `Take a breath. Before they agree, ${as} may want to hear this: ${items[0] ?? 'the facts'}.`,
      ask:
        fresh('How could your next sentence touch that?') || 'What do you want them to take from your next sentence?',
    }
  }
  if (help === 2) {
    const list = items.slice(0, 3).map((item) => `- ${item}`)
    return {
      say: `Here is a way to look at it:\n${list.join('\n')}`,
      ask: 'Which of these did they not hear from you yet?',
    }
  }
  return {
    say: `Something small that helps many people: ${dimension?.next_step.low ?? 'say one fact, then stop.'}`,
    ask: 'What would that sound like in your own words?',
  }
}

function answered(request: AnswerRequest, phase: Phase, tag: Tagger): Turn {
  const { reply, roundNumber } = request
  const asked = askedBefore(toldSoFar(request))
  const heard = reflect(reply, roundNumber, tag)
  const next = (after = '') => nextQuestion(request, phase, after)
  const fresh = (question: string, after = '') => (asked(question) ? next(after) : question)

  const turns = {
    hint: () => helped(request, next),
    stuck: () => helped(request, next),
    thin: () => helped(request, next),
    'wants-answer': () => helped(request, next),
    greets: () => ({ say: 'Hello.', ask: next() }),
    upset: () => ({
      say: 'Fair enough, this is not helping you yet.',
      ask: fresh('What would make the next few minutes useful for you?'),
    }),
    finished: () => ({
      say: `Thank you for the talk. ${HOW_TO_END}`,
      ask: fresh('What is the one thing that you take with you?'),
    }),
    asks: () => ({
      say: 'That I cannot look up for you: I only have questions.',
      ask: fresh('Where could you find it out, or who could tell you?'),
    }),
    intends: () => ({ say: heard, ask: mayCommit(phase) ? fresh('By when will you do it?', heard) : next(heard) }),
    commits: () => ({
      say: heard,
      ask: mayCommit(phase) ? fresh('How will you know that it worked?', heard) : next(heard),
    }),
    tells: () => ({ say: heard || strangeLanguage(reply, asked), ask: next(heard) }),
  } satisfies Record<Intent, () => Turn>

  const intent = intentOf(reply)
  const turn = turns[intent]()
  const endsSoon = phase === 'closing' && intent !== 'finished' && !asked(HOW_TO_END)
  return endsSoon ? { ...turn, say: `${turn.say} ${HOW_TO_END}`.trim() } : turn
}

const HOW_TO_END = 'Whenever you are ready, write "end" and you get your scorecard.'
const ENGLISH_ONLY = 'Thank you. I am a script and understand English best, so I may miss some of what you write.'

const strangeLanguage = (reply: string, asked: (text: string) => boolean) =>
  isEnglish(reply) || words(reply).length < 6 || asked(ENGLISH_ONLY) ? '' : ENGLISH_ONLY

const mayCommit = (phase: Phase) => phase === 'options' || phase === 'will' || phase === 'closing'

const SMALLER = [
  'What is the one part of it that you are sure of?',
  'What happened last, as far as you saw it yourself?',
  'Who would know more about it than you do?',
]

/** One step of the hint ladder, never the answer itself. Nothing is offered twice: then the talk moves on. */
function helped(request: AnswerRequest, next: () => string): Turn {
  const { rounds, reply } = request
  const asked = askedBefore(toldSoFar(request))
  const ask = (questions: string[]) => questions.find((question) => !asked(question)) ?? next()
  const help = helpFor(rounds, reply)
  if (help === 'question') {
    const intent = intentOf(reply)
    if (intent === 'stuck') return { say: 'That is all right. Let us make it smaller.', ask: ask(SMALLER) }
    if (intent === 'hint') return { say: 'Let us make the question smaller.', ask: ask(SMALLER) }
    if (intent === 'thin')
      return { say: isAgreement(reply) ? '' : 'A few more words would help me to follow you.', ask: next() }
    return {
      say: `I will not pick it for you, but here is something to look for: ${openDimensions(request)[0]?.look_for[0] ?? 'the facts'}.`,
      ask: next(),
    }
  }

  for (const dimension of openDimensions(request)) {
    const frame = `Here is a way to look at it:\n${dimension.look_for
      .slice(0, 3)
      .map((item) => `- ${item}`)
      .join('\n')}`
    if (help === 'frame' && !asked(frame)) {
      return { say: frame, ask: ask(['Which of these can you say something about?', 'Where would you start?']) }
    }
    const example = [dimension.next_step.low, dimension.next_step.mid].find((step) => !asked(step))
    if (example) {
      return {
        say: `Something small that helps many people: ${example}`,
        ask: ask(['What would your first attempt look like?', 'How would you begin?']),
      }
    }
  }
  return { say: '', ask: next() }
}

const isAgreement = (reply: string) =>
  /^(ok|okay|yes|yeah|yep|sure|right|true|exactly|correct|good|fine|maybe|no|nope)\b/.test(folded(reply))

/** The dimensions, first the one that the coach asked about last: help belongs to the question that is open. */
function openDimensions(request: AnswerRequest): Dimension[] {
  const dimensions = scoredDimensions(request.coach)
  const asksAbout = (dimension: Dimension, text: string) => dimension.probes.some(askedBefore([text]))
  const last = toldSoFar(request).findLast((text) => dimensions.some((dimension) => asksAbout(dimension, text))) ?? ''
  return dimensions.toSorted((a, b) => Number(asksAbout(b, last)) - Number(asksAbout(a, last)))
}
