import { Fault, type FaultCode } from '../../src/fault.ts'
import { endSession } from '../../src/flows/actions/end-session.ts'
import { failing, hasDatabase, openedSession, store } from './opened-session.ts'

hasDatabase()

test('a post of which nobody knows whether it arrived is looked for half a minute later', async () => {
  const ana = await openedSession()
  ana.parts.show = failing('slack-unclear', { retry: true })
  await ana.says('The CFO hesitates.')
  expect(await ana.rows('reply')).toMatchObject([{ state: 'answered', looks: 1, afterMs: 30_000 }])
  ana.parts.show = async () => undefined
  await ana.later(30)
  await ana.due()
  expect(ana.seen('answer')).toMatchObject([{ to: { look: true } }])
  expect(await ana.rounds()).toHaveLength(1)
})

test('after five looks in vain an operator is called, and the post is not tried blindly', async () => {
  const ana = await openedSession()
  let tries = 0
  ana.parts.show = async (_, { look }) => {
    expect(look).toBe(tries++ > 0)
    throw new Fault('slack-unclear', { retry: true, cause: 'no answer' })
  }
  await ana.says('The CFO hesitates.')
  for (let looks = 0; looks < 8; looks++) {
    await ana.later(30)
    await ana.due()
  }
  expect(tries).toBe(6)
  expect(await ana.rows('reply')).toMatchObject([{ state: 'stuck', because: 'slack-unclear: no answer' }])
  expect(ana.logged.filter((line) => line.includes('an operator must look'))).toHaveLength(1)
  expect((await store.workWaiting()).stuck).toBeGreaterThan(0)
})

test('a post that is refused for a reason that nobody knows is tried again, for it may pass', async () => {
  const ana = await openedSession()
  ana.parts.show = failing('slack-refused', { retry: true })
  await ana.says('The CFO hesitates.')
  expect(await ana.rows('reply')).toMatchObject([{ state: 'answered', looks: 1, afterMs: 30_000 }])
  ana.parts.show = async () => undefined
  await ana.later(30)
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)
})

test('who mentioned the bot keeps their words while a refusal may pass, and is written to once it has', async () => {
  const ana = await openedSession('C')
  await endSession(ana.deps, ana.who)
  await ana.due()
  ana.parts.show = async (what) => {
    if (what === 'picker') throw new Fault('slack-refused', { retry: true, cause: 'some_new_code' })
  }
  const { threadTs: _, ...mention } = { ...ana.message('I need some coaching.'), mention: true }
  await ana.perform(await store.keepIncoming([mention]))
  await ana.due()
  expect(await ana.rows('lead')).toMatchObject([{ state: 'queued', looks: 1, afterMs: 30_000 }])
  expect(ana.seen('privately')).toEqual([])
  ana.parts.show = async () => undefined
  await ana.later(30)
  await ana.due()
  expect(ana.seen('picker')).toHaveLength(1)
  expect(ana.seen('privately')).toMatchObject([{ about: { note: 'picked-in-private' } }])
})

test('what is to leave Slack is tried until it is gone, for a day, and an operator hears of it', async () => {
  const ana = await openedSession()
  const said = ana.message('The CFO hesitates.')
  await ana.perform(await store.keepIncoming([said]))
  ana.parts.show = failing('slack-unclear', { retry: true })
  const { workspace, channel, ts } = said
  await store.keepIncoming([{ kind: 'deletion', workspace, eventId: 'gone', channel, ts }])
  await ana.due()
  for (let tries = 0; tries < 25; tries++) {
    await ana.later(60)
    await ana.due()
  }
  expect(await ana.rows('erase')).toMatchObject([{ state: 'queued', looks: 0 }])
  expect(ana.logged.filter((line) => line.includes('Slack holds a post back')).length).toBeGreaterThan(0)
  ana.parts.show = async () => undefined
  await ana.later(60)
  await ana.due()
  expect(ana.seen('erase')).toHaveLength(1)
})

test('a channel that Slack holds back waits as long as Slack says, and the answer is not made twice', async () => {
  const ana = await openedSession()
  let answers = 0
  const { answer } = ana.parts
  ana.parts.answer = (reply) => {
    answers++
    return answer(reply)
  }
  ana.parts.show = failing('slack-busy', { retry: true, afterMs: 12_000 })
  await ana.says('The CFO hesitates.')
  expect(await ana.rows('reply')).toMatchObject([
    { state: 'answered', because: 'slack-busy', afterMs: 12_000, looks: 0 },
  ])
  ana.parts.show = async () => undefined
  await ana.later(12)
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)
  expect(answers).toBe(1)
})

