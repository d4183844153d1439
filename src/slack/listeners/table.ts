import type { App, RespondFn, ViewOutput } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Deps } from '../../flows/deps.ts'
import type { Channels } from '../incoming/channels.ts'
import { type Press, readPress } from '../incoming/read-press.ts'
import type { Speeches } from '../incoming/speech.ts'
import { type Who, whoSent } from '../incoming/who.ts'
import { directMessage } from '../outgoing/direct-message.ts'
import type { InBlocks } from '../outgoing/refused-blocks.ts'
import { type Message, say } from '../views/blocks.ts'
import { answerable } from '../views/posts.ts'
import { messageModal, saidModal } from '../views/start-modal.ts'
import { inTime, isFailure } from './in-time.ts'

/** What a listener may use: all that flows may, and what the surface has besides. */
export type ListenerDeps = Deps & { web: WebClient; inBlocks: InBlocks; channels: Channels; speeches: Speeches }

/** What is said to the person: a message or a sentence, or nothing where a form opened, or where what was pressed says it, drawn anew. */
export type Said = Message | string | undefined
type Done = Said | { say: Said; after: () => Promise<unknown> }

/** What a surface has that people use, by Slack's name of it, and what is done then. Each stands in one table. */
export type Table = {
  /** Buttons, lists and calendars. What is to be said waits for what is done. */
  presses?: Record<string, (deps: ListenerDeps, press: Press) => Promise<Done>>
  /** The same where nothing has to be asked first: they are acknowledged at once. */
  plainPresses?: Record<string, (deps: ListenerDeps, press: Press) => Promise<Said>>
  forms?: Record<string, Form>
  shortcuts?: Record<string, (deps: ListenerDeps, used: Used) => Promise<Said>>
  commands?: Record<string, (deps: ListenerDeps, typed: Typed) => Promise<Said>>
}

type Form = {
  take: (deps: ListenerDeps, sent: Sent) => Promise<Taken>
  /** Where a sentence to it is said: at one of its fields, or in its place, under a title. */
  sayAt: string | ((sent: Sent) => string) | { title: () => string }
  /** Once it is taken, what it stands on is out of date too. */
  closesAll?: boolean
}
/** A form that was sent. */
export type Sent = { who: Who; view: ViewOutput }
/** What is said to a form, at a field of its own where it is about that one; nothing where all is well, and what is done after it. */
type Taken = string | undefined | { at: string; say: string } | { after: () => Promise<unknown> }

/** A command that was typed. */
export type Typed = { who: Who } & Record<'channel_id' | 'channel_name' | 'trigger_id' | 'text', string>

/** What Slack says of a shortcut that was used, and of the message that it was used on. */
const used = z.object({ trigger_id: z.string(), message: z.unknown().optional() })
export type Used = { who: Who } & z.infer<typeof used>

/**
 * Serves whoever uses what stands in a table: does it in the time that Slack gives, acknowledges, and says what came of it where they are.
 * What cannot be read is not acknowledged here: whoever waits is answered all the same (`answerAlways`).
 */
