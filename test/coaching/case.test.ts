import { broughtIn, caseReply, ownWords } from '../../src/coaching/case.ts'
import { transcriptOf } from '../../src/coaching/transcript.ts'
import { testCoach } from '../coach.ts'

const message = 'We need the price by Friday.\n\n> or we look elsewhere\nJo'

test.each([
  ['a message and a word about it', message, 'How do I answer this?\n\nI am not sure.'],
  ['a message alone', message, ''],
  ['one line', 'Call me.', 'Why?'],
])('%s: what is brought and what is the learner’s own come apart again', (_, brought, own) => {
  expect(broughtIn(caseReply(brought, own))).toEqual({ message: brought, own })
})

test('without a message a reply is what the learner wrote, and what they quote themselves stays theirs', () => {
  expect(caseReply(' ', 'My own')).toBe('My own')
  expect(ownWords('> Dear Jo, here is my draft\n\nIs it clear?')).toBe('> Dear Jo, here is my draft\n\nIs it clear?')
})

test('the words of a message that a learner brings are no proof: the judge reads their own words alone', () => {
  const rounds = [
    { number: 1, reply: caseReply('I asked for the budget owner.', ''), answer: 'What makes it hard?' },
    { number: 2, reply: caseReply('I asked again.', 'I do not know who decides.'), answer: 'Who could tell you?' },
  ]
  expect(transcriptOf(testCoach('sales_workflow_coach'), rounds).turns.map(({ reply }) => reply)).toEqual([
    '',
    'I do not know who decides.',
  ])
})
