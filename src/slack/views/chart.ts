import type { KnownBlock } from '@slack/types'
import { t } from '../../words/words.ts'
import { type ChartBlock, context, cut, LIMITS } from './blocks.ts'
import { escaped } from './safe-text.ts'

type Line = { name: string; values: (number | null)[] }

/**
 * Lines over categories, with a legend of the names that are too long for a chart. Slack asks that every line has a value for each
 * category: what only some have is left out, and nothing is drawn where too little is left. All names are inert already.
 */
export function chart(title: string, categories: string[], given: Line[]): (ChartBlock | KnownBlock)[] {
  const lines = given.filter(({ values }) => known(values) >= LEAST).slice(0, LIMITS.chartSeries)
  const common = categories
    .map((_, at) => at)
    .filter((at) => lines.every(({ values }) => typeof values[at] === 'number'))
    .slice(-LIMITS.chartPoints)
  if (lines.length === 0 || common.length < LEAST) return []
  const labels = shortNames(common.map((at) => categories[at] ?? ''))
  const names = shortNames(lines.map(({ name }) => name))
  const series = lines.map(({ values }, line) => ({
    name: names[line] ?? '',
    data: labels.map((label, at) => ({ label, value: values[common[at] ?? 0] ?? 0 })),
  }))
  const shortened = lines.flatMap(({ name }, at) => (names[at] === name ? [] : t`“${names[at] ?? ''}” is ${name}`))
  return [
    {
      type: 'data_visualization',
      title: shortName(title, LIMITS.chartTitle),
      chart: { type: 'line', series, axis_config: { categories: labels } },
    },
    ...(shortened.length > 0 ? [context(escaped(t`On the chart, ${shortened.join('; ')}.`))] : []),
  ]
}

const LEAST = 2 // points: one is no line

const known = (values: Line['values']) => values.filter((value) => value !== null).length

const shortName = (name: string, most: number): string => cut(name, most).trim() || '–'

/** Names as a chart takes them: short, and no two the same. */
function shortNames(names: string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let short = shortName(name, LIMITS.chartName)
    for (let copy = 2; taken.has(short); copy += 1) {
      const mark = ` (${copy})`
      short = `${shortName(name, LIMITS.chartName - mark.length)}${mark}`
    }
    taken.add(short)
    return short
  })
}
