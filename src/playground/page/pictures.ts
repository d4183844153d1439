import type { Json } from '../contract.ts'
import { el } from './element.ts'
import { safeAddress } from './inline.ts'
import { string } from './json.ts'

/** A picture from elsewhere is not fetched, as nothing leaves the playground: its description and a link stand for it. */
export function picture(of: { [key: string]: Json }, size: 'tiny' | 'small' | 'large'): HTMLElement {
  const address = string(of.image_url)
  const alt = string(of.alt_text)
  if (URL.canParse(address, location.href) && new URL(address, location.href).origin === location.origin)
    return el('img', { class: size, src: address, alt })
  const href = safeAddress(address)
  const face = `🖼 ${alt || 'Picture'}`
  return href
    ? el('a', { class: `picture ${size}`, href, target: '_blank', rel: 'noopener noreferrer' }, face)
    : el('span', { class: `picture ${size}` }, face)
}
