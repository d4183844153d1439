import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type EveryView, everyView } from '../../../src/slack/samples/every-view.ts'
import { commandReply } from '../../../src/slack/views/command-reply.ts'
import { speechOf } from '../../../src/words/speech.ts'
import { inSpeech } from '../../../src/words/words.ts'
import { testCoach } from '../../coach.ts'
import { drawn } from './drawn.ts'

const [dimension] = testCoach('sales_workflow_coach').rubric.dimensions
if (!dimension) throw new Error('no dimension')
const all = everyView(testCoach('hard_conversations'), dimension)
/** Where a person meets what has such a name: each is a file under `surfaces/`, to be read as a whole. */
const SURFACES: Record<string, RegExp> = {
  consent: /^before the first session/,
  start: /^(start form|picker|list of coaches|open already|suggest|a suggestion)/,
  opening: /^opening/,
  talk: /^(answer|scripted answer|idle|a message that waits)/,
  rehearsal: /rehearsal/,
  scorecard: /^(scorecard|so far|form of a dispute)/,
  sharing: /^(share a card|a card is shared)/,
  memory: /remembered|^(reminder|form to move)/,
  progress: /^progress/,
  digest: /digest/,
  manager: /^what my manager/,
  home: /^home/,
  settings: /^settings/,
  'own-data': /^(who read my data|receipt|what stays|form that erases)/,
  notes: /^note/,
}
const surfaceOf = (name: string) => Object.keys(SURFACES).find((surface) => SURFACES[surface]?.test(name))

const everything = ({ messages, notes, views }: EveryView): Record<string, string> => ({
  ...mapped(messages, ({ text, blocks }) => `${drawn(blocks)}\n\nread aloud:\n${text}`),
  ...mapped(views, ({ blocks }) => drawn(blocks)),
  ...mapped(notes, ({ blocks }) => drawn(blocks)),
})
const mapped = <T>(all: Record<string, T>, of: (one: T) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, of(one)]))

const inWords = all.map(everything)
const names = Object.keys(inWords[0] ?? {})

test.each(Object.keys(SURFACES))('what is shown of %s is what was reviewed, in each language', (surface) => {
  const ofIt = names.filter((name) => surfaceOf(name) === surface)
  const shown = ofIt.flatMap((name) =>
    all.map(({ language }, at) => `=== ${name}, ${language} ===\n${inWords[at]?.[name]}\n`),
  )
  reviewed(surface, shown.join('\n'))
})

test('every view belongs to a surface, and no file is left over', () => {
  expect(names.filter((name) => surfaceOf(name) === undefined)).toEqual([])
  expect(readdirSync(REVIEWED).sort()).toEqual(
    Object.keys(SURFACES)
      .map((surface) => `${surface}.txt`)
      .sort(),
  )
})

const REVIEWED = join(import.meta.dirname, 'surfaces')
/** Holds a text against the one that was reviewed. As any snapshot it is written anew by `npm test -- test/slack/views -u`. */
function reviewed(surface: string, text: string): void {
  const file = join(REVIEWED, `${surface}.txt`)
  const state = z.object({ snapshotState: z.object({ _updateSnapshot: z.string() }) }).parse(expect.getState())
  if (state.snapshotState._updateSnapshot === 'all') writeFileSync(file, text)
  expect(text).toBe(readFileSync(file, 'utf8'))
}

test.each(all)(
  'nothing that the bot says has an exclamation mark, and the notification has no marks of formatting: $language',
  ({ language, messages, notes, views }) =>
    inSpeech(speechOf({ language, locale: null, timeZone: null }), () => {
      const replies = Object.values(commandReply).map((reply) =>
        typeof reply === 'string' ? reply : reply('strat', 'start'),
      )
      const said = [...Object.values(messages), ...Object.values(notes)]
      const shown = [...said, ...Object.values(views)].map(({ blocks }) => drawn(blocks))
      expect([...replies, ...shown, ...said.map(({ text }) => text)].filter((words) => words.includes('!'))).toEqual([])
      expect(said.filter(({ text }) => /[*`]/.test(text))).toEqual([])
    }),
)
