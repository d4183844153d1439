import type { Content } from '../../src/coaching/content.ts'
import { testCoach } from '../coach.ts'
import { onEach, only, opened, somebody, started, store } from './each-database.ts'

const { domain, persona, rubric } = testCoach('hard_conversations')
const { dimensions, notEvidence } = rubric
const whole = {
  domain: 'own_coach',
  about: { ...domain, name: 'A Coach of Our Own', place: 0, forManagers: false },
  persona,
  rubric: { dimensions, notEvidence },
} satisfies Content
const listed = async () => (await store.domains()).map(({ id }) => id)

onEach((check) => {
  check(
    'a new coach needs all its parts, is listed in its place, and coaches with its rehearsal and help',
    async () => {
      expect((await listed())[0]).toBe('hard_conversations')
      const { about, ...lacking } = whole
      for (const part of [lacking, { domain: whole.domain, about }])
        await expect(store.publishContent(part)).rejects.toMatchObject({ code: 'store-refused' })
      expect(await store.publishContent(whole)).toEqual({ rubricVersion: 1, personaVersion: 1 })
      expect(await store.publishContent(whole)).toEqual({ rubricVersion: 1, personaVersion: 1 })
      expect((await listed())[0]).toBe(whole.domain)
      expect((await store.currentContent()).find((one) => one.domain === whole.domain)).toEqual({
        ...whole,
        about: expect.objectContaining({ name: about.name, place: 0, forManagers: false }),
      })

      const ana = somebody()
      const session = { domainId: whole.domain, personaVersion: 1, rubricVersion: 1, promptVersion: 1 }
      await opened(store, ana, whole.domain)
      expect(await store.coach(session)).toMatchObject({
        domain: { name: about.name },
        persona,
        rubric: { dimensions },
      })
      const quieter = { ...whole.persona, help: undefined, rehearsal: undefined }
      expect(await store.publishContent({ domain: whole.domain, persona: quieter })).toMatchObject({
        personaVersion: 2,
      })
      expect(await store.coach(session)).toMatchObject({ persona }) // as the session began
      expect((await store.coach({ ...session, personaVersion: 2 })).persona.rehearsal).toBeUndefined()
    },
  )

  check('a retired coach is in no list and begins nothing, and its sessions go on to their end', async () => {
    const [ana, jonas] = [somebody(), somebody()]
    const sessionId = await opened(store, ana, 'onboarding_mentor')
    const retire = (back: boolean) => store.retireDomain('onboarding_mentor', { back })
    expect(await retire(false)).toEqual({ outcome: 'retired', open: 1 })
    expect(await retire(false)).toEqual({ outcome: 'as-it-was', open: 1 })
    expect(await listed()).not.toContain('onboarding_mentor')
    const start = { domainId: 'onboarding_mentor', eventId: 'retired', promptVersion: 1 }
    expect(await started(store, jonas.who, start)).toEqual({ outcome: 'inactive-domain' })

    const work = await store.takeIn([ana.message('I ran the tests.')])
    expect(only(work, 'reply').session).toMatchObject({ id: sessionId })
    expect(await store.endSession(ana.who, 'learner')).toMatchObject({ outcome: 'ended' })
    expect(await store.publishContent({ domain: 'onboarding_mentor', persona })).toMatchObject({ personaVersion: 2 })
    expect(await listed()).not.toContain('onboarding_mentor')

    expect(await retire(true)).toEqual({ outcome: 'back', open: 0 })
    expect(await listed()).toContain('onboarding_mentor')
    expect(await store.retireDomain('nowhere', { back: false })).toMatchObject({ outcome: 'unknown-domain' })
  })
})
