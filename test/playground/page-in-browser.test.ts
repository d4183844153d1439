import type { Browser, Page } from 'playwright-core'
import { faultsOf, holdsInPage, inBrowser, SLOW } from '../browser.ts'
import { hasChromium, openBrowser } from '../chromium.ts'
import { expected, openJoined } from './joined-app.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const another = { type: 'modal' as const, title: plain('More'), blocks: [{ type: 'divider' as const }] }
const DOT = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64') // a picture of one dot
const clicked = expected<unknown>()
const submitted = expected<string>()

let browser: Browser
let joined: Awaited<ReturnType<typeof openJoined>>

beforeAll(async () => {
  if (!hasChromium) return
  browser = await openBrowser()
  joined = await openJoined((app) => {
    app.message('ping', ({ message, say }) => say({ text: 'pong', thread_ts: message.ts }).then(() => undefined))
    app.command('/echo', async ({ ack, body, client }) => {
      await ack()
      const element = { type: 'plain_text_input' as const, action_id: 'words' }
      const blocks = [{ type: 'input' as const, block_id: 'what', label: plain('What to say'), element }]
      const view = { type: 'modal' as const, callback_id: 'say', title: plain('Echo'), submit: plain('Say it'), blocks }
      await client.views.open({ trigger_id: body.trigger_id, view })
    })
    app.view('say', async ({ ack, view }) => {
      const words = view.state.values.what?.words?.value ?? ''
      if (words === 'hi') return ack({ response_action: 'errors', errors: { what: 'That is too short to echo.' } })
      if (words === 'more') return ack({ response_action: 'push', view: another })
      await ack()
      submitted.now(words)
    })
    app.action('delete_it', async ({ ack, action }) => {
      await ack()
      if (action.type === 'button' && 'value' in action) clicked.now(action.value)
    })
  })
}, SLOW)

afterAll(async () => {
  await joined?.close()
  await browser?.close()
}, SLOW)

/** A window in which a person looks at the playground. */
async function look(at = '/', as = joined.ana.id): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(`${joined.playground.url}/?as=${as}${at === '/' ? '' : at}`)
  await page.locator('main h1').waitFor()
  return page
}
const box = (page: Page, of: 'main' | 'aside') => page.locator(`${of} .composer-holder textarea`)
const inThread = (page: Page, text: string) => page.getByRole('complementary').getByText(text, { exact: true })

inBrowser(
  'what one writes to the app opens as a thread, and the answer stands in it (needs Chromium)',
  async () => {
    const page = await look()
    await box(page, 'main').fill('ping')
    await box(page, 'main').press('Enter')
    await inThread(page, 'pong').waitFor()
    expect(await inThread(page, 'ping').count()).toBe(1)
    await page.locator('aside textarea:focus').waitFor()
    await page.getByRole('main').getByRole('button', { name: '1 reply' }).waitFor()
  },
  SLOW,
)

