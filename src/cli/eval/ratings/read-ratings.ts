import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { readText } from '../../../text-file.ts'
import type { Packet } from './packet.ts'
import type { Rated, Said } from './rated.ts'

const COLUMNS = ['packet', 'rater', 'talk', 'dimension', 'rating'] as const
const DELIMITERS = [',', ';', '\t']
const NONES = z.enum(['not-enough', 'does-not-apply'])

/** A rating, and the file and line that it stands in. */
type Line = { rater: string; number: number; dimension: string; said: Said; at: string }

export type Ratings = {
  raters: string[]
  rated: Rated[]
  /** What could not be read, a sentence each; all the rest counts. */
  wrong: string[]
  /** Of each rater, how much is still open. */
  open: Record<string, number>
}

/** What raters said, from the files that their pages gave them. */
export function readRatings(files: string[], packet: Packet, dimensionsOf: (domain: string) => string[]): Ratings {
  const wrong: string[] = []
  const lines = files.flatMap((file) => linesOf(file, packet, dimensionsOf, wrong))
  const known = new Map<string, Line>()
  for (const line of lines) {
    const key = keyOf(line.rater, line.number, line.dimension)
    const before = known.get(key)
    if (before && before.said !== line.said)
      wrong.push(
        `${line.at}: rater ${line.rater} gave talk ${line.number}, ${line.dimension}, ${line.said} here and ${before.said} in ${before.at}. This one counts.`,
      )
    known.set(key, line)
  }
  const raters = Object.keys(packet.orders).filter((rater) => lines.some((line) => line.rater === rater))
  const saidBy = (rater: string, talk: string, dimension: string) =>
    (packet.orders[rater] ?? []).flatMap((id, at) =>
      id === talk ? [known.get(keyOf(rater, at + 1, dimension))?.said] : [],
    )
  return {
    raters,
    rated: packet.talks.flatMap(({ id, domain, language }) =>
      dimensionsOf(domain).map((dimension) => {
        const all = raters.map((rater) => saidBy(rater, id, dimension))
        return {
          ...{ talk: id, domain, language, dimension, judge: undefined },
          said: all.map(([first, second]) => first ?? second), // of a talk that was only rated when it came back
          again: all.map(([first, second]) => (first === undefined ? undefined : second)),
        }
      }),
    ),
    wrong,
    open: Object.fromEntries(raters.map((rater) => [rater, openOf(rater, packet, known, dimensionsOf)])),
  }
}

const keyOf = (rater: string, number: number, dimension: string) => `${rater} ${number} ${dimension}`

function openOf(
  rater: string,
  { orders, talks }: Packet,
  known: Map<string, Line>,
  dimensionsOf: (domain: string) => string[],
): number {
  const all = (orders[rater] ?? []).flatMap((id, at) => {
    const talk = talks.find((one) => one.id === id)
    return talk ? dimensionsOf(talk.domain).map((dimension) => keyOf(rater, at + 1, dimension)) : []
  })
  return all.filter((key) => !known.has(key)).length
}

const parsed = z.array(z.object({ info: z.object({ lines: z.int() }), record: z.array(z.string()) }))

function linesOf(file: string, packet: Packet, dimensionsOf: (domain: string) => string[], wrong: string[]): Line[] {
  const rows = rowsOf(file)
  if ('wrong' in rows) {
    wrong.push(`${file} ${rows.wrong}`)
    return []
  }
  const [head, ...rest] = rows.rows
  const names = (head?.cells ?? []).map((cell) => cell.toLowerCase())
  const lacking = COLUMNS.filter((name) => !names.includes(name))
  if (lacking.length > 0) {
    wrong.push(`${file} lacks ${lacking.join(', ')} in its first line. Take the file as the page gave it.`)
    return []
  }
  return rest.flatMap(({ cells, line }) => {
    const cell = (name: (typeof COLUMNS)[number]) => cells[names.indexOf(name)] ?? ''
    const read = lineOf(cell, packet, dimensionsOf)
    if (typeof read === 'string') wrong.push(`${file}, line ${line}: ${read}`)
    return typeof read === 'object' ? [{ ...read, at: `${file}, line ${line}` }] : []
  })
}

/** A row's rating; undefined where it is still open; or what is wrong with it. */
function lineOf(
  cell: (name: (typeof COLUMNS)[number]) => string,
  { packet, orders, talks }: Packet,
  dimensionsOf: (domain: string) => string[],
): Omit<Line, 'at'> | string | undefined {
  const [rater, dimension, rating] = [cell('rater'), cell('dimension'), cell('rating')]
  if (cell('packet') !== packet) return `it is of packet ${cell('packet') || '–'}, and the key is of ${packet}.`
  const order = orders[rater]
  if (!order) return `there is no rater ${rater || '–'} in this packet.`
  const number = Number(cell('talk'))
  const talk = talks.find(({ id }) => id === order[number - 1])
  if (!talk) return `rater ${rater} has no talk ${cell('talk') || '–'}.`
  if (!dimensionsOf(talk.domain).includes(dimension)) return `talk ${number} has no dimension ${dimension || '–'}.`
  if (rating === '') return undefined
  const said = saidIn(rating)
  if (said === undefined) return `“${rating}” is no rating: a whole number from 1 to 10, not-enough or does-not-apply.`
  return { rater, number, dimension, said }
}

function saidIn(rating: string): Said | undefined {
  const none = NONES.safeParse(rating.toLowerCase().replaceAll(/[ _]/g, '-'))
  if (none.success) return none.data
  const level = /^(\d{1,2})(?:[.,]0+)?$/.exec(rating)?.[1] // a spreadsheet writes 5 as 5.0 now and then
  return level !== undefined && Number(level) >= 1 && Number(level) <= 10 ? Number(level) : undefined
}

function rowsOf(file: string): { rows: { cells: string[]; line: number }[] } | { wrong: string } {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file)
  } catch {
    return { wrong: 'cannot be read. Is it there?' }
  }
  const read = readText(bytes)
  if ('wrong' in read) return read
  const text = read.text.replaceAll(/\r\n?/g, '\n')
  const top = text.split('\n', 1)[0] ?? ''
  const delimiter = DELIMITERS.toSorted((a, b) => top.split(b).length - top.split(a).length)[0] ?? ','
  try {
    const lenient = { relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true, info: true }
    const rows = parsed.parse(parse(text, { ...lenient, delimiter, record_delimiter: '\n' }))
    if (rows.length === 0) return { wrong: 'is empty.' }
    return { rows: rows.map(({ info, record }) => ({ cells: record, line: info.lines })) }
  } catch (error) {
    return { wrong: `is no table: ${error instanceof Error ? error.message.split('\n')[0] : ''}` }
  }
}
