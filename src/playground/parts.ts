import type { Log } from '../log.ts'
import type { Deliveries } from './deliveries.ts'
import type { Events } from './events.ts'
import type { Faults } from './faults.ts'
import type { Granted } from './granted.ts'
import type { Ids } from './ids.ts'
import type { Manifest } from './manifest.ts'
import type { Memory } from './memory.ts'
import type { Pages } from './pages.ts'
import type { Prompts } from './prompts.ts'
import type { Reads } from './reads.ts'
import type { ResponseUrls } from './response-urls.ts'
import type { SharedFiles } from './shared-files.ts'
import type { Statuses } from './statuses.ts'
import type { Talk } from './talk.ts'
import type { Triggers } from './triggers.ts'
import type { Views } from './views.ts'
import type { Wire } from './wire.ts'
import type { Workspace } from './workspace.ts'

/** What the playground is made of, for the code where a call or a person's act touches several parts. */
export type Parts = {
  workspace: Workspace
  memory: Memory
  ids: Ids
  pages: Pages
  deliveries: Deliveries
  events: Events
  talk: Talk
  statuses: Statuses
  views: Views
  files: SharedFiles
  prompts: Prompts
  reads: Reads
  /** The agent sessions that the app opened, by channel and thread. */
  sessions: Map<string, AgentSession>
  triggers: Triggers
  responseUrls: ResponseUrls
  /** What each person looks at: a conversation, or 'home'. */
  whereabouts: Map<string, string>
  manifest: Manifest
  granted: Granted
  controls: Control[]
  clock: Clock | undefined
  wire: Wire
  faults: Faults
  log: Log
  now: () => Date
  /** The verification token that old apps check in every payload. */
  token: string
  /** Where the playground is, such as http://127.0.0.1:3000. */
  url: string
  /** A new address for one Socket Mode connection. */
  socketUrl(): string
  appState(): { joined: boolean; connected: boolean }
}

/** A session of an agent: processing, active, suspended or closed. */
export type AgentSession = { state: string; title: string | undefined }

/** A button of the page that the program brings. What `run` answers is told to the person who pressed it. */
export type Control = {
  name: string
  label: string
  hint: string
  run(person: string): Promise<string | undefined> | string | undefined
}

/** A clock that the program lets people move, so that what is due later can be watched now. What it answers is told. */
export type Clock = { moveTo(when: Date, person: string): Promise<string | undefined> | string | undefined }
