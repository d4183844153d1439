import { embedded } from '../bench/database.ts'
import { COACH_MODEL, JUDGE_MODEL } from '../bench/model.ts'
import { type Kind, openFaultyModel } from './faulty-model.ts'
import { type Learner, lookInto, openPeople, type Post } from './people.ts'
import { allOf, atMost, type Form, type Line, measure, type Proof } from './promise.ts'

const LEARNERS_OF_A_KIND = { short: 5, long: 25 }
const ENDS_WITHIN_MS = 75_000
const ALL_IS_WELL_WITHIN_MS = 150_000 // once the model is back: the longest pause by then, and a call that had just begun

/** The model answers, but nothing of use. */
const ANSWERS: Kind[] = [
  ...(['empty', 'refusal', 'length', 'too-long', 'invalid-utf8', 'invalid-sse', 'html', 'never-closed'] as const).map(
    (fault): Kind => ({ name: fault, of: 'coach', fault }),
  ),
  ...(['malformed-json', 'wrong-schema', 'wrong-scores'] as const).map(
    (fault): Kind => ({ name: fault, of: 'judge', fault }),
  ),
]
/** Its server is away: after five of these in a row nobody is asked for half a minute. So they have bots of their own. */
const AWAY = [
  ['busy', 'busy-seconds', 'broken', 'loading', 'reset-before-headers'],
  ['reset-mid-stream', 'stalled-headers', 'stalled-mid-stream', 'trickle'],
] as const

/** Whatever a model does, a learner hears an answer or one plain sentence in time. */
export const modelFaults: Proof = {
  async prove({ form, say }) {
    const groups = [
      ANSWERS,
      ...AWAY.map((faults) => faults.map((fault): Kind => ({ name: fault, of: 'coach', fault }))),
    ]
    const found = await Promise.all(
      groups.map((kinds, at) => group({ kinds, form, isAway: at > 0, say: (line) => say(`group ${at + 1}: ${line}`) })),
    )
    const all = (pick: (one: Found) => number) => found.reduce((sum, one) => sum + pick(one), 0)
    const outage = found.slice(1)
    const away = outage.reduce((sum, one) => sum + one.learners, 0)
    const lines: Line[] = [
      allOf(
        `${groups.flat().length} model faults: ends in an answer or a sentence within 75 s`,
        all((one) => one.ended),
        all((one) => one.learners),
      ),
      measure('the last of them ends', Math.max(...found.map((one) => one.slowestMs)) / 1000, { atMost: 75 }, 's'),
      atMost(
        `rounds without exactly one visible answer, of ${all((one) => one.rounds)}`,
        all((one) => one.badRounds),
      ),
      atMost(
        'scores out of range, or of a dimension that the rubric has not',
        all((one) => one.badScores),
      ),
      atMost(
        'sessions that were told more than once that the coach is away',
        all((one) => one.toldTwice),
      ),
      allOf(
        'answered in order and by itself once the model is back',
        outage.reduce((sum, one) => sum + one.inOrder, 0),
        away,
      ),
    ]
    return lines
  },
}

type Found = {
  learners: number
  ended: number
  slowestMs: number
  rounds: number
  badRounds: number
  badScores: number
  toldTwice: number
  inOrder: number
}
type Group = { kinds: readonly Kind[]; form: Form; isAway: boolean; say: (line: string) => void }

/** Some kinds of faults on a bot of their own, all their learners side by side. */
async function group({ kinds, form, isAway, say }: Group): Promise<Found> {
  const count = kinds.length * LEARNERS_OF_A_KIND[form]
  const model = await openFaultyModel(kinds)
  const database = embedded()
  const settings = { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: 'none', COACH_MODEL, JUDGE_MODEL }
  const people = await openPeople({ count, settings, database }).catch(async (error) => {
    await model.close()
    throw error
  })
  try {
    say(`${count} sessions are open`)
    if (isAway) model.holdFor(count)
    const ends = await Promise.all(
      people.learners.map(async (learner) => {
        const kind = kinds[learner.number % kinds.length]
        const end = kind?.of === 'judge' ? await judged(people, learner, kind) : await replied(people, learner, kind)
        if (!end) say(`${kind?.name} ${learner.number} was left in silence`)
        return end
      }),
    )
    const took = ends.map((post, at) => (post ? post.at - (people.learners[at]?.begun ?? 0) : Number.POSITIVE_INFINITY))
    say(`all ended, the last after ${(Math.max(...took) / 1000).toFixed(1)} s`)

    if (isAway) await outageEnds(people, kinds, model.heal)
    await people.stop()
    const kept = await lookInto(database.dataDir, async (query) => ({
      rounds: await query(ROUNDS),
      wrong: await query(WRONG_SCORES),
    }))
    const bad = kept.rounds.filter((round) => seenOf(people, round.key) !== 1)
    for (const { reply, key } of bad) say(`${reply}: seen ${seenOf(people, key)} times`)
    return {
      learners: count,
      ended: took.filter((ms) => ms <= ENDS_WITHIN_MS).length,
      slowestMs: Math.max(...took),
      rounds: kept.rounds.length,
      badRounds: bad.length,
      badScores: kept.wrong.length,
      toldTwice: people.learners.filter((learner) => people.posts(learner).filter(isAwayWord).length > 1).length,
      inOrder: people.learners.filter(({ number }) =>
        isInOrder(
          kept.rounds.map(({ reply }) => String(reply)),
          number,
        ),
      ).length,
    }
  } finally {
    await people.close()
    await model.close()
  }
}

