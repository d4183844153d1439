import { ownWords } from '../../coaching/case.ts'
import { tellsAction } from '../../coaching/commitment.ts'
import { intentOf } from '../../coaching/intent.ts'
import type { Pressure, Round } from '../../coaching/model.ts'
import { checkedLine, cutLine } from '../../coaching/played.ts'
import { isPlayed, isSaid, lastRehearsal, type Turn } from '../../coaching/rehearsal.ts'
import { folded, words } from '../../coaching/wording.ts'
import type { AnswerRequest } from '../minds.ts'
import { namedThing } from './named-thing.ts'
import type { Tagger } from './tagger.ts'

type Played = Extract<Turn, { is: 'played' }>

/** What somebody in a field cares about, from what comes first to what comes last, and what hangs on it when they press. */
type Concerns = { asks: string[]; stake: string }

const CONCERNS: Record<string, Concerns> = {
  sales_workflow_coach: {
    asks: [
      'What would change for us from one day to the next?',
      'Why should we do anything at all, and not leave it as it is?',
      'It is more than we planned. How do you explain the price?',
      'Who on our side have you spoken with so far?',
      'How would I know after three months that it was right?',
      'What happens if it does not work for us?',
    ],
    stake: 'Otherwise I stay with what we have.',
  },
  architecture_advisor: {
    asks: [
      'Why not keep what we have?',
      'What breaks first when there is twice as much of it?',
      'Which way did you rule out, and what for?',
      'Who looks after this at three in the morning?',
      'What does it cost us if you are wrong?',
      'How do we get back from it?',
    ],
    stake: 'Otherwise we do it the way we always did.',
  },
  communication_coach: {
    asks: [
      'I have explained this before. What will you do about it?',
      'Why did I have to ask for this myself?',
      'What am I to tell my own people now?',
      'When will it be put right?',
      'How do I know that it does not happen again?',
      'What can you offer me today?',
    ],
    stake: 'Otherwise I take it to somebody else.',
  },
  onboarding_mentor: {
    asks: [
      'Tell me in your own words: what happens in it, from start to end?',
      'Which part of it is not clear to you yet?',
      'How did you check that?',
      'What would you try first, before you ask anybody?',
      'Why do you think it was built that way?',
      'What do you need from me this week?',
    ],
    stake: 'Otherwise I give it to somebody who knows it.',
  },
}
const ANY_FIELD: Concerns = {
  asks: [
    'What is it that you would like from me?',
    'Why should I change anything about it?',
    'What have you tried so far?',
    'What happens if I say no?',
    'What would you do in my place?',
    'By when do you need my answer?',
  ],
  stake: 'Otherwise it stays as it is.',
}

/** What the learner's words do for the other person. */
type Heard = 'asks' | 'feels' | 'counts' | 'acts' | 'reasons' | 'general'

const TAKEN_UP: Record<Pressure, Record<Heard, string[]>> = {
  easy: {
    asks: ['That is a fair question, and I will think about it.', 'Good that you ask. I cannot say yet.'],
    feels: ['Thank you for saying that.', 'That is good to hear.'],
    counts: ['That helps me to picture it.', 'Good, that I can work with.'],
    acts: ['All right, that sounds like a plan.', 'Good, that would help.'],
    reasons: ['I see why you say that.', 'That makes sense to me.'],
    general: ['I am not sure that I follow you yet. Take your time.', 'Tell me a little more about that, if you like.'],
  },
  medium: {
    asks: ['I would like to hear it from you first.', 'Before I answer that, I want to understand yours.'],
    feels: ['I hear that. It does not settle it yet.', 'Thank you. I still need something definite.'],
    counts: [
      'A number is good. I would want to see where it comes from.',
      'I hear the number. It depends on what is behind it.',
    ],
    acts: ['That is a step. I am not sure that it is enough.', 'Fine. What comes after that is still open.'],
    reasons: ['I see the reason. It does not convince me yet.', 'That may be so. I see it a little differently.'],
    general: ['That is rather general for me.', 'I have heard that from others as well.'],
  },
  hard: {
    asks: ['I have ten minutes, and I would rather have your answer than a question.', 'That is for you to tell me.'],
    feels: ['I appreciate that, and I still have to decide today.', 'Thank you. It changes nothing about my problem.'],
    counts: [
      'I hear a number. Nobody has shown me where it comes from.',
      'Numbers like that are on every slide I see.',
    ],
    acts: ['That is later than I need it.', 'A plan I have already. I need a result.'],
    reasons: ['That is your reason, not mine.', 'I have heard that reason before, and it did not hold.'],
    general: ['I can do nothing with that.', 'You have not answered me.'],
  },
}
const OPENERS: Record<Pressure, string> = {
  easy: 'Hello, good that you came. I have time for this.',
  medium: 'Hello. I have half an hour, so let us begin.',
  hard: 'Hello. I have ten minutes before my next meeting, so please be brief.',
}
const LEFT: Record<Pressure, string> = {
  easy: 'We can leave that for now.',
  medium: 'We leave that open, then.',
  hard: 'Then that stays unanswered, and I note it.',
}

