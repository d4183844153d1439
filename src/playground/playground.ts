import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { Log } from '../log.ts'
import { doAct } from './acts.ts'
import type { Call, OnCall } from './call.ts'
import { openCalls } from './calls.ts'
import type { Act, Acted, Conversation, FaultMode, FaultName, Person } from './contract.ts'
import { type OnHanded, openDeliveries } from './deliveries.ts'
import { openEvents } from './events.ts'
import { openFaults } from './faults.ts'
import { openGranted } from './granted.ts'
import { openHttpDelivery } from './http-delivery.ts'
import { openIds } from './ids.ts'
import { readManifest } from './manifest.ts'
import { openMemory } from './memory.ts'
import { appState } from './page-api.ts'
import { openPages } from './pages.ts'
import type { AgentSession, Clock, Control, Parts } from './parts.ts'
import { listen, orLeave, reachable } from './port.ts'
import { openPrompts } from './prompts.ts'
import { openRateLimits } from './rate-limits.ts'
import { openReads } from './reads.ts'
import { openResponseUrls } from './response-urls.ts'
import { restore } from './restore.ts'
import { type Health, openRoutes } from './routes.ts'
import { botPerson, WORKSPACE } from './sample-workspace.ts'
import { openSharedFiles } from './shared-files.ts'
import { type Drop, openSocketMode } from './socket-mode.ts'
import { openStatuses } from './statuses.ts'
import { openTalk } from './talk.ts'
import { openTriggers } from './triggers.ts'
import { openViews } from './views.ts'
import { openWire } from './wire.ts'
import { openWorkspace } from './workspace.ts'

export type PlaygroundOptions = {
  /** 0 takes any free port. */
  port: number
  host?: string
  log: Log
  /** The app's manifest, as Slack takes it: its name, commands, shortcuts, home and events. */
  manifest: unknown
  /** Where messages and homes are kept across restarts. Without it they end with the process. */
  file?: string
  now?: () => Date
  controls?: Control[]
  /** With it the page shows the time, and lets people move it. `now` must then follow it. */
  clock?: Clock
  /** What GET /healthz answers. */
  health?: Health
  /** Asked before every call of the Web API: what should go wrong with it. */
  onCall?: OnCall
  /** Told of every call that was done or held back, with the answer to it. */
  onAnswered?: (call: Call) => void
  /** Keeps the app to the limits that Slack publishes, with 429 and Retry-After. */
  limits?: 'published' | undefined
  /** How much of conversations the app may read at first: 'few' as where it is distributed outside the Marketplace. */
  reads?: 'many' | 'few'
  onHanded?: OnHanded
  /** Hears how many Socket Mode connections there are, whenever that changes. */
  onConnections?: (open: number) => void
  /** More people than the samples. */
  people?: Person[]
  timing?: Partial<Timing>
  /** Over Socket Mode, to how many connections each event is handed at once; one, as Slack mostly does, if not said. */
  copies?: number
}

/**
 * How long the workspace waits: for an acknowledgement, for a status or an agent's session to end by itself, before each HTTP try of an event, and where an app may read
 * little from one page to the next. Over Socket Mode the wait for the acknowledgement is the pause between the tries.
 */
export type Timing = {
  ackMs: number
  statusMs: number
  sessionMs: number
  httpWaitsMs: readonly number[]
  socketTries: number
  readEveryMs: number
}

export type Playground = {
  url: string
  /** Slack's Web API, for `slackApiUrl`. */
  apiUrl: string
  botToken: string
  appToken: string
  signingSecret: string
  workspaceId: string
  people: Person[]
  channels: Pick<Conversation, 'id' | 'name'>[]
  /** The latest calls of the Web API, oldest first. */
  calls: readonly Call[]
  /** Does what a person would do on the page. */
  act(person: string, act: Act): Promise<Acted>
  /** From now on, sends the app signed HTTP requests instead of using Socket Mode. */
  deliverOverHttp(requestUrl: string): void
  /** Makes something go wrong on purpose, as the switches of the engineer's view do. */
  fault(name: FaultName, mode: FaultMode, method?: string, error?: string): void
  /** How much of conversations the app may read from now on. */
  reads(are: 'many' | 'few'): void
  /** The agent sessions that the app opened, by channel and thread. */
  sessions(): Record<string, AgentSession>
  /** Installs the app anew without these optional scopes. */
  decline(scopes: readonly string[]): void
  /** Ends so many Socket Mode connections, by default all, and returns how many there were to end. */
  drop(how: Drop, many?: number): number
  close(): Promise<void>
}

const TIMING: Timing = {
  ackMs: 3000,
  statusMs: 2 * 60_000,
  sessionMs: 60 * 60_000,
  httpWaitsMs: [0, 0, 60_000, 5 * 60_000],
  socketTries: 4,
  readEveryMs: 60_000,
}
const LOCAL = ['localhost', '127.0.0.1', '[::1]']

