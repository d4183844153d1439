import type { Act, Acted, Fault, State, WireEntry } from '../contract.ts'
import type { Completion } from './completion.ts'

/** What this window shows of the state, and what is typed in it: never sent anywhere. */
export type View = {
  /** A conversation's id. */
  shown: string
  tab: 'messages' | 'home'
  /** The open thread's first message, in the shown conversation. */
  thread: string | undefined
  /** On a narrow screen the sidebar is behind a button. */
  drawer: boolean
  /** The message being edited, by the list it stands in and its `ts`. */
  editing: string | undefined
  /** The word that is being completed, and in which composer. */
  completing: (Completion & { composer: string }) | undefined
  /** Composer or view → what is typed, or what is wrong. */
  drafts: Record<string, string>
  problems: Record<string, string>
  /** Composer → what is to go out with the next message. */
  attached: Record<string, File[]>
  /** View → block → what is missing, found before it is sent. */
  missing: Record<string, Record<string, string>>
  /** What is under way: the same thing is not done twice. */
  busy: ReadonlySet<string>
  /** The message that a link led to, by its `ts`. */
  marked: string | undefined
  /** Data table → which page of it is shown. */
  turned: Record<string, number>
  /** Lists that are scrolled up, away from the newest message. */
  away: ('main' | 'thread')[]
  /** How many of the newest messages of the conversation are drawn. */
  depth: number
  notices: { id: number; text: string }[]
  lost: boolean
  /** What the engineer's view shows while it is open. */
  engineer: Engineer | undefined
}

/** Entries oldest first; those whose content was looked at are `opened`. */
export type Engineer = {
  entries: WireEntry[]
  faults: Fault[]
  only: 'all' | 'deliveries' | 'calls' | 'problems'
  opened: number[]
}

/** What every part of the page is drawn from, and all it may do. */
export type Page = {
  state: State
  view: View
  /** Changes what this window shows. */
  show: (change: Partial<View>) => void
  /** Opens a conversation, or one of its threads, where a link may lead to one message. */
  open: (conversation: string, thread?: string, message?: string) => void
  openHome: () => void
  /** Moves the focus to what has this id, once it is drawn. */
  focus: (id: string) => void
  switchTo: (person: string) => void
  /** Does something on the server, once at a time for each `key`. */
  act: (what: Act, key?: string) => Promise<Acted>
  notify: (text: string) => void
}
