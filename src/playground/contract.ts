/**
 * What the playground's server and its page (or a test) say to each other, under /playground/api:
 *
 *   GET  /state?as=U…    → State: everything that this person sees now
 *   GET  /events?as=U…   → server-sent events, each `data:` line one Change, from the moment of the call
 *   POST /act            → { as, act } with an Act; answers Acted
 *   POST /wait           → { as, look, withinMs } with a Look; answers Seen, once this person would see it
 *   GET  /posted?channel=C…&thread_ts=… → { messages }: what the app posted, as the Web API tells it, with metadata; both may be left out
 *   GET  /wire?after=n   → { entries }: what crossed the wire between the workspace and the app after entry n
 *   GET  /faults         → { faults }: what goes wrong on purpose
 *   POST /faults         → { name, mode, method?, error? }: sets one of them; answers as GET does
 *
 * A test acts as a person with /act, waits with /wait for what that person would see, and reads with /posted and /wire
 * what the app did for it. A program in the same process has the same in `Playground`: act, fault, calls.
 *
 * The words here are Slack's. Types only: the page imports this file too.
 */

/** A Block Kit block or view as the app sent it; the page draws it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type Block = { type: string; block_id?: string } & { [key: string]: Json }

export type Person = {
  id: string
  name: string
  realName: string
  /** Two letters for the picture. */
  initials: string
  color: string
  title: string
  tz: string
  locale: string
  isBot: boolean
  /** Invented for the playground, and marked so on the page. */
  isSample: boolean
  /** Who works together, and for whom: shown on the page, as Slack shows a profile's own fields. */
  team?: string
  /** The manager's id. */
  manager?: string
  isAdmin?: boolean
  /** Somebody from outside with an account in some channels alone. */
  isGuest?: boolean
  /** Their account was deactivated. */
  isDeleted?: boolean
  /** Somebody of another company: the id of their own workspace. They are where a channel is shared with them (Slack Connect). */
  otherTeam?: string
}

export type Conversation = {
  id: string
  kind: 'channel' | 'im'
  /** A channel that only its members see: a private one, or the group message of some people. */
  access?: 'private' | 'group'
  /** A channel's name without #, or the other person's name. */
  name: string
  /** In an im: the other person. */
  with?: string
  isMember: boolean
  isArchived: boolean
  unread: number
  topic: string
}

/** A file that somebody added to a message. What is in it ends with the playground's process. */
export type SharedFile = { id: string; name: string; title: string; mimetype: string; size: number; url: string }

export type Message = {
  channel: string
  ts: string
  threadTs?: string
  user: string
  text: string
  blocks?: Block[]
  edited?: boolean
  /** The first message of a thread, deleted while its replies stay. */
  deleted?: boolean
  /** Seen by one person only, and gone on reload. */
  ephemeral?: boolean
  /** Also sent to the channel. */
  broadcast?: boolean
  /** Another name, and another picture (an address or an :emoji:), that the app chose for this message. */
  username?: string
  icon?: string
  files?: SharedFile[]
  reactions: { name: string; users: string[] }[]
  /** On a thread's first message. */
  replyCount: number
  replyUsers: string[]
  latestReply?: string
}

export type OpenView = {
  id: string
  type: 'modal' | 'home'
  callbackId: string
  title: string
  submit?: string
  close?: string
  blocks: Block[]
  /** block_id → what is wrong with it, after a submission that the app refused; '' → what is wrong with all of it. */
  errors: Record<string, string>
}

type Command = { name: string; description: string; usageHint: string }
type Shortcut = { name: string; callbackId: string; type: 'global' | 'message'; description: string }

export type State = {
  workspace: { id: string; name: string }
  me: string
  people: Person[]
  /** The app's bot user, once an app has joined. */
  app: { user: string; name: string; connected: boolean; hasHome: boolean } | null
  commands: Command[]
  shortcuts: Shortcut[]
  conversations: Conversation[]
  /** By conversation id, oldest first, thread replies included. */
  messages: Record<string, Message[]>
  /** The open modals, the newest last. */
  views: OpenView[]
  home: OpenView | null
  /** "is thinking" and the like: channel + ':' + thread ts → what to show. */
  statuses: Record<string, string>
  prompts: { title: string; message: string }[]
  /** Named controls that the program hands the playground to show as buttons. */
  controls: { name: string; label: string; hint: string }[]
  clock: Clock
}

/** How far the workspace's clock is ahead of the machine's, and whether people may move it. */
type Clock = { aheadMs: number; isMovable: boolean }

