import { AsyncLocalStorage } from 'node:async_hooks'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openClock } from './clock.ts'
import { type Config, DIGEST_MINIMUM, GENEROUS, KEPT_FOR } from './config.ts'
import { openContacts } from './contacts-file.ts'
import { faultName } from './fault.ts'
import { openAllowance } from './flows/allowance.ts'
import type { Deps } from './flows/deps.ts'
import { openOwnThreads } from './flows/intake/own-threads.ts'
import { openPresence } from './flows/intake/presence.ts'
import { openAside } from './flows/intake/set-aside.ts'
import { takeIn } from './flows/intake/take-in.ts'
import { turnAway } from './flows/intake/turn-away.ts'
import { keepPrompts } from './flows/schedule/keep-prompts.ts'
import { planDigests } from './flows/schedule/plan-digests.ts'
import { planReminders } from './flows/schedule/plan-reminders.ts'
import { lookAtMembers, planUpkeep } from './flows/schedule/upkeep.ts'
import { performWork } from './flows/work/work.ts'
import { type Health, toldInTime } from './health.ts'
import { openSlack, refuseToStart, whoWeAre } from './join-slack.ts'
import type { GuardedModel } from './llm/breaker.ts'
import type { Log } from './log.ts'
import { databaseLine, openDatabase } from './open-database.ts'
import { modelLine, openMinds } from './open-minds.ts'
import { type MoreControls, openControls } from './playground-controls.ts'
import { openBatch } from './queue/batch.ts'
import { openInstance } from './queue/instance.ts'
import { every } from './queue/schedule.ts'
import { leftSpools, openSpool } from './queue/spool.ts'
import type { Watch } from './queue/watch.ts'
import { type Outside, openWorker } from './queue/worker.ts'
import { type Connection, openConnection } from './slack/connection/connect.ts'
import { type Gate, openGate } from './slack/connection/gate.ts'
import { openWebClient } from './slack/connection/web-client.ts'
import { openChannels } from './slack/incoming/channels.ts'
import { keepFirst } from './slack/incoming/keep-first.ts'
import { openOutsiders } from './slack/incoming/outsiders.ts'
import { openReadThread } from './slack/incoming/read-thread.ts'
import { openSpeeches } from './slack/incoming/speech.ts'
import { listen } from './slack/listeners/listen.ts'
import { openHandOver } from './slack/outgoing/hand-over.ts'
import { openShow } from './slack/outgoing/show.ts'
import { openTellKept } from './slack/outgoing/tell-kept.ts'
import type { Incoming, Store, Work } from './store/store.ts'
import { inSpeech } from './words/words.ts'

/** Where this release is. */
export const ROOT = join(import.meta.dirname, '..')
const GRACE_MS = 15_000 // what runs when we are told to stop may finish in this time; then it is handed back
const STOP_MS = 23_000 // whatever hangs: who stops us waits no longer than half a minute
const SWEEP_MS = 60_000
const REMINDERS_MS = 20_000 // a reminder comes within a minute of its time
const LATE_MINUTES = 10 // work that was put off for longer is named on /healthz
const PRESENCE_MS = 15_000 // a third of what counts as a gap
const UNHURRIED = ['score', 'catch-up', 'digest', 'preview'] // nobody waits for these
const IDLE_DAYS = { ask: 2, close: 7 } // after two quiet days one question, after a week the session is closed

/** What a process says of itself to the person who starts it. */
export type Told = {
  /** A line about what start is doing, or what it uses. */
  say: (line: string) => void
  /** The process can do nothing more: the sentence why. */
  onFatal: (sentence: string) => void
  /** What watches the event loop, where somebody does. */
  watch?: Watch
}

const atOnce: Outside = (wait) => wait()

export type RunningApp = { url: string; health: () => Promise<Health>; close: () => Promise<void> }

