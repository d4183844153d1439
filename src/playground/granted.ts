import { type Kind, scopesFor, scopesForEvent } from '../scopes.ts'
import { type Fields, textOf } from './fields.ts'
import type { Manifest } from './manifest.ts'
import type { Room, Workspace } from './workspace.ts'

/** What the workspace lets the app do: what its manifest asks for, without what was unticked at the installation. */
export type Granted = {
  /** From now on, as after another installation. Only what the manifest calls optional can be declined. */
  decline(scopes: readonly string[]): void
  /** Undefined where the manifest asks for no scopes at all: then nothing is held against them. */
  scopes(): string[] | undefined
  /** Slack's refusal of this call, or undefined where it is allowed: docs.slack.dev/authentication/best-practices-for-security. */
  refusal(method: string, args: Fields, workspace: Workspace): Fields | undefined
  /** Whether the app hears of this event. */
  hears(event: string): boolean
}

export function openGranted({ oauth_config }: Manifest): Granted {
  const asked = oauth_config?.scopes
  let declined: readonly string[] = []
  const scopes = () => asked?.bot.filter((scope) => !declined.includes(scope))
  const allows = (needed: readonly string[] = []) =>
    needed.length === 0 || !asked || needed.some((scope) => scopes()?.includes(scope))

  return {
    decline(unticked) {
      const needed = unticked.filter((scope) => !asked?.bot_optional.includes(scope))
      if (needed.length > 0) throw new Error(`The manifest does not call them optional: ${needed.join(', ')}`)
      declined = unticked
    },
    scopes,
    refusal(method, args, workspace) {
      const needed = scopesFor(method, kindIn(method, args, workspace))
      if (!needed) throw new Error(`The table of scopes does not know ${method}`)
      if (allows(needed)) return undefined
      const provided = scopes()?.join(',') ?? ''
      return { ok: false, error: 'missing_scope', needed: needed.join(','), provided }
    },
    hears: (event) => allows(scopesForEvent(event)),
  }
}

/** What the conversation is that a call is about, as far as it says and it is there. */
function kindIn(method: string, args: Fields, { rooms }: Workspace): Kind | undefined {
  if (method === 'conversations.open') return textOf(args.users)?.includes(',') ? 'mpim' : 'im'
  const room = rooms.get(textOf(args.channel ?? args.channel_id) ?? '')
  return room && kindOf(room)
}

const kindOf = ({ kind, access }: Room): Kind => (access === undefined ? kind : access === 'private' ? 'group' : 'mpim')
