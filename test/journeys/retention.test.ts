import { KEPT_FOR } from '../../src/config.ts'
import { openBot, temporaryFolder } from '../bot.ts'
import { ANA, everybodyLeaves, openPerson, until } from '../person.ts'
import { serveDatabase } from '../served-database.ts'

const DAY_MS = 86_400_000
const LONG_MS = 120_000
/** Weeks rather than half a year: every eight hours that pass are lived through. */
const KEPT_DAYS = 20

const folder = temporaryFolder()
let database: Awaited<ReturnType<typeof serveDatabase>>
let bot: Awaited<ReturnType<typeof openBot>>
beforeAll(async () => {
  database = await serveDatabase()
  bot = await openBot({
    dataDir: folder.path,
    database: { at: 'supabase', url: database.url, key: 'sb_secret_test' },
    digestMinimum: 8,
    retention: { ...KEPT_FOR, text: KEPT_DAYS, notes: KEPT_DAYS },
  })
}, 60_000)
afterAll(async () => {
  everybodyLeaves()
  await bot.close()
  await database.close()
  folder.done()
}, 60_000)

const rounds = () => database.query('select learner_message as said, coach_response as answer from coaching_sessions')
const receipts = () => database.query(`select counts from receipts where kind = 'retention'`)
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString()

test('the least group that was set is what digests go by from the start on', async () => {
  expect(await database.query('select minimum from digest_minimums')).toEqual([{ minimum: 8 }])
})

test(
  'in the playground one moves the clock by some weeks and watches what was said go, with a receipt, and the count stay',
  async () => {
    const ana = await openPerson(bot.url, ANA)
    const opening = await ana.starts('sales')
    await ana.talks(opening, 'They told us wrong shipments cost them about 40 hours a week.')
    await ana.talks(opening, 'On Thursday I will ask the operations director to bring the CFO to the next call.')
    await ana.press(opening, 'session_end')
    await ana.seesMessage(/^Your scorecard/)

    await ana.act({ do: 'move-clock', to: inDays(KEPT_DAYS - 3) })
    expect(JSON.stringify(await rounds())).toMatch(/40 hours/)

    await ana.act({ do: 'move-clock', to: inDays(KEPT_DAYS + 3) })
    await until('what was said is gone', async () => !/hours|Thursday/.test(JSON.stringify(await rounds())))
    expect(await rounds()).toHaveLength(2)
    await until('there is a receipt of it', async () =>
      (await receipts()).some(({ counts }) => /"text": ?[1-9]/.test(JSON.stringify(counts))),
    )
    const found = `select 1 from scorecards where marks @? '$[*].cues[*].quote'` // which cues were found stays, without the words
    expect(await database.query(found)).toHaveLength(1)
    const kept = await database.query('select marks, closing from scorecards')
    expect(JSON.stringify(kept)).not.toMatch(/hours|Thursday/)
  },
  LONG_MS,
)
