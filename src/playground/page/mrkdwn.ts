import type { State } from '../contract.ts'
import { el } from './element.ts'
import { inline, unescaped } from './inline.ts'

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
    if (quoted.length > 0) nodes.push(el('blockquote', {}, ...inline(quoted.join('\n'), MARKED, state)))
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
    nodes.push(...inline(line, MARKED, state))
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
    '(?<bare>https?://[^\\s<>|]*[\\w/#=&-])',
  ].join('|'),
  'g',
)
