import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

export type SupabaseServer = { url: string; key: string; close(): Promise<void> }

/** Serves a test database over HTTP as a Supabase project does, to those who have the key. */
export async function openSupabaseServer(answer: typeof globalThis.fetch): Promise<SupabaseServer> {
  const key = 'sb_secret_of_the_test'
  const server = createServer(async (request, response) => {
    if (request.headers.apikey !== key) {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"message":"Invalid API key"}')
      return
    }
    const { method = 'GET', url = '/' } = request
    const body = await text(request)
    const headers = { 'content-type': 'application/json' }
    const answered = await answer(`http://database${url}`, { method, headers, ...(method === 'POST' && { body }) })
    response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(await answered.text())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    key,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
