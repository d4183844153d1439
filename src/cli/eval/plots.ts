import { escaped, type Plot } from './report.ts'
import type { Interval, Pair } from './statistics.ts'

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
  pairs.filter((pair) => pair.intended === intended && Math.round(pair.given) === given).length

/** How often each word was given where each was intended, darker for more of a row. */
export function confusionPlot(confusion: Record<string, Record<string, number>>): Plot {
  const words = Object.keys(confusion)
  const [left, top, wide, high] = [110, 30, 84, 34]
  const cell = (intended: string, given: string, x: number, y: number) => {
    const row = confusion[intended] ?? {}
    const all = Object.values(row).reduce((sum, count) => sum + count, 0)
    const count = row[given] ?? 0
    return `<rect x="${left + x * wide}" y="${top + y * high}" width="${wide - 2}" height="${high - 2}" fill="${ONE}" fill-opacity="${(0.05 + 0.6 * (all === 0 ? 0 : count / all)).toFixed(2)}"/>${label(left + x * wide + wide / 2, top + y * high + 21, String(count), 'middle')}`
  }
  const body = words.flatMap((intended, y) => [
    label(left - 8, top + y * high + 21, intended, 'end'),
    label(left + y * wide + wide / 2, top - 8, intended, 'middle'),
    ...words.map((given, x) => cell(intended, given, x, y)),
  ])
  const says = 'Level words given, across, where each was intended, down'
  return drawing('confusion', says, left + words.length * wide + 10, top + words.length * high + 10, body)
}

/** Figures from -0.2 to 1 with their intervals, one below the other. */
export function intervalsPlot(name: string, says: string, rows: { name: string; of: Interval }[]): Plot {
  const [left, width, high] = [230, 330, 26]
  const at = (value: number) => left + ((Math.min(1, Math.max(-0.2, value)) + 0.2) / 1.2) * width
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].flatMap((value) => [
    `<line x1="${at(value).toFixed(1)}" y1="24" x2="${at(value).toFixed(1)}" y2="${30 + rows.length * high}" stroke="${LINE}"/>`,
    label(at(value), 16, String(value), 'middle'),
  ])
  const body = rows.flatMap(({ name: row, of: { value, low, high: end } }, index) => {
    const y = 42 + index * high
    const whisker =
      low === null || end === null
        ? []
        : [
            `<line x1="${at(low).toFixed(1)}" y1="${y}" x2="${at(end).toFixed(1)}" y2="${y}" stroke="${ONE}" stroke-width="3"/>`,
          ]
    const dot = value === null ? [] : [`<circle cx="${at(value).toFixed(1)}" cy="${y}" r="5" fill="${TWO}"/>`]
    return [label(left - 8, y + 4, row, 'end'), ...whisker, ...dot]
  })
  return drawing(name, says, left + width + 30, 44 + rows.length * high, [...ticks, ...body])
}

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
