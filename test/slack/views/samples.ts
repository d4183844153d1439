import type { Closing, Coach, Domain, Judgement, Mark } from '../../../src/coaching/model.ts'
import type { ScorecardView } from '../../../src/flows/deps.ts'

/** Data that views are tested with, named by what it is. */
export const sales: Domain = {
  id: 'sales_workflow_coach',
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
  id: 'onboarding_mentor',
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
  quotes: [{ round: 2, text: 'I will ask Jo for the budget owner before Thursday’s demo' }],
  observation: 'You named the next step and its date.',
  nextStep: 'Say what would make you walk away.',
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
const notMet: Mark = { ...notEnough, label: 'Understanding the customer', because: 'does-not-apply' }
export const noQuote: Mark = { ...notEnough, label: 'Listening', because: 'no-quote' }

const judgement: Judgement = {
  marks: [strong, uncertain, notEnough, notMet],
  overall: 6,
  judge: 'gpt-5.6-luna',
  samples: 3,
}
const closing: Closing = {
  workedOut: 'The deal waits for a budget owner that nobody has met yet.',
  nextSteps: ['I will ask Jo for the budget owner before Thursday’s demo', 'I will write down what proves each stage'],
}

export const scorecard: ScorecardView = {
  sessionId: 'f2b3',
  domainName: sales.name,
  judgement,
  closing,
  scripted: false,
  rounds: 5,
  rubricVersion: 1,
  closedBecause: 'learner',
  isRedacted: false,
}

const LONG = '👩‍💻 <!channel> *bold* & [x](https://evil.com) '.repeat(900)

/** The largest and the most hostile that views can meet: far too long, far too many, and nothing at all. */
export const hostileTexts = [
  LONG,
  '',
  ' ',
  '\uD83D',
  '\u0000\u202E',
  '`'.repeat(5_000),
  '&'.repeat(5_000),
  '<'.repeat(5_000),
]

export const hostileDomain = (text: string, at = 0): Domain => ({
  ...sales,
  id: `domain_${at}`,
  name: text,
  difficulty: text,
  description: text,
  opening: text,
})

export const hostileMark = (text: string, mark: Mark): Mark => ({
  ...mark,
  label: text,
  observation: text,
  nextStep: text,
  quotes: Array.from({ length: 9 }, () => ({ round: 1, text })),
})
