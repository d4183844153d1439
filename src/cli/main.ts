import { config as readDotenv } from 'dotenv'
import { doctor } from './doctor.ts'
import { evaluate } from './eval.ts'
import { exportTo, importFrom } from './move-data.ts'
import { teams } from './teams.ts'

const COMMANDS = new Map([
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
