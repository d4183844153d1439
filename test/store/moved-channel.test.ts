import type { Incoming } from '../../src/store/store.ts'
import {
  ALL,
  answer,
  database,
  deletionOf,
  nextNumber,
  onEach,
  only,
  queued,
  somebody,
  started,
  store,
} from './each-database.ts'

onEach((check) => {
  /** A session in a private channel, with one round that is answered. */
  async function talked() {
    const person = somebody()
    const [from, to] = [`G${nextNumber()}`, `C${nextNumber()}`]
    await started(store, person.who, {
      domainId: 'sales_workflow_coach',
      eventId: `here-${from}`,
      promptVersion: 1,
      thread: `${from}:`,
    })
    const opening = only(
      (await store.claimWork(ALL)).filter((work) => work.workspace === person.who.workspace),
      'opening',
    )
    await store.markSent(opening, { post: `${from}:100.000100`, thread: `${from}:100.000100` })
    const said = (channel: string, text: string) => person.message(text, { channel, direct: false })
    const first = said(from, 'Canary one.')
    const due = queued(await store.keepIncoming([first]))
    await store.keepRound(due, { ...answer, text: 'What then?' })
    await store.markSent(due, { post: `${from}:120.0`, thread: `${from}:100.000100` })
    const moved: Incoming = { kind: 'moved', workspace: person.who.workspace, eventId: `moved-${from}`, from, to }
    return { person, from, to, first, said, moved }
  }

  check(
    'a channel that has another id keeps its session: the next reply is heard there, and answered there',
    async () => {
      const { person, to, said, moved } = await talked()
      await store.keepIncoming([moved])
      const due = queued(await store.keepIncoming([said(to, 'And two.')]))
      expect(due).toMatchObject({ thread: `${to}:100.000100`, round: 2 })
      expect(await store.openSession(person.who)).toMatchObject({ thread: `${to}:100.000100` })
    },
  )

  check('nothing is left under the old id, and told again it changes nothing', async () => {
    const { person, from, moved } = await talked()
    await store.keepIncoming([moved])
    await store.keepIncoming([{ ...moved, eventId: `${moved.eventId}-again` }])
    for (const table of ['sessions', 'session_threads', 'coaching_sessions', 'inbox'])
      expect(
        await database.query(
          `select 1 from ${table} t where workspace_id = $1 and (to_jsonb(t) - 'event_id')::text ~ $2`,
          [person.who.workspace, `"${from}[":]`],
        ),
      ).toEqual([])
  })

  check('a reply of before that is deleted after takes its answer with it, where that is now', async () => {
    const { to, first, moved } = await talked()
    await store.keepIncoming([moved])
    await store.keepIncoming([deletionOf({ ...first, channel: to })])
    const erasure = only(
      (await store.claimWork(ALL)).filter((work) => work.workspace === first.workspace && work.kind === 'erase'),
      'erase',
    )
    expect(erasure.about.post).toBe(`${to}:120.0`)
  })

  check('what was written in it meanwhile is looked for, once', async () => {
    const { person, to, moved } = await talked()
    await store.keepIncoming([moved])
    await store.keepIncoming([{ ...moved, eventId: `${moved.eventId}-again` }])
    expect(
      await database.query(
        `select thread_ts from inbox where workspace_id = $1 and channel = $2 and kind = 'catch-up' and state = 'queued'`,
        [person.who.workspace, to],
      ),
    ).toEqual([{ thread_ts: '100.000100' }])
  })

  check('another workspace’s channel of the same id stays', async () => {
    const { from, person, moved } = await talked()
    await store.keepIncoming([{ ...moved, workspace: 'T-other' }])
    expect(await store.openSession(person.who)).toMatchObject({ thread: `${from}:100.000100` })
  })
})
