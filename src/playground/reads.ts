/** How much an app may read of conversations. */
export type Reads = {
  are(which: 'many' | 'few'): void
  /** How many messages a page has at most. */
  most(): number
  /** How many seconds a call must wait before Slack takes it, or undefined when it takes it now. */
  waits(method: string): number | undefined
}

const READING = ['conversations.history', 'conversations.replies']
const MANY = 1000
const FEW = 15

/**
 * With 'few' it is as Slack has it for apps that are distributed outside its Marketplace: one call of each method a minute, of fifteen
 * messages: https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps
 */
export function openReads(now: () => Date, everyMs: number, first: 'many' | 'few' = 'many'): Reads {
  const takenAt = new Map<string, number>()
  let isFew = first === 'few'
  return {
    are: (which) => {
      isFew = which === 'few'
    },
    most: () => (isFew ? FEW : MANY),
    waits(method) {
      if (!isFew || !READING.includes(method)) return undefined
      const at = now().getTime()
      const waitMs = (takenAt.get(method) ?? Number.NEGATIVE_INFINITY) + everyMs - at
      if (waitMs > 0) return Math.max(1, Math.ceil(waitMs / 1_000))
      takenAt.set(method, at)
      return undefined
    },
  }
}
