import { setTimeout as after } from 'node:timers/promises'
import { dayWords, momentWords } from '../../src/words/dates.ts'
import { speechOf } from '../../src/words/speech.ts'
import { ownWord } from '../../src/words/typed.ts'
import { inSpeech, plural, sentences, t } from '../../src/words/words.ts'

const english = speechOf({ language: 'en', locale: 'en-US', timeZone: 'America/New_York' })
const german = speechOf({ language: null, locale: 'de-AT', timeZone: 'Europe/Vienna' })

test.each([
  ['a choice comes before Slack’s locale', { language: 'en', locale: 'de-DE' }, 'en', 'en-GB'],
  ['without one, Slack’s locale decides', { language: null, locale: 'de-CH' }, 'de', 'de-CH'],
  ['a German elsewhere gets German dates', { language: 'de', locale: 'pt-BR' }, 'de', 'de-DE'],
  ['what we do not speak is English', { language: null, locale: 'ja-JP' }, 'en', 'en-GB'],
  ['a choice of an older release that is gone counts for nothing', { language: 'xx', locale: 'de-DE' }, 'de', 'de-DE'],
  ['a locale that is none is no harm', { language: 'en', locale: 'en-!!' }, 'en', 'en-GB'],
])('%s', (_, { language, locale }, wanted, tag) => {
  expect(speechOf({ language, locale, timeZone: null })).toMatchObject({ language: wanted, locale: tag })
})

test('two people who are served at once each hear their own language, however their work interleaves', async () => {
  const table = sentences({ settings: 'Settings' })
  const serve = async () => {
    const heard: string[] = []
    for (let at = 0; at < 20; at++) {
      await after(Math.random() * 3)
      heard.push(
        `${t`Try again`} ${table.settings} ${plural(2, { one: 'And one more card.', other: 'And {0} more cards.' })}`,
      )
    }
    return [...new Set(heard)]
  }
  const people = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? english : german))
  const heard = await Promise.all(people.map((speech) => inSpeech(speech, serve)))
  expect(heard.filter((_, at) => at % 2 === 0).flat()).toEqual(Array(10).fill('Try again Settings And 2 more cards.'))
  expect(heard.filter((_, at) => at % 2 === 1).flat()).toEqual(
    Array(10).fill('Noch einmal Einstellungen Und 2 weitere Karten.'),
  )
})

test('what stands in a place is left as it is, also where it looks like a place', () => {
  expect(inSpeech(german, () => t`You wrote: ${'{0} Try again {1}'}`)).toBe('Du hast geschrieben: {0} Try again {1}')
})

test('dates and numbers are written as the person writes them, where they are', () => {
  const at = new Date('2026-11-03T23:30:00Z')
  expect(
    inSpeech(english, () => [dayWords(at), momentWords(at, 'America/New_York'), t`${'Ops'} (${12345} or more)`]),
  ).toEqual(['Nov 3', 'Tuesday 18:30', 'Ops (12,345 or more)'])
  expect(
    inSpeech(german, () => [dayWords(at), momentWords(at, 'Europe/Vienna'), t`${'Ops'} (${12345} or more)`]),
  ).toEqual([
    '4. Nov.',
    'Mittwoch, 00:30',
    'Ops (12\u00a0345 oder mehr)', // in Vienna
  ])
  expect(inSpeech(english, () => dayWords('2026-11-03'))).toBe('Nov 3') // a day of the calendar is the same everywhere
})

test.each([
  ['hilfe', 'help'],
  ['hier sales', 'here sales'],
  ['hilfe bitte', 'hilfe bitte'],
  ['constructor', 'constructor'],
])('"%s" is read as "%s"', (typed, english) => {
  expect(ownWord(typed)).toBe(english)
})
