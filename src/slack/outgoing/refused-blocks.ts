import { WebAPIPlatformError } from '@slack/web-api'
import { openLately } from '../incoming/lately.ts'
import type { Message } from '../views/blocks.ts'
import { newerKinds, withoutKinds } from '../views/posts.ts'

const AGAIN_MS = 60 * 60_000 // a workspace gets new blocks some day, and a refusal may have been of something else

/** What Slack finds wrong: blocks of which kinds, and which of these kinds it does not know at all. */
export type Blamed = { kinds: string[]; unknown: string[] }

/** The newer kinds of blocks that a workspace does not have, for a while. */
export type MissingKinds = {
  has(workspace: string, kind: string): boolean
  /** Slack says that it does not know them. */
  noteUnknown(workspace: string, kinds: string[]): void
  /** What was refused was taken without these. */
  noteTaken(workspace: string, without: string[]): void
  /** Of the newer kinds that were refused, those to leave out next; none where that is no cure. */
  toDrop(tried: string[], blamed: Blamed): string[]
}

/** The same in every message: where Slack takes a message without it, it is the kind that was refused, and not what it says. */
const ALWAYS_THE_SAME = ['context_actions']

export function openMissingKinds(): MissingKinds {
  const missing = openLately<true>(AGAIN_MS)
  const note = (workspace: string, kind: string) => missing.set(`${workspace} ${kind}`, true)

  return {
    has: (workspace, kind) => missing.get(`${workspace} ${kind}`) === true,
    noteUnknown(workspace, kinds) {
      for (const kind of kinds) note(workspace, kind)
    },
    noteTaken(workspace, without) {
      if (without.every((kind) => ALWAYS_THE_SAME.includes(kind))) for (const kind of without) note(workspace, kind)
    },
    toDrop(tried, { kinds }) {
      if (kinds.length > 0) return tried.filter((kind) => kinds.includes(kind))
      const differing = tried.filter((kind) => !ALWAYS_THE_SAME.includes(kind))
      return differing.length > 0 ? differing : tried
    },
  }
}

const WHERE = '[json-pointer:/blocks/'

/** Which blocks of a message Slack names when it refuses it, without the kinds that were left out. Its own words are not passed on: they may quote. */
export function blamedIn(error: unknown, message: Message, left: string[]): Blamed {
  if (!(error instanceof WebAPIPlatformError)) return { kinds: [], unknown: [] }
  const { blocks } = withoutKinds(message, left)
  const blamed = (error.data.response_metadata?.messages ?? []).flatMap((says) => {
    const [at = '', ...inside] = says.split(WHERE)[1]?.split(']')[0]?.split('/') ?? []
    const kind = blocks[Number(at || Number.NaN)]?.type
    const isOfBlock = inside.join() === '' || inside.join() === 'type'
    return kind ? [{ kind, isUnknown: isOfBlock && says.includes('unsupported type') }] : []
  })
  const kinds = [...new Set(blamed.map(({ kind }) => kind))]
  const unknown = newerKinds(message).filter((newer) =>
    blamed.some(({ kind, isUnknown }) => isUnknown && kind === newer),
  )
  return { kinds, unknown }
}
