import type { HomeView, ModalView } from '@slack/types'
import type { Note } from '../../../src/flows/show.ts'
import {
  accesses,
  byWording,
  coach,
  managerSees,
  memory,
  notEnough,
  preview,
  progressAfter,
  progressByWording,
  rememberedLine,
  scorecard,
  strong,
  suggested,
} from '../../../src/slack/samples/samples.ts'
import { accessesMessage } from '../../../src/slack/views/accesses.ts'
import { answerMessage, answerPost, discreetly } from '../../../src/slack/views/answer.ts'
import { type Message, say } from '../../../src/slack/views/blocks.ts'
import { consentGiven, consentMessage } from '../../../src/slack/views/consent.ts'
import { digestMessage, digestPost, noDigestMessage } from '../../../src/slack/views/digest.ts'
import { digestSettingsModal } from '../../../src/slack/views/digest-settings.ts'
import { disputeModal, judgedAgainMessage, notReadAgainMessage } from '../../../src/slack/views/dispute.ts'
import { eraseForm } from '../../../src/slack/views/erase-form.ts'
import { declinedHome, homeView } from '../../../src/slack/views/home.ts'
import { idleMessage } from '../../../src/slack/views/idle.ts'
import { keptMessage } from '../../../src/slack/views/kept.ts'
import { managerModal } from '../../../src/slack/views/manager.ts'
import {
  memoryForm,
  memoryLineForm,
  memoryMessage,
  memoryPost,
  memorySettled,
} from '../../../src/slack/views/memory.ts'
import { helpMessage, noteMessage, notePost } from '../../../src/slack/views/note.ts'
import { openAlreadyMessage } from '../../../src/slack/views/open-already.ts'
import { openingMessage, openingPost } from '../../../src/slack/views/opening.ts'
import { partnerModal } from '../../../src/slack/views/partner-form.ts'
import { domainList, pickerMessage } from '../../../src/slack/views/picker.ts'
import type { Post } from '../../../src/slack/views/post.ts'
import { previewMessage } from '../../../src/slack/views/preview.ts'
import { progressInForm, progressMessage, progressPost } from '../../../src/slack/views/progress.ts'
import { receiptMessage, stayedMessage } from '../../../src/slack/views/receipt.ts'
import {
  commitmentAnswered,
  commitmentMessage,
  commitmentShown,
  moveForm,
  reminderAnswered,
  reminderMessage,
  reminderPost,
} from '../../../src/slack/views/reminder.ts'
import { scorecardMessage, scorecardPost } from '../../../src/slack/views/scorecard.ts'
import { settingsMessage, settingsModal } from '../../../src/slack/views/settings.ts'
import { sharedMessage, shareModal } from '../../../src/slack/views/share.ts'
import { soFarMessage, soFarPost } from '../../../src/slack/views/so-far.ts'
import { messageModal, saidModal, startModal } from '../../../src/slack/views/start-modal.ts'
import { suggestionMessage, suggestModal } from '../../../src/slack/views/suggest.ts'
import { testCoach } from '../../coach.ts'
import { hostileCues, hostileDigest, hostileDomain, hostileMark, many, type Words } from './hostile.ts'

