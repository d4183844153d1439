import { APIConnectionError, APIError } from 'openai'
import { Fault, systemCode } from '../fault.ts'
import { isRecord } from './openai-piece.ts'

const LONGEST_WAIT = 60_000 // a learner waits for the answer; whoever asks for more is asked again all the same
/** Conflicts, what another request waits for, too early, too many, and what gateways say of a server behind them. */
const MAY_PASS = [408, 409, 420, 423, 424, 425, 429, 430, 444, 449, 460, 498, 499]
const NO_CREDIT = ['insufficient_quota', 'billing_hard_limit_reached', 'billing_not_active']
const FILTERED = ['content_filter', 'content_policy_violation', 'invalid_prompt']

/** What the SDK threw, as a fault. Its messages can quote the prompt, so only `evidence` of them goes on. */
export function openaiFault(error: unknown): Fault {
  if (error instanceof Fault) return error
  const cause = evidence(error)
  if (error instanceof APIError && !(error instanceof APIConnectionError)) {
    if (isFromElsewhere(error)) return new Fault('llm-not-compatible', { retry: true, cause })
    if (isFiltered(error)) return new Fault('llm-filtered', { retry: false, cause })
    if (error.status === 400 && UNLOADED.test(error.message)) return new Fault('llm-busy', { retry: true, cause })
    // An error in the middle of a stream has no status; some servers give it as the code.
    const status = error.status ?? (Number(error.code) || 500)
    return statusFault(status, String(error.code ?? error.type ?? ''), afterMs(error.headers), cause)
  }
  if (error instanceof SyntaxError) return new Fault('llm-not-compatible', { retry: true, cause })
  return new Fault('llm-unreachable', { retry: true, cause }) // a refused or lost connection, an unknown name
}

/** LM Studio tells so with a 400, and loads it again when it is asked once more. */
const UNLOADED = /^400 "?(?:the )?model\b[^"]{0,60}\b(?:unloaded|not loaded|loading|crashed)\b/i

/** Azure tells it within the error, OpenRouter with the status of a wrong key. */
function isFiltered({ status, error, message }: APIError): boolean {
  const { innererror, metadata }: Record<string, unknown> = isRecord(error) ? error : {}
  if (isRecord(innererror) && innererror.code === 'ResponsibleAIPolicyViolation') return true
  return status === 403 && ((isRecord(metadata) && Array.isArray(metadata.reasons)) || /\bflagged\b/i.test(message))
}

/** A redirect or a page: a proxy or a network that wants somebody to sign in, and not the server, whatever status it chose for that. */
function isFromElsewhere({ status = 500, headers }: APIError): boolean {
  const isPage = headers?.get('content-type')?.toLowerCase().includes('html') === true
  return status < 400 || status === 407 || (isPage && status < 500)
}

function statusFault(status: number, code: string, afterMs: number | undefined, cause: unknown): Fault {
  if (status === 402 || NO_CREDIT.includes(code)) return new Fault('llm-quota', { retry: false, cause })
  if (FILTERED.includes(code)) return new Fault('llm-filtered', { retry: false, cause })
  if (status === 401 || status === 403) return new Fault('llm-key', { retry: false, cause })
  if (status === 404) return new Fault('llm-unknown-model', { retry: false, cause })
  if (MAY_PASS.includes(status) || status >= 500)
    return new Fault('llm-busy', { retry: true, cause, ...(afterMs !== undefined && { afterMs }) })
  return new Fault('llm-rejected', { retry: false, cause })
}

/** Whether there is no such API at an address: nothing, or something that is none. */
export const isNotHere = (error: unknown): boolean =>
  error instanceof Fault
    ? error.code === 'llm-not-compatible'
    : error instanceof APIError && (error.status === 404 || error.status === 405)

/** How long the server asked us to wait: `retry-after` in seconds or as a date, `retry-after-ms` where it is given. */
function afterMs(headers: Headers | undefined): number | undefined {
  const milliseconds = headers?.get('retry-after-ms')
  const given = headers?.get('retry-after')
  if (!milliseconds && !given) return undefined
  const wait = milliseconds ? Number(milliseconds) : secondsIn(given) * 1000 || Date.parse(given ?? '') - Date.now()
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), LONGEST_WAIT) : undefined
}

/** Some write the unit as well: 5s. */
const secondsIn = (given: string | null | undefined) =>
  Number((given ?? '').trim().replace(/(?<=\d)\s?s(?:ec(?:ond)?s?)?$/i, ''))

/** What an operator needs to find the cause, and nothing that a server could have filled with a learner's words. */
function evidence(error: unknown): Record<string, string | number> {
  const { status, code, type, param, requestID } = error instanceof APIError ? error : NOTHING
  const found = { status, code: code ?? systemCode(error), type, param, requestId: requestID }
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, value]) =>
      typeof value === 'number' || (typeof value === 'string' && /^[\w.:[\]-]{1,80}$/.test(value))
        ? [[name, value]]
        : [],
    ),
  )
}
const NOTHING = { status: undefined, code: undefined, type: undefined, param: undefined, requestID: undefined }
