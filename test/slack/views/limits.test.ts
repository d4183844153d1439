import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { progressOf } from '../../../src/coaching/progress.ts'
import { checkedBlocks, checkedView, isTooLongTogether } from '../../../src/playground/blocks.ts'
import { accesses, managerSees, memory, rememberedLine } from '../../../src/slack/samples/samples.ts'
import { accessesMessage } from '../../../src/slack/views/accesses.ts'
import { cut, LIMITS, type Message } from '../../../src/slack/views/blocks.ts'
import { chart } from '../../../src/slack/views/chart.ts'
import { homeView } from '../../../src/slack/views/home.ts'
import { answerable, newerKinds, posts } from '../../../src/slack/views/posts.ts'
import { progressMessage } from '../../../src/slack/views/progress.ts'
import { settingsModal } from '../../../src/slack/views/settings.ts'
import { messageModal, startModal } from '../../../src/slack/views/start-modal.ts'
import { LANGUAGES } from '../../../src/words/languages.ts'
import { speechOf } from '../../../src/words/speech.ts'
import { inSpeech } from '../../../src/words/words.ts'
import { DOMAINS, testCoach } from '../../coach.ts'
import { hostileDomain, hostileTexts, hostileWords, many, type Words } from './hostile.ts'
import { type Drawn, HOSTILE_VIEWS } from './hostile-views.ts'

const MOST_REMEMBERED = 20 // as keep_memory keeps

/** German is longer than English, and the next language may be longer still. */
function inEachLanguage(check: () => void): void {
  for (const { code: language } of LANGUAGES) inSpeech(speechOf({ language, locale: null, timeZone: null }), check)
}

const json = (blocks: Message['blocks']) => JSON.parse(JSON.stringify(blocks))

/** What Slack would refuse of a message: as it is posted, in older blocks, and over a form. */
function refusedOf(message: Message): unknown[] {
  const older = newerKinds(message).length > 0 ? posts(answerable(message)) : []
  const refused = [...posts(message), ...older].flatMap(({ text, blocks }): unknown[] => [
    ...(checkedBlocks(json(blocks)).problem?.messages ?? []),
    ...(isTooLongTogether(json(blocks)) ? ['too long together'] : []),
    ...(text.length > LIMITS.text || text.trim() === '' ? [text] : []),
  ])
  return [...refused, ...refusedView(messageModal(message))]
}

function refusedView(view: Extract<Drawn, { type: string }>): unknown[] {
  const { problem } = checkedView(JSON.parse(JSON.stringify(view)), view.type)
  return problem ? [problem] : []
}

/** The same of anything that is drawn; of a post as the line that goes out, and as what an edit makes of it. */
function refusedDrawn(drawn: Drawn): unknown[] {
  if ('first' in drawn) return [drawn.first, ...(drawn.full ? [drawn.full] : [])].flatMap(refusedOf)
  return 'type' in drawn ? refusedView(drawn) : refusedOf(drawn)
}

const refusedOfEvery = (words: Words) =>
  Object.entries(HOSTILE_VIEWS)
    .map(([name, draw]) => ({ name, refused: draw(words).flatMap(refusedDrawn) }))
    .filter(({ refused }) => refused.length > 0)

test.each(hostileTexts.map((text) => [text.slice(0, 20), text]))('every view keeps Slack’s limits: %j', (_, text) =>
  inEachLanguage(() => expect(refusedOfEvery(hostileWords(text))).toEqual([])),
)

const labels = DOMAINS.map(testCoach).flatMap(({ domain, rubric }) => [
  domain.name,
  ...rubric.dimensions.map(({ label }) => label),
])

test('every view keeps Slack’s limits with every label that comes with the bot, and the longest wherever there is one', () => {
  const [one = ''] = labels.toSorted((a, b) => b.length - a.length)
  const each = (at: number) => labels[at % labels.length] ?? ''
  inEachLanguage(() => expect(refusedOfEvery({ one, each })).toEqual([]))
})

test('no view is drawn but those that are tried here', () => {
  const folder = join(import.meta.dirname, '../../../src/slack/views')
  const drawing = /^export (?:const|function) (\w+)[^\n]*?: (?:Message|Opened|Post|ModalView|HomeView)(?: =>| \{|$)/gm
  const parts = ['blocks.ts', 'post.ts', 'posts.ts'] // what views are made of
  const files = readdirSync(folder).filter((file) => !parts.includes(file))
  const names = files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(drawing)].map(([, name]) => name),
  )
  expect(names.length).toBeGreaterThan(50)
  expect(names.filter((name) => !Object.keys(HOSTILE_VIEWS).includes(name ?? ''))).toEqual([])
})

