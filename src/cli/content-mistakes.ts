import { distance } from 'fastest-levenshtein'
import { type Document, isNode, LineCounter, parseDocument, type YAMLParseError } from 'yaml'
import type { z } from 'zod'

const FAR = 0.4 // of the longer name's letters: beyond that a likeness is chance

/** YAML as a value, with what finds a line again; or a sentence for each thing that is wrong with it. */
export function readYaml(
  text: string,
): { value: unknown; lineOf: (path: PropertyKey[]) => string } | { wrong: string } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' })
  if (document.errors.length > 0) {
    return { wrong: document.errors.map((one) => `line ${lines.linePos(one.pos[0]).line}: ${inWords(one)}`).join('\n') }
  }
  try {
    return { value: document.toJS(), lineOf: (path) => lineOf(document, lines, path) }
  } catch {
    return { wrong: 'it refers to itself too often' } // anchors and aliases that would fill the memory
  }
}

const SAID: Partial<Record<YAMLParseError['code'], string>> = {
  TAB_AS_INDENT: 'it begins with a tab. Indent with spaces',
  DUPLICATE_KEY: 'this name is there twice in the same place',
  BLOCK_AS_IMPLICIT_KEY: 'a text with ": " in it needs quotation marks around it',
  MISSING_CHAR: 'a quotation mark, bracket or colon is missing, here or just before',
  BAD_INDENT: 'it is not indented like the lines that it belongs to',
  UNEXPECTED_TOKEN: 'this does not belong here. A text that begins with a special sign needs quotation marks',
  MULTILINE_IMPLICIT_KEY: 'a name and its colon belong on one line. Is a colon missing, or an indent wrong?',
  BAD_ALIAS: 'a text that begins with * or & needs quotation marks around it',
}
const inWords = ({ code, message }: YAMLParseError) => SAID[code] ?? message.split('\n')[0] ?? 'it is no YAML'

/** "line 12: ", of the innermost place on the way that is in the file. */
function lineOf(document: Document, lines: LineCounter, path: PropertyKey[]): string {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return `line ${lines.linePos(node.range[0]).line}: `
  }
  return ''
}

/** What does not have the form, a sentence each. */
export function formMistakes({ issues }: z.ZodError, names: string[], lineOf: (path: PropertyKey[]) => string): string {
  return issues.map((issue) => `${lineOf(issue.path)}${issueInWords(issue, names)}`).join('\n')
}

function issueInWords(issue: z.core.$ZodIssue, names: string[]): string {
  const place = issue.path.join('.') || 'the file'
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${place} has “${key}”, which the form does not know${meant(key, names)}`).join('; ')
  }
  if (issue.code !== 'invalid_type') return `${place} ${issue.message}`
  if (issue.message.endsWith('received undefined')) return `${place} is missing`
  const wanted = KINDS[issue.expected] ?? issue.expected
  const hint = issue.expected === 'string' ? HINTS[issue.message.endsWith('received object') ? 'object' : 'other'] : ''
  return `${place} should be ${wanted}${hint}`
}

const HINTS = {
  object: '. A text with ": " in it needs quotation marks around it',
  other: '. Put it in quotation marks, or write what is missing',
}
const KINDS: Record<string, string> = {
  string: 'text',
  array: 'a list, each line with "- " before it',
  object: 'a group of names, each with its value',
  record: 'a group of names, each with its value',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
}

function meant(key: string, names: string[]): string {
  const [nearest] = names
    .map((name) => ({ name, far: distance(key, name) / Math.max(key.length, name.length) }))
    .toSorted((a, b) => a.far - b.far)
  return nearest && nearest.far < FAR ? `. Do you mean “${nearest.name}”?` : ''
}
