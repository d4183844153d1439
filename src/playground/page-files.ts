import { readFile, stat } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'

/** Serves the page: its HTML and CSS as they are, and its TypeScript without the types, as browsers want it. */
export type PageFiles = { serve(path: string, response: ServerResponse): Promise<boolean> }

const KINDS: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  ts: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function openPageFiles(folder = join(import.meta.dirname, 'page')): PageFiles {
  const stripped = new Map<string, { at: number; code: string }>()

  async function read(name: string): Promise<string> {
    const path = join(folder, name)
    if (!name.endsWith('.ts')) return readFile(path, 'utf8')
    const { mtimeMs } = await stat(path)
    const known = stripped.get(name)
    if (known?.at === mtimeMs) return known.code
    const code = stripTypeScriptTypes(await readFile(path, 'utf8'))
    stripped.set(name, { at: mtimeMs, code })
    return code
  }

  return {
    async serve(path, response) {
      const name = nameOf(path)
      const kind = KINDS[name?.split('.').at(-1) ?? '']
      if (!name || !kind) return false
      const content = await read(name).catch(() => undefined)
      if (content === undefined) return false
      response.writeHead(200, {
        'content-type': kind,
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-cache',
      })
      response.end(content)
      return true
    },
  }
}

/** The file behind a path: the page itself, also for a link to a message, and what it loads. */
function nameOf(path: string): string | undefined {
  if (path === '/' || path.startsWith('/archives/')) return 'index.html'
  const name = /^\/page\/([a-z0-9][a-z0-9-]*\.(?:js|ts|css|svg))$/.exec(path)?.[1]
  return name?.replace(/\.js$/, '.ts')
}
