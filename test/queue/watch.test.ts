import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const SRC = join(import.meta.dirname, '../../src')
/** Loaded into every thread: the one that watches ticks twenty times as fast, so that half a minute is a second and a half. */
const FASTER = `data:text/javascript,${encodeURIComponent(`
  import { isMainThread } from 'node:worker_threads'
  const { setInterval } = globalThis
  if (!isMainThread) globalThis.setInterval = (task, ms) => setInterval(task, ms / 20)`)}`

/** A process that is watched and does this. */
async function watched(
  does: string,
  faster = false,
): Promise<{ code: number | null; lines: Record<string, unknown>[]; said: string }> {
  const script = `
    import { openLog } from ${JSON.stringify(join(SRC, 'log.ts'))}
    import { openWatch } from ${JSON.stringify(join(SRC, 'queue/watch.ts'))}
    const block = (ms) => { for (const end = performance.now() + ms; performance.now() < end; ); }
    const watch = openWatch(openLog())
    watch.runs(7, 'reply'); watch.runs(8, 'scorecard'); watch.ends(8); watch.runs(9, 'reply')
    await new Promise((resolve) => setTimeout(resolve, 600))
    ${does}
    await new Promise((resolve) => setTimeout(resolve, 600))
    process.stdout.write(JSON.stringify(watch.told()))
    await watch.close()`
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...(faster ? { NODE_OPTIONS: `--import ${FASTER}` } : {}) },
    },
  )
  const [said, log] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return {
    code: child.exitCode,
    lines: log
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
    said,
  }
}

test('a loop that was blocked for more than a second is a line with how long and which work, and a number', async () => {
  const { code, lines, said } = await watched('block(1_800)')
  expect(lines).toMatchObject([
    { level: 'warn', what: 'the event loop was blocked', ms: expect.any(Number), kinds: '2 reply', latest: 'reply 9' },
  ])
  expect([code, JSON.parse(said)]).toMatchObject([0, { blockedOverASecond: 1, longestBlockedMs: lines[0]?.ms }])
})

test('a loop that is blocked for good ends its process, with a line that names the work and the function', async () => {
  const { code, lines } = await watched('function neverEnds() { for (;;); }\nneverEnds()', true)
  expect(lines).toMatchObject([
    { level: 'error', kinds: '2 reply', latest: 'reply 9', at: expect.stringMatching(/^neverEnds /) },
  ])
  expect(code).not.toBe(0)
})

test('a loop that goes on is let be, whatever it has to do', async () => {
  expect(
    await watched('for (let n = 0; n < 10; n += 1) { block(100); await new Promise(setImmediate) }'),
  ).toMatchObject({
    code: 0,
    lines: [],
  })
})
