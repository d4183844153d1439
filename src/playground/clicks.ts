import { elementOf } from './blocks.ts'
import type { Acted } from './contract.ts'
import { type Fields, isBlocks } from './fields.ts'
import { appName, channelOf, DONE, interact, told, unanswered } from './interactions.ts'
import type { Parts } from './parts.ts'
import { slackMessage } from './slack-message.ts'
import { slackView, type View } from './views.ts'
import type { Room } from './workspace.ts'

/** Which element was used, with what it holds now and what the inputs around it hold. */
export type Click = { blockId: string; actionId: string; value: Fields; values: Fields }

/** A button or a select in a message was used. */
export async function clickInMessage(
  parts: Parts,
  person: string,
  room: Room,
  ts: string,
  click: Click,
): Promise<Acted> {
  const post = room.byTs.get(ts)
  const found = parts.talk.whispered(room.id, ts)
  const whisper = found?.person === person ? found : undefined
  const shown = post ?? whisper
  const element = elementOf(shown?.blocks ?? [], click.blockId, click.actionId)
  if (!shown || !element) return NOT_THERE
  const place = { message_ts: ts, channel_id: room.id, is_ephemeral: !post, thread_ts: shown.threadTs }
  const origin = { room, person, threadTs: shown.threadTs, ...(post && { post }), ...(whisper && { whisper }) }
  return sendClick(parts, person, {
    container: { type: 'message', ...place },
    channel: channelOf(room),
    message: post ? slackMessage(post) : undefined,
    state: { values: click.values },
    response_url: parts.responseUrls.give(origin),
    trigger_id: parts.triggers.give(person),
    actions: [actionOf(parts, element, click)],
  })
}

/** A button or a select in a modal or in the app's home was used. */
export async function clickInView(parts: Parts, person: string, view: View, click: Click): Promise<Acted> {
  const blocks = isBlocks(view.given.blocks) ? view.given.blocks : []
  const element = elementOf(blocks, click.blockId, click.actionId)
  if (!element) return NOT_THERE
  view.values = click.values
  return sendClick(parts, person, {
    container: { type: 'view', view_id: view.id },
    view: slackView(view),
    trigger_id: parts.triggers.give(person),
    actions: [actionOf(parts, element, click)],
  })
}

const NOT_THERE: Acted = { ok: false, error: 'That button is no longer there.' }

async function sendClick(parts: Parts, person: string, payload: Fields): Promise<Acted> {
  const handed = await interact(parts, person, { type: 'block_actions', ...payload })
  return handed.acked ? DONE : told(parts, person, unanswered(appName(parts), handed))
}

/** The action as the app gets it: a button says its own value, other elements what the person chose. */
function actionOf(parts: Parts, element: Fields, { blockId, actionId, value }: Click): Fields {
  const own = { text: element.text, value: element.value, style: element.style, url: element.url }
  return {
    ...value,
    ...(element.type === 'button' || element.type === 'icon_button' ? own : {}),
    type: element.type,
    block_id: blockId,
    action_id: actionId,
    action_ts: parts.ids.ts(),
  }
}
