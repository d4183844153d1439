import type { IncomingMessage, ServerResponse } from 'node:http'
import { scopesFor } from '../scopes.ts'
import type { Call, OnCall } from './call.ts'
import { type Fields, textOf } from './fields.ts'
import type { Parts } from './parts.ts'
import type { RateLimits } from './rate-limits.ts'
import { isJson, readBody, readFields, sendJson } from './requests.ts'
import { callMethod, readArguments, type Tokens } from './web-api.ts'

type AboutCalls = {
  onCall?: OnCall | undefined
  /** Told of every call that was done or held back, with the answer to it. */
  onAnswered?: ((call: Call) => void) | undefined
  limits?: RateLimits | undefined
}

const KEPT = 5000

/** The Web API over HTTP, with a journal of the latest calls. */
export type Calls = {
  journal: readonly Call[]
  answer(method: string, request: IncomingMessage, response: ServerResponse): Promise<void>
}

export function openCalls(parts: Parts, tokens: Tokens, about: AboutCalls = {}): Calls {
  const { onCall = () => undefined, onAnswered = () => undefined, limits = () => undefined } = about
  const journal: Call[] = []
  const note = (method: string, args: Fields, answer: Fields): Fields => {
    const call = { method, args, answer, at: parts.now() }
    if (journal.length >= 2 * KEPT) journal.splice(0, KEPT)
    journal.push(call)
    onAnswered(call)
    return answer
  }
  const done = (method: string, args: Fields, token: string | undefined): Fields =>
    note(method, args, callMethod(method, args, token, parts, tokens))
  return {
    journal,
    async answer(method, request, response) {
      const read = await readBody(request)
      if ('status' in read) return sendJson(response, read.status, { ok: false, error: 'request_too_large' }, CLOSE)
      const type = request.headers['content-type']
      const given = await readFields(read.body, type)
      if (!given)
        return sendJson(response, 200, { ok: false, error: isJson(type) ? 'invalid_json' : 'invalid_form_data' })
      const { token, ...args } = readArguments(given)
      const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? textOf(token)

      const waits = limits(method, args)
      if (waits !== undefined) {
        const refused = note(method, args, { ok: false, error: 'ratelimited' })
        return sendJson(response, 429, refused, { 'retry-after': String(waits) })
      }
      const fault = onCall(method, args)
      const scopes = scopesOf(method, parts)
      if (!fault) return sendJson(response, 200, done(method, args, bearer), scopes)
      const { status, body, page } = fault
      const isDone =
        fault.dropAnswer || fault.afterwards || (status === undefined && body === undefined && page === undefined)
      const answer = isDone ? done(method, args, bearer) : {}
      if (fault.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs).unref())
      if (fault.dropAnswer) request.socket.destroy()
      else if (page !== undefined) response.writeHead(status ?? 200, { ...HTML, ...fault.headers }).end(page)
      else sendJson(response, status ?? 200, body ?? answer, { ...scopes, ...fault.headers })
    },
  }
}

/** Slack says with each answer what the token may do, and what the method takes: docs.slack.dev/authentication/tokens. */
function scopesOf(method: string, { granted }: Parts): Record<string, string> {
  const [has, takes] = [granted.scopes(), scopesFor(method)]
  return {
    ...(has && { 'x-oauth-scopes': has.join(',') }),
    ...(takes && takes.length > 0 && { 'x-accepted-oauth-scopes': takes.join(',') }),
  }
}

const HTML = { 'content-type': 'text/html; charset=utf-8' }
const CLOSE = { connection: 'close' }
