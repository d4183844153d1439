import { el, HANDLED } from './element.ts'

/**
 * Makes a live element look like a freshly built one while keeping the nodes that are there: focus, typed text,
 * scroll places and open menus stay. `data-key` says which child is which where children come and go.
 */
export function morph(live: HTMLElement, fresh: HTMLElement): void {
  if (fresh.hasAttribute('data-same')) return
  liveFor.set(fresh, live)
  copyAttributes(live, fresh)
  for (const name of HANDLED) copyHandler(live, fresh, name)
  if (!isOwn(live)) copyChildren(live, fresh)
}

/** Which live element took on what a freshly built one looked like; one that was put in as it was is its own. */
const liveFor = new WeakMap<HTMLElement, HTMLElement>()

/**
 * Builds an element unless what it is drawn from is the same as last time and it is still there: then a stand-in says
 * to leave it alone. `key` is its `data-key`.
 */
export function openRemembering(): Remember {
  const drawn = new Map<string, { from: unknown[]; fresh: HTMLElement }>()
  return {
    draw(key, from, build) {
      const before = drawn.get(key)
      const live = before && (liveFor.get(before.fresh) ?? before.fresh)
      if (live?.isConnected && before?.from.every((one, index) => one === from[index]))
        return el('article', { 'data-key': key, 'data-same': true })
      const fresh = build()
      drawn.set(key, { from, fresh })
      return fresh
    },
    forget: () => drawn.clear(),
  }
}

export type Remember = {
  draw: (key: string, from: unknown[], build: () => HTMLElement) => HTMLElement
  forget: () => void
}

/**
 * `open` belongs to whoever opened it, and the place of a menu to the menu. `style` as text is what the content
 * security policy forbids; as an object it is fine.
 */
function copyAttributes(live: HTMLElement, fresh: HTMLElement): void {
  for (const { name } of [...live.attributes])
    if (name !== 'open' && name !== 'style' && !fresh.hasAttribute(name)) live.removeAttribute(name)
  for (const { name, value } of fresh.attributes)
    if (name !== 'style' && live.getAttribute(name) !== value) live.setAttribute(name, value)
  if (live.popover === null && live.style.cssText !== fresh.style.cssText) live.style.cssText = fresh.style.cssText
}

/** What is in a text box is its writer's, and what is in a menu its own. */
const isOwn = (live: HTMLElement): boolean => live instanceof HTMLTextAreaElement || live.dataset.own !== undefined

function copyHandler<Name extends (typeof HANDLED)[number]>(live: HTMLElement, fresh: HTMLElement, name: Name): void {
  live[name] = fresh[name]
}

function copyChildren(live: HTMLElement, fresh: HTMLElement): void {
  const wanted = [...fresh.childNodes]
  const keys = new Set(wanted.map(keyOf))
  const kept = new Map<string, ChildNode>()
  for (const child of [...live.childNodes]) {
    const key = keyOf(child)
    if (key === undefined) continue
    if (keys.has(key)) kept.set(key, child)
    else child.remove()
  }

  let at = live.firstChild
  for (const child of wanted) {
    const key = keyOf(child)
    const same = key === undefined ? at : (kept.get(key) ?? null)
    if (!same || !alike(same, child)) {
      live.insertBefore(child, at)
      if (same && key !== undefined) same.remove()
      continue
    }
    if (same === at) at = at.nextSibling
    else live.insertBefore(same, at)
    if (same instanceof HTMLElement && child instanceof HTMLElement) morph(same, child)
    else if (same.nodeValue !== child.nodeValue) same.nodeValue = child.nodeValue
  }
  while (at) {
    const next = at.nextSibling
    at.remove()
    at = next
  }
}

function alike(a: ChildNode, b: ChildNode): boolean {
  return a.nodeName === b.nodeName && keyOf(a) === keyOf(b)
}

function keyOf(node: ChildNode): string | undefined {
  return node instanceof HTMLElement ? (node.getAttribute('data-key') ?? undefined) : undefined
}