/** Opens a Slack-like workspace on one port: its Web API, Socket Mode, and a page for the people in it. */
export async function openPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { host = '127.0.0.1' } = options
  const tokens = { bot: `xoxb-playground-${secret()}`, app: `xapp-playground-${secret()}` }
  const signingSecret = secret()
  const server = createServer()
  const port = await listen(server, options.port, host)
  const url = `http://${reachable(host)}:${port}`

  const timing = { ...TIMING, ...options.timing }
  const open = () => openParts(options, timing, url, signingSecret)
  const { parts, socketMode, useHttp } = orLeave(server, open)
  const published = options.limits && openRateLimits(parts.now)
  const calls = openCalls(parts, tokens, {
    limits: (method, args) => parts.reads.waits(method) ?? published?.(method, args),
    onCall: (method, args) => options.onCall?.(method, args) ?? parts.faults.onCall(method, args),
    onAnswered(call) {
      parts.wire.answered(call)
      options.onAnswered?.(call)
    },
  })
  server.on('request', openRoutes({ parts, calls, names: [...LOCAL, reachable(host)], health: options.health }))
  server.on('upgrade', socketMode.upgrade)

  return {
    url,
    apiUrl: `${url}/api/`,
    botToken: tokens.bot,
    appToken: tokens.app,
    signingSecret,
    workspaceId: WORKSPACE.id,
    people: [...parts.workspace.people.values()],
    channels: [...parts.workspace.rooms.values()]
      .filter(({ kind }) => kind === 'channel')
      .map(({ id, name }) => ({ id, name })),
    calls: calls.journal,
    act: (person, act) => doAct(parts, person, act),
    deliverOverHttp: useHttp,
    fault: parts.faults.set,
    reads: parts.reads.are,
    sessions: () => Object.fromEntries(parts.sessions),
    decline: parts.granted.decline,
    drop: (how, many = Number.POSITIVE_INFINITY) => socketMode.drop(how, many),
    async close() {
      parts.deliveries.close()
      parts.statuses.close()
      await socketMode.close()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      parts.memory.close()
    },
  }
}

function openParts(options: PlaygroundOptions, timing: Timing, url: string, signingSecret: string) {
  const { log, now = () => new Date(), controls = [] } = options
  const manifest = readManifest(options.manifest)
  const { memory, kept } = openMemory(options.file, log)
  const ids = openIds(now, kept.lastTs)
  const pages = openPages()
  const app = { joined: false, overHttp: false }
  const showApp = () => pages.tellSame(workspace.people.keys(), () => ({ type: 'app', ...appState(parts) }))
  const { ackMs, socketTries: tries } = timing
  const socketMode = openSocketMode({ ackMs, tries, copies: options.copies ?? 1 }, () => {
    app.joined ||= socketMode.connections() > 0
    options.onConnections?.(socketMode.connections())
    showApp()
  })
  const granted = openGranted(manifest)
  const workspace = openWorkspace(botPerson(manifest), ids, options.people)
  restore(workspace, kept, memory)
  const wire = openWire(now)
  const faults = openFaults(wire, () => socketMode.drop('cut', Number.POSITIVE_INFINITY))
  const onHanded: OnHanded = (...handed) => {
    wire.handed(...handed)
    options.onHanded?.(...handed)
  }
  const deliveries = openDeliveries(socketMode, onHanded, faults.deliversTwice)
  const token = secret().slice(0, 24)
  const events = openEvents({ deliveries, ids, manifest, granted, token })
  const statuses = openStatuses(pages, { thread: timing.statusMs, session: timing.sessionMs })
  const talk = openTalk({ workspace, memory, ids, pages, statuses, events })

  const parts: Parts = {
    workspace,
    memory,
    ids,
    pages,
    deliveries,
    events,
    talk,
    statuses,
    views: openViews(ids, pages, memory, kept.homes),
    files: openSharedFiles(ids, url),
    prompts: openPrompts(manifest, pages),
    reads: openReads(now, timing.readEveryMs, options.reads),
    sessions: new Map(),
    whereabouts: new Map(),
    triggers: openTriggers(now),
    responseUrls: openResponseUrls(talk, now, url),
    manifest,
    granted,
    controls,
    clock: options.clock,
    wire,
    faults,
    log,
    now,
    token,
    url,
    socketUrl: () => `${url.replace('http', 'ws')}/link?ticket=${socketMode.ticket()}`,
    appState: () => ({ joined: app.joined, connected: app.overHttp || socketMode.connections() > 0 }),
  }
  const useHttp = (requestUrl: string) => {
    const { ackMs, httpWaitsMs: waits } = timing
    deliveries.use(openHttpDelivery({ url: requestUrl, signingSecret, ackMs, waits, now }))
    Object.assign(app, { joined: true, overHttp: true })
    showApp()
  }
  return { parts, socketMode, useHttp }
}

const secret = () => randomBytes(20).toString('hex')
