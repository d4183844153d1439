import { Fault } from '../src/fault.ts'
import { toldInTime } from '../src/health.ts'

test.each([
  ['540 without a word of a database', 'The Supabase project is paused (540). Restore it at https://supabase.com'],
  ['402 without a word of a database', 'The Supabase project is restricted (402). See its usage'],
  ['503 without a word of a database', 'The database does not answer.'],
])('a database that answers %s is told on /healthz with what to do', async (cause, why) => {
  const read = async () => {
    throw new Fault('store-down', { retry: true, cause })
  }
  expect(await toldInTime(read)).toEqual({ ready: false, why: expect.stringContaining(why) })
})
