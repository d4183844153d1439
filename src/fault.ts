/**
 * Something outside us failed. Thrown where we touch the outside, reported in one place.
 * `retry` says whether the same thing may work later; `afterMs` is how long the outside asked us to wait.
 * With `look`, part of what was asked is done: whoever goes on must look first what is there. `left` are posts that stand where they
 * must not, and that could not be taken away yet.
 * The message is the code: never a sentence, never text by a learner.
 */
export class Fault extends Error {
  readonly code: FaultCode
  readonly retry: boolean
  readonly afterMs: number | undefined
  readonly look: boolean
  readonly left: readonly string[]

  constructor(
    code: FaultCode,
    about: {
      retry: boolean
      afterMs?: number | undefined
      look?: boolean
      left?: readonly string[]
      cause?: unknown
    },
  ) {
    super(code, { cause: about.cause })
    this.name = 'Fault'
    this.code = code
    this.retry = about.retry
    this.afterMs = about.afterMs
    this.look = about.look ?? false
    this.left = about.left ?? []
  }
}

/** The same fault of what was begun meanwhile: whoever goes on must look first what is there. */
export function begun({ code, retry, afterMs, left, cause }: Fault): Fault {
  return new Fault(code, { retry, afterMs, left, cause, look: true })
}

/** What an error is called in the log: its code or its kind. Never its message, which may quote what a person wrote. */
export function faultName(error: unknown): string {
  if (error instanceof Fault) return error.code
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name
}

/** The system's name of a failed connection (ECONNREFUSED, ENOTFOUND, …), which lies deep among the causes. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  return 'cause' in error ? systemCode(error.cause) : undefined
}

/** What the status says that a Supabase project answers with: supabase.com/docs/guides/platform/http-status-codes, and 402 over its quota. */
export function projectCure(said: string): string | undefined {
  if (said.startsWith('402'))
    return 'is restricted (402). See its usage and its bill at https://supabase.com/dashboard.'
  if (said.startsWith('540'))
    return 'is paused (540). Restore it at https://supabase.com/dashboard: it takes a few minutes.'
  return undefined
}

/** What to do where this code or these words say that a certificate is not known, as behind a proxy that opens what is encrypted. */
export function certificateCure(said: string): string | undefined {
  const [why] = NOT_KNOWN.exec(said) ?? []
  return why === undefined
    ? undefined
    : `Its certificate is not known here (${why}), as behind a proxy that opens what is encrypted. Set NODE_EXTRA_CA_CERTS to the file with the proxy's certificate, in the environment.`
}
const NOT_KNOWN =
  /(?:DEPTH_ZERO_)?SELF_SIGNED_CERT(?:_IN_CHAIN)?|UNABLE_TO_(?:GET|VERIFY)_[A-Z_]+|CERT_UNTRUSTED|self-signed certificate|unable to (?:get|verify)/

/** Whether the model's server is away, rather than anything being wrong with this one prompt or with the set-up. */
export function isAway(fault: unknown): boolean {
  return fault instanceof Fault && isAwayCode(fault.code)
}

/** The same of a fault that was noted by its code. */
export function isAwayCode(code: string): boolean {
  return AWAY.includes(code)
}
const AWAY: readonly string[] = [
  'llm-busy',
  'llm-slow',
  'llm-unreachable',
  'llm-not-compatible', // somebody else answers in its place
  'llm-away',
] satisfies FaultCode[]

/** Whether a model answered, and nothing of use: that it is there does not help, and asked again it may do better. */
export const isPoorAnswer = (fault: unknown): boolean => fault instanceof Fault && POOR.includes(fault.code)
const POOR: readonly string[] = [
  'llm-bad-json',
  'llm-cut',
  'llm-empty',
  'llm-endless',
  'llm-refused',
  'llm-filtered',
  'llm-rejected',
] satisfies FaultCode[]

/** Slack takes it only once people put something right, in the workspace or in the app: a place may be closed to us by a setting too. */
export const isWithheld = ({ code, cause }: Fault): boolean =>
  code === 'slack-withheld' || (code === 'slack-closed-place' && String(cause).startsWith('restricted_action'))

export type FaultCode =
  // the model
  | 'llm-busy' // 429, or 5xx, or 503 while it loads
  | 'llm-slow' // no headers, a stalled stream, or the total time is up
  | 'llm-cut' // the stream ended without saying why it stopped, or it ran into its length limit with nothing usable
  | 'llm-endless' // more bytes than any answer has
  | 'llm-empty' // an answer without text
  | 'llm-refused' // the model declined
  | 'llm-filtered' // the server's content filter
  | 'llm-bad-json' // asked for JSON, twice, and got none that fits
  | 'llm-not-compatible' // an answer that is not an OpenAI-compatible one: a sign-in page of a network, a wrong address
  | 'llm-key' // 401, 403
  | 'llm-quota' // the account has no credit left
  | 'llm-unknown-model' // 404: no such model, or a wrong address
  | 'llm-rejected' // any other 4xx
  | 'llm-unreachable' // connection refused or lost, name not found
  | 'llm-away' // it failed so often in a row that it is not asked for a while
  | 'llm-cancelled' // we stopped it ourselves
  // ourselves
  | 'limit-reached' // a limit of the day: no model was asked
  // the database
  | 'store-down' // unreachable, 5xx, read-only, time out
  | 'store-lost-lease' // another worker owns this work now
  | 'store-refused' // it said no: the message of the database is in `cause`
  | 'store-not-migrated' // a function is missing
  | 'store-key' // 401, 403
  | 'surprise' // a mistake of ours
  // this machine
  | 'disk-full' // no room is left to set aside what comes in while the database is away
  | 'disk-refused' // DATA_DIR cannot be written
  // Slack; its error code is `cause`, and src/slack/connection/error-meanings.ts says which means what
  | 'slack-busy' // 429, or something else is under way
  | 'slack-unclear' // a time-out, a reset, an answer that is not Slack's: the post may or may not be there
  | 'slack-gone' // the token is revoked, the app is uninstalled, the account is inactive
  | 'slack-withheld' // a policy, a setting, a scope or a move stands in the way: people put it right
  | 'slack-closed-place' // a channel is archived or gone, or the bot is not in it; a thread takes no posts
  | 'slack-no-person' // somebody who is deactivated, restricted or not there
  | 'slack-no-files' // files are not allowed, or there is no room for them
  | 'slack-too-long' // because of the message itself: its length, its blocks
  | 'slack-stays' // what is to be changed or taken away cannot be
  | 'slack-done' // what is to be changed or taken away is gone
  | 'slack-stale' // a cursor or a trigger has run out
  | 'slack-lacks' // this workspace does not have what was asked for
  | 'slack-refused' // we asked wrongly; of a code that we do not know `retry` says that it may pass
