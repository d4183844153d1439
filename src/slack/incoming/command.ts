import { distance } from 'fastest-levenshtein'
import { alone, wordOf } from '../../coaching/alone.ts'
import type { Domain } from '../../coaching/model.ts'
import { ownWord, typedWords } from '../../words/typed.ts'

/** What a person typed after /coach. */
export type Ask =
  | { ask: 'pick'; here: boolean }
  | { ask: 'start'; domain: Domain; here: boolean }
  | { ask: Word }
  /** `nearest`: a coach or a word that is like it. */
  | { ask: 'unknown'; word: string; nearest?: Domain | string }

const WORDS = [
  'list',
  'end',
  'score',
  'help',
  'digest',
  'digest settings',
  'digest off',
  'digest on',
  'manager',
  'reminders',
  'export',
  'erase',
  'access',
  'progress',
  'settings',
] as const
type Word = (typeof WORDS)[number]

const LONGEST_NAME = 100 // letters: what is longer names nothing, and is held against nothing
const FAR = 0.45 // of the longer word's letters: beyond that a likeness is chance

/** Reads the text of the command: nothing, one of its words, or a domain by its id, its name, or a word of either. */
export function readCommand(text: string, domains: Domain[]): Ask {
  const words = ownWord((alone(text) || text).trim().toLowerCase().replace(/\s+/g, ' '))
  if (words === '') return { ask: 'pick', here: false }
  const word = WORDS.find((one) => one === words)
  if (word) return { ask: word }
  const said = wordOf(text, false)
  if (said === 'end') return { ask: 'end' }
  if (said === 'stop') return { ask: 'unknown', word: text.trim(), nearest: 'end' } // it may be the digest or the reminders that are to stop
  if (words === 'here') return { ask: 'pick', here: true }
  const here = words.startsWith('here ')
  const name = here ? words.slice('here '.length) : words

  const namesOf = (domain: Domain) => [domain.id, domain.id.replaceAll('_', ' '), domain.name.toLowerCase()]
  const exact = domains.find((domain) => namesOf(domain).includes(name))
  if (exact) return { ask: 'start', domain: exact, here }
  const byPart = domains.filter((domain) =>
    namesOf(domain).some((one) => one.split(/[ _]/).includes(name) || one.startsWith(name)),
  )
  const [only] = byPart
  if (only && byPart.length === 1) return { ask: 'start', domain: only, here }

  const far = (one: string) => distance(name, one) / Math.max(name.length, one.length)
  const partsOf = (domain: Domain) => domain.name.toLowerCase().split(' ')
  const unknown: Ask = { ask: 'unknown', word: text.trim() }
  if (name.length > LONGEST_NAME) return unknown
  const candidates = [
    ...domains.flatMap((domain) =>
      [...namesOf(domain), ...partsOf(domain).filter((part) => part !== 'coach')].map((one) => ({
        is: domain,
        far: far(one),
      })),
    ),
    ...[...WORDS, ...typedWords()].map((one) => ({ is: one, far: far(one) })),
  ]
  const [nearest] = candidates.sort((a, b) => a.far - b.far)
  return nearest && nearest.far <= FAR ? { ...unknown, nearest: nearest.is } : unknown
}
