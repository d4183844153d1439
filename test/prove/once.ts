import { kept } from '../bench/kept.ts'
import type { Reply } from '../bench/line.ts'
import { allOf, atMost, type Line } from './promise.ts'

/** Each reply has one answer that was seen and one round that is kept. `before` had theirs earlier. */
export async function once(what: string, replies: Reply[], dataDir: string, before: number): Promise<Line[]> {
  const { answered, rounds } = await kept(dataDir)
  return [
    atMost(`${what}answers lost`, replies.filter(({ answers }) => answers === 0).length),
    atMost(`${what}answers doubled`, replies.filter(({ answers }) => answers > 1).length),
    allOf(`${what}replies with their round`, rounds - before, replies.length),
    allOf(`${what}replies marked as answered`, answered - before, replies.length),
  ]
}
