import { type Health, toldInTime } from './health.ts'
import type { GuardedModel } from './llm/breaker.ts'
import type { Watch } from './queue/watch.ts'
import type { Connection } from './slack/connection/connect.ts'
import type { OutboundCalls } from './slack/connection/outbound-calls.ts'
import type { Store } from './store/store.ts'

const LATE_MINUTES = 10 // work that was put off for longer is named on /healthz

type Parts = {
  store: Store
  /** Undefined until there is one. */
  connection: () => Connection | undefined
  outbound: OutboundCalls
  models: GuardedModel[]
  isStopping: () => boolean
  /** What watches the event loop, where somebody does. */
  watch: Watch | undefined
}

/** How this process is, over all its parts. */
export function readHealth(parts: Parts): Promise<Health> {
  return toldInTime(async () => ({ ...(await read(parts)), ...(parts.watch ? { loop: parts.watch.told() } : {}) }))
}

async function read({ store, outbound, models, isStopping, ...parts }: Parts): Promise<Health> {
  const connection = parts.connection()
  const connections = connection?.connections() ?? 0
  const model = models.some(({ state }) => state() === 'away') ? 'away' : 'ready'
  if (isStopping()) return { ready: false, why: 'It is stopping.', connections, model }
  const [work, causes] = await Promise.all([store.workWaiting(), store.stuckCauses(LATE_MINUTES)])
  const refused = outbound.shutBecause()
  const why = [
    connection ? connection.whyNone() : 'It is starting.',
    refused && `Slack takes no calls from us: ${refused}.`,
  ]
    .filter((one) => one)
    .join(' ')
  return { ready: why === '', ...(why ? { why } : {}), connections, model, work: { ...work, causes } }
}
