import { setTimeout as after } from 'node:timers/promises'
import { faultName } from '../../fault.ts'
import type { Log } from '../../log.ts'
import { type Known, PLAIN_ENGLISH, type Speech, speechOf } from '../../words/language.ts'

type Who = { workspace: string; actor: string }

/** How people are spoken to. */
export type Speeches = {
  /** Never fails, and waits for a moment only: a slow database makes no answer slower. */
  speechFor(who: Who): Promise<Speech>
  /** They chose anew. */
  forget(who: Who): void
}

const FRESH_MS = 60_000
const AGAIN_MS = 5_000 // after a look-up that failed
const WAIT_MS = 400 // a form must open within three seconds, and its own look-ups come after this one
const MOST = 10_000 // people remembered

/**
 * A person's language: their own choice, else Slack's locale as it is kept with them, else as Slack says now. Where it cannot be looked
 * up in time, what was known before holds, and English where nothing was.
 */
export function openSpeeches(about: {
  known: (who: Who) => Promise<Known | null>
  profile: (who: Who) => Promise<{ locale: string; timeZone: string } | null>
  log: Log
}): Speeches {
  const { known, profile, log } = about
  const kept = new Map<string, { speech?: Speech; until: number; asking?: Promise<Speech> }>()

  async function ask(who: Who, key: string, before: Speech): Promise<Speech> {
    try {
      const stored = await known(who)
      const said = stored?.locale ? stored : { locale: null, timeZone: null, ...(await profile(who)) }
      return keep(key, speechOf({ ...said, language: stored?.language ?? null }), FRESH_MS)
    } catch (error) {
      log.warn('a language could not be looked up', { error: faultName(error) })
      return keep(key, before, AGAIN_MS)
    }
  }

  function keep(key: string, speech: Speech, forMs: number): Speech {
    if (!kept.delete(key)) return speech // they chose anew meanwhile
    kept.set(key, { speech, until: performance.now() + forMs })
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST) break
      kept.delete(oldest)
    }
    return speech
  }

  return {
    async speechFor(who) {
      const key = `${who.workspace} ${who.actor}`
      const found = kept.get(key)
      if (found?.speech && performance.now() < found.until) return found.speech
      const before = found?.speech ?? PLAIN_ENGLISH
      const asking = found?.asking ?? ask(who, key, before)
      if (!found?.asking) kept.set(key, { ...found, until: 0, asking })
      const giveUp = new AbortController()
      try {
        return await Promise.race([asking, after(WAIT_MS, before, { signal: giveUp.signal })])
      } finally {
        giveUp.abort()
      }
    },
    forget: ({ workspace, actor }) => void kept.delete(`${workspace} ${actor}`),
  }
}
