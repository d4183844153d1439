import { readFile } from 'node:fs/promises'
import type { WebClient } from '@slack/web-api'
import { type Config, readConfig } from '../config.ts'
import { Fault } from '../fault.ts'
import { openLog } from '../log.ts'
import { slackFault } from '../slack/connection/slack-fault.ts'
import { openWebClient } from '../slack/connection/web-client.ts'
import type { Store, TeamChange, TeamPerson } from '../store/store.ts'
import { readArguments } from './arguments.ts'
import { groupTeam } from './group-team.ts'
import { openConfigured } from './open-store.ts'
import { profileTeams } from './profile-teams.ts'
import { type Member, slackAddresses } from './slack-people.ts'
import { readTeamFile } from './team-file/team-file.ts'

type Env = Record<string, string | undefined>
type Say = (line: string) => void

const PLAYGROUND = 'T08PLAYGRND' // the sample workspace's id
const USAGE = `npm run teams -- import teams.csv (person,team,manager; shows what would change), then the same with --apply
npm run teams -- from-group @sales --manager U0PRIYA0, from a user group of Slack
npm run teams -- from-profile, from the fields "Manager" and "Team" of Slack's profiles
A team is set from one of these. --take-over lets this one have it from now on.`
const OPTIONS = {
  apply: { type: 'boolean', default: false },
  'take-over': { type: 'boolean', default: false },
  manager: { type: 'string', default: '' },
} as const

type Source = Parameters<Store['setTeams']>[1]
type Wanted = { source: Source; read: (slack: Config['slack'], say: Say) => Promise<TeamPerson[]> }

/**
 * Sets who is in which team and who manages it, from a file, a user group or the profiles. Without --apply it only says what would
 * change.
 */
export async function teams(env: Env, say: Say, args: string[] = []): Promise<number> {
  const given = readArguments(args, { options: OPTIONS, words: 2, usage: USAGE })
  const wanted = 'wrong' in given ? undefined : wantedBy(given.positionals, given.values.manager)
  if ('wrong' in given || !wanted) {
    say('wrong' in given ? given.wrong : USAGE)
    return 2
  }
  const { apply, 'take-over': take } = given.values
  try {
    const read = readConfig(env)
    if ('wrong' in read) throw new Error(read.wrong.join('\n'))
    const people = await wanted.read(read.config.slack, say)
    const workspace = await workspaceOf(read.config)
    const store = await openConfigured(read.config.database, say)
    try {
      const others = await store.teamsOfOthers(workspace, wanted.source, people, { take: take && apply })
      if (others.length > 0 && !take) throw new Error(othersSentence(others))
      const changes = await store.setTeams(workspace, wanted.source, people, { now: new Date(), dry: !apply })
      for (const change of changes) say(sentence(change))
      say(closing(changes.length, apply, wanted.source))
    } finally {
      await store.close()
    }
    return 0
  } catch (error) {
    say(failure(error))
    return 1
  }
}

function failure(error: unknown): string {
  if (error instanceof Fault) return `The database did not take it (${error.cause ?? error.code}). Nothing was changed.`
  return error instanceof Error ? error.message : 'It did not work.'
}

function wantedBy([verb, from = '']: string[], manager: string): Wanted | undefined {
  if (verb === 'import' && from && !manager)
    return { source: 'csv', read: (slack, say) => peopleInFile(from, slack, say) }
  if (verb === 'from-group' && from && manager)
    return {
      source: 'user-group',
      read: (slack) => askSlack(slack, 'usergroups:read', (web) => groupTeam(web, from, manager)),
    }
  if (verb === 'from-profile' && !from && !manager)
    return {
      source: 'profile-field',
      read: (slack, say) => askSlack(slack, 'users.profile:read', (web) => profileTeams(web, say)),
    }
  return undefined
}

async function peopleInFile(file: string, slack: Config['slack'], say: Say): Promise<TeamPerson[]> {
  const bytes = await readFile(file).catch(() => Promise.reject(new Error(`${file} cannot be read.`)))
  const found = await readTeamFile(bytes, () => membersOf(slack))
  if ('wrong' in found) throw new Error([...found.wrong, 'Nothing was changed.'].join('\n'))
  for (const note of found.notes) say(note)
  return found.people
}

async function membersOf(slack: Config['slack']): Promise<Map<string, Member>> {
  if (slack.at === 'playground')
    throw new Error(
      'E-mail addresses are looked up in Slack: set SLACK_BOT_TOKEN. Without a workspace, name people by Slack member ids.',
    )
  return await askSlack(slack, 'users:read.email', slackAddresses)
}

async function askSlack<T>(slack: Config['slack'], scope: string, ask: (web: WebClient) => Promise<T>): Promise<T> {
  if (slack.at === 'playground')
    throw new Error('That needs a Slack workspace: set SLACK_BOT_TOKEN. Without one, import a file.')
  try {
    return await ask(openWebClient(slack.botToken, slack.apiUrl, silent))
  } catch (error) {
    const { code, cause } = slackFault(error)
    if (cause === 'missing_scope')
      throw new Error(
        `The app may not read that yet. Grant it the optional scope ${scope} under "OAuth & Permissions" of your app at https://api.slack.com/apps, then reinstall the app to the workspace.`,
      )
    if (cause === 'plan_upgrade_required')
      throw new Error('This workspace has no user groups: Slack has them on paid plans. Import a file instead.')
    if (error instanceof Error && error.name === 'Error') throw error // a sentence of ours
    if (code === 'slack-unclear')
      throw new Error(`Slack cannot be reached (${cause}). Nothing was changed. npm run doctor may say why.`)
    throw new Error(`Slack refused: ${cause}. Nothing was changed. npm run doctor may say why.`)
  }
}

const SOURCES = { csv: 'a file', 'user-group': 'a user group', 'profile-field': 'the profiles' } satisfies Record<
  Source,
  string
>

function othersSentence(others: { team: string; source: Source }[]): string {
  const lines = others.map(({ team, source }) => `${team} is set from ${SOURCES[source]}.`)
  return [...lines, 'Nothing was changed. With --take-over these teams change all the same.'].join('\n')
}

function sentence({ change, actor, name, team, from }: TeamChange): string {
  const who = name === actor ? actor : `${name} (${actor})`
  switch (change) {
    case 'joins':
      return `${who} joins ${team}`
    case 'moves':
      return `${who} moves from ${from} to ${team}`
    case 'leaves':
      return `${who} leaves ${team}`
    case 'position':
      return `${who}, ${team}: another position`
    case 'manager':
      return from ? `${who} manages ${team} from now on, instead of ${from}` : `${who} manages ${team} from now on`
  }
}

function closing(count: number, applied: boolean, source: Source): string {
  if (count === 0) return `Nothing to change: it is all as ${source === 'csv' ? 'the file says' : 'it is in Slack'}.`
  const changes = count === 1 ? '1 change' : `${count} changes`
  return applied ? `${changes} made.` : `${changes}, none of them made yet. Run it again with --apply to make them.`
}

const silent = openLog(() => undefined)

/** Slack's id of the workspace that this bot is in. */
async function workspaceOf({ slack }: Config): Promise<string> {
  if (slack.at === 'playground') return PLAYGROUND
  const { team_id: team } = await openWebClient(slack.botToken, slack.apiUrl, silent)
    .auth.test()
    .catch(() => Promise.reject(new Error('Slack does not say which workspace this is. npm run doctor says why.')))
  return team ?? ''
}
