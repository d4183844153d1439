import { z } from 'zod'
import type { Database, Statement } from './database.ts'
import { callStatement, fits, publicFunctions } from './functions.ts'
import { httpStatus } from './http-status.ts'

/** What PostgREST answers when something is wrong. */
type Problem = { code?: string; message: string; details?: string | null; hint?: string | null }

/** An error raised by PostgreSQL. Whatever fails without an SQLSTATE is a lost connection, not an answer. */
const raised = z.object({
  code: z.string().regex(/^[0-9A-Z]{5}$/),
  message: z.string(),
  detail: z.string().nullish(),
  hint: z.string().nullish(),
})

const parameters = z.record(z.string(), z.unknown())

/**
 * Answers `POST /rest/v1/rpc/<function>` from a database as PostgREST would, so that supabase-js works with it as its
 * `global.fetch`. Nothing else of PostgREST is there: the application calls functions only.
 */
export function rpcFetch(database: Database, options: { key?: string } = {}): typeof globalThis.fetch {
  const functionsNamed = publicFunctions(database)

  const answer = async (request: Request): Promise<Response> => {
    const refused = refusal(request, options.key)
    if (refused) return refused
    const name = decodeURIComponent(new URL(request.url).pathname.slice(RPC.length))
    const body = await request.text()
    const given = readParameters(body)
    if (!given) return problem(400, { code: 'PGRST102', message: 'Empty or invalid json' })

    try {
      const named = Object.keys(given)
      const [fn, ...others] = (await functionsNamed(name)).filter((candidate) => fits(candidate, named))
      if (!fn) return noSuchFunction(name, named)
      if (others.length > 0) return ambiguous(name)
      const call = { text: callStatement(fn, named), values: [body || '{}'] }
      const [row] = await database.transaction([asServiceRole(fn.readOnly), call], { first: FIRST.has(name) })
      return fn.returns === 'nothing' ? new Response(null, { status: 204 }) : json(200, row?.[0] ?? 'null')
    } catch (error) {
      return whatFailed(error)
    }
  }
  return async (input, init) => {
    const request = new Request(input, init)
    return until(request.signal, answer(request))
  }
}

const RPC = '/rest/v1/rpc/'

/** Slack waits three seconds to hear that a message is kept: that goes before the answers to those that were kept before. */
const FIRST = new Set(['keep_incoming'])

/** What every call starts with, as PostgREST does it: the role, its claims, and no writing for stable functions. */
const asServiceRole = (readOnly: boolean): Statement => ({
  text: `select set_config('role', 'service_role', true), set_config('request.jwt.claims', $1, true)${
    readOnly ? `, set_config('transaction_read_only', 'on', true)` : ''
  }`,
  values: ['{"role":"service_role"}'],
})

function refusal(request: Request, key: string | undefined): Response | undefined {
  const { pathname, search } = new URL(request.url)
  const sent = request.headers.get('apikey')
  if (key !== undefined && sent === null)
    return problem(401, {
      message: 'No API key found in request',
      hint: 'No `apikey` request header or url param was found.',
    })
  if (key !== undefined && sent !== key)
    return problem(401, {
      message: 'Invalid API key',
      hint: 'Double check your Supabase `anon` or `service_role` API key.',
    })
  if (!pathname.startsWith(RPC))
    return problem(404, { code: 'PGRST125', message: 'Invalid path specified in request URL' })
  if (request.method !== 'POST')
    return problem(405, { code: 'PGRST101', message: `Cannot use the ${request.method} method on RPC` })
  if (search !== '' || request.headers.get('accept')?.startsWith('application/vnd.'))
    return problem(400, {
      code: 'PGRST127',
      message: 'Feature not implemented',
      details: 'Here the answer of a function cannot be filtered, ordered or narrowed: let the function do it.',
    })
  return undefined
}

function readParameters(body: string): Record<string, unknown> | undefined {
  try {
    return parameters.safeParse(JSON.parse(body || '{}')).data
  } catch {
    return undefined
  }
}

function noSuchFunction(name: string, named: string[]): Response {
  const sorted = named.toSorted().join(', ')
  const searched =
    named.length === 0 ? ' without parameters' : ` with parameter${named.length > 1 ? 's' : ''} ${sorted}`
  return problem(404, {
    code: 'PGRST202',
    message: `Could not find the function public.${name}${named.length === 0 ? ' without parameters' : `(${sorted})`} in the schema cache`,
    details: `Searched for the function public.${name}${searched} or with a single unnamed json/jsonb parameter, but no matches were found in the schema cache.`,
  })
}

const ambiguous = (name: string): Response =>
  problem(300, {
    code: 'PGRST203',
    message: `Could not choose the best candidate function between several named public.${name}`,
    hint: 'Try renaming the parameters or the function itself in the database so function overloading can be resolved',
  })

function whatFailed(error: unknown): Response {
  const { data } = raised.safeParse(error)
  if (data) {
    const { code, message, detail, hint } = data
    return problem(httpStatus(code), { code, message, details: detail ?? null, hint: hint ?? null })
  }
  const details = error instanceof Error ? error.message : String(error)
  return problem(503, { code: 'PGRST001', message: 'Database client error. Retrying the connection.', details })
}

const problem = (status: number, what: Problem): Response =>
  json(status, JSON.stringify({ details: null, hint: null, ...what }))

const json = (status: number, text: string): Response =>
  new Response(text, { status, headers: { 'content-type': 'application/json; charset=utf-8' } })

/** The caller may stop waiting, as with any fetch; the call itself then still ends as it ends. */
async function until<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted()
  const { promise: stopped, reject } = Promise.withResolvers<never>()
  const stop = () => reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, stopped])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
