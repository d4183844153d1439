import { once } from 'node:events'
import type { Server } from 'node:http'

/** Opens a server for this machine alone, on any free port. Its address. */
export async function listenLocally(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}
