import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { faultsOf, inBrowser, keepPicture, SLOW } from '../browser.ts'
import { hasChromium, openBrowser } from '../chromium.ts'
import { expected, openJoined } from './joined-app.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const GENERAL = 'C08GENERAL1'
const said = expected<string>()

let browser: Browser
let joined: Awaited<ReturnType<typeof openJoined>>

beforeAll(async () => {
  if (!hasChromium) return
  browser = await openBrowser()
  const controls = [{ name: 'sample', label: 'Load sample history', hint: 'Two weeks of it', run: () => 'Loaded.' }]
  const clock = { moveTo: () => 'It is Monday.' }
  joined = await openJoined(
    (app) => {
      app.message('ping', ({ message, say }) => say({ text: 'pong', thread_ts: message.ts }).then(() => undefined))
      app.command('/echo', async ({ ack, body, client }) => {
        await ack()
        const options = ['Softly', 'Loudly'].map((name) => ({ text: plain(name), value: name.toLowerCase() }))
        const how = { type: 'radio_buttons' as const, action_id: 'how', options }
        const what = { type: 'plain_text_input' as const, action_id: 'what', multiline: true }
        const blocks = [
          { type: 'input' as const, block_id: 'how', label: plain('How'), element: how },
          {
            type: 'input' as const,
            block_id: 'what',
            label: plain('What'),
            element: what,
            hint: plain('A word or two'),
          },
        ]
        const view = {
          type: 'modal' as const,
          callback_id: 'say',
          title: plain('Echo'),
          submit: plain('Say it'),
          blocks,
        }
        await client.views.open({ trigger_id: body.trigger_id, view })
      })
      app.view('say', async ({ ack, view }) => {
        await ack()
        const { how, what } = view.state.values
        said.now(`${what?.what?.value} ${how?.how?.selected_option?.value}`)
      })
    },
    { controls, clock },
  )
  const { client, ana, jonas } = joined
  const { ts = '' } = await client.chat.postMessage({
    channel: GENERAL,
    text: 'A *bold* word, `code` and <https://example.com|a link>',
  })
  await jonas.act({ do: 'say', channel: GENERAL, text: 'A reply for @ana', threadTs: ts })
  await ana.act({ do: 'react', channel: GENERAL, ts, name: 'tada' })
  const button = { type: 'button' as const, action_id: 'go', style: 'primary' as const, text: plain('Go') }
  const blocks = [
    { type: 'header' as const, text: plain('Home') },
    { type: 'actions' as const, elements: [button, { ...button, action_id: 'no', style: 'danger' as const }] },
    { type: 'context' as const, elements: [plain('A small word')] },
  ]
  await client.views.publish({ user_id: ana.id, view: { type: 'home', blocks } })
}, SLOW)

afterAll(async () => {
  await joined?.close()
  await browser?.close()
}, SLOW)

afterEach(async () => {
  for (const context of browser?.contexts() ?? []) await context.close()
})

async function look(at = '', size = { width: 1280, height: 800 }): Promise<Page> {
  const page = await browser.newPage({ viewport: size })
  await page.goto(`${joined.playground.url}/?as=${joined.ana.id}${at}`)
  await page.locator('main h1').waitFor()
  return page
}

