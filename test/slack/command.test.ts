import type { Domain } from '../../src/coaching/model.ts'
import { readCommand } from '../../src/slack/incoming/command.ts'

const domain = (id: string, name: string): Domain => ({
  id,
  name,
  category: 'x',
  difficulty: 'beginner',
  description: '',
  scenario: '',
  opening: '',
  knowledgeTags: [],
  isActive: true,
})
const domains = [
  domain('sales_workflow_coach', 'Sales Process Coach'),
  domain('architecture_advisor', 'Architecture Decision Coach'),
  domain('communication_coach', 'Communication Skills Coach'),
  domain('onboarding_mentor', 'Technical Onboarding Coach'),
]

test.each([
  ['', { ask: 'pick', here: false }],
  ['  here ', { ask: 'pick', here: true }],
  ['List', { ask: 'list' }],
  ['END', { ask: 'end' }],
  ['score', { ask: 'score' }],
  ['help', { ask: 'help' }],
  ['digest', { ask: 'digest' }],
  ['manager', { ask: 'manager' }],
  ['progress', { ask: 'progress' }],
  ['Settings', { ask: 'settings' }],
  ['Digest  settings', { ask: 'digest settings' }],
  ['digest off', { ask: 'digest off' }],
  ['Digest on', { ask: 'digest on' }],
  ['Wochenbericht aus', { ask: 'digest off' }],
  ['wochenbericht an', { ask: 'digest on' }],
  ['Hilfe', { ask: 'help' }],
  ['ende', { ask: 'end' }],
  ['Einstellungen', { ask: 'settings' }],
  ['Lo\u0308schen', { ask: 'erase' }], // as some keyboards write it
  ['hier', { ask: 'pick', here: true }],
])('"/coach %s" is understood', (text, ask) => {
  expect(readCommand(text, domains)).toEqual(ask)
})

test.each([
  ['sales_workflow_coach', 'sales_workflow_coach', false],
  ['Sales Process Coach', 'sales_workflow_coach', false],
  ['sales', 'sales_workflow_coach', false],
  ['architecture', 'architecture_advisor', false],
  ['communication skills', 'communication_coach', false],
  ['onboarding', 'onboarding_mentor', false],
  ['here sales', 'sales_workflow_coach', true],
  ['here   Technical  Onboarding Coach', 'onboarding_mentor', true],
])('"/coach %s" starts the domain that it names', (text, id, here) => {
  expect(readCommand(text, domains)).toMatchObject({ ask: 'start', domain: { id }, here })
})

test.each([
  ['slaes', 'sales_workflow_coach'],
  ['architcture', 'architecture_advisor'],
  ['comunication', 'communication_coach'],
  ['onbording', 'onboarding_mentor'],
])('a mistyped "/coach %s" is answered with the nearest domain', (text, id) => {
  expect(readCommand(text, domains)).toMatchObject({ ask: 'unknown', nearest: { id } })
})

test.each([
  ['stop', 'end'],
  ['Stopp!', 'end'],
  ['scroe', 'score'],
  ['progres', 'progress'],
  ['digest setings', 'digest settings'],
  ['fortschrit', 'fortschritt'],
  ['remind', 'reminders'],
])('after "/coach %s" the nearest word is offered, and nothing is done', (text, nearest) => {
  expect(readCommand(text, domains)).toEqual({ ask: 'unknown', word: text, nearest })
})

test.each(['“end”', '`end`', 'END.', 'end session', 'ende'])('"/coach %s" ends', (text) => {
  expect(readCommand(text, domains)).toEqual({ ask: 'end' })
})

test.each(['pizza', 'coach', 'x', '💬', '<script>', 'a'.repeat(4000)])(
  'a word that is like none names no domain: %p',
  (text) => {
    const ask = readCommand(text, domains)
    expect(ask).toMatchObject({ ask: 'unknown' })
    expect(ask).not.toHaveProperty('nearest')
  },
)
