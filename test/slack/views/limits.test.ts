import fc from 'fast-check'
import { progressOf } from '../../../src/coaching/progress.ts'
import { checkedBlocks, checkedView, isTooLongTogether } from '../../../src/playground/blocks.ts'
import {
  accesses,
  coach,
  managerSees,
  memory,
  notEnough,
  preview,
  rememberedLine,
  scorecard,
  strong,
  suggested,
} from '../../../src/slack/samples/samples.ts'
import { accessesMessage } from '../../../src/slack/views/accesses.ts'
import { answerMessage } from '../../../src/slack/views/answer.ts'
import { cut, LIMITS, type Message } from '../../../src/slack/views/blocks.ts'
import { chart } from '../../../src/slack/views/chart.ts'
import { consentMessage } from '../../../src/slack/views/consent.ts'
import { digestMessage } from '../../../src/slack/views/digest.ts'
import { digestSettingsModal } from '../../../src/slack/views/digest-settings.ts'
import { disputeModal } from '../../../src/slack/views/dispute.ts'
import { homeView } from '../../../src/slack/views/home.ts'
import { managerModal } from '../../../src/slack/views/manager.ts'
import { memoryForm, memoryLineForm, memoryMessage, memorySettled } from '../../../src/slack/views/memory.ts'
import { noteMessage } from '../../../src/slack/views/note.ts'
import { openAlreadyMessage } from '../../../src/slack/views/open-already.ts'
import { openingMessage } from '../../../src/slack/views/opening.ts'
import { partnerModal } from '../../../src/slack/views/partner-form.ts'
import { domainList, pickerMessage } from '../../../src/slack/views/picker.ts'
import { answerable, posts } from '../../../src/slack/views/posts.ts'
import { previewMessage } from '../../../src/slack/views/preview.ts'
import { progressMessage } from '../../../src/slack/views/progress.ts'
import { receiptMessage } from '../../../src/slack/views/receipt.ts'
import { moveForm, reminderMessage } from '../../../src/slack/views/reminder.ts'
import { scorecardMessage } from '../../../src/slack/views/scorecard.ts'
import { settingsModal } from '../../../src/slack/views/settings.ts'
import { sharedMessage, shareModal } from '../../../src/slack/views/share.ts'
import { soFarMessage } from '../../../src/slack/views/so-far.ts'
import { messageModal, startModal } from '../../../src/slack/views/start-modal.ts'
import { suggestionMessage, suggestModal } from '../../../src/slack/views/suggest.ts'
import { LANGUAGES } from '../../../src/words/languages.ts'
import { speechOf } from '../../../src/words/speech.ts'
import { inSpeech } from '../../../src/words/words.ts'
import { DOMAINS, testCoach } from '../../coach.ts'
import { hostileDigest, hostileDomain, hostileMark, hostileTexts } from './hostile.ts'

const fail = (): never => {
  throw new Error('no sample')
}
const [dimension] = testCoach('sales_workflow_coach').rubric.dimensions
if (!dimension) throw new Error('no dimension')
const MOST_REMEMBERED = 20 // as keep_memory keeps
const many = <T>(length: number, one: (at: number) => T): T[] => Array.from({ length }, (_, at) => one(at))

/** German is longer than English, and the next language may be longer still. */
function inEachLanguage(check: () => void): void {
  for (const { code: language } of LANGUAGES) inSpeech(speechOf({ language, locale: null, timeZone: null }), check)
}

function everyMessage(text: string): Record<string, Message> {
  const whole = text.repeat(5) // an answer may fill a message by itself
  const lines = (['goal', 'situation', 'commitment'] as const).map((kind) => ({
    kind,
    says: text,
    dueOn: '2026-12-08',
  }))
  const domains = many(120, (at) => hostileDomain(text, at))
  const marks = [...many(40, () => hostileMark(text, strong)), hostileMark(text, notEnough)]
  const card = {
    ...scorecard,
    domainName: text,
    judgement: { marks, overall: 10, judge: text, samples: 3 },
    closing: { workedOut: text, nextSteps: many(20, () => text) },
    closedBecause: 'idle' as const,
  }
  return {
    opening: openingMessage({
      sessionId: 's',
      coach: { ...coach, domain: hostileDomain(text) },
      mind: text,
      commitment: null,
      scripted: true,
      label: { ...suggested, suggestedBy: { actor: text, name: text } },
      inChannel: true,
    }),
    'opening, for them alone': openingMessage({
      sessionId: 's',
      coach: { ...coach, domain: hostileDomain(text) },
      mind: text,
      commitment: { id: 'm', isAhead: true },
      scripted: true,
      label: suggested,
      inChannel: false,
    }),
    memory: memoryMessage({ sessionId: 's', lines }),
    remembered: memorySettled(lines),
    reminder: reminderMessage({ memory: 'm', says: text, dueOn: '2026-12-08' }),
    answer: answerMessage({ sessionId: 's', round: 1, text: whole, shortened: true, unread: true }),
    rehearsal: answerMessage({
      sessionId: 's',
      round: 999_999_999,
      part: { wish: 'again', rehearsal: 'medium', as: text },
      text: whole,
      shortened: true,
    }),
    'people to turn to': noteMessage({ note: 'hard-moment', text: whole }),
    scorecard: scorecardMessage(card),
    'scorecard before it is opened': scorecardMessage({ ...card, isOpen: false }),
    'so far': soFarMessage({ sessionId: 's', domainName: text, marks, scripted: true, rounds: 99, leftOut: 99 }),
    picker: pickerMessage(domains, false),
    list: domainList(domains),
    'open already': openAlreadyMessage({
      sessionId: 's',
      domainName: text,
      wanted: { domainId: 'd', domainName: text, place: 'C1:' },
    }),
    accesses: accessesMessage(
      many(40, (at) => ({ ...(accesses[at % 5] ?? fail()), domain: text, models: [text, text], manager: text })),
    ),
    receipt: receiptMessage({ id: text, at: new Date(0), counts: { rounds: 1_000_000, sessions: 1_000 } }),
    digest: digestMessage(hostileDigest(text)),
    preview: previewMessage({ ...preview, domains: [text, text], dimensions: [text, text] }),
    consent: consentMessage({ sessionId: 's', domainName: text, scripted: false, keptDays: 180, inChannel: false }),
    suggestion: suggestionMessage({ id: 'i', domainId: 'd', domainName: text, manager: { actor: text, name: text } }),
    shared: sharedMessage({ sessionId: 's', manager: { actor: text, name: text }, withQuotes: true }),
    trouble: noteMessage({ note: 'trouble', because: 'away', sessionId: 's', reference: text }),
  }
}
const json = (blocks: Message['blocks']) => JSON.parse(JSON.stringify(blocks))

