type Attribute = string | number | boolean | null | undefined

/** The events that the page listens to: what is not named here is not carried over from one drawing to the next. */
export const HANDLED = [
  'onclick',
  'onkeydown',
  'oninput',
  'onchange',
  'onsubmit',
  'onscroll',
  'oncancel',
  'onbeforetoggle',
  'ontoggle',
] as const

export type Props = Partial<Pick<HTMLElement, (typeof HANDLED)[number]>> & {
  style?: Record<string, string>
  [attribute: string]: Attribute | Record<string, string> | ((...of: never[]) => unknown)
}
/** Numbers and booleans are what `&&` leaves behind: they draw nothing. */
export type Child = Node | string | number | boolean | null | undefined | Child[]

/** An element with its attributes, listeners and children. Strings become text, never markup. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') Object.assign(node, { [name]: value })
    else if (typeof value === 'object')
      for (const [key, of] of Object.entries(value ?? {})) node.style.setProperty(key, of)
    else if (value !== undefined && value !== false) node.setAttribute(name, value === true ? '' : String(value))
  }
  node.append(...flat(children))
  return node
}

function flat(children: Child[]): (Node | string)[] {
  return children.flatMap((child) => {
    if (Array.isArray(child)) return flat(child)
    return child instanceof Node || (typeof child === 'string' && child !== '') ? [child] : []
  })
}
