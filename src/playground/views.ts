import type { OpenView } from './contract.ts'
import { type Field, type Fields, isBlocks, isFields } from './fields.ts'
import type { Ids } from './ids.ts'
import type { Kept } from './kept.ts'
import type { Memory } from './memory.ts'
import type { Pages } from './pages.ts'
import { APP_ID, BOT_ID, WORKSPACE } from './sample-workspace.ts'

/** A modal or home as the app sent it, with what the workspace adds to it. */
export type View = {
  id: string
  person: string
  given: Fields
  hash: string
  rootId: string
  previousId: string | undefined
  /** block_id → what is wrong with it; '' → what is wrong with all of it. */
  errors: Record<string, string>
  /** What the inputs hold: block_id → action_id → state. */
  values: Fields
}

/** The views that people have open: a stack of up to three modals each, and the app's home. */
export type Views = {
  stack(person: string): View[]
  top(person: string): View | undefined
  home(person: string): View | undefined
  byId(id: string): View | undefined
  byExternalId(id: string): View | undefined
  open(person: string, given: Fields): View
  /** On top of the modals that are open, or undefined when there are three. */
  push(person: string, given: Fields): View | undefined
  update(view: View, given: Fields): void
  publish(person: string, given: Fields): View
  refuse(view: View, errors: Record<string, string>): void
  /** Takes one modal away, or with `all` the whole stack; answers what went. */
  close(view: View, all?: boolean): View[]
}

const MAX_STACK = 3

export function openViews(ids: Ids, pages: Pages, memory: Memory, kept: Kept['homes']): Views {
  const stacks = new Map<string, View[]>()
  const homes = new Map<string, View>()
  const all = new Map<string, View>()

  const stack = (person: string) => stacks.get(person) ?? []
  const top = (person: string) => stack(person).at(-1)
  const show = (person: string) =>
    pages.tellSame([person], () => ({ type: 'views', views: stack(person).map(pageView) }))
  const homeChanged = (view: View) => {
    memory.home(view)
    pages.tellSame([view.person], () => ({ type: 'home', view: pageView(view) }))
  }
  const make = (person: string, given: Fields, below?: View): View => {
    const id = ids.next('V')
    const rootId = below?.rootId ?? id
    const view = { id, person, given, hash: hash(ids), rootId, previousId: below?.id, errors: {}, values: {} }
    all.set(id, view)
    return view
  }
  for (const { person, id, given, hash } of kept) {
    const view = { id, person, given, hash, rootId: id, previousId: undefined, errors: {}, values: {} }
    homes.set(person, view)
    all.set(id, view)
  }
  const restack = (person: string, views: View[]) => {
    for (const view of stack(person)) if (!views.includes(view)) all.delete(view.id)
    stacks.set(person, views)
    show(person)
  }

  return {
    stack,
    top,
    home: (person) => homes.get(person),
    byId: (id) => all.get(id),
    byExternalId: (id) => [...all.values()].find((view) => view.given.external_id === id),
    open(person, given) {
      const view = make(person, given)
      restack(person, [view])
      return view
    },
    push(person, given) {
      if (stack(person).length >= MAX_STACK) return undefined
      const view = make(person, given, top(person))
      restack(person, [...stack(person), view])
      return view
    },
    update(view, given) {
      Object.assign(view, { given, hash: hash(ids), errors: {} })
      if (given.type === 'home') homeChanged(view)
      else show(view.person)
    },
    publish(person, given) {
      const view = homes.get(person) ?? make(person, given)
      homes.set(person, view)
      Object.assign(view, { given, hash: hash(ids) })
      homeChanged(view)
      return view
    },
    refuse(view, errors) {
      view.errors = errors
      show(view.person)
    },
    close(view, everything = false) {
      const open = stack(view.person)
      const left = everything ? [] : open.slice(0, Math.max(0, open.indexOf(view)))
      restack(view.person, left)
      return open.filter((other) => !left.includes(other))
    },
  }
}

/** A view as the Web API answers it and as interactions carry it. */
export function slackView(view: View): Fields {
  return {
    private_metadata: '',
    callback_id: '',
    title: { type: 'plain_text', text: 'View Title', emoji: true },
    close: null,
    submit: null,
    clear_on_close: false,
    notify_on_close: false,
    external_id: '',
    ...view.given,
    id: view.id,
    team_id: WORKSPACE.id,
    app_id: APP_ID,
    bot_id: BOT_ID,
    app_installed_team_id: WORKSPACE.id,
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId ?? null,
    state: { values: view.values },
  }
}

/** A view as the page shows it. */
export function pageView({ id, given, errors }: View): OpenView {
  const submit = plain(given.submit)
  const close = plain(given.close)
  return {
    id,
    type: given.type === 'home' ? 'home' : 'modal',
    callbackId: typeof given.callback_id === 'string' ? given.callback_id : '',
    title: plain(given.title) ?? '',
    blocks: isBlocks(given.blocks) ? given.blocks : [],
    errors,
    ...(submit !== undefined && { submit }),
    ...(close !== undefined && { close }),
  }
}

const plain = (object: Field) => (isFields(object) && typeof object.text === 'string' ? object.text : undefined)

const hash = (ids: Ids) => `${Number.parseInt(ids.ts(), 10)}.${ids.next('').toLowerCase().slice(-8)}`
