import { createHmac } from 'node:crypto'
import { boundedBody } from '../bounded-body.ts'
import type { Delivery, Handed, Transport } from './deliveries.ts'
import { parsed } from './fields.ts'

const MOST_BYTES = 1024 * 1024 // an answer to a form, at most

/** Slack's requests to an app's request URL, signed with the signing secret (version 0). */
export function openHttpDelivery(about: {
  url: string
  signingSecret: string
  ackMs: number
  waits: readonly number[]
  now: () => Date
}): Transport {
  async function hand(delivery: Delivery, attempt: number, reason: string): Promise<Handed> {
    const { type, body } = written(delivery)
    const time = String(Math.floor(about.now().getTime() / 1000))
    const signature = createHmac('sha256', about.signingSecret).update(`v0:${time}:${body}`).digest('hex')
    try {
      const response = await fetch(about.url, {
        method: 'POST',
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(about.ackMs),
        headers: {
          'content-type': type,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': time,
          'x-slack-signature': `v0=${signature}`,
          ...(attempt > 0 && { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': reason }),
        },
      })
      const text = await boundedBody(response, MOST_BYTES, () => new Error('too long')).text()
      if (response.ok) return { acked: true, answer: parsed(text) ?? text }
      return { acked: false, reason: 'http_error', mayRetry: response.headers.get('x-slack-no-retry') !== '1' }
    } catch (error) {
      const isLate = error instanceof Error && error.name === 'TimeoutError'
      return { acked: false, reason: isLate ? 'http_timeout' : 'connection_failed', mayRetry: true }
    }
  }
  return { hand, waits: about.waits }
}

/** Events are JSON; a command is a form; an interaction is a form with one field of JSON. */
function written({ type, payload }: Delivery): { type: string; body: string } {
  if (type === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) }
  const form = new URLSearchParams()
  if (type === 'interactive') form.set('payload', JSON.stringify(payload))
  else for (const [name, value] of Object.entries(payload)) if (value !== undefined) form.set(name, String(value))
  return { type: 'application/x-www-form-urlencoded', body: form.toString() }
}
