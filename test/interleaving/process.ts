import { Fault } from '../../src/fault.ts'
import type { Deps } from '../../src/flows/deps.ts'
import { performWork } from '../../src/flows/work/work.ts'
import type { Store, Work } from '../../src/store/store.ts'
import { givenMinds } from '../flows/given-minds.ts'
import { echoCoach, echoJudge } from './echo.ts'
import type { How } from './step.ts'

/** A piece of work under way. It stands before a call to the outside until it is told how to go on. */
export type Run = { goOn: (how: How) => Promise<void>; isOver: () => boolean }

/** Begins a piece of work as a process does, up to its first call to the outside. */
export async function begin(
  deps: Deps,
  work: Work,
  about: {
    /** A call to the store was answered, whether or not the process lives to hear it. */
    heard: (call: keyof Store, answer: unknown) => void
    /** What the process goes on with. */
    goesOn: (work: Work[]) => void
    dies: () => void
  },
): Promise<Run> {
  let arrives = Promise.withResolvers<void>() // at its next call, or at its end
  let standing: ((how: How) => void) | undefined
  let isOver = false

  function gone(): Promise<never> {
    isOver = true
    about.dies()
    arrives.resolve()
    return new Promise(() => undefined)
  }
  function gate<A extends unknown[], T>(act: (...args: A) => Promise<T>, faults: { before: Fault; after: Fault }) {
    return async (...args: A): Promise<T> => {
      const how = await new Promise<How>((resolve) => {
        standing = resolve
        arrives.resolve()
      })
      if (how === 'fails') throw faults.before
      if (how === 'dies-before') return gone()
      const answer = await act(...args)
      if (how === 'fails-after') throw faults.after
      return how === 'dies-after' ? gone() : answer
    }
  }

  const away = new Fault('store-down', { retry: true })
  const unclear = new Fault('slack-unclear', { retry: true })
  const busy = new Fault('llm-busy', { retry: true })
  const noKey = new Fault('llm-key', { retry: false })
  function refused(call: keyof Store) {
    return (error: unknown): never => {
      if (error instanceof Fault && error.code === 'store-lost-lease') about.heard(call, 'lost')
      throw error
    }
  }
  function stored<A extends unknown[], T>(call: keyof Store, act: (...args: A) => Promise<T>) {
    const toldOf = async (...args: A) => {
      const answer = await act(...args).catch(refused(call))
      about.heard(call, answer)
      return answer
    }
    return gate(toldOf, { before: away, after: away })
  }
  const shown = <A extends unknown[], T>(act: (...args: A) => Promise<T>) =>
    gate(act, { before: unclear, after: unclear })
  const asked = <A extends unknown[], T>(act: (...args: A) => Promise<T>) => gate(act, { before: busy, after: noKey })

  const { store, show } = deps
  const gated: Deps = {
    ...deps,
    store: {
      ...store,
      settle: stored('settle', store.settle),
      putBack: stored('putBack', store.putBack),
      pauseReply: stored('pauseReply', store.pauseReply),
      markSent: stored('markSent', store.markSent),
      keepRound: stored('keepRound', store.keepRound),
      keepScore: stored('keepScore', store.keepScore),
      keepScorecard: stored('keepScorecard', store.keepScorecard),
      endSession: stored('endSession', store.endSession),
    },
    show: {
      ...show,
      opening: shown(show.opening),
      picker: shown(show.picker),
      answer: shown(show.answer),
      soFar: shown(show.soFar),
      scorecard: shown(show.scorecard),
      erase: shown(show.erase),
      redact: shown(show.redact),
    },
    ...givenMinds({
      coach: { ...echoCoach, answer: asked(echoCoach.answer) },
      judge: { ...echoJudge, judge: asked(echoJudge.judge) },
      store,
    }),
  }

  performWork(gated, work, new AbortController().signal)
    .then(about.goesOn, () => undefined) // a surprise is the process's own affair: the lease runs out
    .finally(() => {
      isOver = true
      arrives.resolve()
    })
  await arrives.promise
  return {
    isOver: () => isOver,
    async goOn(how) {
      arrives = Promise.withResolvers()
      standing?.(how)
      await arrives.promise
    },
  }
}
