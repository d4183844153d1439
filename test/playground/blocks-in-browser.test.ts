import type { Browser, Page } from 'playwright-core'
import { faultsOf, inBrowser, keepPicture, SLOW } from '../browser.ts'
import { hasChromium, openBrowser } from '../chromium.ts'
import { until } from '../person.ts'
import { openJoined } from './joined-app.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const option = (name: string) => ({ text: plain(name), value: name.toLowerCase() })
const raw = (text: string) => ({ type: 'raw_text', text })
const press = (id: string) => ({ type: 'button', action_id: id, value: id, text: plain(`Press ${id}`) })

const DATA = [
  {
    type: 'data_visualization',
    title: 'Rounds a week',
    chart: {
      type: 'bar',
      series: [
        {
          name: 'Listening',
          data: [
            { label: 'Week 1', value: 3 },
            { label: 'Week 2', value: 8 },
          ],
        },
      ],
      axis_config: { categories: ['Week 1', 'Week 2'], x_label: 'Week' },
    },
  },
  {
    type: 'data_table',
    caption: 'People',
    page_size: 2,
    rows: [['Name'], ['Row 1'], ['Row 2'], ['Row 3']].map((row) => row.map(raw)),
  },
]
const PRESSED = [
  { type: 'card', title: mrkdwn('*A card*'), body: mrkdwn('With a button'), actions: [press('in_card')] },
  {
    type: 'carousel',
    elements: [1, 2].map((at) => ({
      type: 'card',
      title: mrkdwn(`Card ${at}`),
      actions: [press(`in_carousel_${at}`)],
    })),
  },
  {
    type: 'container',
    title: plain('A container'),
    is_collapsible: true,
    child_blocks: [
      {
        type: 'actions',
        elements: [
          press('in_container'),
          {
            type: 'static_select',
            action_id: 'select',
            placeholder: plain('Pick'),
            options: [option('One'), option('Two')],
          },
          { type: 'overflow', action_id: 'overflow', options: [option('Left'), option('Right')] },
          { type: 'datetimepicker', action_id: 'moment' },
        ],
      },
    ],
  },
  {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'feedback',
        positive_button: { text: plain('Helped'), value: 'up' },
        negative_button: { text: plain('Did not'), value: 'down' },
      },
      { type: 'icon_button', action_id: 'bin', icon: 'trash', text: plain('Forget it'), value: 'bin' },
    ],
  },
]

let browser: Browser
let joined: Awaited<ReturnType<typeof openJoined>>
const heard: Record<string, unknown>[] = []
let submitted: unknown

beforeAll(async () => {
  if (!hasChromium) return
  browser = await openBrowser()
  joined = await openJoined((app) => {
    app.action(/.*/, async ({ ack, action }) => {
      await ack()
      heard.push({ ...action })
    })
    app.command('/echo', async ({ ack, body, client }) => {
      await ack()
      const city = { type: 'external_select' as const, action_id: 'city', min_query_length: 1 }
      const cities = { type: 'multi_external_select' as const, action_id: 'city', min_query_length: 1 }
      const who = { type: 'multi_users_select' as const, action_id: 'who' }
      const when = { type: 'datetimepicker' as const, action_id: 'when', initial_date_time: 1_795_600_800 }
      const field = { type: 'input' as const }
      const blocks = [
        { ...field, block_id: 'home', label: plain('Home'), element: city },
        { ...field, block_id: 'been', label: plain('Been to'), element: cities },
        { ...field, block_id: 'who', label: plain('With'), element: who },
        { ...field, block_id: 'when', label: plain('When'), element: when },
      ]
      const view = {
        type: 'modal' as const,
        callback_id: 'trip',
        title: plain('A trip'),
        submit: plain('Save'),
        blocks,
      }
      await client.views.open({ trigger_id: body.trigger_id, view })
    })
    app.options('city', async ({ ack, payload }) => {
      const names = ['Accra', 'Berlin', 'Bern', 'Lisbon'].filter((name) => name.toLowerCase().includes(payload.value))
      await ack({ options: names.map(option) })
    })
    app.view('trip', async ({ ack, view }) => {
      submitted = view.state.values
      await ack()
    })
  })
}, SLOW)

afterAll(async () => {
  await joined?.close()
  await browser?.close()
}, SLOW)

