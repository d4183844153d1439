import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { columnsKnown, lackingIn, type Places, placesIn } from './columns.ts'

/** A row of the file, and the line that it begins in. */
export type Row = { cells: string[]; line: number }
export type Table = { places: Places; rows: Row[]; width: number }

const MOST_ROWS = 50_000
const DELIMITERS = [',', ';', '\t', '|']
const TITLES = 20 // lines above the names of the columns: a report's title, its filters

const parsed = z.array(z.object({ info: z.object({ lines: z.int() }), record: z.array(z.string()) }))

/** A table of people with any delimiter, and with any lines above the names of its columns; or why it is none. */
export function readTable(given: string): Table | { wrong: string } {
  const { text, delimiter } = withoutHint(given.replace(/\r\n?/g, '\n').replace(/[\u2028\u2029\u0085\v\f]/g, ' '))
  const read = delimiter === undefined ? bestOf(text) : rowsOf(text, delimiter)
  if ('wrong' in read) return read
  const rows = read.rows.filter(({ cells }) => cells.some((cell) => cell !== ''))
  const tops = rows.slice(0, TITLES).map((row) => ({ row, places: placesIn(row.cells) }))
  const best = tops.toSorted((one, other) => rank(other.places) - rank(one.places))[0]
  if (!best) return { wrong: `The file is empty. ${NAMED}` }
  const lacking = lackingIn(best.places)
  const where = best.row.line === 1 ? 'The first line' : `Line ${best.row.line}`
  if (lacking.length > 0) return { wrong: `${where} lacks ${lacking.join(', ')}. ${NAMED}` }
  const below = rows.slice(rows.indexOf(best.row) + 1).filter(({ cells }) => !cells.every((cell) => RULE.test(cell)))
  const people = below.slice(0, 1 + below.findLastIndex((row) => !isFooter(row)))
  if (people.length === 0) return { wrong: `Under the names of its columns the file is empty. ${NAMED}` }
  if (people.length > MOST_ROWS) return { wrong: `More than ${MOST_ROWS} people: split the file by teams.` }
  return { places: best.places, rows: people, width: best.row.cells.length }
}

const NAMED =
  'It names its columns, in any order: person (a Slack member id, or an e-mail address), team, manager; name and position if you like.'

/** How much a line looks like the names of columns: what all of it needs counts most. */
const rank = (places: Places) => columnsKnown(places) - 10 * lackingIn(places).length

/** Excel writes its delimiter into a first line of its own: sep=; The line stays, empty, so that the others keep their numbers. */
function withoutHint(text: string): { text: string; delimiter?: string } {
  const [line, delimiter] = /^\s*"?sep=([^\n"])"?[,;\t|]*(?=\n|$)/i.exec(text) ?? []
  return line === undefined || delimiter === undefined ? { text } : { text: text.slice(line.length), delimiter }
}

const RULE = /^(?::?-{2,}:?)?$/ // between the names of columns and the rows, as Markdown has it

/** What a report ends with: a number of rows, or when it was made, in a line of its own. */
const isFooter = ({ cells: [first = '', second = '', ...others] }: Row) =>
  A_FOOTER.test(first) && /^\d*$/.test(second) && others.every((cell) => cell === '')
const A_FOOTER =
  /^(?:grand )?(?:total|sum|summe|gesamt|insgesamt|count|anzahl|records?|rows?|generated|exported|erstellt)\b/i

type Rows = { rows: Row[] } | { wrong: string }

/** By the delimiter that leaves the most names of columns. */
function bestOf(text: string): Rows {
  const top = text.split('\n', TITLES)
  const known = (delimiter: string) => Math.max(...top.map((line) => rank(placesIn(line.split(delimiter)))))
  const [best = ','] = DELIMITERS.toSorted((one, other) => known(other) - known(one))
  return rowsOf(text, best)
}

function rowsOf(text: string, delimiter: string): Rows {
  const lenient = { relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true }
  try {
    const rows = parsed.parse(parse(text, { ...lenient, delimiter, info: true, record_delimiter: '\n' }))
    return {
      rows: rows.map(({ info, record }) => {
        const within = record.join('').split('\n').length - 1 // a quoted name can have lines of its own
        return { cells: record.map(cleaned), line: info.lines - within }
      }),
    }
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : ''
    return { wrong: `This is no table: ${why}` }
  }
}

/** Joiners belong to words of some scripts, and hang on others by mistake. */
const UNSEEN =
  /[\p{Cc}--\s]|[[\p{Cf}\ufe0e]--[\u200c\u200d]]|(?<!\P{ASCII})[\u200c\u200d]|[\u200c\u200d](?!\P{ASCII})/gv

/** One line, one space, one form for each letter, and nothing that is not seen. */
function cleaned(cell: string): string {
  const [, formula] = /^="(.*)"$/s.exec(cell) ?? [] // how a spreadsheet is told to leave digits alone
  const [, quoted] = /^'(.*)'$/s.exec(cell) ?? []
  return (formula ?? quoted ?? cell).normalize('NFC').replace(UNSEEN, '').replace(/\s+/g, ' ').trim()
}
