import type { Server } from 'node:http'

/** The port that was taken, or a sentence about the one that could not be. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const isTaken = 'code' in error && error.code === 'EADDRINUSE'
      reject(isTaken ? new Error(`Port ${port} is in use by another program. Set PORT to another one.`) : error)
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

/** How a browser on this machine names the host that was listened on. */
export function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

/** Opens what needs the port, the file too: a second start gets neither. What cannot be opened gives the port back. */
export function orLeave<Opened>(server: Server, open: () => Opened): Opened {
  try {
    return open()
  } catch (error) {
    server.close()
    throw error
  }
}
