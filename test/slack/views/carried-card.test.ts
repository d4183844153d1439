import fc from 'fast-check'
import { notEnough, scorecard, strong, unlabelled } from '../../../src/slack/samples/samples.ts'
import { LIMITS } from '../../../src/slack/views/blocks.ts'
import { readShown, scorecardMessage, scorecardPost } from '../../../src/slack/views/scorecard.ts'
import { buttonsOf } from '../../person.ts'
import { hostileMark, hostileTexts } from './hostile.ts'

const offRecord = {
  ...scorecard,
  isOpen: false,
  asks: false,
  ownScore: null,
  canDispute: false,
  label: { ...unlabelled, offRecord: true },
}
const carriedBy = (card: typeof scorecard) => {
  const [show] = buttonsOf(JSON.parse(JSON.stringify(scorecardPost(card).first.blocks)))
  const value = String(show?.value)
  expect(value.length).toBeLessThanOrEqual(LIMITS.buttonValue)
  return readShown(value)
}

test('off the record the button carries the scorecard, which opens as it would have gone out', () => {
  const { sessionId, carried } = carriedBy(offRecord)
  expect(sessionId).toBe(offRecord.sessionId)
  expect(carried && scorecardMessage(carried).text).toBe(scorecardMessage({ ...offRecord, isOpen: true }).text)
})

test('what a button cannot hold goes, and the levels stay whatever the words', () => {
  const { unicode, binary } = {
    unicode: fc.string({ unit: 'grapheme', maxLength: 3_000 }),
    binary: fc.string({ unit: 'binary', maxLength: 3_000 }),
  }
  fc.assert(
    fc.property(
      fc.oneof(unicode, binary, fc.constantFrom(...hostileTexts)),
      fc.integer({ min: 1, max: 16 }),
      (text, count) => {
        const marks = [...Array.from({ length: count }, () => hostileMark(text, strong)), hostileMark(text, notEnough)]
        const judgement = { ...scorecard.judgement, marks, judge: text }
        const { carried } = carriedBy({
          ...offRecord,
          domainName: text,
          judgement,
          closing: { workedOut: text, nextSteps: [text] },
        })
        expect(carried?.judgement.marks.map(({ score }) => score).slice(0, count)).toEqual(
          marks.map(({ score }) => score).slice(0, count),
        )
      },
    ),
    { numRuns: 60 },
  )
})

test('a button that carries nothing stands for a card that is kept', () => {
  expect(readShown('f2b3')).toEqual({ sessionId: 'f2b3', carried: undefined })
  expect(() => readShown('f2b3 x')).toThrow()
})
