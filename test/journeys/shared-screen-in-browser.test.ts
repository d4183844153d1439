import type { Browser } from 'playwright-core'
import { openBot, temporaryFolder } from '../bot.ts'
import { faultsOf, inBrowser, keepPicture, SLOW } from '../browser.ts'
import { hasChromium, openBrowser } from '../chromium.ts'
import { ANA, everybodyLeaves, openPerson, rootOf } from '../person.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

let browser: Browser
let bot: Awaited<ReturnType<typeof openBot>>
const folder = temporaryFolder()
beforeAll(async () => {
  if (!hasChromium) return
  bot = await openBot({ dataDir: folder.path })
  browser = await openBrowser()
}, 60_000)
afterAll(async () => {
  everybodyLeaves()
  await browser?.close()
  await bot?.close()
  folder.done()
}, 60_000)

inBrowser(
  'on a shared screen a scorecard of a session that fell asleep stands closed, and opens by its button; answers come as a line where that is set (needs Chromium)',
  async () => {
    const ana = await openPerson(bot.url, ANA)
    const opening = await ana.starts('sales')
    await ana.talks(opening, 'They told us wrong shipments cost them about 40 hours a week.')
    await ana.talks(opening, 'On Thursday I will ask the operations director to bring the CFO to the next call.')
    await ana.act({ do: 'move-clock', to: new Date(Date.now() + 9 * DAY_MS).toISOString() })
    const closed = await ana.seesMessage(/^Your scorecard[\s\S]*It had been quiet for seven days/)
    expect(JSON.stringify(closed.blocks)).not.toMatch(/\d of \d|40 hours|Thursday/)

    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    const wrong = faultsOf(page, bot.url)
    await page.goto(`${bot.url}/?as=${ANA}#${closed.channel}`)
    await page
      .getByRole('button', { name: /repl(y|ies)/ })
      .first()
      .click()
    const thread = page.locator('aside')
    const card = thread.getByRole('article').filter({ hasText: 'It had been quiet for seven days' })
    await card.scrollIntoViewIfNeeded()
    await keepPicture(page, 'quiet-scorecard-closed')
    expect(await card.textContent()).not.toMatch(/\d of \d|40 hours/)
    await card.getByRole('button', { name: 'Show the scorecard' }).click()
    await card
      .getByText(/\d of \d/)
      .first()
      .waitFor()
    await keepPicture(page, 'quiet-scorecard-opened')

    await page.goto(`${bot.url}/?as=${ANA}`)
    const box = page.locator('main .composer-holder textarea')
    await box.fill('/coach settings')
    await box.press('Enter')
    const settings = page.getByRole('dialog', { name: 'Settings' })
    await settings.getByLabel('Hide what the coach answers from notifications').check()
    await keepPicture(page, 'discreet-setting')
    await settings.getByRole('button', { name: 'Save' }).click()
    await settings.waitFor({ state: 'detached' })
    const next = await ana.starts('communication')
    const before = ana.everything().length
    await ana.talks(next, 'A customer shouted at me because her refund is three weeks late.')
    const answer = await ana.sees('the answer in place of its line', () =>
      ana
        .everything()
        .slice(before)
        .find(({ text, threadTs }) => threadTs === rootOf(next) && /\?/.test(text)),
    )
    await page.goto(`${bot.url}/?as=${ANA}#${answer.channel}`)
    await page
      .getByRole('button', { name: /repl(y|ies)/ })
      .last()
      .click()
    await thread.getByRole('button', { name: 'A good question' }).last().waitFor()
    expect(await thread.getByText('Your coach answered.').count()).toBe(0)
    await keepPicture(page, 'discreet-answer')
    await page.close()
    expect(wrong).toEqual([])
  },
  2 * SLOW,
)
