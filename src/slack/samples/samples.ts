import { SAMPLE_JUDGE, SCRIPTED_JUDGE } from '../../coaching/judges.ts'
import type { Closing, Coach, Domain, Judgement, Mark } from '../../coaching/model.ts'
import { type PastSession, progressOf } from '../../coaching/progress.ts'
import type { Access } from '../../flows/own-data.ts'
import type {
  CardToShare,
  DigestPreview,
  DigestView,
  ManagerSees,
  Memory,
  MemoryLine,
  ProgressView,
  Proposal,
  ScorecardView,
  SessionLabel,
} from '../../flows/show.ts'

/** Invented data that every view can be drawn with, named by what it is: for whoever looks whether all of them are as they should be. */
export const sales: Domain = {
  id: 'sales',
  name: 'Sales Process Coach',
  category: 'workflow_coaching',
  difficulty: 'intermediate',
  description: 'Guides sales professionals through structured sales workflows, from lead qualification to deal closure',
  scenario: '',
  opening: 'Let us walk through your current sales opportunity. Tell me about the prospect you are working with.',
  knowledgeTags: [],
  isActive: true,
}
export const onboarding: Domain = {
  ...sales,
  id: 'onboarding',
  name: 'Technical Onboarding Coach',
  difficulty: 'beginner',
  description: 'Guides new team members through technical onboarding',
}

export const coach: Coach = {
  domain: sales,
  persona: {
    systemPrompt: '',
    coachingStyle: null,
    dimensions: [],
    interactionPatterns: [],
    forbiddenTopics: [],
    successConditions: null,
  },
  personaVersion: 1,
  rubric: { version: 1, dimensions: [], notEvidence: [] },
}

export const strong: Mark = {
  dimension: 'process_adherence',
  label: 'Working the process',
  score: 7,
  because: 'scored',
  quotes: [
    {
      round: 2,
      text: 'I will ask Jo for the budget owner before Thursday’s demo',
      at: 'https://slack.example/archives/D1/p1700000000000100?thread_ts=1700000000.000001&cid=D1',
    },
  ],
  observation: 'You named the next step and its date.',
  nextStep: 'Say what would make you walk away.',
  betterWording: 'I will ask Jo for the budget owner before Thursday’s demo, because [the reason].',
  uncertain: false,
}
const uncertain: Mark = {
  ...strong,
  dimension: 'value',
  label: 'Making the value clear',
  score: 4,
  uncertain: true,
}
export const notEnough: Mark = {
  ...strong,
  dimension: 'objections',
  label: 'Handling objections',
  score: null,
  because: 'not-enough',
  quotes: [],
  observation: '',
  nextStep: 'Tell how you would answer the price question.',
}
/** By the scripted scorer: which cues were found, and no score. */
export const byWording: Mark = {
  ...strong,
  dimension: 'customer_understanding',
  label: 'Understanding the customer',
  score: null,
  because: 'by-wording',
  quotes: [],
  cues: [
    { name: 'asked what they fear', quote: { round: 2, text: 'I asked her what worries her most about the change' } },
    { name: 'named a number of theirs' },
    { name: 'named who else is touched', quote: { round: 3, text: 'The foreman has to live with it every day' } },
    { name: 'told their words' },
  ],
  observation: 'By wording alone: it finds words, and understands none.',
  nextStep: 'Ask your contact one question about the cost of doing nothing.',
}
const notMet: Mark = { ...notEnough, label: 'Understanding the customer', because: 'does-not-apply' }
export const otherLanguage: Mark = { ...notEnough, label: 'Making the value clear', because: 'other-language' }
export const noQuote: Mark = { ...notEnough, label: 'Listening', because: 'no-quote' }
/** The marks of a card, adjusted in its first dimension by what people gave; and where nobody measured the judge. */
export const adjusted = (mark: Mark, at: number): Mark =>
  at === 0 ? { ...mark, adjusted: { from: 8, ratedOn: '2026-11-12' } } : { ...mark, unmeasured: mark.score !== null }
export const unmeasured = (mark: Mark): Mark => ({ ...mark, unmeasured: mark.score !== null })

const judgement: Judgement = {
  marks: [strong, uncertain, notEnough, notMet],
  overall: 6,
  judge: 'gpt-5.6-luna',
  samples: 3,
}
const closing: Closing = {
  workedOut: '“The deal waits for a budget owner that nobody has met yet.”',
  nextSteps: ['I will ask Jo for the budget owner before Thursday’s demo', 'I will write down what proves each stage'],
}

