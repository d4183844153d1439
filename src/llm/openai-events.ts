import { Fault } from '../fault.ts'
import { isJson } from './json.ts'

type ServerEvent = { name: string; data: string }

type Listener = {
  /** The server said something, if only a comment: some send these while they think. */
  heard(): void
  /** An event is whole. Whether it was the last one. */
  take(event: ServerEvent): boolean
  /** More than this is no answer. */
  mostBytes: number
}

const END_MS = 1000 // a server that keeps the connection open after its last event

/** How a server answered: in pieces, in one that stands for itself, or not at all. */
type Manner = 'pieces' | 'whole' | 'nothing'

/**
 * Reads what a response says: its server-sent events, until the listener has taken the last one or the server ends, or the JSON that it is.
 * What it is shows in its first letter: what its headers call it is often wrong.
 */
export async function readEvents({ body }: Response, { heard, take, mostBytes }: Listener): Promise<Manner> {
  if (!body) return 'nothing'
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const wholeEvents = openEvents()
  let manner: Manner = 'nothing'
  let whole = ''
  let isOver = false
  let bytes = 0
  try {
    while (!isOver) {
      const { done, value } = await reader.read()
      bytes += value?.byteLength ?? 0
      if (bytes > mostBytes) throw new Fault('llm-endless', { retry: true })
      heard()
      // A server that ends without the empty line after its last event has said it all the same.
      const text = done ? `${decoder.decode()}\n\n` : decoder.decode(value, { stream: true })
      if (manner === 'nothing') manner = mannerOf(text)
      if (manner === 'whole') whole += text
      isOver = (manner === 'pieces' && wholeEvents(text).some(take)) || done
    }
    for (const data of valuesIn(whole)) take({ name: '', data })
    return manner
  } finally {
    void (isOver ? readToItsEnd(reader) : reader.cancel()).catch(() => undefined) // an aborted call ends it too
  }
}

const mannerOf = (text: string): Manner => (text.trim() === '' ? 'nothing' : /^\s*[[{]/.test(text) ? 'whole' : 'pieces')

/** The JSON that a response is, or has in each line. */
function valuesIn(text: string): string[] {
  if (text === '' || isJson(text)) return text === '' ? [] : [text]
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length > 1 && lines.every(isJson)) return lines
  throw new Fault('llm-cut', { retry: true })
}

/** Cuts text, as it comes in, into events. What is not an event's name or data is passed over. */
function openEvents(): (text: string) => ServerEvent[] {
  let begun = ''
  let name = ''
  let data = ''
  return (text) => {
    const events: ServerEvent[] = []
    const lines = text.split('\n')
    lines[0] = begun + lines[0]
    begun = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('data:')) data += `${line.slice('data:'.length)}\n`
      else if (line.startsWith('event:')) name = line.slice('event:'.length).trim()
      else if (line === '' || line === '\r') {
        const whole = data.trim()
        if (whole) events.push({ name, data: whole })
        name = ''
        data = ''
      }
    }
    return events
  }
}

/** The last event comes a moment before the server is through: cancelled then, every answer would cost a connection. */
async function readToItsEnd(reader: ReadableStreamDefaultReader): Promise<void> {
  const patience = setTimeout(() => reader.cancel().catch(() => undefined), END_MS)
  try {
    while (!(await reader.read()).done);
  } finally {
    clearTimeout(patience)
  }
}
