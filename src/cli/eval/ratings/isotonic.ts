/**
 * The rising steps that lie nearest to these points, a step for each x: by pooling adjacent violators (Ayer, Brunk, Ewing, Reid & Silverman,
 * An empirical distribution function for sampling with incomplete information, Annals of Mathematical Statistics 26, 1955).
 */
export function risingSteps(points: [number, number][]): [number, number][] {
  const blocks: { xs: number[]; total: number; count: number }[] = []
  for (const [x, ys] of [...Map.groupBy(points, ([x]) => x)].toSorted(([one], [other]) => one - other)) {
    let block = { xs: [x], total: ys.reduce((sum, [, y]) => sum + y, 0), count: ys.length }
    for (let before = blocks.at(-1); before && meanOf(before) >= meanOf(block); before = blocks.at(-1)) {
      blocks.pop()
      block = {
        xs: [...before.xs, ...block.xs],
        total: before.total + block.total,
        count: before.count + block.count,
      }
    }
    blocks.push(block)
  }
  return blocks.flatMap((block) => block.xs.map((x): [number, number] => [x, meanOf(block)]))
}

const meanOf = ({ total, count }: { total: number; count: number }) => total / count
