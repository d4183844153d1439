import type { Change } from './contract.ts'

/** The browser pages that watch, by the person whose eyes they have. A change is built only if someone watches. */
export type Pages = {
  watch(person: string, write: (line: string) => void): () => void
  tell(people: Iterable<string>, change: (person: string) => Change): void
  /** The same change for several people, built and written down once. */
  tellSame(people: Iterable<string>, change: () => Change): void
}

export function openPages(): Pages {
  const watching = new Map<string, Set<(line: string) => void>>()
  const write = (person: string, line: string) => {
    for (const send of watching.get(person) ?? []) send(line)
  }
  return {
    watch(person, send) {
      const others = watching.get(person) ?? new Set()
      watching.set(person, others.add(send))
      return () => {
        others.delete(send)
        if (others.size === 0) watching.delete(person)
      }
    },
    tell(people, change) {
      if (watching.size === 0) return
      for (const person of people) if (watching.has(person)) write(person, JSON.stringify(change(person)))
    },
    tellSame(people, change) {
      if (watching.size === 0) return
      let line: string | undefined
      for (const person of people) {
        if (!watching.has(person)) continue
        line ??= JSON.stringify(change())
        write(person, line)
      }
    },
  }
}
