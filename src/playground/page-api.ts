import type { IncomingMessage, ServerResponse } from 'node:http'
import { clockState, doAct } from './acts.ts'
import type { State } from './contract.ts'
import { answerEngineer } from './engineer-api.ts'
import { isFields } from './fields.ts'
import { appName } from './interactions.ts'
import { pageConversation } from './page-conversation.ts'
import type { Parts } from './parts.ts'
import { readOwnJson, sendJson } from './requests.ts'
import { BOT_USER_ID, WORKSPACE } from './sample-workspace.ts'
import { pageMessage } from './slack-message.ts'
import { pageView } from './views.ts'
import { mayRead } from './workspace.ts'

const HEARTBEAT_MS = 15_000
const BACKLOG_MAX = 8 * 1024 * 1024 // a page that takes nothing for so long must load again

/** Answers the page: what a person sees, what changes, and what they do. */
export async function answerPage(
  parts: Parts,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const what = `${request.method} ${url.pathname.replace('/playground/api', '')}`
  if (await answerEngineer(parts, what, url, request, response)) return
  if (what === 'POST /act') return act(parts, request, response)
  const me = url.searchParams.get('as') ?? ''
  const isPerson = parts.workspace.people.has(me) && me !== BOT_USER_ID
  if (what !== 'GET /state' && what !== 'GET /events')
    return sendJson(response, 404, { ok: false, error: 'Not found.' })
  if (!isPerson) return sendJson(response, 404, { ok: false, error: 'There is no such person here.' })
  if (what === 'GET /state') sendJson(response, 200, stateOf(parts, me))
  else watch(parts, me, response)
}

async function act(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readOwnJson(request, response)
  if (!isFields(body)) return
  const me = typeof body.as === 'string' ? body.as : ''
  const isPerson = parts.workspace.people.has(me) && me !== BOT_USER_ID
  if (!isPerson) return sendJson(response, 404, { ok: false, error: 'There is no such person here.' })
  sendJson(response, 200, await doAct(parts, me, body.act))
}

function watch(parts: Parts, me: string, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  })
  response.write(':\n\n')
  parts.whereabouts.delete(me) // the page was loaded anew
  parts.talk.reloaded(me)
  const stop = parts.pages.watch(me, (line) => {
    if (response.writableLength > BACKLOG_MAX) response.destroy()
    else response.write(`data: ${line}\n\n`)
  })
  const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS).unref()
  response.on('close', () => {
    clearInterval(heartbeat)
    stop()
  })
}

/** Everything that one person sees now. */
function stateOf(parts: Parts, me: string): State {
  const rooms = [...parts.workspace.rooms.values()].filter((room) => mayRead(parts.workspace, room, me))
  const home = parts.views.home(me)
  return {
    workspace: { id: WORKSPACE.id, name: WORKSPACE.name },
    me,
    people: [...parts.workspace.people.values()],
    ...appState(parts),
    conversations: rooms.map((room) => pageConversation(room, me, parts.workspace.people)),
    messages: Object.fromEntries(rooms.map((room) => [room.id, room.posts.map(pageMessage)])),
    views: parts.views.stack(me).map(pageView),
    home: home ? pageView(home) : null,
    statuses: parts.statuses.of(me),
    prompts: parts.prompts.of(me),
    controls: parts.controls.map(({ name, label, hint }) => ({ name, label, hint })),
    clock: clockState(parts),
  }
}

/** The app, with what it brings into the workspace. */
export function appState(parts: Parts): Pick<State, 'app' | 'commands' | 'shortcuts'> {
  const { features } = parts.manifest
  const { joined, connected } = parts.appState()
  const hasHome = features.app_home?.home_tab_enabled ?? false
  return {
    app: joined ? { user: BOT_USER_ID, name: appName(parts), connected, hasHome } : null,
    commands: features.slash_commands.map((one) => ({
      name: one.command,
      description: one.description,
      usageHint: one.usage_hint,
    })),
    shortcuts: features.shortcuts.map(({ name, callback_id, type, description }) => ({
      name,
      callbackId: callback_id,
      type,
      description,
    })),
  }
}
