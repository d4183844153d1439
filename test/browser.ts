import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { hasChromium } from './chromium.ts'

const PICTURES = join(import.meta.dirname, 'artefacts') // kept for whoever wants to look

/** How long a test with a browser may take on a busy machine. */
export const SLOW = 60_000

/** A test that needs Chromium at /usr/bin/chromium: elsewhere it is skipped, and its name says why. */
export const inBrowser = hasChromium ? test : test.skip

/** Keeps a picture of what a page shows. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' })
}

/**
 * Waits until an expression holds in a page, and asks for it so many times, however long each takes. It is asked again from here: `page.waitForFunction` asks again
 * from within the page with `eval`, which the playground's content security policy forbids.
 */
export async function holdsInPage(page: Page, expression: string): Promise<void> {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1, await wait(50)) if (await page.evaluate(expression)) return
  throw new Error(`It still does not hold in the page: ${expression}`)
}
const MOST_LOOKS = 800 // forty seconds where nothing else runs

/** What goes wrong in a page, and what it asks of any other machine. Empty is what one hopes for. */
export function faultsOf(page: Page, home: string): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (said) => said.type() === 'error' && faults.push(said.text()))
  page.on('request', (request) => request.url().startsWith(home) || faults.push(`asked for ${request.url()}`))
  page.on('dialog', (dialog) => {
    faults.push(dialog.message())
    void dialog.dismiss()
  })
  return faults
}
