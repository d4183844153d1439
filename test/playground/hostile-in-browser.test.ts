import type { Browser } from 'playwright-core'
import { faultsOf, inBrowser, SLOW } from '../browser.ts'
import { hasChromium, openBrowser } from '../chromium.ts'
import { HOSTILE_WORDS } from './hostile-words.ts'
import { openJoined } from './joined-app.ts'

const GENERAL = 'C08GENERAL1'

let browser: Browser
let joined: Awaited<ReturnType<typeof openJoined>>
beforeAll(async () => {
  if (!hasChromium) return
  browser = await openBrowser()
  joined = await openJoined((app) => {
    app.command('/echo', async ({ ack, body, client }) => {
      await ack()
      const blocks = HOSTILE_WORDS.map((words, at) => ({
        type: 'input' as const,
        block_id: `b${at}`,
        label: plain(words),
        hint: plain(words),
        optional: true,
        element: {
          type: 'static_select' as const,
          action_id: words.slice(0, 200),
          placeholder: plain(words),
          options: [{ text: plain(words), value: words }],
        },
      }))
      const view = { type: 'modal' as const, title: plain('<script>alert(1)'), submit: plain('<b>Go</b>'), blocks }
      await client.views.open({ trigger_id: body.trigger_id, view })
    })
  })
}, SLOW)
afterAll(async () => {
  await joined?.close()
  await browser?.close()
}, SLOW)

const plain = (text: string) => ({ type: 'plain_text' as const, text: text.slice(0, 75) })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const raw = (text: string) => ({ type: 'raw_text', text })

/** Everywhere that words can stand in a message. */
const messageOf = (words: string) => ({
  channel: GENERAL,
  text: words,
  username: words.slice(0, 80),
  icon_emoji: ':mega:',
  blocks: [
    { type: 'section', text: mrkdwn(words), fields: [plain(words)] },
    { type: 'markdown', text: words },
    { type: 'context', elements: [mrkdwn(words)] },
    { type: 'image', image_url: 'https://evil.example/e.png', alt_text: words },
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: words },
            { type: 'link', url: 'https://evil.example/', text: words },
          ],
        },
      ],
    },
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          text: plain(words),
          action_id: words.slice(0, 200),
          value: words,
          accessibility_label: words.slice(0, 75),
        },
      ],
    },
    { type: 'card', title: mrkdwn(words), body: mrkdwn(words) },
    { type: 'data_table', caption: words, rows: [[raw(words)], [raw(words)]] },
    {
      type: 'data_visualization',
      title: words.slice(0, 50),
      chart: {
        type: 'line',
        series: [{ name: words.slice(0, 20), data: [{ label: words.slice(0, 20), value: 1 }] }],
        axis_config: { categories: [words.slice(0, 20)], x_label: words.slice(0, 50) },
      },
    },
  ],
})

inBrowser(
  'no words run a script, load anything from elsewhere or become markup, wherever they stand (needs Chromium)',
  async () => {
    const page = await browser.newPage()
    const faults = faultsOf(page, joined.playground.url)
    await page.goto(`${joined.playground.url}/?as=${joined.ana.id}#${GENERAL}`)
    for (const words of HOSTILE_WORDS) {
      await joined.jonas.act({ do: 'say', channel: GENERAL, text: words })
      await joined.client.apiCall('chat.postMessage', messageOf(words))
    }
    const blocks = HOSTILE_WORDS.map((words) => ({ type: 'section' as const, text: plain(words) }))
    await joined.client.views.publish({ user_id: joined.ana.id, view: { type: 'home', blocks } })
    await joined.jonas.act({ do: 'say', channel: GENERAL, text: 'The end' })
    await page.getByRole('main').getByText('The end').waitFor()
    expect(await page.locator('main article').count()).toBe(2 * HOSTILE_WORDS.length + 1)

    const foreign = 'script, iframe, object, embed, link, style, meta, base, math, img, svg script, [onerror], [onload]'
    const markup = () => page.locator('body').locator(foreign).count()
    const schemes = () =>
      page.evaluate<string[]>(
        '[...new Set([...document.querySelectorAll("[href], [src], [action]")].filter((one) => document.body.contains(one)).map((one) => one.protocol ?? one.tagName))]',
      )
    expect(await markup()).toBe(0)
    expect((await schemes()).sort()).toEqual(['http:', 'https:'])
    const listening =
      '[...document.querySelectorAll("*")].filter((one) => one.getAttributeNames().some((name) => /^on/i.test(name))).length'
    expect(await page.evaluate(listening)).toBe(0)

    await page.getByRole('button', { name: 'Engineer’s view' }).click()
    await page.locator('.crossing').first().click()
    await page.locator('.crossing-body').waitFor()
    await page.getByRole('button', { name: 'echo', exact: true }).click()
    await page.getByRole('button', { name: 'Home', exact: true }).click()
    await page.getByRole('region', { name: 'Home' }).waitFor()
    expect(await markup()).toBe(0)
    await page.getByRole('button', { name: 'Messages', exact: true }).click()
    await page.locator('main textarea').fill('/echo')
    await page.locator('main textarea').press('Enter')
    await page.getByRole('dialog', { name: '<script>alert(1)' }).waitFor()
    expect(await markup()).toBe(0)
    expect(faults).toEqual([])
  },
  2 * SLOW,
)
