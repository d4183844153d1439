import type { State } from '../contract.ts'
import { el } from './element.ts'
import { emoji } from './emoji.ts'
import { link, reference, unescaped } from './inline.ts'

/** Slack's mrkdwn as nodes: code blocks and quotes first, then what stands within a line. */
export function mrkdwn(text: string, state: State): Node[] {
  return text.split(/```\n?([\s\S]*?)\n?```/g).flatMap((part, index): Node[] => {
    if (index % 2 === 1) return [el('pre', {}, unescaped(part))]
    const near = part.replace(/^\n/, index > 0 ? '' : '$&')
    return near === '' ? [] : quotesAndLines(near, state)
  })
}

function quotesAndLines(text: string, state: State): Node[] {
  const nodes: Node[] = []
  let quoted: string[] = []
  const endQuote = () => {
    if (quoted.length > 0) nodes.push(el('blockquote', {}, ...inline(quoted.join('\n'), state)))
    quoted = []
  }
  for (const [index, line] of text.split('\n').entries()) {
    const quote = /^(?:&gt;|>) ?(.*)$/.exec(line)
    if (quote) {
      quoted.push(quote[1] ?? '')
      continue
    }
    const afterQuote = quoted.length > 0
    endQuote()
    if (index > 0 && !afterQuote) nodes.push(document.createTextNode('\n'))
    nodes.push(...inline(line, state))
  }
  endQuote()
  return nodes
}

const MARKED = new RegExp(
  [
    '`(?<code>[^`\\n]+)`',
    '<(?<reference>[^<>\\n]+)>',
    '(?<![\\w*])\\*(?<bold>[^\\s*](?:[^*\\n]*[^\\s*])?)\\*(?![\\w*])',
    '(?<![\\w_])_(?<italic>[^\\s_](?:[^_\\n]*[^\\s_])?)_(?![\\w_])',
    '(?<![\\w~])~(?<struck>[^\\s~](?:[^~\\n]*[^\\s~])?)~(?![\\w~])',
    ':(?<emoji>[a-z0-9_+-]+(?:::skin-tone-\\d)?):',
    '(?<address>https?://[^\\s<>|]*[\\w/#=&-])',
  ].join('|'),
  'g',
)

function inline(text: string, state: State): Node[] {
  const nodes: Node[] = []
  let end = 0
  for (const match of text.matchAll(MARKED)) {
    if (match.index > end) nodes.push(document.createTextNode(unescaped(text.slice(end, match.index))))
    nodes.push(marked(match.groups ?? {}, state))
    end = match.index + match[0].length
  }
  if (end < text.length) nodes.push(document.createTextNode(unescaped(text.slice(end))))
  return nodes
}

function marked(found: Record<string, string | undefined>, state: State): Node {
  if (found.code !== undefined) return el('code', {}, unescaped(found.code))
  if (found.reference !== undefined) return reference(found.reference, state)
  if (found.bold !== undefined) return el('strong', {}, ...inline(found.bold, state))
  if (found.italic !== undefined) return el('em', {}, ...inline(found.italic, state))
  if (found.struck !== undefined) return el('s', {}, ...inline(found.struck, state))
  if (found.emoji !== undefined) return document.createTextNode(emoji(found.emoji))
  const address = unescaped(found.address ?? '')
  return link(address, address)
}
