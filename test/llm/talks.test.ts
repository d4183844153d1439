import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { heldTalk, missed, talkFiles } from '../../src/cli/eval/eval-talks.ts'
import { talkFigures } from '../../src/cli/eval/talk-figures.ts'
import { testCoach } from '../coach.ts'

const folder = join(import.meta.dirname, '../transcripts/talks')
const held = await Promise.all(
  talkFiles(folder).map(async (file) => {
    const written = readFileSync(join(folder, file), 'utf8')
    return { name: file.replace(/\.md$/, ''), written, ...(await heldTalk(written, testCoach)) }
  }),
)

test.each(held)('the talk $name goes as it is written down', ({ text, written }) => {
  expect(text).toBe(written) // `npm run eval -- --talks` writes it anew: read the diff aloud
})

test('no question is passed over, no sentence reverses, nothing repeats, and every talk ends well', () => {
  const figures = talkFigures(held)
  expect(missed(figures)).toEqual([])
  expect(figures).toMatchObject({ talks: held.length })
  expect(figures.questions).toBeGreaterThan(30)
})

test.each([
  ['passedOver', 'What is a champion?', 'Who else is touched by this decision?'],
  [
    'reversed',
    'I think Joanna, their buyer, has to explain it.',
    'I hear that you think Joanna, their buyer, has to explain it. What now?',
  ],
  ['reversed', 'I never said that I would go.', 'You wrote: “I said that I would go.” What now?'],
  ['endedBadly', "I'd like to stop here, please.", 'Who else is touched by this decision?'],
] as const)('the figures notice %s', (figure, reply, answer) => {
  expect(talkFigures([{ name: 'one', rounds: [{ number: 1, reply, answer }] }])[figure]).toEqual(['one 1'])
})

test('the figures notice a question that comes again', () => {
  const rounds = [1, 2].map((number) => ({
    number,
    reply: 'ok',
    answer: `Round ${number}. Who else is touched by this decision?`,
  }))
  expect(talkFigures([{ name: 'one', rounds }]).repeats).toEqual(['one 2'])
})
