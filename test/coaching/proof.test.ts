import { withPlaces } from '../../src/coaching/proof.ts'
import { roundsOf } from '../coach.ts'

const first = 'The 👩‍💻 team lost 40 hours.'
const second = 'The CFO has not joined.\n\nNobody asked her.'
const third = 'I ask on Thursday.'
const rounds = roundsOf([[first, second, third].join('\n\n'), 'One message only.'])
const sent = [
  {
    round: 1,
    messages: [first, second, third].map((text, at) => ({ post: `D1:${at + 1}`, characters: [...text].length })),
  },
  { round: 2, messages: [{ post: 'D1:9' }] },
]
const placeOf = (round: number, text: string, of = sent) => {
  const mark = {
    dimension: 'd',
    label: 'D',
    score: 5,
    because: 'scored' as const,
    quotes: [{ round, text }],
    observation: '',
    nextStep: '',
    cues: [{ name: 'named a day', quote: { round, text } }, { name: 'asked why' }],
    uncertain: false,
  }
  const [placed] = withPlaces([mark], rounds, of)
  expect(placed?.cues?.map(({ quote }) => quote)).toEqual([placed?.quotes[0], undefined])
  return placed?.quotes[0]?.at
}

test.each([
  [1, 'team lost 40 hours', 'D1:1'],
  [1, 'CFO has not joined', 'D1:2'],
  [1, 'Nobody asked her', 'D1:2'],
  [1, 'ask on Thursday', 'D1:3'],
  [2, 'One message only', 'D1:9'],
  [2, 'what is not there', 'D1:9'],
  [1, 'what is not there', undefined],
  [3, 'One message only', undefined],
])('in round %s, “%s” is led back to its message', (round, text, post) => {
  expect(placeOf(round, text)).toBe(post)
})

test('a round of several messages of unknown length leads nowhere, rather than to the wrong one', () => {
  const unknown = sent.map(({ round, messages }) => ({ round, messages: messages.map(({ post }) => ({ post })) }))
  expect(placeOf(1, 'ask on Thursday', unknown)).toBeUndefined()
})

test('a round of more than the one message that is known leads nowhere, rather than to that one', () => {
  expect(
    placeOf(1, 'team lost 40 hours', [{ round: 1, messages: [{ post: 'D1:3', characters: third.length }] }]),
  ).toBeUndefined()
})
