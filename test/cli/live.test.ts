import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openLog } from '../../src/log.ts'
import type { Call, CallFault } from '../../src/playground/call.ts'
import type { State } from '../../src/playground/contract.ts'
import { openPlayground, type Playground } from '../../src/playground/playground.ts'
import { openInstance } from '../../src/queue/instance.ts'
import { openWebClient } from '../../src/slack/connection/web-client.ts'
import { lockFolder } from '../../src/store/embedded/lock.ts'

const log = openLog(() => undefined)
const manifest: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../manifest.json'), 'utf8'))
const main = join(import.meta.dirname, '../../src/cli/main.ts')
const folder = mkdtempSync(join(tmpdir(), 'threadcoach-live-'))

let slack: Playground
let ana: string
let answered: Call[] = []
let fault: ((method: string) => CallFault | undefined) | undefined
beforeAll(async () => {
  slack = await openPlayground({
    port: 0,
    log,
    manifest,
    onCall: (method) => fault?.(method),
    onAnswered: (call) => answered.push(call),
  })
  slack.fault('reply-astray', 'on') // as people report of Slack
  ana = slack.people.find(({ name }) => name === 'ana')?.id ?? ''
})
beforeEach(() => {
  answered = []
  fault = undefined
})
afterAll(async () => {
  await slack.close()
  rmSync(folder, { recursive: true })
})

/** Runs the command as an operator would: what it asks is answered by `types`, and what it tells one to do is done. */
async function live(
  types: (question: string) => string | undefined,
  does: (told: string, stop: () => void) => void = () => undefined,
  more: Record<string, string> = {},
) {
  const env = {
    PATH: process.env.PATH ?? '',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    DATA_DIR: folder,
    ...more,
  }
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, 'doctor', '--live'], {
    cwd: folder,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const said: string[] = []
  const stop = () => child.kill('SIGINT')
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    said.push(line)
    if (line.startsWith('> ')) does(line, stop)
    if (!line.startsWith('? ')) return
    const words = types(line)
    if (words === undefined) stop()
    else child.stdin.write(`${words}\n`)
  })
  const [code] = await once(child, 'close')
  return { code, said, all: said.join('\n') }
}

const member = /Who are you/
const begin = /Type yes to begin/
const asAna = (question: string): string | undefined => {
  if (member.test(question)) return ana
  if (begin.test(question)) return 'yes'
  if (/A or B/.test(question)) return 'a'
  return /be clicked|for the edit/.test(question) ? 'n' : 'y'
}

/** What of the app's is left in the workspace: messages for everybody, and what it says that it does. */
async function left(): Promise<unknown[]> {
  const state: State = JSON.parse(await (await fetch(`${slack.url}/playground/api/state?as=${ana}`)).text())
  const posted = Object.values(state.messages).flat()
  return [
    ...posted.filter(({ user, ephemeral }) => user === state.app?.user && !ephemeral),
    ...Object.entries(state.statuses),
  ]
}

/** The thread in which the app said last that it works. */
function pressStop(): void {
  const at = answered.findLast(({ method }) => method === 'agents.sessions.setStatus')?.args
  void slack.act(ana, { do: 'stop', channel: String(at?.channel_id), threadTs: String(at?.thread_ts) })
}

test('Slack is asked everything, all that was made is gone, and what is to be sent on holds nobody’s words', async () => {
  const group = 'C08GROUPDM5'
  const { code, all, said } = await live((asked) => (/several people/.test(asked) ? group : asAna(asked)), pressStop)
  expect(said.filter((line) => line.includes('✗'))).toEqual([])
  expect(code).toBe(0)
  expect(all).toMatch(/^stop: as expected: the event came; still working after Stop: y$/m)
  expect(all).toMatch(/^prompts: as expected: what was set is suggested: y$/m)
  expect(all).toMatch(/^group-info: as expected: refused, naming mpim:read$/m)
  expect(all).toMatch(/^every-view: as expected: \d{3} samples taken, none refused$/m)
  expect(answered.filter(({ method }) => method === 'blocks.validate').length).toBeGreaterThan(100)
  expect(await left()).toEqual([])

  const report = said.slice(said.findIndex((line) => line.startsWith('To help us')))
  const ids = [ana, group, slack.workspaceId, ...slack.channels.map(({ id }) => id)]
  expect(ids.filter((id) => report.join('\n').includes(id))).toEqual([])
  expect(report.slice(2).every((line) => /^[a-z-]+: (as expected|otherwise|not asked): /.test(line))).toBe(true)
})

