import { join } from 'node:path'
import { openCalibration } from './calibration-file.ts'
import { openClock } from './clock.ts'
import { type Config, DIGEST_MINIMUM, GENEROUS, KEPT_FOR } from './config.ts'
import { openContacts } from './contacts-file.ts'
import { faultName } from './fault.ts'
import { openAllowance } from './flows/allowance.ts'
import type { Deps } from './flows/deps.ts'
import { openOwnThreads } from './flows/intake/own-threads.ts'
import { openPresence } from './flows/intake/presence.ts'
import { keepPrompts } from './flows/schedule/keep-prompts.ts'
import type { Health } from './health.ts'
import { openSlack, refuseToStart, whoWeAre } from './join-slack.ts'
import type { Log } from './log.ts'
import { databaseLine, openDatabase } from './open-database.ts'
import { modelLine, openMinds } from './open-minds.ts'
import { type MoreControls, openControls } from './playground-controls.ts'
import { type Instance, openInstance } from './queue/instance.ts'
import type { Watch } from './queue/watch.ts'
import { readHealth } from './read-health.ts'
import { type Connection, openConnection } from './slack/connection/connect.ts'
import { openOutboundCalls } from './slack/connection/outbound-calls.ts'
import { openWebClient } from './slack/connection/web-client.ts'
import { openChannels } from './slack/incoming/channels.ts'
import { keepBeforeAck } from './slack/incoming/keep-before-ack.ts'
import { openOutsiders } from './slack/incoming/outsiders.ts'
import { openReadThread } from './slack/incoming/read-thread.ts'
import { openSpeeches } from './slack/incoming/speech.ts'
import { listen } from './slack/listeners/listen.ts'
import { openHandOver } from './slack/outgoing/hand-over.ts'
import { openInBlocks } from './slack/outgoing/refused-blocks.ts'
import { openShow } from './slack/outgoing/show.ts'
import { openTellKept } from './slack/outgoing/tell-kept.ts'
import { openStops, type Stops } from './stop-order.ts'
import type { Store } from './store/store.ts'
import { openPassing, startTimers } from './timers.ts'
import { wireIntake } from './wire-intake.ts'
import { outside, releaseDead, wireWorker } from './wire-worker.ts'

/** Where this release is. */
export const ROOT = join(import.meta.dirname, '..')
const GRACE_MS = 15_000 // what runs when we are told to stop may finish in this time; then it is handed back

/** What a process says of itself to the person who starts it. */
export type Told = {
  /** A line about what start is doing, or what it uses. */
  say: (line: string) => void
  /** The process can do nothing more: the sentence why. */
  onFatal: (sentence: string) => void
  /** What watches the event loop, where somebody does. */
  watch?: Watch
  /** This process among others, where it was named before. */
  instance?: Instance | undefined
}

export type RunningApp = { url: string; health: () => Promise<Health>; close: () => Promise<void> }

/** Builds every part for this configuration, joins them, and starts. What stands in the way is an Error whose message is the sentence to show. */
export async function openApp(
  config: Config,
  log: Log,
  told: Told,
  more: MoreControls = () => [],
): Promise<RunningApp> {
  const stops = openStops(log)
  try {
    return await open(config, log, told, more, stops)
  } catch (error) {
    await stops.close()
    throw error
  }
}

