import type { State } from '../contract.ts'
import { unescaped } from './inline.ts'
import { personOf } from './state.ts'

/** A message's text as its author typed it, for editing: names in the place of references. */
export function asTyped(text: string, state: State): string {
  return unescaped(
    text
      .replace(/<@([^<>|]+)(?:\|[^<>]*)?>/g, (_, id: string) => `@${personOf(state, id)?.name ?? id}`)
      .replace(/<#([^<>|]+)\|([^<>]*)>/g, '#$2')
      .replace(/<!(\w+)(?:[^\w<>][^<>]*)?>/g, '@$1'),
  )
}
