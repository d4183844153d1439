import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ANA, JONAS, openPerson, rootOf } from '../person.ts'
import { openJoinedBot } from './joined-bot.ts'
import { bytesOf, sendRaw } from './raw-request.ts'

describe.each(['socket', 'http'] as const)('over %s', (over) => {
  let bot: Awaited<ReturnType<typeof openJoinedBot>>
  let ana: Awaited<ReturnType<typeof openPerson>>
  beforeAll(async () => {
    bot = await openJoinedBot(over)
    ana = await openPerson(bot.playground.url, ANA)
  }, 60_000)
  afterAll(() => bot.close(), 60_000)

  test('a whole small session', async () => {
    const opening = await ana.starts('sales')
    expect((await ana.talks(opening, 'Brightline went quiet after the demo.')).text).toMatch(/\?/)
    expect((await ana.talks(opening, 'On Thursday I will call their CFO.')).text).toMatch(/\?/)
    await ana.press(opening, 'session_score')
    await ana.seesMessage(/So far/i, ({ threadTs }) => threadTs === rootOf(opening))
    await ana.say(opening.channel, 'end', rootOf(opening))
    expect((await ana.seesMessage(/Your scorecard/)).threadTs).toBe(rootOf(opening))
    await bot.atRest()
    expect(await bot.query(`select 1 from inbox where body <> '' or state = 'stuck'`)).toEqual([])
  })

  test('replies and wishes that the database cannot keep wait on the disk, are kept once as what they are, and commands work meanwhile', async () => {
    const opening = await ana.starts('architecture')
    bot.faults.databaseAway = ['keep_incoming']
    const spool = join(bot.dataDir, 'spool')
    const waits = () => existsSync(spool) && readdirSync(spool).length > 0
    const bytes = () => readdirSync(spool).reduce((sum, file) => sum + statSync(join(spool, file)).size, 0)
    const { ts = '' } = await ana.say(
      opening.channel,
      'We must choose between Kafka and a database queue.',
      rootOf(opening),
    )
    await ana.coach('list')
    await ana.seesMessage(/Architecture/, (one) => one.ephemeral === true)
    while (!waits()) await ana.coach('help') // a person who goes on meanwhile
    const before = bytes()
    await ana.say(opening.channel, 'practise hard', rootOf(opening))
    while (bytes() === before) await ana.coach('help')
    bot.faults.databaseAway = undefined
    await ana.seesMessage(/\?/, (one) => one.threadTs === rootOf(opening) && one.ts > ts && one.user !== ANA)
    await ana.seesMessage(/^Rehearsal, hard/, (one) => one.threadTs === rootOf(opening))
    await ana.talks(opening, 'We have 310 orders a second at peak.')
    const rounds = await bot.query(
      `select learner_message from coaching_sessions where domain_id = 'architecture_advisor' order by round_number`,
    )
    expect(rounds.map(({ learner_message }) => learner_message)).toEqual([
      'We must choose between Kafka and a database queue.',
      'practise hard',
      'We have 310 orders a second at peak.',
    ])
    while (waits()) await ana.coach('help')
    expect(bot.logged.join('\n')).not.toMatch(/Kafka/)
    await ana.coach('end')
  })

  test.each([
    ['GET', '/healthz'],
    ['HEAD', '/healthz'],
    ['GET', '/healthz/'],
    ['GET', '/healthz?x=1'],
    ['HEAD', '//healthz/?probe=1'],
  ])('a monitor that asks with %s %s hears how we are', async (method, path) => {
    const answer = await sendRaw(bot.url, bytesOf({ method, path, headers: [], body: '' }))
    expect([answer.status, answer.body.includes('"ready":true')]).toEqual([200, method === 'GET'])
  })

  test('while the whole database is away a person is told so, and health says why', async () => {
    const health = async () => {
      const answer = await fetch(`${bot.url}/healthz`)
      return { status: answer.status, body: JSON.parse(await answer.text()) }
    }
    expect(await health()).toMatchObject({ status: 200, body: { ready: true, work: { stuck: 0 } } })
    bot.faults.databaseAway = 'all'
    expect(await health()).toEqual({ status: 503, body: { ready: false, why: 'The database does not answer.' } })
    const jonas = await openPerson(bot.playground.url, JONAS)
    await jonas.coach('sales')
    await jonas.seesMessage(/cannot reach|try again/i, (one) => one.ephemeral === true)
    bot.faults.databaseAway = undefined
    expect(await health()).toMatchObject({ status: 200 })
  })
})

test('asked to leave on all its connections at once, the bot is never without one, and misses nothing', async () => {
  const counts: number[] = []
  const bot = await openJoinedBot('socket', {}, (open) => counts.push(open))
  try {
    const ana = await openPerson(bot.playground.url, ANA)
    const opening = await ana.starts('sales')
    const before = counts.length
    for (const reason of ['warning', 'refresh_requested']) {
      bot.playground.drop({ reason })
      expect((await ana.talks(opening, `Brightline says ${reason}.`)).text).toMatch(/\?/)
      expect(await (await fetch(`${bot.url}/healthz`)).text()).toContain('"ready":true')
    }
    expect(counts.slice(before)).not.toContain(0)
  } finally {
    await bot.close()
  }
}, 60_000)

test('what went to connections that had died in silence alone is looked for, and answered once', async () => {
  const bot = await openJoinedBot('socket', { socketTries: 1 })
  try {
    const ana = await openPerson(bot.playground.url, ANA)
    const opening = await ana.starts('sales')
    await bot.atRest()
    bot.playground.drop('silence', 2)
    const { ts = '' } = await ana.say(opening.channel, 'Brightline went quiet after the demo.', rootOf(opening))
    const looks = `select round(extract(epoch from run_at - created_at))::int as after from inbox where kind = 'catch-up' order by id`
    while ((await bot.query(looks)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    expect((await bot.query(looks))[0]?.after).toBe(30)
    expect(await bot.query('select 1 from coaching_sessions')).toEqual([])

    await bot.query(`update inbox set run_at = now() where kind = 'catch-up'`) // the half minute is over
    await ana.seesMessage(/\?/, (one) => one.threadTs === rootOf(opening) && one.ts > ts && one.user !== ANA)
    expect((await ana.talks(opening, 'On Thursday I will call their CFO.')).text).toMatch(/\?/)
    const rounds = await bot.query('select learner_message from coaching_sessions order by round_number')
    expect(rounds.map(({ learner_message }) => learner_message)).toEqual([
      'Brightline went quiet after the demo.',
      'On Thursday I will call their CFO.',
    ])
  } finally {
    await bot.close()
  }
}, 60_000)

test('a reply that can be kept nowhere is not acknowledged: it comes again, and is kept once', async () => {
  const bot = await openJoinedBot('socket', {}, undefined, '/dev/null/nothing')
  try {
    const ana = await openPerson(bot.playground.url, ANA)
    const opening = await ana.starts('sales')
    bot.faults.databaseAway = ['keep_incoming']
    const { ts = '' } = await ana.say(opening.channel, 'Brightline went quiet after the demo.', rootOf(opening))
    while (!bot.logged.some((line) => line.includes('not kept')))
      await new Promise((resolve) => setTimeout(resolve, 20))
    bot.faults.databaseAway = undefined
    await ana.seesMessage(/\?/, (one) => one.threadTs === rootOf(opening) && one.ts > ts && one.user !== ANA)
    expect(await bot.query('select learner_message from coaching_sessions')).toEqual([
      { learner_message: 'Brightline went quiet after the demo.' },
    ])
  } finally {
    await bot.close()
  }
}, 60_000)