async function open(config: Config, log: Log, told: Told, more: MoreControls, stops: Stops): Promise<RunningApp> {
  const { database, model } = config
  const isAlone = database.at === 'embedded' // with its database, on the same disk
  const contacts = await openContacts(config.contactsFile)
  const calibration = model.at === 'server' ? await openCalibration(model.calibrationFile, model.judge) : undefined
  const instance = told.instance ?? openInstance(isAlone ? undefined : config.dataDir, log)
  stops.add('instance', instance.close)
  const deadSince = isAlone ? performance.now() : instance.deadSince // by the lock of the folder, taken next, or by their files
  const { store, sample } = await openDatabase(database, instance.id, (work) => worker.take(work), log, told)
  stops.add('database', store.close)
  await keepPrompts({ store, log })

  const { models, minds, coach, judge } = openMinds(model, log, () => hurryWork(store, deps), outside, calibration)
  const outbound = openOutboundCalls({
    postsAMinute: config.slack.at === 'workspace' ? config.slack.postsAMinute : undefined,
    log,
  })
  let connection: Connection | undefined
  const { isStopping, close } = stops
  const health = () =>
    readHealth({ store, connection: () => connection, outbound, models, isStopping, watch: told.watch })
  const clock = openClock()
  const controls = openControls({
    store,
    more,
    sample,
    clock,
    passTime: openPassing(clock.now, () => deps),
    isDone: async () => (await store.workWaiting()).due === 0 && worker.running() === 0,
  })
  const slack = await openSlack(config, health, { now: clock.now, ...controls }, log, (close) =>
    stops.add('surface', close),
  )
  told.say(`Slack:    ${slack.line}`)
  told.say(`Database: ${databaseLine(database)}`)
  told.say(`Model:    ${modelLine(model)}`)

  const web = openWebClient(slack.botToken, slack.apiUrl, log, outbound)
  const bot = await whoWeAre(web)
  await store.setDigestMinimum(bot.workspace, config.digestMinimum ?? DIGEST_MINIMUM.least, clock.now())
  const [outsiders, channels, threads] = [openOutsiders(web, bot, log), openChannels(web, log), openOwnThreads()]
  const inBlocks = openInBlocks(log)
  const show = openShow(web, log, inBlocks)
  const speeches = openSpeeches({ known: store.myLanguage, profile: show.profile, log })
  const deps: Deps = {
    store,
    coach,
    judge,
    allowance: openAllowance({ minds, limits: config.limits ?? GENEROUS, store, log, now: clock.now }),
    show,
    handOver: openHandOver(web, bot, log),
    contacts,
    retention: config.retention ?? KEPT_FOR,
    readThread: openReadThread(
      openWebClient(slack.botToken, slack.apiUrl, log, { ...outbound, fetch: outbound.patiently }),
      bot,
    ),
    log,
    now: clock.now,
    wake: () => worker.wake(),
    safetySalt: slack.botToken,
  }
  const worker = wireWorker({ deps, threads, outsiders, places: channels, speeches, watch: told.watch })

  const presence = openPresence({ store, connections: () => connection?.connections() ?? 0, log })
  connection = openConnection({ ...slack, bot, onSilence: presence.silence, log })
  const { app, start, stop } = connection
  app.use(async ({ next }) => {
    outbound.heard()
    await next()
  })
  listen(app, deps, web, { bot, outsiders, inBlocks, channels, speeches })
  const telling = openTellKept(web, log, speeches)
  const spool = isAlone ? undefined : { folder: join(config.dataDir, 'spool'), name: instance.id }
  const { keep, aside } = wireIntake({ store, worker, outbound, threads, telling, spool, onStop: show.stopped, log })
  const isSession = (thread: string) => threads.has(bot.workspace, thread)
  keepBeforeAck(app, { keep, bot, outsiders, channels, isSession, log }) // nothing stands before it

  await releaseDead({ store, instance, isAlone, deadSince })
  worker.start()
  aside?.start()
  stops.add('timers', store.hurry)
  stops.add('connection', stop)
  stops.add('work', async () => {
    await worker.stop(GRACE_MS)
    await show.statusesSent()
  })
  stops.add('aside', () => aside?.stop())
  await start().catch(refuseToStart)
  stops.add('timers', startTimers(deps, presence))
  return { url: slack.url, health, close }
}

/** What waits for the model is due at once. */
function hurryWork(store: Store, { log, wake }: Deps): void {
  log.info('the model is back')
  store
    .hurryWork()
    .then(wake, (error) => log.warn('what waits for the model was not hurried', { error: faultName(error) }))
}