/** What axe finds serious in what a page shows, in light and in dark. */
async function findings(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run({ resultTypes: ["violations"] })')
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    found.push(
      ...serious.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${colorScheme} ${id}: ${html.slice(0, 160)}`)),
    )
  }
  return found
}

inBrowser(
  'a screen reader meets nothing serious: in a channel, a thread, a home, a modal, a menu and on the wire (needs Chromium)',
  async () => {
    const page = await look(`#${GENERAL}`)
    await page.getByRole('button', { name: '1 reply' }).click()
    await page.getByRole('complementary').getByText('A reply for').waitFor()
    expect(await findings(page)).toEqual([])

    await page.getByRole('button', { name: 'More people' }).click()
    await page.getByRole('menuitem', { name: 'Dana Cohen' }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Engineer’s view' }).click()
    await page.getByText('views.publish').click()
    await page.getByText('The app called with').waitFor()
    expect(await findings(page)).toEqual([])
    await keepPicture(page, 'wire-dark')
    await page.getByRole('button', { name: 'Close the engineer’s view' }).click()

    await page.getByRole('button', { name: 'echo', exact: true }).click()
    await page.getByRole('button', { name: 'Home', exact: true }).click()
    await page.getByText('A small word').waitFor()
    expect(await findings(page)).toEqual([])

    await page.getByRole('button', { name: 'Messages', exact: true }).click()
    await page.locator('main textarea').fill('/echo')
    await page.locator('main textarea').press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Echo' })
    await dialog.getByRole('button', { name: 'Say it' }).click()
    await dialog.getByText('Please complete this required field.').first().waitFor()
    expect(await findings(page)).toEqual([])
    await keepPicture(page, 'modal-error-dark')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' }) // it would wait for her in the next window too
  },
  2 * SLOW,
)

inBrowser(
  'at 380 px a thread takes the whole width, and nothing is wider than the window (needs Chromium)',
  async () => {
    const page = await look(`#${GENERAL}`, { width: 380, height: 760 })
    await page.getByRole('button', { name: '1 reply' }).click()
    const thread = page.getByRole('complementary')
    await thread.getByText('A reply for').waitFor()
    expect((await thread.boundingBox())?.width).toBe(380)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(380)
    expect(await findings(page)).toEqual([])
    await keepPicture(page, 'thread-380-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await keepPicture(page, 'thread-380')

    await page.getByRole('button', { name: 'Back to general' }).click()
    await page.getByRole('button', { name: 'Conversations' }).click()
    await page.getByRole('button', { name: 'New message' }).waitFor()
    expect(await findings(page)).toEqual([])
    await keepPicture(page, 'sidebar-380-dark')
  },
  SLOW,
)

inBrowser(
  'everything can be done by keyboard alone: a command, its form, a thread, an edit and a deletion (needs Chromium)',
  async () => {
    const page = await look()
    const faults = faultsOf(page, joined.playground.url)
    const { keyboard } = page
    /** Goes on with Tab until what has the focus is so named. */
    const tabTo = async (name: RegExp) => {
      const named = `document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent`
      for (let step = 0; step < 60; step += 1) {
        if (name.test(await page.evaluate<string>(named))) return
        await keyboard.press('Tab')
      }
      throw new Error(`Tab never came to ${name}`)
    }

    await tabTo(/^Message echo/)
    await keyboard.type('/e')
    await page.getByRole('option').waitFor()
    await keyboard.press('Enter') // takes it
    await keyboard.press('Enter') // sends it
    const dialog = page.getByRole('dialog', { name: 'Echo' })
    await dialog.locator('input:focus').waitFor()
    await keyboard.press('ArrowDown')
    await keyboard.press('Tab')
    await keyboard.type('hello')
    await tabTo(/^Say it$/)
    await keyboard.press('Enter')
    expect(await said.is).toBe('hello loudly')
    await dialog.waitFor({ state: 'detached' })

    await tabTo(/^Message echo/)
    await keyboard.type('ping')
    await keyboard.press('Enter')
    const thread = page.getByRole('complementary')
    await thread.getByText('pong', { exact: true }).waitFor()
    await thread.locator('textarea:focus').waitFor()
    await keyboard.type('A typo')
    await keyboard.press('Enter')
    await thread.getByText('A typo', { exact: true }).waitFor()
    await keyboard.press('ArrowUp') // rewrites the last message
    await thread.locator('.editor textarea:focus').waitFor()
    await keyboard.type(' no more')
    await keyboard.press('Enter')
    await thread.getByText('A typo no more').waitFor()

    await thread.locator('.composer-holder textarea:focus').waitFor()
    const own = thread.getByRole('article').filter({ hasText: 'A typo no more' })
    for (let step = 0; step < 20 && !(await own.locator('[aria-label="More actions"]:focus').count()); step += 1)
      await keyboard.press('Shift+Tab')
    await keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Edit message' }).waitFor()
    await keyboard.press('ArrowUp') // the last one deletes
    await keyboard.press('Enter')
    const question = page.getByRole('dialog', { name: 'Delete message' })
    await question.waitFor()
    await tabTo(/^Delete$/)
    await keyboard.press('Enter')
    await thread.getByText('A typo no more').waitFor({ state: 'detached' })
    await keepPicture(page, 'reply-deleted')
    expect(faults).toEqual([])
  },
  SLOW,
)

inBrowser(
  'a thread in the dark, with the first words to look at before anything is loaded (needs Chromium)',
  async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' })
    const faults = faultsOf(page, joined.playground.url)
    await page.route('**/playground/api/state*', () => undefined) // never answered: what is seen until then
    await page.goto(joined.playground.url, { waitUntil: 'domcontentloaded' })
    const frame = () =>
      page.evaluate<number[]>(
        '[...document.querySelectorAll(".top, .sidebar, .conversation")].flatMap((one) => { const { x, y, width } = one.getBoundingClientRect(); return [x, y, width] })',
      )
    await page.waitForLoadState('load')
    const before = await frame()
    await keepPicture(page, 'before-anything-dark')
    await page.unroute('**/playground/api/state*')
    await page.goto(`${joined.playground.url}/?as=${joined.ana.id}#${GENERAL}`)
    await page.reload()
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
    expect(await frame()).toEqual(before) // nothing jumps
    await page.getByRole('button', { name: '1 reply' }).click()
    await page.getByRole('complementary').getByText('A reply for').waitFor()
    await keepPicture(page, 'thread-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await keepPicture(page, 'thread')
    expect(faults).toEqual([])
  },
  SLOW,
)
