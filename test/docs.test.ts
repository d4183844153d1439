import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** In backticks only what begins like our folders or ends like our files is a path: `text/plain` and `chat.postMessage` are none. */
const LIKE_A_PATH =
  /^(?:(?:src|test|supabase|docs|scripts|\.github)\/[^\s<>…]*|[\w./*-]+\.(?:ts|mjs|json|sql|md|toml|example))$/

/** Every path that a document names, as written. */
function pathsIn(document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8')
  const links = [...text.matchAll(/(?:\]\(|src=")([^)"\s]+)/g)].map(([, to = '']) => to.replace(/#.*$/, ''))
  const quoted = [...text.matchAll(/`([^`\n]+)`/g)].map(([, words = '']) => words).filter((it) => LIKE_A_PATH.test(it))
  return [...links.filter((to) => to !== '' && !/^[a-z]+:/.test(to)), ...quoted]
}

/** As a reader of the document would find it; a pattern names at least one file. */
const isThere = (path: string) =>
  path.includes('*')
    ? globSync(path, { cwd: root }).length > 0
    : ['.', 'docs', 'test'].some((folder) => existsSync(join(root, folder, path)))

test.each([
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'test/README.md',
  ...globSync('docs/*.md', { cwd: root }),
])('every path that %s names is there', (document) => {
  expect(pathsIn(document).filter((path) => !isThere(path))).toEqual([])
})
