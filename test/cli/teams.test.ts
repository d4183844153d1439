import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { teams } from '../../src/cli/teams.ts'
import type { Fields } from '../../src/playground/fields.ts'
import { openPlayground } from '../../src/playground/playground.ts'
import { temporaryFolder } from '../bot.ts'
import { prepareDatabase } from '../database.ts'
import { manifest, quiet } from '../playground/joined-app.ts'

const folder = temporaryFolder()
afterAll(() => folder.done())
const file = join(folder.path, 'teams.csv')
const DATA_DIR = join(folder.path, 'data')

const run = (...args: string[]) => runWith({ DATA_DIR }, ...args)

async function runWith(env: Record<string, string>, ...args: string[]) {
  const said: string[] = []
  const code = await teams(env, (line) => said.push(line), args)
  return { code, said: said.filter((line) => !line.startsWith('Preparing')) }
}

beforeAll(async () => {
  await prepareDatabase(DATA_DIR)
  await prepareDatabase(join(folder.path, 'from-slack'))
})

test('what a file would change is said first, and made when it is asked for', async () => {
  writeFileSync(file, 'person,name,team,position,manager\nU0ANA00,Ana,Sales,,U0PRIYA0\n')
  const changes = ['Ana (U0ANA00) joins Sales', 'U0PRIYA0 manages Sales from now on']
  expect(await run('import', file)).toEqual({
    code: 0,
    said: [...changes, '2 changes, none of them made yet. Run it again with --apply to make them.'],
  })
  expect(await run('import', file, '--apply')).toEqual({ code: 0, said: [...changes, '2 changes made.'] })
  expect(await run('import', file)).toEqual({ code: 0, said: ['Nothing to change: it is all as the file says.'] })
}, 240_000)

test('a file with a mistake changes nothing', async () => {
  writeFileSync(file, 'person,name,team,position,manager\nAna,Ana,Sales,,\n')
  expect(await run('import', file, '--apply')).toMatchObject({
    code: 1,
    said: [expect.stringMatching(/Line 2: .*Nothing was changed\.$/s)],
  })
  expect(await run('import', join(folder.path, 'none.csv'))).toMatchObject({ code: 1 })
  expect(await run('import')).toMatchObject({ code: 2 })
})

test('each source looks after its own teams, and another one takes them over only when asked to', async () => {
  const playground = await openPlayground({ port: 0, log: quiet, manifest })
  try {
    const slack = {
      SLACK_BOT_TOKEN: playground.botToken,
      SLACK_APP_TOKEN: playground.appToken,
      SLACK_API_URL: playground.apiUrl,
      DATA_DIR: join(folder.path, 'from-slack'),
    }
    const group = await runWith(slack, 'from-group', '@platform', '--manager', 'U08TOMBEC09', '--apply')
    expect(group).toEqual({
      code: 0,
      said: [
        'Ines Duarte (U08INESDU12) joins Platform team',
        'Kofi Mensah (U08KOFIME11) joins Platform team',
        'Noor Aziz (U08NOORAZ10) joins Platform team',
        'U08TOMBEC09 manages Platform team from now on',
        '4 changes made.',
      ],
    })
    const refused = await runWith(slack, 'from-profile', '--apply')
    expect(refused.code).toBe(1)
    expect(refused.said.at(-1)).toBe(
      'Platform team is set from a user group.\nNothing was changed. With --take-over these teams change all the same.',
    )
    const taken = await runWith(slack, 'from-profile', '--take-over', '--apply')
    expect(taken.said.filter((line) => / joins Launch team/.test(line))).toHaveLength(7)
    expect(taken.said.at(-1)).toBe('11 changes made.') // and three positions
  } finally {
    await playground.close()
  }
}, 240_000)

test('Slack without the optional scope says which one to grant', async () => {
  const refuse = () => ({ body: { ok: false, error: 'missing_scope', needed: 'usergroups:read' } })
  const playground = await openPlayground({ port: 0, log: quiet, manifest, onCall: refuse })
  try {
    const slack = {
      SLACK_BOT_TOKEN: playground.botToken,
      SLACK_APP_TOKEN: playground.appToken,
      SLACK_API_URL: playground.apiUrl,
    }
    const { code, said } = await runWith(slack, 'from-group', '@launch', '--manager', 'U08TOMBEC09')
    expect(code).toBe(1)
    expect(said[0]).toMatch(/optional scope usergroups:read under "OAuth & Permissions"/)
  } finally {
    await playground.close()
  }
})

const REPEATED =
  'person,team,manager\nEva@Acme.example,Care,priya@acme.example\nben@acme.example,Care,Priya@acme.example\n'
const member = (id: string, about: Fields = {}) => ({ id, name: id, real_name: id.slice(2), profile: {}, ...about })
const withAddress = (id: string, email: string) => member(id, { profile: { email } })

/** Runs with a Slack whose list of members has two pages. */
async function runWithMembers(members: Fields[], ...args: string[]) {
  const asked: string[] = []
  const onCall = (method: string, { cursor }: Record<string, unknown>) => {
    asked.push(method)
    if (method !== 'users.list') return undefined
    const page = cursor ? members.slice(2) : members.slice(0, 2)
    return { body: { ok: true, members: page, response_metadata: { next_cursor: cursor ? '' : 'more' } } }
  }
  const playground = await openPlayground({ port: 0, log: quiet, manifest, onCall })
  const { botToken, appToken, apiUrl } = playground
  const slack = { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl, DATA_DIR }
  return { ...(await runWith(slack, ...args).finally(playground.close)), asked }
}

test('e-mail addresses are looked up in Slack’s list of members, which is read once', async () => {
  writeFileSync(file, REPEATED)
  const members = [
    withAddress('U0EVA000', 'eva@ACME.example'),
    withAddress('U0BEN000', 'ben@acme.example'),
    withAddress('U0PRIYA0', 'priya@acme.example'),
    { ...withAddress('U0OLD000', 'eva@acme.example'), deleted: true },
  ]
  const { code, said, asked } = await runWithMembers(members, 'import', file)
  expect(said).toEqual([
    'BEN000 (U0BEN000) joins Care',
    'EVA000 (U0EVA000) joins Care',
    'U0PRIYA0 manages Care from now on',
    '3 changes, none of them made yet. Run it again with --apply to make them.',
  ])
  expect(code).toBe(0)
  expect(asked.filter((method) => method.startsWith('users.'))).toEqual(['users.list', 'users.list'])
})

test('where Slack gives no addresses it is said which optional scope to grant', async () => {
  writeFileSync(file, REPEATED)
  const { code, said } = await runWithMembers([member('U0EVA000'), member('U0PRIYA0')], 'import', file, '--apply')
  expect(code).toBe(1)
  expect(said).toEqual([expect.stringMatching(/optional scope users:read\.email under "OAuth & Permissions"/)])
})

test('addresses without a workspace to look them up in change nothing', async () => {
  writeFileSync(file, REPEATED)
  expect(await run('import', file)).toEqual({
    code: 1,
    said: [expect.stringMatching(/looked up in Slack: set SLACK_BOT_TOKEN\./)],
  })
})

test('without a workspace there is nothing to read from Slack', async () => {
  expect(await run('from-profile')).toEqual({ code: 1, said: [expect.stringMatching(/needs a Slack workspace/)] })
  expect(await run('from-group', '@sales')).toMatchObject({ code: 2 })
})
