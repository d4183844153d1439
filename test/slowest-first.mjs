import { statSync } from 'node:fs'

/** What waits for bots, browsers and databases, or measures: begun last, one of them would run alone at the end. */
const SLOW =
  /linear-time|store\/(embedded|memory)|journeys\/(stopping|limits|bad-input|sample|memory)|cli\/(move-data|doctor-folder|eval\/coach)|in-browser/

/** The order in which test files are begun, the same on a fresh clone as anywhere: the slow ones first, then by their size. */
export default class SlowestFirst {
  sort(tests) {
    const size = new Map(tests.map(({ path }) => [path, statSync(path).size + (SLOW.test(path) ? 1e9 : 0)]))
    return tests.toSorted((a, b) => size.get(b.path) - size.get(a.path))
  }
  shard(tests, { shardIndex, shardCount }) {
    return tests.filter((_, at) => at % shardCount === shardIndex - 1)
  }
  allFailedTests(tests) {
    return tests
  }
  cacheResults() {}
}
