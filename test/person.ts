import { setTimeout as wait } from 'node:timers/promises'
import type { Act, Acted, Block, Change, Json, Message, State } from '../src/playground/contract.ts'
import { applied } from '../src/playground/page/state.ts'
import { CONSENT_START } from '../src/slack/views/consent.ts'

export const ANA = 'U08ANARIB01'
export const JONAS = 'U08JONASW02'
/** Whose Slack is German. */
export const LENA = 'U08LENAVO14'

/** Nothing moves any more, however busy the machine: a person who sees something change waits on. */
const NOTHING_MOVES_MS = 45_000

const present = new Set<AbortController>()

/** Ends what the people of a test hold open. */
export function everybodyLeaves(): void {
  for (const leaving of present) leaving.abort()
  present.clear()
}

/** A person in front of the playground's page: does what people do there, and sees what the page shows, as it comes. */
export async function openPerson(url: string, id: string) {
  const leaving = new AbortController()
  present.add(leaving)
  const looking = new Set<() => void>()
  const notices: string[] = []
  const events = await fetch(`${url}/playground/api/events?as=${id}`, { signal: leaving.signal })
  let state: State = JSON.parse(await (await fetch(`${url}/playground/api/state?as=${id}`)).text())

  async function listen(): Promise<void> {
    let rest = ''
    for await (const chunk of events.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const parts = (rest + chunk).split('\n\n')
      rest = parts.pop() ?? ''
      for (const part of parts.filter((one) => one.startsWith('data: '))) {
        const change: Change = JSON.parse(part.slice('data: '.length))
        if (change.type === 'notice') notices.push(change.text)
        state = applied(state, change)
      }
      for (const look of looking) look()
    }
  }
  listen().catch(() => undefined) // ends when the person leaves

  /** Waits for what a person would wait for, and returns it. */
  function sees<T>(what: string, look: (state: State) => T | undefined | false): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        looking.delete(again)
        const newest = everything().slice(-3)
        reject(new Error(`did not see ${what}. The newest: ${newest.map(({ text }) => text).join(' | ')}`))
      }, NOTHING_MOVES_MS)
      const again = () => {
        const seen = look(state)
        timer.refresh()
        if (!seen) return
        looking.delete(again)
        clearTimeout(timer)
        resolve(seen)
      }
      looking.add(again)
      again()
    })
  }

  /** Does something; a refusal is thrown in the playground's words. */
  async function act(doing: Act): Promise<Acted & { ok: true }> {
    const headers = { 'content-type': 'application/json', origin: url }
    const body = JSON.stringify({ as: id, act: doing })
    const answer = await fetch(`${url}/playground/api/act`, { method: 'POST', headers, body })
    const acted: Acted = JSON.parse(await answer.text())
    if (!acted.ok) throw new Error(acted.error)
    return acted
  }

  /** Every message in sight, oldest first. */
  const everything = () =>
    Object.values(state.messages)
      .flat()
      .sort((a, b) => a.ts.localeCompare(b.ts))
  const seesMessage = (what: RegExp, is: (message: Message) => boolean = () => true): Promise<Message> =>
    sees(String(what), () => everything().find((message) => what.test(message.text) && is(message)))
  const say = (channel: string, text: string, threadTs?: string) =>
    act({ do: 'say', channel, text, ...(threadTs ? { threadTs } : {}) })
  const channel = (name: string) => sees(`#${name}`, (s) => s.conversations.find((one) => one.name === name)?.id)
  const coach = async (text: string, where = 'general') =>
    act({ do: 'command', channel: await channel(where), command: '/coach', text })

  const press = (message: Message, action: string, value?: string) => {
    const all = buttonsOf(message.blocks ?? []).filter((one) => one.action === action)
    const button = all.find((one) => value === undefined || one.value === value)
    if (!button) throw new Error(`no ${action} in "${message.text.slice(0, 80)}"`)
    const given = button.value === undefined ? {} : { value: { value: button.value } }
    const where = { channel: message.channel, ts: message.ts }
    return act({ do: 'click', where, blockId: button.block, actionId: action, ...given })
  }
  async function consents(): Promise<Message> {
    const card = await seesMessage(/^Before we begin|^Bevor wir anfangen/)
    const isOpening = ({ channel, threadTs }: Message) => channel === card.channel && threadTs === rootOf(card)
    const before = new Set(everything().map(({ ts }) => ts))
    await press(card, CONSENT_START)
    return seesMessage(
      /about 10 minutes|etwa 10 Minuten/,
      (one) => isOpening(one) && !before.has(one.ts) && !one.ephemeral,
    )
  }

  return {
    id,
    act,
    sees,
    seesMessage,
    everything,
    notices,
    say,
    channel,
    /** Types `/coach` and what follows it, in a channel. */
    coach,
    /** The direct message with the app. */
    direct: async () => (await act({ do: 'open-im', user: await sees('the app', (s) => s.app?.user) })).channel ?? '',
    /** Presses a button of a message by its action; where several have it, the one with this value. */
    press,
    /** Opens a list of a message by its action, and takes the option whose value is like this. */
    chooses: (message: Message, action: string, like: RegExp) => {
      const found = JSON.stringify(message.blocks ?? []).matchAll(/"value":"([^"]+)"/g)
      const value = [...found].flatMap(([, one = '']) => (like.test(one) ? [one] : []))[0] ?? ''
      const block = buttonsOf(message.blocks ?? []).find((one) => one.action === action)?.block ?? ''
      const where = { channel: message.channel, ts: message.ts }
      const chosen = { type: 'static_select', selected_option: { value } }
      return act({ do: 'click', where, blockId: block, actionId: action, value: chosen })
    },
    /** Reads who sees what, before the first session, and presses Start: the opening. */
    consents,
    /** Starts a session with `/coach <domain>` and returns its opening. */
    starts: async (domain: string, where?: string): Promise<Message> => {
      const before = new Set(everything().map(({ ts }) => ts))
      await coach(domain, where)
      const first = await seesMessage(
        /about 10 minutes|^Before we begin/,
        (one) => !before.has(one.ts) && !one.ephemeral,
      )
      return first.text.startsWith('Before') ? consents() : first
    },
    /** Writes in the thread of an opening and returns what the bot answers there. */
    talks: async (opening: Message, text: string): Promise<Message> => {
      const root = opening.threadTs ?? opening.ts
      const { ts = '' } = await say(opening.channel, text, root)
      const isAnswer = (one: Message) => one.threadTs === root && one.ts > ts && one.user !== id && !one.ephemeral
      return sees(`an answer to "${text.slice(0, 40)}"`, () => everything().find(isAnswer))
    },
  }
}

/** Asks again and again, as somebody would who waits for something that nobody announces: so many times, not for so long. */
export async function until(
  what: string,
  is: () => Promise<boolean>,
  withinMs = NOTHING_MOVES_MS, // on a machine that does nothing else
): Promise<void> {
  for (let looks = 0; looks < withinMs / LOOK_MS; looks += 1, await wait(LOOK_MS)) if (await is()) return
  throw new Error(`waited in vain until ${what}`)
}
const LOOK_MS = 25

/** The message that begins the thread in which this one stands. */
export const rootOf = ({ ts, threadTs }: Message): string => threadTs ?? ts

type Button = { action: string; block: string; value: Json | undefined }
export function buttonsOf(blocks: Block[]): Button[] {
  return blocks.flatMap((block) =>
    [block.elements, block.accessory].flat().flatMap((element) => {
      if (!element || typeof element !== 'object' || Array.isArray(element)) return []
      const { action_id: action, value } = element
      return typeof action === 'string' ? [{ action, block: block.block_id ?? '', value }] : []
    }),
  )
}
