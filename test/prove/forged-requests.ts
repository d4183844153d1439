import { createHash } from 'node:crypto'
import { WORKSPACE } from '../../src/playground/sample-workspace.ts'
import { bytesOf, nowInSeconds, type RawRequest, signature, signed } from '../slack/raw-request.ts'

/** A request that Slack did not sign, and how it came about. Whoever it says wrote is called `U-forged`. */
export type Forgery = { how: string; bytes: Buffer }

type Bits = { by: string; number: number; secret: string }

/** The same chance each time: a number below `below`, by the number of the request and what it is for. */
function chance(number: number, what: string, below: number): number {
  return createHash('sha256').update(`${number} ${what}`).digest().readUInt32BE() % below
}

/** A message by somebody, as Slack delivers it. */
export const messageBy = (author: string) =>
  JSON.stringify({
    type: 'event_callback',
    team_id: WORKSPACE.id,
    event_id: `Ev-${author}`,
    event: {
      type: 'message',
      channel_type: 'im',
      channel: `D-${author}`,
      user: author,
      team: WORKSPACE.id,
      ts: `${1_700_000_000 + chance(0, author, 1_000_000)}.000100`,
      text: 'Let me in',
    },
  })

/** What a good request becomes, so that Slack's signature does not stand for it any more. */
const WAYS: Record<string, (good: RawRequest, bits: Bits) => RawRequest> = {
  'a sign of its signature changed': (good, { number }) =>
    withHeader(good, 'x-slack-signature', (was) => flipped(was, 3 + chance(number, 'sign', was.length - 3))),
  'a shorter signature': (good, { number }) =>
    withHeader(good, 'x-slack-signature', (was) => was.slice(0, chance(number, 'length', was.length))),
  'a longer signature': (good, { number }) =>
    withHeader(good, 'x-slack-signature', (was) => `${was}${chance(number, 'more', 10)}`),
  'no signature': (good) => without(good, 'x-slack-signature'),
  'no time': (good) => without(good, 'x-slack-request-timestamp'),
  'another time': (good, { number }) =>
    withHeader(good, 'x-slack-request-timestamp', (was) => `${Number(was) + 1 + chance(number, 'time', 200)}`),
  'a time that is none': (good, { number }) =>
    withHeader(
      good,
      'x-slack-request-timestamp',
      () => ['', 'now', '1e9', '-1', '0x1', ' ', '9'.repeat(20)][chance(number, 'none', 7)] ?? '',
    ),
  'too old': (good, { secret, number }) => signedAt(good, secret, -301 - chance(number, 'age', 100_000)),
  'from the future': (good, { secret, number }) => signedAt(good, secret, 302 + chance(number, 'age', 100_000)),
  'another secret': (good, { number }) => signedAt(good, `guess ${number}`, 0),
  'an empty secret': (good) => signedAt(good, ' ', 0),
  'a body with a changed byte': (good, { number }) => {
    const body = Buffer.from(good.body)
    const at = chance(number, 'byte', body.length)
    body[at] = ((body[at] ?? 0) + 1 + chance(number, 'value', 90)) % 128
    return { ...good, body }
  },
  'a body with more at its end': (good, { number }) => ({
    ...good,
    body: `${good.body}${' \n\t}'[chance(number, 'end', 4)]}`,
  }),
  'a shorter body': (good, { number }) => ({
    ...good,
    body: good.body.slice(0, chance(number, 'cut', good.body.length)),
  }),
  'somebody else’s words': (good, { by }) => ({ ...good, body: messageBy(`${by}-other`) }),
  'two signatures': (good) => ({ ...good, headers: [...good.headers, ['x-slack-signature', 'v0=0']] }),
  'a version that nobody knows': (good, { number }) =>
    withHeader(good, 'x-slack-signature', (was) =>
      was.replace('v0', ['v1', 'V0', '', 'v00'][chance(number, 'version', 4)] ?? ''),
    ),
  'a smuggled check of the line': (_, { by }) => ({
    headers: [['content-type', 'application/x-www-form-urlencoded']],
    body: new URLSearchParams({ ssl_check: '1', payload: messageBy(by) }).toString(),
  }),
}

/** One forgery of each way in turn. Every tenth is torn apart besides, as no program would send it. */
export function forgery(number: number, secret: string): Forgery {
  const names = Object.keys(WAYS)
  const how = names[number % names.length] ?? ''
  const by = `U-forged-${number}`
  const body = messageBy(by)
  const good: RawRequest = { headers: signed(secret, body), body }
  const bytes = bytesOf(WAYS[how]?.(good, { by, number, secret }) ?? good)
  return number % 10 === 9 ? { how: 'torn apart', bytes: torn(bytes, number) } : { how, bytes }
}

/** Bytes left out, doubled or turned into others: of the head, so that nothing of it is to be relied on. */
function torn(bytes: Buffer, number: number): Buffer {
  const head = bytes.indexOf('\r\n\r\n')
  const at = chance(number, 'tear', head)
  const length = 1 + chance(number, 'length', 40)
  const piece = bytes.subarray(at, at + length)
  const noise = Buffer.from(createHash('sha512').update(`${number}`).digest()).subarray(0, length)
  const middle = [Buffer.alloc(0), Buffer.concat([piece, piece]), noise][chance(number, 'kind', 3)] ?? noise
  return Buffer.concat([bytes.subarray(0, at), middle, bytes.subarray(at + length)])
}

function withHeader(request: RawRequest, name: string, change: (was: string) => string): RawRequest {
  return { ...request, headers: request.headers.map(([one, was]) => [one, one === name ? change(was) : was]) }
}

const without = (request: RawRequest, name: string): RawRequest => ({
  ...request,
  headers: request.headers.filter(([one]) => one !== name),
})

const flipped = (text: string, at: number) => text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1)

function signedAt(request: RawRequest, secret: string, ageInSeconds: number): RawRequest {
  const at = nowInSeconds() + ageInSeconds
  const body = String(request.body)
  return {
    ...request,
    headers: [
      ['content-type', 'application/json'],
      ['x-slack-request-timestamp', `${at}`],
      ['x-slack-signature', signature(secret, body, at)],
    ],
  }
}
