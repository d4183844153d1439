import { createServer } from 'node:http'
import { asksHealth } from './asked-path.ts'
import { Fault, type FaultCode, projectCure } from './fault.ts'
import { within } from './within.ts'

/** Whether the process can do its work, and if not, why not. Counts and words, never contents. */
export type Health = { ready: boolean; why?: string; [about: string]: unknown }

const PATIENCE_MS = 3_000 // whoever asks waits not much longer
const DATABASE_AWAY = 'The database does not answer.'
const WHY: Partial<Record<FaultCode, string>> = {
  'store-down': DATABASE_AWAY,
  'store-key': 'The database refuses our key.',
  'store-not-migrated': 'The database does not have the functions of this version.',
}

/** How we are, told in any case and soon: what cannot be read, or not in time, is a reason not to be ready. */
export async function toldInTime(read: () => Promise<Health>): Promise<Health> {
  try {
    return await within(PATIENCE_MS, read(), () => ({ ready: false, why: DATABASE_AWAY }))
  } catch (error) {
    const code = error instanceof Fault ? error.code : 'surprise'
    const cure = projectCure(error instanceof Fault ? String(error.cause) : '')
    return { ready: false, why: cure ? `The Supabase project ${cure}` : (WHY[code] ?? 'How we are cannot be read.') }
  }
}

/** Answers GET /healthz on a port of its own: 200 when ready, 503 with the reason when not. Returns what closes it. */
export async function openHealth(
  at: { host: string; port: number },
  health: () => Promise<Health>,
): Promise<() => Promise<void>> {
  const server = createServer(async (request, response) => {
    if (!asksHealth(request)) {
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
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
}

/** The answer to GET /healthz, for whichever server holds the port. */
export async function healthAnswer(health: () => Promise<Health>): Promise<{ status: number; body: string }> {
  const about = await health()
  return { status: about.ready ? 200 : 503, body: JSON.stringify(about) }
}
