import { isChannel, isDirect, partsOf, placeOf, postAt } from '../src/place.ts'

test('a thread, a post of several messages and a new thread in a channel are each one word, and come back as they were', () => {
  expect(placeOf(postAt('D1', '17.1'))).toEqual({ channel: 'D1', threadTs: '17.1' })
  expect(partsOf(postAt('C1', '17.1', '17.2'))).toEqual({ channel: 'C1', parts: ['17.1', '17.2'] })
  expect(placeOf(postAt('C1', '17.1', '17.2'))).toEqual({ channel: 'C1', threadTs: '17.1' })
  expect([placeOf(postAt('C1')), partsOf(postAt('C1'))]).toEqual([{ channel: 'C1' }, { channel: 'C1', parts: [] }])
})

test('a group of people is read along in like any channel, and the bot’s direct message is not', () => {
  expect(['D1', 'D1:17.1', 'C1', 'G1', 'C1:17.1', ''].map(isDirect)).toEqual([true, true, false, false, false, false])
  expect(['C0A', 'G0A', 'D0A', 'U0A', 'C0A:1', '', 'C'].map(isChannel)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ])
})
