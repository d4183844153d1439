import type { LevelWord } from '../../src/coaching/model.ts'
import type { Note, Show, To } from '../../src/flows/show.ts'
import { openLog } from '../../src/log.ts'
import type { OnCall } from '../../src/playground/call.ts'
import { openPlayground, type Playground } from '../../src/playground/playground.ts'
import { openWebClient } from '../../src/slack/connection/web-client.ts'
import { openHandOver } from '../../src/slack/outgoing/hand-over.ts'
import { openShow } from '../../src/slack/outgoing/show.ts'
import { coach, digest, preview, sales, scorecard, suggested, unlabelled } from '../../src/slack/samples/samples.ts'
import { levelName } from '../../src/slack/views/level-words.ts'
import { LANGUAGES } from '../../src/words/languages.ts'
import { speechOf } from '../../src/words/speech.ts'
import { inSpeech } from '../../src/words/words.ts'
import { ANA } from '../person.ts'
import { GENERAL, manifest } from './joined-bot.ts'

/**
 * A notification is made of what a post has when it goes out: its blocks, and its text (docs.slack.dev/changelog/2026/07/13/notification-changes).
 * So what goes out by itself is held against these: words that somebody said, wrote or had remembered, a score, a level.
 */
const OWN = 'Xylophon of mine'
const LEVELS: LevelWord[] = ['Starting', 'Developing', 'Strong', 'Exemplary']
const inEach = LANGUAGES.flatMap(({ code: language }) =>
  inSpeech(speechOf({ language, locale: null, timeZone: null }), () => LEVELS.map(levelName)),
)
const TELLS = [
  /Xylophon/,
  /\d+ (of|von) 10\b|[●○]/,
  /\d+ (of|von) \d+ (people|Personen)/,
  new RegExp(`\\b(${inEach.join('|')})\\b`),
]

const log = openLog(() => undefined)
let playground: Playground
let fault: OnCall = () => undefined
beforeAll(async () => {
  playground = await openPlayground({ port: 0, log, manifest, onCall: (method, args) => fault(method, args) })
})
afterEach(() => {
  fault = () => undefined
})
afterAll(() => playground.close())

const web = () => openWebClient(playground.botToken, playground.apiUrl, log)
let keys = 0
const to = (about: Partial<To> = {}): To => ({
  workspace: playground.workspaceId,
  actor: ANA,
  key: `screen-${++keys}`,
  look: false,
  thread: null,
  ...about,
})

const told = { quotes: [{ round: 1, text: OWN }], observation: OWN, nextStep: OWN, betterWording: OWN }
const marks = scorecard.judgement.marks.map((mark) => ({ ...mark, ...told }))
const card = {
  ...scorecard,
  judgement: { ...scorecard.judgement, marks },
  closing: { workedOut: OWN, nextSteps: [OWN] },
  disputes: [{ dimension: 'value', reason: OWN, before: 4, after: 7, outcome: 'raised' as const }],
}
const cards = (['learner', 'idle', 'another'] as const).flatMap((closedBecause) =>
  [unlabelled, { ...unlabelled, offRecord: true }, suggested].flatMap((label) =>
    [true, false].flatMap((asks) =>
      [true, false].map((isOpen) => ({ ...card, closedBecause, label, asks, isOpen, asksNothing: !asks && isOpen })),
    ),
  ),
)
const soFar = { sessionId: 's', domainName: sales.name, marks, scripted: false, rounds: 3, leftOut: 1 }
const opening = {
  sessionId: 's',
  coach,
  mind: OWN,
  scripted: false,
  label: unlabelled,
  commitment: { id: 'm', isAhead: true },
}
const quoted = digest.cards.map((one) => ({
  ...one,
  says: OWN,
  levels: one.levels.map((level) => ({ ...level, quotes: [OWN] })),
}))
const person = { actor: 'U08PRIYA001', name: 'Priya' }
const until = new Date('2026-11-25T23:00:00Z')

