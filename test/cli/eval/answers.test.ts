import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { evalAnswers } from '../../../src/cli/eval/eval-answers.ts'
import { readOptions } from '../../../src/cli/eval/options.ts'
import { DOMAINS, testCoach } from '../../coach.ts'

const folder = mkdtempSync(join(tmpdir(), 'threadcoach-eval-answers-'))
afterAll(() => rmSync(folder, { recursive: true }))

const measured = (args: string[]) => {
  const lines: string[] = []
  const isMet = evalAnswers(readOptions(['--answers', ...args]), DOMAINS, testCoach, (line) => lines.push(line))
  return { isMet, lines }
}

test('the checks tell good answers from bad ones, as far as they must, and what is not checked is said', () => {
  const { isMet, lines } = measured([])
  expect({ isMet, missed: lines.filter((line) => line.startsWith('✗')) }).toEqual({ isMet: true, missed: [] })
  for (const code of ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl'])
    expect(lines.filter((line) => new RegExp(`^${code}: \\d+ of \\d+ signs are looked for`).test(line))).toHaveLength(1)
  expect(lines.join('\n')).toContain('any other language')
})

test('a set of one’s own is tried, and a good answer that is sent back fails it', () => {
  const item = {
    id: 'a',
    language: 'en',
    kind: 'x',
    set: 'figure',
    domain: 'cooking',
    before: [],
    reply: 'We lost the deal.',
  }
  const write = (name: string, answers: string[]) =>
    writeFileSync(join(folder, name), JSON.stringify({ items: answers.map((answer) => ({ ...item, answer })) }))
  write('good.json', ['The deal is lost. What did they say?'])
  write('bad.json', ['Great job! The deal is lost. What did they say?'])
  expect(measured(['--set', folder]).isMet).toBe(true)
  write('good.json', ['The deal is lost. You should call them. What did they say?'])
  expect(measured(['--set', folder]).isMet).toBe(false)
})
