import type { Change, Message, State } from '../contract.ts'
import { act, follow, RETRY_MS, readState } from './api.ts'
import { openDrawing } from './draw.ts'
import type { Page, View } from './page.ts'
import { addressOf, boxOf, placeOf } from './place.ts'
import { appConversation, applied, inThread } from './state.ts'

const FIRST_PERSON = 'U08ANARIB01' // as whom one looks when the address names nobody
const NOTICE_MS = 8000 // long enough to read two lines
const NARROW = '(max-width: 760px)'
const TOUCH = '(hover: none)' // there, focus in a box covers half of the screen with a keyboard

const root = document.getElementById('page')
if (root) run(openDrawing(root))

function run(drawNow: (page: Page) => void): void {
  let page: Page | undefined
  let unfollow: () => void = () => undefined
  let focusOn: string | undefined
  let isWaiting = false

  void start(new URLSearchParams(location.search).get('as') ?? FIRST_PERSON)
  document.addEventListener('click', followLink)

  async function start(as: string): Promise<void> {
    const state = await readState(as)
    if (state === 'nobody' && as !== FIRST_PERSON) return start(FIRST_PERSON)
    if (!state || state === 'nobody') return void setTimeout(() => void start(as), RETRY_MS)
    unfollow()
    page = pageOf(state)
    unfollow = follow(state.me, { state: renew, change: hear, lost: () => page?.show({ lost: true }) })
    draw()
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
    if (change.type === 'message') openStarted(page, before, change.message)
    if (change.type === 'conversation' && change.conversation.id === page.view.shown && change.conversation.unread > 0)
      tellWhere(page)
    draw()
  }

  /** When the app begins a thread in its messages, the thread opens, as Slack does for agents; unless one is being written in. */
  function openStarted({ state, view, open }: Page, before: State, message: Message): void {
    const isKnown = before.messages[message.channel]?.some(({ ts }) => ts === message.ts)
    const isHere =
      view.shown === message.channel && view.tab === 'messages' && appConversation(state)?.id === view.shown
    const isWriting = [undefined, view.thread].some(
      (thread) => view.drafts[boxOf({ conversation: view.shown, thread })],
    )
    if (isKnown || !isHere || isWriting || message.ephemeral || message.user !== state.app?.user || inThread(message))
      return
    if (!matchMedia(NARROW).matches) open(message.channel, message.ts)
  }

  /** A link to a message in this workspace leads there in the same window. */
  function followLink(event: MouseEvent): void {
    const to = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.link') : null
    if (!to || !page || new URL(to.href).origin !== location.origin) return
    const place = placeOf(new URL(to.href), page.state)
    if (!place) return
    event.preventDefault()
    page.open(place.conversation, place.thread)
  }

  function pageOf(state: State): Page {
    const me = state.me
    const place = placeOf(new URL(location.href), state)
    const first = place?.conversation ?? appConversation(state)?.id ?? state.conversations[0]?.id ?? ''
    const self: Page = {
      state,
      view: { ...nothingTyped(), shown: first, thread: place?.thread },
      show(change) {
        self.view = { ...self.view, ...change }
        draw()
      },
      open(shown, thread) {
        self.show({
          shown,
          thread,
          tab: 'messages',
          drawer: false,
          editing: undefined,
          completing: undefined,
          away: [],
        })
        if (!matchMedia(TOUCH).matches) focusOn = boxOf({ conversation: shown, thread })
        history.replaceState(null, '', addressOf(me, { conversation: shown, thread }))
        tellWhere(self)
      },
      focus(id) {
        focusOn = id
        draw()
      },
      openHome() {
        self.show({ tab: 'home', drawer: false })
        tellWhere(self)
      },
      switchTo(person) {
        history.replaceState(null, '', `/?as=${person}`)
        void start(person)
      },
      async act(what, key) {
        if (key !== undefined) self.show({ busy: new Set([...self.view.busy, key]) })
        const acted = await act(me, what)
        if (key !== undefined) self.show({ busy: new Set([...self.view.busy].filter((one) => one !== key)) })
        return acted
      },
      notify(text) {
        const notice = { id: Date.now(), text }
        self.show({ notices: [...self.view.notices.filter((one) => one.text !== text), notice] })
        setTimeout(() => self.show({ notices: self.view.notices.filter((one) => one !== notice) }), NOTICE_MS)
      },
    }
    return self
  }
}

function focusAtEnd(element: HTMLElement | null): void {
  element?.focus()
  if (element instanceof HTMLTextAreaElement) element.setSelectionRange(element.value.length, element.value.length)
}

/** What is on screen counts as read, and the app hears when its messages or its home are opened. */
function tellWhere({ state, view }: Page): void {
  if (document.visibilityState === 'hidden' || view.shown === '') return
  void act(state.me, view.tab === 'home' ? { do: 'open-home' } : { do: 'open', conversation: view.shown })
}

const nothingTyped = (): Omit<View, 'shown' | 'thread'> => ({
  tab: 'messages',
  drawer: false,
  editing: undefined,
  completing: undefined,
  drafts: {},
  problems: {},
  missing: {},
  busy: new Set(),
  away: [],
  notices: [],
  lost: false,
})
