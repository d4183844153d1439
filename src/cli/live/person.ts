import { on } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** Whoever sits in front of the command. */
export type Person = {
  /** What they answer, or undefined when nobody is there to. */
  asks(sentence: string): Promise<string | undefined>
  leave(): void
}

/** Reads answers a line at a time, until it is all to end. */
export function openPerson(input: Readable, say: (line: string) => void, signal: AbortSignal): Person {
  const lines = createInterface({ input, terminal: false }) // so that Ctrl-C is the process's own
  const typed = on(lines, 'line', { signal, close: ['close'] })
  return {
    async asks(sentence) {
      say(`? ${sentence}`)
      const { value, done } = await typed.next()
      return done ? undefined : String(value[0]).trim()
    },
    leave: () => lines.close(),
  }
}
