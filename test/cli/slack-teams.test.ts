import { groupTeam } from '../../src/cli/group-team.ts'
import { openPace } from '../../src/cli/pace.ts'
import { profileTeams } from '../../src/cli/profile-teams.ts'
import { openLog } from '../../src/log.ts'
import { openPlayground, type Playground } from '../../src/playground/playground.ts'
import { openWebClient } from '../../src/slack/connection/web-client.ts'
import { manifest, quiet } from '../playground/joined-app.ts'

const TOM = 'U08TOMBEC09'
const PRIYA = 'U08PRIYAN03'

let playground: Playground
beforeAll(async () => {
  playground = await openPlayground({ port: 0, log: quiet, manifest, limits: 'published' })
})
afterAll(() => playground.close())

const web = () =>
  openWebClient(
    playground.botToken,
    playground.apiUrl,
    openLog(() => undefined),
  )

test('a user group of Slack is a team: its people with their names, and the manager apart', async () => {
  expect(await groupTeam(web(), '@Platform', TOM)).toEqual([
    { actor: 'U08NOORAZ10', name: 'Noor Aziz', team: 'Platform team', position: '', manager: TOM },
    { actor: 'U08KOFIME11', name: 'Kofi Mensah', team: 'Platform team', position: '', manager: TOM },
    { actor: 'U08INESDU12', name: 'Ines Duarte', team: 'Platform team', position: '', manager: TOM },
  ])
})

test.each([
  ['@none', TOM, 'There is no user group @none. There are: @launch, @platform.'],
  ['launch', 'U0NOBODY', 'U0NOBODY is nobody in this workspace. Give the manager’s Slack member id.'],
])('the group %s with the manager %s: %s', async (handle, manager, why) => {
  await expect(groupTeam(web(), handle, manager)).rejects.toThrow(why)
})

test('who names a manager in their profile belongs to that manager’s team, and it is said how far it is', async () => {
  const said: string[] = []
  const people = await profileTeams(web(), (line) => said.push(line))
  const of = (team: string) => people.filter((one) => one.team === team)
  expect(of('Launch team')).toHaveLength(7)
  expect(of('Platform team')).toHaveLength(3)
  expect(people).toHaveLength(10) // managers and the admin name nobody
  expect(people[0]).toEqual({
    actor: 'U08ANARIB01',
    name: 'Ana Ribeiro',
    team: 'Launch team',
    position: 'Account executive',
    manager: PRIYA,
  })
  expect(said).toEqual(['Read 15 of 15 profiles.'])
})

test('calls keep to so many a minute, and wait where Slack says so', async () => {
  const waited: number[] = []
  const paced = openPace(2, async (ms) => waited.push(ms))
  const busy = Object.assign(new Error(), { code: 'slack_webapi_rate_limited_error', retryAfter: 7 })
  const outcomes = [undefined, busy, undefined]
  const call = async () => {
    const outcome = outcomes.shift()
    if (outcome) throw outcome
    return 'done'
  }
  expect(await paced(call)).toBe('done')
  expect(waited).toEqual([])
  expect(await paced(call)).toBe('done') // the second was refused once
  expect(waited[0]).toBe(7_000)
  expect(waited[1]).toBeGreaterThan(50_000)
})
