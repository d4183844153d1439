import type { Limits } from '../../src/coaching/limits.ts'
import { GENEROUS } from '../../src/config.ts'
import { openAllowance } from '../../src/flows/allowance.ts'
import type { Deps } from '../../src/flows/deps.ts'
import type { Usage } from '../../src/llm/llm.ts'
import type { Meter } from '../../src/llm/metered.ts'
import type { Minds } from '../../src/llm/minds.ts'
import { openLog } from '../../src/log.ts'
import type { Store } from '../../src/store/store.ts'

/** A coach and a judge as flows are given them: those of no script behind a meter, like a model. */
export function givenMinds({
  coach,
  judge,
  store,
  limits = GENEROUS,
  now = () => new Date(),
}: Minds & { store: Store; limits?: Limits; now?: () => Date }): Pick<Deps, 'coach' | 'judge' | 'allowance'> {
  const minds = (meter: Meter): Minds => ({
    coach: coach.scripted
      ? coach
      : { ...coach, answer: asked(coach.answer, meter), summarise: asked(coach.summarise, meter) },
    judge: judge.scripted ? judge : { ...judge, judge: asked(judge.judge, meter), close: asked(judge.close, meter) },
  })
  const log = openLog(() => undefined)
  return { coach, judge, allowance: openAllowance({ minds, limits, store, log, now }) }
}

function asked<A extends unknown[], T extends { usage: Usage }>(act: (...args: A) => Promise<T>, meter: Meter) {
  return async (...args: A): Promise<T> => {
    await meter.before()
    const outcome = await act(...args)
    meter.spent(outcome.usage)
    return outcome
  }
}
