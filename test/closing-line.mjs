import { mkdtempSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Ends the run with one plain line that a script can read, after what was skipped and why. A process that tests kept from
 * ending says here what they left open, and that is a failure.
 */
export default class ClosingLine {
  #folder = mkdtempSync(join(tmpdir(), 'threadcoach-run-'))
  constructor() {
    process.env.LEFT_OPEN = join(this.#folder, 'left-open')
  }
  onRunComplete(_contexts, results) {
    const open = readdirSync(this.#folder).flatMap((file) =>
      readFileSync(join(this.#folder, file), 'utf8').trim().split('\n'),
    )
    rmSync(this.#folder, { recursive: true })
    const skipped = results.testResults
      .flatMap((file) => file.testResults)
      .filter((test) => test.status === 'pending')
      .map((test) => test.fullName)
    const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : ''
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + open.length
    const lines = [
      ...skipped.map((name) => `skipped: ${name}`),
      ...open.map((what) => `left open by tests: ${what}`),
      `${results.numPassedTests} passed, ${failed} failed${tail}`,
    ]
    process.once('exit', () => {
      writeSync(1, `${lines.join('\n')}\n`) // after Jest's own summary
      if (open.length > 0) process.exitCode = 1
    })
  }
}
