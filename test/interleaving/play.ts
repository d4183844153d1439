import { CONSENT_VERSION } from '../../src/coaching/consent.ts'
import { KEPT_FOR } from '../../src/config.ts'
import { askScore } from '../../src/flows/actions/ask-score.ts'
import { endSession } from '../../src/flows/actions/end-session.ts'
import { startSession } from '../../src/flows/actions/start-session.ts'
import { tryAgain } from '../../src/flows/actions/try-again.ts'
import { openLog } from '../../src/log.ts'
import type { Incoming } from '../../src/store/store.ts'
import { noHandOver } from '../flows/no-hand-over.ts'
import { findings } from './findings.ts'
import { openProcesses } from './processes.ts'
import { openReference } from './reference.ts'
import { openSlackPosts } from './slack-posts.ts'
import type { Stage } from './stage.ts'
import type { Reaches, Step } from './step.ts'
import { openWitness } from './witness.ts'
import { openWriting } from './writing.ts'

export type Played = {
  /** What is not as a person would expect: nothing, one hopes. */
  differences: string[]
  /** Every text that the replies which were deleted ever had. */
  deleted: string[]
}
const AT_REST_AFTER = 60 // rounds of looking for work; far more than any story needs
let stories = 0

/** Plays a story in a workspace of its own, lets everything come to rest, and looks at what came of it. */
export async function play(stage: Stage, steps: Step[]): Promise<Played> {
  const n = ++stories
  const who = { workspace: `T${n}`, actor: `U${n}`, name: 'Ana' }
  const second = Math.floor(Date.now() / 1_000) - 60 // recent, as an edit may overtake only a recent message
  let counter = 0
  const nextTs = () => `${second}.${String(++counter).padStart(6, '0')}`

  const sessions: string[] = [] // their ids, in the order of the reference's talks
  const reference = openReference()
  const witness = openWitness(reference, sessions)
  const posts = openSlackPosts(`D${n}`, nextTs)
  const writing = openWriting(who, `D${n}`, nextTs)
  const [wake, now] = [() => undefined, () => new Date()]
  const outside = {
    show: posts.show,
    wake,
    now,
    contacts: {},
    safetySalt: 'salt',
    retention: KEPT_FOR,
    readThread: async () => [],
    handOver: noHandOver,
  }
  await stage.storeOf('process 0').giveConsent(who, { version: CONSENT_VERSION, now: now() })
  const processes = openProcesses(stage, who.workspace, { ...outside, log: openLog(() => undefined) }, witness)
  const onTheWay: Incoming[] = []
  const delivered: Incoming[] = []
  const newest = () => sessions.length - 1
  const threadOf = (talk: number) => posts.threadOf(sessions[talk])

  async function deliver(item: Incoming, place: 0 | 1): Promise<void> {
    delivered.push(item)
    if (item.kind === 'edit') reference.edits(item.ts, item.text, writing.talkOf(item.ts), item.editedAt)
    if (item.kind === 'deletion') reference.deletes(item.ts)
    if (item.kind === 'stop')
      reference.stops(
        item.eventId,
        sessions.findIndex((_, talk) => threadOf(talk) === item.threadTs),
      )
    if (item.kind === 'message' && item.actor === who.actor && !item.word)
      reference.says(item.ts, item.text, writing.talkOf(item.ts))
    await processes.keepIncoming(item, place)
  }
  async function happens(item: Incoming | undefined, reaches: Reaches): Promise<void> {
    if (item && reaches === 'later') onTheWay.push(item)
    else if (item && reaches !== 'later') await deliver(item, reaches)
  }
  async function start(mind: string): Promise<void> {
    const about = { domainId: 'sales_workflow_coach', eventId: `start ${++counter}`, endOpen: true, mind }
    await startSession(processes.depsOf(0), who, about)
    sessions.push((await processes.depsOf(0).store.openSession(who))?.id ?? '')
    reference.starts(mind)
  }
  async function pressAgain(talk: number): Promise<void> {
    const id = sessions[talk]
    if (id && (await tryAgain(processes.depsOf(0), who, id)) === 'done') reference.triesAgain(talk)
  }

  async function take(step: Step): Promise<unknown> {
    const threadTs = threadOf(newest())
    switch (step.do) {
      case 'say': {
        const talk = step.where === 'old-thread' ? 0 : newest()
        return happens(writing.says(talk, step.where === 'top' ? undefined : threadOf(talk)), step.reaches)
      }
      case 'say-end':
        return happens(threadTs ? writing.saysEnd(threadTs) : undefined, step.reaches)
      case 'stranger-says':
        return happens(threadTs ? writing.strangerSays(threadTs) : undefined, step.reaches)
      case 'edit':
        return happens(writing.edits(step.which), step.reaches)
      case 'delete':
        return happens(writing.deletes(step.which), step.reaches)
      case 'stop': {
        const isThinking = processes.running.some(
          ({ work }) => work.kind === 'reply' && witness.talkOf(work) === newest(),
        )
        return happens(threadTs && isThinking ? writing.stops(threadTs) : undefined, step.reaches)
      }
      case 'press-end':
        if ((await endSession(processes.depsOf(0), who)) === 'done') reference.ends()
        return
      case 'press-score':
        return askScore(processes.depsOf(0), who, `press ${++counter}`)
      case 'press-again':
        return pressAgain(newest())
      case 'start':
        return start(step.mind ? writing.text('mind') : '')
      case 'deliver': {
        const [item] = onTheWay.splice(step.which % onTheWay.length, 1)
        return item && deliver(item, step.to)
      }
      case 'repeat': {
        const item = delivered.at(-1 - (step.which % delivered.length))
        return item && deliver(item, step.to)
      }
      case 'claim':
        return processes.claim(step.by)
      case 'go-on':
        return processes.goOn(step.which, step.how)
      case 'stall':
        return processes.stall(step.who)
      case 'time-passes':
        return processes.timePasses(40)
      case 'all-is-well':
        return goOnUndisturbed()
    }
  }

  async function goOnUndisturbed(): Promise<void> {
    for (let isMore = true; isMore; isMore = await processes.claim(0)) await processes.finish()
  }

  /** Everything is delivered, nothing breaks any more, and what waits for the learner is tried again. */
  async function comeToRest(): Promise<void> {
    for (const item of onTheWay.splice(0)) await deliver(item, 0)
    for (let rounds = 0; rounds < AT_REST_AFTER; rounds++) {
      await processes.finish()
      await processes.timePasses(3_600)
      if ((await processes.claim(0)) || (await isWorkLeft())) continue
      if (reference.unanswered().length === 0) return
      for (const talk of sessions.keys()) await pressAgain(talk)
      if (!(await isWorkLeft())) return
    }
  }
  const isWorkLeft = async () => {
    const left = `select 1 from inbox where workspace_id = $1 and state in ('queued', 'answered') limit 1`
    return (await stage.query(left, [who.workspace])).length > 0
  }

  await start('')
  await processes.claim(0)
  await processes.finish()
  for (const step of steps) await take(step)
  await comeToRest()
  await findings(stage, { workspace: who.workspace, sessions, reference, witness, posts, writing })
  if (witness.differences.length > 0)
    // what is left is not to trouble the next story
    await stage.query(`update inbox set state = 'settled' where workspace_id = $1 and ended_at is null`, [
      who.workspace,
    ])
  return { differences: witness.differences, deleted: writing.deleted() }
}
