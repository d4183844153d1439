import { writeSync } from 'node:fs'
import { Session } from 'node:inspector'
import { workerData } from 'node:worker_threads'
import { openLog } from '../log.ts'
import { BEAT_MS, BEATS, DEBUGGED, inFlight, type Shared, TICKS } from './watch.ts'

/*
 * The thread that ends this process when its event loop was blocked for half a minute. It counts its own ticks: a machine that slept, or
 * a process that was stopped, has none. A loop that a debugger may have stopped is left alone.
 */
const ENDS_AFTER_MS = 30_000
const STACK_WITHIN_MS = 2_000
const FRAMES = 5

const shared: Shared = workerData
const log = openLog((line) => void writeSync(2, `${line}\n`)) // the loop that would write it is blocked
let beats = -1
let ticksWithoutABeat = 0

const ticking = setInterval(() => {
  Atomics.add(shared.counts, TICKS, 1)
  const now = Atomics.load(shared.counts, BEATS)
  const isAlive = now !== beats || Atomics.load(shared.counts, DEBUGGED) === 1
  ticksWithoutABeat = isAlive ? 0 : ticksWithoutABeat + 1
  beats = now
  if (ticksWithoutABeat * BEAT_MS < ENDS_AFTER_MS) return
  clearInterval(ticking)
  lookWhere((at) => {
    log.error('the event loop was blocked for too long: this process ends', {
      ms: ENDS_AFTER_MS,
      ...inFlight(shared),
      at,
    })
    process.kill(process.pid, 'SIGKILL')
  })
}, BEAT_MS)

/** Where the loop is, as names of functions and files, or undefined where that cannot be seen. */
function lookWhere(then: (at: string | undefined) => void): void {
  setTimeout(then, STACK_WITHIN_MS, undefined)
  try {
    const files = new Map<string, string>()
    const session = new Session()
    session.connectToMainThread()
    session.on('Debugger.scriptParsed', ({ params: { scriptId, url } }) => files.set(scriptId, url))
    session.on('Debugger.paused', ({ params: { callFrames } }) => {
      const frames = callFrames.map(({ functionName, location: { scriptId, lineNumber } }) => {
        const file = files.get(scriptId)?.replace(/^.*\/(?=src\/|node_modules\/)/, '') ?? ''
        return { file, words: `${functionName || 'a function'} ${file}:${lineNumber + 1}` }
      })
      const [inner, ...outer] = frames
      const ours = outer.filter(({ file }) => file.startsWith('src/')).slice(0, FRAMES)
      then([inner, ...ours].map((frame) => frame?.words).join(' < '))
    })
    session.post('Debugger.enable')
    session.post('Debugger.pause')
  } catch {} // no inspector in this Node: the kinds are named all the same
}
