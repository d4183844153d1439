import { config as readDotenv } from 'dotenv'
import { content } from './content.ts'
import { doctor } from './doctor.ts'
import { evaluate } from './eval.ts'
import { exportTo, importFrom } from './move-data.ts'
import { teams } from './teams.ts'

type Command = (env: Record<string, string | undefined>, say: (line: string) => void, args: string[]) => Promise<number>

const COMMANDS = new Map<string, Command>([
  ['content', content],
  ['doctor', doctor],
  ['eval', evaluate],
  ['export', exportTo],
  ['import', importFrom],
  ['teams', teams],
])

readDotenv({ quiet: true })
const [, , name = '', ...rest] = process.argv
const command = COMMANDS.get(name)
if (command) {
  process.exitCode = await command(process.env, (line) => void process.stdout.write(`${line}\n`), rest)
} else {
  const known = [...COMMANDS.keys()].join(', ')
  process.stderr.write(
    `${name ? `There is no command ${name}` : 'A command is missing'}. The commands are: ${known}.\n`,
  )
  process.exitCode = 2
}
