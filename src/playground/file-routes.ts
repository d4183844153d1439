import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Parts } from './parts.ts'
import { readBody } from './requests.ts'

const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] // an SVG can hold a script; nothing else is shown as a page of ours

/** The bytes of a file: to where the app was told to send them, and from there to whoever it was shared with. False for another address. */
export async function answerFile(
  parts: Parts,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const ticket = /^\/upload\/v1\/(\w+)$/.exec(path)?.[1]
  if (ticket && request.method === 'POST') {
    await take(parts, ticket, request, response)
    return true
  }
  const id = /^\/files\/(F\w+)\/[^/]+$/.exec(path)?.[1]
  const file = id && request.method === 'GET' ? parts.files.byId(id) : undefined
  if (!file?.bytes || !file.isShared) return false
  const isPicture = PICTURES.includes(file.mimetype)
  response.writeHead(200, {
    'content-type': isPicture ? file.mimetype : 'application/octet-stream',
    'content-disposition': isPicture ? 'inline' : `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  })
  response.end(file.bytes)
  return true
}

/** The bytes as they are, or as Slack's own client sends them: a form whose part `body` they are. */
async function bytesIn(body: Buffer, contentType = ''): Promise<Buffer | undefined> {
  if (!contentType.startsWith('multipart/form-data')) return body
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => undefined)
  const part = form?.get('body')
  return part instanceof Blob ? Buffer.from(await part.arrayBuffer()) : undefined
}

async function take(parts: Parts, ticket: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const read = await readBody(request)
  const bytes = 'status' in read ? undefined : await bytesIn(read.body, request.headers['content-type'])
  const isTaken = bytes !== undefined && parts.files.receive(ticket, bytes)
  response.writeHead(isTaken ? 200 : 400, { 'content-type': 'text/plain' })
  response.end(isTaken ? `OK - ${bytes.length}` : 'error')
}
