import { ANA, everybodyLeaves, JONAS, openPerson, until } from '../person.ts'
import { rowsWith } from '../store/everything.ts'
import { openJoinedBot } from './joined-bot.ts'

let bot: Awaited<ReturnType<typeof openJoinedBot>>
beforeAll(async () => {
  bot = await openJoinedBot('socket')
}, 60_000)
afterAll(() => {
  everybodyLeaves()
  return bot.close()
}, 60_000)

type Someone = Awaited<ReturnType<typeof openPerson>>
const sure = {
  sure: {
    sure: { type: 'checkboxes', selected_options: [{ text: { type: 'plain_text', text: 'Yes' }, value: 'yes' }] },
  },
}
async function erases(person: Someone): Promise<void> {
  await person.coach('erase')
  const form = await person.sees('the form', ({ views }) => views.find(({ callbackId }) => callbackId === 'erase_form'))
  expect((await person.act({ do: 'submit', view: form.id, values: sure })).ok).toBe(true)
}
const saidByBot = (person: Someone, channel: string) =>
  person
    .everything()
    .filter((one) => one.channel === channel && one.user !== person.id && one.user !== 'USLACKBOT' && !one.ephemeral)

test('everything about a learner comes as two files in their direct message, and it is noted that it was read', async () => {
  const ana = await openPerson(bot.playground.url, ANA)
  const opening = await ana.starts('sales')
  await ana.talks(opening, 'The CFO said “zażółć” to my <offer> & left.')
  await bot.atRest()
  await ana.coach('export')
  const shared = await ana.seesMessage(/everything that I keep about you/, ({ files }) => files?.length === 2)
  expect(shared.channel).toBe(opening.channel)
  const [markdown = '', json = ''] = await Promise.all(
    (shared.files ?? []).map(async ({ url }) => (await fetch(url)).text()),
  )
  expect(markdown).toContain('> The CFO said “zażółć” to my <offer> & left.')
  expect(JSON.parse(json).tables.coaching_sessions[0].learner_message).toContain('zażółć')
  await ana.coach('access')
  const told = await ana.seesMessage(/Who or what read your data/)
  expect(told.text).toMatch(/you were sent everything that is kept of you, once/)
  expect(told.text).toMatch(/the coach.* read your session/)
})

test('who erases everything in the middle of an answer is told so, and neither a table nor Slack shows any of it', async () => {
  const jonas = await openPerson(bot.playground.url, JONAS)
  const elsewhere = await jonas.starts('here sales')
  await jonas.talks(elsewhere, 'Canary Xylophon is my client.')
  await jonas.coach('end')
  const opening = await jonas.starts('architecture')
  await jonas.say(opening.channel, 'Canary Quokka is what we choose.', opening.threadTs ?? opening.ts)
  await erases(jonas)
  const receipt = await jonas.seesMessage(/What was yours is erased/)
  await jonas.sees('nothing of the bot but the receipt', () =>
    saidByBot(jonas, opening.channel).every(({ ts }) => ts >= receipt.ts),
  )
  await jonas.sees('nothing of the bot in the channel', () =>
    saidByBot(jonas, elsewhere.channel).every(({ threadTs }) => threadTs !== elsewhere.ts),
  )
  await until(
    'all of it is forgotten',
    async () => (await bot.query(`select 1 from inbox where kind in ('take-down', 'receipt')`)).length === 0,
  )
  expect(await rowsWith(bot.query, ['Canary', JONAS, opening.channel, opening.ts, elsewhere.ts])).toEqual({})
  expect(bot.logged.join('\n')).not.toMatch(/Canary|U08JONASW02/)
  expect(await bot.query('select kind from receipts')).toEqual([{ kind: 'erased' }])
}, 90_000)

test('without the tick nothing is erased', async () => {
  const ana = await openPerson(bot.playground.url, ANA)
  await ana.coach('erase')
  const form = await ana.sees('the form', ({ views }) => views.find(({ callbackId }) => callbackId === 'erase_form'))
  await ana
    .act({ do: 'submit', view: form.id, values: { sure: { sure: { type: 'checkboxes', selected_options: [] } } } })
    .catch(() => undefined)
  expect(await rowsWith(bot.query, [ANA])).not.toEqual({})
  await ana.act({ do: 'close', view: form.id })
})
