import { execFile, spawnSync } from 'node:child_process'
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
const hasCertificates = spawnSync('openssl', ['version']).status === 0
const withCertificates = hasCertificates ? test : test.skip

withCertificates(
  'where a proxy alone leads out and opens what is encrypted, all is reached through it',
  async () => {
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
      SLACK_API_URL: 'https://slack.invalid/api/',
      SUPABASE_URL: 'http://db.invalid',
      SUPABASE_SECRET_KEY: 'sb_secret_test',
      OPENAI_BASE_URL: 'https://llm.invalid/v1',
      COACH_MODEL: 'bench-coach',
      HTTPS_PROXY: proxy.url,
      http_proxy: proxy.url.replace('http://', ''),
    }
    let bot: Awaited<ReturnType<typeof startBot>> | undefined
    try {
      bot = await startBot({ ...settings, NODE_EXTRA_CA_CERTS: proxy.certificate })
      const ana = await openPerson(playground.url, ANA)
      const opening = await ana.starts('sales')
      expect((await ana.talks(opening, '(0-1) Brightline went quiet after the demo.')).text).toMatch(/You say \(0-1\)/)
      expect([...proxy.seen].toSorted()).toEqual([
        'CONNECT llm.invalid:443',
        'CONNECT slack.invalid:443',
        'POST http://db.invalid',
        'POST https://llm.invalid',
        'POST https://slack.invalid',
        'UPGRADE https://slack.invalid',
      ])

      expect(await bot.stop()).toBe(0)

      const asked = promisify(execFile)(process.execPath, [CLI, 'doctor'], { env: { PATH: '', ...settings } })
      const { stdout } = await asked.catch((error: { stdout: string }) => error)
      const cure = /Its certificate is not known here \(\w+\), .*\n {4}Set NODE_EXTRA_CA_CERTS to the file/.source
      expect(stdout).toMatch(new RegExp(`^✗ Slack bot token: Slack cannot be reached\\.\n {4}${cure}`, 'm'))
      expect(stdout).toMatch(/^✓ Database: the Supabase project at http:\/\/db\.invalid answers/m)
      expect(stdout).toMatch(new RegExp(`^✗ Model bench-coach: llm\\.invalid cannot be reached\\.\n {4}${cure}`, 'm'))
      expect(stdout).toContain(`https: goes through ${new URL(proxy.url).host}`)
    } finally {
      everybodyLeaves()
      await bot?.kill()
      await proxy.close()
      await playground.close()
      await model.close()
      await database.close()
    }
  },
  60_000,
)
