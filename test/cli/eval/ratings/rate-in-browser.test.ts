import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { type Packet, packetOf } from '../../../../src/cli/eval/ratings/packet.ts'
import { ratingPage } from '../../../../src/cli/eval/ratings/rating-page.ts'
import { readRatings } from '../../../../src/cli/eval/ratings/read-ratings.ts'
import type { TalkToRate } from '../../../../src/cli/eval/ratings/talks-to-rate.ts'
import { scoredDimensions } from '../../../../src/coaching/rubric.ts'
import { faultsOf, inBrowser, keepPicture, SLOW } from '../../../browser.ts'
import { hasChromium, openBrowser } from '../../../chromium.ts'
import { coachOf } from '../golden-talks.ts'

const DOMAIN = 'onboarding_mentor'
const dimensionsOf = (domain: string) => scoredDimensions(coachOf(domain)).map(({ id }) => id)
const talks = ['queue', 'cache'].map(
  (id): TalkToRate => ({
    id,
    root: id,
    domain: DOMAIN,
    language: 'en',
    rounds: [
      { learner: `I read the log of the ${id} and saw why it stops.`, coach: 'What did you try then?' },
      { learner: 'I asked Jo <b>why</b>, and then I started it anew.\n\nNow it runs.', coach: '' },
    ],
  }),
)
const packet: Packet = packetOf(talks, { raters: 2, most: 2, again: 0.5, rubricOf: () => 1 })
const folder = mkdtempSync(join(tmpdir(), 'threadcoach-rate-'))
const fileOf = (rater: string) => join(folder, `rater-${rater}.html`)
let browser: Browser

beforeAll(async () => {
  for (const rater of Object.keys(packet.orders)) writeFileSync(fileOf(rater), ratingPage(packet, rater, coachOf))
  if (hasChromium) browser = await openBrowser()
}, SLOW)
afterEach(async () => {
  for (const context of browser?.contexts() ?? []) await context.close()
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true })
}, SLOW)

/** The page of a rater; in a browser that keeps nothing for pages from a file, if so wished. */
async function look(rater: string, { forgets = false, language = 'en-GB' } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: language, offline: true })
  if (forgets)
    await context.addInitScript(
      'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError") } })',
    )
  const page = await context.newPage()
  const faults = faultsOf(page, 'file:')
  await page.goto(pathToFileURL(fileOf(rater)).href)
  return { page, faults }
}

