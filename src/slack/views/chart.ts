import { type ChartBlock, cut, LIMITS } from './blocks.ts'

type Line = { name: string; values: (number | null)[] }

/** Lines over categories; a point that is not known is left out. Names are made to differ, as Slack asks. */
export function chart(title: string, categories: string[], lines: Line[]): ChartBlock[] {
  const series = lines.slice(0, LIMITS.chartSeries).map(({ name, values }, at) => ({
    name: `${cut(name, LIMITS.chartName).trim() || '–'}${lines.findIndex((line) => line.name === name) < at ? ` (${at + 1})` : ''}`,
    data: categories.flatMap((label, place) => {
      const value = values[place]
      return value === null || value === undefined ? [] : [{ label, value }]
    }),
  }))
  const drawn = series.filter(({ data }) => data.length > 0)
  if (drawn.length === 0) return []
  const axis_config = { categories }
  return [{ type: 'data_visualization', title, chart: { type: 'line', series: drawn, axis_config } }]
}
