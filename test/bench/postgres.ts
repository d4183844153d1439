import { startPostgres } from '../postgres.ts'

// A PostgreSQL and the door to it, in a process of their own. Says its settings in one line; stops when its standard input ends.
const postgres = await startPostgres()
const gateway = await postgres.openGateway()
process.stdout.write(`${JSON.stringify({ SUPABASE_URL: gateway.url, SUPABASE_SECRET_KEY: gateway.key })}\n`)
process.on('SIGINT', () => undefined) // whoever started us ends us
process.stdin.resume().on('end', async () => {
  await gateway.close()
  await postgres.stop()
})
