import type { Call } from './call.ts'
import type { FaultName, Finding, WireEntry } from './contract.ts'
import type { Delivery, Handed } from './deliveries.ts'
import { type Field, type Fields, isFields, jsonOf } from './fields.ts'

type Answered = Pick<Call, 'method' | 'args' | 'answer'>

/** What crossed the wire between the workspace and the app, the latest of it, for the engineer's view and for tests. */
export type Wire = {
  handed(delivery: Delivery, handed: Handed, tookMs: number, attempt: number): void
  answered(call: Answered): void
  /** The call that is answered next has something wrong with it, because a switch says so. */
  faulted(fault: FaultName): void
  /** What came after entry `n`, oldest first. */
  after(n: number): WireEntry[]
}

const KEPT = 500

/** Entries hold what was sent as it is and are written down only when someone looks: load costs them next to nothing. */
export function openWire(now: () => Date): Wire {
  const entries: (() => WireEntry)[] = []
  let count = 0
  const add = (entry: (n: number) => WireEntry) => {
    const n = ++count
    entries.push(() => entry(n))
    if (entries.length >= 2 * KEPT) entries.splice(0, KEPT)
  }
  let fault: FaultName | undefined
  const call = ({ method, args, answer }: Answered) => {
    const at = now().getTime()
    const wrong = fault && { fault }
    fault = undefined
    add((n) => ({
      kind: 'call',
      n,
      at,
      method,
      args: jsonOf(args),
      answer: jsonOf(answer),
      findings: findingsIn(args, answer),
      ...wrong,
    }))
  }
  return {
    handed({ type, payload }, handed, tookMs, attempt) {
      const at = now().getTime() - tookMs
      add((n) => ({
        kind: 'delivery',
        n,
        at,
        type,
        name: nameOf(payload),
        attempt,
        tookMs: Math.round(tookMs),
        acked: handed.acked,
        payload: jsonOf(payload),
        ...(handed.acked ? { answer: jsonOf(handed.answer) } : { reason: handed.reason }),
      }))
    },
    answered: call,
    faulted(name) {
      fault = name
    },
    after: (n) => entries.slice(Math.max(0, entries.length - (count - n))).map((entry) => entry()),
  }
}

/** What a delivery is called on the panel: the event, the command, or what was pressed. */
function nameOf(payload: Fields): string {
  if (isFields(payload.event)) return words(payload.event.type, payload.event.subtype)
  if (typeof payload.command === 'string') return words(payload.command, payload.text)
  const [action] = Array.isArray(payload.actions) ? payload.actions.filter(isFields) : []
  const view = isFields(payload.view) ? payload.view.callback_id : undefined
  return words(payload.type, action?.action_id ?? payload.callback_id ?? view)
}

const words = (...parts: Field[]) => parts.filter((part) => typeof part === 'string' && part !== '').join(' ')

/** What Slack's validation says is wrong, each with the part of the blocks or the view that it means. */
function findingsIn(args: Fields, answer: Fields): Finding[] {
  const messages = Array.isArray(answer.errors) ? answer.errors.map(String) : []
  return messages.map((line) => {
    const { message = line, pointer = '' } = FINDING.exec(line)?.groups ?? {}
    return { message, pointer, part: jsonOf(partAt(args, pointer)) }
  })
}

const FINDING = /^(?:\[ERROR\] )?(?<message>.*?)(?: \[json-pointer:(?<pointer>[^\]]*)\])?$/s

function partAt(value: Field, pointer: string): Field {
  const steps = pointer.split('/').slice(1)
  return steps.reduce<Field>((at, step) => {
    if (Array.isArray(at)) return at[Number(step)]
    return isFields(at) ? at[step] : undefined
  }, value)
}
