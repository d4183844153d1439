import { KEPT_FOR } from '../../src/config.ts'
import { onEach, query, store } from './each-database.ts'
import { fillEverything, LISTED, rowsWith } from './everything.ts'

const DAY_MS = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS)
let counter = 0

onEach((check) => {
  const me = async () => {
    counter += 1
    return fillEverything(query, `TUP${counter}X`, `canary-${counter}-quokka`)
  }
  /** Everything that is old by then goes, in batches of one. */
  async function retain(workspace: string, now: Date): Promise<Record<string, number>> {
    const total: Record<string, number> = {}
    for (let left = true; left; ) {
      const counts = await store.retainSome(workspace, now, KEPT_FOR, 1)
      for (const [sort, count] of Object.entries(counts)) total[sort] = (total[sort] ?? 0) + count
      left = Object.values(counts).some((count) => count > 0)
    }
    return total
  }
  const one = async (sql: string, params: unknown[]) => (await query(sql, params))[0]
  const mine = async (kind: string, workspace: string) =>
    (await store.claimWork({ hurried: 500, unhurried: 0 })).filter(
      (work) => work.kind === kind && work.workspace === workspace,
    )

  check('words go after half a year, and levels and scores stay as they were', async () => {
    const person = await me()
    const levels = () =>
      query('select dimension, score, at from dimension_levels where learner_id = $1', [person.learner])
    const before = await levels()
    expect(before).toHaveLength(1)
    expect((await retain(person.workspace, inDays(179))).text).toBe(0)
    expect((await retain(person.workspace, inDays(181))).text).toBeGreaterThan(0)
    expect(await rowsWith(query, [`${person.all[0]}`])).toEqual({ digests: 1 }) // advice for their team
    expect(await levels()).toEqual(before)
    expect(await one('select score from coaching_sessions where learner_id = $1', [person.learner])).toEqual({
      score: 6,
    })
    expect(await one('select overall from scorecards where session_id = $1', [person.session])).toEqual({ overall: 6 })
  })

  check(
    'after two years a session goes with its scores, and after a year a digest tells nothing and still protects',
    async () => {
      const person = await me()
      await retain(person.workspace, inDays(401))
      expect(await query('select hidden, says from digest_cells where team_week = $1', [person.told])).toEqual([
        { hidden: 'expired', says: {} },
      ])
      expect(
        await one('select cardinality(contributors) as many from digest_cells where team_week = $1', [person.told]),
      ).toEqual({ many: 6 })
      expect(await query('select week from digests where workspace_id = $1', [person.workspace])).toEqual([])
      await retain(person.workspace, inDays(731))
      for (const table of ['sessions', 'coaching_sessions', 'dimension_levels']) {
        expect(await query(`select 1 from ${table} where workspace_id = $1`, [person.workspace])).toEqual([])
      }
    },
  )

  check('a day has one run in each workspace, and each run one receipt', async () => {
    const person = await me()
    const now = new Date()
    await store.planUpkeep(now, 30)
    await store.planUpkeep(now, 30)
    const work = await mine('retention', person.workspace)
    expect(work).toHaveLength(1)
    const [due] = work
    if (!due) throw new Error('nothing is due')
    await store.endRetention(due, { text: 0 }, now)
    await expect(store.endRetention(due, { text: 0 }, now)).rejects.toMatchObject({ code: 'store-lost-lease' })
    expect(await query('select kind, counts from receipts where workspace_id = $1', [person.workspace])).toEqual([
      { kind: 'retention', counts: { text: 0 } },
    ])
  })

  check('a person who left is due after a month and not before, and not once they are there again', async () => {
    const [person, back] = [await me(), await me()]
    const leaves = { kind: 'gone' as const, workspace: person.workspace, eventId: 'E-gone', actor: person.actor }
    await store.keepIncoming([leaves])
    await store.keepIncoming([{ ...leaves, workspace: back.workspace, actor: back.actor }])
    expect(
      await query(`select 1 from inbox where workspace_id = $1 and actor = $2 and body <> ''`, [
        person.workspace,
        person.actor,
      ]),
    ).toEqual([])
    await store.noteMember(back, false, new Date())
    await store.planUpkeep(inDays(29), 30)
    expect(await mine('purge', person.workspace)).toEqual([])
    await store.planUpkeep(inDays(31), 30)
    expect(await mine('purge', person.workspace)).toMatchObject([{ actor: person.actor }])
    expect(await mine('purge', back.workspace)).toEqual([])
    await store.erasePerson(person, 'deactivated')
    await query(`delete from inbox where workspace_id = $1`, [person.workspace])
    expect(await rowsWith(query, person.all)).toEqual(LISTED)
    expect(await one('select kind from receipts where workspace_id = $1', [person.workspace])).toEqual({
      kind: 'deactivated',
    })
  })

  check('Slack is asked once a day about each person whom nobody said to be gone', async () => {
    const person = await me()
    const of = async (now: Date) =>
      (await store.membersToLookAt(now, 1_000)).filter(({ workspace }) => workspace === person.workspace)
    expect(await of(inDays(0.5))).toEqual([])
    expect(await of(inDays(1.1))).toEqual([{ workspace: person.workspace, actor: person.actor }])
    expect(await of(inDays(1.2))).toEqual([])
    expect(await of(inDays(2.2))).toHaveLength(1)
  })

  check(
    'a workspace that removed the app is purged in parts, with one receipt, and another one is left alone',
    async () => {
      const [person, other] = [await me(), await me()]
      const before = await rowsWith(query, other.all)
      await query(`update workspaces set uninstalled_at = now() where id = $1`, [person.workspace])
      await store.planUpkeep(inDays(31), 30)
      const [due] = (await mine('purge', person.workspace)).filter(({ actor }) => actor === '')
      if (!due) throw new Error('nothing is due')
      expect(await store.purgeSome(due, inDays(-30), 500)).toBe('here')
      await query('create table orders (workspace_id text)') // of somebody else who uses the same database
      await query('insert into orders values ($1)', [person.workspace])
      const outcomes: string[] = []
      do outcomes.push(await store.purgeSome(due, inDays(1), 1))
      while (outcomes.at(-1) === 'more')
      expect(outcomes.length).toBeGreaterThan(4)
      expect(outcomes.at(-1)).toBe('done')
      expect(await query('select from orders')).toHaveLength(1)
      await query('drop table orders')
      expect(await rowsWith(query, [...person.all, person.boss])).toEqual({})
      expect(await query(`select 1 from workspaces where id = $1`, [person.workspace])).toEqual([])
      expect(await one('select kind, counts from receipts where workspace_id = $1', [person.workspace])).toMatchObject({
        kind: 'uninstalled',
        counts: { people: 1, rounds: 1, sessions: 1 },
      })
      const { inbox: _, ...untouched } = before
      expect(await rowsWith(query, other.all)).toMatchObject(untouched)
    },
  )
})