type People = Awaited<ReturnType<typeof openPeople>>

const isAwayWord = ({ text }: Post) => text.includes('the AI that I coach with does not respond')
const isScore = ({ text }: Post) => /^Your score(card| takes longer)/.test(text)

const words = (kind: Kind | undefined, { number }: Learner, which: 'first' | 'second') =>
  `[${kind?.name} ${number}] The ${which} thing is that I talked to the team lead on Tuesday about the offer, and she said that the delivery time matters more to them than the price.`

async function replied(people: People, learner: Learner, kind: Kind | undefined): Promise<Post | undefined> {
  await people.says(learner, words(kind, learner, 'first'))
  return people.sees(learner, ENDS_WITHIN_MS)
}

/** The reply is answered well; it is the scorecard that the model fails at. */
async function judged(people: People, learner: Learner, kind: Kind): Promise<Post | undefined> {
  if (!(await replied(people, learner, kind))) return undefined
  await people.says(learner, 'end')
  return people.sees(learner, ENDS_WITHIN_MS, isScore)
}

/** Those who are told that the coach is away write on, and the model comes back: everything is answered by itself. */
async function outageEnds(people: People, kinds: readonly Kind[], heal: () => void): Promise<void> {
  const told = people.learners.filter((learner) => people.posts(learner).some(isAwayWord))
  await Promise.all(
    told.map((learner) => people.says(learner, words(kinds[learner.number % kinds.length], learner, 'second'))),
  )
  heal()
  await Promise.all(told.map((learner) => people.sees(learner, ALL_IS_WELL_WITHIN_MS, (post) => !isAwayWord(post))))
}

/** How often Slack got the answer that is kept under this key. */
const seenOf = (people: People, key: unknown) =>
  people.learners.flatMap((learner) => people.posts(learner)).filter((post) => post.key === key).length

/** Everything that this learner wrote stands in rounds, once, in the order in which they wrote it. */
function isInOrder(replies: string[], number: number): boolean {
  const theirs = replies.filter((reply) => new RegExp(`^\\[[a-z0-9-]+ ${number}\\]`).test(reply)).join('\n\n')
  const said = [...theirs.matchAll(/The (first|second) thing/g)].map(([, which]) => which)
  return said.join() === 'first' || said.join() === 'first,second'
}

const ROUNDS = `
  select r.learner_message as reply, i.key
    from coaching_sessions r left join inbox i on i.round_id = r.id and i.kind = 'reply' and i.joined_to is null
   order by r.session_id, r.round_number`

const WRONG_SCORES = `
  with marks as (
    select s.domain_id, s.rubric_version, m from coaching_sessions r join sessions s on s.id::text = r.session_id, jsonb_array_elements(r.marks) m
    union all
    select s.domain_id, s.rubric_version, m from scorecards c join sessions s on s.id = c.session_id, jsonb_array_elements(c.marks) m)
  select m from marks
   where (m ->> 'score') is not null and (m ->> 'score')::numeric not in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
      or not exists (select from rubric_versions v, jsonb_array_elements(v.dimensions) d
                      where v.domain_id = marks.domain_id and v.version = marks.rubric_version and d ->> 'id' = m ->> 'dimension')
  union all
  select to_jsonb(overall) from scorecards where overall not between 1 and 10
  union all
  select to_jsonb(score) from coaching_sessions where score not between 1 and 10`
