import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { openTestDatabase } from './database.ts'

/** The test's database as a SUPABASE_URL, so that its rows can be looked at while the bot runs on it. */
export async function serveDatabase() {
  const database = await openTestDatabase()
  const server = createServer(async (request, response) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: await text(request) }
    const answer = await database.fetch(`http://supabase${request.url}`, init)
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    query: database.query,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await database.close()
    },
  }
}