/** Builds every part for this configuration, joins them, and starts. What stands in the way is an Error whose message is the sentence to show. */
export async function openApp(
  config: Config,
  log: Log,
  told: Told,
  more: MoreControls = () => [],
): Promise<RunningApp> {
  const closing: (() => Promise<unknown>)[] = []
  let isStopping = false
  const closeAll = async () => {
    for (const end of closing.splice(0).reverse()) {
      await end().catch((error: unknown) => log.error('a part did not close', { error: faultName(error) }))
    }
  }
  const close = async () => {
    isStopping = true
    const late = new AbortController()
    const lateness = wait(STOP_MS, 'late', { signal: late.signal }).catch(() => undefined)
    if ((await Promise.race([closeAll(), lateness])) === 'late') log.error('not everything closed in time')
    late.abort()
  }
  try {
    return await open()
  } catch (error) {
    await close()
    throw error
  }

  async function open(): Promise<RunningApp> {
    const { database } = config
    const contacts = await openContacts(config.contactsFile)
    const instance = openInstance(database.at === 'supabase' ? config.dataDir : undefined, log)
    closing.push(async () => instance.close())
    const othersDeadSince = performance.now() // by their files; in the embedded database by the lock of its folder, taken next
    const { store, sample } = await openDatabase(database, instance.id, (work) => worker.take(work), log, told)
    closing.push(store.close)
    await keepPrompts({ store, log })
    const onBack = () => {
      log.info('the model is back')
      store
        .hurryWork()
        .then(deps.wake, (error) => log.warn('what waits for the model was not hurried', { error: faultName(error) }))
    }
    const waits = new AsyncLocalStorage<Outside>()
    const outside: Outside = (wait) => (waits.getStore() ?? atOnce)(wait)
    const { models, minds, coach, judge } = openMinds(config.model, log, onBack, outside)
    const gate = openGate({
      postsAMinute: config.slack.at === 'workspace' ? config.slack.postsAMinute : undefined,
      log,
    })
    let connection: Connection | undefined
    const health = () =>
      toldInTime(async () => ({
        ...(await readHealth({ store, connection, gate, models, isStopping })),
        ...(told.watch ? { loop: told.watch.told() } : {}),
      }))

    const clock = openClock()
    const sweep = (now: Date) => store.sweep(now, IDLE_DAYS).then(deps.wake)
    let passed = clock.now()
    const passTime = async () => {
      const from = passed
      passed = clock.now()
      await store.turnDay(from, passed)
      await sweep(clock.now())
      await planDigests(deps)
      await planReminders(deps)
      await planUpkeep(deps)
    }
    const isDone = async () => (await store.workWaiting()).due === 0 && worker.running() === 0
    const play = {
      now: clock.now,
      ...openControls({ store, more, sample, judge: judge.name, clock, passTime, isDone }),
    }
    const slack = await openSlack(config, health, play, log, closing)
    told.say(`Slack:    ${slack.line}`)
    told.say(`Database: ${databaseLine(database)}`)
    told.say(`Model:    ${modelLine(config.model)}`)

    const web = openWebClient(slack.botToken, slack.apiUrl, log, gate)
    const bot = await whoWeAre(web)
    await store.setDigestMinimum(bot.workspace, config.digestMinimum ?? DIGEST_MINIMUM.least, clock.now())
    const threads = openOwnThreads()
    const outsiders = openOutsiders(web, bot, log)
    const channels = openChannels(web, log)
    const show = openShow(web, log)
    const speeches = openSpeeches({ known: store.language, profile: show.profile, log })
    const worker = openWorker<Work>(
      {
        claim: store.claimWork,
        extend: store.extendLeases,
        handBack: store.handBack,
        claimSuspect: store.claimSuspect,
        takeFloor: store.takeFloor,
        perform: async (work, signal, outside) => {
          threads.see(work)
          if (await turnAway({ store, outsiders, log }, work)) return []
          const speech = await speeches.speechFor(work)
          return waits.run(outside, () => inSpeech(speech, () => performWork(deps, work, signal)))
        },
        ...told.watch,
        unhurried: (kind) => UNHURRIED.includes(kind),
        whose: ({ workspace, actor }) => `${workspace} ${actor}`,
      },
      log,
    )
    const deps: Deps = {
      store,
      coach,
      judge,
      allowance: openAllowance({ minds, limits: config.limits ?? GENEROUS, store, log, now: clock.now }),
      show,
      handOver: openHandOver(web, bot, log),
      contacts,
      retention: config.retention ?? KEPT_FOR,
      readThread: openReadThread(web, bot),
      log,
      now: clock.now,
      wake: worker.wake,
      safetySalt: slack.botToken,
    }
    const presence = openPresence({ store, connections: () => connection?.connections() ?? 0, log })
    connection = openConnection({ ...slack, bot, onSilence: presence.silence, log })
    const telling = openTellKept(web, log, speeches)
    const aside =
      database.at === 'supabase' // the embedded database is on the same disk
        ? openAside({
            spool: openSpool(join(config.dataDir, 'spool'), instance.id),
            left: leftSpools(join(config.dataDir, 'spool')),
            keep: takeIn({ store, ...worker }),
            catchUp: ({ ts: oldest, ...at }) => store.catchUp({ ...at, oldest }),
            threads,
            onWaits: telling.waits,
            onOver: telling.over,
            log,
          })
        : undefined
    const keepAll = takeIn({ store, ...worker, ...(aside ? { aside } : {}) })
    const keep = openBatch<Incoming>({
      keep: (items) => {
        for (const item of items) if (item.kind === 'uninstall') gate.leave(item.at) // an answer under way has nowhere to go
        return keepAll(items)
      },
      waitMs: 3,
      most: 100,
      atOnce: 4,
      whose: (item) => `${item.workspace} ${'actor' in item ? item.actor : 'channel' in item ? item.channel : ''}`,
      mostOfOne: 10,
    })
    connection.app.use(async ({ next }) => {
      gate.heard()
      await next()
    })
    listen(connection.app, deps, web, { bot, outsiders, channels, speeches })
    const isSession = (thread: string) => threads.has(bot.workspace, thread)
    keepFirst(connection.app, { keep, bot, outsiders, channels, isSession, log }) // nothing stands before it

    const dead = database.at === 'embedded' ? 'everybody else' : instance.dead // that one, this process alone has
    if (dead === 'everybody else' || dead.length > 0) {
      const { dueInMs } = await store.releaseWork({ dead, forMs: performance.now() - othersDeadSince })
      instance.bury()
      const waking = setTimeout(worker.wake, dueInMs ?? 0)
      closing.push(async () => clearTimeout(waking))
    }
    worker.start()
    aside?.start()
    const { start, stop } = connection
    closing.push(async () => {
      store.hurry()
      await Promise.all([stop(), worker.stop(GRACE_MS)]) // what still comes in meanwhile is kept, for others
      await aside?.stop()
    })
    const stopSweep = every(SWEEP_MS, 'sweep', () => sweep(new Date()), log) // a session that begins once the clock was moved is not old
    closing.push(async () => stopSweep())
    const stopPlanning = every(SWEEP_MS, 'planning digests', () => planDigests(deps), log)
    closing.push(async () => stopPlanning())
    const stopReminding = every(REMINDERS_MS, 'planning reminders', () => planReminders(deps), log)
    closing.push(async () => stopReminding())
    const stopUpkeep = every(SWEEP_MS, 'upkeep', () => planUpkeep(deps), log)
    closing.push(async () => stopUpkeep())
    const stopLooking = every(SWEEP_MS, 'looking at members', () => lookAtMembers(deps), log)
    closing.push(async () => stopLooking())
    await start().catch(refuseToStart)
    const stopNoting = every(PRESENCE_MS, 'noting our presence', presence.note, log)
    closing.push(async () => stopNoting())
    return { url: slack.url, health, close }
  }
}

type Healthy = {
  store: Store
  connection: Connection | undefined
  gate: Gate
  models: GuardedModel[]
  isStopping: boolean
}

async function readHealth({ store, connection, gate, models, isStopping }: Healthy): Promise<Health> {
  const connections = connection?.connections() ?? 0
  const model = models.some(({ state }) => state() === 'away') ? 'away' : 'ready'
  if (isStopping) return { ready: false, why: 'It is stopping.', connections, model }
  const [work, causes] = await Promise.all([store.workWaiting(), store.stuckCauses(LATE_MINUTES)])
  const refused = gate.shutBecause()
  const why = [
    connection ? connection.whyNone() : 'It is starting.',
    refused && `Slack takes no calls from us: ${refused}.`,
  ]
    .filter((one) => one)
    .join(' ')
  return { ready: why === '', ...(why ? { why } : {}), connections, model, work: { ...work, causes } }
}
