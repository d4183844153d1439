import { Fault } from '../fault.ts'

/**
 * Groups calls: what arrives within `waitMs`, or while as many groups as may be are under way, is one call.
 * People take turns: a group holds at most `mostOfOne` items of one person, so that nobody waits behind another's flood.
 * Should a group fail, its halves are tried, one after the other, so that one bad item does not take the others with it;
 * unless nothing could be kept just now, whatever it was.
 */
export function openBatch<T>(about: {
  keep: (items: T[]) => Promise<void>
  waitMs: number
  most: number
  atOnce: number
  /** Whose it is. */
  whose: (item: T) => string
  mostOfOne: number
}): (item: T) => Promise<void> {
  type Waiting = { item: T; resolve: () => void; reject: (error: unknown) => void }
  let waiting: Waiting[] = []
  let timer: NodeJS.Timeout | undefined
  let underWay = 0

  async function send(group: Waiting[]): Promise<void> {
    try {
      await about.keep(group.map(({ item }) => item))
      for (const { resolve } of group) resolve()
    } catch (error) {
      if (group.length === 1 || (error instanceof Fault && error.retry)) {
        for (const { reject } of group) reject(error)
        return
      }
      const middle = Math.ceil(group.length / 2)
      await send(group.slice(0, middle))
      await send(group.slice(middle))
    }
  }

  /** Takes the next ones out of those that wait, each person's in their order. */
  function nextGroup(): Waiting[] {
    const group: Waiting[] = []
    const rest: Waiting[] = []
    const turns = new Map<string, number>()
    for (const one of waiting) {
      const whose = about.whose(one.item)
      const turn = turns.get(whose) ?? 0
      turns.set(whose, turn + 1)
      const isNext = turn < about.mostOfOne && group.length < about.most
      if (isNext) group.push(one)
      else rest.push(one)
    }
    waiting = rest
    return group
  }

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    while (waiting.length > 0 && underWay < about.atOnce) {
      const group = nextGroup()
      underWay++
      void send(group).finally(() => {
        underWay--
        flush()
      })
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (underWay < about.atOnce) timer ??= setTimeout(flush, about.waitMs)
    })
}
