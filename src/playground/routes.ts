import type { IncomingMessage, ServerResponse } from 'node:http'
import { asksHealth } from '../asked-path.ts'
import type { Calls } from './calls.ts'
import { answerFile } from './file-routes.ts'
import { answerPage } from './page-api.ts'
import { openPageFiles } from './page-files.ts'
import type { Parts } from './parts.ts'
import { isForUs, readBody, readFields, sendJson } from './requests.ts'

export type Health = () => Promise<{ ready: boolean; [key: string]: unknown }>
type Routes = { parts: Parts; calls: Calls; names: string[]; health: Health | undefined }

/** Who answers what on the playground's port. Nothing that a request holds can end the process. */
export function openRoutes(routes: Routes): (request: IncomingMessage, response: ServerResponse) => void {
  const files = openPageFiles()
  const { parts, calls } = routes

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = URL.parse(request.url ?? '/', parts.url)
    const path = url?.pathname ?? ''
    if (asksHealth(request)) return answerHealth(response)
    if (!url) return sendJson(response, 400, { ok: false, error: 'Not an address.' })
    if (!isForUs(request, routes.names)) return sendJson(response, 403, { ok: false, error: 'Not for this host.' })
    if (path.startsWith('/api/')) return calls.answer(path.slice('/api/'.length), request, response)
    if (path.startsWith('/playground/api/')) return answerPage(parts, url, request, response)
    if (path.startsWith('/response/') && request.method === 'POST') return answerResponseUrl(path, request, response)
    if (await answerFile(parts, path, request, response)) return
    const isServed = request.method === 'GET' && (await files.serve(path, response))
    if (!isServed) sendJson(response, 404, { ok: false, error: 'Not found.' })
  }

  async function answerHealth(response: ServerResponse): Promise<void> {
    const health = (await routes.health?.()) ?? { ready: true }
    sendJson(response, health.ready ? 200 : 503, health)
  }

  async function answerResponseUrl(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const read = await readBody(request)
    if ('status' in read) return sendJson(response, read.status, { ok: false, error: 'request_too_large' })
    const body = await readFields(read.body, request.headers['content-type'] ?? 'application/json')
    if (!body) return sendJson(response, 400, { ok: false, error: 'invalid_payload' })
    const { status, error } = parts.responseUrls.answer(path.slice('/response/'.length), body)
    if (error) sendJson(response, status, { ok: false, error })
    else response.writeHead(status, { 'content-type': 'text/plain' }).end('ok')
  }

  return (request, response) => {
    response.setHeader('x-content-type-options', 'nosniff')
    answer(request, response).catch((error) => {
      parts.log.error('playground: a request failed', { path: request.url, error: String(error) })
      if (response.headersSent) response.destroy()
      else sendJson(response, 500, { ok: false, error: 'internal_error' })
    })
  }
}
