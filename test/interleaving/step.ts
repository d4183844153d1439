import fc from 'fast-check'

/**
 * One thing that happens. What it happens to is a number, taken modulo what there is just then, so that a story stays playable while
 * fast-check makes it shorter.
 */
export type Step =
  // people: what they do reaches the bot at once, or is on its way until it is delivered
  | { do: 'say'; where: 'thread' | 'top' | 'old-thread'; reaches: Reaches }
  | { do: 'say-end' | 'stranger-says'; reaches: Reaches }
  | { do: 'edit' | 'delete'; which: number; reaches: Reaches }
  | { do: 'stop'; reaches: Reaches }
  | { do: 'press-end' | 'press-score' | 'press-again' }
  | { do: 'start'; mind: boolean }
  // Slack
  | { do: 'deliver'; which: number; to: Place }
  | { do: 'repeat'; which: number; to: Place }
  // the two processes
  | { do: 'claim'; by: Place }
  | { do: 'go-on'; which: number; how: How }
  | { do: 'stall'; who: Place }
  | { do: 'time-passes' }
  | { do: 'all-is-well' } // for a while: what there is to do is done

export type Place = 0 | 1
export type Reaches = Place | 'later'

/** How a piece of work goes on from the call to the outside that it stands before. */
export type How =
  | 'well'
  | 'dies-before' // kill -9 of its process, just before the call
  | 'dies-after' // or just after it, before its answer is heard
  | 'fails' // the model is busy; Slack says nothing, and nothing is posted
  | 'fails-after' // the model's key is wrong; Slack says nothing, and it is posted

const nth = fc.nat(11)
const place = fc.constantFrom<Place>(0, 1)
const reaches = fc.oneof({ weight: 3, arbitrary: place }, { weight: 2, arbitrary: fc.constant('later' as const) })
const how = fc.oneof(
  { weight: 12, arbitrary: fc.constant<How>('well') },
  { weight: 3, arbitrary: fc.constantFrom<How>('dies-before', 'dies-after', 'fails', 'fails-after') },
)
const one = <const D extends string>(...names: D[]) => fc.constantFrom(...names)
const where = fc.constantFrom(
  'thread' as const,
  'thread' as const,
  'thread' as const,
  'top' as const,
  'old-thread' as const,
)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: one('say'), where, reaches }) },
  { weight: 1, arbitrary: fc.record({ do: one('say-end', 'stranger-says'), reaches }) },
  { weight: 6, arbitrary: fc.record({ do: one('edit', 'delete'), which: nth, reaches }) },
  { weight: 2, arbitrary: fc.record({ do: one('stop'), reaches }) },
  { weight: 3, arbitrary: fc.record({ do: one('press-end', 'press-score', 'press-again') }) },
  { weight: 1, arbitrary: fc.record({ do: one('start'), mind: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: one('deliver'), which: nth, to: place }) },
  { weight: 2, arbitrary: fc.record({ do: one('repeat'), which: nth, to: place }) },
  { weight: 6, arbitrary: fc.record({ do: one('claim'), by: place }) },
  { weight: 20, arbitrary: fc.record({ do: one('go-on'), which: nth, how }) },
  { weight: 1, arbitrary: fc.record({ do: one('stall'), who: place }) },
  { weight: 3, arbitrary: fc.record({ do: one('time-passes') }) },
  { weight: 2, arbitrary: fc.record({ do: one('all-is-well') }) },
)

/** What happens in one workspace, in some order. */
export const story: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 4, maxLength: 45, size: 'max' })
