import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { openApp } from '../../src/app.ts'
import { openLog } from '../../src/log.ts'
import type { OnCall } from '../../src/playground/call.ts'
import { openPlayground, type Timing } from '../../src/playground/playground.ts'
import { temporaryFolder } from '../bot.ts'
import { openTestDatabase } from '../database.ts'
import { everybodyLeaves } from '../person.ts'

export const GENERAL = 'C08GENERAL1'
export const manifest: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../manifest.json'), 'utf8'))

/** What goes wrong just now, if anything. */
type Faults = {
  /** With a call of Slack's Web API. */
  call?: OnCall | undefined
  /** With these functions of the database, or with every one. */
  databaseAway?: readonly string[] | 'all' | undefined
  /** Nothing: told of each function of the database that is called. */
  asked?: ((name: string) => void) | undefined
}

/** The whole bot, joined to the playground as to a workspace of Slack's, on a database that can be looked at. */
export async function openJoinedBot(
  over: 'socket' | 'http',
  timing: Partial<Timing> = {},
  onConnections: (open: number) => void = () => undefined,
  dataDir?: string,
) {
  const faults: Faults = {}
  const attempts: string[] = [] // calls of the Web API, whatever became of them
  const logged: string[] = []
  const log = openLog((line) => logged.push(line))
  const onCall: OnCall = (method, args) => {
    attempts.push(method)
    return faults.call?.(method, args)
  }
  const playground = await openPlayground({ port: 0, log, manifest, onCall, timing, onConnections })
  const database = await openServedDatabase(faults)
  const folder = temporaryFolder()
  const { botToken, apiUrl, appToken, signingSecret } = playground
  const app = await openApp(
    {
      slack: {
        at: 'workspace',
        botToken,
        apiUrl,
        ...(over === 'http' ? { over, signingSecret } : { over, appToken }),
      },
      database: { at: 'supabase', url: database.url, key: 'sb_secret_test' },
      model: { at: 'script' },
      dataDir: dataDir ?? folder.path,
      host: '127.0.0.1',
      port: await freePort(),
    },
    log,
    { say: () => undefined, onFatal: () => undefined },
  )
  if (over === 'http') playground.deliverOverHttp(`${app.url}/slack/events`)
  return {
    url: app.url,
    dataDir: folder.path,
    playground,
    query: database.query,
    /** Waits until all that was kept is done: what a person sees is noted a moment later. */
    async atRest() {
      const busy = `select 1 from inbox where state in ('queued', 'answered')`
      while ((await database.query(busy)).length > 0) await new Promise((resolve) => setTimeout(resolve, 20))
    },
    faults,
    attempts,
    logged,
    async close() {
      everybodyLeaves()
      faults.call = undefined
      faults.databaseAway = undefined
      await app.close()
      await playground.close()
      await database.close()
      folder.done()
    },
  }
}

async function openServedDatabase(faults: Faults) {
  const database = await openTestDatabase()
  const server = createServer(async (request, response) => {
    const name = request.url?.split('/').at(-1) ?? ''
    const body = await text(request)
    faults.asked?.(name)
    if (faults.databaseAway === 'all' || faults.databaseAway?.includes(name)) {
      response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Away</h1>')
      return
    }
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
    const answer = await database.fetch(`http://supabase${request.url}`, init)
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    query: database.query,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await database.close()
    },
  }
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const port = portOf(server.address())
  await new Promise((resolve) => server.close(resolve))
  return port
}

const portOf = (address: ReturnType<ReturnType<typeof createServer>['address']>) =>
  typeof address === 'object' && address ? address.port : 0