/** What may be remembered of a session. */
export const proposals: Proposal[] = [
  { kind: 'goal', says: 'I want the buyer to see what waiting costs them', dueOn: null },
  { kind: 'situation', says: 'Wrong shipments cost them about 40 hours a week', dueOn: null },
  { kind: 'commitment', says: 'On Thursday I will ask the operations director', dueOn: '2026-12-03' },
]
/** What a learner confirmed. */
export const rememberedLine: MemoryLine = {
  id: 'm',
  kind: 'commitment',
  says: 'On Thursday I will ask the operations director',
  isOpen: true,
  dueOn: '2026-12-03',
  asksOn: '2026-12-03',
  domainName: 'Sales Process Coach',
}
export const memory: Memory = {
  lines: [
    rememberedLine,
    { ...rememberedLine, id: 'd', isOpen: false },
    { ...rememberedLine, id: 'g', kind: 'goal', says: 'I want the buyer to see what waiting costs them' },
  ],
  choices: {
    kinds: ['goal', 'situation', 'commitment'],
    reminds: true,
    fromHour: 9,
    untilHour: 17,
    isPaused: false,
  },
}
export const nothingRemembered: Memory = { ...memory, lines: [] }

export const unlabelled: SessionLabel = { label: 'private', offRecord: false, suggestedBy: null }
export const suggested: SessionLabel = {
  label: 'assigned',
  offRecord: true,
  suggestedBy: { actor: 'U08PRIYA001', name: 'Priya' },
}

export const scorecard: ScorecardView = {
  label: unlabelled,
  sessionId: 'f2b3',
  domainName: sales.name,
  judgement,
  closing,
  scripted: false,
  rounds: 5,
  rubricVersion: 1,
  closedBecause: 'learner',
  ownScore: 7,
  isOpen: true,
  asks: true,
  canDispute: true,
  disputes: [],
  leftOut: 0,
  asksNothing: false,
  isRedacted: false,
  canShare: false,
}

export const digest: DigestView = {
  week: '2026-11-30',
  isQuiet: false,
  scripted: false,
  teams: [
    {
      team: 'Sales North',
      week: '2026-11-30',
      size: 9,
      minimum: 5,
      practised: { count: 6 },
      domains: [
        { domain: 'Communication Skills Coach', atLeast: 5 },
        { domain: sales.name, count: 6 },
      ],
      dimensions: [
        {
          dimension: 'clarity',
          label: 'Clarity',
          domain: 'Communication Skills Coach',
          level: 'Strong',
          isMixed: false,
          isSample: false,
          history: ['Developing', null, 'Developing', 'Strong'],
        },
        {
          dimension: 'objections',
          label: 'Handling objections',
          domain: sales.name,
          level: 'Developing',
          isMixed: true,
          isSample: false,
          history: [null, null, null, 'Developing'],
        },
      ],
      notShown: [onboarding.name],
      advice: {
        first: 'Take ten minutes of your next meeting for one objection.',
        second: 'Say what is clear in how your team writes.',
      },
    },
  ],
  cards: [
    {
      name: 'Ana',
      domainName: sales.name,
      levels: [{ label: 'Handling objections', level: 'Strong', quotes: ['Then I asked for the budget owner.'] }],
      says: 'I would like to talk about this.',
    },
  ],
}
const [bigTeam] = digest.teams
if (!bigTeam) throw new Error('no team')
export const someTeam: DigestView['teams'][number] = bigTeam
export const smallTeam: DigestView['teams'][number] = {
  ...someTeam,
  team: 'Support',
  size: 3,
  practised: null,
  domains: [],
  dimensions: [],
  notShown: [sales.name, onboarding.name],
}
export const preview: DigestPreview = {
  id: 'w',
  week: '2026-11-30',
  team: 'Sales North',
  manager: 'U08PRIYA001',
  minimum: 5,
  leftOut: false,
  domains: ['Communication Skills Coach', sales.name],
  dimensions: ['Clarity', 'Handling objections'],
}
export const managerSees: ManagerSees = {
  manager: { actor: 'U08PRIYA001', name: 'Priya' },
  objected: false,
  leftOut: false,
  forGood: false,
  ahead: null,
  state: 'told',
  team: someTeam,
}
export const cardToShare: CardToShare = {
  outcome: 'ready',
  manager: managerSees.manager,
  domainName: sales.name,
  levels: [
    { label: 'Working the process', level: 'Strong', quotes: ['I will ask Jo for the budget owner'] },
    { label: 'Handling objections', level: 'Developing', quotes: [] },
  ],
}