export type Change =
  | { type: 'message'; message: Message } // new, or as it is now
  | { type: 'gone'; channel: string; ts: string }
  | { type: 'status'; channel: string; threadTs: string; text: string } // '' ends it
  | { type: 'views'; views: OpenView[] }
  | { type: 'home'; view: OpenView | null }
  | { type: 'prompts'; prompts: { title: string; message: string }[] }
  | { type: 'conversation'; conversation: Conversation }
  | { type: 'app'; app: State['app']; commands: Command[]; shortcuts: Shortcut[] }
  | { type: 'clock'; clock: Clock }
  /** What the workspace itself tells this person: "the app did not answer in time". */
  | { type: 'notice'; text: string }

export type Act =
  | {
      do: 'say'
      channel: string
      text: string
      threadTs?: string
      broadcast?: boolean
      files?: { name: string; mimetype: string; base64: string }[]
    }
  | { do: 'edit'; channel: string; ts: string; text: string }
  | { do: 'delete'; channel: string; ts: string }
  | { do: 'command'; channel: string; command: string; text: string }
  /** A button, select, … in a message or a view. `value` is the action's own part of Slack's payload, such as { value: 'x' } or { selected_option: {…} }. */
  | {
      do: 'click'
      where: { channel: string; ts: string } | { view: string }
      blockId: string
      actionId: string
      value?: { [key: string]: Json }
      /** What the inputs around it hold now, in the form of a submission's `values`. */
      values?: { [blockId: string]: { [actionId: string]: Json } }
    }
  /** What a person typed so far into a select whose options the app finds: the answer brings them. */
  | {
      do: 'suggest'
      where: { channel: string; ts: string } | { view: string }
      blockId: string
      actionId: string
      value: string
    }
  /** `values`: block_id → action_id → the element's state as Slack would send it, such as { type: 'plain_text_input', value: 'x' }. */
  | { do: 'submit'; view: string; values: { [blockId: string]: { [actionId: string]: Json } } }
  | { do: 'close'; view: string }
  | { do: 'shortcut'; callbackId: string; message?: { channel: string; ts: string } }
  | { do: 'react'; channel: string; ts: string; name: string }
  | { do: 'open'; conversation: string } // reads it: unread becomes 0, and the app hears of its messages tab
  | { do: 'open-home' }
  | { do: 'open-im'; user: string }
  | { do: 'join'; channel: string }
  | { do: 'invite'; channel: string; user: string }
  | { do: 'archive'; channel: string }
  | { do: 'stop'; channel: string; threadTs: string } // the stop button of "is thinking"
  /** Ends somebody's account in the workspace, as an owner does. */
  | { do: 'deactivate'; user: string }
  | { do: 'control'; name: string }
  | { do: 'move-clock'; to: string } // a moment as Date.parse reads it

export type Acted = { ok: true; ts?: string; channel?: string; options?: Json[] } | { ok: false; error: string }

/** What a person waits to see. A `text` is looked for in all that is written there, blocks too. */
export type Look =
  /** By whom, where, and after which `ts`, as far as that is given; the newest that fits. */
  | { see: 'message'; text?: string; channel?: string; threadTs?: string; from?: string; after?: string }
  | { see: 'no-message'; channel: string; ts: string }
  | { see: 'modal'; title?: string; text?: string }
  | { see: 'no-modal' }
  | { see: 'home'; text?: string }
  | { see: 'status'; channel: string; threadTs: string; text?: string }
  | { see: 'no-status'; channel: string; threadTs: string }

export type Seen = { ok: true; message?: Message; view?: OpenView; text?: string } | { ok: false; error: string }

/** What is wrong with blocks or a view that the app sent, with the part of them that is meant. */
export type Finding = { message: string; pointer: string; part: Json }

export type WireEntry =
  /** What was handed to the app: an event, a command or an interaction, and what came of it. */
  | {
      kind: 'delivery'
      n: number
      at: number
      type: 'events_api' | 'slash_commands' | 'interactive'
      name: string
      attempt: number
      tookMs: number
      acked: boolean
      reason?: string
      payload: Json
      answer?: Json
    }
  /** What the app called, and what it was answered. */
  | {
      kind: 'call'
      n: number
      at: number
      method: string
      args: Json
      answer: Json
      findings: Finding[]
      fault?: FaultName
    }

/** The drop of the connections is done at once; the others stay as they are set. */
export type FaultName =
  | 'rate-limited'
  | 'slow'
  | 'answer-lost'
  | 'page-instead'
  | 'refused'
  | 'reply-astray'
  | 'delivered-twice'
  | 'socket-dropped'
export type FaultMode = 'off' | 'once' | 'on'
export type Fault = { name: FaultName; mode: FaultMode }
