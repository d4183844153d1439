import { createContext, Script } from 'node:vm'
import type { Shape } from './hostile.ts'

const SHORT = 4_096
const TIMES = 4
const FAR = 3 // times as long as four short texts together: the square would take four times as long
const TOO_QUICK_MS = 4 // to tell anything: the square of it is still short for the longest message
const QUICK_MS = 0.15 // for a short text: were it the square, the long one would be too quick as well
const ROUNDS = 12 // on a busy machine one measurement says little, and the best of many says the truth
const ENOUGH_MS = 500 // of measuring one shape
const SURE = 3 // times that it is found slow, one after the other: a moment of somebody else's is over by then
const SMALL = [32, 512] // what cannot get through these is found before it hangs
const PROBE = 1_024
const NO_SQUARE_MS = 0.1 // for a probe of single characters: the half million steps of its square take twice as long at the least
const SUSPECT_MS = 5 // for a probe: from here on somebody looks at the clock
const PATIENCE_MS = 5_000 // with all small texts, and with one long shape

/**
 * Whether something reads texts in a time that grows with their length; else the first shape with which it does not, and
 * how it went. Its patience is in milliseconds.
 */
export function slowness(
  read: (text: string) => unknown,
  shapes: Shape[],
  patience: number = PATIENCE_MS,
): string | undefined {
  let shown = ''
  const isQuick = within(patience, () => {
    for (const size of SMALL)
      for (const { name, of } of shapes) {
        shown = `${size} characters of ${name}`
        read(of(size))
      }
  })
  if (!isQuick) return `does not get through ${shown}`
  for (const shape of shapes) {
    let said: string | undefined
    const measure = () => {
      said = growth(read, shape)
    }
    const probe = shape.of(PROBE)
    for (let time = 0; time < SURE && (time === 0 || said); time += 1) {
      const probed = took(() => read(probe))
      if (probed < NO_SQUARE_MS / shape.piece ** 2) break
      if (probed < SUSPECT_MS) measure()
      else if (!within(patience, measure)) return `does not get through ${SHORT * TIMES} characters of ${shape.name}`
    }
    if (said) return said
  }
  return undefined
}

/** A long text against short ones of the same length together, in the same moment: a busy machine takes its time from both. */
function growth(read: (text: string) => unknown, { name, of }: Shape): string | undefined {
  const [short, long] = [of(SHORT), of(SHORT * TIMES)]
  const first = took(() => read(short))
  if (first < QUICK_MS) return undefined
  const once = took(() => read(long))
  const each = Math.min(
    first,
    took(() => read(short)),
  )
  if (once < TOO_QUICK_MS || once / (TIMES * each) < FAR) return undefined // as most are: it need not be measured well
  const begun = performance.now()
  let [together, alone] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < ROUNDS && (round < 2 || performance.now() - begun < ENOUGH_MS); round += 1) {
    alone = Math.min(
      alone,
      took(() => read(long)),
    )
    if (alone < TOO_QUICK_MS) return undefined
    together = Math.min(
      together,
      took(() => {
        for (let time = 0; time < TIMES; time += 1) read(short)
      }),
    )
    if (alone / together < FAR) return undefined
  }
  return `${name}: ${long.length} characters take ${alone.toFixed(1)} ms, and ${together.toFixed(1)} ms in ${TIMES} parts`
}

function took(run: () => unknown): number {
  const begun = performance.now()
  run()
  return performance.now() - begun
}

const given: { run: () => void } = { run: () => undefined }
const context = createContext(given)
const script = new Script('run()')

/** Runs it, and stops it after a while, also in the middle of an expression: a thread of V8 looks after the time. */
function within(timeout: number, run: () => void): boolean {
  let thrown: unknown
  given.run = () => {
    try {
      run()
    } catch (error) {
      thrown = error // what ends a run that takes too long is never caught here
    }
  }
  try {
    script.runInContext(context, { timeout })
  } catch {
    return false
  }
  if (thrown) throw thrown
  return true
}
