import type { WebClient } from '@slack/web-api'
import type { Incoming } from '../../flows/intake/take-in.ts'
import type { Log } from '../../log.ts'
import { inSpeech } from '../../words/words.ts'
import { slackFault } from '../connection/slack-fault.ts'
import type { Speeches } from '../incoming/speech.ts'
import { keptMessage } from '../views/kept.ts'

const TELL_AFTER_MS = 10_000 // a shorter outage is hardly noticed

/**
 * While the database is away, tells people that what they wrote to the bot is kept: once in an outage, after a while, to them alone.
 * Only in the bot's direct messages: whose other threads are, nobody can say then.
 */
export function openTellKept(
  web: WebClient,
  log: Log,
  { speechFor }: Pick<Speeches, 'speechFor'>,
  tellAfterMs = TELL_AFTER_MS,
): { waits: (item: Incoming) => void; over: () => void } {
  type Outage = { people: Set<string>; waiting: Message[]; isLong: boolean; timer: NodeJS.Timeout }
  let outage: Outage | undefined
  let last: Promise<void> = Promise.resolve()

  function tell(messages: Message[]): void {
    for (const { workspace, channel, actor, threadTs } of messages) {
      const thread = threadTs ? { thread_ts: threadTs } : {}
      last = last.then(async () => {
        try {
          const message = inSpeech(await speechFor({ workspace, actor }), keptMessage)
          await web.chat.postEphemeral({ channel, user: actor, ...thread, ...message })
        } catch (error) {
          log.warn('a person was not told that their message is kept', { cause: String(slackFault(error).cause) })
        }
      })
    }
  }

  function begin(): Outage {
    const begun: Outage = {
      people: new Set(),
      waiting: [],
      isLong: false,
      timer: setTimeout(() => {
        begun.isLong = true
        tell(begun.waiting.splice(0))
      }, tellAfterMs).unref(),
    }
    return begun
  }

  return {
    waits(item) {
      outage ??= begin()
      if (item.kind !== 'message' || !item.direct) return
      const person = `${item.workspace} ${item.actor}`
      if (outage.people.has(person)) return
      outage.people.add(person)
      if (outage.isLong) tell([item])
      else outage.waiting.push(item)
    },
    over() {
      clearTimeout(outage?.timer)
      outage = undefined
    },
  }
}

type Message = Extract<Incoming, { kind: 'message' }>
