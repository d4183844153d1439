import { t } from '../words/words.ts'
import type { Role } from './languages/language.ts'
import type { Coach, Pressure, Round, Summary, Wish } from './model.ts'
import { moodWords, partnerIn } from './partner.ts'
import { agrees, practise, pressureOf } from './wish.ts'

/** Who speaks next, and to what end. */
export type Turn =
  | { is: 'coaching'; wish?: 'hint' | 'skip' | 'else' }
  /** The other person speaks: first of all, on another point, or to what was said. */
  | { is: 'played'; as: string; role?: Role; pressure: Pressure; to: 'begin' | 'skip' | 'reply' }
  /** The coach speaks for a moment, and the rehearsal goes on with the next reply. */
  | { is: 'pause'; as: string; help: number }
  | { is: 'debrief'; as: string }
  /** It is clear what to say, and nobody needs to be asked. */
  | { is: 'said'; text: string }

/** What is kept of a round beside its words. */
export type Part = {
  wish?: Wish | undefined
  rehearsal?: Pressure | undefined
  /** The number of the round whose place the next reply takes. */
  retakes?: number | undefined
  /** Whom the coach plays, or played until this round: what they are to the learner, with their name where it was told. */
  as?: string | undefined
  /** How that person is proposed to be. */
  mood?: Pressure | undefined
  /** The learner is stuck, and is offered help. */
  helps?: boolean | undefined
}

/** Whether a round's reply is what the learner says for themselves, and counts. */
export const isSaid = ({ wish, retaken }: Round): boolean => !wish && !retaken

/** Whether a round's answer is spoken by the person whom the coach plays. */
export const isPlayed = ({ wish, rehearsal }: Pick<Round, 'wish' | 'rehearsal'>): boolean =>
  rehearsal !== undefined && wish !== 'pause' && wish !== 'practise'

/** Whether an answer is a sentence that is always the same: about that, nobody needs to be asked what they think. */
export const isFixed = ({ wish, rehearsal, as }: Part): boolean =>
  wish === 'practise' || (!rehearsal && as === undefined && (wish === 'pause' || wish === 'again' || wish === 'back'))

/** What the coach said as the coach. */
export const coachSaid = (rounds: Round[]): string[] =>
  rounds.filter((one) => !isPlayed(one)).map(({ answer }) => answer)

/** The number of a round among those of coaching: wishes and rehearsals bring it no further on its way. */
export const coachingRound = ({ rounds, roundNumber }: { rounds: Round[]; roundNumber: number }): number =>
  Math.max(1, roundNumber - rounds.filter(({ wish, rehearsal }) => wish || rehearsal).length)

/** The rounds of the rehearsal that is on, or that ended with the last of these rounds, with its opening and what was paused or retaken. */
export function lastRehearsal(rounds: Round[]): Round[] {
  const end = rounds.findLastIndex(({ rehearsal }) => rehearsal) + 1
  const begin = rounds.findLastIndex((one, at) => at < end && (startsAt(one) || !one.rehearsal))
  const first = rounds[begin]
  return rounds.slice(first && startsAt(first) ? begin : begin + 1, end)
}
const startsAt = ({ wish, rehearsal }: Round) => rehearsal !== undefined && wish?.startsWith('practise ') === true

/** What was said in the last rehearsal and counts: the learner's words, and what they were answered. */
export const lastExchanges = (rounds: Round[]): Round[] =>
  lastRehearsal(rounds).filter((one) => isSaid(one) && one.reply !== '')

/** What a reply, or a wish, leads to, and what is kept of its round. */
export function turnOf(asked: {
  coach: Coach
  summary: Summary | null
  rounds: Round[]
  reply: string
  wish: Wish | undefined
}): { turn: Turn; part: Part } {
  const { rounds, reply } = asked
  const last = rounds.at(-1)
  const pressure = last?.rehearsal
  const partner = partnerIn(asked)
  const named =
    last?.wish === 'practise' ? practise(pressureOf(reply) ?? (agrees(reply) ? partner.mood : undefined)) : undefined
  const wish = asked.wish ?? named
  const { as, role } = partner

  if (wish === 'practise') {
    return {
      turn: { is: 'said', text: t`I would play ${as}, ${moodWords(partner.mood)}: right?` },
      part: { wish, as, mood: partner.mood, ...(pressure && { rehearsal: pressure }) },
    }
  }
  if (wish?.startsWith('practise ')) {
    const begun = pressureOf(wish.slice('practise '.length)) ?? 'medium'
    return { turn: { is: 'played', as, role, pressure: begun, to: 'begin' }, part: { wish, as, rehearsal: begun } }
  }
  if (!pressure) {
    if (wish === 'pause' || wish === 'again' || wish === 'back') {
      return { turn: { is: 'said', text: notRehearsing() }, part: { wish } }
    }
    const help = wish === 'hint' || wish === 'skip' || wish === 'else' ? wish : undefined
    return { turn: { is: 'coaching', ...(help && { wish: help }) }, part: { ...(wish && { wish }) } }
  }
  switch (wish) {
    case 'pause':
    case 'hint':
      return {
        turn: { is: 'pause', as, help: pausesSince(rounds) + 1 },
        part: { wish: 'pause', as, rehearsal: pressure },
      }
    case 'again':
      return retaking(rounds, { as, rehearsal: pressure })
    case 'back':
      return { turn: { is: 'debrief', as }, part: { wish, as } }
    case 'else':
      return { turn: { is: 'coaching', wish }, part: { wish, as } } // another topic ends it too
    default:
      return {
        turn: { is: 'played', as, role, pressure, to: wish === 'skip' ? 'skip' : 'reply' },
        part: { ...(wish && { wish }), as, rehearsal: pressure },
      }
  }
}

/** The last exchange is set aside, and the other person says again what it answered. */
function retaking(rounds: Round[], part: { as: string; rehearsal: Pressure }): { turn: Turn; part: Part } {
  const here = lastRehearsal(rounds).filter((one) => isPlayed(one) && !one.retaken)
  const last = here.at(-1)
  if (!last || last.wish) return { turn: { is: 'said', text: nothingToRetake() }, part: { ...part, wish: 'pause' } }
  const line = here.filter(({ number, answer }) => number < last.number && answer !== '').at(-1)?.answer
  return {
    turn: { is: 'said', text: line ?? goOn() },
    part: { ...part, wish: 'again', retakes: last.number },
  }
}

/** How often the learner paused since somebody spoke. */
function pausesSince(rounds: Round[]): number {
  return rounds.length - 1 - rounds.findLastIndex(({ wish }) => wish !== 'pause')
}

const notRehearsing = () =>
  t`We are not in a rehearsal just now. Write "practise" when you would like to try the talk, and I play the other person.`
const nothingToRetake = () =>
  t`There is nothing to take back yet. Write what you would say, and the talk goes on from there.`
const goOn = () => t`Please go on. I am listening.`
