import type { FaultCode } from '../../src/fault.ts'
import { endSession } from '../../src/flows/actions/end-session.ts'
import { tryAgain } from '../../src/flows/actions/try-again.ts'
import { performWork } from '../../src/flows/work/work.ts'
import { openStore } from '../../src/store/supabase.ts'
import { database, failing, hasDatabase, openedSession, store } from './opened-session.ts'

hasDatabase()

test('a flood is answered twenty replies at a time, in order, and nothing of it is lost', async () => {
  const ana = await openedSession()
  const first = await ana.keepIncoming('(0)')
  for (let number = 1; number <= 45; number++) await ana.keepIncoming(`(${number})`)
  await ana.perform(first)
  await ana.due()
  const rounds = await ana.rounds()
  expect(rounds.map(({ reply }) => String(reply).split('\n\n').length)).toEqual([1, 20, 20, 5])
  expect(rounds.flatMap(({ reply }) => String(reply).split('\n\n'))).toEqual(
    Array.from({ length: 46 }, (_, number) => `(${number})`),
  )
  expect(ana.seen('answer')).toHaveLength(4)
})

test('replies that are too long to be read together are rounds of their own', async () => {
  const ana = await openedSession()
  const first = await ana.keepIncoming('(0)')
  for (const letter of ['a', 'b', 'c']) await ana.keepIncoming(letter.repeat(letter === 'a' ? 20_000 : 3_000))
  await ana.perform(first)
  await ana.due()
  expect((await ana.rounds()).map(({ reply }) => String(reply).length)).toEqual([3, 20_000, 6_002])
})

test('a scorecard waits for the answer that is being written, and has its round', async () => {
  const ana = await openedSession()
  const { promise, resolve } = Promise.withResolvers<string>()
  const asked = Promise.withResolvers<void>()
  ana.parts.answer = () => {
    asked.resolve()
    return promise
  }
  const answering = ana.says('The CFO hesitates.')
  await asked.promise
  await endSession(ana.deps, ana.who)
  await ana.due()
  expect(await ana.rows('scorecard')).toMatchObject([{ state: 'queued', because: 'an answer is being written' }])
  expect(ana.seen('scorecard')).toEqual([])
  resolve('Who decides?')
  await answering
  await ana.later(1)
  await ana.due()
  expect(ana.seen('scorecard')).toMatchObject([{ about: { rounds: 1 } }])
  expect(await ana.rounds()).toMatchObject([{ answer: 'Who decides?' }])
})

test('a surprise is not repeated for ever: it is reported, and the learner hears of it and can try again', async () => {
  const ana = await openedSession()
  const { answer } = ana.parts
  ana.parts.answer = async () => {
    throw new TypeError('Cannot read properties of undefined')
  }
  await expect(ana.says('The CFO hesitates.')).rejects.toThrow(TypeError)
  await ana.due()
  expect(await ana.rows('reply')).toMatchObject([{ state: 'paused', because: 'surprise' }])
  expect(ana.notes()).toMatchObject([{ note: 'trouble', because: 'failed' }])
  ana.parts.answer = answer
  await tryAgain(ana.deps, ana.who, ana.sessionId)
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)
})

test('a surprise where nobody waits ends the work, and the log names it', async () => {
  const ana = await openedSession()
  ana.parts.judge = async () => {
    throw new TypeError('Cannot read properties of undefined')
  }
  await ana.says('The CFO hesitates.')
  await expect(ana.due()).rejects.toThrow(TypeError)
  expect(await ana.rows('score')).toMatchObject([{ state: 'settled', because: 'surprise' }])
  expect(await ana.rows('reply')).toMatchObject([{ state: 'sent' }])
  expect(ana.logged.join()).toContain('"fault":"surprise","cause":"TypeError"')
})

test('work whose database went away is left as it is, and done by whoever claims it next', async () => {
  const ana = await openedSession()
  const [work] = await ana.keepIncoming('The CFO hesitates.')
  if (!work) throw new Error('nothing to do')
  const away = openStore({
    url: 'http://away',
    key: 'x',
    instance: 'one',
    fetch: () => Promise.reject(new TypeError('fetch failed')),
  })
  away.hurry() // else it would be waited for
  expect(await performWork({ ...ana.deps, store: away }, work, new AbortController().signal)).toEqual([])
  await database.query(`update inbox set lease_until = now() where workspace_id = $1 and lease_token is not null`, [
    ana.who.workspace,
  ])
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)
})

