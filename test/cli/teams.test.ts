import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { teams } from '../../src/cli/teams.ts'
import { temporaryFolder } from '../bot.ts'

const folder = temporaryFolder()
afterAll(() => folder.done())
const file = join(folder.path, 'teams.csv')
const DATA_DIR = join(folder.path, 'data')

async function run(...args: string[]) {
  const said: string[] = []
  const code = await teams({ DATA_DIR }, (line) => said.push(line), args)
  return { code, said: said.filter((line) => !line.startsWith('Preparing')) }
}

test('what a file would change is said first, and made when it is asked for', async () => {
  writeFileSync(file, 'person,name,team,position,manager\nU0ANA00,Ana,Sales,,U0PRIYA0\n')
  const changes = ['Ana (U0ANA00) joins Sales', 'U0PRIYA0 manages Sales from now on']
  expect(await run('import', file)).toEqual({
    code: 0,
    said: [...changes, '2 changes, none of them made yet. Run it again with --apply to make them.'],
  })
  expect(await run('import', file, '--apply')).toEqual({ code: 0, said: [...changes, '2 changes made.'] })
  expect(await run('import', file)).toEqual({ code: 0, said: ['Nothing to change: it is all as the file says.'] })
}, 60_000)

test('a file with a mistake changes nothing', async () => {
  writeFileSync(file, 'person,name,team,position,manager\nAna,Ana,Sales,,\n')
  expect(await run('import', file, '--apply')).toMatchObject({
    code: 1,
    said: [expect.stringMatching(/Line 2: .*Nothing was changed\.$/s)],
  })
  expect(await run('import', join(folder.path, 'none.csv'))).toMatchObject({ code: 1 })
  expect(await run('import')).toMatchObject({ code: 2 })
})
