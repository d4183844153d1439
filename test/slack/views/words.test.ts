import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { caseReply } from '../../../src/coaching/case.ts'
import { unreadJudgement } from '../../../src/coaching/rubric.ts'
import type { Note } from '../../../src/flows/show.ts'
import { accessesMessage } from '../../../src/slack/views/accesses.ts'
import { answerMessage } from '../../../src/slack/views/answer.ts'
import { commandReply } from '../../../src/slack/views/command-reply.ts'
import { consentGiven, consentMessage } from '../../../src/slack/views/consent.ts'
import { digestMessage, noDigestMessage } from '../../../src/slack/views/digest.ts'
import { digestSettingsModal } from '../../../src/slack/views/digest-settings.ts'
import { disputeModal } from '../../../src/slack/views/dispute.ts'
import { eraseForm } from '../../../src/slack/views/erase-form.ts'
import { declinedHome, homeView } from '../../../src/slack/views/home.ts'
import { idleMessage } from '../../../src/slack/views/idle.ts'
import { keptMessage } from '../../../src/slack/views/kept.ts'
import { managerModal } from '../../../src/slack/views/manager.ts'
import { memoryForm, memoryLineForm, memoryMessage, memorySettled } from '../../../src/slack/views/memory.ts'
import { noteMessage } from '../../../src/slack/views/note.ts'
import { openAlreadyMessage } from '../../../src/slack/views/open-already.ts'
import { openingMessage } from '../../../src/slack/views/opening.ts'
import { partnerModal } from '../../../src/slack/views/partner-form.ts'
import { domainList, pickerMessage } from '../../../src/slack/views/picker.ts'
import { previewMessage } from '../../../src/slack/views/preview.ts'
import { progressMessage } from '../../../src/slack/views/progress.ts'
import { receiptMessage } from '../../../src/slack/views/receipt.ts'
import { moveForm, reminderMessage } from '../../../src/slack/views/reminder.ts'
import { scorecardMessage } from '../../../src/slack/views/scorecard.ts'
import { settingsModal } from '../../../src/slack/views/settings.ts'
import { sharedMessage, shareModal } from '../../../src/slack/views/share.ts'
import { soFarMessage } from '../../../src/slack/views/so-far.ts'
import { startModal } from '../../../src/slack/views/start-modal.ts'
import { suggestionMessage, suggestModal } from '../../../src/slack/views/suggest.ts'
import { LANGUAGES } from '../../../src/words/languages.ts'
import { speechOf } from '../../../src/words/speech.ts'
import { inSpeech } from '../../../src/words/words.ts'
import { testCoach } from '../../coach.ts'
import { drawn } from './drawn.ts'
import {
  accesses,
  cardToShare,
  coach,
  digest,
  managerSees,
  memory,
  noQuote,
  nothingRemembered,
  onboarding,
  preview,
  progress,
  progressAfter,
  progressUnseen,
  proposals,
  rememberedLine,
  sales,
  scorecard,
  smallTeam,
  strong,
  suggested,
  unlabelled,
} from './samples.ts'

const [dimension] = testCoach(sales.id).rubric.dimensions
if (!dimension) throw new Error('no dimension')
const trouble = { note: 'trouble', sessionId: 's', reference: '3f9c21ab' } as const
const notes: Note[] = [
  { ...trouble, because: 'away' },
  { ...trouble, because: 'failed' },
  { ...trouble, because: 'set-up' },
  { ...trouble, because: 'stopped' },
  { note: 'stranger' },
  { note: 'ended' },
  { note: 'no-text' },
  { note: 'nothing-open' },
  { note: 'help' },
  { note: 'help', coach: testCoach('hard_conversations') },
  { note: 'settings' },
  { note: 'score-later' },
  { note: 'set-aside', isMessage: true },
  { note: 'set-aside', isMessage: false },
  {
    note: 'limit',
    what: 'reply',
    whose: 'learner',
    until: new Date('2026-11-25T23:00:00Z'),
    timeZone: 'Europe/Berlin',
  },
  {
    note: 'limit',
    what: 'scorecard',
    whose: 'workspace',
    until: new Date('2026-11-26T00:00:00Z'),
    timeZone: 'Asia/Kolkata',
  },
  {
    note: 'limit',
    what: 'dispute',
    whose: 'workspace',
    until: new Date('2026-11-26T00:00:00Z'),
    timeZone: 'Nowhere/At_All',
  },
  { note: 'limit', what: 'so-far', whose: 'workspace', until: new Date('2026-11-26T00:00:00Z'), timeZone: null },
  { note: 'picked-in-private' },
  { note: 'no-private' },
  { note: 'moved', from: 'C0123', because: 'is_archived' },
  { note: 'moved', from: 'D0123', because: 'channel_not_found' },
  { note: 'moved', from: 'C0123', because: 'thread_gone' },
  { note: 'moved', from: 'D0123', because: 'thread_not_found' },
  { note: 'judged-again', label: 'Clarity', before: 5, after: 7 },
  { note: 'judged-again', label: 'Clarity', before: 5, after: 5 },
  { note: 'judged-again', label: 'Clarity', before: 5, after: null },
  { note: 'judged-again', label: 'Clarity', before: null, after: 4 },
  { note: 'open-elsewhere', thread: null },
  { note: 'open-elsewhere', thread: 'https://example.slack.com/archives/D1/p1?a=1&b=2' },
  { note: 'not-read-again', label: 'Clarity' },
]
const opening = {
  sessionId: 's',
  coach,
  mind: '',
  scripted: false,
  label: unlabelled,
  commitment: null,
  inChannel: false,
}
const open = { sessionId: 's', domainName: sales.name, rounds: 2 }
const unread = unreadJudgement(testCoach('sales_workflow_coach'), 'gpt-5.6-luna')
const soFar = {
  leftOut: 2,
  sessionId: 's',
  domainName: sales.name,
  marks: scorecard.judgement.marks,
  scripted: true,
  rounds: 3,
}