/** Each note that the bot says, so that a new one is held against it too. */
const NOTES: Record<Note['note'], Note> = {
  trouble: { note: 'trouble', because: 'away', sessionId: 's', reference: 'r' },
  stranger: { note: 'stranger' },
  ended: { note: 'ended' },
  'no-text': { note: 'no-text' },
  'nothing-open': { note: 'nothing-open' },
  settings: { note: 'settings' },
  progress: { note: 'progress' },
  'score-later': { note: 'score-later' },
  'picked-in-private': { note: 'picked-in-private' },
  'no-private': { note: 'no-private' },
  help: { note: 'help', coach },
  limit: { note: 'limit', what: 'dispute', timeZone: null, whose: 'learner', until },
  moved: { note: 'moved', from: 'C0123', because: 'is_archived' },
  'set-aside': { note: 'set-aside', isMessage: true },
  'hard-moment': { note: 'hard-moment', text: OWN, isDiscreet: true },
  'judged-again': { note: 'judged-again', label: 'Clarity' },
  'not-read-again': { note: 'not-read-again', label: 'Clarity' },
  withheld: { note: 'withheld' },
  'given-up': { note: 'given-up' },
  'no-export': { note: 'no-export', because: 'file_uploads_disabled' },
  'open-elsewhere': { note: 'open-elsewhere', thread: null },
}

type Posts = {
  [K in keyof Show]: Show[K] extends (to: To, about: never) => Promise<{ post: string; thread: string }> ? K : never
}[keyof Show]
type Going = (show: Show) => Promise<unknown>[]
/** All that goes out by itself. What is new has a line here, or this does not compile. */
const GOES_OUT: Record<Posts, Going> = {
  opening: (show) => [show.opening(to(), opening), show.opening(to({ place: GENERAL }), opening)],
  consent: (show) => [show.consent(to(), { sessionId: 's', domainName: sales.name, scripted: false, keptDays: 180 })],
  suggestion: (show) => [
    show.suggestion(to(), { id: 'i', domainId: sales.id, domainName: sales.name, manager: person }),
  ],
  shared: (show) => [show.shared(to(), { sessionId: 's', manager: person, withQuotes: true })],
  answer: (show) => [show.answer(to(), { sessionId: 's', round: 1, text: OWN, shortened: true, isDiscreet: true })],
  soFar: (show) => [show.soFar(to(), soFar)],
  scorecard: (show) => cards.map((one) => show.scorecard(to(), one)),
  picker: (show) => [show.picker(to(), [sales])],
  idle: (show) => [show.idle(to(), { sessionId: 's' })],
  memory: (show) => [show.memory(to(), { sessionId: 's' })],
  reminder: (show) => [show.reminder(to(), { memory: 'm' })],
  digest: (show) => [
    show.digest(to(), { ...digest, cards: quoted }),
    show.digest(to(), { ...digest, cards: quoted, teams: [], isQuiet: false }),
  ],
  preview: (show) => [show.preview(to(), preview)],
  note: (show) => Object.values(NOTES).map((note) => show.note(to(), note)),
}

/** What a notification could be made of. A button's value is neither shown nor told. */
const notified = (args: { text?: unknown; blocks?: unknown }) =>
  JSON.stringify([args.text, args.blocks], (name, value) =>
    ['value', 'options', 'option_groups'].includes(name) ? undefined : value,
  )

const posted = (from: number) => playground.calls.slice(from).filter(({ method }) => method === 'chat.postMessage')

test.each(LANGUAGES.map(({ code }) => code))(
  'nothing that goes out by itself tells a score, a level or a word of somebody’s own: %s',
  async (language) => {
    const show = openShow(web(), log)
    for (const [name, go] of Object.entries(GOES_OUT)) {
      const from = playground.calls.length
      await inSpeech(speechOf({ language, locale: null, timeZone: null }), () => Promise.all(go(show)))
      for (const { args } of posted(from))
        expect({ name, tells: TELLS.filter((sign) => sign.test(notified(args))) }).toEqual({ name, tells: [] })
    }
  },
)

test('nor does what goes out where Slack refuses the blocks of a post', async () => {
  fault = (method, { blocks }) =>
    method === 'chat.postMessage' && blocks ? { body: { ok: false, error: 'invalid_blocks' } } : undefined
  const show = openShow(web(), log)
  for (const [name, go] of Object.entries(GOES_OUT)) {
    const from = playground.calls.length
    await Promise.all(go(show))
    for (const { args } of posted(from))
      expect({ name, tells: TELLS.filter((sign) => sign.test(notified(args))) }).toEqual({ name, tells: [] })
  }
})

test('what is told of an erasure counts rows, and no score', async () => {
  const from = playground.calls.length
  const bot = { userId: 'U1', botId: 'B1', workspace: playground.workspaceId }
  await openHandOver(web(), bot, log).receipt(to(), { id: 'r', at: until, counts: { scores: 8 } })
  for (const { args } of posted(from)) expect(TELLS.filter((sign) => sign.test(notified(args)))).toEqual([])
})
