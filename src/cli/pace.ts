import { setTimeout as after } from 'node:timers/promises'
import { z } from 'zod'

const MINUTE_MS = 60_000
const TRIES = 5

const rateLimited = z.object({ code: z.literal('slack_webapi_rate_limited_error'), retryAfter: z.number() })

/** Makes calls one after the other, at most so many in any minute. Where Slack asks for patience all the same, it gets it. */
export function openPace(aMinute: number, wait: (ms: number) => Promise<unknown> = (ms) => after(ms)) {
  const made: number[] = []
  return async function paced<T>(call: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const oldest = made.at(-aMinute)
      if (oldest !== undefined) await wait(Math.max(0, oldest + MINUTE_MS - performance.now()))
      made.push(performance.now())
      try {
        return await call()
      } catch (error) {
        const { data: busy } = rateLimited.safeParse(error)
        if (!busy || tries === TRIES) throw error
        await wait(busy.retryAfter * 1_000)
      }
    }
  }
}