/** What Slack would refuse of a message: as it is posted, in older blocks, and over a form. */
function refusedOf(message: Message): unknown[] {
  const older = answerable(message)
  const all = [...posts(message), ...posts(older)]
  const refused = all.flatMap(({ text, blocks }): unknown[] => [
    ...(checkedBlocks(json(blocks)).problem?.messages ?? []),
    ...(isTooLongTogether(json(blocks)) ? ['too long together'] : []),
    ...(text.length > LIMITS.text || text.trim() === '' ? [text] : []),
  ])
  const { problem } = checkedView(JSON.parse(JSON.stringify(messageModal(message))), 'modal')
  return [...refused, ...(problem ? [problem] : [])]
}

function refusedOfEvery(text: string): object[] {
  return Object.entries(everyMessage(text))
    .map(([name, message]) => ({ name, refused: refusedOf(message) }))
    .filter(({ refused }) => refused.length > 0)
}

test.each(hostileTexts.map((text) => [text.slice(0, 20), text]))('every message keeps Slack’s limits: %j', (_, text) =>
  inEachLanguage(() => expect(refusedOfEvery(text)).toEqual([])),
)

const labels = DOMAINS.map(testCoach).flatMap(({ domain, rubric }) => [
  domain.name,
  ...rubric.dimensions.map(({ label }) => label),
])

test('every message keeps Slack’s limits with every label that comes with the bot', () =>
  inEachLanguage(() => {
    for (const label of labels) expect({ label, refused: refusedOfEvery(label) }).toEqual({ label, refused: [] })
  }))

test.each(hostileTexts.map((text) => [text.slice(0, 20), text]))(
  'every form and home keeps Slack’s limits: %j',
  (_, text) =>
    inEachLanguage(() => {
      for (const count of [0, 1, 10, 120]) {
        const domains = many(count, (at) => hostileDomain(text, at))
        const lines = many(Math.min(count, MOST_REMEMBERED), () => ({
          ...rememberedLine,
          says: text,
          domainName: text,
        }))
        const home = homeView({
          domains,
          open: { sessionId: 's', domainName: text, rounds: 1 },
          sees: managerSees,
          last: {
            domainName: text,
            at: new Date(0),
            isOpen: true,
            overall: 7,
            post: null,
            link: 'https://slack.example/archives/D1/p1',
          },
          memory: { ...memory, lines },
        })
        const modal = startModal({
          domains,
          mind: text,
          message: text,
          hasMore: true,
          open: { sessionId: 's', domainName: text },
        })
        expect(checkedView(JSON.parse(JSON.stringify(home)), 'home')).not.toHaveProperty('problem')
        expect(checkedView(JSON.parse(JSON.stringify(modal)), 'modal')).not.toHaveProperty('problem')
        const person = { actor: 'U1', name: text }
        const team = { ...managerSees.team, ...hostileDigest(text).teams[0] }
        const levels = many(count, () => ({ label: text, level: 'Strong' as const, quotes: [text, text] }))
        for (const form of [
          managerModal({
            ...managerSees,
            manager: person,
            team,
            ahead: { ...preview, domains: many(count, () => text), dimensions: many(count, () => text) },
          }),
          memoryForm({ of: 's', post: 'D1:1' }, [
            { kind: 'goal', says: text, dueOn: null },
            { kind: 'commitment', says: text, dueOn: '2026-12-08' },
          ]),
          memoryLineForm({ ...rememberedLine, says: text }),
          moveForm({ memory: 'm', post: 'D1:1', thread: null }),
          shareModal('s', { outcome: 'ready', manager: person, domainName: text, levels }),
          suggestModal(
            many(count, () => person),
            domains,
          ),
        ])
          expect(checkedView(JSON.parse(JSON.stringify(form)), 'modal')).not.toHaveProperty('problem')
        const partner = partnerModal({ sessionId: 's', round: 1, as: text, mood: 'easy' }, { thread: null, at: '1.1' })
        expect(checkedView(JSON.parse(JSON.stringify(partner)), 'modal')).not.toHaveProperty('problem')
        const dispute = disputeModal({
          sessionId: 's',
          mark: hostileMark(text, strong),
          dimension: {
            ...dimension,
            id: 'd',
            question: text,
            anchors: { '2': text, '5': text, '8': text, '10': text },
          },
        })
        expect(checkedView(JSON.parse(JSON.stringify(dispute)), 'modal')).not.toHaveProperty('problem')
        const settings = digestSettingsModal({ day: 1, hour: 9, isOff: true })
        expect(checkedView(JSON.parse(JSON.stringify(settings)), 'modal')).not.toHaveProperty('problem')
      }
    }),
)

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
        const last = { domainName: text, at: new Date(0), isOpen, overall, post: null }
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
