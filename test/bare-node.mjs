import { appendFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { ModernFakeTimers } from '@jest/fake-timers'
import { addEventHandler, getState } from 'jest-circus'

// Test files run in bare Node, in processes that load each module once (jest-light-runner). What that runner leaves
// out of Jest's promises is given here: the limit of a test or a hook, tests side by side, timers that promises see.

// What is compiled once is there for all processes, those that tests start included.
process.env.NODE_COMPILE_CACHE = join(import.meta.dirname, '../node_modules/.cache/threadcoach')
enableCompileCache(process.env.NODE_COMPILE_CACHE)

process.once('SIGTERM', () => {
  process.disconnect() // nothing else of the runner keeps it open
  setTimeout(tellWhatIsOpen, CLOSING_MS).unref()
})

/** Where tests closed all that they opened, the process ends by itself before; what they left open fails the run. */
function tellWhatIsOpen() {
  appendFileSync(process.env.LEFT_OPEN, `${process.getActiveResourcesInfo().join(', ')}\n`)
  process.exit()
}
const CLOSING_MS = 800 // after a second the runner kills it

const LIMIT_MS = 120_000
const { setTimeout, clearTimeout } = globalThis // a test may put others in their place

addEventHandler(({ name }) => {
  if (name === 'add_test') added(getState().currentDescribeBlock.children.at(-1))
  if (name === 'add_hook') added(getState().currentDescribeBlock.hooks.at(-1))
})

/** Holds a test or a hook to its limit; those that may run side by side all begin with the first of their file. */
function added(step) {
  if (!step.fn) return
  const { fn, timeout = LIMIT_MS } = step
  if (fn.length > 0) throw new Error('A test or a hook takes no callback: let it return a promise.')
  if (!step.concurrent) {
    step.fn = () => within(timeout, fn)
    return
  }
  const file = getState().rootDescribeBlock
  file.sideBySide ??= []
  const begin = once(() => {
    const given = within(timeout, fn)
    given.catch(() => undefined) // told by the test itself, when its turn comes
    return given
  })
  file.sideBySide.push(begin)
  step.fn = () => {
    for (const each of file.sideBySide) each()
    return begin()
  }
}

function once(begin) {
  let given
  return () => (given ??= begin())
}

async function within(ms, fn) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not done after ${ms / 1000} s.`)), ms)
  })
  try {
    return await Promise.race([fn(), late])
  } finally {
    clearTimeout(timer)
  }
}

globalThis.jest = new ModernFakeTimers({ config: { fakeTimers: {} }, global: globalThis })
