import { escaped, type Plot } from './report.ts'
import type { Pair } from './statistics.ts'

const ONE = 'var(--one,#1264a3)'
const TWO = 'var(--two,#b45309)'
const LINE = 'var(--line,#ddd)'
const TEXT = 'var(--text,#1d1c1d)'

/** How often each level was given where each was intended: a perfect judge has all on the diagonal. */
export function levelsPlot(pairs: Pair[]): Plot {
  const size = 30
  const left = 46
  const at = (level: number) => left + (level - 1) * size + size / 2
  const up = (level: number) => 10 + (10 - level) * size + size / 2
  const levels = Array.from({ length: 10 }, (_, index) => index + 1)
  const most = Math.max(1, ...levels.flatMap((x) => levels.map((y) => timesAt(pairs, x, y))))
  const dots = levels.flatMap((x) =>
    levels.flatMap((y) => {
      const times = timesAt(pairs, x, y)
      if (times === 0) return []
      const radius = 3 + 10 * Math.sqrt(times / most)
      return [
        `<circle cx="${at(x)}" cy="${up(y)}" r="${radius.toFixed(1)}" fill="${ONE}" fill-opacity=".55"><title>intended ${x}, given ${y}: ${times}</title></circle>`,
      ]
    }),
  )
  const marks = levels.map(
    (level) => `${label(at(level), 328, String(level), 'middle')}${label(36, up(level) + 4, String(level), 'end')}`,
  )
  const body = [
    `<line x1="${at(1)}" y1="${up(1)}" x2="${at(10)}" y2="${up(10)}" stroke="${LINE}"/>`,
    ...dots,
    ...marks,
    label(left + 150, 348, 'intended', 'middle'),
    label(10, 165, 'given', 'middle', 'rotate(-90 10 165)'),
  ]
  return drawing(
    'levels',
    'Given level over intended level, a circle for each pair, larger for more talks',
    360,
    354,
    body,
  )
}

const timesAt = (pairs: Pair[], intended: number, given: number) =>
  pairs.filter((pair) => pair.intended === intended && pair.given === given).length

/** Two values side by side for each name, from 0 to 1; a value below 0 has no bar and stands as a number. */
export function barsPlot(
  name: string,
  says: string,
  [one, two]: [string, string],
  rows: { name: string; one: number | null; two: number | null }[],
): Plot {
  const left = 190
  const width = 330
  const high = 44
  const bar = (value: number | null, y: number, color: string) =>
    `<rect x="${left}" y="${y}" width="${(Math.min(1, Math.max(0, value ?? 0)) * width).toFixed(1)}" height="13" rx="2" fill="${color}"/>${label(left + 6 + Math.min(1, Math.max(0, value ?? 0)) * width, y + 11, value === null ? '–' : value.toFixed(2), 'start')}`
  const body = [
    `<rect x="${left}" y="8" width="12" height="12" rx="2" fill="${ONE}"/>${label(left + 18, 18, one, 'start')}`,
    `<rect x="${left + 150}" y="8" width="12" height="12" rx="2" fill="${TWO}"/>${label(left + 168, 18, two, 'start')}`,
    ...rows.flatMap((row, index) => {
      const y = 32 + index * high
      return [label(left - 8, y + 19, row.name, 'end'), bar(row.one, y, ONE), bar(row.two, y + 16, TWO)]
    }),
  ]
  return drawing(name, says, left + width + 60, 36 + rows.length * high, body)
}

function label(x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end', transform = ''): string {
  const turned = transform ? ` transform="${transform}"` : ''
  return `<text x="${x.toFixed(0)}" y="${y}" font-size="12" text-anchor="${anchor}" fill="${TEXT}"${turned}>${escaped(text)}</text>`
}

function drawing(name: string, says: string, width: number, height: number, body: string[]): Plot {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(says)}" font-family="system-ui,sans-serif">${body.join('')}</svg>`
  return { name, says, svg }
}
