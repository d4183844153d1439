import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packetOf } from '../../../../src/cli/eval/ratings/packet.ts'
import { PAGE_WORDS } from '../../../../src/cli/eval/ratings/page-words.ts'
import { ratingPage } from '../../../../src/cli/eval/ratings/rating-page.ts'
import { talksToRate } from '../../../../src/cli/eval/ratings/talks-to-rate.ts'
import { withoutNames } from '../../../../src/cli/eval/ratings/without-names.ts'
import { coachOf, GOLDEN } from '../golden-talks.ts'

const folder = mkdtempSync(join(tmpdir(), 'threadcoach-packet-'))
afterAll(() => rmSync(folder, { recursive: true }))

const golden = talksToRate(GOLDEN)
const wanted = { raters: 3, most: 24, again: 0.15, rubricOf: () => 1 }

test('a packet is of all domains alike, has no talk beside its twin, and is the same when it is made again', () => {
  const made = packetOf(golden, wanted)
  const domains = [...Map.groupBy(made.talks, ({ domain }) => domain).values()].map((some) => some.length)
  expect(made.talks).toHaveLength(24)
  expect(Math.max(...domains) - Math.min(...domains)).toBeLessThanOrEqual(1)
  expect(new Set(made.talks.map(({ root }) => root)).size).toBe(24)
  expect(packetOf(golden, wanted)).toEqual(made)
  expect(packetOf(golden, { ...wanted, raters: 2 }).packet).not.toBe(made.packet)
})

test.each([
  [24, 0.15, 4],
  [5, 0.5, 3],
  [2, 1, 1],
  [1, 1, 1],
  [30, 0, 0],
])('of %d talks a share of %d comes back later, in an order of each rater’s own', (most, again, twice) => {
  const { orders, talks } = packetOf(golden, { ...wanted, most, again })
  for (const order of Object.values(orders)) {
    expect(order).toHaveLength(talks.length + twice)
    expect(new Set(order)).toEqual(new Set(talks.map(({ id }) => id)))
    for (const id of order)
      if (order.indexOf(id) !== order.lastIndexOf(id))
        expect(order.lastIndexOf(id) - order.indexOf(id)).toBeGreaterThan(most / 3 - 1)
  }
  if (most > 5) expect(new Set(Object.values(orders).map((order) => order.join())).size).toBe(3)
})

test('a page tells nothing of a talk but what was said in it, and asks nothing of any server', () => {
  const made = packetOf(golden, wanted)
  const page = ratingPage(made, '1', coachOf)
  for (const { id, rounds } of made.talks) {
    expect(page).not.toContain(id)
    expect(page).toContain(JSON.stringify(rounds[0]?.learner).slice(1, -1).replaceAll('<', '\\u003c'))
  }
  expect(page).not.toMatch(/"(?:kind|why|marks|level|quotes|second|twin|root)"/)
  expect(page).not.toMatch(/https?:|src=|@import|url\(|\beval\b|innerHTML/)
  expect(page).toContain("default-src 'none'")
})

test('no talk can end the page’s own script', () => {
  const talks = golden
    .slice(0, 1)
    .map((talk) => ({ ...talk, rounds: [{ learner: '</script><script>alert(1)</script>', coach: '' }] }))
  const page = ratingPage(packetOf(talks, wanted), '1', coachOf)
  expect(page.match(/<script/g)).toHaveLength(2)
})

test('the page says the same in each language', () => {
  const [english, ...others] = Object.values(PAGE_WORDS)
  for (const { says, rules, keys } of others) {
    expect(rules).toHaveLength(english?.rules.length ?? 0)
    expect(keys).toHaveLength(english?.keys.length ?? 0)
    for (const [name, text] of Object.entries(english?.says ?? {}))
      expect(
        Object.entries(says)
          .find(([one]) => one === name)?.[1]
          .match(/\{\d\}/g),
      ).toEqual(text.match(/\{\d\}/g))
  }
})

test.each([
  ['<@U012AB3CD> and <@W9ZZZZ|dana> said no', '[person] and [person] said no'],
  ['@dana.cohen asked in <#C024BE91L|deals>', '[person] asked in [channel]'],
  ['write to dana.c+x@brightline.example today', 'write to [address] today'],
  ['see <https://brightline.example/deal/7|the deal> or http://x.example', 'see [link] or [link]'],
  ['call +49 (170) 123 45-67', 'call [number]'],
  ['DANA COHEN and dana’s boss, Mr Cohen', 'Person 1 and Person 1’s boss, Mr Person 1'],
  ['Danas Chef heißt Ana María', 'Person 1s Chef heißt Person 2'],
  ['Danone, 10,000 units at 5 @ 3, on 2026-12-01', 'Danone, 10,000 units at 5 @ 3, on 2026-12-01'],
])('what tells who somebody is goes: %s', (text, left) => {
  expect(withoutNames(['Dana Cohen', 'Ana María'])(text)).toBe(left)
})

test('talks that learners exported are read as they are, without their name', () => {
  const file = join(folder, 'own.json')
  const round = (session_id: string, round_number: number, learner_message: string) => ({
    ...{ session_id, round_number, learner_message },
    coach_response: 'And what then, Ana?',
  })
  const tables = {
    learners: [{ name: 'Ana Ribeiro' }],
    sessions: [
      { id: 's1', domain_id: 'sales_workflow_coach' },
      { id: 's2', domain_id: 'sales_workflow_coach' },
    ],
    coaching_sessions: [
      round('s1', 2, 'Ich frage sie am Montag.'),
      round('s1', 1, 'Ich bin Ana, und der Preis ist ihr zu hoch.'),
      round('s2', 1, ''),
    ],
  }
  writeFileSync(file, JSON.stringify({ exportedAt: '2026-12-01T10:00:00Z', tables }))
  expect(talksToRate(file)).toEqual([
    {
      id: 's1',
      root: 's1',
      domain: 'sales_workflow_coach',
      language: 'de',
      rounds: [
        { learner: 'Ich bin Person 1, und der Preis ist ihr zu hoch.', coach: 'And what then, Person 1?' },
        { learner: 'Ich frage sie am Montag.', coach: 'And what then, Person 1?' },
      ],
    },
  ]) // the second session has no words any more
})

test('a set can name the people in it', () => {
  const file = join(folder, 'named.json')
  writeFileSync(
    file,
    JSON.stringify({
      people: ['Jo Weber'],
      items: [{ id: 'a', domain: 'sales_workflow_coach', learner: ['Weber said no.'] }],
    }),
  )
  expect(talksToRate(file)[0]?.rounds).toEqual([{ learner: 'Person 1 said no.', coach: '' }])
  expect(readFileSync(file, 'utf8')).toContain('Weber') // the file stays as it is
})
