import type { Block, Json } from '../contract.ts'
import { type Child, el } from './element.ts'
import { list, number, record, string } from './json.ts'
import { richText } from './rich-text.ts'
import type { Stage } from './stage.ts'

const PAGE_SIZE = 5 // rows of a data table that are shown at once, unless the app says otherwise

/** A `table` block: all of its rows, the first one as their heads. */
export function table(block: Block, stage: Stage): HTMLElement {
  const [head = [], ...body] = list(block.rows).map(list)
  const aligns = list(block.column_settings).map((json) => string(record(json).align))
  return el('div', { class: 'block table', ...SCROLLED, 'aria-label': 'Table' }, grid(stage, { head, body, aligns }))
}

/** A `data_table` block: a caption, and a page of rows at a time. */
export function dataTable(block: Block, stage: Stage): HTMLElement {
  const { page } = stage
  const key = `${stage.name}:${block.block_id ?? ''}`
  const [head = [], ...rows] = list(block.rows).map(list)
  const size = number(block.page_size) ?? PAGE_SIZE
  const last = Math.max(0, Math.ceil(rows.length / size) - 1)
  const at = Math.min(page.view.turned[key] ?? 0, last)
  const body = rows.slice(at * size, (at + 1) * size)
  const aligns = head.map((_, column) =>
    rows.every((row) => record(row[column]).type === 'raw_number') ? 'right' : '',
  )
  const caption = string(block.caption)
  const turn = (to: number, label: string, face: string) =>
    el(
      'button',
      {
        type: 'button',
        class: 'button small',
        'aria-label': label,
        disabled: to < 0 || to > last,
        onclick: () => page.show({ turned: { ...page.view.turned, [key]: to } }),
      },
      face,
    )
  return el(
    'div',
    { class: 'block data-table' },
    el(
      'div',
      { class: 'table', ...SCROLLED, 'aria-label': caption || 'Table' },
      grid(stage, { head, body, aligns, caption, heads: number(block.row_header_column_index) }),
    ),
    last > 0 &&
      el(
        'div',
        { class: 'pager' },
        turn(at - 1, 'Rows before', '‹'),
        el('span', { class: 'hint' }, `${at * size + 1}–${at * size + body.length} of ${rows.length}`),
        turn(at + 1, 'Rows after', '›'),
      ),
  )
}

/** What may be wider than its place is scrolled there, by the keyboard too. */
const SCROLLED = { tabindex: '0', role: 'region' }

type Grid = { head: Json[]; body: Json[][]; aligns: string[]; caption?: Child; heads?: number | undefined }

function grid(stage: Stage, { head, body, aligns, caption, heads }: Grid): HTMLElement {
  const cell = (json: Json, column: number, isHead: boolean, scope: 'col' | 'row') => {
    const of = record(json)
    const align = aligns[column] ?? ''
    const words =
      of.type === 'rich_text' ? richText(of, stage.page.state) : string(of.text) || String(number(of.value) ?? '')
    const props = { class: ['center', 'right'].includes(align) ? align : undefined }
    return isHead ? el('th', { ...props, scope }, words) : el('td', props, words)
  }
  const row = (cells: Json[]) =>
    el(
      'tr',
      {},
      cells.map((json, column) => cell(json, column, column === heads, 'row')),
    )
  return el(
    'table',
    {},
    caption && el('caption', {}, caption),
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        head.map((json, column) => cell(json, column, true, 'col')),
      ),
    ),
    el('tbody', {}, body.map(row)),
  )
}