const consent = { sessionId: 's', domainName: sales.name, scripted: false, keptDays: 180, inChannel: false }
const receipt = {
  id: '3f9c21ab-0000-4000-8000-000000000000',
  at: new Date('2026-11-25T10:00:00Z'),
  counts: {
    sessions: 3,
    rounds: 21,
    scorecards: 2,
    scores: 8,
    sharedCards: 1,
    digestFacts: 4,
    listed: 1,
    waiting: 0,
    teams: 1,
    accesses: 9,
  },
}

const said = { sessionId: 's', round: 7, shortened: false }
const messages = () => ({
  'before the first session': consentMessage(consent),
  'before the first session, once it was started': consentGiven(consentMessage(consent), 's', false),
  'before the first session, started off the record': consentGiven(consentMessage(consent), 's', true),
  'before the first session, in a channel, scripted': consentMessage({ ...consent, scripted: true, inChannel: true }),
  'opening of a session that a manager suggested, off the record': openingMessage({ ...opening, label: suggested }),
  'a message that waits for the database': keptMessage(),
  opening: openingMessage(opening),
  'opening with what they meant to do since last time': openingMessage({
    ...opening,
    commitment: { ...rememberedLine, isAhead: false },
  }),
  'opening with what they mean to do on a day to come': openingMessage({
    ...opening,
    commitment: { ...rememberedLine, isAhead: true },
  }),
  'what may be remembered': memoryMessage({ sessionId: 's', lines: proposals }),
  'what may be remembered, without a commitment': memoryMessage({
    sessionId: 's',
    lines: proposals.slice(0, 1),
  }),
  'what is remembered now': memorySettled(proposals),
  'nothing is remembered': memorySettled([]),
  reminder: reminderMessage({ memory: 'm', says: rememberedLine.says, dueOn: '2026-12-08' }),
  'opening with what was on their mind, scripted, in a channel': openingMessage({
    ...opening,
    mind: 'Our price is too high, says the buyer.',
    scripted: true,
    inChannel: true,
  }),
  'opening on a message': openingMessage({
    ...opening,
    mind: caseReply('We need the price by Friday.\nJo', 'How do I answer?'),
  }),
  answer: answerMessage({
    sessionId: 's',
    round: 2,
    text: 'You met the user.\n\n**Who** signs?',
    shortened: false,
  }),
  'scripted answer to a long message': answerMessage({
    sessionId: 's',
    text: 'Who signs?',
    shortened: true,
  }),
  'answer to somebody who is stuck': answerMessage({ ...said, text: 'Who signs?', part: { helps: true } }),
  'whom the coach would play, before a rehearsal': answerMessage({
    ...said,
    text: 'I would play Petra, your customer, rather annoyed: right?',
    part: { wish: 'practise', as: 'Petra, your customer', mood: 'hard' },
  }),
  'a line of a rehearsal': answerMessage({
    ...said,
    text: 'Who counted that?',
    part: { rehearsal: 'hard', as: 'the CFO' },
  }),
  'a paused rehearsal': answerMessage({
    ...said,
    text: 'What may she want?',
    part: { wish: 'pause', rehearsal: 'easy', as: 'the CFO' },
  }),
  'an exchange of a rehearsal again': answerMessage({
    ...said,
    text: 'Who counted that?',
    part: { wish: 'again', rehearsal: 'medium', as: 'the CFO' },
  }),
  'after a rehearsal': answerMessage({
    ...said,
    text: 'You said: “We lose 40 hours”.',
    part: { wish: 'back', as: 'the CFO' },
  }),
  scorecard: scorecardMessage(scorecard),
  'scorecard that was disputed': scorecardMessage({
    ...scorecard,
    ownScore: null,
    disputes: [
      { dimension: 'process_adherence', reason: 'I named the date.', before: 5, after: 7, outcome: 'raised' },
      { dimension: 'value', reason: '', before: 4, after: 4, outcome: 'unchanged' },
      { dimension: 'objections', reason: 'See my second message.', before: null, after: null, outcome: 'open' },
    ],
  }),
  'scorecard that left something out': scorecardMessage({ ...scorecard, leftOut: 1 }),
  'scorecard of a talk with a hard moment': scorecardMessage({ ...scorecard, asksNothing: true, isOpen: false }),
  'scorecard before it is opened': scorecardMessage({ ...scorecard, isOpen: false }),
  'scorecard, scripted, after seven quiet days': scorecardMessage({
    ...scorecard,
    scripted: true,
    closedBecause: 'idle',
    judgement: { ...scorecard.judgement, marks: [noQuote], overall: null },
    closing: { workedOut: '', nextSteps: [] },
  }),
  'scorecard that nobody could score': scorecardMessage({ ...scorecard, judgement: unread }),
  'scorecard without a round': scorecardMessage({ ...scorecard, rounds: 0, closedBecause: 'another' }),
  'scorecard that can be shared, of a session that a manager suggested': scorecardMessage({
    ...scorecard,
    label: suggested,
    canShare: true,
  }),
  'a card is shared': sharedMessage({ sessionId: 's', manager: managerSees.manager, withQuotes: true }),
  'a suggestion': suggestionMessage({
    id: 'i',
    domainId: sales.id,
    domainName: sales.name,
    manager: managerSees.manager,
  }),
  'so far': soFarMessage(soFar),
  'so far that nobody could score': soFarMessage({ ...soFar, marks: unread.marks }),
  'so far before the first round': soFarMessage({ ...soFar, rounds: 0, marks: [] }),
  progress: progressMessage(progress),
  'progress with a streak, after one session': progressMessage(progressAfter(1)),
  'progress before a scorecard was looked at': progressMessage(progressUnseen),
  'progress of nobody yet': progressMessage(progressAfter(0)),
  picker: pickerMessage([sales, onboarding]),
  'picker without a coach': pickerMessage([]),
  'list of coaches': domainList([sales, onboarding]),
  'open already': openAlreadyMessage(open),
  'open already, another wanted': openAlreadyMessage({
    ...open,
    link: 'https://example.slack.com/archives/D1/p1',
    wanted: { domainId: onboarding.id, domainName: onboarding.name },
  }),
  idle: idleMessage({ sessionId: 's' }),
  digest: digestMessage(digest),
  'digest of two teams, one of them small': digestMessage({
    ...digest,
    teams: [...digest.teams, smallTeam],
    cards: [],
  }),
  'digest of a quiet week': digestMessage({ ...digest, isQuiet: true }),
  'no digest yet': noDigestMessage(),
  'who read my data': accessesMessage(accesses),
  'who read my data, nobody': accessesMessage([]),
  'receipt of an erasure': receiptMessage(receipt),
  'receipt of an erasure where nothing was': receiptMessage({ ...receipt, counts: {} }),
  'preview of a digest': previewMessage(preview),
})
const lastCard = { domainName: sales.name, at: new Date('2026-11-25T10:00:00Z'), isOpen: true, overall: 6, post: null }
const views = () => ({
  'form for the other person of a rehearsal': partnerModal(
    { sessionId: 's', round: 7, as: 'Petra, your customer', mood: 'hard' },
    { thread: null, at: '1.1' },
  ),
  'form of a dispute': disputeModal({ sessionId: 's', mark: strong, dimension }),
  'form that erases everything': eraseForm(),
  'form of what is proposed to be remembered': memoryForm({ of: 's', post: 'D1:1' }, proposals),
  'form of a line that is remembered': memoryLineForm(rememberedLine),
  'form to move a commitment': moveForm({ memory: 'm', post: null, thread: null }),
  home: homeView({ domains: [sales, onboarding], open: null, sees: managerSees, last: null, memory }),
  'home with an open session': homeView({
    domains: [sales],
    open,
    sees: { ...managerSees, objected: true },
    memory: nothingRemembered,
    last: { ...lastCard, link: 'https://example.slack.com/archives/D1/p1' },
  }),
  'home for another company': declinedHome(),
  'home without a coach': homeView({
    domains: [],
    open: null,
    sees: null,
    memory: nothingRemembered,
    last: { ...lastCard, isOpen: false, overall: null },
  }),
  settings: settingsModal({
    settings: { showsStreak: false, language: null },
    memory: memory.choices,
    sees: managerSees,
    scripted: false,
  }),
  'settings with nobody as manager, memory off and reminders stopped by themselves': settingsModal({
    settings: { showsStreak: true, language: 'de' },
    memory: { kinds: [], reminds: true, fromHour: 0, untilHour: 24, isPaused: true },
    sees: null,
    scripted: true,
  }),
  'what my manager sees': managerModal(managerSees),
  'what my manager saw, who is not my manager': managerModal({ ...managerSees, state: 'told', objected: true }),
  'what my manager sees, with a week ahead': managerModal({ ...managerSees, ahead: preview }),
  'what my manager sees, where I am left out': managerModal({ ...managerSees, leftOut: true }),
  'what my manager sees, once I erased everything': managerModal({ ...managerSees, leftOut: true, forGood: true }),
  'what my manager sees before anything was told': managerModal({ ...managerSees, state: 'nothing', team: smallTeam }),
  'what my manager sees, with none': managerModal(null),
  'share a card': shareModal('s', cardToShare),
  'share a card without quotes': shareModal('s', { ...cardToShare, levels: cardToShare.levels.slice(1) }),
  'suggest a session': suggestModal([managerSees.manager], [sales]),
  'suggest a session to nobody': suggestModal([], [sales]),
  'start form': startModal({ domains: [sales, onboarding] }),
  'start form for a channel': startModal({ domains: [sales], here: { channel: 'C0123' } }),
  'start form for a channel that may be shared': startModal({
    domains: [sales, onboarding],
    here: { channel: 'C0123', mayBeShared: true },
    chosen: onboarding.id,
  }),
  'start form on a message, with a session open': startModal({
    domains: [sales],
    message: 'We need the price by Friday.',
    open: { sessionId: 's', domainName: onboarding.name },
  }),
  'start form without a coach': startModal({ domains: [] }),
  'settings of a digest': digestSettingsModal({ day: 1, hour: 9, isOff: false }),
})

