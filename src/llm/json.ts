/** How many opening braces are tried: text that is all braces must not keep the process busy. */
const MOST_STARTS = 50

/** A model's text as it may be kept and shown: no NUL and no half characters, which a database refuses. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

/** The text without what a reasoning model thought aloud before it: `<think>…</think>`, also when only the end is marked. */
export function withoutThinking(text: string): string {
  const opened = /^\s*<think(?:ing)?>/i.test(text)
  const closed = /<\/think(?:ing)?>/i.exec(text)
  if (closed) return text.slice(closed.index + closed[0].length).trim()
  return opened ? '' : text.trim()
}

/** The JSON object in a model's text, bare, fenced or in the middle of prose; undefined when there is none. */
export function readJson(text: string): unknown {
  const bare = parse(text)
  if (bare !== undefined) return bare

  const answer = withoutThinking(text)
  let from = answer.indexOf('{')
  for (let starts = 0; from >= 0 && starts < MOST_STARTS; starts += 1) {
    const end = endOfObject(answer, from)
    const found = end === undefined ? undefined : parse(answer.slice(from, end))
    if (found !== undefined) return found
    from = answer.indexOf('{', end ?? from + 1) // a closed object that is no JSON is passed over with all it holds
  }
  return undefined
}

/** The place after the brace that closes the object which starts at `from`, or undefined when nothing closes it. */
function endOfObject(text: string, from: number): number | undefined {
  let depth = 0
  let quoted = false
  for (let at = from; at < text.length; at += 1) {
    const character = text[at]
    if (quoted && character === '\\') at += 1
    else if (character === '"') quoted = !quoted
    else if (quoted) continue
    else if (character === '{') depth += 1
    else if (character === '}') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? cleanText(value) : value))
  } catch {
    return undefined
  }
}
