import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Held, shownFigure } from './gates.ts'
import { htmlOf, markdownOf, type Report } from './report.ts'

/** Writes the report in both forms, its plots and the figures. */
export function keepReport(folder: string, report: Report, figures: object): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'report.md'), markdownOf(report))
  writeFileSync(join(folder, 'report.html'), htmlOf(report))
  writeFileSync(join(folder, 'figures.json'), `${JSON.stringify(figures, undefined, 2)}\n`)
  for (const { plot } of report.sections) if (plot) writeFileSync(join(folder, `${plot.name}.svg`), `${plot.svg}\n`)
}

const MARKS = { met: '✓', missed: '✗', 'not asked': '–' }

/** Says how each gate stands. */
export function tellGates(held: Held[], say: (line: string) => void): void {
  for (const gate of held)
    say(
      `${MARKS[gate.outcome]} ${gate.says}: ${gate.value === null || gate.outcome === 'not asked' ? 'not measured' : shownFigure(gate, gate.value)}`,
    )
}

/** Says how the gates stand, or the figures alone where those are asked for. False when a gate is missed. */
export function tell(
  held: Held[],
  figures: object,
  { json, out }: { json: boolean; out: string },
  say: (line: string) => void,
): boolean {
  if (json) say(JSON.stringify(figures, undefined, 2))
  else {
    tellGates(held, say)
    say(`The report is in ${join(out, 'report.html')} and report.md, the figures in figures.json.`)
  }
  return held.every(({ outcome }) => outcome !== 'missed')
}
