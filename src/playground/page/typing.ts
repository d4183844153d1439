import type { Acted } from '../contract.ts'
import { takeAttached } from './attachments.ts'
import { completionOf } from './completion.ts'
import { toNewest } from './newest.ts'
import type { Page } from './page.ts'
import { conversationOf, inThread } from './state.ts'

/** Which composer: the id of its textarea, and where what is written in it goes. */
export type Box = { id: string; channel: string; threadTs?: string }

const textareaOf = (id: string): HTMLTextAreaElement | undefined => {
  const box = document.getElementById(id)
  return box instanceof HTMLTextAreaElement ? box : undefined
}

/** The text changed: keeps it as a draft, and offers what the word may become. */
export function typed(page: Page, { id, threadTs }: Box): void {
  const { view, state } = page
  const box = textareaOf(id)
  if (!box) return
  view.drafts[id] = box.value
  const found = completionOf(state, box.value.slice(0, box.selectionStart), threadTs !== undefined)
  const completing = found && { composer: id, ...found }
  if (completing || view.completing || view.problems[id])
    page.show({ completing, problems: without(view.problems, id) })
}

/** Puts an offered entry in the place of what was typed of it. */
export function take(page: Page, { id }: Box, index: number): void {
  const { completing, drafts } = page.view
  const entry = completing?.entries[index]
  const box = textareaOf(id)
  if (!completing || !entry || !box) return
  const after = box.value.slice(box.selectionStart).trimStart()
  box.value = box.value.slice(0, completing.from) + entry.insert + after
  const caret = completing.from + entry.insert.length
  box.setSelectionRange(caret, caret)
  box.focus()
  drafts[id] = box.value
  page.show({ completing: undefined })
  box.dispatchEvent(new Event('input'))
}

/** Enter sends, the arrows choose among what is offered, and the arrow up in an empty box edits the last message. */
export function pressed(event: KeyboardEvent, page: Page, of: Box): void {
  if (event.isComposing || event.shiftKey) return
  const { completing } = page.view
  if (completing?.composer === of.id && completing.entry >= 0) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const count = completing.entries.length
    if (step) page.show({ completing: { ...completing, entry: (completing.entry + step + count) % count } })
    else if (event.key === 'Escape') page.show({ completing: undefined })
    else if (event.key === 'Tab' || (event.key === 'Enter' && !isWhole(page, of))) take(page, of, completing.entry)
    else if (event.key === 'Enter') void send(page, of)
    else return
    event.preventDefault()
    return
  }
  if (event.key === 'Enter') {
    event.preventDefault()
    void send(page, of)
  } else if (event.key === 'ArrowUp' && textareaOf(of.id)?.value === '') {
    event.preventDefault()
    editLast(page, of)
  }
}

/** What is typed out needs no completing: Enter sends it. */
function isWhole({ view }: Page, { id }: Box): boolean {
  const { completing } = view
  const typedSoFar = completing && textareaOf(id)?.value.slice(completing.from)
  const offered = completing?.entries[completing.entry]?.insert.trimEnd()
  return offered !== undefined && offered.toLowerCase() === typedSoFar?.toLowerCase()
}

function editLast(page: Page, { channel, threadTs }: Box): void {
  const own = (page.state.messages[channel] ?? []).findLast(
    (one) =>
      one.user === page.state.me && (threadTs ? one.threadTs === threadTs || one.ts === threadTs : !inThread(one)),
  )
  if (!own) return
  page.show({ editing: `${threadTs ? 'thread' : 'main'}:${own.ts}` })
  page.focus(`edit:${own.ts}`)
}

/** Sends what is in the box, or runs it as a command; what the server refuses comes back into the box. */
export async function send(page: Page, of: Box): Promise<void> {
  const box = textareaOf(of.id)
  const text = box?.value.trim() ?? ''
  const attached = page.view.attached[of.id] ?? []
  if (!box || (text === '' && attached.length === 0)) return
  const command = /^(\/\S+)\s*([\s\S]*)$/.exec(text)
  const refusal = command && refusalOf(page, command[1] ?? '', of.threadTs !== undefined)
  if (refusal) return page.show({ completing: undefined, problems: { ...page.view.problems, [of.id]: refusal } })

  box.value = ''
  page.view.drafts[of.id] = ''
  page.show({ completing: undefined })
  toNewest(page, of.threadTs ? 'thread' : 'main')
  const acted = command
    ? await page.act({ do: 'command', channel: of.channel, command: command[1] ?? '', text: command[2] ?? '' })
    : await say(page, of, text)
  if (!acted.ok && box.value === '') {
    box.value = text
    page.view.drafts[of.id] = text
    page.view.attached[of.id] = attached
  }
  settle(page, of.id, acted)
}

function refusalOf({ state }: Page, name: string, isThread: boolean): string | undefined {
  if (isThread) return `${name} is not supported in threads. Sorry!`
  if (state.commands.some((command) => command.name === name)) return undefined
  return `${name} is not a valid command. Type / to see those that are.`
}

/** Says something; in the app's messages this starts a thread, which opens as Slack opens it for agents. */
export async function say(page: Page, { channel, threadTs, id }: Box, text: string): Promise<Acted> {
  const alsoToChannel = document.getElementById(`${id}:broadcast`)
  const broadcast = alsoToChannel instanceof HTMLInputElement && alsoToChannel.checked
  if (broadcast) alsoToChannel.checked = false
  if (broadcast || !threadTs) toNewest(page, 'main')
  const thread = threadTs && { threadTs, ...(broadcast && { broadcast }) }
  const files = await takeAttached(page, id)
  const acted = await page.act({ do: 'say', channel, text, files, ...(thread || {}) })
  const isToApp = conversationOf(page.state, channel)?.with === page.state.app?.user
  if (acted.ok && acted.ts && !threadTs && isToApp) page.open(channel, acted.ts)
  return acted
}

/** Says under the box what went wrong, or nothing. */
export function settle(page: Page, id: string, acted: Acted): void {
  const problems = acted.ok ? without(page.view.problems, id) : { ...page.view.problems, [id]: acted.error }
  page.show({ problems })
}

const without = (problems: Record<string, string>, id: string): Record<string, string> => {
  const { [id]: _, ...others } = problems
  return others
}
