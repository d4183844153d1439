import { openPlayground } from '../../src/playground/playground.ts'
import { type Bot, startBot } from '../bench/bot.ts'
import { openModel } from '../bench/model.ts'
import { ANA, everybodyLeaves, openPerson, rootOf } from '../person.ts'
import { serveDatabase } from '../served-database.ts'
import { manifest } from '../slack/joined-bot.ts'

/** A workspace and a database that outlive the bots in them, and a model that is as slow as the test says. */
async function openWorld(firstTokenMs: number) {
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const playground = await openPlayground({ port: 0, log: quiet, manifest })
  const database = await serveDatabase()
  const asked = Promise.withResolvers<void>()
  const model = await openModel({ firstTokenMs }, () => asked.resolve())
  const bots: Bot[] = []
  return {
    playground,
    asked: asked.promise,
    async start({ baseUrl = model.baseUrl, by = 'node' }: { baseUrl?: string; by?: 'node' | 'npm' } = {}) {
      const settings = {
        SLACK_BOT_TOKEN: playground.botToken,
        SLACK_APP_TOKEN: playground.appToken,
        SLACK_API_URL: playground.apiUrl,
        SUPABASE_URL: database.url,
        SUPABASE_SECRET_KEY: 'sb_secret_test',
        OPENAI_BASE_URL: baseUrl,
        COACH_MODEL: 'bench-coach',
        JUDGE_MODEL: 'bench-judge',
      }
      const bot = await startBot(settings, 'inherit', by)
      bots.push(bot)
      return bot
    },
    rounds: () => database.query('select round_number from coaching_sessions'),
    /** Replies that the next bot would find to answer. */
    left: () =>
      database.query(`select kind, state from inbox where kind = 'reply' and state not in ('sent', 'settled')`),
    async close() {
      everybodyLeaves()
      for (const bot of bots) await bot.kill()
      await playground.close()
      await model.close()
      await database.close()
    },
  }
}

const REPLY = '(0-1) Brightline went quiet after the demo.'

test.each([
  { asked: 'told to stop', by: 'node', stop: (bot: Bot) => bot.stop() },
  { asked: '`npm start` told to stop', by: 'npm', stop: (bot: Bot) => bot.stop() },
  { asked: '`npm start` ended by Ctrl+C', by: 'npm', stop: (bot: Bot) => bot.interrupt() },
] as const)(
  '$asked in the middle of an answer, the bot finishes it, and leaves nothing for the next one',
  async ({ by, stop }) => {
    const world = await openWorld(1_500)
    try {
      const bot = await world.start({ by })
      const ana = await openPerson(world.playground.url, ANA)
      const opening = await ana.starts('sales')
      await ana.say(opening.channel, REPLY, rootOf(opening))
      await world.asked
      expect(await stop(bot)).toBe(0)
      await ana.seesMessage(/You say \(0-1\)/)
      expect(await world.left()).toEqual([])
      expect(ana.everything().filter(({ text }) => text.includes('You say (0-1)'))).toHaveLength(1)
      expect(await world.rounds()).toHaveLength(1)
    } finally {
      await world.close()
    }
  },
  60_000,
)

test('with a model that does not answer, what it was working on is handed back, and another instance answers it once', async () => {
  const world = await openWorld(600_000)
  const fast = await openModel({}, () => undefined)
  try {
    const stalled = await world.start()
    const ana = await openPerson(world.playground.url, ANA)
    const opening = await ana.starts('sales')
    await ana.say(opening.channel, REPLY, rootOf(opening))
    await world.asked
    const stopped = stalled.stop()
    await world.start({ baseUrl: fast.baseUrl })
    expect(await stopped).toBe(0)
    await ana.seesMessage(/You say \(0-1\)/)
    expect(ana.everything().filter(({ text }) => text.includes('You say (0-1)'))).toHaveLength(1)
    expect(await world.rounds()).toHaveLength(1)
  } finally {
    await world.close()
    await fast.close()
  }
}, 60_000)
