/** An element of a drawing, with its attributes and children. Strings become text, never markup. */
export function svg(tag: string, props: Record<string, string | number>, ...children: (Node | string)[]): Element {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, String(value))
  node.append(...children)
  return node
}