const past = (at: number): PastSession => ({
  sessionId: `s${at}`,
  domainId: at % 3 === 1 ? onboarding.id : sales.id,
  domainName: at % 3 === 1 ? onboarding.name : sales.name,
  personaVersion: 1,
  rubricVersion: 1,
  promptVersion: 1,
  judge: 'gpt-5.6-luna',
  day: `2026-11-${String(2 + at * 3).padStart(2, '0')}`,
  own: at === 0 ? null : 7,
  overall: 3 + at,
  marks: [
    { dimension: 'objections', label: 'Handling objections', score: 3 + at, judge: 'gpt-5.6-luna' },
    { dimension: 'value', label: 'Making the value clear', score: at % 2 === 0 ? 8 : 5, judge: 'gpt-5.6-luna' },
  ],
})
/** What a learner sees of their progress after so many sessions. */
export const progressAfter = (count: number): ProgressView => ({
  progress: progressOf(
    Array.from({ length: count }, (_, at) => past(at)),
    '2026-11-20',
  ),
  showsStreak: true,
  step: count === 0 ? '' : 'Ask what would have to be true for the price to be right.',
})
export const progress: ProgressView = { ...progressAfter(6), showsStreak: false }
/** What the script found in three talks beside scores of sample history, or alone. */
export const progressByWording = (scored: PastSession[] = []): ProgressView => ({
  progress: progressOf(
    [
      ...scored,
      ...[12, 15, 18].map(
        (day, at): PastSession => ({
          ...past(0),
          sessionId: `w${day}`,
          judge: SCRIPTED_JUDGE,
          day: `2026-11-${day}`,
          overall: null,
          marks: [
            {
              dimension: 'objections',
              label: 'Handling objections',
              score: null,
              judge: SCRIPTED_JUDGE,
              cues: { found: at + 1, of: 5 },
            },
            {
              dimension: 'value',
              label: 'Making the value clear',
              score: null,
              judge: SCRIPTED_JUDGE,
              cues: { found: 2, of: 4 },
            },
          ],
        }),
      ),
    ],
    '2026-11-20',
  ),
  showsStreak: false,
  step: 'Ask what would have to be true for the price to be right.',
})
export const progressBesideSample: ProgressView = progressByWording(
  [0, 2, 3].map((at) => ({
    ...past(at),
    judge: SAMPLE_JUDGE,
    marks: past(at).marks.map((mark) => ({ ...mark, judge: SAMPLE_JUDGE })),
  })),
)
export const progressUnread: ProgressView = {
  progress: progressOf([{ ...past(0), judge: SCRIPTED_JUDGE, overall: null, marks: [] }], '2026-11-20'),
  showsStreak: false,
  step: '',
}
export const progressUnseen: ProgressView = {
  progress: progressOf([{ ...past(0), overall: null, marks: [] }], '2026-11-20'),
  showsStreak: false,
  step: '',
}

/** One of each sort of reading. */
export const accesses: Access[] = [
  {
    what: 'coach',
    times: 4,
    lastAt: new Date('2026-11-24T10:00:00Z'),
    manager: null,
    domain: sales.name,
    week: null,
    models: ['small-model'],
  },
  {
    what: 'judge',
    times: 1,
    lastAt: new Date('2026-11-24T10:00:00Z'),
    manager: null,
    domain: sales.name,
    week: null,
    models: [],
  },
  {
    what: 'judge',
    times: 2,
    lastAt: new Date('2026-11-23T10:00:00Z'),
    manager: null,
    domain: sales.name,
    week: null,
    models: [SCRIPTED_JUDGE],
  },
  {
    what: 'digest',
    times: 1,
    lastAt: new Date('2026-11-20T10:00:00Z'),
    manager: 'U08BOSS',
    domain: null,
    week: '2026-11-23',
    models: [],
  },
  {
    what: 'card',
    times: 1,
    lastAt: new Date('2026-11-19T10:00:00Z'),
    manager: 'U08BOSS',
    domain: sales.name,
    week: null,
    models: [],
  },
  {
    what: 'export',
    times: 2,
    lastAt: new Date('2026-11-18T10:00:00Z'),
    manager: null,
    domain: null,
    week: null,
    models: [],
  },
]
