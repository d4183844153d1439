import { crc32, deflateSync } from 'node:zlib'
import { t } from '../../words/words.ts'
import type { ChartBlock } from './blocks.ts'
import { LETTER, pointsOf } from './letters.ts'

/** What a screen reader says of it: the numbers are in the message beside it. */
export const chartInWords = () => t`A chart. The message beside it says the same in words.`

const WIDTH = 760
const HEIGHT = 420
const PLOT = { left: 50, right: 740, top: 40, bottom: 290 }
const TOP_SCORE = 10
const LEGEND_ROW = 20
const LEGEND_NAME = 48 // letters

type Colour = [number, number, number]
const WHITE: Colour = [255, 255, 255]
const INK: Colour = [29, 28, 29]
const GRID: Colour = [221, 221, 221]
/** Told apart by their marks too, not by colour alone. */
const LINES: Colour[] = [
  [18, 100, 163],
  [197, 90, 17],
  [0, 122, 90],
  [130, 60, 150],
  [190, 30, 80],
  [90, 90, 90],
]

/** A chart of scores as a picture (PNG), for where Slack draws no charts. */
export function chartPicture({ title, chart }: ChartBlock): Uint8Array<ArrayBuffer> {
  const picture = blank()
  const { categories } = chart.axis_config
  const x = (at: number) => Math.round(PLOT.left + ((at + 0.5) * (PLOT.right - PLOT.left)) / categories.length)
  const y = (score: number) => Math.round(PLOT.bottom - (score * (PLOT.bottom - PLOT.top)) / TOP_SCORE)

  picture.text(PLOT.left, 12, title, INK)
  for (let score = 0; score <= TOP_SCORE; score += 2) {
    picture.line({ x: PLOT.left, y: y(score) }, { x: PLOT.right, y: y(score) }, GRID)
    picture.text(PLOT.left - 28, y(score) - LETTER.height, `${score}`.padStart(2), INK)
  }
  for (const [at, name] of categories.entries())
    picture.text(x(at) - name.length * LETTER.width, PLOT.bottom + 10, name, INK)
  for (const [place, { name, data }] of chart.series.entries()) {
    const colour = LINES[place % LINES.length] ?? INK
    const points = data.map(({ label, value }) => ({ x: x(categories.indexOf(label)), y: y(value) }))
    for (const [at, point] of points.entries()) {
      const before = points[at - 1]
      if (before) picture.thick(before, point, colour)
      picture.mark(point, place, colour)
    }
    const row = PLOT.bottom + 36 + place * LEGEND_ROW
    if (row + LEGEND_ROW > HEIGHT) continue
    picture.mark({ x: PLOT.left + 4, y: row + LETTER.height }, place, colour)
    picture.text(PLOT.left + 20, row, name.slice(0, LEGEND_NAME), INK)
  }
  return picture.png()
}

type Point = { x: number; y: number }

function blank() {
  const pixels = new Uint8Array(WIDTH * HEIGHT * 3).fill(WHITE[0])
  const dot = ({ x, y }: Point, colour: Colour) => {
    if (x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT) pixels.set(colour, (y * WIDTH + x) * 3)
  }
  function line(from: Point, to: Point, colour: Colour): void {
    const steps = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y), 1)
    for (let step = 0; step <= steps; step += 1) {
      const along = (a: number, b: number) => Math.round(a + ((b - a) * step) / steps)
      dot({ x: along(from.x, to.x), y: along(from.y, to.y) }, colour)
    }
  }
  return {
    line,
    thick: (from: Point, to: Point, colour: Colour) => {
      for (const down of [-1, 0, 1]) line({ x: from.x, y: from.y + down }, { x: to.x, y: to.y + down }, colour)
    },
    /** A square, a disc, a diamond, and the same again. */
    mark(at: Point, shape: number, colour: Colour): void {
      for (let dx = -5; dx <= 5; dx += 1)
        for (let dy = -5; dy <= 5; dy += 1) {
          const isIn = [true, dx * dx + dy * dy <= 25, Math.abs(dx) + Math.abs(dy) <= 5][shape % 3]
          if (isIn) dot({ x: at.x + dx, y: at.y + dy }, colour)
        }
    },
    /** Twice as large as its points. */
    text(x: number, y: number, words: string, colour: Colour): void {
      for (const point of pointsOf(words))
        for (const dx of [0, 1])
          for (const dy of [0, 1]) dot({ x: x + point.x * 2 + dx, y: y + point.y * 2 + dy }, colour)
    },
    png: () => png(pixels),
  }
}

/** See the specification of PNG: a header, the rows, an end, each with its length and its check. */
function png(pixels: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([8, 2], 8) // eight bits of red, of green and of blue
  const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3)) // each begins with how it was filtered: not at all
  for (let y = 0; y < HEIGHT; y += 1)
    rows.set(pixels.subarray(y * WIDTH * 3, (y + 1) * WIDTH * 3), y * (1 + WIDTH * 3) + 1)
  const begins = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([begins, part('IHDR', header), part('IDAT', deflateSync(rows)), part('IEND', Buffer.alloc(0))])
}

function part(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
