import { content } from '../../src/cli/content.ts'
import { doctor } from '../../src/cli/doctor.ts'
import { evaluate } from '../../src/cli/eval.ts'
import { exportTo, importFrom } from '../../src/cli/move-data.ts'
import { teams } from '../../src/cli/teams.ts'

const COMMANDS = {
  content: [content, 'npm run content -- VERB'],
  doctor: [doctor, 'npm run doctor -- --live'],
  eval: [evaluate, 'npm run eval -- [options]'],
  export: [exportTo, 'npm run export -- threadcoach-data.gz'],
  import: [importFrom, 'npm run import -- threadcoach-data.gz'],
  teams: [teams, 'npm run teams -- import teams.csv'],
} as const

async function run(name: keyof typeof COMMANDS, ...args: string[]) {
  const said: string[] = []
  const [command, usage] = COMMANDS[name]
  const code = await command({}, (line) => said.push(line), args)
  return { usage, code, said: said.join('\n') }
}

const names = Object.keys(COMMANDS).filter((name): name is keyof typeof COMMANDS => name in COMMANDS)

test.each(names)(
  '%s says which option it does not have, or which word is too many, and how it is used',
  async (name) => {
    for (const [args, sentence] of [
      [['--sideways'], "Unknown option '--sideways'."],
      [['import', 'a.csv', 'b.csv'], /^There is nothing to do with \S+\.$/],
    ] as const) {
      const { usage, code, said } = await run(name, ...args)
      const [first, ...others] = said.split('\n')
      expect(first).toMatch(sentence)
      expect(others.join('\n')).toContain(usage)
      expect(code).toBeGreaterThan(0)
    }
  },
)

test.each([
  [['from-group', '@sales', '--manager'], "Option '--manager <value>' argument missing"],
  [['import', 'a.csv', '--manager', 'U1'], 'npm run teams -- import'],
  [['import', '--apply=yes', 'a.csv'], "Option '--apply' does not take an argument"],
])('teams %j is not guessed at', async (args, sentence) => {
  const { code, said } = await run('teams', ...args)
  expect(said).toContain(sentence)
  expect(code).toBe(2)
})
