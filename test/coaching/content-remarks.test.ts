import { remarksOn } from '../../src/coaching/content-remarks.ts'
import { DOMAINS, testCoach } from '../coach.ts'

const { rubric, persona } = testCoach('communication_coach')
const [first] = rubric.dimensions
if (!first) throw new Error('no dimension')
const dimension = first
type Dimension = typeof first
const remarks = (change: Partial<Dimension>, more: object = {}) =>
  remarksOn({ domain: 'd', rubric: { notEvidence: [], dimensions: [{ ...dimension, ...change }] }, ...more })
const { anchors } = dimension

test.each(DOMAINS)('the rubric of %s has no error', (id) => {
  const coach = testCoach(id)
  const all = remarksOn({ domain: id, rubric: coach.rubric, persona: coach.persona })
  expect(all.filter(({ is }) => is === 'error')).toEqual([])
})

test.each<[string, Partial<Dimension>]>([
  ['level 8 is missing, or says hardly anything', { anchors: { ...anchors, '8': '' } }],
  ['levels 5 and 8 overlap: they say nearly the same', { anchors: { ...anchors, '8': `${anchors['5']} Often.` } }],
  ['does not say what is not evidence', { not_evidence: [] }],
  ['does not say what to look for', { look_for: [] }],
  ['needs a label of at most 60 characters', { label: 'x'.repeat(61) }],
])('an error: %s', (says, change) => {
  expect(remarks(change)).toContainEqual({ is: 'error', where: `d ${dimension.id}`, says })
})

test.each<[string, Partial<Dimension>]>([
  [
    'level 8 says “well”, “appropriate”: name what can be seen',
    { anchors: { ...anchors, '8': 'Listens well and gives the customer an appropriate, tested way out of it.' } },
  ],
  ['asks no question', { question: 'Empathy.' }],
  ['has no probe: the scripted coach has nothing to ask', { probes: [] }],
])('a warning: %s', (says, change) => {
  expect(remarks(change)).toContainEqual({ is: 'warning', where: `d ${dimension.id}`, says })
})

test('a persona scores on nothing that its rubric does not have, and no dimension stands there twice', () => {
  expect(remarks({}, { persona: { ...persona, dimensions: ['charm'] } })).toContainEqual({
    is: 'error',
    where: 'd persona',
    says: 'scores on charm, which the rubric does not have',
  })
  const twice = { notEvidence: [], dimensions: [dimension, dimension] }
  expect(remarksOn({ domain: 'd', rubric: twice })).toContainEqual({
    is: 'error',
    where: 'd',
    says: `has the dimension ${dimension.id} twice`,
  })
  expect(remarksOn({ domain: 'd' })).toMatchObject([{ is: 'error' }])
})

test.each([
  [{ name: 'x'.repeat(61) }, 'needs a name of at most 60 characters'],
  [{ opening: ' ' }, 'has an empty opening'],
  [{ opening: `${'x'.repeat(600)}?` }, 'has an opening of more than 600 characters'],
  [{ opening: 'Welcome.' }, 'has an opening that asks nothing at its end'],
  [
    { difficulty: 'medium' },
    'has the difficulty “medium”: people are told beginner, intermediate, advanced, expert in words',
  ],
])('of how people meet a coach, %j: %s', (change, says) => {
  const about = { ...testCoach('hard_conversations').domain, place: 1, forManagers: false, ...change }
  expect(remarksOn({ domain: 'd1', about }).map((one) => one.says)).toContain(says)
})
