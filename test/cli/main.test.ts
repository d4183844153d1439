import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'threadcoach-cli-'))
const main = join(import.meta.dirname, '../../src/cli/main.ts')
const PATH = process.env.PATH ?? ''
const run = (...args: string[]) =>
  spawnSync(process.execPath, [main, ...args], { cwd: folder, env: { PATH }, encoding: 'utf8' })
afterAll(() => rmSync(folder, { recursive: true }))

test('the settings in .env are read, and what is wrong with them ends with a failure', () => {
  writeFileSync(join(folder, '.env'), 'SLACK_APP_TOKEN=xapp-canary\nSUPABASE_URL=https://abc.supabase.co\n')
  const { status, stdout, stderr } = run('doctor')
  expect(stdout.split('\n').filter((line) => line.startsWith('✗'))).toEqual([
    '✗ Settings: SLACK_BOT_TOKEN is missing.',
    '✗ Settings: SUPABASE_SECRET_KEY is missing.',
  ])
  expect(stdout + stderr).not.toContain('canary')
  expect(status).toBe(1)
})

test('an unknown command is answered with those that there are', () => {
  expect(run('docter')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: 'There is no command docter. The commands are: content, doctor, eval, export, import, teams.\n',
  })
  expect(run()).toMatchObject({
    status: 2,
    stderr: 'A command is missing. The commands are: content, doctor, eval, export, import, teams.\n',
  })
})
