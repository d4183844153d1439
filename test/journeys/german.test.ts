import type { OpenView } from '../../src/playground/contract.ts'
import { german as spoken } from '../../src/words/german.ts'
import { openBot, temporaryFolder } from '../bot.ts'
import { chosenSettings } from '../chosen-settings.ts'
import { ANA, buttonsOf, everybodyLeaves, LENA, openPerson, rootOf } from '../person.ts'
import { serveDatabase } from '../served-database.ts'

const folder = temporaryFolder()
let database: Awaited<ReturnType<typeof serveDatabase>>
let bot: Awaited<ReturnType<typeof openBot>>
beforeAll(async () => {
  database = await serveDatabase()
  bot = await openBot({ dataDir: folder.path, database: { at: 'supabase', url: database.url, key: 'sb_secret_test' } })
}, 120_000)
afterAll(async () => {
  everybodyLeaves()
  await bot?.close()
  await database?.close()
  folder.done()
}, 120_000)

type Person = Awaited<ReturnType<typeof openPerson>>
const words = (view: OpenView) => JSON.stringify(view)
const home = async (person: Person, is: RegExp) => {
  await person.act({ do: 'open-home' })
  return person.sees('Home', ({ home }) => (home && is.test(words(home)) ? home : undefined))
}
const form = (person: Person, title: string) =>
  person.sees(`the form "${title}"`, ({ views }) => views.find((view) => view.title === title))

/** The shortcut has one name for everybody, and who writes English is coached in English. */
const NOT_OURS = ['Start coaching', 'this week', 'You wrote:', 'You wrote: “']

/** Pieces of our English sentences that are long enough to be nobody else's. */
const ENGLISH = Object.entries(spoken.sentences)
  .filter(([english, german]) => english !== german)
  .flatMap(([english]) => english.split(/\{\d\}|\n|`[^`]*`|\*[^*]*\*/))
  .map((piece) => piece.trim())
  .filter((piece) => /\p{L}+ \p{L}+/u.test(piece) && piece.length >= 8 && !NOT_OURS.includes(piece))
const english = (seen: string) => ENGLISH.filter((piece) => seen.includes(piece))

test('somebody whose Slack is German meets no English word of ours, from /coach to the scorecard', async () => {
  const lena = await openPerson(bot.url, LENA)
  const seen: string[] = [words(await home(lena, /Eine Session starten/))]
  await lena.coach('')
  const start = await form(lena, 'Coaching starten')
  seen.push(words(start))
  const domain = { type: 'radio_buttons', selected_option: { value: 'sales_workflow_coach' } }
  const mind = { type: 'plain_text_input', value: 'Der Einkauf sagt, wir sind zu teuer.' }
  await lena.act({ do: 'submit', view: start.id, values: { domain: { domain }, mind: { mind } } })

  const opening = await lena.consents()
  expect(opening.text).toMatch(/Übungscoach nach Skript: keine KI/)
  await lena.sees('an answer', ({ messages }) =>
    messages[opening.channel]?.find(
      (one) =>
        one.threadTs === rootOf(opening) && /^Du schreibst: „Der Einkauf sagt, wir sind zu teuer\.“/.test(one.text),
    ),
  )
  await lena.talks(
    opening,
    'Am Donnerstag frage ich den Betriebsleiter, ob er die Finanzchefin zum nächsten Termin mitbringt.',
  )
  await lena.say(opening.channel, 'Punkte.', rootOf(opening))
  const score = await lena.seesMessage(/^Zwischenstand: Sales Process Coach, nach 2 Runden/)
  await lena.press(score, 'so_far_show')
  await lena.seesMessage(/liest nur Englisch/, ({ ts }) => ts === score.ts)
  await lena.say(opening.channel, 'ende', rootOf(opening))
  const closed = await lena.seesMessage(/^Deine Auswertung: Sales Process Coach/)
  await lena.press(closed, 'scorecard_show')
  const card = await lena.seesMessage(
    /in einer anderen Sprache: Darüber, wie es lief, sagt das nichts/,
    ({ ts }) => ts === closed.ts,
  )
  expect(card.text).not.toMatch(/\d von \d/) // no German is judged by English rules
  await lena.coach('hilfe')
  await lena.seesMessage(/^In einer Session schreib einfach/)
  await lena.coach('gibtesnicht')
  await lena.seesMessage(/„gibtesnicht“ kenne ich nicht/)
  await lena.coach('fortschritt')
  seen.push(words(await form(lena, 'Threadcoach')))

  seen.push(words(await home(lena, /Deine letzte Auswertung/)), JSON.stringify(lena.everything()))
  expect(ENGLISH.length).toBeGreaterThan(300)
  expect(english(seen.join('\n'))).toEqual([])
})

test('somebody who chose English in settings is spoken to in English, and a colleague beside them as before', async () => {
  const lena = await openPerson(bot.url, LENA)
  const ana = await openPerson(bot.url, ANA)
  await lena.coach('einstellungen')
  const settings = await form(lena, 'Einstellungen')
  expect(buttonsOf(settings.blocks).map(({ action }) => action)).toContain('data_export')
  await lena.act({ do: 'submit', view: settings.id, values: chosenSettings({ language: 'en' }) })
  await lena.sees('Home in English', ({ home }) => home && /Your last scorecard/.test(words(home)))
  expect(await database.query('select language from learners where slack_user_id = $1', [LENA])).toEqual([
    { language: 'en' },
  ])
  await Promise.all([lena.coach('help'), ana.coach('help')])
  await lena.seesMessage(/^In a session just write/)
  await ana.seesMessage(/^In a session just write/)
  await lena.say(await lena.direct(), 'Ich will nicht mehr leben.') // heard in German all the same
  await lena.seesMessage(/^Thank you for telling me[\s\S]*0800 111 0 111[\s\S]*I stop the coaching here/)

  await lena.coach('settings')
  const again = await form(lena, 'Settings')
  await lena.act({ do: 'submit', view: again.id, values: chosenSettings() })
  await lena.sees('Home in German', ({ home }) => home && /Deine letzte Auswertung/.test(words(home)))
})