test('a post that is held back again and again is kept for a day, and an operator hears of it after ten minutes', async () => {
  const ana = await openedSession()
  ana.parts.show = failing('slack-busy', { retry: true, afterMs: 30_000 })
  await ana.says('The CFO hesitates.')
  const told = () => ana.logged.filter((line) => line.includes('Slack holds a post back')).length
  for (let tries = 0; tries < 25; tries++) {
    await ana.later(20)
    await ana.later(10)
    await ana.due()
  }
  expect(await ana.rows('reply')).toMatchObject([{ state: 'answered', because: 'slack-busy', looks: 0 }])
  expect(told()).toBeGreaterThan(0)
  expect((await store.stuckCauses(10)).late['slack-busy']).toBe(1)
  ana.parts.show = async () => undefined
  await ana.later(30)
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)

  ana.parts.show = failing('slack-busy', { retry: true, afterMs: 30_000 })
  await ana.says('And the buyer went quiet.')
  await ana.later(86_400)
  await ana.due()
  expect((await ana.rows('reply')).at(-1)).toMatchObject({ state: 'stuck', because: 'slack-busy' })
})

test('where Slack names no time, it is asked less and less often', async () => {
  const ana = await openedSession()
  let tries = 0
  ana.parts.show = async () => {
    tries++
    throw new Fault('slack-busy', { retry: true, cause: 'message_limit_exceeded' })
  }
  await ana.says('The CFO hesitates.')
  for (let minutes = 0; minutes < 30; minutes++) {
    await ana.later(60)
    await ana.due()
  }
  expect(tries).toBeLessThanOrEqual(31)
  expect(await ana.rows('reply')).toMatchObject([
    { because: 'slack-busy: message_limit_exceeded', state: 'answered', afterMs: 60_000 },
  ])
})

test('a message of which a part is posted is looked for before the rest is', async () => {
  const ana = await openedSession()
  ana.parts.show = async () => {
    throw new Fault('slack-busy', { retry: true, afterMs: 2_000, look: true, cause: 'ratelimited' })
  }
  await ana.says('The CFO hesitates.')
  ana.parts.show = async () => undefined
  await ana.later(2)
  await ana.due()
  expect(ana.seen('answer')).toMatchObject([{ to: { look: true } }])
})

test('what was settled while it was being shown, as when the app is removed, is left alone', async () => {
  const ana = await openedSession()
  ana.parts.show = async () => {
    await store.keepIncoming([{ kind: 'uninstall', workspace: ana.who.workspace, eventId: 'gone' }])
    throw new Fault('slack-gone', { retry: false, cause: 'app_uninstalled' })
  }
  await ana.says('The CFO hesitates.')
  expect(await ana.rows('reply')).toMatchObject([{ state: 'settled', because: 'uninstalled' }])
})

test.each<FaultCode>(['slack-refused', 'slack-too-long'])(
  'after %s a post is given up at once, with its code in the log and none of its words',
  async (code) => {
    const ana = await openedSession()
    let tries = 0
    ana.parts.show = async () => {
      tries++
      throw new Fault(code, { retry: false, cause: 'ekm_access_denied' })
    }
    await ana.says('Canary Xylophon.')
    await ana.later(3_600)
    await ana.due()
    expect(tries).toBe(1)
    const cause = `${code}: ekm_access_denied`
    expect(await ana.rows('reply')).toMatchObject([{ state: 'stuck', because: cause }])
    expect((await store.stuckCauses(10)).stuck[cause]).toBe(1)
    expect(ana.logged.join()).toContain(`"fault":"${code}","cause":"ekm_access_denied"`)
    expect(ana.logged.join()).not.toContain('Xylophon')
  },
)

test('while the token is refused a post waits, and goes out once it is put right', async () => {
  const ana = await openedSession()
  ana.parts.show = async () => {
    throw new Fault('slack-gone', { retry: false, cause: 'token_revoked' })
  }
  await ana.says('The CFO hesitates.')
  expect(await ana.rows('reply')).toMatchObject([
    { state: 'answered', because: 'slack-gone: token_revoked', afterMs: 300_000 },
  ])
  ana.parts.show = async () => undefined
  await ana.later(301)
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)
})

test('an answer whose thread is closed goes to the direct message, after a word about why', async () => {
  const ana = await openedSession()
  ana.parts.show = async (_, { thread }) => {
    if (thread?.endsWith(':100.000100')) throw new Fault('slack-closed-place', { retry: false, cause: 'is_archived' })
  }
  await ana.says('The CFO hesitates.')
  const [note] = ana.seen('note')
  const [answer] = ana.seen('answer')
  expect(note).toMatchObject({ to: { thread: null, place: null }, about: { note: 'moved' } })
  expect(answer?.to.thread).toBe(`D${ana.who.actor.slice(1)}:101.000200`) // under the note
  expect(answer?.to.key).not.toBe(note?.to.key) // each is looked for by its own
  expect(await ana.rows('reply')).toMatchObject([{ state: 'sent' }])
})
