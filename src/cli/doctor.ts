import { type Config, readConfig } from '../config.ts'
import { nearSettings } from '../settings.ts'
import { readArguments } from './arguments.ts'
import { checkCalibration } from './check-calibration.ts'
import { checkContacts } from './check-contacts.ts'
import { checkDatabase } from './check-database.ts'
import { checkModel } from './check-model.ts'
import { checkSlack } from './check-slack.ts'
import { closingLine, type Finding, findingLines } from './finding.ts'

const USAGE =
  'npm run doctor checks the settings; npm run doctor -- --live asks Slack itself, in your direct message with the app.'

/** Checks every border for real, says each finding as it is made, and gives the exit code. No key or token is ever said. */
export async function doctor(
  env: Record<string, string | undefined>,
  say: (line: string) => void,
  args: string[] = [],
): Promise<number> {
  const given = readArguments(args, { options: { live: { type: 'boolean' } }, words: 0, usage: USAGE })
  if ('wrong' in given) {
    say(given.wrong)
    return 2
  }
  if (given.values.live) return (await import('./live/check-live.ts')).checkLive(env, say) // which needs every view
  let failures = 0
  for await (const finding of findings(env)) {
    if (finding.mark === '✗') failures += 1
    for (const line of findingLines(finding)) say(line)
  }
  say(closingLine(failures))
  return failures > 0 ? 1 : 0
}

async function* findings(env: Record<string, string | undefined>): AsyncGenerator<Finding> {
  const read = readConfig(env)
  for (const says of nearSettings(env)) yield { mark: '–', about: 'Settings', says }
  if ('wrong' in read) {
    for (const says of read.wrong) yield { mark: '✗', about: 'Settings', says }
    yield { mark: '–', about: 'Slack, database and model', says: 'checked once the settings are whole.' }
    return
  }
  yield { mark: '✓', about: 'Settings', says: 'nothing is half-set.' }
  yield* checkContacts(read.config.contactsFile)
  const { digestMinimum } = read.config
  if (digestMinimum) yield { mark: '✓', about: 'Digest', says: `tells nothing of fewer than ${digestMinimum} people.` }
  if (read.config.proxies) yield proxyFinding(read.config.proxies)
  yield* checkSlack(read.config.slack)
  yield* checkDatabase(read.config.database)
  yield* checkModel(read.config.model)
  yield* checkCalibration(read.config.model)
}

/** Without the name and the password that may stand in an address. */
function proxyFinding({ http, https, none }: NonNullable<Config['proxies']>): Finding {
  const ways = Object.entries({ https, http }).flatMap(([scheme, proxy]) =>
    proxy ? [`what begins with ${scheme}: goes through ${new URL(proxy).host}`] : [],
  )
  return { mark: '✓', about: 'Proxy', says: `${ways.join(', ')}, and ${none} are reached without it.` }
}
