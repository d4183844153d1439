import { randomBytes } from 'node:crypto'
import { checkedBlocks } from './blocks.ts'
import { type Fields, flagOf, textOf } from './fields.ts'
import { BOT_USER_ID } from './sample-workspace.ts'
import type { Talk, Whisper } from './talk.ts'
import type { Post, Room } from './workspace.ts'

/** What a response address answers for: where the person was, and the message whose button they pressed. */
type Origin = { room: Room; person: string; threadTs?: string | undefined; post?: Post; whisper?: Whisper }

/** The addresses where an app may answer up to five times in half an hour, also where it is no member. */
export type ResponseUrls = {
  give(origin: Origin): string
  answer(id: string, body: Fields): { status: number; error?: string }
  /** What the app says in answer, to one person unless it says to whom. */
  say(origin: Origin, body: Fields): string | undefined
}

const USES = 5
const LIFE_MS = 30 * 60_000
const KEPT = 5000

export function openResponseUrls(talk: Talk, now: () => Date, url: string): ResponseUrls {
  const given = new Map<string, { origin: Origin; left: number; until: number }>()

  function say(origin: Origin, body: Fields): string | undefined {
    const { blocks, problem } = checkedBlocks(body.blocks)
    if (problem) return problem.error
    const text = textOf(body.text) ?? ''
    if (text === '' && !blocks) return 'no_text'
    // thread_ts is for what all may see: docs.slack.dev/interactivity/handling-user-interaction, "Publishing responses in thread"
    if (body.response_type === 'in_channel') {
      const threadTs = textOf(body.thread_ts) ?? origin.threadTs
      talk.post({ room: origin.room, user: BOT_USER_ID, byApp: true, text, blocks, threadTs })
    } else talk.whisper({ room: origin.room, person: origin.person, text, blocks, threadTs: undefined })
    return undefined
  }

  function replace(origin: Origin, body: Fields): string | undefined {
    const { blocks, problem } = checkedBlocks(body.blocks)
    if (problem) return problem.error
    const change = { text: textOf(body.text) ?? '', blocks }
    if (origin.whisper) talk.rewhisper(origin.whisper, change)
    else if (origin.post) talk.edit(origin.post, change)
    else return say(origin, body)
    return undefined
  }

  function remove(origin: Origin): undefined {
    if (origin.whisper) talk.unwhisper(origin.whisper)
    else if (origin.post) talk.remove(origin.post)
  }

  return {
    say,
    give(origin) {
      const id = randomBytes(18).toString('base64url')
      given.set(id, { origin, left: USES, until: now().getTime() + LIFE_MS })
      const [oldest] = given.keys()
      if (given.size > KEPT && oldest) given.delete(oldest)
      return `${url}/response/${id}`
    },
    answer(id, body) {
      const address = given.get(id)
      if (!address) return { status: 404, error: 'invalid_url' }
      if (address.left === 0) return { status: 404, error: 'used_url' }
      if (now().getTime() > address.until) return { status: 404, error: 'expired_url' }
      const error = flagOf(body.delete_original)
        ? remove(address.origin)
        : flagOf(body.replace_original)
          ? replace(address.origin, body)
          : say(address.origin, body)
      if (error) return { status: 400, error }
      address.left -= 1
      return { status: 200 }
    },
  }
}
