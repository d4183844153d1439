import { type Limits, type Room, roomFor, type Used, type UsedToday } from '../coaching/limits.ts'
import { Fault, faultName } from '../fault.ts'
import type { Usage } from '../llm/llm.ts'
import type { MindsFor } from '../llm/metered.ts'
import type { Minds } from '../llm/minds.ts'
import type { Log } from '../log.ts'
import type { Store, Work } from '../store/store.ts'

export type Over = Extract<Room, { is: 'over' }>

/** The one way to the coach and the judge: for one piece of work, within the limits of the day. */
export type Allowance = {
  /** Nothing while other work of the same kind for the same learner is under way here: it looks once that is counted. */
  begin(work: Work): Spending | undefined
}

export type Spending = {
  /** Before each call of theirs that needs a model, the limits are looked at; a script costs nothing. */
  minds: Minds
  /** The same look, at what an answer uses up whoever gives it. Throws where a limit stands in the way. */
  withinLimits(): Promise<void>
  /** The round that was kept counts this itself. */
  countedWithRound(usage: Usage): void
  /** Which limit stood in the way of this work, if one did. */
  over(): Over | undefined
  /** Counts what the work cost, whatever came of it. */
  end(): Promise<void>
}

/** What asks a model. */
const COSTLY: readonly string[] = [
  'reply',
  'score',
  'so-far',
  'scorecard',
  'dispute',
  'digest',
] satisfies Work['kind'][]
const NOTHING: Tokens = { inputTokens: 0, outputTokens: 0 }
type Tokens = { inputTokens: number; outputTokens: number }

/** Opens the way to these minds. It notes what is under way in this process, so that two pieces of work do not take the same room. */
export function openAllowance({
  minds,
  limits,
  store,
  log,
  now,
}: {
  minds: MindsFor
  limits: Limits
  store: Pick<Store, 'usedToday' | 'addUsage'>
  log: Log
  now: () => Date
}): Allowance {
  const underWay = new Set<Place>()

  function begin(work: Work): Spending | undefined {
    const place = placeOf(work)
    for (const { line, name } of underWay) if (line === place.line && name !== place.name) return undefined
    underWay.add(place)

    const timeZone = work.learner?.timeZone ?? null
    let spent = NOTHING
    let before: Promise<UsedToday> | undefined
    let over: Over | undefined

    async function withinLimits(): Promise<void> {
      before ??= 'used' in work ? Promise.resolve(work.used) : store.usedToday(work, timeZone)
      const used = await before
      const room = roomFor(limits, plus(used, spent), now(), timeZone)
      if (room.is === 'within') return
      over = room
      throw new Fault('limit-reached', { retry: true, cause: room.whose })
    }

    return {
      minds: minds({
        before: withinLimits,
        isNew: work.attempts <= 1,
        spent: (usage) => {
          spent = sum(spent, usage)
        },
      }),
      withinLimits,
      countedWithRound: ({ inputTokens, outputTokens }) => {
        spent = sum(spent, { inputTokens: -inputTokens, outputTokens: -outputTokens })
      },
      over: () => over,
      async end() {
        underWay.delete(place)
        await store.addUsage(work, spent).catch((error: unknown) => {
          log.error('what a model cost was not counted', { id: work.id, kind: work.kind, error: faultName(error) })
        })
      },
    }
  }
  return { begin }
}

/** Work stands in a line where only one goes at a time, and goes beside itself: a call that its learner stopped may still be under way. */
type Place = { line: string; name: string }

function placeOf(work: Work): Place {
  const isAnswered = 'state' in work && work.state === 'answered' // only to be shown
  const name = work.kind === 'reply' ? work.session.id : `${work.id}`
  return {
    line: isAnswered || !COSTLY.includes(work.kind) ? name : `${work.workspace} ${work.actor} ${work.kind}`,
    name,
  }
}

const plus = ({ learner, workspace }: UsedToday, spent: Tokens): UsedToday => {
  const more = (used: Used) => ({ ...used, ...sum(used, spent) })
  return { learner: more(learner), workspace: more(workspace) }
}

const sum = (one: Tokens, other: Tokens): Tokens => ({
  inputTokens: one.inputTokens + other.inputTokens,
  outputTokens: one.outputTokens + other.outputTokens,
})