test.each([
  ['no emoji', '😀😀😀', 4, '😀…'],
  ['no escaped sign', 'a &lt; b', 5, 'a…'],
  ['no word', 'one two three', 9, 'one two…'],
  ['nothing that fits', 'fits', 4, 'fits'],
])('cutting halves %s', (_, text, max, expected) => {
  expect(cut(text, max)).toBe(expected)
})

/** What people and content can hold: any letters, names as long as they like. */
const anyWords = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ minLength: 1, maxLength: 400 }),
  fc.constantFrom(...hostileTexts.map((text) => text.slice(0, 600)), 'a '.repeat(300), 'Ü'.repeat(500)),
  fc.constantFrom(...labels),
)
const score = fc.integer({ min: 1, max: 10 })
const anyPast = fc.record({
  sessionId: fc.uuid(),
  domainId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  domainName: anyWords,
  personaVersion: fc.constant(1),
  rubricVersion: fc.constantFrom(1, 1, 1, 2),
  promptVersion: fc.constant(1),
  judge: fc.constantFrom('j', 'j', 'k'),
  day: fc.constantFrom('2026-11-02', '2026-11-03', '2027-01-31'),
  own: fc.option(score),
  overall: fc.option(score),
  marks: fc.array(
    fc.record({
      dimension: fc.constantFrom(...'abcdefghijklmnop'),
      label: anyWords,
      score,
      judge: fc.constantFrom('j', 'j', 'k'),
    }),
    { maxLength: 16 },
  ),
})

test('progress keeps Slack’s limits for any names, and for none up to two hundred sessions', () =>
  inEachLanguage(() => {
    const drawn = new Set<string>()
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(anyPast, { maxLength: 50 }),
          fc.array(anyPast, { minLength: 200, maxLength: 200, size: 'max' }),
        ),
        fc.boolean(),
        anyWords,
        (sessions, showsStreak, step) => {
          const message = progressMessage({ progress: progressOf(sessions, '2026-11-20'), showsStreak, step })
          expect(refusedOf(message)).toEqual([])
          for (const { type } of message.blocks) drawn.add(type)
        },
      ),
      { numRuns: 40, endOnFailure: true },
    )
    expect([...drawn]).toEqual(expect.arrayContaining(['data_visualization', 'table']))
  }))

/** Scores of one to fifty sessions, some of them missing. */
const anyLine = (points: number) =>
  fc.record({
    name: anyWords,
    values: fc.array(fc.option(score, { freq: 8 }), { minLength: points, maxLength: points }),
  })
const anyChart = fc
  .integer({ min: 1, max: 50 })
  .chain((points) =>
    fc.tuple(
      anyWords,
      fc.array(anyWords, { minLength: points, maxLength: points }),
      fc.array(anyLine(points), { minLength: 1, maxLength: 16 }),
    ),
  )

test('a chart is one that Slack takes, or none, whatever is missing and whatever things are called', () =>
  inEachLanguage(() => {
    let drawn = 0
    fc.assert(
      fc.property(anyChart, ([title, categories, lines]) => {
        const blocks = chart(title, categories, lines)
        drawn += blocks.length > 0 ? 1 : 0
        expect(checkedBlocks(json(blocks)).problem).toBeUndefined()
      }),
      { numRuns: 150, endOnFailure: true },
    )
    expect(drawn).toBeGreaterThan(10)
  }))

test('Home, settings and the form on a message keep Slack’s limits for any names', () =>
  inEachLanguage(() => {
    fc.assert(
      fc.property(anyWords, anyWords, fc.option(score), fc.boolean(), (name, text, overall, isOpen) => {
        const person = { ...managerSees, manager: { actor: name, name }, team: { ...managerSees.team, team: text } }
        const domains = many(120, (at) => hostileDomain(text, at))
        const open = { sessionId: 's', domainName: name, rounds: 200, link: 'https://slack.example/archives/D1/p1' }
        const last = { domainName: text, at: new Date(0), judge: 'm', isOpen, overall, post: null }
        const held = {
          ...memory,
          lines: many(MOST_REMEMBERED, () => ({ ...rememberedLine, says: text, domainName: name })),
        }
        const choices = { ...memory.choices, isPaused: isOpen }
        const views = [
          ['home', homeView({ domains, open, sees: person, last, memory: held })],
          [
            'modal',
            settingsModal({
              settings: { showsStreak: isOpen, language: null, discreet: isOpen },
              memory: choices,
              sees: person,
              scripted: isOpen,
            }),
          ],
          ['modal', startModal({ domains: domains.slice(0, 9), message: text, hasMore: true, mind: name, open })],
          ['modal', messageModal(accessesMessage(accesses.map((one) => ({ ...one, domain: text, manager: name }))))],
        ] as const
        for (const [kind, view] of views)
          expect(checkedView(JSON.parse(JSON.stringify(view)), kind)).not.toHaveProperty('problem')
      }),
      { numRuns: 40, endOnFailure: true },
    )
  }))
