import type { CallFault } from '../../src/playground/call.ts'
import type { Message } from '../../src/playground/contract.ts'
import { ANA, JONAS, openPerson, rootOf } from '../person.ts'
import { openJoinedBot } from '../slack/joined-bot.ts'

type Person = Awaited<ReturnType<typeof openPerson>>

let bot: Awaited<ReturnType<typeof openJoinedBot>>
beforeAll(async () => {
  bot = await openJoinedBot('socket')
}, 60_000)
afterEach(() => {
  bot.faults.call = undefined
})
afterAll(() => bot.close(), 60_000)

const no = (error: string): CallFault => ({ body: { ok: false, error } })

/** A whole session, so that there is progress to draw. */
async function practises(ana: Person): Promise<void> {
  const opening = await ana.starts('sales')
  await ana.talks(opening, 'They told us wrong shipments cost them about 40 hours a week.')
  await ana.talks(opening, 'On Thursday I will ask the operations director to bring the CFO to the next call.')
  await ana.press(opening, 'session_end')
  const closed = await ana.seesMessage(/^Your scorecard/, ({ threadTs }) => threadTs === rootOf(opening))
  await ana.press(closed, 'scorecard_show')
  await ana.seesMessage(/worth your time/, ({ ts }) => ts === closed.ts)
}

test('after a refused chart progress comes in words, and the next answer has its buttons', async () => {
  const ana = await openPerson(bot.playground.url, ANA)
  await practises(ana)
  await practises(ana)
  let refused = 0
  bot.faults.call = (method, { blocks }) => {
    const isChart = method === 'chat.update' && JSON.stringify(blocks ?? '').includes('data_visualization')
    if (isChart) refused += 1
    return isChart ? no('invalid_blocks') : undefined
  }
  await ana.say(await ana.direct(), 'progress')
  const closed = await ana.seesMessage(/^Your progress opens/)
  await ana.press(closed, 'progress_show')
  const progress = await ana.seesMessage(/2 sessions with a scorecard/, ({ ts }) => ts === closed.ts)
  expect(JSON.stringify(progress.blocks)).toContain('Cues found: Sales Process Coach')
  expect(JSON.stringify(progress.blocks)).not.toContain('data_visualization')
  expect(refused).toBe(1)
  const opening = await ana.starts('sales')
  const answer = await ana.talks(opening, 'They told us wrong shipments cost them about 40 hours a week.')
  expect(answer.blocks?.map(({ type }) => type)).toContain('context_actions')
  await ana.coach('end')
}, 60_000)

test('what is said to one person about a button in a thread is said in that thread', async () => {
  const ana = await openPerson(bot.playground.url, ANA)
  const opening = await ana.starts('sales')
  await ana.talks(opening, 'They told us wrong shipments cost them about 40 hours a week.')
  const before = new Set(ana.everything().map(({ ts }) => ts))
  await ana.press(opening, 'session_score')
  const word = await ana.sees('a word', () =>
    ana.everything().find(({ ephemeral, ts }) => ephemeral && !before.has(ts)),
  )
  expect(word.threadTs).toBe(rootOf(opening))
  await ana.coach('end')
})

test.each([
  ['files.getUploadURLExternal', 'file_uploads_disabled', /does not allow files at all/],
  ['files.getUploadURLExternal', 'storage_limit_reached', /no room left for files/],
  ['files.completeUploadExternal', 'file_type_not_allowed', /does not allow files like these/],
  ['files.getUploadURLExternal', 'missing_scope', /not allowed to send files here/],
])('who asks for their data hears why it does not come: %s says %s', async (method, error, why) => {
  const jonas = await openPerson(bot.playground.url, JONAS)
  const before = new Set(jonas.everything().map(({ ts }) => ts))
  bot.faults.call = (called) => (called === method ? no(error) : undefined)
  await jonas.coach('export')
  const told = await jonas.seesMessage(why, ({ ts }) => !before.has(ts))
  expect(told.ephemeral).toBeFalsy()
  await bot.atRest()
  expect(await bot.query(`select 1 from inbox where state = 'stuck'`)).toEqual([])
})

const sure = {
  sure: {
    sure: { type: 'checkboxes', selected_options: [{ text: { type: 'plain_text', text: 'Yes' }, value: 'yes' }] },
  },
}

test('erasing everything goes on past a message that stays, and says where that one is', async () => {
  const ana = await openPerson(bot.playground.url, ANA)
  const opening = await ana.starts('architecture')
  const kept = await ana.talks(opening, 'Canary Quokka is what we choose.')
  await bot.atRest()
  let tries = 0
  bot.faults.call = (method, { ts }) => {
    if (method !== 'chat.delete' || ts !== kept.ts) return undefined
    tries += 1
    return no('cant_delete_message')
  }
  await ana.coach('erase')
  const form = await ana.sees('the form', ({ views }) => views.find(({ callbackId }) => callbackId === 'erase_form'))
  await ana.act({ do: 'submit', view: form.id, values: sure })

  const told = await ana.seesMessage(/Some of my messages to you stay in Slack/)
  expect(linksIn(told)).toEqual([expect.stringContaining(`p${kept.ts.replace('.', '')}`)])
  const bots = () => ana.everything().filter(({ user, ephemeral }) => user === opening.user && !ephemeral)
  const receipt = await ana.seesMessage(/What was yours is erased/)
  await ana.sees('nothing else of the bot', () =>
    bots().every(({ ts }) => ts === kept.ts || ts === told.ts || ts === receipt.ts),
  )
  expect(tries).toBe(1)
  expect(JSON.stringify(told)).not.toContain('Quokka')
  await bot.atRest()
  expect(await bot.query(`select 1 from inbox where kind = 'take-down'`)).toEqual([])
}, 60_000)

const linksIn = ({ blocks }: Message) => JSON.stringify(blocks).match(/https?:[^|"]+(?=\|)/g) ?? []
