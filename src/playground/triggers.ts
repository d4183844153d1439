import { randomBytes } from 'node:crypto'

/** A person's act lets the app open one modal for them, within three seconds. */
export type Triggers = {
  give(person: string): string
  take(id: string): { person: string } | { error: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id' }
}

const LIFE_MS = 3000
const KEPT = 5000

export function openTriggers(now: () => Date): Triggers {
  const given = new Map<string, { person: string; until: number; taken: boolean }>()
  return {
    give(person) {
      const at = now().getTime()
      const id = `${at}.${given.size}.${randomBytes(16).toString('hex')}`
      given.set(id, { person, until: at + LIFE_MS, taken: false })
      const [oldest] = given.keys()
      if (given.size > KEPT && oldest) given.delete(oldest)
      return id
    },
    take(id) {
      const trigger = given.get(id)
      if (!trigger) return { error: 'invalid_trigger_id' }
      if (trigger.taken) return { error: 'exchanged_trigger_id' }
      if (now().getTime() > trigger.until) return { error: 'expired_trigger_id' }
      trigger.taken = true
      return trigger
    },
  }
}
