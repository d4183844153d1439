import { randomBytes } from 'node:crypto'

/** A person's act lets the app open one modal, within three seconds. `view` is the modal the act came from. */
export type Trigger = { person: string; view: string | undefined }
export type Triggers = {
  give(person: string, view?: string): string
  take(id: string): Trigger | { error: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id' }
}

const LIFE_MS = 3000
const KEPT = 5000

export function openTriggers(now: () => Date): Triggers {
  const given = new Map<string, Trigger & { until: number; taken: boolean }>()
  return {
    give(person, view) {
      const at = now().getTime()
      const id = `${at}.${given.size}.${randomBytes(16).toString('hex')}`
      given.set(id, { person, view, until: at + LIFE_MS, taken: false })
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
