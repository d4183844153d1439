import type { State } from '../contract.ts'
import { act } from './api.ts'
import { DEPTH } from './message-list.ts'
import type { Page, View } from './page.ts'
import { addressOf, boxOf, type Place, placeOf } from './place.ts'
import { appConversation, topLevel } from './state.ts'

const NOTICE_MS = 8000 // long enough to read two lines
const TOUCH = '(hover: none)' // there, focus in a box covers half of the screen with a keyboard

type Around = { draw: () => void; focus: (id: string) => void; switchTo: (person: string) => void }

/** The page of one person, at the place that the address names: the app's messages when it names none. */
export function openPage(state: State, { draw, focus, switchTo }: Around): Page {
  const me = state.me
  const place = placeOf(new URL(location.href), state)
  const shown = place?.conversation ?? appConversation(state)?.id ?? state.conversations[0]?.id ?? ''
  const page: Page = {
    state,
    view: { ...NEWLY_OPENED, ...nothingTyped(), ...markedAt(state, place), shown, thread: place?.thread },
    focus,
    switchTo,
    show(change) {
      page.view = { ...page.view, ...change }
      draw()
    },
    open(shown, thread, message) {
      const { view } = page
      const isSame = shown === view.shown
      const scrolled = isSame ? { depth: view.depth, away: view.away.filter((list) => list !== 'thread') } : {}
      const marked = message === undefined ? {} : markedAt(page.state, { conversation: shown, message })
      page.show({ ...NEWLY_OPENED, ...scrolled, ...marked, shown, thread })
      if (!matchMedia(TOUCH).matches) focus(boxOf({ conversation: shown, thread }))
      history.replaceState(null, '', addressOf(me, { conversation: shown, thread }))
      tellWhere(page)
    },
    openHome() {
      page.show({ ...NEWLY_OPENED, tab: 'home' })
      tellWhere(page)
    },
    async act(what, key) {
      if (key !== undefined) page.show({ busy: new Set([...page.view.busy, key]) })
      const acted = await act(me, what)
      if (key !== undefined) page.show({ busy: new Set([...page.view.busy].filter((one) => one !== key)) })
      return acted
    },
    notify(text) {
      const notice = { id: Date.now(), text }
      page.show({ notices: [...page.view.notices.filter((one) => one.text !== text), notice] })
      setTimeout(() => page.show({ notices: page.view.notices.filter((one) => one !== notice) }), NOTICE_MS)
    },
  }
  return page
}

/** What is on screen counts as read, and the app hears when its messages or its home are opened. */
export function tellWhere({ state, view }: Page): void {
  if (document.visibilityState === 'hidden' || view.shown === '') return
  void act(state.me, view.tab === 'home' ? { do: 'open-home' } : { do: 'open', conversation: view.shown })
}

const NEWLY_OPENED: Pick<View, 'tab' | 'drawer' | 'editing' | 'completing' | 'away' | 'depth' | 'marked'> = {
  tab: 'messages',
  drawer: false,
  editing: undefined,
  completing: undefined,
  away: [],
  depth: DEPTH,
  marked: undefined,
}

/** The message that a link leads to is marked, and enough of the conversation drawn that it is there. */
function markedAt(state: State, place: Place | undefined): Pick<View, 'marked' | 'depth'> {
  const messages = place ? topLevel(state, place.conversation) : []
  const at = messages.findIndex(({ ts }) => ts === place?.message)
  return { marked: place?.message, depth: at < 0 ? DEPTH : Math.max(DEPTH, messages.length - at + DEPTH / 2) }
}

const nothingTyped = (): Omit<View, keyof typeof NEWLY_OPENED | 'shown' | 'thread'> => ({
  drafts: {},
  problems: {},
  attached: {},
  missing: {},
  busy: new Set(),
  turned: {},
  notices: [],
  lost: false,
  engineer: undefined,
})
