import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  isCallExpression,
  isIdentifier,
  isNewExpression,
  isPropertyAccessExpression,
  isRegularExpressionLiteral,
  type Node,
} from 'typescript/unstable/ast'
import { API, type Project } from 'typescript/unstable/sync'
import { type Callable, functionsOf } from './functions.ts'

const ROOT = join(import.meta.dirname, '../..')
const PROJECTS = ['tsconfig.json', 'src/playground/page/tsconfig.json', 'src/cli/eval/ratings/page/tsconfig.json']

const SEARCHES = ['split', 'replace', 'replaceAll', 'match', 'matchAll', 'search', 'indexOf', 'lastIndexOf', 'segment']

/** What of the source reads texts. */
export type Source = {
  /** The regular expressions that are written down as such. */
  written: { at: string; expression: RegExp }[]
  /** Where one is put together while the program runs. */
  built: string[]
  /** The functions that files give to others. */
  functions: (Callable & { file: string })[]
  /** The files that search, cut or join texts. */
  searching: Set<string>
}

/** Reads all of src, also what of it runs in a browser; the functions of the files that `isOfInterest`. */
export function readSource(isOfInterest: (file: string) => boolean): Source {
  const api = new API({ cwd: ROOT })
  try {
    const source: Source = { written: [], built: [], functions: [], searching: new Set() }
    const projects = PROJECTS.map((config) => {
      const path = join(ROOT, config)
      return api.updateSnapshot({ openProject: path }).getProject(path)
    })
    const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((one) =>
      /\.m?tsx?$/.test(one),
    )
    for (const file of files) readFile(file, projects, source, isOfInterest(file))
    return source
  } finally {
    api.close()
  }
}

function readFile(file: string, projects: (Project | undefined)[], source: Source, isOfInterest: boolean): void {
  const path = join(ROOT, 'src', file)
  const project = projects.find((one) => one?.program.getSourceFile(path))
  const parsed = project?.program.getSourceFile(path)
  if (!project || !parsed) throw new Error(`${file} is part of no project`)
  const code = readFileSync(path, 'utf8')
  walk(parsed)
  if (isOfInterest) source.functions.push(...functionsOf(parsed, project).map((one) => ({ ...one, file })))

  function walk(node: Node): void {
    if (isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      source.written.push({
        at: placeOf(node),
        expression: new RegExp(node.text.slice(1, end), node.text.slice(end + 1)),
      })
    }
    if (
      isCallExpression(node) &&
      isPropertyAccessExpression(node.expression) &&
      SEARCHES.includes(node.expression.name.text)
    )
      source.searching.add(file)
    if (isNewExpression(node) && isIdentifier(node.expression) && node.expression.text === 'RegExp')
      source.built.push(placeOf(node))
    node.forEachChild((child) => void walk(child))
  }

  function placeOf(node: Node): string {
    return `${file}:${code.slice(0, node.getStart()).split('\n').length}`
  }
}
