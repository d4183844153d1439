import type { Browser, Page } from 'playwright-core'
import { openBot, temporaryFolder } from '../bot.ts'
import { faultsOf, inBrowser, keepPicture } from '../browser.ts'
import { hasChromium, openBrowser } from '../chromium.ts'
import { openJudgeServer } from '../judge-server.ts'
import { until } from '../person.ts'
import { serveDatabase } from '../served-database.ts'

let browser: Browser
let database: Awaited<ReturnType<typeof serveDatabase>>
let judge: Awaited<ReturnType<typeof openJudgeServer>>
let bot: Awaited<ReturnType<typeof openBot>>
const folder = temporaryFolder()
beforeAll(async () => {
  if (!hasChromium) return
  database = await serveDatabase()
  judge = await openJudgeServer()
  bot = await openBot({
    dataDir: folder.path,
    database: { at: 'supabase', url: database.url, key: 'sb_secret_test' },
    model: judge.model,
  })
  browser = await openBrowser()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await bot?.close()
  await judge?.close()
  await database?.close()
  folder.done()
}, 60_000)

async function coached(page: Page): Promise<void> {
  const box = page.locator('main .composer-holder textarea')
  await box.fill('/coach')
  await box.press('Enter') // takes the completion
  await box.press('Enter') // sends it
  const form = page.getByRole('dialog', { name: 'Start coaching' })
  await form.getByLabel(/Communication Skills Coach/).check()
  await form.getByLabel(/What is on your mind/).fill('A customer shouted at me because her refund is three weeks late.')
  await form.getByRole('button', { name: 'Start' }).click()

  const thread = page.locator('aside')
  await thread.getByRole('button', { name: 'Start', exact: true }).click()
  const answers = () => thread.getByRole('button', { name: 'A good question' }).count()
  await thread.getByText('Your manager never sees it').waitFor()
  await until('what was on her mind is answered', async () => (await answers()) === 1)
  for (const [at, words] of [
    'I would say: it sounds frustrating that you had to chase us three times for your own money.',
    'Then I will call billing today and call her back by 4 pm with a date.',
  ].entries()) {
    const reply = thread.locator('.composer-holder textarea')
    await reply.fill(words)
    await reply.press('Enter')
    await until('the reply is answered', async () => (await answers()) === at + 2)
  }
  await thread.getByRole('button', { name: 'End', exact: true }).click()
  await thread.getByText('Your scorecard: Communication Skills Coach').waitFor()
  await keepPicture(page, 'scorecard-closed')
  await thread.getByRole('button', { name: 'Show it without' }).click()
}

inBrowser('a newcomer is coached in the browser, from /coach to a scorecard (needs Chromium)', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  const wrong = faultsOf(page, bot.url)
  await page.goto(bot.url)
  await coached(page)
  const card = page.locator('aside').getByText('What you worked out')
  await card.scrollIntoViewIfNeeded()
  await keepPicture(page, 'scorecard')
  const proof = page.getByRole('article').filter({ hasText: 'What you worked out' }).locator('blockquote')
  const leads = await proof.getByRole('link', { name: 'See it in the thread' }).count()
  expect(leads).toBe(await proof.count()) // also what she wrote in the form
  expect(await proof.getByText('A customer shouted at me').count()).toBeGreaterThan(0)
  await page.setViewportSize({ width: 380, height: 760 })
  await card.scrollIntoViewIfNeeded()
  await keepPicture(page, 'scorecard-380')
  await page
    .getByRole('button', { name: /^I see it differently/ })
    .first()
    .click()
  const form = page.getByRole('dialog', { name: 'I see it differently' })
  await form.getByRole('textbox').and(page.locator(':focus')).waitFor()
  expect(await form.locator('.dialog-body').evaluate(({ scrollTop }) => scrollTop)).toBe(0) // the proof is read before one writes
  await keepPicture(page, 'dispute-380')
  await page.close()

  expect(wrong).toEqual([])
  const rounds = await database.query('select round_number, domain_id from coaching_sessions order by round_number')
  expect(rounds).toEqual([1, 2, 3].map((round_number) => ({ round_number, domain_id: 'communication_coach' })))
  expect(await database.query('select 1 from scorecards')).toHaveLength(1)
})
