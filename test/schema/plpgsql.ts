/** A statement or an expression of a body, as a statement of SQL. */
export type Step = {
  sql: string
  line: number
  /** The variable that gets the columns of its rows. */
  fills?: string
}

type Node = Record<string, unknown>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)
const under = (value: unknown, name: string): Node => (isNode(value) && isNode(value[name]) ? value[name] : {})
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The variables that a parsed body declares, name → type; records have none until something fills them. */
export function variablesOf(parsed: unknown): Record<string, string> {
  return Object.fromEntries(
    nodesNamed(parsed, 'PLpgSQL_var').flatMap((variable) => {
      const type = textOf(under(under(variable, 'datatype'), 'PLpgSQL_type').typname)
      return type === '' || type === 'record' ? [] : [[textOf(variable.refname), type]]
    }),
  )
}

/** Every statement and expression of a parsed body, in the order in which they would run. */
export function stepsOf(parsed: unknown, line = 0, fills?: string): Step[] {
  if (Array.isArray(parsed)) return parsed.flatMap((one) => stepsOf(one, line))
  if (!isNode(parsed)) return []
  const at = typeof parsed.lineno === 'number' ? parsed.lineno : line
  return Object.entries(parsed).flatMap(([name, value]) => {
    if (name === 'PLpgSQL_expr' && isNode(value)) return stepOf(value, at, fills)
    if (!isNode(value) || !['PLpgSQL_stmt_fors', 'PLpgSQL_stmt_execsql'].includes(name))
      return stepsOf(value, at, fills)
    const { var: looped, target = looped, query, sqlstmt = query, ...rest } = value // the query comes before what is done with its rows
    const lineno = typeof value.lineno === 'number' ? value.lineno : at
    return [...stepsOf(sqlstmt, lineno, textOf(under(target, 'PLpgSQL_rec').refname)), ...stepsOf(rest, lineno)]
  })
}

const STATEMENT = 0
const EXPRESSION = 2

function stepOf({ query, parseMode }: Node, line: number, fills: string | undefined): Step[] {
  const text = textOf(query)
  if (parseMode === STATEMENT) return [{ sql: text, line, ...(fills && { fills }) }]
  if (parseMode === EXPRESSION) return [{ sql: `select ${text}`, line }]
  const [, target = '', value = text] = /^(.*?):?=(.*)$/s.exec(text) ?? []
  return [target, value].filter((part) => part.trim() !== '').map((part) => ({ sql: `select ${part}`, line }))
}

function nodesNamed(tree: unknown, wanted: string): Node[] {
  if (Array.isArray(tree)) return tree.flatMap((one) => nodesNamed(one, wanted))
  if (!isNode(tree)) return []
  return Object.entries(tree).flatMap(([name, value]) =>
    name === wanted && isNode(value) ? [value] : nodesNamed(value, wanted),
  )
}
