import { PROMPTS } from '../../src/coaching/prompts.ts'
import { openStore } from '../../src/store/supabase.ts'
import { openTestDatabase } from '../database.ts'

test('the words of a version are kept once, and a session that began with them is coached by them', async () => {
  const database = await openTestDatabase()
  const store = openStore({ url: 'http://embedded', key: 'x', instance: 'one', fetch: database.fetch })
  const old = { ...PROMPTS, version: 1, houseRules: 'Old rules.' }
  expect(await store.promptsOf(1)).toBeNull()
  expect(await store.keepPrompts(old)).toBe('kept')
  expect(await store.keepPrompts(old)).toBe('known')
  expect(await store.keepPrompts({ ...old, houseRules: 'Others.' })).toBe('other')
  expect(await store.promptsOf(1)).toEqual(old)

  const ana = { workspace: 'T1', actor: 'UANA', name: 'Ana' }
  await store.giveConsent(ana, { version: 1, now: new Date() })
  for (const [eventId, promptVersion, prompts] of [
    ['E1', 1, old],
    ['E2', PROMPTS.version, undefined],
  ] as const) {
    await store.startSession(ana, { domainId: 'communication_coach', eventId, promptVersion, endOpen: true })
    const work = await store.claimWork({ hurried: 9, unhurried: 0 })
    const opening = work.find(({ kind }) => kind === 'opening')
    if (opening?.kind !== 'opening') throw new Error('no opening')
    expect((await store.coach(opening.session)).prompts).toEqual(prompts)
  }
  await database.close()
}, 60_000)