test('a refused sample is named with its place, and whoever stops it while it waits for an answer finds that all is gone', async () => {
  let samples = 0
  const wrong = { pointer: '/blocks/0/text', code: 'failed_constraint', message: 'words from within it' }
  fault = (method) => {
    if (method !== 'blocks.validate') return undefined
    samples += 1
    return samples === 2 ? { body: { ok: false, error: 'invalid_message', errors: [wrong] } } : undefined
  }
  const { code, all } = await live((question) => (/only you can see/.test(question) ? undefined : asAna(question)))
  expect(code).toBe(130)
  expect(all).toMatch(
    /^every-view: otherwise: 1 of \d+ samples refused: “.+” \(en\): failed_constraint at \/blocks\/0\/text$/m,
  )
  expect(all).not.toContain(wrong.message)
  expect(all).toContain('✓ All that this made is gone.')
  expect(answered.some(({ method }) => method === 'chat.postMessage')).toBe(true)
  expect(await left()).toEqual([])
})

test('what fails on the way is one finding, and what Slack did without saying so is taken away too, also after a stop', async () => {
  let posts = 0
  fault = (method) => {
    if (method === 'chat.postMessage') posts += 1
    if (method === 'chat.postMessage' && [2, 4].includes(posts)) return { dropAnswer: true } // it is posted, and nobody hears of it
    return method === 'assistant.threads.setStatus' ? { body: { ok: false, error: 'method_deprecated' } } : undefined
  }
  const { code, all } = await live(asAna, (_told, stop) => stop())
  expect(all).toMatch(/^each-kind: not asked: no answer from Slack: UND_ERR_SOCKET$/m)
  expect(all).toMatch(/^together: not asked: no answer from Slack: UND_ERR_SOCKET$/m)
  expect(all).toMatch(/^thread-status: otherwise: is thinking…: method_deprecated, an empty one: method_deprecated$/m)
  expect(all).not.toContain('stop: ')
  expect(all).toContain('✓ All that this made is gone.')
  expect(code).toBe(130)
  expect(await left()).toEqual([])
})

test('nothing is done while a bot runs, on this machine or elsewhere, or when the person does not agree', async () => {
  const nothing = () => answered.filter(({ method }) => /^(chat|conversations|agents|assistant|files)\./.test(method))

  const instance = openInstance(folder, log)
  const here = await live(asAna, undefined, {
    SUPABASE_URL: 'http://127.0.0.1:9',
    SUPABASE_SECRET_KEY: 'sb_secret_test',
  })
  instance.close()
  expect(here).toMatchObject({ code: 2, said: [expect.stringContaining('A bot runs with the same settings')] })

  const unlock = lockFolder(folder)
  const embedded = await live(asAna)
  unlock()
  expect(embedded).toMatchObject({ code: 2, said: [expect.stringContaining('A bot runs with the same settings')] })

  const { url = '' } = await openWebClient(slack.appToken, slack.apiUrl, log).apps.connections.open()
  const other = new WebSocket(url)
  await once(other, 'open')
  const elsewhere = await live(asAna)
  other.close()
  expect(elsewhere).toMatchObject({ code: 2, said: [expect.stringContaining('Slack counts another connection')] })

  const http = { SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: 'one' }
  const declined = await live((question) => (member.test(question) ? ana : 'no'), undefined, http)
  expect(declined).toMatchObject({ code: 2, all: expect.stringContaining('Is the bot stopped everywhere?') })
  expect(await live(() => 'C08GENERAL1')).toMatchObject({ code: 2 })
  expect(nothing()).toEqual([])
})
