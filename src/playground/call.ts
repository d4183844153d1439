import type { Fields } from './fields.ts'

/** One call of the Web API, as it came and was answered. */
export type Call = { method: string; args: Fields; answer: Fields; at: Date }

/**
 * What goes wrong with a call, for tests. By default the call is not done, and answered with `status` and `body`.
 * With `afterwards` it is done first; with `dropAnswer` it is done and the connection is reset instead of an answer; with `page` these
 * words come instead of JSON, as from a proxy.
 */
export type CallFault = {
  status?: number
  body?: Fields
  page?: string
  headers?: Record<string, string>
  delayMs?: number
  dropAnswer?: boolean
  afterwards?: boolean
}
export type OnCall = (method: string, args: Fields) => CallFault | undefined
