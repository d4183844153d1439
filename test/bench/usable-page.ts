import { hasChromium, openBrowser } from '../chromium.ts'
import { startBot } from './bot.ts'
import { embedded } from './database.ts'
import type { Measurement } from './figure.ts'
import { quantile } from './quantile.ts'

const STARTS = 3

/** How long a newcomer waits from the command until they can type in the page; their browser is open already. */
export const usablePage: Measurement = {
  title: 'From the command to a page that one can type in: embedded database, playground, no model',
  async measure() {
    if (!hasChromium) return 'skipped: no Chromium at /usr/bin/chromium'
    const database = embedded()
    const browser = await openBrowser()
    const start = async () => {
      const begun = performance.now()
      const bot = await startBot(database.settings)
      const page = await browser.newPage()
      await page.goto(bot.url)
      await page
        .getByRole('main')
        .getByPlaceholder(/^Message Threadcoach/)
        .waitFor()
      const took = performance.now() - begun
      await page.close()
      await bot.stop()
      return took / 1000
    }
    try {
      const first = await start()
      const later: number[] = []
      for (let at = 0; at < STARTS; at += 1) later.push(await start())
      return [
        { what: 'the first time', value: first, unit: 's', target: { atMost: 10 } },
        { what: 'later', value: quantile(later, 0.5), unit: 's', target: { atMost: 3 } },
      ]
    } finally {
      await browser.close()
      await database.close()
    }
  },
}
