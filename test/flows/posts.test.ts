import { Fault, type FaultCode } from '../../src/fault.ts'
import { endSession } from '../../src/flows/actions/end-session.ts'
import { database, failing, hasDatabase, openedSession, store } from './opened-session.ts'

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

const withheld = (cause = 'ekm_access_denied') => new Fault('slack-withheld', { retry: true, cause })

test('what an administrator withholds is kept, looked at again ever less often, and shown once it is allowed', async () => {
  const ana = await openedSession()
  let tries = 0
  ana.parts.show = async (what) => {
    if (what !== 'answer') return
    tries++
    throw withheld()
  }
  await ana.says('The CFO hesitates.')
  for (let minutes = 0; minutes < 12 * 60; minutes += 5) {
    await ana.later(300)
    await ana.due()
  }
  expect(tries).toBeLessThan(60)
  expect(await ana.rows('reply')).toMatchObject([
    { state: 'answered', because: 'slack-withheld: ekm_access_denied', looks: 0 },
  ])
  expect(ana.notes()).toEqual([{ note: 'withheld' }]) // said once, after a while
  expect((await store.stuckCauses(10)).late['slack-withheld: ekm_access_denied']).toBe(1)
  ana.parts.show = async () => undefined
  await ana.later(900)
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)
  expect(await ana.rounds()).toHaveLength(1)
})

test('that something is withheld is said to the learner alone where their direct message is withheld too', async () => {
  const ana = await openedSession('C')
  ana.parts.show = async (what) => {
    if (what !== 'privately') throw withheld('external_channel_migrating')
  }
  await ana.says('The CFO hesitates.')
  await ana.later(700)
  await ana.due()
  expect(ana.seen('privately')).toMatchObject([{ about: { note: 'withheld' } }])
})

test('a word that something is withheld is not said any more once that was shown', async () => {
  const ana = await openedSession()
  ana.parts.show = async () => {
    throw withheld()
  }
  await ana.says('The CFO hesitates.')
  await ana.later(700)
  await ana.due()
  ana.parts.show = async (what) => {
    if (what !== 'answer') throw withheld()
  }
  await ana.later(900)
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)
  ana.parts.show = async () => undefined
  await ana.later(90_000)
  await ana.due()
  expect(ana.notes()).toEqual([])
})

test('what is withheld for a week is given up: an operator must look, and the learner hears that it does not come', async () => {
  const ana = await openedSession()
  ana.parts.show = async (what) => {
    if (what === 'answer') throw withheld('missing_scope')
  }
  await ana.says('The CFO hesitates.')
  await ana.later(7 * 86_400)
  await ana.due()
  expect(await ana.rows('reply')).toMatchObject([{ state: 'stuck', because: 'slack-withheld: missing_scope' }])
  expect(ana.notes()).toEqual([{ note: 'given-up' }])
  expect(ana.logged.filter((line) => line.includes('an operator must look'))).toHaveLength(1)
  ana.parts.show = async () => undefined
  await database.query('select private.retry_stuck()')
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1) // nothing is lost
})

test('a workspace that lets nobody post in its direct messages is waited for, and the session is not moved about', async () => {
  const ana = await openedSession()
  ana.parts.show = async () => {
    throw new Fault('slack-closed-place', { retry: false, cause: 'restricted_action' })
  }
  await ana.says('The CFO hesitates.')
  expect(await ana.rows('reply')).toMatchObject([{ state: 'answered' }])
  ana.parts.show = async () => undefined
  await ana.later(60)
  await ana.due()
  expect(ana.seen('answer')).toHaveLength(1)
})

test.each(['user_disabled', 'user_not_visible', 'user_not_in_channel'])(
  'somebody whom Slack does not let us write to (%s) calls no operator',
  async (cause) => {
    const ana = await openedSession()
    ana.parts.show = async () => {
      throw new Fault('slack-no-person', { retry: false, cause })
    }
    const stuck = (await store.workWaiting()).stuck
    await ana.says('The CFO hesitates.')
    expect(await ana.rows('reply')).toMatchObject([{ state: 'settled', because: `slack-no-person: ${cause}` }])
    expect((await store.workWaiting()).stuck).toBe(stuck)
    expect(ana.logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
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
