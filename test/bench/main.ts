import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { parseArgs } from 'node:util'
import { crowd } from './crowd.ts'
import { type Figure, isMet, type Measurement } from './figure.ts'
import { footprint } from './footprint.ts'
import { home } from './home.ts'
import { promptSize } from './prompt-size.ts'
import { slackCalls } from './slack-calls.ts'
import { thousand } from './thousand.ts'
import { throughputEmbedded, throughputPostgres } from './throughput.ts'
import { toModel } from './to-model.ts'
import { usablePage } from './usable-page.ts'

const MEASUREMENTS: [number, Measurement][] = [
  [1, toModel],
  [2, crowd],
  [3, throughputEmbedded],
  [3, throughputPostgres],
  [4, slackCalls],
  [5, promptSize],
  [6, footprint],
  [7, usablePage],
  [8, thousand],
  [9, home],
]

const { only, json } = readOptions()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130)) // and what we started ends with us

const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)} before`
const results: object[] = []
if (!json) print(machine)
for (const [number, { title, measure }] of MEASUREMENTS) {
  if (only && !only.includes(number)) continue
  const figures = await measure().catch((error: Error) => `not measured: ${error.message}`)
  results.push({
    number,
    title,
    figures: typeof figures === 'string' ? figures : figures.map((one) => ({ ...one, met: isMet(one) })),
  })
  if (!json) print(`\n${number}  ${title}`, ...(typeof figures === 'string' ? [`   ${figures}`] : figures.map(row)))
}
if (json) print(JSON.stringify({ machine, results }, null, 2))
process.exit(0)

function row(figure: Figure): string {
  const { what, value, unit, target } = figure
  const met = isMet(figure)
  const should = target && ('atMost' in target ? `at most ${target.atMost}` : `at least ${target.atLeast}`)
  const verdict = target ? `${should} ${unit}`.padEnd(18) + (met === undefined ? '' : met ? 'ok' : 'missed') : ''
  return `   ${what.padEnd(66)}${`${shown(value)} ${unit}`.trimEnd().padStart(10)}   ${verdict}`.trimEnd()
}

function shown(value: number): string {
  if (Number.isNaN(value)) return 'unknown'
  return Number.isInteger(value) || value >= 100 ? value.toFixed(0) : value.toFixed(1)
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}

function readOptions(): { only: number[] | undefined; json: boolean } {
  const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'boolean', default: false } } })
  return { only: values.only?.split(',').map(Number), json: values.json }
}
