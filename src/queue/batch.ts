/**
 * Groups calls: what arrives within `waitMs`, or while as many groups as may be are under way, is one call.
 * Should a group fail, its halves are tried, one after the other, so that one bad item does not take the others with it.
 */
export function openBatch<T>(about: {
  keep: (items: T[]) => Promise<void>
  waitMs: number
  most: number
  atOnce: number
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
      if (group.length === 1) return group[0]?.reject(error)
      const middle = Math.ceil(group.length / 2)
      await send(group.slice(0, middle))
      await send(group.slice(middle))
    }
  }

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    while (waiting.length > 0 && underWay < about.atOnce) {
      const group = waiting.slice(0, about.most)
      waiting = waiting.slice(about.most)
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
