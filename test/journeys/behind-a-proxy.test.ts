import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openPlayground } from '../../src/playground/playground.ts'
import { startBot } from '../bench/bot.ts'
import { openModel } from '../bench/model.ts'
import { ANA, everybodyLeaves, openPerson } from '../person.ts'
import { quiet } from '../playground/joined-app.ts'
import { openProxy } from '../proxy.ts'
import { serveDatabase } from '../served-database.ts'
import { manifest } from '../slack/joined-bot.ts'

const CLI = join(import.meta.dirname, '../../src/cli/main.ts')
const run = promisify(execFile)

test('where a proxy alone leads out, Slack, its socket, the database and the model are reached through it', async () => {
  const playground = await openPlayground({ port: 0, log: quiet, manifest })
  const database = await serveDatabase()
  const model = await openModel({}, () => undefined)
  const proxy = await openProxy({
    'slack.invalid': playground.url,
    'db.invalid': database.url,
    'llm.invalid': model.baseUrl,
  })
  const settings = {
    SLACK_BOT_TOKEN: playground.botToken,
    SLACK_APP_TOKEN: playground.appToken,
    SLACK_API_URL: 'http://slack.invalid/api/',
    SUPABASE_URL: 'http://db.invalid',
    SUPABASE_SECRET_KEY: 'sb_secret_test',
    OPENAI_BASE_URL: 'http://llm.invalid/v1',
    COACH_MODEL: 'bench-coach',
    HTTP_PROXY: proxy.url,
  }
  let bot: Awaited<ReturnType<typeof startBot>> | undefined
  try {
    bot = await startBot(settings, 'inherit')
    const ana = await openPerson(playground.url, ANA)
    const opening = await ana.starts('sales')
    expect((await ana.talks(opening, '(0-1) Brightline went quiet after the demo.')).text).toMatch(/You say \(0-1\)/)
    expect([...proxy.seen].toSorted()).toEqual([
      'CONNECT slack.invalid:80',
      'POST db.invalid',
      'POST llm.invalid',
      'POST slack.invalid',
    ])

    const { stdout } = await run(process.execPath, [CLI, 'doctor'], { env: { ...process.env, ...settings } }).catch(
      (error: { stdout: string }) => error,
    ) // this model fills in no JSON
    expect(stdout).toMatch(/✓ Slack bot token.*✓ Database: .*✓ Model bench-coach: it writes/s)
    expect(stdout).toContain(`✓ Proxy: what begins with http: through ${new URL(proxy.url).host}; not to localhost`)
  } finally {
    everybodyLeaves()
    await bot?.kill()
    await proxy.close()
    await playground.close()
    await model.close()
    await database.close()
  }
}, 60_000)
