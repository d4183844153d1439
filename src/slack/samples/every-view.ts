import type { View } from '@slack/types'
import { caseReply } from '../../coaching/case.ts'
import { SAMPLE_JUDGE, SCRIPTED_JUDGE } from '../../coaching/judges.ts'
import type { Coach, Dimension, Mark } from '../../coaching/model.ts'
import { unreadJudgement } from '../../coaching/rubric.ts'
import type { Note } from '../../flows/show.ts'
import { LANGUAGES } from '../../words/languages.ts'
import { speechOf } from '../../words/speech.ts'
import { inSpeech } from '../../words/words.ts'
import { accessesMessage } from '../views/accesses.ts'
import { answerMessage, answerPost } from '../views/answer.ts'
import type { Message } from '../views/blocks.ts'
import { consentGiven, consentMessage } from '../views/consent.ts'
import { digestMessage, digestPost, noDigestMessage } from '../views/digest.ts'
import { digestSettingsModal } from '../views/digest-settings.ts'
import { disputeModal } from '../views/dispute.ts'
import { eraseForm } from '../views/erase-form.ts'
import { declinedHome, homeView } from '../views/home.ts'
import { idleMessage } from '../views/idle.ts'
import { keptMessage } from '../views/kept.ts'
import { managerModal } from '../views/manager.ts'
import { memoryForm, memoryLineForm, memoryMessage, memoryPost, memorySettled } from '../views/memory.ts'
import { noteMessage } from '../views/note.ts'
import { openAlreadyMessage } from '../views/open-already.ts'
import { openingMessage } from '../views/opening.ts'
import { partnerModal } from '../views/partner-form.ts'
import { domainList, pickerMessage } from '../views/picker.ts'
import { previewMessage } from '../views/preview.ts'
import { progressMessage } from '../views/progress.ts'
import { receiptMessage, stayedMessage } from '../views/receipt.ts'
import { commitmentMessage, commitmentShown, moveForm, reminderMessage, reminderPost } from '../views/reminder.ts'
import { scorecardMessage } from '../views/scorecard.ts'
import { settingsModal } from '../views/settings.ts'
import { sharedMessage, shareModal } from '../views/share.ts'
import { soFarMessage, soFarPost } from '../views/so-far.ts'
import { startModal } from '../views/start-modal.ts'
import { suggestionMessage, suggestModal } from '../views/suggest.ts'
import {
  accesses,
  adjusted,
  byWording,
  cardToShare,
  coach,
  digest,
  managerSees,
  memory,
  noQuote,
  nothingRemembered,
  onboarding,
  otherLanguage,
  preview,
  progress,
  progressAfter,
  progressBesideSample,
  progressByWording,
  progressUnread,
  progressUnseen,
  proposals,
  rememberedLine,
  sales,
  scorecard,
  smallTeam,
  strong,
  suggested,
  unlabelled,
  unmeasured,
} from './samples.ts'

/** Every message and every form that people can meet, by name, drawn with samples. */
export type EveryView = {
  language: string
  messages: Record<string, Message>
  notes: Record<string, Message>
  views: Record<string, View>
}

/** All of them in each language. The coach is one whose content is worth showing: what it helps with, and a dimension of its rubric. */
export const everyView = (of: Coach, dimension: Dimension): EveryView[] =>
  LANGUAGES.map(({ code: language }) =>
    inSpeech(speechOf({ language, locale: null, timeZone: 'Europe/Berlin' }), () => ({
      language,
      messages: messages(),
      notes: Object.fromEntries(notes(of).map((note, at) => [`note ${at + 1}, ${note.note}`, noteMessage(note)])),
      views: views(dimension),
    })),
  )

