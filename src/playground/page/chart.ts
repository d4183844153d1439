import type { Block, Json } from '../contract.ts'
import { el } from './element.ts'
import { list, number, record, string } from './json.ts'
import { svg } from './svg.ts'

const WIDTH = 480
const HEIGHT = 224
const PLOT = { left: 44, right: 470, top: 10, bottom: 184 }
const STEPS = 4
const LABELS_MAX = 8 // more under an axis would stand on each other

type Point = { label: string; value: number }
type Series = { name: string; data: Point[] }

/** A `data_visualization` block: a chart with its legend, and its numbers as a table for who cannot see it. */
export function chart(block: Block): HTMLElement {
  const of = record(block.chart)
  const isPie = of.type === 'pie'
  const series: Series[] = isPie
    ? list(of.segments)
        .map(pointOf)
        .map((one) => ({ name: one.label, data: [one] }))
    : list(of.series).map((json) => ({ name: string(record(json).name), data: list(record(json).data).map(pointOf) }))
  const axis = record(of.axis_config)
  const named = list(axis.categories).map(string)
  const categories = named.length > 0 ? named : (series[0]?.data.map(({ label }) => label) ?? [])
  const title = string(block.title)
  const drawn = isPie ? pie(series) : plot(string(of.type), series, categories, axis)
  return el(
    'figure',
    { class: 'block chart' },
    el('figcaption', {}, title),
    // The drawing is replaced as a whole when its numbers change.
    el('div', { class: 'chart-drawing', role: 'img', 'aria-label': title, 'data-key': JSON.stringify(of) }, drawn),
    el(
      'ul',
      { class: 'legend' },
      series.map(({ name, data }, index) =>
        el('li', {}, el('i', { class: `swatch s${index}` }), isPie ? `${name}: ${data[0]?.value}` : name),
      ),
    ),
    el(
      'details',
      {},
      el('summary', {}, 'The numbers'),
      el(
        'div',
        { class: 'table' },
        isPie
          ? numbers(
              [{ name: title, data: series.flatMap(({ data }) => data) }],
              series.map(({ name }) => name),
            )
          : numbers(series, categories),
      ),
    ),
  )
}

const pointOf = (json: Json): Point => ({
  label: string(record(json).label),
  value: number(record(json).value) ?? 0,
})

const valueAt = ({ data }: Series, category: string) => data.find(({ label }) => label === category)?.value

function numbers(series: Series[], categories: string[]): HTMLElement {
  const head = el(
    'tr',
    {},
    el('td'),
    series.map(({ name }) => el('th', { scope: 'col' }, name)),
  )
  const row = (category: string) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, category),
      series.map((one) => el('td', { class: 'right' }, String(valueAt(one, category) ?? '–'))),
    )
  return el('table', {}, el('thead', {}, head), el('tbody', {}, categories.map(row)))
}

function plot(type: string, series: Series[], categories: string[], axis: { [key: string]: Json }): Node {
  const values = series.flatMap(({ data }) => data.map(({ value }) => value))
  const low = Math.min(0, ...values)
  const step = niceStep((Math.max(0, ...values) - low) / STEPS)
  const from = Math.floor(low / step) * step
  const to = from + step * Math.max(1, Math.ceil((Math.max(0, ...values) - from) / step))
  const slot = (PLOT.right - PLOT.left) / Math.max(1, categories.length)
  const x = (index: number) => PLOT.left + slot * (index + 0.5)
  const y = (value: number) => PLOT.bottom - ((value - from) / (to - from)) * (PLOT.bottom - PLOT.top)
  const ticks = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step)
  const every = Math.ceil(categories.length / LABELS_MAX)

  const bars = (one: Series, at: number) =>
    categories.flatMap((category, index) => {
      const value = valueAt(one, category)
      if (value === undefined) return []
      const width = (slot * 0.7) / series.length
      const left = x(index) - (slot * 0.7) / 2 + at * width
      const top = Math.min(y(value), y(0))
      return [
        svg('rect', {
          class: `f${at}`,
          x: left,
          y: top,
          width: Math.max(1, width - 1),
          height: Math.abs(y(value) - y(0)),
        }),
      ]
    })
  const line = (one: Series, at: number) => {
    const points = categories.flatMap((category, index) => {
      const value = valueAt(one, category)
      return value === undefined ? [] : [`${x(index)},${y(value)}`]
    })
    const first = points[0]?.split(',')[0]
    const last = points.at(-1)?.split(',')[0]
    const area = `${first},${y(0)} ${points.join(' ')} ${last},${y(0)}`
    return [
      ...(type === 'area' && points.length > 0 ? [svg('polygon', { class: `f${at} area`, points: area })] : []),
      svg('polyline', { class: `l${at}`, points: points.join(' ') }),
      ...points.map((point) => {
        const [cx = '0', cy = '0'] = point.split(',')
        return svg('circle', { class: `f${at}`, cx, cy, r: 3 })
      }),
    ]
  }

  return svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}` },
    ...ticks.map((tick) => svg('line', { class: 'axis', x1: PLOT.left, x2: PLOT.right, y1: y(tick), y2: y(tick) })),
    ...ticks.map((tick) => svg('text', { x: PLOT.left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, shortNumber(tick))),
    svg('text', { x: (PLOT.left + PLOT.right) / 2, y: HEIGHT - 4, 'text-anchor': 'middle' }, string(axis.x_label)),
    svg('text', { x: PLOT.left + 4, y: PLOT.top + 4 }, string(axis.y_label)),
    ...series.flatMap(type === 'bar' ? bars : line),
    ...categories.map((category, index) =>
      svg(
        'text',
        { x: x(index), y: PLOT.bottom + 18, 'text-anchor': 'middle' },
        index % every === 0 ? cut(category) : '',
      ),
    ),
  )
}

function pie(series: Series[]): Node {
  const values = series.map(({ data }) => Math.max(0, data[0]?.value ?? 0))
  const total = values.reduce((sum, value) => sum + value, 0) || 1
  const middle = HEIGHT / 2
  const radius = middle - 10
  const around = (share: number) =>
    `${middle + radius * Math.sin(2 * Math.PI * share)} ${middle - radius * Math.cos(2 * Math.PI * share)}`
  const slices = values.map((value, index) => {
    const from = values.slice(0, index).reduce((sum, one) => sum + one, 0) / total
    const share = Math.min(value / total, 0.99999) // a whole circle would begin where it ends
    const isLarge = share > 0.5 ? 1 : 0
    const path = `M ${middle} ${middle} L ${around(from)} A ${radius} ${radius} 0 ${isLarge} 1 ${around(from + share)} Z`
    return svg('path', { class: `f${index} slice`, d: path })
  })
  return svg('svg', { viewBox: `0 0 ${HEIGHT} ${HEIGHT}`, class: 'pie' }, ...slices)
}

/** 1, 2 or 5 times a power of ten: steps that people count in. */
function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw || 1))
  return ([1, 2, 5].find((one) => one * power >= raw) ?? 10) * power
}

const shortNumber = (value: number) => value.toLocaleString('en', { notation: 'compact', maximumFractionDigits: 2 })
const cut = (label: string) => (label.length > 10 ? `${label.slice(0, 9)}…` : label)
