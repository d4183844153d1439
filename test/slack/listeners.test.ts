import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TABLES } from '../../src/slack/listeners/listen.ts'

const ROOT = join(import.meta.dirname, '../..')
const VIEWS = join(ROOT, 'src/slack/views')
const files = readdirSync(VIEWS).filter((file) => file.endsWith('.ts') && file !== 'blocks.ts') // which makes buttons of any name
const constants: Record<string, unknown> = Object.assign(
  {},
  ...(await Promise.all(files.map((file) => import(join(VIEWS, file))))),
)

/** The ids that views give at such a place of their source. What is put together there stands in a list that the same file exports. */
function shown(pattern: RegExp): string[] {
  const ids = files.flatMap((file) => {
    const code = readFileSync(join(VIEWS, file), 'utf8')
    return [...code.matchAll(pattern)].flatMap(([, said = '']) => {
      if (/^[A-Z_]+$/.test(said)) return [constants[said]]
      const lists = [...code.matchAll(/export const ([A-Z_]+_ACTIONS)\b/g)].map(([, name = '']) => constants[name])
      return lists.flat().map((one) => (Array.isArray(one) ? one[0] : one))
    })
  })
  return [...new Set(ids.map(String))].sort()
}

const served = (kind: keyof (typeof TABLES)[number]) => TABLES.flatMap((table) => Object.keys(table[kind] ?? {})).sort()

test('each button, list and calendar that a view shows is in one table, and no table has one that none shows', () => {
  const named = (id: string) => constants[id.toUpperCase()] === id // not a field of a form
  const buttons = [
    ...shown(/\baction: ([A-Z_]+\b|`|\w+\()/g),
    ...shown(/(?:action_id: |datepicker\()([A-Z_]+)\b/g).filter(named),
  ]
  expect(buttons).toContain('wish_practise_hard')
  expect(buttons).toContain('feedback_session_no')
  expect([...served('presses'), ...served('plainPresses')].sort()).toEqual([...new Set(buttons)].sort())
})

test('each form that a view shows is in one table, and no table has one that none shows', () => {
  expect(served('forms')).toEqual(shown(/callback_id: ([A-Z_]+)\b/g))
})

test.each(['manifest.json', 'manifest.plain.json'])('what Slack offers by %s is in one table each', (file) => {
  const { features } = JSON.parse(readFileSync(join(ROOT, file), 'utf8'))
  const ids = (list: Record<string, string>[], name: string) => list.map((one) => one[name]).sort()
  expect(served('shortcuts')).toEqual(ids(features.shortcuts, 'callback_id'))
  expect(served('commands')).toEqual(ids(features.slash_commands, 'command'))
})
