import { createHash } from 'node:crypto'
import { z } from 'zod'
import { randomFrom } from '../statistics.ts'
import type { TalkToRate } from './talks-to-rate.ts'

const talk = z.object({
  id: z.string(),
  root: z.string(),
  domain: z.string(),
  language: z.string(),
  rounds: z.array(z.object({ learner: z.string(), coach: z.string() })),
})

/** What the numbers on the pages mean; nobody who rates may see it. */
export type Packet = z.infer<typeof packet>
export const packet = z.object({
  packet: z.string(),
  /** The version of each domain's rubric that the pages show. */
  rubrics: z.record(z.string(), z.int()),
  talks: z.array(talk),
  /** Rater → the talks in that rater's order; what comes a second time is rated again. The first is number 1. */
  orders: z.record(z.string(), z.array(z.string())),
})

type Wanted = { raters: number; most: number; again: number; rubricOf: (domain: string) => number }

/** A packet of these talks: as many as are wanted, of all domains alike, in an order of each rater's own. The same again of the same talks. */
export function packetOf(all: TalkToRate[], { raters, most, again, rubricOf }: Wanted): Packet {
  const talks = chosen(all, most)
  const rubrics = Object.fromEntries(talks.map(({ domain }) => [domain, rubricOf(domain)]))
  const name = createHash('sha256').update(JSON.stringify({ talks, rubrics, raters, again })).digest('hex')
  const orders = Object.fromEntries(
    Array.from({ length: raters }, (_, at) => [
      `${at + 1}`,
      orderOf(
        talks.map(({ id }) => id),
        again,
        randomFrom(Number.parseInt(name.slice(0, 8), 16) + at),
      ),
    ]),
  )
  return { packet: name.slice(0, 8), rubrics, talks, orders }
}

const SEED = 17

/** One domain after the other, and of a talk and its twins one at most: whoever meets the second compares it with the first. */
function chosen(all: TalkToRate[], most: number): TalkToRate[] {
  const mixed = shuffled(all, randomFrom(SEED))
  const roots = new Set<string>()
  const single = mixed.filter(({ root, id }) => {
    const own = rootOf(root, all) ?? id
    return !roots.has(own) && roots.add(own)
  })
  const domains = [...Map.groupBy(single, ({ domain }) => domain).values()]
  const longest = Math.max(0, ...domains.map((those) => those.length))
  return Array.from({ length: longest }, (_, at) => domains.flatMap((those) => those[at] ?? []))
    .flat()
    .slice(0, most)
}

function rootOf(root: string, all: TalkToRate[]): string {
  const before = all.find(({ id }) => id === root)
  return before === undefined || before.root === before.id ? root : rootOf(before.root, all)
}

/** All talks, and a share of the early ones once more, with at least a third of all between the two. */
function orderOf(ids: string[], again: number, random: () => number): string[] {
  const order = shuffled(ids, random)
  const gap = Math.ceil(ids.length / 3)
  const early = order.slice(0, Math.max(1, ids.length - gap))
  const twice = shuffled(early, random).slice(0, Math.ceil(ids.length * again))
  for (const id of again > 0 ? twice : []) {
    const soonest = order.indexOf(id) + 1 + gap
    order.splice(Math.min(order.length, soonest + Math.floor(random() * (order.length - soonest + 1))), 0, id)
  }
  return order
}

function shuffled<T>(all: T[], random: () => number): T[] {
  const mixed = [...all]
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const at = Math.floor(random() * (last + 1))
    const [one, other] = [mixed[last], mixed[at]]
    if (one !== undefined && other !== undefined) [mixed[last], mixed[at]] = [other, one]
  }
  return mixed
}