export function serve(app: App, deps: ListenerDeps, table: Table): void {
  const { presses = {}, plainPresses = {}, forms = {}, shortcuts = {}, commands = {} } = table

  /** What came of it, or a sentence why nothing did. It may have made work: that is looked for at once. */
  function done<T>(act: () => Promise<T>): Promise<T | string> {
    const doing = async () => {
      const what = await act()
      deps.wake()
      return what
    }
    return inTime(deps.log, doing())
  }

  for (const [action, act] of Object.entries(presses)) {
    app.action(action, async ({ ack, body, context, respond }) => {
      const press = readPress(body, context)
      if (!press) return
      const what = await done(() => act(deps, press))
      await ack()
      if (typeof what !== 'object' || 'text' in what) return sayTo(deps.web, press, what, respond)
      await sayTo(deps.web, press, what.say, respond)
      await what.after()
    })
  }
  for (const [action, act] of Object.entries(plainPresses)) {
    app.action(action, async ({ ack, body, context, respond }) => {
      const press = readPress(body, context)
      if (!press) return
      await ack()
      await sayTo(deps.web, press, await done(() => act(deps, press)), respond)
    })
  }
  for (const [callback, form] of Object.entries(forms)) {
    app.view(callback, async ({ ack, context, view }) => {
      const sent = { who: whoSent(context), view }
      const taken = await done(() => form.take(deps, sent))
      if (taken === undefined) return form.closesAll ? ack({ response_action: 'clear' }) : ack()
      if (typeof taken === 'string') return ack(saidAt(form.sayAt, sent, taken))
      if ('at' in taken) return ack(saidAt(taken.at, sent, taken.say))
      await ack()
      await taken.after()
    })
  }
  for (const [callback, act] of Object.entries(shortcuts)) {
    app.shortcut(callback, async ({ ack, body, context }) => {
      const { data } = used.safeParse(body)
      if (!data) return
      const who = whoSent(context)
      const what = await done(() => act(deps, { who, ...data }))
      await ack()
      await sayTo(deps.web, { who, triggerId: data.trigger_id, onMessage: false, modalId: null, place: null }, what)
    })
  }
  for (const [name, act] of Object.entries(commands)) {
    app.command(name, async ({ ack, command, context }) => {
      const what = await done(() => act(deps, { ...command, who: whoSent(context) }))
      await (what ? ack({ response_type: 'ephemeral', ...messageOf(what) }) : ack())
    })
  }
}

type Refusal =
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: ModalView }

function saidAt(at: Form['sayAt'], sent: Sent, sentence: string): Refusal {
  if (typeof at === 'object') return { response_action: 'update', view: saidModal(at.title(), sentence) }
  return { response_action: 'errors', errors: { [typeof at === 'string' ? at : at(sent)]: sentence } }
}

const messageOf = (what: Message | string): Message => answerable(typeof what === 'string' ? say(what) : what)

/**
 * Whether a word to one person could be said in their thread. A response address cannot: it takes a thread for what all may see alone
 * (docs.slack.dev/interactivity/handling-user-interaction), so a word to one person would stand outside of it.
 */
async function whisperInThread(
  web: WebClient,
  user: string,
  channel: string,
  thread_ts: string,
  message: Message,
): Promise<boolean> {
  return web.chat.postEphemeral({ channel, user, thread_ts, ...message }).then(
    () => true,
    () => false, // the bot is not in that channel, say: the response address works all the same
  )
}

/**
 * Answers where something was pressed: beside its message, over its form, and for Home and what has no place in the direct message. Who is on
 * Home does not look there, so that something failed opens over it.
 */
async function sayTo(
  web: WebClient,
  { who, place, onMessage, modalId, triggerId }: Pick<Press, 'who' | 'place' | 'onMessage' | 'modalId' | 'triggerId'>,
  what: Said,
  respond?: RespondFn,
): Promise<void> {
  if (!what) return
  const message = messageOf(what)
  if (onMessage && respond) {
    if (place?.threadTs && (await whisperInThread(web, who.actor, place.channel, place.threadTs, message))) return
    await respond({ ...message, response_type: 'ephemeral', replace_original: false })
  } else if (modalId) await web.views.push({ trigger_id: triggerId, view: messageModal(message) })
  else if (!isFailure(what) || !(await opens(web, triggerId, message)))
    await web.chat.postEphemeral({ channel: await directMessage(web, who.actor), user: who.actor, ...message })
}

/** Whether it could be shown over what the person looks at. */
async function opens(web: WebClient, trigger_id: string, message: Message): Promise<boolean> {
  return web.views.open({ trigger_id, view: messageModal(message) }).then(
    () => true,
    () => false, // the trigger is too old, or was used: then as everything else
  )
}
