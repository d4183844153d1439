import type { Incoming, Store, Work } from '../../src/store/store.ts'
import type { Running } from './processes.ts'
import type { Given, Reference } from './reference.ts'

/** Watches what passes between the processes and the database, tells the reference, and notes where the two differ. */
export type Witness = ReturnType<typeof openWitness>

export function openWitness(reference: Reference, sessions: string[]) {
  const differences: string[] = []
  const compare = (what: string, is: unknown, expected: unknown) => {
    const [one, other] = [JSON.stringify(is), JSON.stringify(expected)]
    if (one !== other) differences.push(`${what}: ${one}, expected ${other}`)
  }
  const talkOf = (work: Work) => ('session' in work && work.session ? sessions.indexOf(work.session.id) : -1)

  const leads = new Map<number, string>() // the message of each lead, by its work

  return {
    differences,
    compare,
    talkOf,
    taken(item: Incoming, work: Work[]): void {
      for (const { kind, id } of work) if (kind === 'lead' && 'ts' in item) leads.set(id, item.ts)
    },
    /** A process is handed a piece of work, while others are at work. */
    handed(work: Work, running: Running[]): Given | undefined {
      if (work.kind === 'reply') {
        const isSame = (other: Running) => other.work.kind === 'reply' && talkOf(other.work) === talkOf(work)
        const lives = (other: Running) => !other.isOver() && !other.isStalled && other.handing?.isCurrent !== false
        if (running.some((other) => isSame(other) && lives(other))) differences.push('two answers at once')
      }
      if (work.kind === 'reply' && work.state === 'queued') {
        const given = reference.asksCoach(talkOf(work))
        compare(
          'the coach is given',
          work.replies,
          given?.replies.map(({ reply }) => reply.text),
        )
        return given
      }
      if (work.kind !== 'scorecard' || work.scorecard) return undefined
      const given = reference.asksJudge(talkOf(work))
      compare(
        'the judge is given',
        work.pending,
        given?.replies.map(({ reply }) => reply.text),
      )
      return given
    },
    /** The database answered a call. */
    heard(call: keyof Store, work: Work, given: Given | undefined, answer: unknown): void {
      if (given && (call === 'keepRound' || (call === 'keepScorecard' && answer !== 'lost'))) {
        const by = call === 'keepRound' ? 'coach' : 'judge'
        compare(`${call} keeps`, answer === 'kept', reference.stillHolds(given, by))
        if (answer === 'kept') reference.keeps(given, by)
      }
      if (given && call === 'pauseReply' && answer !== 'lost') reference.pauses(given)
      if (call === 'endSession' && JSON.stringify(answer) === '{"outcome":"ended"}') reference.ends()
      if (call === 'markSent' && answer !== 'lost' && work.kind === 'opening') reference.shows(talkOf(work))
      if (call === 'markSent' && answer !== 'lost' && work.kind === 'lead')
        reference.offersDomains(leads.get(work.id) ?? '')
    },
  }
}
