import { writeSync } from 'node:fs'

/** Ends the run with one plain line that a script can read, after what was skipped and why. */
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    const skipped = results.testResults
      .flatMap((file) => file.testResults)
      .filter((test) => test.status === 'pending')
      .map((test) => test.fullName)
    const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : ''
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
    const lines = [
      ...skipped.map((name) => `skipped: ${name}`),
      `${results.numPassedTests} passed, ${failed} failed${tail}`,
    ]
    process.once('exit', () => writeSync(1, `${lines.join('\n')}\n`)) // after Jest's own summary
  }
}