const languages = LANGUAGES.map(({ code: language }) => speechOf({ language, locale: null, timeZone: 'Europe/Berlin' }))

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
  'own-data': /^(who read my data|receipt|form that erases)/,
  notes: /^note/,
}
const surfaceOf = (name: string) => Object.keys(SURFACES).find((surface) => SURFACES[surface]?.test(name))

const everything = (): Record<string, string> => ({
  ...mapped(messages(), ({ text, blocks }) => `${drawn(blocks)}\n\nread aloud:\n${text}`),
  ...mapped(views(), ({ blocks }) => drawn(blocks)),
  ...Object.fromEntries(
    notes.map((note, at) => [`note ${at + 1}, ${note.note}`, drawn(noteMessage(note).blocks)] as const),
  ),
})
const mapped = <T>(all: Record<string, T>, of: (one: T) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, of(one)]))

const inWords = languages.map((speech) => inSpeech(speech, everything))
const names = Object.keys(inWords[0] ?? {})

test.each(Object.keys(SURFACES))('what is shown of %s is what was reviewed, in each language', (surface) => {
  const ofIt = names.filter((name) => surfaceOf(name) === surface)
  const shown = ofIt.flatMap((name) =>
    languages.map(({ language }, at) => `=== ${name}, ${language} ===\n${inWords[at]?.[name]}\n`),
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

test.each(languages)(
  'nothing that the bot says has an exclamation mark, and the notification has no marks of formatting: $language',
  (speech) =>
    inSpeech(speech, () => {
      const replies = Object.values(commandReply).map((reply) =>
        typeof reply === 'string' ? reply : reply('strat', 'start'),
      )
      const said = [...Object.values(messages()), ...notes.map(noteMessage)]
      const shown = [...said, ...Object.values(views())].map(({ blocks }) => drawn(blocks))
      expect([...replies, ...shown, ...said.map(({ text }) => text)].filter((words) => words.includes('!'))).toEqual([])
      expect(said.filter(({ text }) => /[*`]/.test(text))).toEqual([])
    }),
)
