import { config as readDotenv } from 'dotenv'
import { doctor } from './doctor.ts'

const COMMANDS = new Map([['doctor', doctor]])

readDotenv({ quiet: true })
const [, , name = ''] = process.argv
const command = COMMANDS.get(name)
if (command) {
  process.exitCode = await command(process.env, (line) => void process.stdout.write(`${line}\n`))
} else {
  const known = [...COMMANDS.keys()].join(', ')
  process.stderr.write(
    `${name ? `There is no command ${name}` : 'A command is missing'}. The commands are: ${known}.\n`,
  )
  process.exitCode = 2
}
