import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { openBot, temporaryFolder } from '../bot.ts'
import { faultsOf, inBrowser, keepPicture, SLOW } from '../browser.ts'
import { hasChromium, openBrowser } from '../chromium.ts'
import { openJudgeServer } from '../judge-server.ts'
import { ANA, everybodyLeaves, openPerson, rootOf } from '../person.ts'
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
  everybodyLeaves()
  await browser?.close()
  await bot?.close()
  await judge?.close()
  await database?.close()
  folder.done()
}, 60_000)

/** Three sessions, each with a scorecard that was looked at, some days apart. */
async function practised(): Promise<void> {
  const ana = await openPerson(bot.url, ANA)
  for (const days of [20, 9, 0]) {
    const opening = await ana.starts('sales')
    await ana.talks(opening, 'They told us wrong shipments cost them about 40 hours a week.')
    if (days < 20) await ana.talks(opening, 'On Thursday I will ask the operations director to bring the CFO.')
    await ana.press(opening, 'session_end')
    const closed = await ana.seesMessage(/^Your scorecard/, ({ threadTs }) => threadTs === rootOf(opening))
    if (JSON.stringify(closed.blocks).includes('scorecard_rate')) await ana.chooses(closed, 'scorecard_rate', / 7$/)
    else await ana.press(closed, 'scorecard_show')
    await ana.seesMessage(/worth your time/, ({ ts }) => ts === closed.ts)
    await database.query(
      `update scorecards set created_at = now() - $1::int * interval '1 day' where created_at > now() - interval '1 hour'`,
      [days],
    )
  }
}

/** Keeps pictures of what is in sight, in light, in dark and on a phone, and returns what axe finds serious. */
async function looked(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
  for (const [how, colorScheme, width] of [
    ['light', 'light', 1280],
    ['dark', 'dark', 1280],
    ['380', 'light', 380],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    await keepPicture(page, `${name}-${how}`)
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run({ resultTypes: ["violations"] })')
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    found.push(
      ...serious.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${name} ${how} ${id}: ${html.slice(0, 160)}`)),
    )
    const overflows = await page.evaluate<boolean>(
      'document.documentElement.scrollWidth > document.documentElement.clientWidth',
    )
    if (overflows) found.push(`${name} ${how}: wider than the window`)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  return found
}

inBrowser(
  'Home, progress and settings in the browser: in light, in dark and on a phone (needs Chromium)',
  async () => {
    await practised()
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    const wrong = faultsOf(page, bot.url)
    await page.goto(`${bot.url}/?as=${ANA}`)
    await page
      .getByRole('tab', { name: 'Home' })
      .or(page.getByRole('button', { name: 'Home' }))
      .first()
      .click()
    await page.getByText('Your last scorecard').waitFor()
    const found = await looked(page, 'home')

    await page.getByRole('button', { name: 'Settings', exact: true }).first().click()
    await page.getByRole('dialog', { name: 'Settings' }).getByText('weeks in a row').waitFor()
    found.push(...(await looked(page, 'settings')))
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()

    await page.getByRole('button', { name: 'My progress' }).first().click()
    await page.getByRole('dialog').getByText('How you see yourself').waitFor()
    found.push(...(await looked(page, 'progress')))
    await page.getByRole('dialog').getByRole('button', { name: 'Back' }).click()
    await page
      .getByRole('tab', { name: 'Messages' })
      .or(page.getByRole('button', { name: 'Messages' }))
      .first()
      .click()

    await page.getByRole('button', { name: 'Shortcuts' }).first().click()
    await page.getByRole('menuitem', { name: /Start coaching/ }).click()
    await page.getByRole('dialog', { name: 'Start coaching' }).waitFor()
    await page.close()
    expect(wrong).toEqual([])
    expect(found).toEqual([])
  },
  2 * SLOW,
)
