import { createServer } from 'node:http'
import { Fault } from './fault.ts'

/** Whether the process can do its work, and if not, why not. Counts and words, never contents. */
export type Health = { ready: boolean; [about: string]: unknown }

/** Answers GET /healthz on a port of its own: 200 when ready, 503 with the reason when not. Returns what closes it. */
export async function openHealth(
  at: { host: string; port: number },
  health: () => Promise<Health>,
): Promise<() => Promise<void>> {
  const server = createServer(async (request, response) => {
    if (request.method !== 'GET' || request.url !== '/healthz') {
      response.writeHead(404).end()
      return
    }
    const { status, body } = await healthAnswer(health)
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(at.port, at.host, resolve)
  })
  return () => new Promise((resolve) => server.close(() => resolve()))
}

/** The answer to GET /healthz, for whichever server holds the port. */
export async function healthAnswer(health: () => Promise<Health>): Promise<{ status: number; body: string }> {
  try {
    const about = await health()
    return { status: about.ready ? 200 : 503, body: JSON.stringify(about) }
  } catch (error) {
    const why = error instanceof Fault ? error.code : 'unknown'
    return { status: 503, body: JSON.stringify({ ready: false, why }) }
  }
}
