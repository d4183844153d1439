import fc from 'fast-check'
import type { Mark } from '../../../src/coaching/model.ts'
import { byWording, notEnough, scorecard, strong, unlabelled } from '../../../src/slack/samples/samples.ts'
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

test('off the record a card by wording is carried with its cues, and how many were found stays whatever the words', () => {
  const byScript = (marks: Mark[]) => ({
    ...offRecord,
    scripted: true,
    judgement: { marks, overall: null, judge: 'scripted', samples: 1 },
  })
  const card = byScript([byWording])
  const { carried } = carriedBy(card)
  expect(carried && scorecardMessage(carried).text).toBe(scorecardMessage({ ...card, isOpen: true }).text)
  for (const text of hostileTexts) {
    const cues = Array.from({ length: 6 }, (_, at) => ({ name: text, ...(at < 4 && { quote: { round: 1, text } }) }))
    const marks = Array.from({ length: 5 }, () => ({ ...byWording, label: text, cues }))
    const left = carriedBy(byScript(marks)).carried?.judgement.marks
    expect(left?.map((mark) => mark.cues?.filter(({ quote }) => quote).length)).toEqual([4, 4, 4, 4, 4])
  }
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
