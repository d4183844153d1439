import { openSpeeches } from '../../src/slack/incoming/speech.ts'
import type { Known } from '../../src/words/language.ts'

const who = { workspace: 'T1', actor: 'U1' }
const german: Known = { language: null, locale: 'de-DE', timeZone: 'Europe/Berlin' }
const warnings: string[] = []
const log = {
  debug: () => undefined,
  info: () => undefined,
  error: () => undefined,
  warn: (what: string) => void warnings.push(what),
}
const never = () => new Promise<never>(() => undefined)

test('is looked up once for many who ask at once, and remembered', async () => {
  let asked = 0
  const known = async () => {
    asked += 1
    return german
  }
  const { speechFor } = openSpeeches({ known, profile: never, log })
  const all = await Promise.all([speechFor(who), speechFor(who), speechFor(who)])
  expect([...all, await speechFor(who)].map(({ language }) => language)).toEqual(['de', 'de', 'de', 'de'])
  expect(asked).toBe(1)
})

test('of whom nothing is kept yet, Slack is asked', async () => {
  const profile = async () => ({ locale: 'de-AT', timeZone: 'Europe/Vienna' })
  const { speechFor } = openSpeeches({ known: async () => null, profile, log })
  expect(await speechFor(who)).toEqual({ language: 'de', isChosen: false, locale: 'de-AT', timeZone: 'Europe/Vienna' })
})

test('a database that does not answer makes nobody wait: English, and what was known where something was', async () => {
  const away = openSpeeches({ known: never, profile: never, log })
  const begun = performance.now()
  expect((await away.speechFor(who)).language).toBe('en')
  expect(performance.now() - begun).toBeLessThan(2_000)

  const failing = openSpeeches({
    known: async () => {
      throw new Error('away')
    },
    profile: never,
    log,
  })
  expect((await failing.speechFor(who)).language).toBe('en')
  expect(warnings).toEqual(['a language could not be looked up'])
})

test('a choice holds at once, also where the old one was just being looked up', async () => {
  let language: string | null = null
  const answers: (() => void)[] = []
  const known = () => {
    const now = { ...german, language }
    return new Promise<Known>((resolve) => answers.push(() => resolve(now)))
  }
  const { speechFor, forget } = openSpeeches({ known, profile: never, log })
  const before = speechFor(who)
  language = 'en'
  forget(who)
  answers[0]?.()
  expect((await before).language).toBe('de')
  const chosen = speechFor(who)
  answers[1]?.()
  expect((await chosen).language).toBe('en')
})
