import { parseArgs } from 'node:util'
import { canaries } from './canaries.ts'
import { copies } from './copies.ts'
import { databaseAway } from './database-away.ts'
import { differencing } from './differencing.ts'
import { digestCost } from './digest-cost.ts'
import { digests } from './digests.ts'
import { erasure } from './erasure.ts'
import { fairness } from './fairness.ts'
import { hostile } from './hostile.ts'
import { interleavings } from './interleavings.ts'
import { kills } from './kills.ts'
import { load } from './load.ts'
import { matrix } from './matrix.ts'
import { memory } from './memory.ts'
import { modelFaults } from './model-faults.ts'
import type { Line, Proof } from './promise.ts'
import { rateLimits } from './rate-limits.ts'
import { reminders } from './reminders.ts'
import { slackAnswers } from './slack-answers.ts'
import { socketDrops } from './socket-drops.ts'
import { timeZones } from './time-zones.ts'

/** The promises by name, in the order in which they are proved. */
const PROOFS: Record<string, Proof> = {
  kills,
  copies,
  interleavings,
  'model-faults': modelFaults,
  'database-away': databaseAway,
  'rate-limits': rateLimits,
  'slack-answers': slackAnswers,
  'socket-drops': socketDrops,
  load,
  hostile,
  erasure,
  canaries,
  memory,
  differencing,
  matrix,
  'digest-cost': digestCost,
  digests,
  'time-zones': timeZones,
  reminders,
  fairness,
}

const { names, form, counts } = readOptions()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130)) // what we started ends with us

const begun = performance.now()
const width = Math.max(...names.map((name) => name.length))
const table: Line[] = []
for (const name of names) table.push(...(await prove(name)))

print('', ...rows(table), '', `${((performance.now() - begun) / 1000).toFixed(0)} s in all, ${form} form`)
process.exit(table.some((line) => fails(line)) ? 1 : 0)

async function prove(name: string): Promise<Line[]> {
  const since = performance.now()
  const say = (progress: string) => tell(`  ${name}: ${progress}`)
  say('begins')
  const lines = await PROOFS[name]?.prove({ form, say }).catch((error: Error): Line[] => {
    tell(`  ${name}: ${error.stack}`)
    return [{ promise: 'it can be proved at all', measured: error.message, goal: 'no error', holds: false }]
  })
  say(`took ${((performance.now() - since) / 1000).toFixed(0)} s`)
  if (lines && !('cannot' in lines))
    return lines.map((line) => ({ ...line, promise: `${name.padEnd(width)}  ${line.promise}` }))
  print(`skipped: ${name} cannot be proved here: ${lines?.cannot}`)
  return []
}

/** With --counts, what depends on how fast the machine is just now is shown and fails nothing. */
function fails({ holds, timed }: Line): boolean {
  return !holds && !(counts && timed)
}

function rows(lines: Line[]): string[] {
  const verdict = (line: Line) => (line.holds ? 'holds' : fails(line) ? 'falls short' : 'falls short (timed)')
  const cells = [
    ['promise', 'measured', 'goal', 'holds or falls short'],
    ...lines.map((line) => [line.promise, line.measured, line.goal, verdict(line)]),
  ]
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  return cells.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | '))
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}

function readOptions(): { names: string[]; form: 'short' | 'long'; counts: boolean } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { long: { type: 'boolean', default: false }, counts: { type: 'boolean', default: false } },
  })
  const known = Object.keys(PROOFS)
  const unknown = positionals.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    process.stderr.write(`No promise is called ${unknown.join(', ')}. There are: ${known.join(', ')}.\n`)
    process.exit(2)
  }
  const names = positionals.length > 0 ? positionals : known
  return { names, form: values.long ? 'long' : 'short', counts: values.counts }
}