type Views = typeof import('../../../src/slack/views/accesses.ts') &
  typeof import('../../../src/slack/views/answer.ts') &
  typeof import('../../../src/slack/views/consent.ts') &
  typeof import('../../../src/slack/views/digest.ts') &
  typeof import('../../../src/slack/views/digest-settings.ts') &
  typeof import('../../../src/slack/views/dispute.ts') &
  typeof import('../../../src/slack/views/erase-form.ts') &
  typeof import('../../../src/slack/views/home.ts') &
  typeof import('../../../src/slack/views/idle.ts') &
  typeof import('../../../src/slack/views/kept.ts') &
  typeof import('../../../src/slack/views/manager.ts') &
  typeof import('../../../src/slack/views/memory.ts') &
  typeof import('../../../src/slack/views/note.ts') &
  typeof import('../../../src/slack/views/open-already.ts') &
  typeof import('../../../src/slack/views/opening.ts') &
  typeof import('../../../src/slack/views/partner-form.ts') &
  typeof import('../../../src/slack/views/picker.ts') &
  typeof import('../../../src/slack/views/preview.ts') &
  typeof import('../../../src/slack/views/progress.ts') &
  typeof import('../../../src/slack/views/receipt.ts') &
  typeof import('../../../src/slack/views/reminder.ts') &
  typeof import('../../../src/slack/views/scorecard.ts') &
  typeof import('../../../src/slack/views/settings.ts') &
  typeof import('../../../src/slack/views/share.ts') &
  typeof import('../../../src/slack/views/so-far.ts') &
  typeof import('../../../src/slack/views/start-modal.ts') &
  typeof import('../../../src/slack/views/suggest.ts')

export type Drawn = Message | Post | ModalView | HomeView
type Drawing = {
  [K in keyof Views]: Views[K] extends (...about: never) => infer Made ? ([Made] extends [Drawn] ? K : never) : never
}[keyof Views]

const fail = (): never => {
  throw new Error('no sample')
}
const [dimension = fail()] = testCoach('sales_workflow_coach').rubric.dimensions
const MOST_REMEMBERED = 20 // as keep_memory keeps
const MANY = 120
const LINK = 'https://acme.slack.com/archives/D0LEA/p1796000000000100?thread_ts=1796000000.000100&cid=D0LEA'

const person = ({ one: name }: Words) => ({ actor: 'U08PRIYA001', name })
const domainsOf = ({ each }: Words, count = MANY) => many(count, (at) => hostileDomain(each(at), at))
const marksOf = ({ one, each }: Words) => [
  ...many(40, (at) => hostileMark(each(at), strong)),
  hostileMark(one, notEnough),
]
const cuesOf = (words: Words) => [
  ...many(40, () => hostileCues(words, byWording)),
  ...(['other-language', 'not-enough', 'by-wording'] as const).map((because) => ({
    ...notEnough,
    label: words.one,
    because,
  })),
]
const coachOf = ({ one, each }: Words) => ({
  ...coach,
  domain: hostileDomain(one),
  persona: {
    ...coach.persona,
    help: { bring: many(9, each), terms: many(20, (at) => ({ term: each(at), says: each(at) })) },
  },
})
const openingsOf = (words: Words) => {
  const { one: mind } = words
  const about = { sessionId: 's', coach: coachOf(words), mind, scripted: true }
  return [
    { ...about, commitment: null, label: { ...suggested, suggestedBy: person(words) }, inChannel: true },
    { ...about, commitment: { id: 'm', isAhead: true }, label: suggested, inChannel: false },
  ]
}
const cardsOf = (words: Words) => {
  const card = {
    ...scorecard,
    domainName: words.one,
    judgement: { marks: marksOf(words), overall: 10, judge: words.one, samples: 3 },
    closing: { workedOut: words.one, nextSteps: many(20, words.each) },
    closedBecause: 'idle' as const,
    label: { ...suggested, suggestedBy: person(words) },
    leftOut: 99,
    disputes: many(9, (at) => ({
      dimension: strong.dimension,
      reason: words.each(at),
      before: 4,
      after: 7,
      outcome: 'raised' as const,
    })),
    canShare: true,
  }
  const byScript = { ...card, scripted: true, judgement: { ...card.judgement, marks: cuesOf(words), overall: null } }
  return [card, byScript, { ...card, isOpen: false }, { ...card, isOpen: false, asks: false }]
}
const soFarOf = (words: Words) => ({
  sessionId: 's',
  domainName: words.one,
  marks: marksOf(words),
  scripted: false,
  rounds: 99,
  leftOut: 99,
})
const answersOf = ({ one }: Words) => {
  const text = one.repeat(5) // it may fill a message by itself
  const answer = { sessionId: 's', round: 999_999_999, text, shortened: true }
  return [
    { ...answer, unread: true },
    { ...answer, part: { wish: 'again' as const, rehearsal: 'medium' as const, as: one }, isDiscreet: true },
    { ...answer, part: { wish: 'practise' as const, as: one, mood: 'hard' as const } },
  ]
}
const linesOf = ({ each }: Words) =>
  (['goal', 'situation', 'commitment'] as const).map((kind, at) => ({ kind, says: each(at), dueOn: '2026-12-08' }))
