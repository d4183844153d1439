import { askScore } from '../../src/flows/actions/ask-score.ts'
import { endSession } from '../../src/flows/actions/end-session.ts'
import { startSession } from '../../src/flows/actions/start-session.ts'
import { tryAgain } from '../../src/flows/actions/try-again.ts'
import { database, hasDatabase, openedSession, store } from './opened-session.ts'

hasDatabase()

test.each(['learner', 'workspace'] as const)(
  'over the limit of the %s a reply and a scorecard wait for the next day, and each is told once',
  async (whose) => {
    const ana = await openedSession()
    ana.limits[whose].rounds = 1
    await ana.says('The CFO hesitates.')
    await ana.says('The buyer went quiet.')
    await ana.due()
    await ana.says('She wants a pilot.')
    await ana.due()
    expect(ana.notes()).toMatchObject([{ note: 'limit', whose, until: expect.any(Date) }])
    expect(await ana.rows('reply')).toMatchObject([
      { state: 'sent' },
      { state: 'queued', because: `limit of the ${whose}`, attempts: 0 },
      { state: 'queued', because: `limit of the ${whose}` },
    ])
    expect(await tryAgain(ana.deps, ana.who, ana.sessionId)).toBe('nothing-waits')
    await store.hurryWork()
    await ana.due()
    expect(ana.seen('answer')).toHaveLength(1)

    await ana.nextDay()
    expect(await ana.rounds()).toMatchObject([{}, { reply: 'The buyer went quiet.\n\nShe wants a pilot.' }])

    await ana.says('One more thing.')
    await endSession(ana.deps, ana.who)
    await ana.due()
    expect(ana.seen('scorecard')).toEqual([])
    expect(ana.notes().slice(1)).toMatchObject([
      { note: 'limit', what: 'reply', whose },
      { note: 'limit', what: 'scorecard', whose },
    ])
    await ana.later(3_600)
    await ana.due()
    await ana.nextDay()
    await ana.nextDay()
    expect(ana.seen('scorecard')).toMatchObject([{ about: { rounds: 3 } }])
    expect(ana.seen('answer')).toHaveLength(2) // what was written last is answered by the scorecard
    expect(ana.notes()).toHaveLength(3)
  },
)

test('over the limit a score so far is refused with a word, and nothing is judged for it then or later', async () => {
  const ana = await openedSession()
  ana.limits.learner.rounds = 1
  await ana.says('The CFO hesitates.')
  const { judge } = ana.parts
  ana.parts.judge = () => Promise.reject(new Error('asked all the same'))
  await askScore(ana.deps, ana.who, 'asked')
  await ana.due()
  expect(ana.notes()).toMatchObject([{ note: 'limit', what: 'so-far', whose: 'learner' }])
  expect(await ana.rows('so-far')).toMatchObject([{ state: 'settled' }])
  expect(await ana.rows('score')).toMatchObject([{ state: 'queued', because: 'limit of the learner' }])

  ana.parts.judge = judge
  await ana.nextDay()
  expect(ana.seen('soFar')).toEqual([])
  expect(await ana.rounds()).toMatchObject([{ score: 6 }]) // as it would have been the day before
})

test('what was put off to a day is held to the rounds and tokens of that day, and comes once there is room', async () => {
  const ana = await openedSession()
  ana.limits.learner.rounds = 1
  await ana.says('The CFO hesitates.')
  await ana.says('The buyer went quiet.')
  await endSession(ana.deps, ana.who)
  await ana.due()
  ana.limits.learner.inputTokens = 0
  await ana.nextDay()
  expect(ana.seen('scorecard')).toEqual([])
  ana.limits.learner.inputTokens = 1_000
  await database.query(
    `update usage_today set day = current_date + 1, rounds = 1, input_tokens = 0 where workspace_id = $1`,
    [ana.who.workspace],
  )
  await ana.nextDay()
  expect(ana.seen('scorecard')).toEqual([])
  await database.query('update usage_today set rounds = 0 where workspace_id = $1', [ana.who.workspace])
  await ana.nextDay()
  expect(ana.seen('scorecard')).toHaveLength(1)
  expect(ana.notes()).toMatchObject([
    { what: 'reply' },
    { what: 'scorecard' },
    { what: 'scorecard' },
    { what: 'scorecard' },
  ])
})

test('who stopped an answer and tries again does not wait for the one that was stopped', async () => {
  const ana = await openedSession()
  const { answer } = ana.parts
  const { promise, resolve } = Promise.withResolvers<string>()
  const asked = Promise.withResolvers<void>()
  ana.parts.answer = () => {
    asked.resolve()
    return promise
  }
  const said = ana.message('The CFO hesitates.')
  if (said.kind !== 'message') throw new Error('no message')
  const answering = store.keepIncoming([said]).then(ana.perform)
  await asked.promise
  const { workspace, actor, channel, threadTs = '' } = said
  await ana.perform(await store.keepIncoming([{ workspace, actor, channel, threadTs, kind: 'stop', eventId: 'stop' }]))
  ana.parts.answer = answer
  await tryAgain(ana.deps, ana.who, ana.sessionId)
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)
  resolve('Who decides?')
  await answering
  expect(ana.seen('answer')).toHaveLength(1)
})

test('of one learner one answer at a time is under way, so that the last room of a day is taken once', async () => {
  const ana = await openedSession()
  ana.limits.learner.rounds = 1
  const { promise, resolve } = Promise.withResolvers<string>()
  const asked = Promise.withResolvers<void>()
  ana.parts.answer = () => {
    asked.resolve()
    return promise
  }
  const answering = ana.says('The CFO hesitates.')
  await asked.promise
  const again = { domainId: 'sales_workflow_coach', eventId: 'again', mind: 'The buyer went quiet.', endOpen: true }
  await startSession(ana.deps, ana.who, again)
  await ana.due()
  expect((await ana.rows('reply')).at(-1)).toMatchObject({ because: 'the same is under way', attempts: 0 })
  resolve('Who decides?')
  await answering
  await ana.later(2)
  await ana.due()
  expect((await ana.rows('reply')).at(-1)).toMatchObject({ because: 'limit of the learner' })
  expect(ana.seen('answer')).toHaveLength(1)
})

test('tokens count too, those of the judge like those of the coach', async () => {
  const ana = await openedSession()
  ana.limits.learner.outputTokens = 2 // as many as one answer and its score took
  await ana.says('The CFO hesitates.')
  await ana.due()
  const [work] = await ana.keepIncoming('The buyer went quiet.')
  expect(work).toMatchObject({
    used: {
      learner: { rounds: 1, inputTokens: 2, outputTokens: 2 },
      workspace: { rounds: 1, inputTokens: 2, outputTokens: 2 },
    },
  })
  await ana.perform(work ? [work] : [])
  await ana.due()
  expect(ana.notes()).toMatchObject([{ note: 'limit', whose: 'learner' }])
})

test('an answer that is not kept, as its reply was edited meanwhile, is counted all the same', async () => {
  const ana = await openedSession()
  const { answer } = ana.parts
  ana.parts.answer = async (reply) => {
    ana.parts.answer = answer
    await database.query(`update inbox set edits = edits + 1 where workspace_id = $1 and kind = 'reply'`, [
      ana.who.workspace,
    ])
    return answer(reply)
  }
  await ana.says('The CFO hesitates.')
  await ana.due()
  const used = await database.query(
    `select rounds, output_tokens::int as tokens from usage_today where workspace_id = $1 and actor = $2`,
    [ana.who.workspace, ana.who.actor],
  )
  expect(used).toEqual([{ rounds: 1, tokens: 3 }]) // two answers and a score
})
