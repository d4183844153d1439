import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { FaultMode, FaultName } from './contract.ts'
import { FAULTS } from './faults.ts'
import { textOf } from './fields.ts'
import type { Parts } from './parts.ts'
import { readOwnJson, sendJson } from './requests.ts'
import { BOT_USER_ID } from './sample-workspace.ts'
import { waiting, waitToSee } from './seeing.ts'
import { slackMessage } from './slack-message.ts'

const MODES: FaultMode[] = ['off', 'once', 'on']
const faulting = z.object({
  name: z.enum(FAULTS satisfies FaultName[]),
  mode: z.enum(MODES),
  method: z.string().optional(),
  error: z.string().optional(),
})
const reading = z.object({ are: z.enum(['many', 'few']) })

/** Answers a test and the engineer's view: what was posted, what crossed the wire, what goes wrong. False when it is none of these. */
export async function answerEngineer(
  parts: Parts,
  what: string,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const faults = () => sendJson(response, 200, { faults: parts.faults.list() })
  if (what === 'GET /faults') faults()
  else if (what === 'GET /sessions') sendJson(response, 200, { sessions: Object.fromEntries(parts.sessions) })
  else if (what === 'GET /posted') sendJson(response, 200, { messages: posted(parts, url.searchParams) })
  else if (what === 'GET /wire')
    sendJson(response, 200, { entries: parts.wire.after(Number(url.searchParams.get('after')) || 0) })
  else if (what === 'POST /faults') {
    const read = await readAs(faulting, request, response)
    if (!read) return true
    parts.faults.set(read.name, read.mode, read.method, read.error)
    faults()
  } else if (what === 'POST /reads') {
    const read = await readAs(reading, request, response)
    if (!read) return true
    parts.reads.are(read.are)
    sendJson(response, 200, { ok: true, ...read })
  } else if (what === 'POST /wait') {
    const read = await readAs(waiting, request, response)
    if (read && parts.workspace.people.has(read.as)) sendJson(response, 200, await waitToSee(parts, read))
    else if (read) sendJson(response, 404, { ok: false, error: 'There is no such person here.' })
  } else return false
  return true
}

async function readAs<Shape extends z.ZodType>(
  shape: Shape,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<z.infer<Shape> | undefined> {
  const body = await readOwnJson(request, response)
  if (!body) return undefined
  const { data, error } = shape.safeParse(body)
  if (error) sendJson(response, 400, { ok: false, error: z.prettifyError(error) })
  return data
}

/** The app's messages, oldest first, as Slack's Web API answers them. */
function posted({ workspace }: Parts, asked: URLSearchParams) {
  const channel = textOf(asked.get('channel'))
  const thread = textOf(asked.get('thread_ts'))
  return [...workspace.rooms.values()]
    .filter(({ id }) => channel === undefined || id === channel)
    .flatMap(({ posts }) => posts)
    .filter(({ user, ts, threadTs }) => user === BOT_USER_ID && (thread === undefined || (threadTs ?? ts) === thread))
    .sort((a, b) => a.ts.localeCompare(b.ts))
    .map((post) => ({ ...slackMessage(post, true), channel: post.room.id }))
}
