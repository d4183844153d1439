import type { Change, Message, State } from '../contract.ts'
import { follow, RETRY_MS, readState } from './api.ts'
import { openDrawing } from './draw.ts'
import { openPage, tellWhere } from './open-page.ts'
import type { Page } from './page.ts'
import { boxOf, placeOf } from './place.ts'
import { appConversation, applied, inThread } from './state.ts'
import { showEngineer } from './watch-wire.ts'

const FIRST_PERSON = 'U08ANARIB01' // as whom one looks when the address names nobody
const NARROW = '(max-width: 760px)'

const root = document.getElementById('page')
if (root) run(openDrawing(root))

function run(drawNow: (page: Page) => void): void {
  let page: Page | undefined
  let unfollow: () => void = () => undefined
  let focusOn: string | undefined
  let isWaiting = false

  void start(new URLSearchParams(location.search).get('as') ?? FIRST_PERSON)
  document.addEventListener('click', followLink)
  document.addEventListener('visibilitychange', () => page && tellWhere(page))

  async function start(as: string): Promise<void> {
    const state = await readState(as)
    if (state === 'nobody' && as !== FIRST_PERSON) return start(FIRST_PERSON)
    if (!state || state === 'nobody') {
      setTimeout(() => void start(as), RETRY_MS)
      return
    }
    unfollow()
    const hasEngineer = page?.view.engineer !== undefined
    if (page) showEngineer(page, false)
    page = openPage(state, { draw, focus, switchTo })
    unfollow = follow(state.me, { state: renew, change: hear, lost: () => page?.show({ lost: true }) })
    if (hasEngineer) showEngineer(page, true)
    draw()
  }

  function switchTo(person: string): void {
    history.replaceState(null, '', `/?as=${person}`)
    void start(person)
  }

  /** All changes of one moment are drawn at once. */
  function draw(): void {
    if (isWaiting) return
    isWaiting = true
    queueMicrotask(() => {
      isWaiting = false
      if (page) drawNow(page)
      if (focusOn !== undefined) focusAtEnd(document.getElementById(focusOn))
      focusOn = undefined
    })
  }

  function focus(id: string): void {
    focusOn = id
    draw()
  }

  function renew(state: State): void {
    if (!page) return
    page.state = state
    page.show({ lost: false })
    tellWhere(page)
  }

  function hear(change: Change): void {
    if (!page) return
    if (change.type === 'notice') page.notify(change.text)
    const before = page.state
    page.state = applied(before, change)
    if (change.type === 'message' && page.view.away.includes('main')) page.view.depth += 1 // what one reads stays
    if (change.type === 'message') openStarted(page, before, change.message)
    if (change.type === 'conversation' && change.conversation.id === page.view.shown && change.conversation.unread > 0)
      tellWhere(page)
    draw()
  }

  /** A link to a message in this workspace leads there in the same window. */
  function followLink(event: MouseEvent): void {
    const to = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.link') : null
    if (!to || !page || new URL(to.href).origin !== location.origin) return
    const place = placeOf(new URL(to.href), page.state)
    if (!place) return
    event.preventDefault()
    page.open(place.conversation, place.thread, place.message)
  }
}

/** When the app begins a thread in its messages, the thread opens, as Slack does for agents; unless the person is writing. */
function openStarted({ state, view, open }: Page, before: State, message: Message): void {
  const isKnown = before.messages[message.channel]?.some(({ ts }) => ts === message.ts)
  const isStart = !isKnown && !message.ephemeral && !inThread(message) && message.user === state.app?.user
  const isHere =
    view.tab === 'messages' && [message.channel, appConversation(state)?.id].every((id) => id === view.shown)
  const isWriting = [undefined, view.thread].some((thread) => view.drafts[boxOf({ conversation: view.shown, thread })])
  if (isStart && isHere && !isWriting && !matchMedia(NARROW).matches) open(message.channel, message.ts)
}

function focusAtEnd(element: HTMLElement | null): void {
  element?.focus()
  if (element instanceof HTMLTextAreaElement) element.setSelectionRange(element.value.length, element.value.length)
}
