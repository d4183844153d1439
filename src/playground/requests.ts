import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Fields, isFields, parsed } from './fields.ts'

const BODY_MAX = 4 * 1024 * 1024

/** The body of a request, or the status that refuses it. */
export async function readBody(request: IncomingMessage): Promise<{ body: Buffer } | { status: 413 | 400 }> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length
      if (size > BODY_MAX) return { status: 413 }
      chunks.push(chunk)
    }
  } catch {
    return { status: 400 } // it hung up in the middle
  }
  return { body: Buffer.concat(chunks) }
}

/** The fields of a body: JSON, a form, or a form of parts. Undefined when it is malformed. */
export async function readFields(body: Buffer, contentType = ''): Promise<Fields | undefined> {
  if (body.length === 0) return {}
  if (isJson(contentType)) {
    const value = parsed(body.toString())
    return isFields(value) ? value : undefined
  }
  if (!contentType.startsWith('multipart/form-data')) return Object.fromEntries(new URLSearchParams(body.toString()))
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
    const texts = [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
    return Object.fromEntries(texts)
  } catch {
    return undefined
  }
}

export const isJson = (contentType = '') => contentType.startsWith('application/json')

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify(body))
}

/** The JSON object that our own page, or a program, sent; undefined once its sender was answered why not. */
export async function readOwnJson(request: IncomingMessage, response: ServerResponse): Promise<Fields | undefined> {
  const refuse = (status: number, error: string, headers = {}) => {
    sendJson(response, status, { ok: false, error }, headers)
    return undefined
  }
  if (isFromElsewhere(request)) return refuse(403, 'Only this page may act.')
  const read = await readBody(request)
  if ('status' in read) return refuse(read.status, 'That is too much.', { connection: 'close' })
  const body = parsed(read.body.toString())
  return isFields(body) ? body : refuse(400, 'The body is not JSON.')
}

/** Whether a request was meant for here, and not sent by a page elsewhere whose name was pointed here. */
export function isForUs(request: IncomingMessage, names: readonly string[]): boolean {
  const host = request.headers.host ?? ''
  const port = request.socket.localPort
  return names.some((name) => host === `${name}:${port}` || (port === 80 && host === name))
}

/** Whether a page elsewhere sent this. What is no browser sends no Origin. */
function isFromElsewhere({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined && headers.origin !== `http://${headers.host}`
}
