import type { Browser, Page } from 'playwright-core'
import { holdsInPage, inBrowser, SLOW } from '../browser.ts'
import { hasChromium, openBrowser } from '../chromium.ts'
import { openJoined } from './joined-app.ts'

const GENERAL = 'C08GENERAL1'
const MANY = 2000
const SETTLED_FRAMES = 20 // by then a list that would move has moved

let browser: Browser
let joined: Awaited<ReturnType<typeof openJoined>>
const posted: string[] = []
beforeAll(async () => {
  if (!hasChromium) return
  browser = await openBrowser()
  joined = await openJoined()
  const { playground, ana, jonas } = joined
  for (let at = 0; at < MANY; at += 1) {
    const acted = await playground.act((at % 7 < 4 ? ana : jonas).id, {
      do: 'say',
      channel: GENERAL,
      text: `Number ${at}.`,
    })
    if (acted.ok) posted.push(acted.ts ?? '')
  }
}, SLOW)
afterAll(async () => {
  await joined?.close()
  await browser?.close()
}, SLOW)

async function look(path: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(`${joined.playground.url}${path}`)
  return page
}

inBrowser(
  'of 2,000 messages the newest are drawn, earlier ones as one scrolls up, and a new one touches no other (needs Chromium)',
  async () => {
    const page = await look(`/?as=${joined.ana.id}#${GENERAL}`)
    const main = page.getByRole('main')
    await main.getByText(`Number ${MANY - 1}.`).waitFor()
    expect(await main.getByRole('article').count()).toBeLessThan(200)
    const list = main.getByRole('log')
    const beginning = main.getByText('This is the very beginning of #general.')
    while (!(await beginning.count())) await list.evaluate((one) => one.scrollTo(0, 0))
    await main.getByText('Number 0.').waitFor()
    expect(await main.getByRole('article').count()).toBe(MANY)

    await page.evaluate(`
      window.touched = []
      new MutationObserver((all) => {
        for (const { target, addedNodes } of all) touched.push(addedNodes.length > 0 ? addedNodes[0].textContent : target.className)
      }).observe(document.querySelector('.messages'), { childList: true, subtree: true, attributes: true, characterData: true })
    `)
    await joined.jonas.act({ do: 'say', channel: GENERAL, text: 'One more.' })
    await main.getByText('One more.').waitFor({ state: 'attached' })
    const touched = await page.evaluate<string[]>('touched')
    expect(touched.filter((text) => !text.includes('One more.'))).toEqual([])
    expect(touched).toHaveLength(1)
  },
  2 * SLOW,
)

inBrowser(
  'a link to a message leads to it, far up as it may be, and marks it (needs Chromium)',
  async () => {
    const { permalink = '' } = await joined.client.chat.getPermalink({
      channel: GENERAL,
      message_ts: posted[700] ?? '',
    })
    const page = await look(`${new URL(permalink).pathname}?as=${joined.ana.id}`)
    const marked = page.locator('.message.marked')
    await marked.waitFor()
    expect(await marked.textContent()).toContain('Number 700.')
    const { y = 0 } = (await marked.boundingBox()) ?? {}
    expect(y > 50 && y < 650).toBe(true)
    await page.getByRole('button', { name: 'Newest messages' }).click()
    await page
      .getByText(`One more.`)
      .or(page.getByText(`Number ${MANY - 1}.`))
      .first()
      .waitFor()
  },
  SLOW,
)

inBrowser(
  'of messages much taller than usual one sees the end of the newest at first (needs Chromium)',
  async () => {
    const blocks = Array.from({ length: 12 }, (_, at) => ({
      type: 'section',
      text: { type: 'mrkdwn', text: `Line ${at} of many.` },
    }))
    for (let at = 0; at < 8; at += 1)
      await joined.client.chat.postMessage({ channel: GENERAL, text: `Tall ${at}`, blocks })
    await joined.client.chat.postMessage({ channel: GENERAL, text: 'The end.' })
    const page = await look(`/?as=${joined.ana.id}#${GENERAL}`)
    const end = page.getByRole('main').getByText('The end.')
    await end.waitFor()
    await holdsInPage(
      page,
      `(() => {
        const list = document.querySelector('main .scroll')
        return list.scrollHeight - list.scrollTop - list.clientHeight < 2 && list.scrollHeight > 6000
      })()`,
    )
    expect(await page.getByRole('button', { name: 'Newest messages' }).count()).toBe(0)
  },
  SLOW,
)

inBrowser(
  'who scrolls up stays there, also when something changes in the same moment (needs Chromium)',
  async () => {
    const page = await look(`/?as=${joined.ana.id}#${GENERAL}`)
    await holdsInPage(
      page,
      `(() => {
        const list = document.querySelector('main .scroll')
        return list && list.scrollHeight - list.scrollTop - list.clientHeight < 2
      })()`,
    )
    const moved = await page.evaluate<[number, number]>(`(async () => {
      const frames = async (count) => {
        for (let frame = 0; frame < count; frame += 1) await new Promise(requestAnimationFrame)
      }
      const list = document.querySelector('main .scroll')
      await frames(${SETTLED_FRAMES}) // it settled at its end
      list.scrollTop -= 400
      const { scrollTop } = list
      document.querySelector('.drawer-button').click() // draws, before the browser tells of the scrolling
      await frames(${SETTLED_FRAMES})
      return [scrollTop, list.scrollTop]
    })()`)
    expect(moved[1]).toBe(moved[0])
    await page.getByRole('button', { name: 'Newest messages' }).waitFor()
  },
  SLOW,
)
