import { WebAPIPlatformError } from '@slack/web-api'
import { Fault } from '../../fault.ts'
import type { Log } from '../../log.ts'
import { openLately } from '../incoming/lately.ts'
import type { Message } from '../views/blocks.ts'
import { newerKinds, withoutKinds } from '../views/posts.ts'

const AGAIN_MS = 60 * 60_000 // a workspace gets new blocks some day, and a refusal may have been of something else

/** Hears Slack's answer where it refuses. */
export type Hear = (error: unknown) => void

/** Whether a message could be shown in blocks, by one call or by several that are refused. What is refused for anything else is thrown. */
export type InBlocks = (
  workspace: string,
  one: Message,
  put: (content: Message, hear: Hear) => Promise<unknown>,
) => Promise<boolean>

/**
 * What is refused is said without the newer kinds of blocks at fault: those that Slack names, else charts, then tables, whose content differs
 * from message to message, and then the rest. Kinds that a workspace does not have are left out from the start for a while. What was
 * refused for its content is no matter of others.
 */
export function openInBlocks(log: Log): InBlocks {
  const missing = openMissingKinds()
  return async (workspace, one, put) => {
    const kinds = newerKinds(one)
    let tried = kinds.filter((kind) => !missing.has(workspace, kind))
    let dropped: string[] = []
    for (;;) {
      let blamed: Blamed = { kinds: [], unknown: [] }
      const left = kinds.filter((kind) => !tried.includes(kind))
      const cause = await put(withoutKinds(one, left), (error) => {
        blamed = blamedIn(error, one, left)
      }).then(() => undefined, forItsBlocks)
      if (cause === undefined) {
        missing.noteTaken(workspace, dropped)
        return true
      }
      missing.noteUnknown(workspace, blamed.unknown)
      dropped = toDrop(tried, blamed)
      log.error('Slack refused the blocks of a message: it is shown in another way', {
        cause,
        kinds: blamed.kinds.join(),
      })
      if (dropped.length === 0) return false
      tried = tried.filter((kind) => !dropped.includes(kind))
    }
  }
}

function forItsBlocks(error: unknown): string {
  if (!(error instanceof Fault && error.code === 'slack-too-long')) throw error
  return String(error.cause)
}

/** The same in every message: where Slack takes a message without it, it is the kind that was refused, and not what it says. */
const ALWAYS_THE_SAME = ['context_actions']

/** The newer kinds of blocks that a workspace does not have, for a while: those that Slack says it does not know, or took a message without. */
function openMissingKinds() {
  const missing = openLately<true>(AGAIN_MS)
  const note = (workspace: string, kind: string) => missing.set(`${workspace} ${kind}`, true)

  return {
    has: (workspace: string, kind: string) => missing.get(`${workspace} ${kind}`) === true,
    noteUnknown(workspace: string, kinds: string[]) {
      for (const kind of kinds) note(workspace, kind)
    },
    noteTaken(workspace: string, without: string[]) {
      if (without.every((kind) => ALWAYS_THE_SAME.includes(kind))) for (const kind of without) note(workspace, kind)
    },
  }
}

/** Of the newer kinds that were refused, those to leave out next; none where that is no cure. */
function toDrop(tried: string[], { kinds }: Blamed): string[] {
  if (kinds.length > 0) return tried.filter((kind) => kinds.includes(kind))
  const [differing] = tried.filter((kind) => !ALWAYS_THE_SAME.includes(kind))
  return differing ? [differing] : tried
}

/** What Slack finds wrong: blocks of which kinds, and which of these kinds it does not know at all. */
type Blamed = { kinds: string[]; unknown: string[] }

const WHERE = '[json-pointer:/blocks/'

/** Which blocks of a message Slack names when it refuses it, without the kinds that were left out. Its own words are not passed on: they may quote. */
function blamedIn(error: unknown, message: Message, left: string[]): Blamed {
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