inBrowser(
  'a picture and another file go out with a message, and one that was taken off does not (needs Chromium)',
  async () => {
    const page = await look()
    const wrong = faultsOf(page, joined.playground.url)
    await page
      .getByRole('main')
      .getByLabel('Add files')
      .setInputFiles([
        { name: 'dot.gif', mimeType: 'image/gif', buffer: DOT },
        { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Call back by four.') },
        { name: 'secret.txt', mimeType: 'text/plain', buffer: Buffer.from('Not this one.') },
      ])
    await page.getByRole('button', { name: 'Take off secret.txt' }).click()
    await box(page, 'main').fill('Here it is')
    await box(page, 'main').press('Enter')
    const message = page.getByRole('complementary').getByRole('article').first()
    await message.getByRole('img', { name: 'dot.gif' }).waitFor()
    await holdsInPage(page, `document.querySelector('aside .file img').naturalWidth === 1`)
    expect(await message.getByRole('link').allTextContents()).toEqual(['', '📄 notes.txt18 bytes'])
    expect(await page.getByRole('list', { name: 'Files to send' }).count()).toBe(0)
    expect(wrong).toEqual([])
  },
  SLOW,
)

inBrowser(
  'a slash offers the commands, and in a thread a command is refused in words (needs Chromium)',
  async () => {
    const page = await look()
    await box(page, 'main').pressSequentially('/e')
    const offered = page.getByRole('option')
    await offered.waitFor()
    expect(await offered.textContent()).toMatch(/^\/echo \[words\]Says it again$/)
    await box(page, 'main').press('Tab')
    expect(await box(page, 'main').inputValue()).toBe('/echo ')

    await box(page, 'main').fill('ping')
    await box(page, 'main').press('Enter')
    await box(page, 'aside').fill('/echo hello')
    await box(page, 'aside').press('Enter')
    await page.getByText('/echo is not supported in threads. Sorry!').waitFor()
    expect(await box(page, 'aside').inputValue()).toBe('/echo hello')
  },
  SLOW,
)

inBrowser(
  'a modal says what is missing, then what the app refuses, and keeps what is typed (needs Chromium)',
  async () => {
    const page = await look()
    await box(page, 'main').fill('/echo')
    await box(page, 'main').press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Echo' })
    await dialog.getByRole('button', { name: 'Say it' }).click()
    await dialog.getByText('Please complete this required field.').waitFor()

    const field = dialog.getByLabel('What to say')
    await field.fill('hi')
    await field.press('Enter')
    await dialog.getByText('That is too short to echo.').waitFor()
    expect(await field.inputValue()).toBe('hi')
    const about = await field.getAttribute('aria-describedby')
    expect(await dialog.locator(`[id="${about}"]`).textContent()).toContain('That is too short to echo.')

    await field.fill('hello there')
    await field.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    expect(await submitted.is).toBe('hello there')
  },
  SLOW,
)

inBrowser(
  'a modal on top of another is closed with Escape, and the one below is as it was (needs Chromium)',
  async () => {
    const page = await look()
    await box(page, 'main').fill('/echo')
    await box(page, 'main').press('Enter')
    const field = page.getByRole('dialog', { name: 'Echo' }).getByLabel('What to say')
    await field.fill('more')
    await field.press('Enter')
    const top = page.getByRole('dialog', { name: 'More' })
    await top.waitFor()
    await page.keyboard.press('Escape')
    await top.waitFor({ state: 'detached' })
    expect(await field.inputValue()).toBe('more')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  },
  SLOW,
)

inBrowser(
  'a button asks first when the app wants that, and then tells the app its value (needs Chromium)',
  async () => {
    const page = await look()
    const confirm = {
      title: plain('Delete it?'),
      text: plain('It is gone then.'),
      confirm: plain('Yes'),
      deny: plain('No'),
    }
    const button = { type: 'button' as const, action_id: 'delete_it', value: 'seven', text: plain('Delete'), confirm }
    await joined.client.chat.postMessage({
      channel: await joined.ana.im(),
      text: 'A button',
      blocks: [{ type: 'actions', elements: [button] }],
    })
    await page.getByRole('main').getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByRole('dialog', { name: 'Delete it?' }).getByRole('button', { name: 'Yes' }).click()
    expect(await clicked.is).toBe('seven')
  },
  SLOW,
)

inBrowser(
  'another person sees what is theirs, and nothing that the one before had typed (needs Chromium)',
  async () => {
    const page = await look('#C08GENERAL1')
    await box(page, 'main').fill('Good morning')
    await box(page, 'main').press('Enter')
    await page.getByRole('main').getByText('Good morning').waitFor()
    await box(page, 'main').fill('half a thought')
    await page.getByRole('link', { name: 'Jonas Weber' }).click()
    await page.waitForURL(/as=U08JONASW02/)

    const general = page.getByRole('button', { name: 'general 1 unread' })
    await general.click()
    await page.getByRole('main').getByText('Good morning').waitFor()
    await general.waitFor({ state: 'detached' })
    expect(await box(page, 'main').inputValue()).toBe('')
    await page.getByRole('button', { name: 'Ana Ribeiro' }).waitFor()
  },
  SLOW,
)

inBrowser(
  'hostile text runs nothing and asks nothing of any other machine (needs Chromium)',
  async () => {
    const page = await look('#C08GENERAL1')
    const elsewhere = faultsOf(page, joined.playground.url)
    const evil = 'javascript:alert(1)'
    const html = '<img src="https://evil.example/a.png" onerror="alert(1)"></script><script>alert(1)</script>'
    await joined.jonas.act({ do: 'say', channel: 'C08GENERAL1', text: `${html} ${evil}` })
    await joined.client.chat.postMessage({
      channel: 'C08GENERAL1',
      text: 'evil',
      blocks: [
        {
          type: 'section',
          text: { type: 'mrkdwn', text: `${html} <${evil}|mrkdwn link> <data:text/html,x|data link>` },
        },
        { type: 'markdown', text: `${html} [markdown link](${evil}) ![pixel](https://evil.example/b.png)` },
        { type: 'image', image_url: 'https://evil.example/c.png', alt_text: 'A pixel from elsewhere' },
        { type: 'section', text: { type: 'mrkdwn', text: 'the end, <https://example.com/|a good link>' } },
      ],
    })
    const good = page.getByRole('main').getByRole('link', { name: 'a good link' })
    await good.waitFor()
    for (const words of ['mrkdwn link', 'data link', 'markdown link']) await page.getByText(words).click()

    const links = await page.locator('main a').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
    expect(links.filter((href) => !href.startsWith('https://'))).toEqual([])
    expect([await good.getAttribute('rel'), await good.getAttribute('target')]).toEqual([
      'noopener noreferrer',
      '_blank',
    ])
    expect(await page.locator('main img, main script').count()).toBe(0)
    expect(elsewhere).toEqual([])
  },
  SLOW,
)

inBrowser(
  'while the connection is lost the page says so, and catches up when it is back (needs Chromium)',
  async () => {
    const page = await browser.newPage()
    await page.route('**/playground/api/events*', (route) => route.abort())
    await page.goto(`${joined.playground.url}/?as=${joined.ana.id}#C08SALES002`)
    await page.getByText('Reconnecting…').waitFor()
    await joined.jonas.act({ do: 'say', channel: 'C08SALES002', text: 'Said in the meantime' })
    await page.unroute('**/playground/api/events*')
    await page.getByText('Said in the meantime').waitFor()
    expect(await page.getByText('Reconnecting…').count()).toBe(0)
  },
  SLOW,
)
