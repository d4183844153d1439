import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MIGRATIONS, ROOT, whyNotReady } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import { openWebClient } from '../slack/web-client.ts'
import { openEmbedded } from '../store/embedded/open-embedded.ts'
import type { Store, TeamChange } from '../store/store.ts'
import { openStore } from '../store/supabase.ts'
import { readTeamFile } from './team-file.ts'

type Env = Record<string, string | undefined>
type Say = (line: string) => void

const PLAYGROUND = 'T08PLAYGRND' // the sample workspace's id
const USAGE = 'npm run teams -- import teams.csv (shows what would change), then the same with --apply'

/** `teams import FILE [--apply]`: sets who is in which team and who manages it. Without --apply it only says what would change. */
export async function teams(env: Env, say: Say, args: string[] = []): Promise<number> {
  const apply = args.includes('--apply')
  const [verb, file, ...more] = args.filter((arg) => arg !== '--apply')
  if (verb !== 'import' || !file || more.length > 0) {
    say(USAGE)
    return 2
  }
  try {
    const read = readConfig(env)
    if ('wrong' in read) throw new Error(read.wrong.join('\n'))
    const found = readTeamFile(
      await readFile(file, 'utf8').catch(() => Promise.reject(new Error(`${file} cannot be read.`))),
    )
    if ('wrong' in found) throw new Error([...found.wrong, 'Nothing was changed.'].join('\n'))
    const workspace = await workspaceOf(read.config)
    const store = await openDatabase(read.config, say)
    try {
      const changes = await store.setTeams(workspace, 'csv', found.people, { now: new Date(), dry: !apply })
      for (const change of changes) say(sentence(change))
      say(closing(changes.length, apply))
    } finally {
      await store.close()
    }
    return 0
  } catch (error) {
    say(error instanceof Error ? error.message : 'It did not work.')
    return 1
  }
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

function closing(count: number, applied: boolean): string {
  if (count === 0) return 'Nothing to change: it is all as the file says.'
  const changes = count === 1 ? '1 change' : `${count} changes`
  return applied ? `${changes} made.` : `${changes}, none of them made yet. Run it again with --apply to make them.`
}

/** Slack's id of the workspace that this bot is in. */
async function workspaceOf({ slack }: Config): Promise<string> {
  if (slack.at === 'playground') return PLAYGROUND
  const silent = openLog(() => undefined)
  const { team_id: team } = await openWebClient(slack.botToken, slack.apiUrl, silent)
    .auth.test()
    .catch(() => Promise.reject(new Error('Slack does not say which workspace this is. npm run doctor says why.')))
  return team ?? ''
}

async function openDatabase({ database }: Config, say: Say): Promise<Store> {
  const instance = randomUUID()
  if (database.at === 'supabase') {
    const store = openStore({ url: database.url, key: database.key, instance })
    const why = await whyNotReady(store, database.url)
    if (why) throw new Error(why)
    return store
  }
  const embedded = await openEmbedded({
    dataDir: database.dataDir,
    migrationsDir: MIGRATIONS,
    seedFile: join(ROOT, 'supabase/seed.sql'),
    onProgress: say,
    onFatal: (sentence) => {
      throw new Error(sentence)
    },
  })
  return openStore({ ...embedded, url: 'http://embedded', key: 'embedded', instance })
}