const askedOf = ({ one }: Words) => ({ memory: 'm', says: one, dueOn: '2026-12-08' })
const consentOf = ({ one }: Words) => ({
  sessionId: 's',
  domainName: one,
  scripted: false,
  keptDays: 180,
  inChannel: false,
})
const openOf = ({ one }: Words) => ({ sessionId: 's', domainName: one, rounds: 200, link: LINK })
const aheadOf = ({ each }: Words) => ({ ...preview, domains: many(30, each), dimensions: many(30, each) })
const seesOf = (words: Words) => ({
  ...managerSees,
  manager: person(words),
  team: { ...managerSees.team, ...hostileDigest(words).teams[0] },
  ahead: aheadOf(words),
})
const levelsOf = ({ each }: Words) =>
  many(40, (at) => ({ label: each(at), level: 'Strong' as const, quotes: [each(at), each(at + 1)] }))
const suggestionOf = (words: Words) => ({ id: 'i', domainId: 'd', domainName: words.one, manager: person(words) })
const progressOf = ({ one, each }: Words) => {
  const { progress, showsStreak } = progressAfter(6)
  const domains = progress.domains.map((domain, at) => ({ ...domain, domainName: each(at) }))
  const line = { dimension: 'd', found: [1, 2, 3], first: 1, latest: 3, of: 5, times: 3 }
  const byWording = progressByWording().progress.byWording.flatMap((domain) =>
    many(9, (at) => ({ ...domain, domainName: each(at), lines: many(9, (at) => ({ ...line, label: each(at) })) })),
  )
  return { progress: { ...progress, domains, byWording, samples: many(9, each) }, showsStreak, step: one }
}
const memoryOf = ({ each }: Words) => ({
  ...memory,
  lines: many(MOST_REMEMBERED, (at) => ({ ...rememberedLine, says: each(at), domainName: each(at) })),
})

const until = new Date(0)
/** Each note that the bot says, so that a new one is drawn too. */
const NOTES: Record<Note['note'], (words: Words) => Note> = {
  trouble: ({ one }) => ({ note: 'trouble', because: 'failed', sessionId: 's', reference: one }),
  stranger: () => ({ note: 'stranger' }),
  ended: () => ({ note: 'ended' }),
  'no-text': () => ({ note: 'no-text' }),
  'nothing-open': () => ({ note: 'nothing-open' }),
  settings: () => ({ note: 'settings' }),
  progress: () => ({ note: 'progress' }),
  'score-later': () => ({ note: 'score-later' }),
  'picked-in-private': () => ({ note: 'picked-in-private' }),
  'no-private': () => ({ note: 'no-private' }),
  withheld: () => ({ note: 'withheld' }),
  'given-up': () => ({ note: 'given-up' }),
  help: (words) => ({ note: 'help', coach: coachOf(words) }),
  limit: ({ one }) => ({ note: 'limit', what: 'scorecard', whose: 'workspace', until, timeZone: one }),
  moved: ({ one }) => ({ note: 'moved', from: 'C0123', because: one }),
  'set-aside': () => ({ note: 'set-aside', isMessage: true }),
  'no-export': ({ one }) => ({ note: 'no-export', because: one }),
  'hard-moment': ({ one }) => ({ note: 'hard-moment', text: one.repeat(5), isDiscreet: true }),
  'judged-again': ({ one }) => ({ note: 'judged-again', label: one }),
  'not-read-again': ({ one }) => ({ note: 'not-read-again', label: one }),
  'open-elsewhere': () => ({ note: 'open-elsewhere', thread: LINK }),
}
const notesOf = (words: Words): Note[] => Object.values(NOTES).map((note) => note(words))