async function look(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1100 } })
  await page.goto(`${joined.playground.url}/?as=${joined.ana.id}`)
  await page.locator('main h1').waitFor()
  return page
}
const post = async (blocks: object[]) =>
  joined.client.apiCall('chat.postMessage', { channel: await joined.ana.im(), text: 'Blocks', blocks })

inBrowser(
  'data is drawn as a chart with its numbers beside it, and as a table of some rows at a time (needs Chromium)',
  async () => {
    const page = await look()
    await post(DATA)
    const main = page.getByRole('main')
    await main.getByRole('img', { name: 'Rounds a week' }).waitFor()
    expect(await main.locator('.chart rect').count()).toBe(2)
    await main.getByText('The numbers').click()
    await main.getByRole('cell', { name: '8', exact: true }).waitFor()
    expect(await main.getByRole('cell', { name: /^Row/ }).allTextContents()).toEqual(['Row 1', 'Row 2'])
    await main.getByRole('button', { name: 'Rows after' }).click()
    await main.getByText('3–3 of 3').waitFor()
    expect(await main.getByRole('cell', { name: /^Row/ }).allTextContents()).toEqual(['Row 3'])
    await keepPicture(page, 'blocks-data')
  },
  SLOW,
)

inBrowser(
  'every element of a message tells the app that it was used, also deep inside (needs Chromium)',
  async () => {
    const page = await look()
    const faults = faultsOf(page, joined.playground.url)
    await post(PRESSED)
    const main = page.getByRole('main')
    for (const id of ['in_card', 'in_carousel_2', 'in_container'])
      await main.getByRole('button', { name: `Press ${id}` }).click()
    await main.getByLabel('Pick').selectOption('two')
    await main.locator('.block').getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Right' }).click()
    await main.locator('input[type=datetime-local]').fill('2026-11-30T09:00')
    await main.getByRole('button', { name: 'Did not' }).click()
    await main.getByRole('button', { name: 'Forget it' }).click()
    await keepPicture(page, 'blocks-pressed')

    const wanted = ['in_card', 'in_carousel_2', 'in_container', 'select', 'overflow', 'moment', 'feedback', 'bin']
    const of = (id: string) => heard.find((action) => action.action_id === id)
    await until('the app heard of all', async () => wanted.every((id) => of(id)))
    expect(of('in_carousel_2')).toMatchObject({ type: 'button', value: 'in_carousel_2' })
    expect(of('select')).toMatchObject({ selected_option: option('Two') })
    expect(of('overflow')).toMatchObject({ selected_option: option('Right') })
    expect(of('moment')).toMatchObject({ selected_date_time: Date.parse('2026-11-30T09:00-03:00') / 1000 }) // Ana is in São Paulo
    expect(of('feedback')).toMatchObject({ value: 'down' })
    expect(faults).toEqual([])
  },
  SLOW,
)

inBrowser(
  'in a modal the app finds the options while one types, by keyboard too, and gets what was chosen (needs Chromium)',
  async () => {
    const page = await look()
    await page.locator('main textarea').fill('/echo')
    await page.locator('main textarea').press('Enter')
    const dialog = page.getByRole('dialog', { name: 'A trip' })
    const home = dialog.getByRole('combobox', { name: 'Home' })
    await home.fill('ber')
    await dialog.getByRole('option', { name: 'Bern' }).waitFor()
    await home.press('ArrowDown')
    await home.press('Enter')
    await dialog.getByRole('button', { name: 'Remove Bern' }).waitFor()
    const been = dialog.getByRole('combobox', { name: 'Been to' })
    for (const name of ['Accra', 'Lisbon']) {
      await been.fill(name.slice(0, 3).toLowerCase())
      await dialog.getByRole('option', { name }).click()
    }
    await dialog.getByRole('button', { name: 'Remove Accra' }).click()
    await dialog.getByLabel('With').selectOption(['U08JONASW02', 'U08PRIYAN03'])
    await keepPicture(page, 'modal-inputs')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(submitted).toMatchObject({
      home: { city: { selected_option: option('Bern') } },
      been: { city: { selected_options: [option('Lisbon')] } },
      who: { who: { selected_users: ['U08JONASW02', 'U08PRIYAN03'] } },
      when: { when: { selected_date_time: 1_795_600_800 } },
    })
  },
  SLOW,
)
