import type { Message, State } from '../contract.ts'
import { conversationOf } from './state.ts'

/** A conversation, and maybe one of its threads. */
export type Place = { conversation: string; thread?: string | undefined; message?: string | undefined }

/**
 * Where an address leads within the workspace: what the page itself writes after the #, or a link to a message as the
 * Web API gives it (/archives/C…/p…). Undefined when it leads elsewhere.
 */
export function placeOf(address: URL, state: State): Place | undefined {
  const [, conversation = '', digits] = /^\/archives\/([^/]+)(?:\/p(\d{7,}))?$/.exec(address.pathname) ?? []
  if (conversationOf(state, conversation)) {
    const ts = digits?.replace(/(\d{6})$/, '.$1')
    const root = state.messages[conversation]?.find((message) => message.ts === ts && message.replyCount > 0)
    return { conversation, thread: address.searchParams.get('thread_ts') ?? root?.ts, message: ts }
  }
  const [shown = '', thread] = decodeURIComponent(address.hash.slice(1)).split('/')
  return conversationOf(state, shown) ? { conversation: shown, thread } : undefined
}

/** The address of a place, as one person sees it. */
export const addressOf = (as: string, { conversation, thread }: Place): string =>
  `/?as=${as}#${thread === undefined ? conversation : `${conversation}/${thread}`}`

/** A link to a message, as the Web API gives it too. */
export function linkTo({ channel, ts, threadTs }: Message): string {
  const thread = threadTs === undefined ? '' : `?thread_ts=${threadTs}&cid=${channel}`
  return `${location.origin}/archives/${channel}/p${ts.replace('.', '')}${thread}`
}

/** The id of the box in which one writes in a place. */
export const boxOf = ({ conversation, thread }: Place): string =>
  thread === undefined ? `main:${conversation}` : `thread:${conversation}:${thread}`