const trouble = { note: 'trouble', sessionId: 's', reference: '3f9c21ab' } as const
const notes = (talkingCoach: Coach): Note[] => [
  { ...trouble, because: 'away' },
  { ...trouble, because: 'failed' },
  { ...trouble, because: 'set-up' },
  { ...trouble, because: 'stopped' },
  { note: 'stranger' },
  { note: 'ended' },
  { note: 'no-text' },
  { note: 'nothing-open' },
  { note: 'help' },
  { note: 'help', coach: talkingCoach },
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
  { note: 'judged-again', label: 'Clarity' },
  { note: 'not-read-again', label: 'Clarity' },
  { note: 'progress' },
  { note: 'open-elsewhere', thread: null },
  { note: 'open-elsewhere', thread: 'https://example.slack.com/archives/D1/p1?a=1&b=2' },
  { note: 'withheld' },
  { note: 'given-up' },
  { note: 'no-export', because: 'file_uploads_disabled' },
  { note: 'no-export', because: 'file_type_not_allowed' },
  { note: 'no-export', because: 'storage_limit_reached' },
  { note: 'no-export', because: 'file_upload_size_restricted' },
  { note: 'no-export', because: 'missing_scope' },
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
const unread = unreadJudgement(coach, 'gpt-5.6-luna')
const soFar = {
  leftOut: 2,
  sessionId: 's',
  domainName: sales.name,
  marks: scorecard.judgement.marks,
  scripted: false,
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
/** By the script: no score, and nothing else than one of these reasons where it did not look. */
const byScript = (marks: Mark[]) => ({ marks, overall: null, judge: SCRIPTED_JUDGE, samples: 1 })
const unmet: Mark[] = [
  { ...otherLanguage, label: 'Listening', because: 'does-not-apply' },
  { ...otherLanguage, label: 'Handling objections', because: 'not-enough' },
]
const cues = byWording.cues ?? []
const nothingFound = cues.map(({ name }) => ({ name }))
const wordless = cues.map(({ name, quote }) => ({ name, ...(quote && { quote: { ...quote, text: '' } }) }))

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
    commitment: { id: 'm', isAhead: false },
  }),
  'opening with what they mean to do on a day to come': openingMessage({
    ...opening,
    commitment: { id: 'm', isAhead: true },
  }),
  'opening, with what they meant to do since last time shown': commitmentShown(
    openingMessage({ ...opening, commitment: { id: 'm', isAhead: false } }),
    commitmentMessage({ memory: 'm', says: rememberedLine.says, dueOn: '2026-12-08', isAhead: false }),
  ),
  'opening, with what they mean to do on a day to come shown': commitmentShown(
    openingMessage({ ...opening, commitment: { id: 'm', isAhead: true } }),
    commitmentMessage({ memory: 'm', says: rememberedLine.says, dueOn: '2026-12-08', isAhead: true }),
  ),
  'what may be remembered, closed': memoryPost({ sessionId: 's' }).first,
  'what may be remembered': memoryMessage({ sessionId: 's', lines: proposals }),
  'what may be remembered, without a commitment': memoryMessage({
    sessionId: 's',
    lines: proposals.slice(0, 1),
  }),
  'what is remembered now': memorySettled(proposals),
  'nothing is remembered': memorySettled([]),
  'reminder, closed': reminderPost({ memory: 'm' }).first,
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
  'answer, as the line that is discreet': answerPost({ ...said, text: 'Who signs?', isDiscreet: true }).first,
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
      {
        dimension: 'process_adherence',
        reason: 'I named the date.',
        before: 5,
        after: 7,
        outcome: 'raised',
        isFound: true,
      },
      {
        dimension: 'value',
        reason: 'I said it saves 40 hours.',
        before: 4,
        after: 4,
        outcome: 'unchanged',
        isFound: true,
      },
      {
        dimension: 'objections',
        reason: 'See my second message.',
        before: null,
        after: null,
        outcome: 'open',
        isFound: false,
      },
    ],
  }),
  'scorecard that left something out': scorecardMessage({ ...scorecard, leftOut: 1 }),
  'scorecard of a talk with a hard moment': scorecardMessage({ ...scorecard, asksNothing: true, isOpen: false }),
  'scorecard before it is opened': scorecardMessage({ ...scorecard, isOpen: false }),
  'scorecard before it is opened, after seven quiet days': scorecardMessage({
    ...scorecard,
    isOpen: false,
    asks: false,
    closedBecause: 'idle',
  }),
  'scorecard before it is opened, off the record': scorecardMessage({
    ...scorecard,
    isOpen: false,
    asks: false,
    label: { ...unlabelled, offRecord: true },
  }),
  'scorecard, scripted, after seven quiet days': scorecardMessage({
    ...scorecard,
    scripted: true,
    closedBecause: 'idle',
    ownScore: null,
    judgement: byScript([byWording, { ...byWording, label: 'Making the value clear', cues: nothingFound }, ...unmet]),
    closing: { workedOut: '', nextSteps: [] },
  }),
  'scorecard, scripted, in another language': scorecardMessage({
    ...scorecard,
    scripted: true,
    ownScore: null,
    judgement: byScript([otherLanguage, { ...otherLanguage, label: 'Handling objections' }]),
  }),
  'scorecard, scripted, once its text is gone': scorecardMessage({
    ...scorecard,
    scripted: true,
    ownScore: null,
    judgement: byScript([{ ...byWording, cues: wordless }]),
    closing: { workedOut: '', nextSteps: [] },
  }),
  'scorecard from one reading': scorecardMessage({ ...scorecard, judgement: { ...scorecard.judgement, samples: 1 } }),
  'scorecard of sample history': scorecardMessage({
    ...scorecard,
    judgement: { ...scorecard.judgement, judge: SAMPLE_JUDGE, samples: 1 },
  }),
  'scorecard by a judge that people were held beside': scorecardMessage({
    ...scorecard,
    judgement: { ...scorecard.judgement, marks: scorecard.judgement.marks.map(adjusted) },
  }),
  'scorecard in a language in which nobody measured the judge': scorecardMessage({
    ...scorecard,
    judgement: { ...scorecard.judgement, marks: scorecard.judgement.marks.map(unmeasured) },
  }),
  'scorecard where no quote was found': scorecardMessage({
    ...scorecard,
    judgement: { ...scorecard.judgement, marks: [noQuote], overall: null },
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
  'so far, closed': soFarPost(soFar).first,
  'so far': soFarMessage(soFar),
  'so far, scripted': soFarMessage({ ...soFar, scripted: true, marks: [byWording, ...unmet] }),
  'so far that nobody could score': soFarMessage({ ...soFar, marks: unread.marks }),
  'so far before the first round': soFarMessage({ ...soFar, rounds: 0, marks: [] }),
  progress: progressMessage(progress),
  'progress by wording': progressMessage(progressByWording()),
  'progress by wording beside sample history': progressMessage(progressBesideSample),
  'progress with a streak, after one session': progressMessage(progressAfter(1)),
  'progress before a scorecard was looked at': progressMessage(progressUnseen),
  'progress where the script found nothing that it reads': progressMessage(progressUnread),
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
  'digest, closed': digestPost(digest).first,
  digest: digestMessage(digest),
  'digest without an AI judge': digestMessage({
    ...digest,
    scripted: true,
    teams: digest.teams.map((team) => ({ ...team, dimensions: [] })),
    cards: [],
  }),
  'digest of sample history': digestMessage({
    ...digest,
    scripted: true,
    teams: digest.teams.map((team) => ({
      ...team,
      dimensions: team.dimensions.map((dimension) => ({ ...dimension, isSample: true })),
    })),
    cards: [],
  }),
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
  'what stays after an erasure': stayedMessage(
    [
      { post: 'D0LEA:1796000000.000100', link: 'https://acme.slack.com/archives/D0LEA/p1796000000000100' },
      { post: 'C0TEAM:1796000000.000100', link: null },
      { post: 'C0TEAM:', link: null },
    ],
    25,
  ),
  'receipt of an erasure where nothing was': receiptMessage({ ...receipt, counts: {} }),
  'preview of a digest': previewMessage(preview),
})
const lastCard = {
  domainName: sales.name,
  at: new Date('2026-11-25T10:00:00Z'),
  judge: 'm',
  isOpen: true,
  overall: 6,
  post: null,
}
const views = (dimension: Dimension) => ({
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
    settings: { showsStreak: false, language: null, discreet: false },
    memory: memory.choices,
    sees: managerSees,
    scripted: false,
  }),
  'settings with nobody as manager, memory off and reminders stopped by themselves': settingsModal({
    settings: { showsStreak: true, language: LANGUAGES.at(-1)?.code ?? null, discreet: true },
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
