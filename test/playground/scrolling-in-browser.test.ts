import type { KnownBlock } from '@slack/types'
import type { Browser, Page } from 'playwright-core'
import { faultsOf, holdsInPage, inBrowser, SLOW } from '../browser.ts'
import { hasChromium, openBrowser } from '../chromium.ts'
import { openJoined } from './joined-app.ts'

const tall = (name: string) => Array.from({ length: 70 }, (_, at) => `${name}, line ${at} of many.`).join('\n')
const button = {
  type: 'actions' as const,
  elements: [{ type: 'button' as const, action_id: 'begin', text: { type: 'plain_text' as const, text: 'Begin' } }],
}
const words = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } })

let browser: Browser
let joined: Awaited<ReturnType<typeof openJoined>>
beforeAll(async () => {
  if (!hasChromium) return
  browser = await openBrowser()
  joined = await openJoined((app) => {
    app.action('begin', async ({ ack, body, client }) => {
      await ack()
      if (body.type !== 'block_actions' || !body.message || !body.channel) return
      const { ts, thread_ts } = body.message
      const channel = body.channel.id
      await client.chat.update({ channel, ts, text: 'Begun', blocks: [words(tall('Begun')), words('You began.')] })
      const question = `${'What happened then? '.repeat(12)}Now it is your turn.`
      await client.chat.postMessage({ channel, thread_ts, text: question })
    })
  })
}, SLOW)
afterAll(async () => {
  await joined?.close()
  await browser?.close()
}, SLOW)

/** Where a list is, once it has stood still for some frames: a wheel scrolls smoothly. */
const placeIn = (page: Page, of: 'main' | 'aside' = 'aside') =>
  page.evaluate<{ top: number; rest: number }>(`(async () => {
    const list = document.querySelector('${of} .scroll')
    for (let still = 0, last = -1; still < 8; still = list.scrollTop === last ? still + 1 : 0) {
      last = list.scrollTop
      await new Promise(requestAnimationFrame)
    }
    return { top: list.scrollTop, rest: list.scrollHeight - list.scrollTop - list.clientHeight }
  })()`)
const isAtEnd = `(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight < 2)(document.querySelector('aside .scroll'))`

inBrowser.each([[1280, 800, 'ana'] as const, [390, 760, 'jonas'] as const])(
  'a list goes where one scrolls it, and to its end when one asks or writes, at %i by %i (needs Chromium)',
  async (width, height, name) => {
    const person = joined[name]
    const channel = await person.im()
    const post = (text: string, thread_ts = '', blocks: KnownBlock[] = [words(text)]) =>
      joined.client.chat.postMessage({ channel, text: text.slice(0, 40), blocks, ...(thread_ts && { thread_ts }) })
    for (const name of ['One', 'Two', 'Three']) await post(tall(name))
    const { ts = '' } = await post(tall('Before we begin'))
    await post('A short one.', ts)
    await post(tall('In between'), ts)

    const page = await browser.newPage({ viewport: { width, height } })
    const wrong = faultsOf(page, joined.playground.url)
    await page.goto(`${joined.playground.url}/?as=${person.id}#${channel}`)
    const main = page.getByRole('main')
    await main.getByText('Before we begin, line 69 of many.').waitFor()
    await main.hover()
    await page.mouse.wheel(0, -900)
    await main.getByRole('button', { name: 'Newest messages' }).waitFor()
    const left = await placeIn(page, 'main')
    await main.locator('.thread-link').last().dispatchEvent('click') // which does not scroll to it
    const list = page.locator('aside .scroll')
    await list.getByText('In between, line 69 of many.').waitFor()
    await holdsInPage(page, isAtEnd)

    // over messages that are taller than the list, with one turn of the wheel from the end of one to where it is out of view
    await list.hover({ position: { x: 100, y: 15 } })
    for (let wheels = 0; (await placeIn(page)).top > 0 && wheels < 20; wheels += 1) await page.mouse.wheel(0, -1500)
    const path: number[] = []
    for (let at = await placeIn(page); at.rest > 1 && path.length < 40; at = await placeIn(page)) {
      path.push(at.top)
      await page.mouse.wheel(0, 700)
    }
    expect(path).toEqual(path.toSorted((a, b) => a - b))
    expect(new Set(path).size).toBe(path.length) // each turn of the wheel led further
    expect(await page.evaluate(isAtEnd)).toBe(true)

    // the way back, by the button
    const newest = page.locator('aside').getByRole('button', { name: 'Newest messages' })
    await page.mouse.wheel(0, -800)
    await newest.click()
    await newest.waitFor({ state: 'detached' })
    expect((await placeIn(page)).rest).toBeLessThan(2)

    // and by writing something
    await list.hover()
    await page.mouse.wheel(0, -800)
    await newest.waitFor()
    const box = page.locator('aside .composer-holder textarea')
    await box.fill('My own words.')
    await box.press('Enter')
    await list.getByText('My own words.', { exact: true }).waitFor()
    expect((await placeIn(page)).rest).toBeLessThan(2)

    // what is pressed is drawn anew, and what follows is seen whole, also while a longer text takes room from it
    await post('Begin?', ts, [words(tall('Before it')), button])
    await list.getByRole('button', { name: 'Begin' }).click()
    await list.getByText('Now it is your turn.').waitFor()
    expect((await placeIn(page)).rest).toBeLessThan(2)
    await box.fill('1\n2\n3\n4\n5\n6')
    expect((await placeIn(page)).rest).toBeLessThan(2)

    // a little up is up: nothing pulls one down
    await list.hover()
    await page.mouse.wheel(0, -60)
    const { top } = await placeIn(page)
    await post('Something else.', ts)
    await list.getByText('Something else.', { exact: true }).waitFor()
    expect((await placeIn(page)).top).toBe(top)

    // the conversation is where it was left
    await page.getByRole('button', { name: width < 760 ? /^Back to/ : 'Close the thread' }).click()
    expect(await placeIn(page, 'main')).toEqual(left)
    await page.close()
    expect(wrong).toEqual([])
  },
  SLOW,
)
