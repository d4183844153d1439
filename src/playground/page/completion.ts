import type { State } from '../contract.ts'
import { nameOf } from './person.ts'

/** One thing that a word being typed may become. */
type Entry = { insert: string; label: string; usage: string; description: string }
/** What may be taken, from where in the text; `entry` is the one that Enter takes, −1 when it only reminds. */
export type Completion = { from: number; entries: Entry[]; entry: number }

/** What to offer for the text before the caret: commands at its start, people after an @. */
export function completionOf(state: State, before: string, isThread: boolean): Completion | undefined {
  const command = /^\/(\S*)(\s[\s\S]*)?$/.exec(before)
  const entries = command && !isThread ? commandsFor(state, command[1] ?? '', command[2] !== undefined) : []
  if (command) return entries.length > 0 ? { from: 0, entries, entry: command[2] === undefined ? 0 : -1 } : undefined

  const mention = /(?:^|\s)@([\p{L}\p{N}._-]*)$/u.exec(before)
  const people = mention ? peopleFor(state, mention[1] ?? '') : []
  return mention && people.length > 0
    ? { from: before.length - (mention[1] ?? '').length - 1, entries: people, entry: 0 }
    : undefined
}

function commandsFor(state: State, typed: string, isWhole: boolean): Entry[] {
  return state.commands
    .filter(({ name }) => (isWhole ? name === `/${typed}` : name.startsWith(`/${typed.toLowerCase()}`)))
    .map(({ name, usageHint, description }) => ({ insert: `${name} `, label: name, usage: usageHint, description }))
}

function peopleFor(state: State, typed: string): Entry[] {
  const wanted = typed.toLowerCase()
  return state.people
    .filter(({ id }) => id !== state.me)
    .filter(({ id, name }) => [name, nameOf(state, id)].some((one) => one.toLowerCase().startsWith(wanted)))
    .map(({ id, name, title }) => ({
      insert: `@${name} `,
      label: nameOf(state, id),
      usage: `@${name}`,
      description: title,
    }))
}