async function findings(page: Page, ...schemes: ('light' | 'dark')[]): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme })
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run({ resultTypes: ["violations"] })')
    found.push(
      ...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${colorScheme} ${id}: ${html.slice(0, 160)}`)),
    )
  }
  return found
}

/** What the page gives as a file, read as `--ratings` reads it. */
async function downloaded(page: Page, name: RegExp, file: string) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
  const path = join(folder, file)
  await download.saveAs(path)
  expect(download.suggestedFilename()).toMatch(/^ratings-[0-9a-f]{8}-\d\.csv$/)
  return { path, ratings: readRatings([path], packet, dimensionsOf) }
}

inBrowser(
  'a packet is rated to its end by keyboard and mouse, and its file is read back (needs Chromium)',
  async () => {
    const { page, faults } = await look('1')
    const heading = (name: RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
    expect(await findings(page, 'light')).toEqual([])
    await keepPicture(page, 'rate-start')
    await page.getByRole('button', { name: 'Start' }).focus()
    await page.keyboard.press('Enter')
    await heading(/^Talk 1 of 3/)
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1') // a screen reader hears where it is
    expect(await page.getByRole('region', { name: 'The talk' }).textContent()).toContain('I asked Jo <b>why</b>')

    // by keyboard alone: as far as the first skill, then a key for each
    const isIn = () => page.evaluate('document.activeElement instanceof HTMLInputElement')
    for (let step = 0; step < 10 && !(await isIn()); step += 1) await page.keyboard.press('Tab')
    for (const key of ['7', '0', 'n', 'x']) await page.keyboard.press(key)
    expect(await findings(page, 'light', 'dark')).toEqual([])
    await page.keyboard.press('Enter')
    await heading(/^Talk 2 of 3/)

    // by mouse, with one left open, which is asked about once
    const [first, second, third] = await page.locator('fieldset').all()
    await first?.getByRole('radio', { name: '3', exact: true }).check()
    await second?.getByRole('radio', { name: '4', exact: true }).check()
    await second?.getByRole('radio', { name: '5', exact: true }).check() // on second thoughts
    await third?.getByRole('radio', { name: 'Does not apply' }).check()
    await page.getByRole('button', { name: 'Next talk' }).click()
    await page
      .getByRole('status')
      .filter({ hasText: /^Still open: / })
      .waitFor()
    await keepPicture(page, 'rate-talk-dark')
    await page.getByRole('button', { name: 'Next talk' }).click()
    await heading(/^Talk 3 of 3/)

    // somebody comes back another day, and goes on where they were
    await page.reload()
    await page.getByRole('button', { name: 'Go on', exact: true }).click()
    await heading(/^Talk 3 of 3/)
    for (const group of await page.locator('fieldset').all())
      await group.getByRole('radio', { name: '8', exact: true }).check()
    await page.getByRole('button', { name: 'Finish' }).click()
    await heading(/^Some talks are still open/)
    expect(await findings(page, 'dark')).toEqual([])
    await page.getByRole('button', { name: 'Talk 2 of 3' }).click()
    await page.locator('fieldset').nth(3).getByRole('radio', { name: '9', exact: true }).check()
    await page.getByRole('button', { name: 'Next talk' }).click()
    await page.getByRole('button', { name: 'Finish' }).click()
    await heading(/^Thank you/)
    await keepPicture(page, 'rate-end-dark')

    const { ratings } = await downloaded(page, /Download ratings/, 'done.csv')
    expect(ratings).toMatchObject({ raters: ['1'], wrong: [], open: { 1: 0 } })
    const order = packet.orders['1'] ?? []
    const given = [
      [7, 10, 'not-enough', 'does-not-apply'],
      [3, 5, 'does-not-apply', 9],
      [8, 8, 8, 8],
    ]
    for (const { talk, dimension, said, again } of ratings.rated) {
      const at = dimensionsOf(DOMAIN).indexOf(dimension)
      const times = order.flatMap((id, number) => (id === talk ? [given[number]?.[at]] : []))
      expect([said[0], again[0]]).toEqual([times[0], times[1]])
    }
    expect(faults).toEqual([])
  },
  SLOW,
)

inBrowser(
  'where the browser keeps nothing the page says so, warns before it goes, and goes on from its file (needs Chromium)',
  async () => {
    const { page } = await look('2', { forgets: true, language: 'de-DE' })
    await page.getByText('Dieser Browser merkt sich für diese Seite nichts').waitFor()
    await page.getByRole('button', { name: 'Los geht’s' }).click()
    await page.locator('fieldset').first().getByRole('radio', { name: '6', exact: true }).check()
    const asked = page.waitForEvent('dialog')
    const closing = page.close({ runBeforeUnload: true })
    const dialog = await asked
    expect(dialog.type()).toBe('beforeunload') // and it is answered with no
    await closing
    const { path, ratings } = await downloaded(page, /Herunterladen/, 'part.csv')
    expect(ratings.open).toEqual({ 2: 11 })
    await page.setViewportSize({ width: 380, height: 760 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(380)
    await keepPicture(page, 'rate-380')

    const { page: later } = await look('2', { forgets: true })
    await later.getByLabel('Go on from a file').setInputFiles(path)
    await later.getByText('Ratings read from the file: 1.').waitFor()
    await later.getByRole('button', { name: 'Go on', exact: true }).click()
    expect(await later.getByRole('radio', { name: '6', exact: true }).first().isChecked()).toBe(true)

    const { page: other } = await look('1')
    await other.getByLabel('Go on from a file').setInputFiles(path)
    await other.getByText('This file belongs to another page or rater').waitFor()
  },
  SLOW,
)