const answeredOf = ({ one: says }: Words) => [
  reminderAnswered('done', { outcome: 'done', says }),
  reminderAnswered('let-go', { outcome: 'let-go', says }),
  reminderAnswered('snooze', { outcome: 'later', says, asksOn: '2026-12-08' }),
  reminderAnswered('move', { outcome: 'past' }),
  reminderAnswered('done', { outcome: 'gone' }),
]
const openedBefore = (words: Words) => openingsOf(words).map((opening) => openingMessage(opening))
const shownBefore = (words: Words) =>
  openedBefore(words).map((opening) =>
    commitmentShown(opening, commitmentMessage({ ...askedOf(words), isAhead: true })),
  )

/** Everything that is drawn, with these words. What is new has a line here, or this does not compile. */
export const HOSTILE_VIEWS = {
  accessesMessage: ({ one, each }) => [
    accessesMessage(
      many(40, (at) => ({ ...(accesses[at % 5] ?? fail()), domain: each(at), models: [each(at), one], manager: one })),
    ),
  ],
  answerMessage: (words) => answersOf(words).map(answerMessage),
  answerPost: (words) => answersOf(words).map(answerPost),
  commitmentAnswered: (words) =>
    shownBefore(words).flatMap((shown) => answeredOf(words).map((said) => commitmentAnswered(shown, said))),
  commitmentMessage: (words) => [true, false].map((isAhead) => commitmentMessage({ ...askedOf(words), isAhead })),
  commitmentShown: shownBefore,
  consentGiven: (words) => [consentGiven(consentMessage(consentOf(words)), 's', true)],
  consentMessage: (words) => [consentMessage(consentOf(words))],
  declinedHome: () => [declinedHome()],
  digestMessage: (words) => [digestMessage(hostileDigest(words))],
  digestPost: (words) => [digestPost(hostileDigest(words))],
  digestSettingsModal: () => [digestSettingsModal({ day: 1, hour: 9, isOff: true })],
  discreetly: (words) => answersOf(words).map((answer) => discreetly({ isDiscreet: true }, answerMessage(answer))),
  disputeModal: ({ one, each }) => [
    disputeModal({
      sessionId: 's',
      mark: hostileMark(one, strong),
      dimension: {
        ...dimension,
        id: 'd',
        question: one,
        anchors: { '2': each(0), '5': each(1), '8': each(2), '10': each(3) },
      },
    }),
  ],
  domainList: (words) => [domainList(domainsOf(words))],
  eraseForm: () => [eraseForm()],
  helpMessage: (words) => [helpMessage(coachOf(words)), helpMessage()],
  homeView: (words) =>
    [[], domainsOf(words, 1), many(MANY, (at) => hostileDomain(words.one, at))].map((domains) =>
      homeView({
        domains,
        open: openOf(words),
        sees: seesOf(words),
        last: { domainName: words.one, at: until, judge: 'm', isOpen: true, overall: 7, post: null, link: LINK },
        memory: memoryOf(words),
      }),
    ),
  idleMessage: () => [idleMessage({ sessionId: 's' })],
  judgedAgainMessage: ({ one }) => [judgedAgainMessage({ note: 'judged-again', label: one })],
  keptMessage: () => [keptMessage()],
  managerModal: (words) => [managerModal(seesOf(words)), managerModal(null)],
  memoryForm: (words) => [memoryForm({ of: 's', post: 'D1:1' }, linesOf(words))],
  memoryLineForm: ({ one }) => [memoryLineForm({ ...rememberedLine, says: one, domainName: one })],
  memoryMessage: (words) => [memoryMessage({ sessionId: 's', lines: linesOf(words) })],
  memoryPost: () => [memoryPost({ sessionId: 's' })],
  memorySettled: (words) => [memorySettled(linesOf(words)), memorySettled([])],
  messageModal: (words) => notesOf(words).map((note) => messageModal(noteMessage(note))),
  noDigestMessage: () => [noDigestMessage()],
  notReadAgainMessage: ({ one }) => [notReadAgainMessage({ note: 'not-read-again', label: one })],
  noteMessage: (words) => notesOf(words).map(noteMessage),
  notePost: (words) => notesOf(words).map(notePost),
  openAlreadyMessage: (words) => [
    openAlreadyMessage({ ...openOf(words), wanted: { domainId: 'd', domainName: words.one, place: 'C1:' } }),
  ],
  openingMessage: openedBefore,
  openingPost: (words) => openingsOf(words).map(openingPost),
  partnerModal: ({ one }) => [
    partnerModal({ sessionId: 's', round: 1, as: one, mood: 'easy' }, { thread: null, at: '1.1' }),
  ],
  pickerMessage: (words) => [pickerMessage(domainsOf(words), false), pickerMessage([])],
  previewMessage: (words) => [previewMessage(aheadOf(words))],
  progressInForm: (words) => [progressInForm(progressOf(words))],
  progressMessage: (words) => [progressMessage(progressOf(words))],
  progressPost: () => [progressPost()],
  moveForm: () => [moveForm({ memory: 'm', post: 'D1:1', thread: null })],
  receiptMessage: ({ one }) => [
    receiptMessage({ id: one, at: until, counts: { rounds: 1_000_000, sessions: 1_000, digestFacts: 9, listed: 1 } }),
  ],
  reminderMessage: (words) => [reminderMessage(askedOf(words))],
  reminderPost: () => [reminderPost({ memory: 'm' })],
  saidModal: (words) => [saidModal(words.one, words.one), ...answeredOf(words).map((said) => messageModal(say(said)))],
  scorecardMessage: (words) => cardsOf(words).map(scorecardMessage),
  scorecardPost: (words) => cardsOf(words).map(scorecardPost),
  settingsMessage: () => [settingsMessage()],
  settingsModal: (words) => [
    settingsModal({
      settings: { showsStreak: true, language: null, discreet: true },
      memory: memory.choices,
      sees: seesOf(words),
      scripted: true,
    }),
  ],
  shareModal: (words) => [
    shareModal('s', { outcome: 'ready', manager: person(words), domainName: words.one, levels: levelsOf(words) }),
  ],
  sharedMessage: (words) => [sharedMessage({ sessionId: 's', manager: person(words), withQuotes: true })],
  soFarMessage: (words) => [
    soFarMessage(soFarOf(words)),
    soFarMessage({ ...soFarOf(words), scripted: true, marks: cuesOf(words) }),
  ],
  soFarPost: (words) => [soFarPost(soFarOf(words))],
  startModal: (words) =>
    [0, 1, 10, MANY].map((count) =>
      startModal({
        domains: domainsOf(words, count),
        mind: words.one,
        message: words.one,
        hasMore: true,
        open: openOf(words),
      }),
    ),
  stayedMessage: ({ one, each }) => [
    stayedMessage(
      many(20, (at) => ({ post: `${at % 2 ? 'C' : 'D'}0:1796000000.000100`, link: `${LINK}${each(at)}` })),
      25,
    ),
    stayedMessage([{ post: 'D0:', link: one }], 1),
  ],
  suggestModal: (words) => [
    suggestModal(
      many(MANY, () => person(words)),
      domainsOf(words),
    ),
    suggestModal([], []),
  ],
  suggestionMessage: (words) => [suggestionMessage(suggestionOf(words))],
  reminderAnswered: (words) => answeredOf(words).map((said) => say(said)),
} satisfies Record<Drawing | 'reminderAnswered', (words: Words) => Drawn[]>