/** The next line of the person whom the coach plays. Always polite: with more pressure they ask for more, and are satisfied later. */
export function scriptedLine(request: AnswerRequest, turn: Played, tag: Tagger): string {
  const { coach, rounds, reply } = request
  const { pressure } = turn
  const { asks, stake } = CONCERNS[coach.domain.id] ?? ANY_FIELD
  const here = turn.to === 'begin' ? [] : lastRehearsal(rounds).filter((one) => isPlayed(one) && !one.retaken)
  const said = folded(here.map(({ answer }) => answer).join('\n'))
  const isNew = (line: string) => !said.includes(folded(line))
  const heard = whatIsHeard(reply)

  // who presses comes back to what was evaded; who has time goes on
  const open = asks.findLast((one) => !isNew(one))
  const stays = turn.to === 'reply' && heard === 'general' && pressure !== 'easy' && open !== undefined
  const ask = stays ? open : (asks.find(isNew) ?? asks[here.length % asks.length] ?? '')
  const lead =
    turn.to === 'begin'
      ? [OPENERS[pressure], ...aboutTheCase(request, turn.as, tag)]
      : [
          turn.to === 'skip'
            ? LEFT[pressure]
            : (TAKEN_UP[pressure][heard].find(isNew) ?? TAKEN_UP[pressure][heard][0] ?? ''),
        ]
  const presses = pressure === 'hard' && turn.to === 'reply' && here.length % 2 === 0
  const line = [...lead, stays ? `I come back to it: ${lower(ask)}` : ask, presses ? stake : ''].join(' ').trim()
  const checked = checkedLine(line, coach)
  return checked.ok ? checked.text : cutLine(`${lead[0]} ${ask}`, coach)
}

const lower = (text: string) => (/^I\b/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1))

function whatIsHeard(reply: string): Heard {
  const text = folded(reply)
  if (FEELS.test(text)) return 'feels'
  if (tellsAction(reply)) return 'acts'
  if (/\d/.test(text)) return 'counts'
  if (/\?\s*$/.test(reply)) return 'asks'
  if (REASONS.test(text)) return 'reasons'
  return intentOf(reply) === 'tells' && words(reply).length >= LONG_ENOUGH ? 'reasons' : 'general'
}
const FEELS =
  /\b(sorry|apologi[sz]e|i (can )?(see|hear|understand)|must (be|feel|have been)|thank you for|frustrating|annoying)\b/
const REASONS = /\b(because|so that|which means|since|therefore|instead of|otherwise)\b/
const LONG_ENOUGH = 12 // words: shorter ones without a reason or a number rarely hold an answer

/** What the learner brought to the talk, as the other person would know it. */
function aboutTheCase({ rounds }: AnswerRequest, as: string, tag: Tagger): string[] {
  const told = rounds.filter((one) => isSaid(one) && !one.rehearsal && one.reply !== '')
  const things = told.map((round: Round) => namedThing(tag(ownWords(round.reply)))).filter((thing) => thing !== '')
  const thing = things.find(
    (one) => !as.includes(one.replace(/^the /, '')) && !one.includes(as.replace(/^(the|your) /, '')),
  )
  return thing ? [`You wanted to talk about ${thing}.`] : []
}
