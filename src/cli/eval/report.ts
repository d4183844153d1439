/** A report, whatever it is written in. */
export type Report = { title: string; lead: string[]; sections: Section[] }
export type Section = { title: string; text?: string; table?: Table; plot?: Plot }
type Table = { head: string[]; rows: string[][] }
/** A drawing; `says` is what it shows, for those who do not see it. */
export type Plot = { name: string; says: string; svg: string }

/** The report in Markdown; its plots are files beside it. */
export function markdownOf({ title, lead, sections }: Report): string {
  const parts = sections.flatMap(({ title: heading, text, table, plot }) => [
    `## ${heading}`,
    ...(text ? [text] : []),
    ...(table ? [markdownTable(table)] : []),
    ...(plot ? [`![${plot.says}](${plot.name}.svg)`] : []),
  ])
  return `${[`# ${title}`, ...lead, ...parts].join('\n\n')}\n`
}

const markdownTable = ({ head, rows }: Table) =>
  [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')

/** The report as one page that asks nothing of any server. */
export function htmlOf({ title, lead, sections }: Report): string {
  const parts = sections.map(
    ({ title: heading, text, table, plot }) =>
      `<section><h2>${escaped(heading)}</h2>${text ? paragraph(text) : ''}${table ? htmlTable(table) : ''}${plot?.svg ?? ''}</section>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escaped(title)}</h1>${lead.map(paragraph).join('')}${parts.join('\n')}</main></body></html>
`
}

const paragraph = (text: string) => `<p>${escaped(text)}</p>`

function htmlTable({ head, rows }: Table): string {
  const row = (cells: string[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`
  return `<div class="wide"><table><thead>${row(head, 'th')}</thead><tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table></div>`
}

export const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const STYLE = `
:root{color-scheme:light dark;--text:#1d1c1d;--soft:#616061;--line:#ddd;--one:#1264a3;--two:#b45309}
@media(prefers-color-scheme:dark){:root{--text:#e8e8e8;--soft:#ababad;--line:#444;--one:#5aa9e6;--two:#f0a860}}
body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--text)}
main{max-width:56rem;margin:0 auto;padding:1.5rem}
h1{line-height:1.2}h2{margin-top:2.5rem;font-size:1.2rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.35rem .6rem;border-bottom:1px solid var(--line);text-align:right}
th:first-child,td:first-child{text-align:left}th{color:var(--soft);font-weight:600}
svg{display:block;width:100%;max-width:40rem;height:auto;margin:1rem 0}`
