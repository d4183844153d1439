import { readEvents } from '../../src/llm/openai-events.ts'

/** What is taken of a body that comes in these parts, and how often its server was heard. */
async function read(...parts: (string | Uint8Array)[]) {
  const bytes = parts.map((part) => (typeof part === 'string' ? new TextEncoder().encode(part) : part))
  const taken: unknown[] = []
  let heard = 0
  await readEvents(new Response(ReadableStream.from(bytes)), {
    heard() {
      heard += 1
    },
    take: (event) => taken.push(event) > 0 && event.data === '[DONE]',
    mostBytes: 1_000,
  })
  return { taken, heard }
}

const one = { name: '', data: '{"is":1}' }
const two = { name: '', data: '{"is":2}' }

test.each([
  ['as OpenAI writes them', 'data: {"is":1}\n\ndata: {"is":2}\n\n', [one, two]],
  ['without a space', 'data:{"is":1}\n\ndata:{"is":2}\n\n', [one, two]],
  ['in lines as on Windows', 'data: {"is":1}\r\n\r\ndata: {"is":2}\r\n\r\n', [one, two]],
  ['after a byte order mark', '\ufeffdata: {"is":1}\n\n', [one]],
  ['between comments', ': ping\n\ndata: {"is":1}\n: ping\n\n:\n\n', [one]],
  ['with fields that are not for us', 'id: 7\nretry: 10\ndata: {"is":1}\n\nid: 8\n\n', [one]],
  ['with names', 'event: error\ndata: {"is":1}\n\ndata: {"is":2}\n\n', [{ ...one, name: 'error' }, two]],
  ['over several lines', 'data: {"is":\ndata: 2}\n\n', [{ name: '', data: '{"is":\n 2}' }]],
  ['without anything in them', 'event: ping\n\ndata:\n\ndata: {"is":1}\n\n', [one]],
  ['without an empty line after the last', 'data: {"is":1}\n\ndata: {"is":2}', [one, two]],
  ['never', '', []],
])('events that come %s are taken', async (_how, text, events) => {
  expect((await read(text)).taken).toEqual(events)
})

test('wherever the network cuts them, even inside a letter, events are whole', async () => {
  const whole = new TextEncoder().encode('data: "zażółć 🌱"\r\n\r\nevent: error\ndata: {"is":1}\n\n')
  for (let at = 0; at <= whole.length; at += 1) {
    expect((await read(whole.subarray(0, at), whole.subarray(at))).taken).toEqual([
      { name: '', data: '"zażółć 🌱"' },
      { ...one, name: 'error' },
    ])
  }
})

test('a comment is a sign of life', async () => {
  expect(await read(': ping\n\n', ': ping\n\n')).toEqual({ taken: [], heard: 3 }) // and the end
})

test('after the last event nothing is taken, and a server that does not end is left', async () => {
  const taken: string[] = []
  const left = Promise.withResolvers<void>()
  const body = new ReadableStream({
    start(out) {
      out.enqueue(new TextEncoder().encode('data: 1\n\ndata: last\n\ndata: 2\n\n'))
    },
    cancel: () => left.resolve(),
  })
  const take = ({ data }: { data: string }) => taken.push(data) > 0 && data === 'last'
  await readEvents(new Response(body), { heard: () => undefined, take, mostBytes: 1_000 })
  expect(taken).toEqual(['1', 'last'])
  await left.promise
})

test('a server whose event cannot be taken is left at once', async () => {
  let left = false
  const body = new ReadableStream({
    start(out) {
      out.enqueue(new TextEncoder().encode('data: 1\n\n'))
    },
    cancel() {
      left = true
    },
  })
  const take = () => {
    throw new Error('not to be taken')
  }
  await expect(readEvents(new Response(body), { heard: () => undefined, take, mostBytes: 1_000 })).rejects.toThrow(
    'not to be taken',
  )
  expect(left).toBe(true)
})