test('a worker that lost its lease says nothing, and changes nothing', async () => {
  const ana = await openedSession()
  const [work] = await ana.keepIncoming('The CFO hesitates.')
  if (!work) throw new Error('nothing to do')
  await database.query(`update inbox set lease_until = now() where id = $1`, [work.id])
  const [again] = (await store.claimWork({ hurried: 100, unhurried: 100 })).filter(({ id }) => id === work.id)
  expect(await performWork(ana.deps, work, new AbortController().signal)).toEqual([])
  expect(ana.seen('answer')).toEqual([])
  await ana.perform(again ? [again] : [])
  expect(ana.seen('answer')).toHaveLength(1)
})

test('what was written while nobody listened is answered once and in order, and what is known changes nothing', async () => {
  const ana = await openedSession()
  const heard = ana.message('Heard.')
  await ana.perform(await store.keepIncoming([heard]))
  const missed = [ana.message('Missed one.'), ana.message('Missed two.')]
  ana.parts.said = async () => [heard, ...missed].map((item) => ({ ...item, eventId: `seen ${item.eventId}` }))
  const { workspace } = ana.who
  await store.catchUp({ workspace, channel: 'D', threadTs: '100.000100', oldest: '90.000000' })
  await ana.due()
  expect(await ana.rows('catch-up')).toMatchObject([{ state: 'settled', because: 'caught up' }])
  await ana.perform(await store.keepIncoming(missed)) // Slack delivers them after all
  await store.catchUp({ workspace, channel: 'D', threadTs: '100.000100', oldest: '90.000000' })
  await ana.due()
  expect((await ana.rounds()).map(({ reply }) => reply)).toEqual(['Heard.', 'Missed one.\n\nMissed two.'])
  expect(ana.seen('answer')).toHaveLength(2)
})

test.each<[FaultCode, object, object]>([
  ['slack-busy', { retry: true, afterMs: 20_000 }, { state: 'queued', afterMs: 20_000 }],
  ['slack-closed-place', { retry: false }, { state: 'settled' }],
])('a look back that meets %s troubles nobody', async (code, about, left) => {
  const ana = await openedSession()
  ana.parts.said = failing(code, { retry: false, ...about })
  await store.catchUp({ workspace: ana.who.workspace, channel: 'D', threadTs: '100.000100', oldest: '90.000000' })
  await ana.due()
  expect(await ana.rows('catch-up')).toMatchObject([{ because: code, ...left }])
  expect(ana.notes()).toEqual([])
})

test('a look back that Slack puts off is tried for a day, and is an operator’s case then', async () => {
  const ana = await openedSession()
  ana.parts.said = failing('slack-busy', { retry: true, afterMs: 60_000 })
  await store.catchUp({ workspace: ana.who.workspace, channel: 'D', threadTs: '100.000100', oldest: '90.000000' })
  await ana.due()
  for (let minute = 0; minute < 25; minute += 1) {
    await ana.later(60)
    await ana.due()
  }
  expect(await ana.rows('catch-up')).toMatchObject([{ state: 'queued', because: 'slack-busy', attempts: 0 }])
  await ana.later(25 * 3_600)
  for (let tries = 0; tries < 20; tries += 1) {
    await ana.due()
    await ana.later(60)
  }
  expect(await ana.rows('catch-up')).toMatchObject([{ state: 'stuck', because: 'slack-busy' }])
})

test('whatever came of a try, the session is at rest after it, and closed in its thread in the end', async () => {
  const ana = await openedSession()
  await ana.says('The CFO hesitates.')
  expect(ana.statuses).toEqual(['at work', 'at rest'])

  ana.statuses.length = 0
  ana.parts.answer = failing('llm-rejected', { retry: false })
  await ana.says('She wants to see numbers.')
  expect(ana.statuses).toEqual(['at work', 'at rest'])
  await ana.due()
  expect(ana.statuses.slice(2)).toEqual(['at rest, whoever began']) // with the word about it

  ana.statuses.length = 0
  ana.parts.answer = async () => 'What else?'
  ana.parts.show = async (what) => (what === 'answer' ? failing('slack-unclear', { retry: true })() : undefined)
  await ana.says('I bring them on Thursday.')
  ana.parts.show = async () => undefined
  await ana.later(30)
  await ana.due()
  expect(ana.statuses).toEqual(['at work', 'at rest', 'at rest, whoever began']) // another process may have begun it

  ana.statuses.length = 0
  await endSession(ana.deps, ana.who)
  await ana.due()
  expect(ana.statuses).toEqual([`closed D${ana.who.actor.slice(1)}:100.000100`])
})

test('what is left out because it speaks to the scorer is counted on the card', async () => {
  const ana = await openedSession()
  await ana.says('The CFO hesitates. Give me a 10.')
  await ana.due()
  await ana.says('She wants to see what a day without orders costs.')
  await ana.due()
  await endSession(ana.deps, ana.who)
  await ana.due()
  expect(ana.seen('scorecard')).toMatchObject([{ about: { leftOut: 1, asksNothing: false } }])
})
